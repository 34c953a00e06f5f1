"""App configuration of the events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Events")

    def ready(self) -> None:
        from core.registry import CardKind, registry
        from events import signals

        signals.connect()
        registry.add_card_kind(CardKind("event", _("Event"), _("Events"), order=10))
