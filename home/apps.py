"""App configuration of the home app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Home")

    def ready(self) -> None:
        from core.registry import CardKind, registry
        from home import starts

        starts.register()
        registry.add_card_kind(CardKind("page", _("Page"), _("Pages"), order=90))
        registry.add_card_kind(CardKind("place", _("Place"), _("Places"), order=60))
