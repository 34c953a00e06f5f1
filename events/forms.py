"""The public forms: sign up, and change the number of people."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.actions.refusals import SignUpRefused
from events.consent import TEXT
from events.free_text import one_line, refuse_dashed_personal_number, refuse_personal_number
from events.models import Occurrence
from events.models.series import Companions
from events.party import AGES, Party
from events.questions import Question

STAMP = signing.TimestampSigner(salt="events.sign-up.shown")
FASTEST = 2
"""Seconds in which a robot fills in the form and a person does not."""


def _count(label: str, help_text: str, limit: int) -> forms.IntegerField:
    """A number that may be left out; `limit` is only what the browser suggests."""
    field = forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        error_messages={
            "min_value": _("Write 0 or a larger number."),
            "invalid": _("Write a whole number, such as 2."),
        },
    )
    field.widget.attrs.update({"max": limit, "inputmode": "numeric", "size": 3})
    return field


class PartyForm(forms.Form):
    """How many come and, where names are asked for, who."""

    names_needed = True

    seats = forms.IntegerField(
        label=gettext_lazy("Number of people"),
        min_value=1,
        error_messages={
            "min_value": gettext_lazy("Sign up at least one person."),
            "invalid": gettext_lazy("Write a whole number, such as 2."),
            "required": gettext_lazy("Write how many people come."),
        },
    )

    def __init__(self, *args, occurrence: Occurrence, **kwargs):
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        limit = occurrence.max_seats
        if occurrence.capacity:
            limit = min(limit, occurrence.capacity)
        self.limit = max(1, limit)
        self.asks_names = occurrence.series.ask_names and self.limit > 1
        seats = self.fields["seats"]
        # The limit itself is checked by the action, which says it in words.
        seats.widget.attrs.update({"max": self.limit, "inputmode": "numeric", "size": 3})
        if self.limit > 1:
            seats.help_text = _("At most %(limit)s.") % {"limit": self.limit}
        self._add_party()
        if self.asks_names:
            self._add_names()

    def _add_party(self) -> None:
        series = self.occurrence.series
        if series.ask_children:
            self.fields["children"] = _count(
                _("How many of these are children?"), _("Under 18 years old."), self.limit
            )
            self.fields["child_ages"] = forms.MultipleChoiceField(
                label=_("How old are the children?"),
                choices=AGES,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if series.companions != Companions.NO:
            among = series.companions == Companions.SEAT
            self.fields["companions"] = _count(
                _("How many of these are companions?") if among else _("Companions besides"),
                _("Somebody who helps a person with a disability. They come free of charge."),
                self.limit,
            )

    def party_fields(self) -> list:
        """The fields of children and companions, where they are asked for."""
        names = ("children", "child_ages", "companions")
        return [self[name] for name in names if name in self.fields]

    def party(self) -> Party:
        """Children and companions as typed; nothing where they are not asked for."""
        data = self.cleaned_data
        return Party(
            children=data.get("children") or 0,
            ages=tuple(data.get("child_ages") or ()) if data.get("children") else (),
            companions=data.get("companions") or 0,
        )

    def _add_names(self) -> None:
        for number in range(2, self.limit + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name of person %(number)s") % {"number": number},
                help_text=_("If you are %(number)s or more.") % {"number": number},
                max_length=120,
                required=False,
                validators=[one_line, refuse_personal_number],
            )

    def name_fields(self) -> list:
        """The fields of the others' names, in order."""
        return [self[name] for name in self.fields if name.startswith("name_")]

    def clean(self) -> dict:
        """As many names as people, where they are asked for; no more children than people."""
        data = super().clean()
        seats = data.get("seats")
        if seats and not {"children", "companions"} & set(self.errors):
            try:
                self.party().check(self.occurrence.series, seats)
            except SignUpRefused as refused:
                self.add_error(refused.field, refused.message)
        if not self.asks_names or not seats or seats > self.limit:
            return data
        numbers = range(2, self.limit + 1)
        named = [number for number in numbers if number <= seats and data.get(f"name_{number}")]
        # Where names may be left out, those of the last are: answers go by the number.
        last = seats if self.names_needed else max(named, default=0)
        for number in numbers:
            name = f"name_{number}"
            if name in self.errors:
                continue
            if number <= last and not data.get(name):
                self.add_error(name, _("Write this person's name too."))
            elif number > seats and data.get(name):
                self.add_error(name, _("You wrote more names than people. Correct one of them."))
        return data

    def people(self, first: str) -> tuple[str, ...]:
        """Names of the whole party, the one who signs up first; empty where not asked for."""
        if not self.occurrence.series.ask_names:
            return ()
        # A party beyond the limit has no fields; the action refuses it in words.
        numbers = range(2, min(self.cleaned_data["seats"], self.limit) + 1)
        names = [self.cleaned_data[f"name_{number}"] for number in numbers]
        if not self.names_needed:
            names = [name for name in names if name]
        return (first, *names) if names or self.names_needed else ()


class SignUpForm(PartyForm):
    """The whole sign-up: one page, as few fields as the event needs."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        validators=[one_line, refuse_personal_number],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        max_length=254,
        help_text=gettext_lazy("We send a confirmation, and a link to change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "invalid": gettext_lazy("This is not a whole e-mail address, such as me@example.org."),
            "required": gettext_lazy("Write your e-mail address."),
        },
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        validators=[one_line, refuse_dashed_personal_number],
        help_text=gettext_lazy("So that we can call if something changes at the last moment."),
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "type": "tel", "dir": "ltr", "inputmode": "tel"}
        ),
    )
    access_need = forms.CharField(
        label=gettext_lazy("Access needs"),
        max_length=1000,
        required=False,
        validators=[refuse_personal_number],
        help_text=gettext_lazy(
            "Do you need something to take part, such as a hearing loop or room for a wheelchair?"
            " Only those who arrange the event see it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    access_consent = forms.BooleanField(
        label=TEXT,
        required=False,
    )
    website = forms.CharField(
        label=pgettext_lazy("a trap for robots", "Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["name", "email", "phone", "seats"]

    def __init__(self, *args, questions: list[Question] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        if not self.occurrence.series.ask_access_needs:
            del self.fields["access_need"], self.fields["access_consent"]
        self.asked: list[tuple[Question, int | None, str]] = []
        for question in self.questions:
            each = question.per_person and self.asks_names
            for number in range(self.limit) if each else [None]:
                name = f"q_{question.key}" + ("" if number is None else f"_{number + 1}")
                self.fields[name] = question.field(number)
                self.asked.append((question, number, name))
        self.initial.setdefault("seats", 1)
        self.initial.setdefault("form_key", str(uuid4()))
        self.initial.setdefault("shown", STAMP.sign(""))

    def question_fields(self) -> list:
        """The fields of the event's own questions, in order."""
        return [self[name] for _question, _number, name in self.asked]

    def clean_website(self) -> str:
        """A robot fills every field; a person is told what to do."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Please leave this field empty, then send the form again."))
        return ""

    @property
    def too_fast(self) -> bool:
        """Whether it was sent sooner after it was shown than anybody can read it.

        Without its stamp, or with a forged one, nothing is known of it.
        """
        try:
            STAMP.unsign(self.data.get("shown", ""), max_age=FASTEST)
        except signing.BadSignature:
            return False
        return True

    def clean_form_key(self) -> UUID:
        """A forged key is worth as much as none: the form simply counts as a new one."""
        try:
            return UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict:
        """Consent for access needs, and answers from each of those who come."""
        data = super().clean()
        if data.get("access_need") and not data.get("access_consent"):
            self.add_error(
                "access_consent", _("Tick this box, or take out what you wrote about access needs.")
            )
        for question, number, name in self.asked:
            missing = name not in self.errors and data.get(name) in (None, "", [])
            comes = number and number < (data.get("seats") or 1)
            if question.required and missing and comes:
                self.add_error(name, self.fields[name].error_messages["required"])
        return data

    def answers(self) -> dict:
        """Answers by question, or by question and person, as they are kept."""
        found = {}
        for question, number, name in self.asked:
            value = self.cleaned_data.get(name)
            skipped = number is not None and number >= self.cleaned_data["seats"]
            if value in (None, "", []) or skipped:
                continue
            key = question.key if number is None else (question.key, number)
            found[key] = question.stored(value)
        return found

    def with_new_key(self) -> SignUpForm:
        """The same form with what was typed, for sending anew."""
        self.data = self.data.copy()
        self.data["form_key"] = str(uuid4())
        return self
