"""What people answered, in words: for the staff's list, and for the table they take away."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Revision

from events.models import EventPage, Occurrence, SignUp
from events.questions import questions_of

LOOKED_BACK = 50
"""So many revisions are read for the words of a question that was taken away."""
LONG = 160
"""Answers with more characters than this are folded."""


@dataclass(frozen=True)
class Asked:
    """A question by its key, in the words staff read."""

    key: str
    text: str


def asked(occurrence: Occurrence, rows: list[SignUp]) -> list[Asked]:
    """The questions of a date's page, published or not, then any others that were answered.

    Two queries; a third only where a question was taken away after people had answered it.
    """
    pages = list(
        EventPage.objects.filter(translation_key=occurrence.content_key, alias_of=None)
        .select_related("locale")
        .order_by("-live", "pk")
    )
    first = occurrence.library.language
    pages.sort(key=lambda page: page.locale.language_code != first)
    known: dict[str, str] = {}
    for page in pages[:1]:
        known = {question.key: question.text for question in questions_of(page)}
    answered = {answer.question for row in rows for answer in row.answers.all()}
    lost = answered - set(known)
    words = _words_of(pages, lost) if lost else {}
    for key in sorted(lost, key=lambda key: (key not in words, words.get(key, ""), key)):
        known[key] = _("%(question)s (taken away)") % {
            "question": words.get(key) or _("A question")
        }
    return [Asked(key, text) for key, text in known.items()]


def answered(row: SignUp, questions: list[Asked]) -> list[tuple[str, str]]:
    """(question, answers in words) of those that the party answered, in the questions' order."""
    words = in_words(row)
    return [(one.text, words[one.key]) for one in questions if one.key in words]


def in_words(row: SignUp) -> dict[str, str]:
    """The party's answers by question; where each was asked, with the name before the answer."""
    people = {person.pk: number for number, person in enumerate(row.people.all())}
    names = {person.pk: person.name for person in row.people.all()}
    found: dict[str, list[str]] = {}
    for answer in sorted(row.answers.all(), key=lambda one: people.get(one.person_id, -1)):
        text = _text(answer.value)
        if answer.person_id in names:
            text = f"{names[answer.person_id]}: {text}"
        found.setdefault(answer.question, []).append(text)
    return {key: "; ".join(texts) for key, texts in found.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return str(value.get("text", ""))
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value)
    return str(value)


def _words_of(pages: list[EventPage], keys: set[str]) -> dict[str, str]:
    """The newest words of questions that no page has any more, from what was saved of it."""
    found: dict[str, str] = {}
    saved = Revision.page_revisions.filter(object_id__in=[str(page.pk) for page in pages])
    contents = saved.order_by("-created_at", "-pk").values_list("content", flat=True)
    for content in contents[:LOOKED_BACK]:
        for block in json.loads(content.get("questions") or "[]"):
            key = str(block.get("id"))
            if key in keys and key not in found:
                found[key] = str(block.get("value", {}).get("text", ""))
        if len(found) == len(keys):
            break
    return found
