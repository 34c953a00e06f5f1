"""Pressing a button as a browser does: the page's token, and the Origin its policy lets out."""

from __future__ import annotations

import re

from django.test import Client


def origin_from(page) -> str:
    """What a browser sends as `Origin` with a form of the page, posted to its own site.

    Where the page's policy is no-referrer, the Fetch standard says `null`. A policy in the
    page's head outweighs the header's.
    """
    html = page.content.decode()
    told = re.search(r'<meta name="referrer" content="([a-z-]+)">', html)
    policy = told[1] if told else page["Referrer-Policy"]
    return "null" if policy == "no-referrer" else f"http://{page.wsgi_request.get_host()}"


def press(library, path: str, **data):
    """Open a page as a stranger and press its button, with all checks of forgery."""
    client = Client(HTTP_HOST=library.site.hostname, enforce_csrf_checks=True)
    page = client.get(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    origin = {"Origin": origin_from(page)}
    return client.post(path, {"csrfmiddlewaretoken": token, **data}, headers=origin)


def fields_of(form) -> dict:
    """What a browser would send back of a form and its rows."""
    data = {}
    for field in form:
        value = field.value()
        if value != []:
            data[field.html_name] = "" if value is None or value is False else value
    for formset in form.formsets.values():
        for field in formset.management_form:
            data[field.html_name] = field.value()
    return {name: "" if not isinstance(v, (str, int)) else v for name, v in data.items()} | {
        "body-count": "0"
    }
