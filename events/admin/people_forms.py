"""Forms about the people of a date: move, write, look somebody up."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from events.actions.write_to import Audience, Words
from events.forms import PartyForm
from events.free_text import one_line, refuse_personal_number
from events.models import Occurrence, SignUp
from events.queries.persons import digits_of
from events.views.own_series import initial_of
from events.when import in_words

LONGEST_SUBJECT = 120
LONGEST_TEXT = 5000
NOT_AN_ADDRESS = gettext_lazy("This is not a whole e-mail address, such as me@example.org.")


class MoveForm(forms.Form):
    """Which other date of the series; for one party, or without `row` for everybody."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("New date"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose another date of the same event.")},
    )
    wait = forms.BooleanField(
        label=gettext_lazy("Put them on the waiting list if there are not enough free seats"),
        required=False,
    )
    notify = forms.BooleanField(
        label=gettext_lazy("Send a mail about it"), required=False, initial=True
    )

    def __init__(self, *args, occurrence: Occurrence, row: SignUp | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        own = occurrence
        field = self.fields["to"]
        field.queryset = (
            Occurrence.objects.for_library(own.library)
            .filter(series=own.series, until__gt=timezone.now())
            .exclude(pk=own.pk)
            .exclude(status__in=(Occurrence.Status.CANCELLED, Occurrence.Status.ORPHANED))
            .select_related("series", "place", "room")
            .in_order()[:100]
        )
        # A slice cannot be narrowed down, as checking what was chosen does.
        field.queryset = Occurrence.objects.filter(
            pk__in=[date.pk for date in field.queryset]
        ).in_order()
        field.label_from_instance = self._label
        if row is None:
            self.fields["wait"].label = _(
                "Put those on the waiting list for whom there are not enough free seats"
            )
            self.fields["notify"].label = _("Tell everybody, by mail or on the list of calls")
        elif not row.email:
            self.fields["notify"].label = _("Put them on the list of people to call")

    @staticmethod
    def _label(date: Occurrence) -> str:
        left = date.seats_left
        if left is None:
            seats = _("no limit of seats")
        elif date.seats_waiting:
            seats = ngettext(
                "%(number)s person waiting", "%(number)s people waiting", date.seats_waiting
            ) % {"number": date.seats_waiting}
        else:
            seats = ngettext("%(left)s seat left.", "%(left)s seats left.", left) % {"left": left}
        return f"{in_words(date)} · {seats.rstrip('.')}"


class SeatsForm(PartyForm):
    """How many of a party come, as they say at the desk; names may be left out."""

    names_needed = False

    def __init__(self, *args, row: SignUp, **kwargs):
        super().__init__(*args, occurrence=row.occurrence, initial=initial_of(row), **kwargs)
        self.row = row
        if row.email:
            self.fields["notify"] = forms.BooleanField(
                label=_("Send a mail about it"), required=False, initial=True
            )

    def people(self, first: str) -> tuple[str, ...]:
        """The names of the party; names that were known and are taken out are forgotten."""
        names = super().people(first)
        return names or ((first,) if self.asks_names and self.row.people.exists() else ())


class WriteForm(forms.Form):
    """A mail to the people of a date, in the languages of the library."""

    to = forms.ChoiceField(
        label=gettext_lazy("To"), choices=Audience.choices, initial=Audience.SEATED
    )
    reply_to = forms.EmailField(
        label=gettext_lazy("Answers go to"),
        max_length=254,
        error_messages={
            "invalid": NOT_AN_ADDRESS,
            "required": gettext_lazy("Write the address that answers go to."),
        },
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, occurrence: Occurrence, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.first = occurrence.library.language
        self.languages = languages
        for code in languages:
            name = get_language_info(code)["name_translated"]
            first = code == self.first
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject (%(language)s)") % {"language": name},
                max_length=LONGEST_SUBJECT,
                required=first,
                validators=[one_line, refuse_personal_number],
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
                error_messages={"required": gettext_lazy("Write a subject.")},
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text (%(language)s)") % {"language": name},
                max_length=LONGEST_TEXT,
                required=first,
                validators=[refuse_personal_number],
                help_text=""
                if first
                else _("Empty: they get the text in the library's first language."),
                widget=forms.Textarea(attrs={"rows": 7, "lang": code, "dir": "auto"}),
                error_messages={"required": gettext_lazy("Write what the mail should say.")},
            )
        self.order_fields(
            ["to", *(f"{part}_{code}" for code in languages for part in ("subject", "text"))]
        )

    def clean(self) -> dict:
        """A language has both subject and text, or neither."""
        data = super().clean()
        for code in self.languages:
            subject, text = f"subject_{code}", f"text_{code}"
            if code == self.first or {subject, text} & set(self.errors):
                continue
            if data.get(subject) and not data.get(text):
                self.add_error(text, gettext_lazy("Write what the mail should say."))
            elif data.get(text) and not data.get(subject):
                self.add_error(subject, gettext_lazy("Write a subject."))
        return data

    def words(self) -> Words:
        """What was typed, by language."""
        data = self.cleaned_data
        typed = {
            code: (data[f"subject_{code}"], data[f"text_{code}"])
            for code in self.languages
            if data[f"subject_{code}"] and data[f"text_{code}"]
        }
        return Words(typed, self.first)


class PersonForm(forms.Form):
    """Whom somebody asks about."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        error_messages={"invalid": NOT_AN_ADDRESS},
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)

    def clean_phone(self) -> str:
        """At least the eight digits of a number."""
        phone = self.cleaned_data["phone"].strip()
        if phone and not digits_of(phone):
            raise ValidationError(_("Write the whole number, at least eight digits."))
        return phone

    def clean(self) -> dict:
        """One of them is needed."""
        data = super().clean()
        if not self.errors and not (data["email"] or data["phone"]):
            raise ValidationError(_("Write an e-mail address or a telephone number."))
        return data
