"""Where apps announce what they offer, so that core and consumers need not import them.

Every entry is added in an `AppConfig.ready()`; consumers only read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from core.starts import Start


@dataclass(frozen=True)
class Switch:
    """A part a library may do without: a name from SWITCHES and what staff read about it.

    `planned` is one that is not built yet: what a library chooses holds when it comes.
    """

    code: str
    label: Any
    help: Any = ""
    planned: bool = False


@dataclass(frozen=True)
class CardKind:
    """A kind of page that is listed: its code, its name and the app switch it belongs to."""

    code: str
    label: Any
    plural: Any
    order: int = 100
    switch: str = ""


@dataclass(frozen=True)
class DueJob:
    """Work that `run_due` does: a name and a function that is safe at any time, in parallel."""

    name: str
    run: Callable[[], int]


@dataclass(frozen=True)
class InboxItem:
    """One matter awaiting an answer.

    `key` stays the same while the matter waits; `url` leads to where it is answered and is
    empty for who may not answer it; `due` overrules the kind's days.
    """

    key: str
    title: str
    since: datetime
    url: str = ""
    note: str = ""
    due: date | None = None


@dataclass(frozen=True)
class InboxKind:
    """A kind of matter awaiting an answer; `items(library, user)` gives its InboxItems.

    It asks the database for no more than a few times, however many there are. `days` is the
    time an answer may take, `action` the words of the link, `switch` the part it belongs to,
    and `page_types` (like "partners.partnerpage") the drafts it lists instead of the general
    kind for drafts.
    """

    code: str
    label: Any
    items: Callable[..., list[InboxItem]]
    days: int = 7
    action: Any = ""
    switch: str = ""
    page_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class MailKind:
    """A kind of mail that a library may look at, and add its own lines to.

    `template` is its name below `templates/mail/`; `sample(library, language)` gives a message
    made of the library's own data as `core.outbox.put` takes it, or None where there is none:
    `missing` says why. `to` is whom it goes to, in words; `fixed` why no lines can be added,
    empty where they can; `switch` the part of the site it belongs to.
    """

    template: str
    label: Any
    sample: Callable[..., dict | None]
    to: Any = _("To those who sign up")
    missing: Any = _(
        "There is no date with sign-up yet to show it with. Come back when there is one."
    )
    fixed: Any = ""
    switch: str = ""
    order: int = 0


@dataclass
class Registry:
    """All announcements of all apps."""

    tenant_models: list[type[models.Model]] = field(default_factory=list)
    switches: dict[str, Switch] = field(default_factory=dict)
    card_kinds: dict[str, CardKind] = field(default_factory=dict)
    due_jobs: dict[str, DueJob] = field(default_factory=dict)
    inbox_kinds: dict[str, InboxKind] = field(default_factory=dict)
    my_sections: dict[str, Callable] = field(default_factory=dict)
    landings: dict[str, Callable] = field(default_factory=dict)
    exporters: dict[str, Callable] = field(default_factory=dict)
    """`export(library, email="", phone="")` gives what is kept about a person, as plain dicts."""

    erasers: dict[str, Callable] = field(default_factory=dict)
    """`erase(library, email="", phone="", who=None)` forgets a person; returns how many rows."""

    in_use: list[Callable[[models.Model], str]] = field(default_factory=list)
    """Each says in words why a place or room cannot be deleted now; empty where it can."""

    proposable: dict[str, type[models.Model]] = field(default_factory=dict)
    starts: dict[str, Start] = field(default_factory=dict)
    """Templates of the house for new pages, by code."""
    settings_forms: list[Callable[..., Any]] = field(default_factory=list)
    """Further parts of the library's settings: `form(data, library=…)` with a `title`."""
    list_sources: dict[str, Callable] = field(default_factory=dict)
    hit_states: dict[str, Callable] = field(default_factory=dict)
    """By kind of card: `states(library, cards)` gives {card id: .when .status .status_label}."""
    mail_kinds: dict[str, MailKind] = field(default_factory=dict)
    before_sending: list[Callable[[], object]] = field(default_factory=list)
    """Each may make one message of several that wait, before what is due is sent."""
    addresses: dict[str, Callable] = field(default_factory=dict)
    """By the first word of a purpose: `mend(message, email)` puts a wrong address right where
    it came from and in the message; raises ValidationError."""

    below: dict[str, Callable] = field(default_factory=dict)
    """What lies below a page with dates (`core.models.below.Dated`), by its name there."""

    organisers: Callable | None = None
    """`organisers(library)` gives {key: name} of those who may arrange something with it."""

    def tenant(self, model: type[models.Model]) -> type[models.Model]:
        """Class decorator: this model belongs to a library and is scoped by it."""
        self.tenant_models.append(model)
        return model

    def add_switch(self, switch: Switch) -> None:
        """Announce a part that a library may switch off; one that is built replaces the plan."""
        if not (switch.planned and switch.code in self.switches):
            self.switches[switch.code] = switch

    def add_card_kind(self, kind: CardKind) -> None:
        """Announce a kind of listed page."""
        self.card_kinds[kind.code] = kind

    def add_due_job(self, job: DueJob) -> None:
        """Announce work for `run_due`."""
        self.due_jobs[job.name] = job

    def add_inbox_kind(self, kind: InboxKind) -> None:
        """Announce a kind of matter for the library's inbox."""
        self.inbox_kinds[kind.code] = kind

    def add_mail_kind(self, kind: MailKind) -> None:
        """Announce a kind of mail; those of one order are listed as they were announced."""
        self.mail_kinds[kind.template] = kind

    def add_start(self, start: Start) -> None:
        """Announce a template of the house for new pages."""
        self.starts[start.code] = start

    def add_list_source(self, code: str, source: Callable) -> None:
        """Announce a list that fills itself; `source(library, locale, limit, **filters)`."""
        self.list_sources[code] = source


registry = Registry()
