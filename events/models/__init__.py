"""Event pages (words) and the rows that must never be lost (dates and sign-ups)."""

from events.models.attempts import Attempt
from events.models.audit import AuditEntry
from events.models.defaults import SignUpDefaults
from events.models.figures import DateFigures
from events.models.occurrences import Occurrence, OccurrenceListing, OccurrenceText
from events.models.pages import EventIndexPage, EventPage
from events.models.series import EventSeries, SeriesOrganiser
from events.models.sign_ups import AccessNeed, Answer, SeriesSignUp, SignUp, SignUpPerson

__all__ = [
    "AccessNeed",
    "Answer",
    "Attempt",
    "AuditEntry",
    "DateFigures",
    "EventIndexPage",
    "EventPage",
    "EventSeries",
    "Occurrence",
    "OccurrenceListing",
    "OccurrenceText",
    "SeriesOrganiser",
    "SeriesSignUp",
    "SignUp",
    "SignUpDefaults",
    "SignUpPerson",
]
