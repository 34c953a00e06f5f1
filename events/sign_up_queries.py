"""Reads of the sign-up form: the date, its page and its words."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Library, Outbox
from core.routing import restrictions_above
from events.actions.refusals import SignUpRefused
from events.models import EventPage, Occurrence, OccurrenceListing, SignUp

READ_OF_PAGE = (
    *("path", "depth", "url_path", "slug", "title", "live", "alias_of", "translation_key"),
    *("content_type", "locale__language_code", "price", "questions"),
)
"""What a form, a mail or a list of participants says of an event's page."""
UNREAD = [
    f"{part}__{name}"
    for part, names in {
        "place": ("phone", "email", "order", "accessible_toilet", "accessible_parking"),
        "series": ("owner_kind", "age_from", "age_to", "planned_until", "created_at"),
    }.items()
    for name in names
]
"""What it does not say of the date's place and series."""


def find_occurrence(library, occurrence_id: int) -> Occurrence | None:
    """A date that the library owns or lists; None for another's. One query, two where it lists."""
    found = (
        Occurrence.objects.select_related("series", "place", "room")
        .defer(*UNREAD)
        .filter(pk=occurrence_id)
        .first()
    )
    if found is None:
        return None
    if found.library_id == library.pk:
        found.library = library
    elif not OccurrenceListing.objects.filter(occurrence=found, library=library).exists():
        return None
    return found


def find_sign_up(library, token: str) -> SignUp | None:
    """The sign-up a personal link leads to, at a library that owns or lists its date.

    The link of a date of a series whose names are forgotten leads to the next date that is not.
    """
    listed = OccurrenceListing.objects.filter(occurrence=OuterRef("occurrence"), library=library)
    rows = SignUp.objects.filter(Q(occurrence__library=library) | Exists(listed))
    found = rows.filter(token=token).first()
    if found is None or found.anonymised_at is None:
        return found
    rest = rows.filter(parent=found.parent_id, parent__isnull=False, anonymised_at=None)
    return rest.order_by("occurrence__starts_at", "pk").first()


def moved_to(library: Library, token: str) -> Library | None:
    """The library that an event has moved to, for a link this one once sent; None otherwise."""
    rows = SignUp.objects.select_related("occurrence__library__site")
    row = rows.filter(token=token, anonymised_at=None).first()
    if row is None:
        return None
    sent = Outbox.objects.filter(library=library, purpose__startswith=f"sign-up:{row.pk}:")
    return row.occurrence.library if sent.exists() else None


def page_of(occurrence: Occurrence, language: str) -> EventPage | None:
    """The event's page in a language, else in the library's first language.

    One query; the date remembers the answer, and lends it where it is read again (`seats.read`).
    """
    if language not in occurrence.pages_seen:
        pages = {
            page.locale.language_code: page
            for page in EventPage.objects.select_related("locale")
            .only(*READ_OF_PAGE)
            .annotate(restricted=Exists(restrictions_above()))
            .filter(
                translation_key=occurrence.content_key,
                live=True,
                locale__language_code__in={language, occurrence.library.language},
            )
        }
        own = pages.get(language) or pages.get(occurrence.library.language)
        if own is not None:
            own.is_open = not own.restricted
        occurrence.pages_seen[language] = own
    return occurrence.pages_seen[language]


def waiting_count(occurrence: Occurrence) -> int:
    """How many sign-ups wait on a date."""
    return SignUp.objects.filter(occurrence=occurrence, state=SignUp.State.WAITING).count()


def state_words(occurrence: Occurrence, state: str, waiting: int = 0) -> str:
    """What a reader is told about the seats before signing up, in the active language."""
    left = occurrence.seats_left
    if state in ("open", "few", "moved"):
        if left is None:
            return _("Open for sign-up.")
        return ngettext("%(left)s seat left.", "%(left)s seats left.", left) % {"left": left}
    if state == "waiting":
        if not waiting:
            return _("All seats are taken. You can be the first on the waiting list.")
        return ngettext(
            "All seats are taken. %(waiting)s sign-up is on the waiting list before you.",
            "All seats are taken. %(waiting)s sign-ups are on the waiting list before you.",
            waiting,
        ) % {"waiting": waiting}
    if state == "full" and occurrence.waiting_size == 0:
        state = "full_no_list"
    return SignUpRefused(state).message
