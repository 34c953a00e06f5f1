"""A month after a day has its own form: 23 листопада."""

MONTH_DAY_FORMAT = "j E"
