"""What a new page begins with: a template of the house, one of the library's own, or a copy."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db.models import Field
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

CHOSEN: ContextVar[Callable[[Page], None] | None] = ContextVar("samling_start", default=None)
"""What fills the page of the form being opened; Wagtail's signal carries no request."""
NOT_CONTENT = {"slug", "search_description", "seo_title"}


@dataclass(frozen=True)
class Start:
    """A template of the house. `values()` gives fields by name, in the active language."""

    code: str
    page_type: str
    label: Any
    help: Any
    values: Callable[[], dict[str, Any]]


def text_under(*headings: str) -> list[dict]:
    """An empty text, then one below each heading: what a template lets an editor write in."""
    body = [{"type": "text", "value": ""}]
    for heading in headings:
        body.append({"type": "heading", "value": {"text": heading, "level": "h2"}})
        body.append({"type": "text", "value": ""})
    return body


def fill_new_page(sender, page, parent, **kwargs) -> None:
    """Receiver of Wagtail's signal: the library's ways first, then what was chosen."""
    from core.models import BasePage

    fill = CHOSEN.get()
    CHOSEN.set(None)
    if isinstance(page, BasePage):
        page.begin(parent)
        if fill is not None:
            fill(page)


def put_values(page: Page, values: dict[str, Any]) -> None:
    """Set fields of an unsaved page; raw blocks become blocks with new ids."""
    for name, value in values.items():
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            value = field.stream_block.to_python(with_new_ids(value))
        setattr(page, name, value)


def content_of(page: Page) -> dict[str, Any]:
    """A page's own content as plain values: what a copy or a template begins with."""
    found: dict[str, Any] = {"title": page.title}
    for field in _content_fields(type(page)):
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            found[field.name] = with_new_ids(value.get_prep_value()) if value else []
        else:
            found[field.attname] = field.value_from_object(page)
    return found


def put_content(page: Page, content: dict[str, Any]) -> None:
    """Begin a page with another's content; what was deleted meanwhile is left out."""
    fields = {field.attname: field for field in _content_fields(type(page))}
    fields |= {field.name: field for field in fields.values()}
    for name, value in content.items():
        field = fields.get(name)
        if name == "title":
            page.title = value
        elif field is None:
            continue  # a field that is no more
        elif isinstance(field, StreamField):
            setattr(page, field.name, field.stream_block.to_python(with_new_ids(value)))
        elif field.remote_field is not None:
            there = value and field.remote_field.model.objects.filter(pk=value).exists()
            setattr(page, field.attname, value if there else None)
        else:
            setattr(page, field.name, field.to_python(value))


def _content_fields(model: type[Page]) -> list[Field]:
    """The fields of a page type itself, those of every Wagtail page left out."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.model is not Page and not field.primary_key and field.name not in NOT_CONTENT
    ]


def with_new_ids(raw: Any) -> Any:
    """Raw blocks as if they had just been put in.

    The form needs an id for each, or it takes all of them for one when they are folded.
    """
    if isinstance(raw, StreamValue):
        raw = raw.get_prep_value()
    if isinstance(raw, list):
        return [with_new_ids(item) for item in raw]
    if isinstance(raw, dict):
        is_block = "type" in raw and "value" in raw
        fresh = {name: with_new_ids(value) for name, value in raw.items()}
        return {**fresh, "id": str(uuid4())} if is_block else fresh
    return raw
