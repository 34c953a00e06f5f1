"""What every screen of the sign-ups begins with: the library, the date, the way back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import Library
from core.permissions import can_see_sign_ups
from events.models import Occurrence, SignUp


def library_of(request: HttpRequest) -> Library:
    """The library being administered; raises PermissionDenied for whoever may not see names."""
    library = getattr(request, "admin_library", None)
    if library is None or not can_see_sign_ups(request.user, library):
        raise PermissionDenied
    return library


def occurrence_of(library: Library, pk: int) -> Occurrence:
    """A date of the library; raises Http404 for any other."""
    dates = Occurrence.objects.for_library(library).select_related(
        "series", "place", "room", "library__site"
    )
    return get_object_or_404(dates, pk=pk)


def sign_up_of(library: Library, pk: int, sign_up_pk: int) -> SignUp:
    """A sign-up of one of the library's dates; raises Http404 for any other."""
    rows = SignUp.objects.for_library(library).select_related("occurrence__series")
    # By the date's own key: a number no database holds is refused there, not in the reference.
    return get_object_or_404(rows, pk=sign_up_pk, occurrence__pk=pk)


def crumbs(occurrence: Occurrence | None = None) -> list[dict]:
    """The way to the sign-ups, or to one date of them."""
    way = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("events_sign_ups"), "label": _("Sign-ups")},
    ]
    if occurrence is not None:
        url = reverse("events_people", args=(occurrence.pk,))
        way.append({"url": url, "label": str(occurrence.series)})
    return way


def frame(title: str, icon: str, occurrence: Occurrence | None = None) -> dict:
    """The header of a screen and the way to it, as Wagtail's templates take them."""
    return {
        "occurrence": occurrence,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [*crumbs(occurrence), {"url": "", "label": title}],
    }


def number_of(raw: str) -> int:
    """A number somebody sent; 0 for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else 0
