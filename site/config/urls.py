"""All addresses. What readers see carries the language; the rest is the platform's."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.coreutils import WAGTAIL_APPEND_SLASH
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import authenticate_with_password

from core import mailbox, standards, views
from core.search import search, suggest
from core.styleguide.views import error_page, styleguide
from people.sign_in import to_sign_in

serve_pattern = r"^((?:[\w\-\.]+/)*)$" if WAGTAIL_APPEND_SLASH else r"^([\w\-\./]*)$"

urlpatterns = [
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("theme/<slug:version>.css", views.theme, name="theme"),
    path("robots.txt", standards.robots),
    path("sitemap.xml", standards.sitemap),
    path(".well-known/security.txt", standards.security),
    path("was", standards.was),
    path("api/v1/", include("events.api.urls")),
    path("styleguide/", styleguide, name="styleguide"),
    path("styleguide/<slug:name>/", error_page, name="styleguide_error"),
    path("admin/login/", to_sign_in),
    re_path(r"^admin/password_reset/", to_sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", views.media),
    # Where Wagtail sends readers of pages that not everybody may read.
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
]
if settings.DEMO:
    urlpatterns += [
        path("demo-mail/", mailbox.demo_mail, name="demo_mail"),
        path("demo-mail/<slug:name>/", mailbox.demo_mail_html, name="demo_mail_html"),
    ]
urlpatterns += i18n_patterns(
    path("account/", include("people.account_urls")),
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="suggest"),
    path("", include("people.urls")),
    path("", include("events.urls")),
    path("partner/", include("partners.urls")),
    re_path(r"^((?:[\w\-\.]+/)+(?:feed\.xml|calendar\.ics))$", views.serve_page, name="feed"),
    re_path(serve_pattern, views.serve_page, name="wagtail_serve"),
    prefix_default_language=True,
)
handler400 = "core.errors.bad_request"
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"
