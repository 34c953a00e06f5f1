"""Day, month and year without commas between them, which lists and sentences use for themselves."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
TIME_FORMAT = "H:i"
