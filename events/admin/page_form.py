"""The editor's form of an event: own places only, and what must be right to publish."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError

from events.models.series import SignUpMode

WITHIN_LIBRARY = ("place", "room")


class EventPageForm(WagtailAdminPageForm):
    """Drafts may be unfinished; these checks are for what is to be published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in WITHIN_LIBRARY:
            field = self.fields.get(name)
            if field is not None:
                # The class is made once for all libraries, so its choices must be asked anew.
                field.queryset = field.queryset.model.objects.all()
        if "room" in self.fields:
            room = self.fields["room"]
            room.queryset = room.queryset.select_related("place")
            room.label_from_instance = lambda item: f"{item.place.name}: {item.name}"

    def clean(self):
        """An event with sign-up needs a date, and no date with people goes into the past."""
        from events.admin.draft import moment_of
        from events.queries.consequences import moved_into_the_past
        from events.rules import expand

        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        signs_up = cleaned.get("sign_up") == SignUpMode.SIGN_UP
        if signs_up and "dates" in cleaned and not cleaned["dates"]:
            message = _("Add at least one date, so that there is something to sign up for.")
            self.add_error("dates", StreamBlockValidationError(non_block_errors=[message]))
        if self.instance.pk and cleaned.get("dates"):
            moment = moment_of(cleaned.get("go_live_at"))
            planned = expand(cleaned["dates"], today=timezone.localdate(moment))
            wrong = moved_into_the_past(self.instance, planned, moment)
            if wrong:
                self.add_error("dates", StreamBlockValidationError(non_block_errors=wrong))
        return cleaned
