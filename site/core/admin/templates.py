"""Beginning a page from a template, and keeping a page as one."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from core.models import BasePage, Library, PageTemplate
from core.permissions import can_approve_pages
from core.registry import registry
from core.scope import current_library
from core.starts import CHOSEN, content_of, put_content, put_values
from core.switches import types_off

BLANK = "blank"


def offer(request: HttpRequest, parent: Page, page_class: type) -> HttpResponse | None:
    """Hook `before_create_page`: first choose what to begin with; nothing is saved by it."""
    CHOSEN.set(None)
    if request.method != "GET" or not issubclass(page_class, BasePage):
        return None
    library = request.admin_library
    code = request.GET.get("start", "")
    label = page_class._meta.label_lower
    starts = [start for start in registry.starts.values() if start.page_type == label]
    own = own_templates(library, label)
    if not code:
        if not (starts or own):
            return None
        return _choose(request, parent, page_class, starts, own)
    if code == BLANK:
        return None
    kind, _dash, rest = code.partition("-")
    if kind in ("own", "copy") and rest.isascii() and rest.isdigit() and len(rest) < 15:
        _begin_from_content(request, library, page_class, kind, int(rest))
        return None
    start = next((start for start in starts if start.code == code), None)
    if start is None:
        raise Http404

    def fill(page: Page) -> None:
        with translation.override(parent.locale.language_code):
            put_values(page, start.values())

    CHOSEN.set(fill)
    return None


def own_templates(library: Library | None, label: str):
    """A library's own templates for a type of page."""
    if library is None:
        return PageTemplate.objects.none()
    return PageTemplate.objects.for_library(library).filter(page_type=label)


def _begin_from_content(request, library, page_class: type, kind: str, pk: int) -> None:
    if kind == "own":
        template = get_object_or_404(own_templates(library, page_class._meta.label_lower), pk=pk)
        content, name = template.content, template.name
    else:
        source = page_to_copy(request, library, pk)
        if type(source) is not page_class:
            raise Http404
        content, name = content_of(source.get_latest_revision_as_object()), source.title

    def fill(page: Page) -> None:
        put_content(page, content)
        page.begin_anew()

    CHOSEN.set(fill)
    words = _("You begin with “%(name)s”. Nothing is saved yet.") % {"name": name}
    told = page_class.anew_words
    messages.info(request, f"{words} {told}" if told else words)


def page_to_copy(request, library: Library | None, pk: int) -> BasePage:
    """A page of the library that this person may change, whatever its type; else 404."""
    if library is None:
        raise Http404
    page = get_object_or_404(Page.objects.filter(path__startswith=library.root.path), pk=pk)
    page = page.specific
    if not isinstance(page, BasePage) or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return page


def _choose(request, parent: Page, page_class: type, starts: list, own) -> HttpResponse:
    here = request.path
    kept = {"next": request.GET["next"]} if "next" in request.GET else {}

    def row(code: str, label, words="") -> dict:
        return {
            "url": f"{here}?{urlencode({'start': code, **kept})}",
            "label": label,
            "help": words,
        }

    context = {
        "blank": row(BLANK, _("An empty page")),
        "starts": [row(start.code, start.label, start.help) for start in starts],
        "own": [row(f"own-{template.pk}", template.name) for template in own],
        "type_name": page_class.get_verbose_name(),
        "header_title": _("What will you begin with?"),
        "header_icon": "doc-empty",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_explore", args=(parent.pk,)), "label": parent.title},
            {"url": "", "label": _("What will you begin with?")},
        ],
    }
    return render(request, "core/admin/start.html", context)


def copy_by_starting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_copy_page`: a page that must not be doubled as it is opens as a new one."""
    page = page.specific
    parent = page.get_parent()
    if not getattr(page, "copied_as_new", False):
        return None
    if not parent.permissions_for_user(request.user).can_add_subpage():
        return None
    names = page._meta.app_label, page._meta.model_name
    url = reverse("wagtailadmin_pages:add", args=(*names, parent.pk))
    return redirect(f"{url}?start=copy-{page.pk}")


class TemplateForm(forms.Form):
    """The name of a template."""

    name = forms.CharField(
        label=gettext_lazy("Name of the template"),
        max_length=120,
        help_text=gettext_lazy("A template of the same name is replaced."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a page's content as a template of the library."""
    library = request.admin_library
    page = page_to_copy(request, library, pk)
    form = TemplateForm(request.POST or None, initial={"name": page.title[:120]})
    if request.method == "POST" and form.is_valid():
        same = PageTemplate.objects.for_library(library).filter(
            page_type=page._meta.label_lower, name=form.cleaned_data["name"]
        )
        if same.exists() and not can_approve_pages(request.user, library):
            form.add_error("name", _("There is a template of this name. Choose another."))
    if request.method == "POST" and form.is_valid():
        draft = page.get_latest_revision_as_object()
        draft.begin_anew()
        PageTemplate.objects.update_or_create(
            library=library,
            page_type=page._meta.label_lower,
            name=form.cleaned_data["name"],
            defaults={"content": content_of(draft), "language": page.locale.language_code},
        )
        messages.success(request, _("The template is ready. The page itself is as it was."))
        return redirect("core_admin:templates")
    title = _("Use as a template")
    context = {"form": form, "header_title": title, "submit": _("Save")}
    return render(request, "core/admin/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """The library's own templates; POST deletes one."""
    library = request.admin_library
    if library is None or not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    rows = PageTemplate.objects.for_library(library).exclude(
        page_type__in=[model._meta.label_lower for model in types_off(library)]
    )
    may_delete = can_approve_pages(request.user, library)
    if request.method == "POST":
        if not may_delete:
            raise PermissionDenied
        raw = request.POST.get("template", "")
        pk = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 15 else 0
        row = get_object_or_404(rows, pk=pk)
        row.delete()
        messages.success(request, _("The template “%(name)s” is deleted.") % {"name": row.name})
        return redirect("core_admin:templates")
    context = {
        "templates": rows,
        "may_delete": may_delete,
        "header_title": _("Templates"),
        "page_title": _("Templates"),
        "header_icon": "copy",
    }
    return render(request, "core/admin/templates.html", context)


def template_button(page, user, view_name, next_url=None):
    """On every page of ours: keep it as a template."""
    if isinstance(page, BasePage) and current_library() is not None and type(page).is_creatable:
        if page.permissions_for_user(user).can_edit() and page.max_count_per_parent is None:
            url = reverse("core_admin:template_keep", args=(page.pk,))
            yield Button(_("Use as a template"), url, icon_name="copy", priority=65)
