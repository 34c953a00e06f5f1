"""Things tests need, made the way the product makes them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from core.models import Library, Membership
from events.models import EventIndexPage, EventPage, EventSeries, Occurrence, OccurrenceListing
from groups.models import GroupIndexPage, GroupPage
from guides.models import GuideIndexPage, GuidePage
from home.actions import add_library, locale
from home.models import HomePage, PlaceIndexPage, PlacePage, StandardPage
from partners.models import PartnerIndexPage, PartnerPage
from people.models import User
from stories.models import (
    ExperiencePage,
    KnowledgeIndexPage,
    MethodPage,
    StoryIndexPage,
    StoryPage,
    TaskPage,
)

PARENTS = {
    EventPage: EventIndexPage,
    ExperiencePage: KnowledgeIndexPage,
    GroupPage: GroupIndexPage,
    GuidePage: GuideIndexPage,
    MethodPage: KnowledgeIndexPage,
    PartnerPage: PartnerIndexPage,
    PlacePage: PlaceIndexPage,
    StandardPage: HomePage,
    StoryPage: StoryIndexPage,
    TaskPage: KnowledgeIndexPage,
}


def make_library(
    name: str = "Havnby", hostname: str = "havnby.test", languages=("da", "en"), **fields
) -> Library:
    """A library with homes and lists in each language."""
    return add_library(name=name, hostname=hostname, languages=languages, **fields)


def make_user(
    email: str, library: Library | None = None, role: str | None = None, **fields
) -> User:
    """A user, and a member of the library in a role where one is given."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, **fields)
    if library is not None:
        Membership.objects.create(user=user, library=library, role=role or "editor")
    return user


def make_page(model, library: Library, title: str, language: str = "da", live=True, **fields):
    """A page under its list in the language; published unless `live` is False."""
    parent = (
        PARENTS[model]
        .objects.filter(path__startswith=library.root.path, locale__language_code=language)
        .first()
    )
    page = model(title=title, locale=locale(language), live=False, **fields)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
        page = model.objects.get(pk=page.pk)
    return page


def single_date(start: datetime, minutes: int = 120, uid: str | None = None) -> dict:
    """The raw block of one date."""
    end = start + timedelta(minutes=minutes)
    return {
        "type": "single",
        "id": uid or str(uuid4()),
        "value": {
            "start_date": start.date().isoformat(),
            "start_time": start.time().isoformat(),
            "end_time": end.time().isoformat(),
            "end_date": None,
        },
    }


def in_days(days: int, hour: int = 19) -> datetime:
    """A local moment some days ahead."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def make_event(
    library: Library,
    title: str = "Strikkecafé",
    dates: list[dict] | None = None,
    language: str = "da",
    **fields,
) -> EventPage:
    """A published event; without dates it happens once, in three days at 19."""
    from django.utils.text import slugify

    fields.setdefault("slug", slugify(title) or uuid4().hex)
    if dates is None:
        dates = [single_date(in_days(3))]
    return make_page(EventPage, library, title, language, dates=_raw(EventPage, dates), **fields)


def _raw(model, dates: list[dict]):
    block = model._meta.get_field("dates").stream_block
    return block.to_python(dates)


def make_occurrence(library: Library, capacity: int | None = 5, days: int = 3, **fields):
    """A date with sign-up, without a page behind it."""
    series_fields = {
        name: fields.pop(name)
        for name in ("confirmation", "promotion", "sign_up", "ask_names", "ask_access_needs")
        if name in fields
    }
    series_fields.setdefault("sign_up", "sign_up")
    series = EventSeries.objects.create(
        key=uuid4(), library=library, title="Strikkecafé", listed=True, **series_fields
    )
    start = fields.pop("starts_at", None) or in_days(days)
    end = start + timedelta(hours=2)
    local, local_end = timezone.localtime(start), timezone.localtime(end)
    values = {
        "uid": str(uuid4()),
        "start_date": local.date(),
        "start_time": local.time(),
        "end_date": local_end.date(),
        "end_time": local_end.time(),
        "starts_at": start,
        "ends_at": end,
        "until": end,
        "listed": True,
        **fields,
    }
    occurrence = Occurrence.objects.create(
        series=series, content_key=series.key, library=library, capacity=capacity, **values
    )
    OccurrenceListing.objects.create(occurrence=occurrence, library=library)
    return occurrence


def translate(page: Page, language: str, **fields) -> Page:
    """A published translation of a page with the given texts."""
    copy = page.copy_for_translation(locale(language), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)
