"""An event's own questions as form fields, and their answers as they are kept."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.free_text import refuse_personal_number

LONGEST_ANSWER = 1000
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


@dataclass(frozen=True)
class Question:
    """One question of the page: its block's id is the same in every language."""

    key: str
    kind: str
    text: str
    help: str
    required: bool
    per_person: bool
    choices: tuple[tuple[str, str], ...]

    def field(self, number: int | None = None) -> forms.Field:
        """The form field; `number` is that of the person, from 0, where each is asked."""
        label = self.text
        if number is not None:
            label = _("%(question)s (person %(number)s)") % {
                "question": self.text,
                "number": number + 1,
            }
        # Only those who come must answer, so a later person's field is checked by the form.
        common = {
            "label": label,
            "help_text": self.help,
            "required": self.required and not number,
        }
        if self.kind == "choice" and self.choices:
            return forms.ChoiceField(choices=self.choices, widget=forms.RadioSelect, **common)
        if self.kind == "several" and self.choices:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=self.choices, widget=widget, **common)
        if self.kind == "yes_no":
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **common)
        if self.kind == "number":
            return forms.IntegerField(min_value=-(10**9), max_value=10**9, **common)
        return forms.CharField(
            max_length=LONGEST_ANSWER, validators=[refuse_personal_number], **common
        )

    def stored(self, answer) -> object:
        """The answer as it is kept: choices by id and in words, for staff of any language."""
        words = dict(self.choices)
        if self.kind == "several":
            return [{"choice": choice, "text": words.get(choice, "")} for choice in answer]
        if self.kind == "choice" and self.choices:
            return {"choice": answer, "text": words.get(answer, "")}
        if self.kind == "yes_no":
            return answer == "yes"
        return answer


def questions_of(page) -> list[Question]:
    """The questions of a page, in its order; none without a page."""
    if page is None:
        return []
    found = []
    for child in page.questions:
        choices = []
        listed = child.value.get("choices") or []
        for position, bound in enumerate(getattr(listed, "bound_blocks", [])):
            choices.append((str(bound.id or position), bound.value))
        found.append(
            Question(
                key=str(child.id),
                kind=child.block_type,
                text=child.value["text"],
                help=child.value.get("help") or "",
                required=bool(child.value.get("required")),
                per_person=bool(child.value.get("per_person")),
                choices=tuple(choices),
            )
        )
    return found
