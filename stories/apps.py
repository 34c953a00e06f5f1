"""App configuration of the stories app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from core.registry import CardKind, Switch, registry
        from stories import starts

        starts.register()
        registry.add_switch(
            Switch("knowledge", _("Knowledge bank"), _("Methods, tasks and experiences."))
        )
        registry.add_card_kind(CardKind("story", _("Story"), _("Stories"), order=20))
        for code, label, plural, order in (
            ("method", _("Method"), _("Methods"), 32),
            ("task", _("Task"), _("Tasks"), 34),
            ("experience", _("Experience"), _("Experiences"), 36),
        ):
            registry.add_card_kind(CardKind(code, label, plural, order, switch="knowledge"))
