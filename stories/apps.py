"""App configuration of the stories app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from core.registry import CardKind, registry

        registry.add_card_kind(CardKind("story", _("Story"), _("Stories"), order=20))
