"""Who may do what, as small predicates combined by name."""

from __future__ import annotations

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


def has_role(user, library: Library, *roles: str) -> bool:
    """Has one of the roles in the library; a platform administrator has all of them."""
    if not user.is_authenticated or library is None:
        return False
    if is_platform_admin(user):
        return True
    return Membership.objects.filter(
        user=user, library=library, active=True, role__in=roles
    ).exists()


def can_see_sign_ups(user, library: Library) -> bool:
    """May see who signed up for the library's events."""
    roles = Membership.Role
    return has_role(user, library, roles.ADMINISTRATOR, roles.EDITOR, roles.EVENT_STAFF)


def can_invite_partners(user, library: Library) -> bool:
    """May invite a partner to the own profile."""
    return has_role(user, library, Membership.Role.ADMINISTRATOR, Membership.Role.EDITOR)
