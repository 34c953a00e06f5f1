"""One small form for each part of a profile, and the invitation."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from partners.models import Invitation, PartnerKind, PartnerPage, PartnerPerson
from partners.parts import Part

LONGEST_TEXT = 6000
PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()./-]{2,38}$", _("Write a telephone number with digits, blanks and +.")
)


class OneLine(forms.CharField):
    """A line of text: line breaks and doubled blanks become one blank."""

    def to_python(self, value) -> str:
        """The words on one line."""
        return " ".join(super().to_python(value).split())


class WebAddress(forms.URLField):
    """A web address; without a scheme it is taken as https, others than http(s) are refused."""

    default_validators = [
        URLValidator(
            schemes=["http", "https"], message=_("Write a web address like www.example.dk.")
        )
    ]
    default_error_messages = {"invalid": _("Write a web address like www.example.dk.")}

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


def _field(part: Part, page: PartnerPage) -> forms.Field:
    label, attrs = part.label, {}
    if part.code == "name":
        return OneLine(label=label, max_length=120)
    if part.code == "lead":
        return forms.CharField(
            label=label,
            max_length=400,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("One or two sentences. They stand under the name and in lists."),
        )
    if part.code == "kind":
        return forms.ChoiceField(label=label, choices=PartnerKind.choices)
    if part.code == "email":
        attrs = {"autocomplete": "email"}
        return forms.EmailField(
            label=label, max_length=254, required=False, widget=forms.EmailInput(attrs=attrs)
        )
    if part.code == "phone":
        attrs = {"type": "tel", "autocomplete": "tel"}
        return OneLine(
            label=label,
            max_length=40,
            required=False,
            validators=[PHONE],
            widget=forms.TextInput(attrs=attrs),
        )
    if part.code == "website":
        return WebAddress(
            label=label,
            max_length=200,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        )
    longest = 200 if part.code == "address" else 120
    return OneLine(label=label, max_length=longest, required=False)


class PartForm(forms.Form):
    """The fields of one part, and which version of the profile was read (`seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, part: Part, page: PartnerPage, **kwargs):
        kwargs.setdefault("initial", {**part.read(page), "seen": page.latest_revision_id or 0})
        super().__init__(*args, **kwargs)
        self.part = part
        if part.code != "about":
            self.fields[part.field] = _field(part, page)
            return
        names = list(part.read(page))
        for number, name in enumerate(names, start=1):
            label = part.label if len(names) == 1 else _("Text %(number)s") % {"number": number}
            self.fields[name] = forms.CharField(
                label=label,
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 12}),
                help_text=_("An empty line begins a new paragraph, a line with - a list."),
            )

    @property
    def values(self) -> dict[str, str]:
        """What was typed, without the version; lines end in the same way on every machine."""
        return {
            name: value.replace("\r\n", "\n").replace("\r", "\n")
            for name, value in self.cleaned_data.items()
            if name != "seen"
        }


class InvitationForm(forms.ModelForm):
    """Whom to invite."""

    name = OneLine(label=_("Name"), max_length=120, error_messages={"required": _("Write a name.")})
    role = forms.ChoiceField(
        label=_("Role"),
        choices=PartnerPerson.Role.choices,
        initial=PartnerPerson.Role.EDITOR,
    )

    class Meta:
        model = Invitation
        fields = ["name", "email", "role"]
        error_messages = {
            "email": {
                "invalid": _("This is not a whole e-mail address, such as me@example.org."),
                "required": _("Write an e-mail address."),
            }
        }
