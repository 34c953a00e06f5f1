"""App configuration of the partners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Partners")

    def ready(self) -> None:
        from core.registry import CardKind, InboxKind, Switch, registry
        from partners import mail_samples, permissions, queries, signals, starts

        signals.connect()
        starts.register()
        mail_samples.register()
        registry.add_switch(
            Switch(
                "partners",
                _("Associations and partners"),
                _("The directory, and the pages where partners keep their own profile."),
            )
        )
        registry.add_card_kind(
            CardKind("partner", _("Association"), _("Associations"), order=40, switch="partners")
        )
        registry.add_inbox_kind(
            InboxKind(
                "partner_edits",
                _("Partner edits to approve"),
                queries.awaiting_approval,
                action=_("Read and answer"),
                switch="partners",
                page_types=("partners.partnerpage",),
            )
        )
        registry.organisers = queries.organisers
        registry.landings["partners"] = lambda library, user: (
            "/partner/" if permissions.partners_of(user, library).exists() else ""
        )
