"""The editor's form of an event: own places only, and what must be right to publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from events.models.series import SignUpMode

if TYPE_CHECKING:
    from events.actions.occurrences import DateSettings

WITHIN_LIBRARY = ("place", "room")
WINDOW = ("opens_days_before", "closes_hours_before", "opens_on", "closes_on")


LARGEST_SMALL = 32767
"""The largest number of a PositiveSmallIntegerField; a larger one is refused by the field."""


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
        """With sign-up it needs dates and windows that open; nobody is moved into the past."""
        from events.admin.draft import moment_of
        from events.queries.consequences import moved_into_the_past
        from events.rules import expand
        from events.validation import never_opens

        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        signs_up = cleaned.get("sign_up") == SignUpMode.SIGN_UP
        if signs_up and "dates" in cleaned and not cleaned["dates"]:
            message = _("Add at least one date, so that there is something to sign up for.")
            self.add_error("dates", StreamBlockValidationError(non_block_errors=[message]))
        if signs_up and not cleaned.get("ask_names"):
            self._refuse_each(cleaned.get("questions") or ())
        if not cleaned.get("dates"):
            return cleaned
        moment = moment_of(cleaned.get("go_live_at"))
        planned = expand(cleaned["dates"], today=timezone.localdate(moment))
        if signs_up:
            coming = [plan for plan in planned if plan.until > moment]
            for name, words in never_opens(coming, self._window()).items():
                self.add_error(name if name in self.fields else None, words)
        if self.instance.pk:
            wrong = moved_into_the_past(self.instance, planned, moment)
            if wrong:
                self.add_error("dates", StreamBlockValidationError(non_block_errors=wrong))
        return cleaned

    def _refuse_each(self, questions) -> None:
        """A question for each person is only put to each where each has a name."""
        words = _("Ask for everybody's name too, so that each person can be asked this.")
        alone = StructBlockValidationError(block_errors={"per_person": ValidationError(words)})
        wrong = [at for at, one in enumerate(questions) if one.value.get("per_person")]
        if wrong:
            errors = dict.fromkeys(wrong, alone)
            self.add_error("questions", StreamBlockValidationError(block_errors=errors))

    def _window(self) -> DateSettings:
        """When sign-up opens and closes, as typed; nothing of what is wrong by itself."""
        from events.actions.occurrences import DateSettings

        typed = {name: self.cleaned_data.get(name) for name in WINDOW}
        typed = {name: value for name, value in typed.items() if value is not None}
        for name, value in list(typed.items()):
            if isinstance(value, int) and not 0 <= value <= LARGEST_SMALL:
                del typed[name]
        return DateSettings(**typed)
