"""A library's inbox: everything that awaits an answer, as one list, the oldest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import InboxClaim, Library, Membership
from core.registry import InboxItem, InboxKind, registry
from core.switches import in_use

PER_PAGE = 50
MINE = "mine"


@dataclass(frozen=True)
class Entry:
    """One line of the inbox: the matter, whose it is, and until when."""

    kind: InboxKind
    item: InboxItem
    due: date
    claim: InboxClaim | None = None
    owner: Membership | None = None
    substitute: Membership | None = None

    @property
    def answerer(self) -> Membership | None:
        """Who should answer today: the owner, or the substitute while the owner is away."""
        return self.substitute or self.owner

    @property
    def late(self) -> bool:
        """Whether the answer is overdue."""
        return self.due < timezone.localdate()


@dataclass(frozen=True)
class Choice:
    """One way to narrow the inbox, and how much is in it."""

    label: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True)
class Inbox:
    """What the front page of the administration prints."""

    page: Page
    total: int
    choices: list[Choice]


def kinds_in(library: Library) -> dict[str, InboxKind]:
    """Kinds of matters that can arise in a library."""
    return {
        code: kind for code, kind in registry.inbox_kinds.items() if in_use(library, kind.switch)
    }


def working(library: Library) -> dict[int, Membership]:
    """Everybody who works here now, by user; one query."""
    members = Membership.objects.for_library(library).filter(active=True, user__is_active=True)
    return {member.user_id: member for member in members.select_related("user")}


def substitute_of(owner: Membership, members: dict[int, Membership]) -> Membership | None:
    """Who answers while the owner is away; a substitute who is away too has one in turn."""
    by_pk = {member.pk: member for member in members.values()}
    seen, current = set(), owner
    while current is not None and current.is_away and current.pk not in seen:
        seen.add(current.pk)
        current = by_pk.get(current.substitute_id)
    if current is None or current.pk == owner.pk or current.is_away:
        return None
    return current


def entries(library: Library, user) -> list[Entry]:
    """Every matter of the library, the oldest first; two queries beside those of the kinds."""
    members = working(library)
    claims = {(claim.kind, claim.key): claim for claim in InboxClaim.objects.for_library(library)}
    found = []
    for kind in kinds_in(library).values():
        for item in kind.items(library, user):
            claim = claims.get((kind.code, item.key))
            owner = members.get(claim.owner_id) if claim else None
            due = item.due or timezone.localdate(item.since) + timedelta(days=kind.days)
            if owner is not None and claim.due:
                due = claim.due
            substitute = substitute_of(owner, members) if owner else None
            found.append(Entry(kind, item, due, claim if owner else None, owner, substitute))
    return sorted(found, key=lambda entry: (entry.item.since, entry.kind.code, entry.item.key))


def find(library: Library, user, kind: str, key: str) -> Entry | None:
    """One matter that still awaits an answer."""
    return next(
        (row for row in entries(library, user) if (row.kind.code, row.item.key) == (kind, key)),
        None,
    )


def inbox(library: Library, user, show: str = "", number: int = 1) -> Inbox:
    """The list, narrowed to one kind or to what the person should answer."""
    every = entries(library, user)
    mine = [row for row in every if row.answerer and row.answerer.user_id == user.pk]
    counts = Counter(row.kind.code for row in every)
    shown = every
    if show == MINE:
        shown = mine
    elif show in counts:
        shown = [row for row in every if row.kind.code == show]
    else:
        show = ""
    choices = [
        Choice(_("Everything"), len(every), "", not show),
        Choice(_("Mine"), len(mine), _query(MINE), show == MINE),
    ]
    choices += [
        Choice(str(kind.label), counts[code], _query(code), show == code)
        for code, kind in kinds_in(library).items()
        if counts[code]
    ]
    page = Paginator(shown, PER_PAGE).get_page(number)
    return Inbox(page=page, total=len(every), choices=choices)


def _query(show: str) -> str:
    return f"?{urlencode({'show': show})}"
