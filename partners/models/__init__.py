"""Partner pages (words) and partners with their people (facts)."""

from partners.models.pages import PartnerIndexPage, PartnerPage
from partners.models.partners import Invitation, Partner, PartnerKind, PartnerPerson

__all__ = [
    "Invitation",
    "Partner",
    "PartnerIndexPage",
    "PartnerKind",
    "PartnerPage",
    "PartnerPerson",
]
