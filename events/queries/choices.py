"""What can be chosen above the event list of one library: one query."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.fields import codes_of
from core.models import AudienceName, Card, Library, Place, Room, TopicName
from events.languages import language_name
from events.models import EventSeries

TEXT = CharField()
FEATURES = ("step_free", "accessible_toilet", "hearing_loop", "accessible_parking")


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass
class Choices:
    """What a reader may choose among; lists are empty where nothing in the library has it."""

    topics: list[Option] = field(default_factory=list)
    audiences: list[Option] = field(default_factory=list)
    places: list[Option] = field(default_factory=list)
    languages: list[Option] = field(default_factory=list)
    access: list[Option] = field(default_factory=list)
    ages: bool = False
    online: bool = False
    paid: bool = False
    first_language: str = "da"

    @classmethod
    def of(cls, library: Library, language: str) -> Choices:
        """Topics and audiences of events with names in a language, places and other facts."""
        terms: dict[str, dict[str, dict]] = {"topic": {}, "audience": {}}
        found = cls(first_language=library.language)
        spoken: set[str] = set()
        features: set[str] = set()
        parts = (
            _names(TopicName, "topic", library),
            _names(AudienceName, "audience", library),
            _places(library),
            _facts(library),
            _spoken(library),
        )
        rows = parts[0].union(*parts[1:], all=True).order_by("position", "slug_")
        for kind, _position, slug, detail, name in rows:
            if kind in terms:
                terms[kind].setdefault(slug, {})[detail] = name
            elif kind == "place":
                found.places.append(Option(slug, name))
                features |= set(codes_of(detail))
            elif kind == "spoken":
                spoken |= set(codes_of(slug))
            else:
                facts = codes_of(detail)
                found.ages, found.online = "ages" in facts, "online" in facts
                found.paid = "paid" in facts
                spoken |= {library.language} if "first" in facts else set()
        found.topics, found.audiences = (_options(terms[kind], language) for kind in terms)
        found.languages = sorted(
            (Option(code, language_name(code)) for code in spoken), key=lambda item: item.label
        )
        found.access = [Option(n, label) for n, label in access_names() if n in features]
        return found


def access_names() -> list[tuple[str, str]]:
    """What a place or a room may have, with its name in the active language."""
    labels = (
        _("step-free access"),
        _("accessible toilet"),
        _("hearing loop"),
        _("accessible parking"),
    )
    return [(name, capfirst(label)) for name, label in zip(FEATURES, labels, strict=True)]


def _options(terms: dict[str, dict], language: str) -> list[Option]:
    return [
        Option(slug, by.get(language) or by.get("da") or next(iter(by.values())))
        for slug, by in terms.items()
    ]


def _row(rows: QuerySet, kind: str, position, slug, detail, name) -> QuerySet:
    return rows.annotate(
        kind_=Value(kind, output_field=TEXT),
        position=position,
        slug_=slug,
        detail_=detail,
        name_=name,
    ).values_list("kind_", "position", "slug_", "detail_", "name_")


def _names(model, kind: str, library: Library) -> QuerySet:
    through = getattr(Card, f"{kind}s").through
    used = through.objects.filter(
        **{f"{kind}_id": OuterRef(f"{kind}_id")}, card__kind="event", card__library=library
    )
    rows = model.objects.filter(Exists(used), **{f"{kind}__library": library})
    order, slug = F(f"{kind}__order"), F(f"{kind}__slug")
    return _row(rows, kind, order, slug, F("language"), F("name")).order_by()


def _flag(condition: Q, word: str) -> Case:
    return Case(When(condition, then=Value(f",{word}")), default=Value(""), output_field=TEXT)


def _places(library: Library) -> QuerySet:
    loops = Room.objects.filter(place_id=OuterRef("pk"), hearing_loop=True)
    rows = Place.objects.filter(library=library)
    has = [
        _flag(
            Q(Exists(loops)) | Q(hearing_loop=True)
            if name == "hearing_loop"
            else Q(**{name: True}),
            name,
        )
        for name in FEATURES
    ]
    detail = Concat(*has, output_field=TEXT)
    return _row(rows, "place", F("order"), Cast("pk", TEXT), detail, F("name")).order_by()


def _facts(library: Library) -> QuerySet:
    """One row of what some event of the library has: EXISTS ends at the first it finds."""
    listed = EventSeries.objects.filter(library=library, listed=True)
    facts = {
        "online": Q(online=True),
        "paid": Q(free=False),
        "ages": Q(age_from__isnull=False) | Q(age_to__isnull=False),
        "first": Q(languages=""),
    }
    has = [_flag(Q(Exists(listed.filter(fact))), name) for name, fact in facts.items()]
    rows, empty = Library.objects.filter(pk=library.pk), Value("", output_field=TEXT)
    return _row(rows, "facts", Value(0), empty, Concat(*has, output_field=TEXT), empty).order_by()


def _spoken(library: Library) -> QuerySet:
    """Each combination of languages that an event states, once."""
    rows = EventSeries.objects.filter(library=library, listed=True).exclude(languages="")
    empty = Value("", output_field=TEXT)
    rows = _row(rows, "spoken", Value(0), F("languages"), empty, empty)
    return rows.order_by().distinct()
