"""What publishing an event page means for its dates; safe to repeat at any time."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from core.models import Library
from core.scope import library_scope
from events.actions.listings import write_listings
from events.actions.occurrences import DateSettings, write_dates
from events.actions.organisers import write_organisers
from events.models import EventPage, EventSeries, Occurrence, SeriesSignUp
from events.rules import expand, goes_on, horizon

log = logging.getLogger(__name__)

SERIES_FIELDS = (
    "title",
    "sign_up",
    "sign_up_url",
    "scope",
    "all_or_nothing",
    "confirmation",
    "promotion",
    "offer_hours",
    "ask_names",
    "ask_access_needs",
    "ask_children",
    "companions",
    "answers_kept_days",
    "cancel_deadline_hours",
    "reminder_hours",
    "retention_days",
    "qr_check_in",
    "free",
    "age_from",
    "age_to",
    "languages",
    "online",
    "online_url",
)


def sync_dates(key: UUID) -> None:
    """Make the dates of an event what its pages say: one source page writes, all list.

    `key` is the translation key shared by the event's languages. Call it after anything that
    happens to such a page: published, unpublished, moved, deleted.
    """
    with library_scope(None), transaction.atomic():
        # The series before the page: who waits here for somebody who publishes then reads what
        # was published. The other way round the nightly work could write old dates back.
        EventSeries.objects.filter(key=key).update(listed=F("listed"))
        source = source_page(key)
        library = Library.for_page(source) if source else None
        if source is None or library is None:
            _without_page(key)
            return
        live = _live_libraries(key)
        listed = library.pk in live
        if _waits(source):
            _keep_dates(key, listed=listed, library_ids=live | {library.pk})
            return
        today = timezone.localdate()
        goes = goes_on(source.dates, today=today)
        series = _series(
            key,
            **{name: getattr(source, name) for name in SERIES_FIELDS},
            library=library,
            listed=listed,
            planned_until=horizon(today) if goes else None,
        )
        Occurrence.objects.filter(series=series).exclude(library=library).update(library=library)
        # Before the dates, whose mails name them.
        write_organisers(series=series, page=source, library=library)
        write_dates(
            series=series,
            planned=expand(source.dates, today=today, zone=series.zone),
            settings=settings_of(source, library),
            listed=listed,
        )
        write_listings(series=series, library_ids=live | {library.pk})


def _waits(source: EventPage) -> bool:
    """Whether the page was taken down and holds what is only true later.

    It comes back at a time, or was edited since: Wagtail writes a draft to a page that is down.
    """
    if source.live:
        return False
    published = source.last_published_at or source.first_published_at
    edited = source.latest_revision_created_at
    drafted = bool(edited and published and edited > published)
    return drafted or source.revisions.exclude(approved_go_live_at=None).exists()


def _keep_dates(key: UUID, *, listed: bool, library_ids: set[int]) -> None:
    """Leave the dates as people know them; they only show and hide with the event's pages."""
    for series in EventSeries.objects.filter(key=key):
        write_listings(series=series, library_ids=library_ids)
    if not EventSeries.objects.filter(key=key).exclude(listed=listed).update(listed=listed):
        return
    orphaned = Occurrence.Status.ORPHANED
    Occurrence.objects.filter(content_key=key).exclude(status=orphaned).update(listed=listed)


def _series(key: UUID, **values) -> EventSeries:
    """The series with these values. Written plainly: `update_or_create` reads FOR UPDATE, which
    shuts out those who hold a date and sign up for the series, while we wait for their date."""
    series, made = EventSeries.objects.get_or_create(key=key, defaults=values)
    if not made:
        for name, value in values.items():
            setattr(series, name, value)
        series.save(update_fields=list(values))
    return series


def source_page(key: UUID) -> EventPage | None:
    """The page that decides the dates: in the library's first language, else the oldest.

    Pages that were never published and aliases decide nothing.
    """
    pages = list(
        EventPage.objects.filter(translation_key=key, alias_of=None)
        .filter(Q(live=True) | Q(first_published_at__isnull=False))
        .select_related("locale")
        .order_by("pk")
    )
    if len(pages) > 1:
        library = Library.for_page(pages[0])
        for page in pages:
            if library is not None and page.locale.language_code == library.language:
                return page
    return pages[0] if pages else None


def settings_of(page: EventPage, library: Library | None) -> DateSettings:
    """The settings of an event's dates; a place of another library is left out."""
    place, room = page.place, page.room
    if place is not None and library is not None and place.library_id != library.pk:
        place = None
    if place is None or (room is not None and room.place_id != place.pk):
        room = None
    return DateSettings(
        place_id=place.pk if place else None,
        room_id=room.pk if room else None,
        exhibition=page.exhibition,
        capacity=page.capacity,
        waiting_size=page.waiting_size,
        max_seats=page.max_seats,
        opens_days_before=page.opens_days_before,
        closes_hours_before=page.closes_hours_before,
        opens_on=page.opens_on,
        closes_on=page.closes_on,
    )


def _live_libraries(key: UUID) -> set[int]:
    """Libraries where a live page of the event lies, in any language or as an alias."""
    paths = EventPage.objects.filter(
        Q(translation_key=key) | Q(alias_of__translation_key=key), live=True
    ).values_list("path", flat=True)
    roots = {path[: 2 * Page.steplen] for path in paths}
    return set(Library.objects.filter(root__path__in=roots).values_list("pk", flat=True))


def _without_page(key: UUID) -> None:
    """The last page is gone: dates with sign-ups stay, orphaned; the rest goes."""
    series = EventSeries.objects.filter(key=key).first()
    if series is None:
        return
    series.listed, series.planned_until = False, None
    series.save(update_fields=["listed", "planned_until"])
    write_dates(series=series, planned=(), settings=DateSettings(), listed=False)
    Occurrence.objects.filter(series=series, sign_ups=None, until__lte=timezone.now()).delete()
    left = Occurrence.objects.filter(series=series).exists()
    if not left and not SeriesSignUp.objects.filter(series=series).exists():
        series.delete()


def sync_page(page: EventPage) -> None:
    """Bring the dates in line with a page or the original of an alias."""
    try:
        key = page.content_key
    except Page.DoesNotExist:  # an alias deleted together with its original
        return
    sync_dates(key)


def sync_below(page: Page) -> None:
    """Bring the dates of all events on and below a page in line, after it moved."""
    for event in EventPage.objects.descendant_of(page, inclusive=True).select_related("alias_of"):
        sync_page(event)


def extend_rules() -> int:
    """Add the dates that came within reach since yesterday; returns how many events."""
    due = EventSeries.objects.filter(
        owner_kind=EventSeries.OwnerKind.EVENT,
        planned_until__lt=horizon(timezone.localdate()),
    )
    keys = list(due.values_list("key", flat=True))
    for key in keys:
        try:
            sync_dates(key)
        except Exception:  # one broken event must not stop the others
            log.exception("dates of event %s not extended", key)
    return len(keys)
