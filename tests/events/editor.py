"""An editor at work: in /admin/, through the requests a browser sends, and in code."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.actions.sign_up import sign_up
from events.models import EventIndexPage, EventPage, Occurrence, SignUp


def single(day: datetime, hours: int = 2) -> tuple[str, dict]:
    """A block of one date as the form sends it."""
    return "single", {
        "start_date": day.date().isoformat(),
        "start_time": f"{day:%H:%M}",
        "end_time": f"{day + timedelta(hours=hours):%H:%M}",
        "end_date": "",
    }


def weekly(day: datetime | None = None, **value) -> tuple[str, dict]:
    """A block of a weekly rule as the form sends it; `more_times` are pairs of times."""
    day = day or timezone.localtime() + timedelta(days=3)
    exceptions = streamfield(value.pop("exceptions", []))
    for number in range(int(exceptions["count"])):
        kept = exceptions[str(number)]["value"]
        exceptions[str(number)]["value"] = {"new_date": "", "new_start_time": "", **kept}
    more = [("item", {"start_time": a, "end_time": b}) for a, b in value.pop("more_times", ())]
    return "weekly", {
        "start_date": day.date().isoformat(),
        "start_time": "19:00",
        "end_time": "21:00",
        "interval": "1",
        "count": "",
        "until": "",
        **value,
        "exceptions": exceptions,
        "more_times": streamfield(more),
    }


class Editor:
    """Signed in at one library; every method is one request."""

    def __init__(self, client: Client, library):
        self.client, self.library = client, library

    def form(self, dates=(), ids=(), **fields) -> dict:
        """Everything the edit form sends; `ids` are block ids by position, empty for new ones."""
        blocks = streamfield([*dates])
        for number, block_id in enumerate(ids):
            blocks[f"{number}-id"] = block_id
        values = {
            "title": "Strikkecafé",
            "slug": "strikkecafe",
            "summary": "",
            "picture": "",
            "picture_alt": "",
            "place": "",
            "room": "",
            "price": "",
            "sign_up": "sign_up",
            "sign_up_url": "",
            "capacity": "5",
            "waiting_size": "",
            "max_seats": "4",
            "opens_days_before": "",
            "closes_hours_before": "0",
            "cancel_deadline_hours": "0",
            "scope": "occurrence",
            "confirmation": "at_once",
            "promotion": "automatic",
            "offer_hours": "24",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "body": streamfield([]),
            "questions": streamfield([]),
            "organisers": streamfield([]),
            "companions": "no",
            "opens_on": "",
            "closes_on": "",
            "answers_kept_days": "",
            "page_topics": inline_formset([]),
            "page_audiences": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
            "dates": blocks,
        }
        return nested_form_data(values)

    def form_for(self, page: EventPage, **changes) -> dict:
        """The form of a page as it was last saved, with changes."""
        latest = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        kept = {
            "title": latest.title,
            "slug": latest.slug,
            "sign_up": latest.sign_up,
            "capacity": "" if latest.capacity is None else latest.capacity,
        }
        if "dates" not in changes:
            kept["dates"] = [(block.block_type, _plain(block.value)) for block in latest.dates]
            kept["ids"] = [block.id for block in latest.dates]
        return self.form(**{**kept, **changes})

    def create(self, action: str = "action-publish", **fields):
        """Make an event under the list of the first language."""
        index = EventIndexPage.objects.descendant_of(self.library.root).order_by("path").first()
        url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", index.pk))
        return self.client.post(url, {**self.form(**fields), action: "1"})

    def edit(self, page, action: str = "action-publish", confirm: bool = True, **changes):
        """Save a draft (`action=""`) or publish, and say yes where people will be told."""
        data = self.form_for(page, **changes)
        if action:
            data[action] = "1"
        response = self.post("edit", page, data)
        if confirm and "/publish/" in response.get("Location", ""):
            return self.client.post(response["Location"])
        return response

    def post(self, view: str, page, data: dict | None = None, *args):
        """One of Wagtail's page views by name."""
        url = reverse(f"wagtailadmin_pages:{view}", args=(page.pk, *args))
        return self.client.post(url, data or {})


def _plain(value) -> dict:
    return {
        name: "" if item is None else (f"{item:%H:%M}" if hasattr(item, "hour") else str(item))
        for name, item in value.items()
    }


def rows(page) -> list[Occurrence]:
    """The dates of a page, soonest first."""
    return list(Occurrence.objects.filter(series__key=page.translation_key).order_by("starts_at"))


def republish(page: EventPage, dates: list[dict] | None = None, **fields) -> EventPage:
    page = EventPage.objects.get(pk=page.pk)
    if dates is not None:
        page.dates = EventPage._meta.get_field("dates").stream_block.to_python(dates)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def dates_of(page) -> list[Occurrence]:
    return list(Occurrence.objects.filter(series__key=page.content_key).order_by("starts_at", "pk"))


def join(occurrence, name="Grethe", seats=1) -> SignUp:
    email = f"{name.lower()}@example.org"
    return sign_up(occurrence_id=occurrence.pk, name=name, email=email, seats=seats).sign_up
