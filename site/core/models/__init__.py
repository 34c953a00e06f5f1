"""The rows every app shares."""

from core.models.below import Dated
from core.models.cards import Card
from core.models.inbox import InboxClaim
from core.models.indexes import CardIndexPage
from core.models.libraries import Library, LibraryHost, LibraryRoot, Membership
from core.models.mail_words import MailWords
from core.models.media import LibraryDocument, LibraryImage, LibraryRendition
from core.models.outbox import Outbox
from core.models.pages import BasePage, PageAudience, PageTopic
from core.models.places import OpeningException, OpeningHours, Place, Room
from core.models.templates import PageTemplate
from core.models.topics import Audience, AudienceName, Topic, TopicName

__all__ = [
    "Audience",
    "AudienceName",
    "BasePage",
    "Card",
    "CardIndexPage",
    "Dated",
    "InboxClaim",
    "Library",
    "LibraryDocument",
    "LibraryHost",
    "LibraryImage",
    "LibraryRendition",
    "LibraryRoot",
    "MailWords",
    "Membership",
    "OpeningException",
    "OpeningHours",
    "Outbox",
    "PageAudience",
    "PageTemplate",
    "PageTopic",
    "Place",
    "Room",
    "Topic",
    "TopicName",
]
