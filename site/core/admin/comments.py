"""Telling colleagues of comments on a page: by the outbox, and only those who work here."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from wagtail.admin.views.pages import edit
from wagtail.users.models import UserProfile

from core import outbox
from core.models import Library
from core.permissions import is_platform_admin, works_for


def tell(recipient_users, notification: str, extra_context: dict) -> bool:
    """Stands in for Wagtail's `send_notification`, which sends while the editor waits, tells
    whoever once commented, and links to one address for all libraries.
    """
    page, editor = extra_context["page"], extra_context["editor"]
    library = Library.for_page(page)
    if library is None:
        return True
    said = {
        "written": [row.text for row in extra_context["new_comments"]],
        "replies": [
            {"to": row["comment"].text, "texts": [reply.text for reply in row["replies"]]}
            for row in extra_context["replied_comments"]
        ],
        "resolved": [row.text for row in extra_context["resolved_comments"]],
        "deleted": [row.text for row in extra_context["deleted_comments"]],
    }
    if not any(said.values()):
        return True
    change = hashlib.sha256(repr(_marks(extra_context)).encode()).hexdigest()[:16]
    with transaction.atomic():
        for user in recipient_users:
            if _wants(user, library):
                known = user.language in library.languages
                language = user.language if known else library.language
                outbox.put(
                    purpose=f"comments:{page.pk}:{user.pk}:{change}",
                    **told_to(user, library, page, str(editor), said, language),
                )
    return True


def told_to(user, library: Library, page, editor: str, said: dict, language: str) -> dict[str, Any]:
    """The mail to one of them as `core.outbox.put` takes it, without its purpose."""
    return {
        "recipient": user.email,
        "template": "page_comments",
        "context": {
            **said,
            "name": user.get_short_name() if user.first_name else "",
            "editor": editor,
            "page": page.get_admin_display_title(),
            "url": f"{library.base_url}/admin/pages/{page.pk}/edit/",
        },
        "language": language,
        "library": library,
    }


def _wants(user, library: Library) -> bool:
    """Whether the person still works here and wants mails about comments."""
    wants = UserProfile.get_for_user(user).updated_comments_notifications
    here = works_for(user, library) or is_platform_admin(user)
    return bool(user.is_active and user.email and wants and here)


def _marks(said: dict) -> list:
    """What tells one change of comments from another: the same one is told once."""
    rows = [*said["new_comments"], *said["resolved_comments"], *said["deleted_comments"]]
    marks = [(row.pk, row.text, str(row.resolved_at)) for row in rows]
    marks += [
        (reply.pk, reply.text, "") for row in said["replied_comments"] for reply in row["replies"]
    ]
    return marks


def connect() -> None:
    """Let the page editor tell by the outbox; called once when the app is ready."""
    edit.send_notification = tell
