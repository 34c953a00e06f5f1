"""Writing to the people of a date: typed, looked at, then sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.models import Outbox
from core.outbox import build
from events.actions.write_to import message_to, recipients, without_address, write_to
from events.admin.people_forms import WriteForm
from events.admin.views.within import frame, library_of, occurrence_of
from events.models import Occurrence, SignUp
from events.when import in_words


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; then the mail as it will look and how many get it; then it is sent."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    form = WriteForm(
        request.POST if request.method == "POST" else None,
        occurrence=occurrence,
        languages=_languages(occurrence),
        initial={"reply_to": library.contact_email or request.user.email},
    )
    context = {
        "form": form,
        "when": in_words(occurrence),
        **frame(_("Write to people"), "mail", occurrence),
    }
    if not form.is_bound or not form.is_valid() or "again" in request.POST:
        status = 422 if form.errors else 200
        return render(request, "events/admin/write.html", context, status=status)
    data = form.cleaned_data
    people = recipients(occurrence, data["to"])
    if not people:
        form.add_error("to", _("None of these has an e-mail address."))
        return render(request, "events/admin/write.html", context, status=422)
    if "confirmed" in request.POST:
        sent = write_to(
            occurrence=occurrence,
            audience=data["to"],
            words=form.words(),
            reply_to=data["reply_to"],
            key=data["form_key"],
            who=request.user,
        )
        count = {"count": len(sent)}
        if sent:
            words = ngettext("%(count)s mail is sent.", "%(count)s mails are sent.", len(sent))
            messages.success(request, words % count)
        else:
            messages.warning(request, _("This mail has been sent already."))
        return redirect("events_people", pk)
    context |= {
        "people": people,
        "untold": without_address(occurrence, data["to"]),
        "samples": _samples(people, occurrence, form),
        "typed": [(name, form.data.get(name, "")) for name in form.fields],
        "reply_to": data["reply_to"],
    }
    return render(request, "events/admin/write_confirm.html", context)


def _languages(occurrence: Occurrence) -> list[str]:
    """The library's first language, and those of its languages that people signed up in."""
    rows = SignUp.objects.filter(occurrence=occurrence, state__in=SignUp.ACTIVE)
    used = set(rows.exclude(email="").values_list("language", flat=True))
    library = occurrence.library
    return [code for code in library.languages if code == library.language or code in used]


def _samples(people: list[SignUp], occurrence: Occurrence, form: WriteForm) -> list[dict]:
    """One mail in each language, as the first of those who get it will see it."""
    found: dict[str, dict] = {}
    for row in people:
        if row.language in found:
            found[row.language]["count"] += 1
            continue
        parts = message_to(row, occurrence, form.words(), form.cleaned_data["reply_to"])
        # The link is the permission of the one who signed up, so staff are not shown it.
        parts["context"]["link"] = "…"
        mail = build(Outbox(**{**parts, "attachments": []}))
        found[row.language] = {"language": row.language, "count": 1, "mail": mail}
    return list(found.values())
