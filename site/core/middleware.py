"""Hosts, languages and the guard of the administration."""

from __future__ import annotations

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path

from core.admin.guard import guard_view, scope_for
from core.known import known
from core.permissions import limit_to_library
from core.scope import current_library, library_scope

ANYWHERE = ("/healthz", "/readyz")


def host_of(request) -> str:
    """The host name that was asked, lower case and without a port; never a forwarded one.

    Empty for what is no host name, such as "our.own@host".
    """
    host = request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", ""))
    return split_domain_port(host)[0]


class HostMiddleware:
    """Answers libraries' hosts and the platform's; a stranger's host gets a plain 404."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.library = None
        host = host_of(request)
        platform = host in settings.PLATFORM_HOSTS or (
            settings.ADMIN_HOST and host == settings.ADMIN_HOST
        )
        if request.path in ANYWHERE:
            return self.get_response(request)
        if not platform:
            # Who works here sees at once what was saved, by whichever process.
            fresh = request.path.startswith("/admin/")
            library = known.at(host, fresh=fresh)
            if library is not None:
                request.library = library
                request._wagtail_site = library.site
            elif getattr(request, "is_dummy", False):
                # Wagtail's preview of a page that has no address yet.
                request.library = current_library()
            else:
                return HttpResponse("404: no such site\n", status=404, content_type="text/plain")
        return self.get_response(request)


class LibraryLocaleMiddleware:
    """The language is the one in the address; the bare address chooses among the library's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        library = getattr(request, "library", None)
        code = get_language_from_path(request.path_info)
        if request.path_info == "/" and library is None:
            return HttpResponseRedirect("/admin/")
        if request.path_info == "/":
            best = self.preferred(request, library.languages) or library.language
            response = HttpResponseRedirect(f"/{best}/")
            patch_vary_headers(response, ["Accept-Language"])
            return response
        if code and library is not None and not request.path_info.startswith("/admin/"):
            if library.homes and code not in library.homes:
                return HttpResponseRedirect(self.in_language(request, code, library.language))
        active = code or (library.language if library else settings.LANGUAGE_CODE)
        translation.activate(active)
        request.LANGUAGE_CODE = active
        response = self.get_response(request)
        if "Content-Language" not in response:
            response["Content-Language"] = active
        return response

    @staticmethod
    def in_language(request, code: str, other: str) -> str:
        """The same address in another language, query included."""
        return request.get_full_path().replace(f"/{code}", f"/{other}", 1)

    @staticmethod
    def preferred(request, languages: list[str]) -> str:
        """The reader's best language among those offered, by Accept-Language; may be empty."""
        accepted = []
        for part in request.headers.get("Accept-Language", "")[:500].split(","):
            name, _, quality = part.strip().partition(";q=")
            try:
                weight = float(quality) if quality else 1.0
            except ValueError:
                weight = 0.0
            accepted.append((weight, name.lower()))
        for weight, name in sorted(accepted, key=lambda pair: -pair[0]):
            for candidate in (name, name.partition("-")[0]):
                if weight > 0 and candidate in languages:
                    return candidate
        return ""


class LargestBodyMiddleware:
    """Refuses at once what is far beyond every upload; forms say themselves what is a little."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LARGEST_BODY:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class ContentPolicyMiddleware(CSPMiddleware):
    """What a page may load, and who may frame it.

    Readers' pages: only ourselves, nothing inline, framed by nobody. Wagtail's editor still
    needs inline script and style, and shows previews in frames of its own.
    """

    def get_policy_parts(self, request, response, report_only=False):
        """Django-csp's hook: the policy of this answer."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and in_administration(request):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        return parts

    def process_response(self, request, response):
        """Adds the policy, and the same word on frames for old browsers.

        A view that is made for the frames of other sites says so itself, in both.
        """
        if not in_administration(request) and not getattr(response, "xframe_options_exempt", False):
            response["X-Frame-Options"] = "DENY"
        return super().process_response(request, response)


def in_administration(request) -> bool:
    """Whether an answer is shown inside the administration, previews included."""
    return request.path_info.startswith("/admin/") or getattr(request, "is_dummy", False)


class AdminGuardMiddleware:
    """Opens the scope of one library for `/admin/` and checks every address in it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        library, answer = scope_for(request)
        if answer is not None:
            return answer
        request.admin_library = library
        if library is not None and request.user.is_authenticated:
            limit_to_library(request.user, library)
        with library_scope(library):
            response = self.get_response(request)
            # A lazily rendered answer must be rendered while the scope is open.
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            return response

    def process_view(self, request, view, args, kwargs):
        """Refuses an address that names another library's thing."""
        if request.path_info.startswith("/admin/"):
            return guard_view(request, view, kwargs)
        return None
