"""The demo's partners: who keeps a profile, and a change that awaits approval."""

from __future__ import annotations

from collections.abc import Callable

from core.models import Library
from partners.actions.profile import save_part, send
from partners.models import Partner, PartnerPerson
from partners.parts import BY_CODE
from partners.queries import source_page
from people.actions import ensure_user
from people.models import User


def furnish(*, library: Library, texts: Callable, key_of: Callable, made: set) -> None:
    """Give each profile made just now its keeper, and some a pending change."""
    for entry in texts("partners").values():
        keeper = entry.get("keeper")
        if not keeper or ("partners", entry.key, "da") not in made:
            continue
        email, _, name = keeper.partition("|")
        user = ensure_user(email=email, name=name, language="da")
        partner = Partner.objects.get(key=key_of("partners", entry.key))
        PartnerPerson.objects.get_or_create(
            partner=partner, user=user, defaults={"role": PartnerPerson.Role.CONTACT}
        )
        if entry.get("pending_phone"):
            _ask(partner, user, entry.get("pending_phone"))


def _ask(partner: Partner, user: User, phone: str) -> None:
    """A new telephone number, sent to the library's approval."""
    page = source_page(partner.library, partner.key)
    save_part(
        partner=partner,
        user=user,
        part=BY_CODE["phone"],
        values={"phone": phone},
        seen=page.latest_revision_id or 0,
    )
    send(partner=partner, user=user)
