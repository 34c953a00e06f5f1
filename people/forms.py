"""Forms for signing in and for asking for a link."""

from __future__ import annotations

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


def email_field(help_text="") -> forms.EmailField:
    """A field for one's own address."""
    return forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("This is not a whole e-mail address, such as me@example.org."),
            "required": _("Write your e-mail address."),
        },
    )


class SignInForm(RequestLoginCodeForm):
    """The address a code is sent to."""

    email = email_field()


class CodeForm(ConfirmLoginCodeForm):
    """The six digits; blanks between them do no harm."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
        error_messages={"required": _("Write the code from the mail.")},
    )

    def clean_code(self) -> str:
        """The code itself; raises ValidationError when it is another."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()


class AddressForm(forms.Form):
    """The address a link to one's own activities is sent to."""

    email = email_field(_("The address you used when you signed up."))
