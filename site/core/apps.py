"""App configuration of the shared core."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import init_new_page

        from core import bounces, checks, outbox, planned, roles, signals  # noqa: F401
        from core.admin import (
            comments,
            help,
            inbox_actions,
            inbox_kinds,
            mail_samples,
            offered_blocks,
            page_form,
            publishing,
            trees,
        )
        from core.blocks import own_rows
        from core.registry import DueJob, registry
        from core.starts import fill_new_page

        init_new_page.connect(fill_new_page, dispatch_uid="core.start")
        trees.connect()
        help.connect()
        page_form.connect()
        offered_blocks.connect()
        own_rows.connect()
        comments.connect()
        signals.connect()
        roles.connect()
        registry.add_due_job(DueJob("pages to publish", publishing.publish_and_expire))
        registry.add_due_job(DueJob("outbox", outbox.send_due))
        registry.add_due_job(DueJob("mail that came back", bounces.take_due))
        registry.add_due_job(DueJob("outbox purge", outbox.purge))
        registry.add_due_job(DueJob("matters taken", inbox_actions.forget_old))
        inbox_kinds.register()
        mail_samples.register()
        planned.announce()
