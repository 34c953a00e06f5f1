"""Furnishing the demo: everything once, in one transaction, never twice."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page, Site

from core.models import Library, LibraryHost, Outbox
from home.actions import add_library
from home.demo import illustrations, places, sign_ins
from home.demo.libraries import LIBRARIES, DemoLibrary
from home.demo.pages import KINDS, Furnisher
from home.demo.texts import read

STATEMENT = "tilgaengelighed"


def load() -> int:
    """Make what is missing of both libraries; returns how many pages were made.

    What is there stays as it is: pages, places, people and sign-ups are never changed again.
    Other apps take part with a module `demo` and its function
    `furnish(library, texts, key_of, made)`.
    """
    with transaction.atomic(), translation.override("da"):
        latest = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        made = sum(_furnish(facts) for facts in LIBRARIES)
        sign_ins.appoint_administrator()
        # The invented people never get mail: what furnishing wrote counts as sent.
        Outbox.objects.filter(pk__gt=latest).update(
            state=Outbox.State.SENT, sent_at=timezone.now(), attempts=1
        )
    return made


def use_port() -> None:
    """Write the port of PORT to the demo's sites, so that links in mails lead back here."""
    port = os.environ.get("PORT", "")
    if not port.isdigit():
        return
    hosts = [facts.hostname for facts in LIBRARIES]
    for site in Site.objects.filter(hostname__in=hosts).exclude(port=int(port)):
        former = site.root_url
        site.port = int(port)
        site.save()
        library = site.library
        if library.statement_url.startswith(former):
            library.statement_url = site.root_url + library.statement_url.removeprefix(former)
            library.save(update_fields=["statement_url"])


def _furnish(facts: DemoLibrary) -> int:
    library = _library(facts)
    today = timezone.localdate()
    names = {
        entry.get("picture")
        for kind in ("home", *KINDS)
        for entry in read(facts.code, kind).values()
        if entry.get("picture")
    }
    topics, audiences = places.name_terms(library, facts)
    furnisher = Furnisher(
        library=library,
        code=facts.code,
        pictures=illustrations.hang(library, names),
        places=places.open_places(library, read(facts.code, "places"), today),
        topics=topics,
        audiences=audiences,
        today=today,
    )
    furnisher.furnish()
    if ("standard", STATEMENT, "da") in furnisher.made:
        page = Page.objects.get(
            translation_key=furnisher.key("standard", STATEMENT), locale__language_code="da"
        )
        Library.objects.filter(pk=library.pk).update(
            statement_url=library.base_url + page.specific.site_path
        )
    sign_ins.employ(library, facts)
    for config in apps.get_app_configs():
        if config.name != "home" and find_spec(f"{config.name}.demo"):
            import_module(f"{config.name}.demo").furnish(
                library=library,
                texts=lambda kind, language="da": read(facts.code, kind, language),
                key_of=furnisher.key,
                made=furnisher.made,
            )
    return len(furnisher.made)


def _library(facts: DemoLibrary) -> Library:
    """The library, opened where it is missing; its own facts are written only then."""
    there = LibraryHost.objects.filter(hostname=facts.hostname).exists()
    library = add_library(
        name=facts.name,
        hostname=facts.hostname,
        aliases=facts.aliases,
        languages=facts.languages,
        accent=facts.accent,
        secondary=facts.secondary,
    )
    if not there:
        Library.objects.filter(pk=library.pk).update(**facts.facts)
    return Library.objects.select_related("site", "root").get(pk=library.pk)
