"""An event as it stands in the editor's form, finished or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from core.models import Library
from events.models import EventPage
from events.models.pages import SETTINGS
from events.rules import PlannedDate, expand

BLOCKS = ("dates", "organisers")
PLAIN = [name for name in SETTINGS if name not in BLOCKS] + ["price", "go_live_at", "expire_at"]


def moment_of(go_live_at: datetime | None) -> datetime:
    """The moment at which a page with this setting is published."""
    now = timezone.now()
    return max(now, go_live_at) if go_live_at else now


@dataclass
class Draft:
    """What publishing would make of a form: its dates, and what is wrong with them."""

    page: EventPage
    blocks: list[Any] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    questions: int = 0
    organisers: int = 0
    topics: int = 0

    @property
    def moment(self) -> datetime:
        """When it is published: now, or at the later time the editor chose."""
        return moment_of(self.page.go_live_at)

    @property
    def planned(self) -> list[PlannedDate]:
        """The dates as they are when it is published, soonest first."""
        plans = expand(self.blocks, today=timezone.localdate(self.moment))
        return sorted(plans, key=lambda plan: plan.starts_at)


def stored(page: EventPage) -> Draft:
    """A page as it was last saved, or a new one with what it begins with."""
    children = page.page_topics.all() if page.pk or page.page_topics.all() else ()
    blocks, errors = _cleaned(page.dates)
    return Draft(
        page,
        blocks,
        errors,
        questions=len(page.questions),
        organisers=len(page.organisers),
        topics=len(children),
    )


def posted(page: EventPage | None, data: QueryDict, library: Library) -> Draft:
    """The form that was sent. Fields that are wrong keep what the page has."""
    draft = EventPage()
    if page is not None:
        draft.pk, draft.translation_key, draft.title = page.pk, page.translation_key, page.title
    form = forms.Form(data)
    form.fields = forms.fields_for_model(EventPage, fields=PLAIN)
    for name in ("place", "room"):
        rows = form.fields[name].queryset.model.objects.for_library(library)
        form.fields[name].queryset = rows
    form.is_valid()
    for name in PLAIN:
        if name in form.cleaned_data:
            setattr(draft, name, form.cleaned_data[name])
        elif page is not None:
            setattr(draft, name, getattr(page, name))
    draft.picture_id = None
    raw = data.get("picture", "")
    if raw.isascii() and raw.isdigit():
        draft.picture_id = int(raw[:12])
    blocks, errors = _cleaned(_stream("dates", data))
    return Draft(
        draft,
        blocks,
        errors,
        questions=_count(data, "questions"),
        organisers=_count(data, "organisers"),
        topics=len([one for one in data.getlist("topics") if one]),
    )


def _stream(name: str, data: QueryDict) -> StreamValue | tuple:
    block = EventPage._meta.get_field(name).stream_block
    try:
        return block.value_from_datadict(data, {}, name)
    except (KeyError, ValueError):  # not the form of a page
        return ()


def _count(data: QueryDict, prefix: str) -> int:
    """How many blocks a form holds, those taken out not counted."""
    raw = data.get(f"{prefix}-count", "")
    rows = int(raw[:3]) if raw.isascii() and raw.isdigit() else 0
    return sum(1 for number in range(rows) if not data.get(f"{prefix}-{number}-deleted"))


def _cleaned(value) -> tuple[list[Any], list[str]]:
    """The blocks that are right, and what is wrong with the others, in words."""
    stream = EventPage._meta.get_field("dates").stream_block
    right, errors = [], []
    for number, child in enumerate(value, 1):
        if child.value.get("start_date") in (None, ""):
            continue  # not begun yet
        try:
            cleaned = child.block.clean(child.value)
        except ValidationError as error:
            words = dict.fromkeys(_words(error))
            errors += [
                _("%(number)s. %(kind)s: %(words)s")
                % {"number": number, "kind": child.block.label, "words": one}
                for one in words
            ]
            continue
        kind = stream.child_blocks[child.block_type]
        right.append(StreamValue.StreamChild(kind, cleaned, id=child.id))
    return right, errors


def _words(error: ValidationError) -> list[str]:
    """All messages of an error, however deep in a block they lie."""
    found: list[str] = []
    inner = list(getattr(error, "block_errors", None) or {})
    for key in inner:
        below = error.block_errors[key]
        for one in below.as_data() if hasattr(below, "as_data") else [below]:
            if one is not None:
                found += _words(one)
    above = getattr(error, "non_block_errors", None)
    if above:
        found += [word for one in above.as_data() for word in one.messages]
    if not inner and not above:
        found += error.messages
    return found
