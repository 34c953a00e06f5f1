"""Who signed up, for the library's staff; every read names its library."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from core.models import Library
from core.scope import library_scope
from events.models import EventPage, Occurrence, SignUp
from events.models.series import SignUpMode
from events.queries.persons import plain_digits

AHEAD = timedelta(days=92)
"""How far ahead dates are listed that nobody has signed up for yet."""
TO_CALL = Q(to_call__isnull=False, state__in=SignUp.ACTIVE)
"""Sign-ups of people who must be told something by telephone."""
STILL_SHOWN = timedelta(days=1)
"""How long after its end a date stays in the list, for those who look it up the next morning."""
ORDER = {
    SignUp.State.CONFIRMED: 0,
    SignUp.State.OFFERED: 1,
    SignUp.State.PENDING: 2,
    SignUp.State.WAITING: 3,
    SignUp.State.CANCELLED: 4,
    SignUp.State.EXPIRED: 5,
}


def dates_with_sign_up(
    library: Library, key: UUID | None = None, past: bool = False, now: datetime | None = None
) -> QuerySet[Occurrence]:
    """The dates of the coming months with sign-up, and any with people; or of one event.

    Orphaned dates are among them: somebody must tell those who signed up. `past`: those that
    are over and whose names are still kept, the newest first.
    """
    now = now or timezone.now()
    dates = Occurrence.objects.for_library(library).annotate(
        people=Count("sign_ups", filter=Q(sign_ups__state__in=SignUp.ACTIVE)),
        calls=Count(
            "sign_ups",
            filter=Q(sign_ups__state__in=SignUp.ACTIVE, sign_ups__to_call__isnull=False),
        ),
    )
    open_to_all = Q(series__sign_up=SignUpMode.SIGN_UP)
    if key is not None:
        dates = dates.filter(content_key=key)
    if past:
        kept = SignUp.objects.filter(occurrence=OuterRef("pk"), anonymised_at=None)
        dates = dates.filter(Exists(kept), until__lte=now)
        return dates.select_related("series", "place", "room").order_by("-starts_at", "-pk")
    if key is None:
        open_to_all &= Q(starts_at__lt=now + AHEAD)
    return (
        dates.filter(open_to_all | Q(people__gt=0), until__gt=now - STILL_SHOWN)
        .select_related("series", "place", "room")
        .in_order()
    )


def participants(occurrence: Occurrence) -> list[SignUp]:
    """All sign-ups of a date: seats first, then the queue in its order, then those who left.

    Each has `line`, the place in the queue (0 where it does not wait). Three queries.
    """
    rows = list(
        SignUp.objects.filter(occurrence=occurrence)
        .select_related("access_need", "occurrence__series")
        .prefetch_related("people", "answers")
    )
    waiting = sorted(
        (row for row in rows if row.state == SignUp.State.WAITING),
        key=lambda row: row.queue_number or 0,
    )
    line = {row.pk: number for number, row in enumerate(waiting, start=1)}
    for row in rows:
        row.line = line.get(row.pk, 0)
    return sorted(rows, key=lambda row: (ORDER[row.state], row.line, row.name.casefold(), row.pk))


LONGEST_SEARCH = 120
FOUND_AT_MOST = 50


def matching(rows: list[SignUp], wanted: str) -> list[SignUp]:
    """Those whose name, address or number, or the name of one of the party, holds what is typed."""
    words = wanted.casefold().split()
    digits = "".join(char for char in plain_digits(wanted) if char.isdigit())

    def fits(row: SignUp) -> bool:
        names = " ".join([row.name, row.email, *(person.name for person in row.people.all())])
        text = names.casefold()
        number = "".join(char for char in plain_digits(row.phone) if char.isdigit())
        return all(word in text for word in words) or (len(digits) >= 3 and digits in number)

    return [row for row in rows if fits(row)]


def search(library: Library, wanted: str, now: datetime | None = None) -> list[SignUp]:
    """Active sign-ups by name, address or number: at coming dates, then at past ones, newest first.

    Past ones are found as long as their names are kept.
    """
    now = now or timezone.now()
    rows = (
        SignUp.objects.for_library(library)
        .filter(state__in=SignUp.ACTIVE, anonymised_at=None)
        .select_related("occurrence__series", "occurrence__place")
        .prefetch_related("people")
    )
    shown = Q(occurrence__until__gt=now - STILL_SHOWN)
    found = matching(list(rows.filter(shown).order_by("occurrence__starts_at", "pk")), wanted)
    if len(found) < FOUND_AT_MOST:
        found += matching(
            list(rows.exclude(shown).order_by("-occurrence__starts_at", "pk")), wanted
        )
    return found[:FOUND_AT_MOST]


def sign_ups_at_stake(pages: list[Page], *, live: bool = False) -> int:
    """Active sign-ups on coming dates that would lose their last page with these and all below.

    With `live` their last page that readers see. An event that keeps a page in another
    language loses nobody.
    """
    seen = Q(live=True) if live else Q(live=True) | Q(first_published_at__isnull=False)
    with library_scope(None):
        doomed = Q()
        for page in pages:
            doomed |= Q(path__startswith=page.path)
        if not doomed:
            return 0
        events = EventPage.objects.filter(Q(live=True) if live else Q(), alias_of=None)
        keys = set(events.filter(doomed).values_list("translation_key", flat=True))
        kept = events.filter(translation_key__in=keys).exclude(doomed)
        kept = kept.filter(seen)
        keys -= set(kept.values_list("translation_key", flat=True))
        return SignUp.objects.filter(
            occurrence__content_key__in=keys,
            occurrence__until__gt=timezone.now(),
            state__in=SignUp.ACTIVE,
        ).count()


def by_code(library: Library, code: str) -> SignUp | None:
    """Whose code it is. A whole series has one: it stands for the date that is on or comes next."""
    if "\0" in code:
        return None
    rows = SignUp.objects.for_library(library).select_related(
        "occurrence__series", "occurrence__place", "occurrence__room", "checked_in_by"
    )
    row = rows.filter(door_code=code).first()
    if row is None or row.parent_id is None:
        return row
    coming = rows.filter(parent=row.parent_id, occurrence__until__gt=timezone.now())
    coming = coming.exclude(occurrence__status=Occurrence.Status.CANCELLED)
    return coming.order_by("occurrence__starts_at", "pk").first() or row
