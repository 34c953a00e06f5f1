"""The part of a library's settings about signing up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Library
from events.models.defaults import USUAL, SignUpDefaults


class SignUpDefaultsForm(forms.ModelForm):
    """What new events begin with. Events that are there already stay as they are."""

    title = _("How people usually sign up for new events")

    class Meta:
        model = SignUpDefaults
        fields = USUAL

    def __init__(self, data=None, *, library: Library):
        row = SignUpDefaults.objects.for_library(library).first()
        row = row or SignUpDefaults(library=library)
        prefix = "sign_up"
        if data is not None and not any(name.startswith(f"{prefix}-") for name in data):
            data = None
        super().__init__(data, instance=row, prefix=prefix)

    def clean(self) -> dict:
        """A window that closes before it opens is refused here, not at each new event."""
        data = super().clean()
        opens, closes = data.get("opens_days_before"), data.get("closes_hours_before")
        if opens is not None and closes is not None and 24 * opens <= closes:
            field = "closes_hours_before" if closes else "opens_days_before"
            self.add_error(field, gettext("Sign-up closes before it opens."))
        return data
