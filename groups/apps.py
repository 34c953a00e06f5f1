"""App configuration of the groups app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from core.registry import CardKind, Switch, registry
        from groups import starts

        starts.register()
        registry.add_switch(
            Switch("groups", _("Groups"), _("Reading groups and others one can join."))
        )
        registry.add_card_kind(
            CardKind("group", _("Group"), _("Groups"), order=40, switch="groups")
        )
