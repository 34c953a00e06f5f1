"""Why a sign-up was refused, in words for the reader."""

from __future__ import annotations

from django.utils.translation import gettext as _


class SignUpRefused(Exception):
    """A sign-up that cannot be: `code` says why, `field` which input it belongs to."""

    def __init__(self, code: str, *, field: str = "", limit: int = 0):
        super().__init__(code)
        self.code, self.field, self.limit = code, field, limit

    @property
    def message(self) -> str:
        """The reason in the active language."""
        texts = {
            "cancelled": _("This date is cancelled."),
            "over": _("This date is over."),
            "closed": _("Sign-up for this date has closed."),
            "not_open": _("Sign-up for this date has not opened yet."),
            "none": _("You do not need to sign up. Just come."),
            "link": _("Sign-up for this event is somewhere else."),
            "full": _("All seats are taken, and the waiting list is full."),
            "no_seats": _("Sign up at least one person."),
            "too_many": _("You can sign up at most %(limit)s people at once.")
            % {"limit": self.limit},
            "replayed": _("This form was for another date. Please fill it in again."),
            "begun": _("It has begun, so it cannot be called off here any more."),
            "deadline": _("It is too late to call off here. Please call the library."),
        }
        return texts.get(self.code, _("That did not work. Please try again."))
