"""Forms of the staff's sign-up screens."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from events.free_text import one_line, refuse_dashed_personal_number, refuse_personal_number
from events.models import SignUp


class DeskForm(forms.Form):
    """Somebody at the desk or on the telephone; a name is enough."""

    name = forms.CharField(
        label=_("Name"), max_length=120, validators=[one_line, refuse_personal_number]
    )
    seats = forms.IntegerField(label=_("Number of people"), min_value=1, initial=1)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[one_line, refuse_dashed_personal_number],
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Only if the person would like a mail."),
    )
    source = forms.ChoiceField(
        label=_("How"),
        choices=[(SignUp.Source.DESK, _("At the desk")), (SignUp.Source.PHONE, _("By telephone"))],
        initial=SignUp.Source.DESK,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
