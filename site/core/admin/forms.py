"""Forms of the library's settings and staff."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.models import Library, Membership

GROUPS = (
    (_("Name"), ("name", "tagline")),
    (_("Look"), ("accent", "secondary")),
    (_("Contact"), ("email", "phone", "street", "postal_code", "city", "statement_url")),
    (_("How long personal data is kept"), ("retention_days", "answer_retention_days")),
)
LONGEST_RETENTION = 730


class LibraryForm(forms.ModelForm):
    """What a library's administrator may change of the library."""

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

    def groups(self) -> list[tuple]:
        """Titles with their fields, for the template."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

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

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.EDITOR
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=settings.LANGUAGES
    )

    def __init__(self, *args, library: Library, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in library.languages]
        self.fields["language"].initial = library.language

    def clean_email(self) -> str:
        """Addresses are kept in lower case."""
        return self.cleaned_data["email"].strip().lower()


class RoleForm(forms.Form):
    """Another role for somebody on the staff."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
