"""Forms of the staff's sign-up screens."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.models import Library, Place, Room
from events.actions.change_date import DateChange
from events.actions.sign_up import MOST
from events.blocks import time_errors
from events.free_text import one_line, refuse_dashed_personal_number, refuse_personal_number
from events.models import Occurrence, SignUp


class DeskForm(forms.Form):
    """Somebody at the desk or on the telephone; a name is enough."""

    name = forms.CharField(
        label=_("Name"), max_length=120, validators=[one_line, refuse_personal_number]
    )
    seats = forms.IntegerField(label=_("Number of people"), min_value=1, max_value=MOST, initial=1)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[one_line, refuse_dashed_personal_number],
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Only if the person would like a mail."),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Of the slip and of any mail.")
    )
    source = forms.ChoiceField(
        label=_("They signed up"),
        choices=[(SignUp.Source.DESK, _("At the desk")), (SignUp.Source.PHONE, _("By telephone"))],
        initial=SignUp.Source.DESK,
    )
    walk_in = forms.BooleanField(
        label=_("Let them in even if all seats are taken"),
        required=False,
        help_text=_("They pass the waiting list. Otherwise they wait for a seat."),
    )
    whole = forms.BooleanField(label=_("For all dates of the series"), required=False, initial=True)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args, library: Library, whole: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.library = library
        languages = self.fields["language"]
        languages.choices = [
            (code, get_language_info(code)["name_translated"].capitalize())
            for code in library.languages
        ]
        languages.initial = library.language
        if not whole:
            del self.fields["whole"]

    def clean(self) -> dict:
        """Past the queue one comes where one stands, never on all dates at once."""
        data = super().clean()
        data["language"] = data.get("language") or self.library.language
        if data.get("whole") and data.get("walk_in"):
            self.add_error(
                "walk_in",
                _(
                    "This is for one date at a time. Take away this tick, or the one at"
                    " “For all dates of the series”."
                ),
            )
        return data


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
            self.add_error("end_date", _now("The last day is before the first."))
        place, room = data.get("place"), data.get("room")
        if room and (place is None or room.place_id != place.pk):
            self.add_error("room", _now("This room is in another place."))
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
