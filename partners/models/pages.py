"""The partner's profile page. Its facts are copied to the partner on publishing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage, Dated, Library
from partners.models.partners import PartnerKind

COMING = 6
FACTS = ("kind", "contact_name", "email", "phone", "website", "address")


class PartnerIndexPage(CardIndexPage):
    """The directory of associations and partners."""

    switch = "partners"
    listed_kind = "partner"
    sort_by_title = True
    filtered_by = ("topic", "audience")
    labelled_by = ("kind", _("Kind"), _("All kinds"), PartnerKind)
    parent_page_types = ["home.HomePage"]
    subpage_types = ["partners.PartnerPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("partner directory")
        verbose_name_plural = _("partner directories")


class PartnerPage(Dated, BasePage):
    """Who a partner is, what it does and how to reach it."""

    kind = models.CharField(
        _("kind"), max_length=20, choices=PartnerKind.choices, default=PartnerKind.ASSOCIATION
    )
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    body = BlocksField(BodyBlock(), verbose_name=_("What we do"), blank=True)

    switch = "partners"
    card_kind = "partner"
    dated_by = "partner"
    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in FACTS],
            heading=_("Facts"),
            help_text=_("Everybody can see this. Leave out what should not be on the page."),
        ),
        FieldPanel("body"),
        *BasePage.finding_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in FACTS),
    ]

    class Meta:
        verbose_name = _("partner profile")
        verbose_name_plural = _("partner profiles")

    def begin_anew(self) -> None:
        """Whom to ask belongs to this partner alone."""
        self.contact_name = self.email = self.phone = ""

    def search_words(self) -> list[str]:
        """Contact person and text."""
        return [self.contact_name, *self.body.stream_block.get_searchable_content(self.body)]

    def card_labels(self) -> dict:
        """The kind of partner, by its code."""
        return {"kind": self.kind}

    def get_context(self, request, *args, **kwargs):
        """Adds the facts, which are the same in every language."""
        from core.json_ld import describe, page_data
        from core.lists import related
        from events.queries import coming
        from partners.queries import profile_context

        context = super().get_context(request, *args, **kwargs)
        context.update(profile_context(request, self))
        library = Library.for_request(request) or Library.for_page(self)
        context["related"] = related(self, library)
        context["events"] = coming(
            library=library,
            language=context["shell"].lang,
            limit=COMING,
            partner_key=self.content_key,
        )
        partner = context["partner"]
        data = page_data(self, context, "Organization")
        data |= {
            "email": partner.email,
            "telephone": partner.phone,
            "address": partner.address,
            "sameAs": partner.website,
        }
        describe(context, data)
        return context
