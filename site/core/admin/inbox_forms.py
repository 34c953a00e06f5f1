"""Forms of the inbox."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from core.models import Library, Membership


class AddressForm(forms.Form):
    """Where a mail that did not arrive should go."""

    email = forms.EmailField(label=_("E-mail"))


class MemberField(forms.ModelChoiceField):
    """Somebody on the library's staff, by name."""

    def label_from_instance(self, member: Membership) -> str:
        """The person's name."""
        return str(member.user)


def _staff(library: Library):
    members = Membership.objects.for_library(library).filter(active=True, user__is_active=True)
    members = members.exclude(role=Membership.Role.VIEWER).select_related("user")
    return members.order_by("user__first_name", "user__last_name", "pk")


class AssignForm(forms.Form):
    """Who answers a matter, and until when."""

    owner = MemberField(
        label=_("Who answers"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose a colleague"),
    )
    due = forms.DateField(
        label=_("Answer due"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave it empty for the usual time."),
    )

    def __init__(self, *args, library: Library, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _staff(library)


class AwayForm(forms.Form):
    """How long somebody is away, and who answers meanwhile."""

    away_until = forms.DateField(
        label=_("Away until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last day away. Empty means: here."),
    )
    substitute = MemberField(
        label=_("Substitute"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Stands in the inbox meanwhile."),
    )

    def __init__(self, *args, membership: Membership, **kwargs):
        kwargs.setdefault(
            "initial",
            {"away_until": membership.away_until, "substitute": membership.substitute_id},
        )
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = _staff(membership.library).exclude(pk=membership.pk)


class MemberForm(AwayForm):
    """What an administrator changes of somebody on the staff."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    field_order = ("role", "away_until", "substitute")

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, membership=membership, **kwargs)
        self.fields["role"].initial = membership.role
