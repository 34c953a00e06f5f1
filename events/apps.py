"""App configuration of the events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Events")

    def ready(self) -> None:
        from core.registry import CardKind, DueJob, InboxKind, registry
        from events import deletion, mail_samples, signals, starts
        from events.actions import (
            addresses,
            audit,
            figures,
            reminders,
            retention,
            series_notices,
            throttle,
        )
        from events.actions.erase import erase_person
        from events.actions.publish import extend_rules
        from events.admin.defaults import SignUpDefaultsForm
        from events.feeds import ical, pages, screen
        from events.queries.hits import states_of
        from events.queries.inbox import calls_to_make, orphaned_dates
        from events.queries.listing import coming
        from events.queries.persons import export_person

        signals.connect()
        mail_samples.register()
        registry.addresses["sign-up"] = addresses.mend
        registry.before_sending.append(series_notices.join_notices)
        starts.register()
        registry.in_use.append(deletion.in_use)
        registry.settings_forms.append(SignUpDefaultsForm)
        registry.add_due_job(DueJob("dates of rules", extend_rules))
        registry.add_list_source("events", coming)
        registry.hit_states["event"] = states_of
        registry.below["calendar.ics"] = ical.calendar
        registry.below["embed"] = pages.embed
        registry.below["follow"] = pages.follow
        registry.below["screen"] = screen.screen
        registry.add_card_kind(CardKind("event", _("Event"), _("Events"), order=10))
        registry.add_inbox_kind(
            InboxKind(
                "orphaned_dates",
                _("Dates without a page, with people signed up"),
                orphaned_dates,
                action=_("Tell those who signed up"),
            )
        )
        registry.add_inbox_kind(
            InboxKind(
                "calls_to_make",
                _("Calls to make"),
                calls_to_make,
                days=2,
                action=_("Whom to call, and what to say"),
            )
        )
        registry.add_due_job(DueJob("reminders", reminders.send_reminders))
        registry.add_due_job(DueJob("held seats", retention.release_holds))
        registry.add_due_job(DueJob("answers and access needs", retention.delete_details))
        registry.exporters["sign_ups"] = export_person
        registry.erasers["sign_ups"] = erase_person
        # Before names go, so that nothing is left uncounted.
        registry.add_due_job(DueJob("figures of dates", figures.count_stale))
        registry.add_due_job(DueJob("sign-ups past their time", retention.anonymise_due))
        registry.add_due_job(DueJob("old audit entries", audit.forget_old_entries))
        registry.add_due_job(DueJob("old attempts", throttle.forget_old))
