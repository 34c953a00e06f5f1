"""What changed after a list was printed: told by the list's own number."""

from __future__ import annotations

from dataclasses import dataclass, field

from events.models import AuditEntry, Occurrence, SignUp

WITH_SEAT, WAITS, GONE = "seat", "waits", "gone"


@dataclass
class Changes:
    """Names on the paper and names that are missing from it."""

    entry: AuditEntry
    new: list[SignUp] = field(default_factory=list)
    gone: list[SignUp] = field(default_factory=list)
    promoted: list[SignUp] = field(default_factory=list)
    party: list[tuple[SignUp, int, int]] = field(default_factory=list)
    renamed: list[SignUp] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.promoted or self.party or self.renamed)


def snapshot(rows: list[SignUp]) -> dict[str, list]:
    """What a printed list says, without names: {sign-up: [standing, number of people]}."""
    return {str(row.pk): [_standing(row), row.seats] for row in rows if row.is_active}


def _standing(row: SignUp) -> str:
    if row.state in SignUp.SEATED:
        return WITH_SEAT
    return WAITS if row.state == SignUp.State.WAITING else GONE


def last_printed(occurrence: Occurrence, number: int | None = None) -> AuditEntry | None:
    """The list with a number, else the newest one."""
    entries = AuditEntry.objects.filter(
        occurrence=occurrence, what=AuditEntry.What.PRINTED, detail__kind="list"
    )
    if number is not None:
        entries = entries.filter(detail__number=number)
    return entries.order_by("-pk").first()


def changes_since(entry: AuditEntry, rows: list[SignUp]) -> Changes:
    """How the people of a date differ from a printed list."""
    printed = entry.detail.get("people", {})
    found = Changes(entry)
    here = {row.pk: row for row in rows}
    renamed = _renamed_since(entry)
    elsewhere = [int(key) for key in printed if int(key) not in here]
    for row in [*rows, *SignUp.objects.filter(pk__in=elsewhere)]:
        was, seats = printed.get(str(row.pk), [GONE, 0])
        now = GONE if row.pk not in here else _standing(row)
        if was == GONE and now != GONE:
            found.new.append(row)
        elif was != GONE and now == GONE:
            found.gone.append(row)
        elif (was, now) == (WAITS, WITH_SEAT):
            found.promoted.append(row)
        if GONE not in (was, now) and seats != row.seats:
            found.party.append((row, seats, row.seats))
        if GONE not in (was, now) and row.pk in renamed:
            found.renamed.append(row)
    return found


def _renamed_since(entry: AuditEntry) -> set[int]:
    """Parties with other names than on the paper: the list's entry holds none, the log tells."""
    later = AuditEntry.objects.filter(occurrence=entry.occurrence_id, pk__gt=entry.pk)
    later = later.filter(what=AuditEntry.What.SEATS_CHANGED, detail__names=True)
    return set(later.values_list("sign_up", flat=True))
