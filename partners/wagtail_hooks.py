"""What partners add to the administration."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from core.permissions import can_invite_partners
from core.scope import current_library
from partners.models import Partner, PartnerPage
from partners.views.admin_people import people


@hooks.register("register_admin_urls")
def admin_urls():
    """People and invitations of a partner."""
    return [path("partners/<int:pk>/people/", people, name="partners_admin_people")]


@hooks.register("register_page_header_buttons")
def people_button(page, user, view_name, next_url=None):
    """On a published profile: the way to its people."""
    library = current_library()
    if library is None or not library.uses("partners") or not isinstance(page, PartnerPage):
        return
    partner = Partner.objects.filter(key=page.content_key).first()
    if partner is not None and can_invite_partners(user, library):
        yield Button(
            _("People and invitations"),
            reverse("partners_admin_people", args=[partner.pk]),
            icon_name="group",
            priority=12,
        )
