"""A library: its container in the page tree, its hosts, its look and who works there."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.registry import registry
from core.scope import ScopedManager
from core.switches import type_in_use

HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour like #1d5c63."))
HOSTNAME = RegexValidator(
    r"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
    _("Write a host name in lower case, without http:// and without a port."),
)
PRIVACY_SLUGS = ("privatliv", "privacy")
"""Address names of the page about privacy, which the footer leads to."""
PLACES = "placeindexpage"
"""The model of the list of places, which the footer leads to."""
EVENTS = "eventindexpage"
"""The model of the event list, which the calendar leads back to."""
IN_FOOTER = (PLACES, "knowledgeindexpage")
"""Models of the lists that the footer leads to where the menu does not."""
TOP_FIELDS = (
    *("path", "depth", "numchild", "url_path", "slug", "title", "live", "show_in_menus"),
    *("translation_key", "locale__language_code", "content_type__app_label"),
    "content_type__model",
)
"""What every answer reads of the homes and the lists below them; a page has 40 columns more."""
SWITCHES = ("groups", "noticeboard", "wishes", "contributions", "partners", "knowledge", "sharing")


class LibraryRoot(Page):
    """The container of one library's homes; never served and never translated."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.HomePage"]
    is_creatable = False
    template = "errors/404.html"

    class Meta:
        verbose_name = _("library container")
        verbose_name_plural = _("library containers")

    def get_translation(self, locale):
        """One container serves all languages."""
        return self

    def get_translation_or_none(self, locale):
        """One container serves all languages."""
        return self

    def get_url_parts(self, request=None):
        """A container has no address."""
        return None


class Library(models.Model):
    """One library: a tenant of the installation."""

    site = models.OneToOneField("wagtailcore.Site", models.PROTECT, related_name="library")
    root = models.OneToOneField(LibraryRoot, models.PROTECT, related_name="library")
    collection = models.OneToOneField(
        "wagtailcore.Collection", models.PROTECT, related_name="library"
    )
    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    language = models.CharField(
        _("first language"), max_length=20, default="da", help_text=_("The language you write in.")
    )
    accent = models.CharField(
        _("accent colour"), max_length=7, default="#1d5c63", validators=[HEX_COLOUR]
    )
    secondary = models.CharField(
        _("secondary colour"), max_length=7, default="#c8553d", validators=[HEX_COLOUR]
    )
    logo = models.ForeignKey(
        "core.LibraryImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    statement_url = models.URLField(_("accessibility statement"), blank=True)
    retention_days = models.PositiveSmallIntegerField(
        _("days a sign-up is kept after its date"), default=30
    )
    answer_retention_days = models.PositiveSmallIntegerField(
        _("days answers and access needs are kept after the date"), default=7
    )
    switched_off = models.JSONField(_("parts not in use"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The first language must be one that Samling knows."""
        if self.language not in dict(settings.LANGUAGES):
            raise ValidationError({"language": _("Choose one of the listed languages.")})

    def uses(self, part: str) -> bool:
        """Whether a part (a name from SWITCHES) is switched on here."""
        return part not in (self.switched_off or [])

    @property
    def base_url(self) -> str:
        """Scheme, host and port of the library's own site, without a slash at the end."""
        return self.site.root_url

    @property
    def contact_email(self) -> str:
        """The address readers may write to."""
        return self.email

    @property
    def address_line(self) -> str:
        """Street, postal code and town on one line."""
        town = f"{self.postal_code} {self.city}".strip()
        return ", ".join(part for part in (self.street, town) if part)

    @property
    def logo_url(self) -> str:
        """The address of the logo's file, or empty."""
        return self.logo.file.url if self.logo_id else ""

    @property
    def theme_version(self) -> str:
        """A short digest of the look, part of the stylesheet's address."""
        return hashlib.sha256(self.accent.encode()).hexdigest()[:10]

    @property
    def theme_css_url(self) -> str:
        """The address of the stylesheet with the library's colour."""
        return reverse("theme", args=[self.theme_version])

    @cached_property
    def _top(self) -> list[Page]:
        """Homes, and the lists and other pages below them that pages lead to; one query."""
        from core.models.indexes import list_models

        home_depth = self.root.depth + 1
        linked = Q(show_in_menus=True) | Q(slug__in=PRIVACY_SLUGS)
        linked |= Q(content_type__model__in=list_models())
        return list(
            Page.objects.filter(path__startswith=self.root.path, live=True)
            .filter(Q(depth=home_depth) | (Q(depth=home_depth + 1) & linked))
            .select_related("locale", "content_type")
            .only(*TOP_FIELDS)
            .order_by("path")
        )

    @cached_property
    def homes(self) -> dict[str, Page]:
        """Live homes by language code, the first language first."""
        homes = {
            page.locale.language_code: page
            for page in self._top
            if page.depth == self.root.depth + 1
        }
        first = homes.pop(self.language, None)
        return {self.language: first, **homes} if first else homes

    def linked_below(self, home: Page) -> list[Page]:
        """The live pages below a home that menu and footer may lead to, in their order."""
        return [
            page
            for page in self._top
            if page.depth == home.depth + 1
            and page.path.startswith(home.path)
            # Read with it: `specific_class` asks once for each type that the process has not met.
            and type_in_use(self, page.content_type.model_class())
        ]

    def in_own_words(self, path: str) -> str:
        """A list's own address in the language of `path`, which may be borrowed from the first.

        /en/det-sker/ shows the Danish list; where there is /en/whats-on/, it is that. No query.
        """
        _empty, language, rest = path.split("/", 2)
        known = {f"/{page.url_path.split('/', 2)[2]}": page for page in self._top}
        list_page = known.get(f"/{self.language}/{rest}")
        own = self.list_in(list_page.translation_key, language) if list_page else None
        return f"/{own.url_path.split('/', 2)[2]}" if own else path

    def list_in(self, translation_key, language: str) -> Page | None:
        """A list's own page in a language, if it has one; no query."""
        for page in self._top:
            if (page.translation_key, page.locale.language_code) == (translation_key, language):
                return page
        return None

    @property
    def languages(self) -> list[str]:
        """Codes of the languages the library offers, its first language first."""
        return list(self.homes)

    def owns_path(self, path: str) -> bool:
        """Whether a tree path lies in this library's container."""
        return path.startswith(self.root.path)

    @classmethod
    def for_request(cls, request) -> Library | None:
        """The library whose host was asked, as the host middleware found it."""
        return getattr(request, "library", None)

    @classmethod
    def for_page(cls, page) -> Library | None:
        """The library whose container holds the page, or None for a page outside them all."""
        if page.depth < 2:
            return None
        return (
            cls.objects.select_related("site", "root")
            .filter(root__path=page.path[: 2 * page.steplen])
            .first()
        )


@registry.tenant
class LibraryHost(models.Model):
    """A host name that leads to a library; the first is the site's own, others are aliases."""

    library = models.ForeignKey(Library, models.CASCADE, related_name="hosts")
    hostname = models.CharField(_("host name"), max_length=253, unique=True, validators=[HOSTNAME])

    objects = ScopedManager()

    class Meta:
        verbose_name = _("host name")
        verbose_name_plural = _("host names")

    def __str__(self) -> str:
        return self.hostname


@registry.tenant
class Membership(models.Model):
    """Who works where, and as what. A person may work for several libraries."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        EDITOR = "editor", _("Editor")
        AUTHOR = "author", _("Author")
        EVENT_STAFF = "event_staff", _("Event staff")
        MODERATOR = "moderator", _("Moderator")
        VIEWER = "viewer", _("Viewer")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    library = models.ForeignKey(Library, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    active = models.BooleanField(_("active"), default=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    substitute = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("substitute"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "library"], name="one_membership_per_library")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.library} · {self.get_role_display()}"

    @property
    def is_away(self) -> bool:
        """Whether the person is away today; the last day away is one of them."""
        return self.away_until is not None and self.away_until >= timezone.localdate()
