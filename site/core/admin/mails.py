"""The mails that a library sends: how each looks, and the library's own lines in it."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from core.mail_words import sample
from core.models import Library, MailWords
from core.permissions import can_approve_pages
from core.registry import MailKind, registry
from core.switches import in_use

PARTS = ("opening", "closing")
# A mail carries its styles inline, as mail programs ask; it may do nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


class WordsForm(forms.ModelForm):
    """The library's own lines: plain text, short, without markup."""

    class Meta:
        model = MailWords
        fields = PARTS
        widgets = {part: forms.Textarea(attrs={"rows": 3}) for part in PARTS}

    def clean(self) -> dict:
        """Markup and placeholders would reach readers as they stand."""
        for part in PARTS:
            typed = self.cleaned_data.get(part) or ""
            if {"<", ">"} & set(typed):
                words = gettext_lazy("Write plain text, without < and >.")
                self.add_error(part, words)
            elif "{{" in typed or "{%" in typed:
                words = gettext_lazy(
                    "Nothing is filled in here: write the words as people get them."
                )
                self.add_error(part, words)
        return self.cleaned_data


@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """All kinds of mail, and in which languages the library has added something."""
    library = _library(request)
    added = set(
        MailWords.objects.for_library(library)
        .exclude(opening="", closing="")
        .values_list("template", "language")
    )
    names = dict(settings.LANGUAGES)
    rows = [
        {
            "kind": kind,
            "languages": [
                {"code": code, "name": names[code], "added": (kind.template, code) in added}
                for code in library.languages
            ],
        }
        for kind in kinds(library)
    ]
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(str(row["kind"].to), []).append(row)
    context = {"groups": groups.items(), "header_title": _("Mails")}
    return render(request, "core/admin/mails.html", context)


@require_http_methods(["GET", "POST"])
def mail_words(request: HttpRequest, template: str, language: str) -> HttpResponse:
    """One mail in one language: the own lines, and how it looks. `look` alone stores nothing."""
    library = _library(request)
    kind = _kind(library, template, language)
    if kind.fixed and request.method == "POST":
        raise Http404
    row = _row(library, kind, language)
    form = WordsForm(request.POST or None, instance=row)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        form.save()
        messages.success(request, _("Saved. The next mails are like this."))
        return redirect("core_admin:mail_words", template, language)
    words = {part: "" if kind.fixed else str(form[part].value() or "") for part in PARTS}
    mail = sample(kind, library, language, words) if not form.errors else None
    context = {
        "form": form,
        "kind": kind,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "mail": mail,
        "words": words,
        "header_title": kind.label,
    }
    status = 422 if form.errors else 200
    return render(request, "core/admin/mail_words.html", context, status=status)


@require_GET
@xframe_options_sameorigin
def mail_preview(request: HttpRequest, template: str, language: str) -> HttpResponse:
    """The mail itself, as a mail program shows it, with the lines in the address."""
    library = _library(request)
    kind = _kind(library, template, language)
    form = WordsForm(request.GET, instance=_row(library, kind, language))
    if not form.is_valid():
        raise Http404
    words = {} if kind.fixed else {part: form.cleaned_data[part] for part in PARTS}
    mail = sample(kind, library, language, words)
    if mail is None:
        raise Http404
    response = HttpResponse(mail.alternatives[0].content)
    response["Content-Security-Policy"] = POLICY
    return response


def _library(request: HttpRequest) -> Library:
    library = request.admin_library
    if library is None or not can_approve_pages(request.user, library):
        raise PermissionDenied
    return library


def kinds(library: Library) -> list[MailKind]:
    """The kinds of mail that the library sends, in their order."""
    used = [kind for kind in registry.mail_kinds.values() if in_use(library, kind.switch)]
    return sorted(used, key=lambda kind: kind.order)


def _kind(library: Library, template: str, language: str) -> MailKind:
    kind = registry.mail_kinds.get(template)
    if kind not in kinds(library) or language not in library.languages:
        raise Http404
    return kind


def _row(library: Library, kind: MailKind, language: str) -> MailWords:
    keys = {"library": library, "template": kind.template, "language": language}
    return MailWords.objects.filter(**keys).first() or MailWords(**keys)
