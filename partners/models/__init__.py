"""Partner pages (words) and partners with their people (facts)."""

from partners.models.pages import PartnerIndexPage, PartnerPage
from partners.models.partners import Invitation, Partner, PartnerPerson

__all__ = ["Invitation", "Partner", "PartnerIndexPage", "PartnerPage", "PartnerPerson"]
