"""Who is in a party: children among them, and companions of people with a disability."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy, ngettext

from events.actions.refusals import SignUpRefused
from events.models.series import Companions

AGES = (
    ("0-2", gettext_lazy("0 to 2 years")),
    ("3-6", gettext_lazy("3 to 6 years")),
    ("7-12", gettext_lazy("7 to 12 years")),
    ("13-17", gettext_lazy("13 to 17 years")),
)
"""Groups, never a birth date: enough to put out the right chairs and books."""


@dataclass(frozen=True)
class Party:
    """Children are always among the seats; companions are, or come besides."""

    children: int = 0
    ages: tuple[str, ...] = ()
    companions: int = 0

    def asked_by(self, series) -> Party:
        """Only what the series asks for; anything else was made up."""
        known = {code for code, _words in AGES}
        asks = series.ask_children and self.children > 0
        return Party(
            children=self.children if asks else 0,
            ages=tuple(age for age in self.ages if age in known) if asks else (),
            companions=self.companions if series.companions != Companions.NO else 0,
        )

    def within(self, series, seats: int) -> Party:
        """As much of it as so many seats can hold."""
        children = min(self.children, seats)
        among = series.companions == Companions.SEAT
        companions = min(self.companions, seats - children if among else seats)
        return Party(children, self.ages if children else (), companions)

    def check(self, series, seats: int) -> None:
        """Raise SignUpRefused, with its field, for more children or companions than can be."""
        if not 0 <= self.children <= seats:
            raise SignUpRefused("children", field="children", limit=seats)
        among = series.companions == Companions.SEAT
        room = seats - self.children if among else seats
        if not 0 <= self.companions <= room:
            raise SignUpRefused("companions", field="companions", limit=room)

    def fields(self) -> dict:
        """As a sign-up keeps it."""
        return {
            "children": self.children,
            "child_ages": list(self.ages),
            "companions": self.companions,
        }


def party_in_words(row) -> str:
    """The children and companions of a sign-up in the active language; empty for none."""
    parts = []
    if row.children:
        words = ngettext(
            "%(count)s of them a child", "%(count)s of them children", row.children
        ) % {"count": row.children}
        ages = [str(label) for code, label in AGES if code in row.child_ages]
        parts.append(f"{words} ({', '.join(ages)})" if ages else words)
    if row.companions:
        if row.occurrence.series.companions == Companions.EXTRA:
            words = ngettext(
                "%(count)s companion besides", "%(count)s companions besides", row.companions
            )
        else:
            words = ngettext(
                "%(count)s of them a companion", "%(count)s of them companions", row.companions
            )
        parts.append(words % {"count": row.companions})
    return ", ".join(parts)
