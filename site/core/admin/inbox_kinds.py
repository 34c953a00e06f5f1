"""The kinds of matters that core itself puts into the inbox."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, WorkflowState

from core import outbox
from core.models import Library, LibraryImage, Outbox
from core.permissions import can_approve_pages, can_change_library
from core.registry import InboxItem, InboxKind, registry
from core.switches import types_off

MOST = 500
"""How many matters of a kind are listed; the oldest come first, so none is ever passed over."""


def drafts(library: Library, user) -> list[InboxItem]:
    """Pages sent for approval, without those that another kind lists; two queries."""
    elsewhere = {name for kind in registry.inbox_kinds.values() for name in kind.page_types}
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    states = {
        state.object_id: state
        for state in states.select_related("content_type", "requested_by")
        if f"{state.content_type.app_label}.{state.content_type.model}" not in elsewhere
    }
    pages = Page.objects.filter(pk__in=states, path__startswith=library.root.path)
    pages = pages.not_type(*types_off(library)) if types_off(library) else pages
    may_answer = can_approve_pages(user, library)
    found = []
    for page in pages.select_related("content_type")[:MOST]:
        state = states[str(page.pk)]
        by = _("from %(name)s") % {"name": state.requested_by} if state.requested_by else ""
        kind = page.specific_class._meta.verbose_name if page.specific_class else ""
        found.append(
            InboxItem(
                key=str(state.pk),
                title=page.draft_title or page.title,
                since=state.created_at,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_answer else "",
                note=", ".join(part for part in (str(kind).capitalize(), by) if part),
            )
        )
    return found


def why_failed(message: Outbox) -> str:
    """Why a mail did not arrive, in words."""
    if message.last_error == outbox.BOUNCED:
        return _("It came back: the address does not work.")
    if message.last_error == outbox.REFUSED:
        return _("The mail server does not know the address.")
    return ngettext("Tried %(count)s time", "Tried %(count)s times", message.attempts) % {
        "count": message.attempts
    }


def failed_mails(library: Library, user) -> list[InboxItem]:
    """Messages that did not arrive; who they were for is told to those who may answer."""
    may_answer = can_approve_pages(user, library)
    rows = Outbox.objects.for_library(library).filter(state=Outbox.State.FAILED)
    # Whoever asked for a code that did not come asks again; nobody may send it elsewhere.
    secret = reduce(or_, (Q(purpose__startswith=purpose) for purpose in Outbox.SECRET))
    return [
        InboxItem(
            key=str(row.pk),
            title=_("Mail to %(recipient)s") % {"recipient": row.recipient}
            if may_answer
            else _("A mail"),
            since=row.created_at,
            url=reverse("core_admin:mail", args=[row.pk]) if may_answer else "",
            note=why_failed(row),
        )
        for row in rows.exclude(recipient="").exclude(secret).order_by("created_at", "pk")[:MOST]
    ]  # fmt: skip


def pictures_without_text(library: Library, user) -> list[InboxItem]:
    """Pictures that neither say what they show nor are marked as decorative."""
    may_answer = can_approve_pages(user, library)
    rows = LibraryImage.objects.for_library(library).filter(description="", is_decorative=False)
    return [
        InboxItem(
            key=str(pk),
            title=title,
            since=since,
            url=reverse("wagtailimages:edit", args=[pk]) if may_answer else "",
        )
        for pk, title, since in rows.order_by(F("created_at"), "pk").values_list(
            "pk", "title", "created_at"
        )[:MOST]
    ]


def missing_statement(library: Library, user) -> list[InboxItem]:
    """The accessibility statement that every public site must have."""
    if library.statement_url:
        return []
    url = reverse("core_admin:library") if can_change_library(user, library) else ""
    return [
        InboxItem(
            key="statement",
            title=_("Write the accessibility statement, and put its address into the settings"),
            since=library.created_at,
            url=url,
            note=_("The law asks every public site for one."),
        )
    ]


def register() -> None:
    """Announce core's kinds; called once when the app is ready."""
    registry.add_inbox_kind(
        InboxKind(
            "drafts", gettext_lazy("Drafts to approve"), drafts,
            action=gettext_lazy("Read and answer"),
        )
    )  # fmt: skip
    registry.add_inbox_kind(
        InboxKind(
            "failed_mails", gettext_lazy("Mails that did not go"), failed_mails, days=2,
            action=gettext_lazy("See what to do"),
        )
    )  # fmt: skip
    registry.add_inbox_kind(
        InboxKind(
            "pictures", gettext_lazy("Pictures without a description"), pictures_without_text,
            days=14, action=gettext_lazy("Describe the picture"),
        )
    )  # fmt: skip
    registry.add_inbox_kind(
        InboxKind(
            "statement", gettext_lazy("Accessibility statement"), missing_statement, days=30,
            action=gettext_lazy("Open the settings"),
        )
    )  # fmt: skip
