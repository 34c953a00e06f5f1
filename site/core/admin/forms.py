"""Forms of the library's settings and staff."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.models import Library, Membership
from core.registry import registry

GROUPS = (
    (_("Name"), ("name", "tagline")),
    (_("Colours"), ("accent", "secondary")),
    (_("Contact"), ("email", "phone", "street", "postal_code", "city", "statement_url")),
    (_("How long personal data is kept"), ("retention_days", "answer_retention_days")),
)
PARTS = (_("Parts of the site"), ("parts", "planned"))
LONGEST_RETENTION = 730


class LibraryForm(forms.ModelForm):
    """What a library's administrator may change of the library."""

    parts = forms.MultipleChoiceField(
        label=_("In use"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "What you leave out is gone from menus, lists, search and the administration. "
            "Nothing is deleted: put it back, and everything is there again."
        ),
    )
    planned = forms.MultipleChoiceField(
        label=_("Comes later"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "These parts are not there yet, and nothing changes today. Untick what you do not "
            "want: it then stays away on the day it comes."
        ),
    )

    class Meta:
        model = Library
        fields = [name for _title, names in GROUPS for name in names]
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "secondary": forms.TextInput(attrs={"type": "color"}),
        }
        help_texts = {
            "accent": _("Buttons and links. Choose a dark colour."),
            "statement_url": _("The address of the statement on was.digst.dk."),
            "retention_days": _("After that, names and addresses are deleted."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in PARTS[1]:
            switches = [
                row for row in registry.switches.values() if row.planned == (name == "planned")
            ]
            self.fields[name].choices = [
                (row.code, format_lazy("{} – {}", row.label, row.help) if row.help else row.label)
                for row in switches
            ]
            self.fields[name].initial = [
                row.code for row in switches if self.instance.uses(row.code)
            ]
        if not self.fields["planned"].choices:
            del self.fields["planned"]

    def groups(self) -> list[tuple]:
        """Titles with their fields, for the template."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in (*GROUPS, PARTS)
        ]

    def save(self, commit: bool = True) -> Library:
        """Store the settings; parts that this version does not know stay as they are."""
        known = set(registry.switches)
        unknown = [part for part in self.instance.switched_off if part not in known]
        chosen = {code for name in PARTS[1] for code in self.cleaned_data.get(name, ())}
        left_out = known - chosen
        self.instance.switched_off = [*unknown, *sorted(left_out)]
        return super().save(commit)

    def _days(self, name: str) -> int:
        days = self.cleaned_data[name]
        if days > LONGEST_RETENTION:
            raise forms.ValidationError(_("Two years (730 days) at most."))
        return days

    def clean_retention_days(self) -> int:
        """No longer than two years."""
        return self._days("retention_days")

    def clean_answer_retention_days(self) -> int:
        """No longer than two years."""
        return self._days("answer_retention_days")


class InviteForm(forms.Form):
    """Somebody new on the staff."""

    first_name = forms.CharField(
        label=_("First name"), max_length=80, error_messages={"required": _("Write a name.")}
    )
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        error_messages={
            "invalid": _("This is not a whole e-mail address, such as me@example.org."),
            "required": _("Write an e-mail address."),
        },
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.EDITOR
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def __init__(self, *args, library: Library, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in library.languages]
        self.fields["language"].initial = library.language

    def clean_email(self) -> str:
        """Addresses are kept in lower case."""
        return self.cleaned_data["email"].strip().lower()
