"""Serving pages, health, theme and errors."""

from __future__ import annotations

import posixpath
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.static import serve
from wagtail import hooks
from wagtail.views import serve_chain

from core.colours import theme_css
from core.models import Outbox
from core.routing import find

OLDEST_MESSAGE_MINUTES = 30
PICTURES = {"images", "original_images", "avatar_images"}
"""Folders of uploads that everybody may read."""


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at an address of the request's library, hooks and restrictions included."""
    if request.library is None:
        raise Http404
    components = [part for part in path.split("/") if part]
    page, args, kwargs = find(request, get_language(), components)
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, args, kwargs)
        if isinstance(answer, HttpResponse):
            return answer
    return chain(page, request, args, kwargs)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Database, cache, migrations and the age of the oldest waiting message."""
    checks = {
        "database": _database,
        "cache": _cache,
        "migrations": _migrations,
        "outbox": _outbox,
    }
    result = {}
    for name, check in checks.items():
        try:
            result[name] = "ok" if check() else "failing"
        except Exception as error:  # whatever is broken, the answer is "not ready"
            result[name] = type(error).__name__
    ready = all(value == "ok" for value in result.values())
    return JsonResponse(result, status=200 if ready else 503)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache() -> bool:
    cache.set("readyz", "1", 5)
    return cache.get("readyz") == "1"


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _outbox() -> bool:
    oldest = timezone.now() - timedelta(minutes=OLDEST_MESSAGE_MINUTES)
    waiting = Outbox.objects.filter(state=Outbox.State.WAITING, attempts=0)
    return not waiting.filter(created_at__lt=oldest).exists()


def theme(request: HttpRequest, version: str) -> HttpResponse:
    """The library's colours as a stylesheet that may be kept for ever."""
    library = request.library
    if library is None:
        raise Http404
    response = HttpResponse(theme_css(library.accent), content_type="text/css")
    fresh = version == library.theme_version
    response["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return response


def media(request: HttpRequest, path: str) -> HttpResponse:
    """An uploaded picture. Documents have an address of their own, which asks who may read."""
    # As `serve` reads it: "images/../documents/x" names a document.
    if posixpath.normpath(path).lstrip("/").partition("/")[0] not in PICTURES:
        raise Http404
    # Pictures are compressed already: no middleware shall try again.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name that is too long for the disk
        raise Http404 from error
    # Before 3.13 Python does not know it itself, and a small system does not tell.
    if path.endswith(".webp") and "Content-Type" in response:
        response["Content-Type"] = "image/webp"
    response["Cache-Control"] = "public, max-age=86400"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
