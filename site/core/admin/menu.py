"""Entries of the administration's menu."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from core.admin.addresses import is_platform_host
from core.permissions import (
    can_approve_pages,
    can_change_library,
    can_make_pages,
    can_manage_staff,
    is_platform_admin,
)

PLATFORM_ITEMS = {"sites", "users", "groups", "locales", "collections", "workflows"}
PLATFORM_ITEMS |= {"workflow-tasks", "redirects", "translations"}


class LibraryMenuItem(MenuItem):
    """Shown to those for whom `allowed(user, library)` holds."""

    def __init__(self, *args, allowed, **kwargs):
        self.allowed = allowed
        super().__init__(*args, **kwargs)

    def is_shown(self, request) -> bool:
        """Only inside a library, and only with the right role."""
        library = getattr(request, "admin_library", None)
        return library is not None and self.allowed(request.user, library)


class LibraryNameItem(MenuItem):
    """Whose administration this is, always at the top; leads to the public site."""

    def is_shown(self, request) -> bool:
        """Wherever a library is at hand."""
        return getattr(request, "admin_library", None) is not None

    def render_component(self, request):
        """The entry with the library's own name and address."""
        component = super().render_component(request)
        component.label = request.admin_library.name
        component.url = f"{request.admin_library.base_url}/"
        return component


class PlatformMenuItem(MenuItem):
    """Shown on the platform's hosts only."""

    def is_shown(self, request) -> bool:
        """Where a library is chosen rather than given by the host."""
        return is_platform_host(request)


class LibrariesMenuItem(PlatformMenuItem):
    """Shown to the platform's administrators on the platform's hosts."""

    def is_shown(self, request) -> bool:
        """Platform administrators only."""
        return super().is_shown(request) and is_platform_admin(request.user)


def own_scripts() -> str:
    """The script of every page form, a hook of Wagtail's editor."""
    return format_html('<script src="{}"></script>', static("staff/made-once.js"))


def own_styles() -> str:
    """The look of our own screens and panels."""
    return format_html('<link rel="stylesheet" href="{}">', static("staff/admin.css"))


def library_settings_item() -> MenuItem:
    """The library's settings."""
    return LibraryMenuItem(
        _("Library"),
        reverse_lazy("core_admin:library"),
        name="library",
        icon_name="home",
        order=800,
        allowed=can_change_library,
    )


def staff_item() -> MenuItem:
    """The library's staff."""
    return LibraryMenuItem(
        _("Staff"),
        reverse_lazy("core_admin:staff"),
        name="staff",
        icon_name="group",
        order=810,
        allowed=can_manage_staff,
    )


def mails_item() -> MenuItem:
    """The mails that people get."""
    return LibraryMenuItem(
        _("Mails"),
        reverse_lazy("core_admin:mails"),
        name="mails",
        icon_name="mail",
        order=820,
        allowed=can_approve_pages,
    )


def library_name_item() -> MenuItem:
    """The library's name."""
    return LibraryNameItem(_("Library"), "/", name="library-name", icon_name="home", order=0)


def inbox_item() -> MenuItem:
    """Back to the inbox from wherever one is."""
    return LibraryMenuItem(
        _("Inbox"),
        reverse_lazy("wagtailadmin_home"),
        name="inbox",
        icon_name="mail",
        order=3,
        allowed=lambda user, library: True,
    )


def new_page_item() -> MenuItem:
    """From anywhere to a new page."""
    return LibraryMenuItem(
        _("New page"),
        reverse_lazy("core_admin:new_page"),
        name="new-page",
        icon_name="plus",
        order=4,
        allowed=can_make_pages,
    )


def choose_library_item() -> MenuItem:
    """Another library."""
    return PlatformMenuItem(
        _("Choose a library"),
        reverse_lazy("core_admin:choose_library"),
        name="choose-library",
        icon_name="home",
        order=1,
    )


def libraries_item() -> MenuItem:
    """All libraries."""
    return LibrariesMenuItem(
        _("Libraries"),
        reverse_lazy("core_admin:libraries"),
        name="libraries",
        icon_name="list-ul",
        order=2,
    )


def without_platform_items(request, items: list) -> None:
    """Hide what the guard refuses in a library, in place."""
    if not (is_platform_host(request) and is_platform_admin(request.user)):
        items[:] = [item for item in items if item.name not in PLATFORM_ITEMS]


def without_reports(request, items: list) -> None:
    """Hide the reports menu where all its reports are refused, in place."""
    if not (is_platform_host(request) and is_platform_admin(request.user)):
        items[:] = [item for item in items if item.name != "reports"]
    else:
        items[:] = [item for item in items if item.name != "translations"]
