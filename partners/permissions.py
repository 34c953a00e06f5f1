"""Who may keep which profile."""

from __future__ import annotations

from core.models import Library
from partners.models import Partner, PartnerPerson


def partners_of(user, library: Library):
    """Partners of the library whose profile the user keeps."""
    if not user.is_authenticated or not user.is_active or not library.uses("partners"):
        return Partner.objects.none()
    return Partner.objects.for_library(library).filter(people__user=user, people__active=True)


def keeps(user, partner: Partner) -> bool:
    """Whether the user keeps the partner's profile."""
    return PartnerPerson.objects.filter(user=user, partner=partner, active=True).exists()
