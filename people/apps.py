"""App configuration of the people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("People")

    def ready(self) -> None:
        from core.registry import DueJob, registry
        from people import mail_samples
        from people.actions import forget_old_sessions, forget_proofs

        registry.erasers["my_address"] = forget_proofs
        registry.add_due_job(DueJob("old sessions", forget_old_sessions))
        mail_samples.register()
