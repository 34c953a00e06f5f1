"""Why a sign-up was refused, in words for the reader."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class SignUpRefused(Exception):
    """A sign-up that cannot be: `code` says why, `field` which input it belongs to.

    `when` names the date it is about, in words, where there are several.
    """

    def __init__(self, code: str, *, field: str = "", limit: int = 0):
        super().__init__(code)
        self.code, self.field, self.limit = code, field, limit
        self.when = ""

    @property
    def message(self) -> str:
        """The reason in the active language."""
        return f"{self.when}: {self._reason()}" if self.when else self._reason()

    def _reason(self) -> str:
        counted = self._counted()
        if counted:
            return counted
        texts = {
            "cancelled": _("This date is cancelled."),
            "over": _("This date is over."),
            "closed": _("Sign-up for this date has closed."),
            "not_open": _("Sign-up for this date has not opened yet."),
            "none": _("You do not need to sign up. Just come."),
            "link": _("Sign-up for this event is somewhere else."),
            "full": _("All seats are taken, and there is no more room on the waiting list."),
            "full_no_list": _("All seats are taken, and there is no waiting list."),
            "no_seats": _("Sign up at least one person."),
            "queue_first": _(
                "Others are waiting for the free seats, so you cannot add more people here."
            ),
            "replayed": _(
                "This form was made for another date. Please look it over and send it again."
            ),
            "answer_first": _("Please say yes to the seat first; then you can change the number."),
            "series_full": _(
                "Not every date has a seat for you, and this sign-up is for all of them."
            ),
            "no_date": _("No date of this series can be signed up for now."),
            "begun": _("It has begun, so it cannot be changed here any more."),
            "deadline": _("It is too late to change this here. Please call the library."),
            "not_waiting": _("This sign-up is no longer on the waiting list."),
            "does_not_fit": _("There are not enough free seats for this party."),
            "expired": _(
                "You did not confirm in time, so the seat has been given back."
                " Please sign up again."
            ),
            "checked_in": _(
                "You are checked in already, so this cannot be done. Staff can undo the check-in."
            ),
            "no_seat_there": _("There are not enough free seats on that date."),
            "already_there": _("The same person is signed up for that date already."),
            "other_series": _("Choose another date of the same event."),
            "not_movable": _("This sign-up has ended or was moved in the meantime."),
            "too_early": _("This is for another day. Check in on the day itself."),
            "came": _("Write how many came, at least 1."),
            "door_cancelled": _("This sign-up is cancelled, so it holds no seat."),
            "door_expired": _("This sign-up has expired, so it holds no seat."),
            "door_waiting": _("This party is on the waiting list and holds no seat yet."),
            "door_offered": _("This party has been offered a seat, but has not said yes yet."),
            "door_pending": _("This party has not confirmed its sign-up yet."),
        }
        return texts.get(self.code, _("That did not work. Please try again."))

    def _counted(self) -> str:
        number = {"limit": self.limit}
        if self.code == "children":
            return _("Write from 0 to %(limit)s: children count among the people.") % number
        if self.code == "companions":
            return _("There can be from 0 to %(limit)s companions.") % number
        if self.code == "too_many":
            return (
                ngettext(
                    "You can sign up at most %(limit)s person at once.",
                    "You can sign up at most %(limit)s people at once.",
                    self.limit,
                )
                % number
            )
        if self.code == "few_seats":
            return (
                ngettext(
                    "Only %(limit)s seat is left, and there is no waiting list.",
                    "Only %(limit)s seats are left, and there is no waiting list.",
                    self.limit,
                )
                % number
            )
        if self.code == "few_waiting":
            return (
                ngettext(
                    "There is room for only %(limit)s more person on the waiting list.",
                    "There is room for only %(limit)s more people on the waiting list.",
                    self.limit,
                )
                % number
            )
        return ""
