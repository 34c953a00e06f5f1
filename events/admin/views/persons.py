"""What is kept about one person at the library, and erasing it when they ask."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.registry import registry
from events.actions.audit import record
from events.admin.people_forms import PersonForm
from events.admin.views.within import frame, library_of
from events.queries.persons import addresses_of, messages_to, sign_ups_of
from events.when import in_words


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Find somebody by address or number, see what is kept, erase it. All by POST."""
    library = library_of(request)
    form = PersonForm(request.POST if request.method == "POST" else None)
    context = {"form": form, **frame(_("One person's data"), "user")}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "events/admin/person.html", context, status=status)
    wanted = {"email": form.cleaned_data["email"].strip(), "phone": form.cleaned_data["phone"]}
    # By the number a person is found under addresses too; what these hold belongs to it.
    addresses = addresses_of(library, **wanted)
    if "erase" in request.POST:
        gone = sum(
            erase(library, who=request.user, email=address, phone=wanted["phone"])
            for address in addresses
            for erase in registry.erasers.values()
        )
        words = ngettext(
            "Erased: %(number)s sign-up or mail is empty now.",
            "Erased: %(number)s sign-ups and mails are empty now.",
            gone,
        )
        messages.success(request, words % {"number": gone})
        return redirect("events_person")
    known = {
        row.pk: row
        for address in addresses
        for row in sign_ups_of(library, email=address, phone=wanted["phone"])
    }
    rows = sorted(known.values(), key=lambda row: row.occurrence.starts_at, reverse=True)
    for row in rows:
        row.when = in_words(row.occurrence)
    record("found", library=library, who=request.user, sign_ups=len(rows))
    others = [
        export(library, email=address, phone=wanted["phone"])
        for address in addresses
        for name, export in registry.exporters.items()
        if name != "sign_ups"
    ]
    context |= {
        "rows": rows,
        "mails": sum(messages_to(library, email=address).count() for address in addresses),
        "by_number": [address for address in addresses if address != wanted["email"]],
        "others": sum(len(found) for found in others),
        "looked": True,
        "wanted": wanted,
    }
    return render(request, "events/admin/person.html", context)
