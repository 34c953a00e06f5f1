"""Pages and collections of one library only, wherever Wagtail asks for them.

Wagtail's own models cannot be given a scoped manager, so their managers are taught the scope:
inside one, only the library's branch (and the root above it, which holds nothing) exists.
Work that must reach another library, such as updating aliases, opens `library_scope(None)`.
"""

from __future__ import annotations

from functools import wraps

from django.db.models import Q
from wagtail.models import Page
from wagtail.models.media import BaseCollectionManager
from wagtail.models.pages import BasePageManager
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from core.scope import current_library
from core.switches import without_types_off


class LibraryPagePolicy(PagePermissionPolicy):
    """Page permissions of the scope's library; those held elsewhere do not count here."""

    def get_all_permissions_for_user(self, user):
        """The person's page permissions below the library's container."""
        rows = super().get_all_permissions_for_user(user)
        library = current_library()
        return rows.filter(page__path__startswith=library.root.path) if library else rows

    def explorable_instances(self, user):
        """What lists and searches of the administration show: no part that is switched off."""
        return without_types_off(super().explorable_instances(user))

    def instances_with_direct_explore_permission(self, user):
        """The platform's administrators begin at the library's container too."""
        library = current_library()
        if library and user.is_superuser:
            return [library.root]
        return super().instances_with_direct_explore_permission(user)


def _within(get_queryset, branch):
    @wraps(get_queryset)
    def scoped(self):
        rows = get_queryset(self)
        library = current_library()
        if library is None:
            return rows
        return rows.filter(Q(path__startswith=branch(library).path) | Q(depth=1))

    return scoped


def connect() -> None:
    """Teach Wagtail's trees the scope; called once when the app is ready."""
    if hasattr(BasePageManager.get_queryset, "__wrapped__"):
        return
    BasePageManager.get_queryset = _within(BasePageManager.get_queryset, lambda row: row.root)
    BaseCollectionManager.get_queryset = _within(
        BaseCollectionManager.get_queryset, lambda row: row.collection
    )
    register_permission_policy(Page, LibraryPagePolicy())
