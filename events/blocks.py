"""Dates as an editor writes them, and questions on the sign-up form."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

YEARS = range(1990, 2100)
MOST_DAYS = 2000
MOST_QUESTIONS, MOST_CHOICES = 20, 50
LONGEST_NIGHT = timedelta(hours=12)
"""An end before the start means past midnight, up to this length; beyond it, a slip."""


class MonthlyBy(TextChoices):
    DATE = "date", _("The same day of the month")
    WEEKDAY = "weekday", _("The same weekday, e.g. the second Tuesday")
    LAST_WEEKDAY = "last_weekday", _("The last such weekday of the month")


def time_errors(value: dict) -> dict[str, ValidationError]:
    """What is wrong with the hours of a date or a rule, by field."""
    from events.rules import time_exists

    start, end = value.get("start_time"), value.get("end_time")
    errors = _year_errors(value)
    if errors:
        return errors
    if start is None:
        if end is not None:
            errors["start_time"] = ValidationError(_("Write when it begins as well."))
        return errors
    day = value.get("start_date")
    if day and not time_exists(day, start):
        errors["start_time"] = ValidationError(
            _("This time does not exist: the clocks go forward that night.")
        )
    several_days = bool(day and value.get("end_date") and value["end_date"] > day)
    if end is not None and not several_days and _too_long(start, end):
        errors["end_time"] = ValidationError(_("It ends before it begins."))
    return errors


def _year_errors(value: dict) -> dict[str, ValidationError]:
    errors = {}
    for name in ("start_date", "end_date", "until"):
        day = value.get(name)
        if day and day.year not in YEARS:
            errors[name] = ValidationError(_("Please check the year."))
    return errors


def _too_long(start, end) -> bool:
    if end > start:
        return False
    noon = datetime(2000, 1, 1)
    began = noon.replace(hour=start.hour, minute=start.minute)
    ended = noon.replace(hour=end.hour, minute=end.minute) + timedelta(days=1)
    return ended - began > LONGEST_NIGHT


class SingleDateBlock(blocks.StructBlock):
    """One date, with or without times; several days where an end date is given."""

    start_date = blocks.DateBlock(label=_("Date"))
    start_time = blocks.TimeBlock(label=_("From"), required=False)
    end_time = blocks.TimeBlock(label=_("To"), required=False)
    end_date = blocks.DateBlock(
        label=_("Last day"), required=False, help_text=_("Only if it lasts several days.")
    )

    def clean(self, value):
        """Refuses an end before the start and a time that does not exist."""
        value = super().clean(value)
        errors = time_errors(value)
        start, last = value.get("start_date"), value.get("end_date")
        if start and last and last < start:
            errors["end_date"] = ValidationError(_("The last day is before the first."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    class Meta:
        icon = "date"
        form_classname = "struct-block event-date"
        label = _("One date")
        description = _("A single date. Add one for each date.")


class ExceptionsBlock(blocks.StructBlock):
    """A date of a rule that is left out or moved."""

    date = blocks.DateBlock(label=_("The date in the rule"))
    new_date = blocks.DateBlock(
        label=_("Moved to"), required=False, help_text=_("Empty means that it is left out.")
    )
    new_start_time = blocks.TimeBlock(label=_("New time"), required=False)

    def clean(self, value):
        """Refuses a time that does not exist on the day it is moved to."""
        value = super().clean(value)
        day = value["new_date"] or value["date"]
        errors = time_errors({"start_date": day, "start_time": value["new_start_time"]})
        if errors:
            field = "new_start_time" if "start_time" in errors else "new_date"
            raise StructBlockValidationError(block_errors={field: next(iter(errors.values()))})
        return value

    class Meta:
        label = _("Exception")


class MoreTimesBlock(blocks.StructBlock):
    """One more time on each day of a rule."""

    start_time = blocks.TimeBlock(label=_("From"))
    end_time = blocks.TimeBlock(label=_("To"), required=False)

    def clean(self, value):
        """Refuses an end before the start."""
        value = super().clean(value)
        errors = time_errors(value)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    class Meta:
        label = _("One more time")


class MoreTimesList(blocks.ListBlock):
    """The further times of a day; none where the form was opened before there were any."""

    def value_from_datadict(self, data, files, prefix):
        """An older form does not name them, which is no reason to lose what it holds."""
        if f"{prefix}-count" not in data:
            return self.get_default()
        return super().value_from_datadict(data, files, prefix)


RULE_LAYOUT = ("start_time", "end_time", "count", "until", "exceptions", "more_times")


class RuleBlock(blocks.StructBlock):
    """What weekly and monthly rules share: first date, times, how long, exceptions."""

    start_date = blocks.DateBlock(label=_("First date"))
    start_time = blocks.TimeBlock(label=_("From"), required=False)
    end_time = blocks.TimeBlock(label=_("To"), required=False)
    count = blocks.IntegerBlock(
        label=_("Number of times"), required=False, min_value=1, max_value=400
    )
    until = blocks.DateBlock(
        label=_("Until"), required=False, help_text=_("Instead of a number of times.")
    )
    exceptions = blocks.ListBlock(
        ExceptionsBlock(), label=_("Exceptions"), default=[], collapsed=True
    )
    more_times = MoreTimesList(
        MoreTimesBlock(),
        label=_("More times on the same day"),
        default=[],
        collapsed=True,
        help_text=_("E.g. a film at 10, 13 and 16. Each time has seats of its own."),
    )

    def clean(self, value):
        """Refuses wrong hours, a rule without dates, and exceptions that match none."""
        value = super().clean(value)
        errors = time_errors(value)
        start, until = value.get("start_date"), value.get("until")
        if start and until and until < start:
            errors["until"] = ValidationError(_("The last day is before the first."))
        elif start and until and value.get("count"):
            errors["until"] = ValidationError(_("Choose either a number of times or a last day."))
        elif start:
            errors |= self._rule_errors(value)
        errors |= self._slot_errors(value)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    def _slot_errors(self, value) -> dict[str, ValidationError]:
        more = [item["start_time"] for item in value["more_times"]]
        if more and value.get("start_time") is None:
            return {"start_time": ValidationError(_("Write when it begins as well."))}
        if len({value.get("start_time"), *more}) > len(more):
            return {}
        twice = _("The same time stands here twice.")
        return {"more_times": ListBlockValidationError(non_block_errors=[twice])}

    def _rule_errors(self, value) -> dict[str, ValidationError]:
        from events.rules import rule_days

        today = timezone.localdate()
        asked = [item["date"] for item in value["exceptions"] if item["date"] >= today]
        last = max(asked, default=value["start_date"])
        days = set()
        for number, day in enumerate(rule_days(self.name, value)):
            if number and (day > last or number >= MOST_DAYS):
                break
            days.add(day)
        if not days:
            return {"until": ValidationError(_("This rule has no dates."))}
        stray = [day for day in asked if day not in days]
        if not stray:
            return {}
        message = _("The rule has no date on %(day)s.") % {
            "day": date_format(stray[0], "DATE_FORMAT")
        }
        return {"exceptions": ListBlockValidationError(non_block_errors=[message])}


class WeeklyBlock(RuleBlock):
    """Every week or every few weeks, on the weekday of the first date."""

    interval = blocks.ChoiceBlock(
        label=_("How often"),
        choices=[("1", _("Every week")), ("2", _("Every two weeks")), ("4", _("Every four weeks"))],
        default="1",
    )

    class Meta:
        icon = "calendar-alt"
        form_classname = "struct-block event-date"
        form_layout = ["start_date", "interval", *RULE_LAYOUT]
        label = _("Every week")
        description = _("The same weekday, every week or every few weeks.")


class MonthlyBlock(RuleBlock):
    """Every month, by date or by weekday."""

    by = blocks.ChoiceBlock(
        label=_("Which day"), choices=MonthlyBy.choices, default=MonthlyBy.WEEKDAY
    )

    class Meta:
        icon = "calendar-alt"
        form_classname = "struct-block event-date"
        form_layout = ["start_date", "by", *RULE_LAYOUT]
        label = _("Every month")
        description = _("The same day each month, e.g. the second Tuesday.")


class DatesBlock(blocks.StreamBlock):
    """All dates of an event."""

    single = SingleDateBlock()
    weekly = WeeklyBlock()
    monthly = MonthlyBlock()

    class Meta:
        required = False


class QuestionBlock(blocks.StructBlock):
    """A question on the sign-up form; answers are kept by the block's id."""

    text = blocks.CharBlock(label=_("Question"), max_length=200)
    help = blocks.CharBlock(label=_("Help"), max_length=200, required=False)
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    per_person = blocks.BooleanBlock(label=_("For each person"), required=False)
    choices = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=120),
        label=_("Choices"),
        default=[],
        max_num=MOST_CHOICES,
    )

    def clean(self, value):
        """Refuses a choice among nothing, which readers would meet as an empty line."""
        value = super().clean(value)
        if self.name in ("choice", "several") and not value["choices"]:
            if not self.is_deferred_validation:
                error = ListBlockValidationError(non_block_errors=[_("Write at least one choice.")])
                raise StructBlockValidationError(block_errors={"choices": error})
        return value


class QuestionsBlock(blocks.StreamBlock):
    """The questions of an event."""

    text = QuestionBlock(label=_("Text"), icon="pilcrow")
    choice = QuestionBlock(label=_("One choice"), icon="radio-empty")
    several = QuestionBlock(label=_("Several choices"), icon="circle-check")
    yes_no = QuestionBlock(label=_("Yes or no"), icon="check")
    number = QuestionBlock(label=_("Number"), icon="order")

    class Meta:
        required = False
        max_num = MOST_QUESTIONS
