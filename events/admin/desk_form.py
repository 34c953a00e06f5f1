"""Signing somebody up at the desk or on the telephone: everything the public form asks, nothing
of it needed but a name."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from core.models import Library
from events.actions.sign_up import MOST
from events.forms import SignUpForm
from events.models import Occurrence, SignUp
from events.models.series import SignUpScope
from events.questions import Question

EMPTY = (None, "", [])


class DeskForm(SignUpForm):
    """Somebody at the desk or on the telephone; a name is enough."""

    names_needed = False

    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Of the slip and of any mail.")
    )
    source = forms.ChoiceField(
        label=_("They signed up"),
        choices=[(SignUp.Source.DESK, _("At the desk")), (SignUp.Source.PHONE, _("By telephone"))],
        initial=SignUp.Source.DESK,
    )
    walk_in = forms.BooleanField(
        label=_("Let them in even if all seats are taken"),
        required=False,
        help_text=_("They pass the waiting list. Otherwise they wait for a seat."),
    )
    whole = forms.BooleanField(label=_("For all dates of the series"), required=False, initial=True)

    field_order = ["name", "seats", "phone", "email", "language", "source", "walk_in", "whole"]

    def __init__(
        self, *args, library: Library, occurrence: Occurrence, questions: list[Question], **kwargs
    ):
        super().__init__(*args, occurrence=occurrence, questions=questions, **kwargs)
        self.library = library
        # Nobody at a desk is a robot, and walk-ins may be more than the public form lets in.
        del self.fields["website"], self.fields["shown"]
        seats = self.fields["seats"]
        seats.help_text = ""
        seats.widget.attrs["max"] = MOST
        name, phone, email = (self.fields[field] for field in ("name", "phone", "email"))
        name.label, phone.help_text = gettext("Name"), ""
        email.label, email.required = gettext("E-mail"), False
        email.help_text = gettext("Only if the person would like a mail.")
        for field in (name, phone, email):
            # What the browser knows by heart is the member of staff.
            field.widget.attrs["autocomplete"] = "off"
        for _question, _number, field in self.asked:
            self.fields[field].required = False
        languages = self.fields["language"]
        languages.choices = [
            (code, get_language_info(code)["name_translated"].capitalize())
            for code in library.languages
        ]
        languages.initial = library.language
        if occurrence.series.scope != SignUpScope.SERIES:
            del self.fields["whole"]
        self.first_fields = [self[field] for field in self.field_order if field in self.fields]

    @property
    def more_fields(self) -> list:
        """What the event asks besides, folded away: with a name alone one is signed up too."""
        shown = {field.name for field in self.first_fields}
        return [field for field in self.visible_fields() if field.name not in shown]

    @property
    def more_open(self) -> bool:
        """Whether what is folded away must be looked at."""
        return any(field.errors or field.data for field in self.more_fields)

    def clean_seats(self) -> int:
        """Refuses more people than one party may ever be."""
        seats = self.cleaned_data["seats"]
        if seats > MOST:
            raise forms.ValidationError(gettext("At most %(limit)s.") % {"limit": MOST})
        return seats

    def clean(self) -> dict:
        """Past the queue one comes where one stands; whoever answers for themselves has a name."""
        data = super().clean()
        data["language"] = data.get("language") or self.library.language
        if data.get("whole") and data.get("walk_in"):
            self.add_error(
                "walk_in",
                gettext(
                    "This is for one date at a time. Take away this tick, or the one at"
                    " “For all dates of the series”."
                ),
            )
        if "seats" in data:
            for _question, number, field in self.asked:
                nameless = f"name_{(number or 0) + 1}"
                answered = number and number < data["seats"] and data.get(field) not in EMPTY
                if answered and nameless not in self.errors and not data.get(nameless):
                    self.add_error(nameless, gettext("Write this person's name too."))
        return data

    def people(self, first: str) -> tuple[str, ...]:
        """Names as far as they are known: the first person's alone where only it has answered."""
        each = any(isinstance(key, tuple) for key in self.answers())
        return super().people(first) or ((first,) if each else ())

    def sign_up(self) -> dict:
        """What the action takes, without who does it."""
        data = self.cleaned_data
        kept = ("name", "email", "phone", "seats", "language", "source", "form_key")
        return {
            **{name: data[name] for name in kept},
            "party": self.party(),
            "people": self.people(data["name"]),
            "answers": self.answers(),
            "access_need": data.get("access_need", ""),
        }
