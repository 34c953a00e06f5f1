"""What partners add to the administration."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import WorkflowState

from core.permissions import can_approve_pages, can_invite_partners
from core.scope import current_library
from partners.models import Partner, PartnerPage
from partners.parts import changes
from partners.queries import newest
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


@hooks.register("before_edit_page")
def tell_what_waits(request, page):
    """Above a public profile with changes sent for approval: which parts, and the comparison."""
    library = current_library()
    if request.method != "GET" or library is None or not isinstance(page, PartnerPage):
        return
    if not can_approve_pages(request.user, library):
        return
    workflow = page.current_workflow_state
    if workflow is None or workflow.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    public = PartnerPage.objects.get(pk=page.pk)  # Wagtail hands the newest version in
    found = [str(change.part.label) for change in changes(public, newest(public))]
    if not public.live or not found:
        return
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
    messages.info(
        request,
        _("Waits for your answer. Changed: %(parts)s.") % {"parts": ", ".join(found)},
        buttons=[messages.button(compare, _("See the changes"))],
    )
