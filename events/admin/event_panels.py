"""The form of an event: what is needed stands open, the rest is folded and says what it is."""

from __future__ import annotations

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel

from core.models import BasePage
from events.admin.panels import FoldedPanel, MeaningPanel


def event_panels() -> list[Panel]:
    """Everything on one screen, in the order in which an editor thinks of it."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("dates"),
        MeaningPanel(heading=_("The dates in words")),
        MultiFieldPanel(
            [FieldPanel("place", widget=Select), FieldPanel("room", widget=Select)],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sign_up"),
                FieldPanel("sign_up_url"),
                FieldPanel("capacity"),
                FieldPanel("waiting_size"),
            ],
            heading=_("Sign-up"),
        ),
        FoldedPanel(
            [
                FieldPanel("opens_days_before"),
                FieldPanel("opens_on"),
                FieldPanel("closes_hours_before"),
                FieldPanel("closes_on"),
                FieldPanel("cancel_deadline_hours"),
            ],
            heading=_("Deadlines"),
            code="window",
        ),
        FoldedPanel(
            [
                FieldPanel("scope"),
                FieldPanel("all_or_nothing"),
                FieldPanel("max_seats"),
                FieldPanel("confirmation"),
                FieldPanel("promotion"),
                FieldPanel("offer_hours"),
                FieldPanel("ask_names"),
                FieldPanel("ask_access_needs"),
                FieldPanel("ask_children"),
                FieldPanel("companions"),
                FieldPanel("answers_kept_days"),
            ],
            heading=_("How people sign up"),
            code="ways",
        ),
        FoldedPanel(
            [
                FieldPanel("reminder_hours"),
                FieldPanel("qr_check_in"),
                FieldPanel("retention_days"),
            ],
            heading=_("Before and after"),
            code="after",
        ),
        FoldedPanel([FieldPanel("questions")], heading=_("Questions"), code="questions"),
        FieldPanel("summary"),
        FoldedPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")],
            heading=_("Picture"),
            code="picture",
        ),
        FieldPanel("body"),
        FoldedPanel(
            [FieldPanel("price"), FieldPanel("exhibition")],
            heading=_("Price and kind"),
            code="price",
        ),
        FoldedPanel(
            [
                FieldPanel("age_from"),
                FieldPanel("age_to"),
                FieldPanel("languages"),
                FieldPanel("online"),
                FieldPanel("online_url"),
            ],
            heading=_("Age, language, online"),
            code="whom",
        ),
        FoldedPanel(
            [FieldPanel("organisers")],
            heading=_("Organisers"),
            code="organisers",
            switch="partners",
        ),
        FoldedPanel(
            BasePage.finding_panels[0].children,
            heading=_("Topics and audiences"),
            code="topics",
        ),
    ]
