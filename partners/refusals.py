"""Why something cannot be done, in words for the one who tried."""


class Refused(Exception):
    """The wish cannot be met; the text says why, in the reader's language."""


class Overtaken(Exception):
    """Somebody else changed the same part in the meantime."""
