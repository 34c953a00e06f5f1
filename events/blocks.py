"""Dates as an editor writes them, and questions on the sign-up form."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Weekday(TextChoices):
    MONDAY = "0", _("Monday")
    TUESDAY = "1", _("Tuesday")
    WEDNESDAY = "2", _("Wednesday")
    THURSDAY = "3", _("Thursday")
    FRIDAY = "4", _("Friday")
    SATURDAY = "5", _("Saturday")
    SUNDAY = "6", _("Sunday")


class MonthlyBy(TextChoices):
    DATE = "date", _("The same day of the month")
    WEEKDAY = "weekday", _("The same weekday, e.g. the second Tuesday")
    LAST_WEEKDAY = "last_weekday", _("The last such weekday of the month")


class SingleDateBlock(blocks.StructBlock):
    """One date, with or without times; several days where an end date is given."""

    start_date = blocks.DateBlock(label=_("Date"))
    start_time = blocks.TimeBlock(label=_("From"), required=False)
    end_time = blocks.TimeBlock(label=_("To"), required=False)
    end_date = blocks.DateBlock(
        label=_("Last day"), required=False, help_text=_("Only if it lasts several days.")
    )

    class Meta:
        icon = "date"
        label = _("One date")
        description = _("A single date. Add one for each date.")


class ExceptionsBlock(blocks.StructBlock):
    """A date of a rule that is left out or moved."""

    date = blocks.DateBlock(label=_("The date in the rule"))
    new_date = blocks.DateBlock(
        label=_("Moved to"), required=False, help_text=_("Empty means that it is left out.")
    )
    new_start_time = blocks.TimeBlock(label=_("New time"), required=False)

    class Meta:
        label = _("Exception")


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


class WeeklyBlock(RuleBlock):
    """Every week or every few weeks, on the weekday of the first date or on several."""

    interval = blocks.ChoiceBlock(
        label=_("How often"),
        choices=[("1", _("Every week")), ("2", _("Every two weeks")), ("4", _("Every four weeks"))],
        default="1",
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Every week")
        description = _("The same weekday, every week or every few weeks.")


class MonthlyBlock(RuleBlock):
    """Every month, by date or by weekday."""

    by = blocks.ChoiceBlock(
        label=_("Which day"), choices=MonthlyBy.choices, default=MonthlyBy.WEEKDAY
    )

    class Meta:
        icon = "calendar-alt"
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
        blocks.CharBlock(label=_("Choice"), max_length=120), label=_("Choices"), default=[]
    )


class QuestionsBlock(blocks.StreamBlock):
    """The questions of an event."""

    text = QuestionBlock(label=_("Text"), icon="pilcrow")
    choice = QuestionBlock(label=_("One choice"), icon="radio-empty")
    several = QuestionBlock(label=_("Several choices"), icon="tick")
    yes_no = QuestionBlock(label=_("Yes or no"), icon="check")
    number = QuestionBlock(label=_("Number"), icon="order")

    class Meta:
        required = False
