"""Forms of the staff's sign-up screens."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from core.models import Place, Room
from events.actions.change_date import DateChange
from events.blocks import time_errors
from events.free_text import refuse_personal_number
from events.models import Occurrence


class _WordsForm(forms.Form):
    """One text in each language of the library."""

    words_field = ""
    words_label = ""

    def __init__(self, *args, occurrence: Occurrence, **kwargs):
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        texts = {text.language: text for text in occurrence.texts.all()}
        for language in occurrence.library.languages:
            text = texts.get(language)
            self.fields[f"{self.words_field}_{language}"] = forms.CharField(
                label=f"{self.words_label} ({get_language_info(language)['name_translated']})",
                max_length=600,
                required=False,
                validators=[refuse_personal_number],
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
                initial=getattr(text, self.words_field, ""),
            )

    def words(self) -> dict[str, str]:
        """The text of each language."""
        prefix = f"{self.words_field}_"
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }


class CancelDateForm(_WordsForm):
    """Why a date is cancelled."""

    words_field = "reason"
    words_label = _("Reason")


class DateForm(_WordsForm):
    """Everything of one date that may differ from the event's page."""

    words_field = "note"
    words_label = _("Note")

    start_date = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    start_time = forms.TimeField(
        label=_("From"),
        required=False,
        help_text=_("Empty means all day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end_time = forms.TimeField(
        label=_("To"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end_date = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Only if it lasts several days."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    place = forms.ModelChoiceField(label=_("Place"), queryset=None, required=False)
    room = forms.ModelChoiceField(label=_("Room"), queryset=None, required=False)
    capacity = forms.IntegerField(
        label=_("Seats"), min_value=0, max_value=100_000, required=False,
        help_text=_("Empty means no limit. 0 means that everybody waits."),
    )  # fmt: skip
    waiting_size = forms.IntegerField(
        label=_("Seats on the waiting list"), min_value=0, max_value=100_000, required=False,
        help_text=_("Empty means any number. 0 means no waiting list."),
    )  # fmt: skip

    def __init__(self, *args, occurrence: Occurrence, **kwargs):
        kwargs.setdefault("initial", _initial(occurrence))
        super().__init__(*args, occurrence=occurrence, **kwargs)
        mine = Place.objects.filter(library=occurrence.library_id)
        self.fields["place"].queryset = mine
        room = self.fields["room"]
        room.queryset = Room.objects.filter(place__in=mine).select_related("place")
        room.label_from_instance = lambda item: f"{item.place.name}: {item.name}"

    def clean(self) -> dict:
        """The same rules as on the event's page, each said next to its field."""
        data = super().clean()
        for name, error in time_errors(data).items():
            self.add_error(name, error)
        start, last = data.get("start_date"), data.get("end_date")
        if start and last and last < start:
            self.add_error("end_date", gettext("The last day is before the first."))
        place, room = data.get("place"), data.get("room")
        if room and (place is None or room.place_id != place.pk):
            self.add_error("room", gettext("This room is in another place."))
        return data

    def change(self) -> DateChange:
        """The form as the action takes it."""
        data = self.cleaned_data
        place, room = data["place"], data["room"]
        return DateChange(
            start_date=data["start_date"],
            start_time=data["start_time"],
            end_time=data["end_time"],
            last_day=data["end_date"],
            place_id=place.pk if place else None,
            room_id=room.pk if room else None,
            capacity=data["capacity"],
            waiting_size=data["waiting_size"],
            notes=self.words(),
        )


def _initial(row: Occurrence) -> dict:
    from events.rules import end_of

    plain_end = end_of(row.start_date, row.start_time, row.end_time, None)
    return {
        "start_date": row.start_date,
        "start_time": row.start_time,
        "end_time": row.end_time,
        "end_date": None if row.end_date == plain_end else row.end_date,
        "place": row.place_id,
        "room": row.room_id,
        "capacity": row.capacity,
        "waiting_size": row.waiting_size,
    }
