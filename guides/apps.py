"""App configuration of the guides app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidesConfig(AppConfig):
    name = "guides"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Guides")

    def ready(self) -> None:
        from core.registry import CardKind, registry
        from guides import starts

        starts.register()
        registry.add_card_kind(CardKind("guide", _("Guide"), _("Guides"), order=30))
