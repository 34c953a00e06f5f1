"""The event's words and settings as an editor sees them. Facts are written on publishing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import BlocksField, CodesField
from core.models import BasePage, Dated, Library
from core.models.indexes import FEED, FedList
from events.admin.event_panels import event_panels
from events.admin.page_form import EventPageForm
from events.blocks import DatesBlock, QuestionsBlock
from events.languages import event_languages
from events.models.defaults import USUAL, SignUpDefaults
from events.models.more_settings import MORE_SETTINGS, MoreSettings
from events.models.series import Confirmation, Promotion, SignUpMode, SignUpScope, says_free

SETTINGS = (
    "dates",
    "place",
    "room",
    "exhibition",
    "age_from",
    "age_to",
    "languages",
    "online",
    "online_url",
    "sign_up",
    "sign_up_url",
    "scope",
    "all_or_nothing",
    "capacity",
    "waiting_size",
    "max_seats",
    "opens_days_before",
    "closes_hours_before",
    "confirmation",
    "promotion",
    "offer_hours",
    "ask_names",
    "ask_access_needs",
    "cancel_deadline_hours",
    "retention_days",
    "qr_check_in",
    *MORE_SETTINGS,
)


class EventIndexPage(Dated, FedList, BasePage):
    """The list of everything that happens; its feed tells what was published last.

    Its one order is that of the dates: by days, with months between them, is how it is read.
    """

    listed_kind = "event"
    filtered_by = ("topic", "audience", "place")
    dated_by = "all"
    offers = ("calendar.ics", "follow", "embed", "screen")

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("event list")
        verbose_name_plural = _("event lists")

    def views_below(self) -> dict:
        """The feed knows all filters of this list, not only those of other lists."""
        from events.feeds.atom import feed

        return {**super().views_below(), FEED: feed}

    def get_context(self, request, *args, **kwargs):
        """Adds the coming dates, filtered by the address."""
        from core.json_ld import collection, describe
        from events.feeds.asked import addresses
        from events.queries import listing_context

        context = super().get_context(request, *args, **kwargs)
        context.update(listing_context(request, self))
        context.update(addresses(request, self))
        # Each event tells of its own dates; here they would double what a phone must fetch.
        describe(context, collection(self, [], context))
        return context


class EventPage(MoreSettings, Dated, BasePage):
    """An event: words, picture, dates and how to sign up."""

    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)
    dates = BlocksField(DatesBlock(), verbose_name=_("Dates"), blank=True)
    questions = BlocksField(QuestionsBlock(), verbose_name=_("Questions"), blank=True)
    place = models.ForeignKey(
        "core.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    room = models.ForeignKey(
        "core.Room",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room"),
    )
    exhibition = models.BooleanField(
        _("exhibition"),
        default=False,
        help_text=_("It runs for days or weeks and is listed apart from dated events."),
    )
    price = models.CharField(
        _("price"), max_length=120, blank=True, help_text=_("In words. Empty means free.")
    )
    age_from = models.PositiveSmallIntegerField(
        _("age, from"), null=True, blank=True, help_text=_("Years. Empty means no limit.")
    )
    age_to = models.PositiveSmallIntegerField(_("age, to"), null=True, blank=True)
    languages = CodesField(
        _("languages spoken"),
        offered=event_languages,
        help_text=_("None ticked means the library's first language."),
    )
    online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(
        _("link for those who take part online"),
        blank=True,
        help_text=_(
            "With sign-up it is shown only to those who have a seat; without, it is on the page."
        ),
    )
    sign_up = models.CharField(
        _("sign-up"), max_length=10, choices=SignUpMode.choices, default=SignUpMode.NONE
    )
    sign_up_url = models.URLField(_("address of the sign-up"), blank=True)
    scope = models.CharField(
        _("one sign-up is for"),
        max_length=12,
        choices=SignUpScope.choices,
        default=SignUpScope.OCCURRENCE,
    )
    all_or_nothing = models.BooleanField(
        _("only with a seat on every date"),
        default=False,
        help_text=_(
            "For sign-up to the whole series. Otherwise people get the dates that have seats."
        ),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Empty means no limit. 0 means that everybody waits."),
    )
    waiting_size = models.PositiveIntegerField(
        _("seats on the waiting list"),
        null=True,
        blank=True,
        help_text=_("Empty means any number. 0 means no waiting list."),
    )
    max_seats = models.PositiveSmallIntegerField(_("people per sign-up at most"), default=4)
    opens_days_before = models.PositiveSmallIntegerField(
        _("opens, days before each date"),
        null=True,
        blank=True,
        help_text=_("Empty means at once."),
    )
    closes_hours_before = models.PositiveSmallIntegerField(
        _("closes, hours before each date"), default=0
    )
    confirmation = models.CharField(
        _("confirmation"),
        max_length=10,
        choices=Confirmation.choices,
        default=Confirmation.AT_ONCE,
    )
    promotion = models.CharField(
        _("when a seat becomes free"),
        max_length=10,
        choices=Promotion.choices,
        default=Promotion.AUTOMATIC,
    )
    offer_hours = models.PositiveSmallIntegerField(_("hours to answer"), default=24)
    base_form_class = EventPageForm
    card_kind = "event"
    offers = ("calendar.ics",)
    copied_as_new = True
    anew_words = _("The days are empty, and nobody is signed up.")
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []

    edit_handler = TabbedInterface(
        [
            ObjectList(event_panels(), heading=_("Content")),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
            # When it comes and goes, and comments.
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SETTINGS),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def begin(self, parent: Page) -> None:
        """A new event signs people up the way its library usually does."""
        library = Library.for_page(parent)
        rows = SignUpDefaults.objects.filter(library=library)
        for name, value in (rows.values(*USUAL).first() or {}).items():
            setattr(self, name, value)

    def begin_anew(self) -> None:
        """Times and rules are kept, days are not: a new series has days of its own."""
        from events.rules import without_days

        block = self._meta.get_field("dates").stream_block
        self.dates = block.to_python(without_days(self.dates.get_prep_value()))
        self.opens_on = self.closes_on = None

    def clean(self) -> None:
        """Settings that contradict each other are told next to their field."""
        from events.validation import check_event

        super().clean()
        check_event(self)

    def get_context(self, request, *args, **kwargs):
        """Adds the dates, what a reader can do about each, and what else there is of its topics."""
        from core.json_ld import describe
        from core.lists import alike
        from events.queries import event_context

        context = super().get_context(request, *args, **kwargs)
        context.update(event_context(request, self))
        library = Library.for_request(request) or Library.for_page(self)
        # No events: the newest written may be over, and the list knows what is coming.
        context["related"] = alike(self, library, "group", "guide", "story", "partner")
        describe(context, *context.pop("described"))
        return context

    @property
    def free(self) -> bool:
        """Whether it costs nothing: no price, or a price that says so."""
        return says_free(self.price)

    def card_place_id(self) -> int | None:
        """The place the event is filtered by."""
        return self.place_id

    def card_labels(self) -> dict:
        """The price in words, for lists."""
        return {"price": self.price}
