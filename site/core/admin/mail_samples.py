"""How the mails to a library's staff look, made of its own people and pages."""

from __future__ import annotations

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, Page

from core.admin.actions import invitation_to
from core.admin.comments import told_to
from core.models import Library, Membership
from core.registry import MailKind, registry

TO_STAFF = gettext_lazy("To the staff")


def register() -> None:
    """Announce the mails to staff; called once when the app is ready."""
    registry.add_mail_kind(
        MailKind(
            "staff_invitation",
            gettext_lazy("Invitation to work on the site"),
            invitation,
            to=TO_STAFF,
            order=4,
            missing=gettext_lazy("Nobody works here yet to show it with."),
        )
    )
    registry.add_mail_kind(
        MailKind(
            "page_comments",
            gettext_lazy("Comments on a page"),
            comments,
            to=TO_STAFF,
            order=4,
            missing=gettext_lazy("There is no page yet to show it with."),
            fixed=gettext_lazy("It says only what a colleague has written."),
        )
    )


def _newest(library: Library) -> list[Membership]:
    rows = Membership.objects.for_library(library).filter(active=True)
    return list(rows.select_related("user").order_by("-pk")[:2])


def invitation(library: Library, language: str) -> dict | None:
    """As the newest colleague got it from the one before."""
    staff = _newest(library)
    if not staff:
        return None
    return invitation_to(staff[0], by=str(staff[-1].user), language=language)


def comments(library: Library, language: str) -> dict | None:
    """The newest comment on one of the library's pages, or an invented one on its newest page."""
    pages = Page.objects.filter(path__startswith=library.root.path, depth__gt=library.root.depth)
    newest = F("latest_revision_created_at").desc(nulls_last=True)
    comment = Comment.objects.filter(page__in=pages).select_related("page", "user")
    comment = comment.order_by("-pk").first()
    page = comment.page if comment else pages.order_by(newest).first()
    staff = _newest(library)
    if page is None or not staff:
        return None
    with translation.override(language):
        words = comment.text if comment else _("Is the time right?")
    said = {
        "written": [words],
        "replies": [],
        "resolved": [],
        "deleted": [],
    }
    editor = comment.user if comment else staff[-1].user
    return told_to(staff[0].user, library, page, str(editor), said, language)
