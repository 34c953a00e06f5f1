"""Who may do what, as small predicates combined by name."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q

from core.models import Library, Membership


def is_platform_admin(user) -> bool:
    """Runs the installation and may see every library."""
    return bool(user.is_active and user.is_superuser)


def works_for(user, library: Library) -> bool:
    """Has an active membership of the library, in whatever role."""
    return bool(
        user.is_authenticated
        and Membership.objects.filter(
            user=user, library=library, active=True, user__is_active=True
        ).exists()
    )


def libraries_of(user) -> list[Library]:
    """The libraries somebody works for; all of them for a platform administrator."""
    libraries = Library.objects.select_related("site", "root", "collection")
    if is_platform_admin(user):
        return list(libraries)
    if not (user.is_authenticated and user.is_active):
        return []
    return list(libraries.filter(memberships__user=user, memberships__active=True).distinct())


def limit_to_library(user, library: Library) -> None:
    """Let only the person's groups of this library count, for the rest of the request.

    Permissions on models are global in Django: without this an editor of one library who is
    a viewer in another could edit its places. The role is kept too: menus and the inbox ask
    for it many times.
    """
    if user.is_superuser:
        return
    groups = Q(group__name__startswith=f"library {library.pk}: ") | ~Q(
        group__name__startswith="library "
    )
    rows = Permission.objects.filter(groups, group__user=user)
    names = rows.values_list("content_type__app_label", "codename")
    membership = Membership.objects.for_library(library).filter(user=user, active=True)
    user._role_here = library.pk, membership.values_list("role", flat=True).first()
    # Django's backends keep what they computed here, and ask no further.
    user._group_perm_cache = {f"{app}.{codename}" for app, codename in names}
    user.__dict__.pop("_perm_cache", None)


def has_role(user, library: Library, *roles: str) -> bool:
    """Has one of the roles in the library; a platform administrator has all of them."""
    if not user.is_authenticated or library is None:
        return False
    if is_platform_admin(user):
        return True
    known, role = getattr(user, "_role_here", (None, None))
    if known == library.pk:
        return role in roles
    return Membership.objects.filter(
        user=user, library=library, active=True, role__in=roles
    ).exists()


def can_see_sign_ups(user, library: Library) -> bool:
    """May see who signed up for the library's events."""
    roles = Membership.Role
    return has_role(user, library, roles.ADMINISTRATOR, roles.EDITOR, roles.EVENT_STAFF)


def can_approve_pages(user, library: Library) -> bool:
    """May answer what was sent for approval, and change pictures."""
    return has_role(user, library, Membership.Role.ADMINISTRATOR, Membership.Role.EDITOR)


def can_make_pages(user, library: Library) -> bool:
    """May begin a new page, if only as a draft."""
    roles = Membership.Role
    return has_role(user, library, roles.ADMINISTRATOR, roles.EDITOR, roles.AUTHOR)


def can_answer(user, library: Library) -> bool:
    """May take a matter of the inbox: everybody who does more than look."""
    return has_role(user, library, *(set(Membership.Role) - {Membership.Role.VIEWER}))


def can_invite_partners(user, library: Library) -> bool:
    """May invite a partner to the own profile."""
    return has_role(user, library, Membership.Role.ADMINISTRATOR, Membership.Role.EDITOR)


def can_manage_staff(user, library: Library) -> bool:
    """May invite and deactivate staff of the library."""
    return has_role(user, library, Membership.Role.ADMINISTRATOR)


def can_change_library(user, library: Library) -> bool:
    """May change the library's name, look, contact and retention periods."""
    return has_role(user, library, Membership.Role.ADMINISTRATOR)
