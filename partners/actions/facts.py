"""The partner's row, renewed when its profile is published."""

from __future__ import annotations

from core.models import Library
from events.actions.organisers import rename_organiser
from partners.models import Partner, PartnerPage
from partners.models.pages import FACTS
from partners.queries import source_page


def take_facts(*, page: PartnerPage) -> Partner | None:
    """Copy the published facts of a source page to its partner; None for other pages.

    Aliases and translations change nothing: facts are written in the first language only.
    """
    library = Library.for_page(page)
    if library is None or page.alias_of_id:
        return None
    source = source_page(library, page.translation_key)
    if source is None or source.pk != page.pk:
        return None
    facts = {name: getattr(page, name) for name in FACTS}
    rename_organiser(key=page.content_key, name=page.title)
    partner, _ = Partner.objects.update_or_create(
        key=page.content_key, defaults={"library": library, "name": page.title, **facts}
    )
    return partner
