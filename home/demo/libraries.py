"""What the two libraries are: names, hosts, colours, topics, audiences and people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoLibrary:
    """The facts of one invented library; `code` names its folder of texts."""

    code: str
    name: str
    tagline: str
    hostname: str
    aliases: tuple[str, ...]
    languages: tuple[str, ...]
    accent: str
    secondary: str
    email: str
    phone: str
    street: str
    postal_code: str
    city: str
    topics: tuple[str, ...]
    staff: tuple[tuple[str, str, str], ...]

    @property
    def facts(self) -> dict[str, str]:
        """What is stored on the library itself when it is opened."""
        names = ("tagline", "email", "phone", "street", "postal_code", "city")
        return {name: getattr(self, name) for name in names}


HAVNBY = DemoLibrary(
    code="havnby",
    name="Havnby Bibliotekerne",
    tagline="Tre huse ved vandet",
    hostname="localhost",
    aliases=("127.0.0.1",),
    languages=("da", "en", "ar", "uk"),
    accent="#0b5a63",
    secondary="#d4613f",
    email="post@havnby.example",
    phone="12 34 56 00",
    street="Kajgade 12",
    postal_code="4799",
    city="Havnby",
    topics=(
        "laesning",
        "sammen",
        "goer-det-selv",
        "musik",
        "kunst",
        "byen",
        "natur",
        "digitalt",
        "sprog",
        "historie",
    ),
    staff=(
        ("leder@havnby.example", "Hanne Vestergaard", "administrator"),
        ("redaktor@havnby.example", "Mette Lund", "editor"),
    ),
)
SKOVBY = DemoLibrary(
    code="skovby",
    name="Skovby Bibliotek",
    tagline="Et hus, en lade og en bus",
    hostname="skovby.localhost",
    aliases=(),
    languages=("da", "en"),
    accent="#3d5f2e",
    secondary="#b4532a",
    email="post@skovby.example",
    phone="12 34 56 30",
    street="Kirkebakken 4",
    postal_code="8899",
    city="Skovby",
    topics=(
        "laesning",
        "sammen",
        "natur",
        "historie",
        "musik",
        "film",
        "digitalt",
        "landsby",
    ),
    staff=(
        ("leder@skovby.example", "Torben Ravn", "administrator"),
        ("redaktor@skovby.example", "Signe Bro", "editor"),
    ),
)
LIBRARIES = (HAVNBY, SKOVBY)
ADMINISTRATOR = ("admin@example.org", "Astrid Platform")

TOPICS = {
    "laesning": ("Læsning", "Reading", "القراءة", "Читання"),
    "sammen": ("Vær sammen", "Being together", "معًا", "Разом"),
    "goer-det-selv": ("Gør det selv", "Make and mend", "اصنع بنفسك", "Зроби сам"),
    "musik": ("Musik og sang", "Music and song", "موسيقى وغناء", "Музика і спів"),
    "kunst": ("Kunst", "Art", "فن", "Мистецтво"),
    "byen": ("Byen og havnen", "Town and harbour", "المدينة والميناء", "Місто й порт"),
    "natur": ("Natur og have", "Nature and garden", "طبيعة وحديقة", "Природа й сад"),
    "digitalt": ("Digital hjælp", "Digital help", "مساعدة رقمية", "Цифрова допомога"),
    "sprog": ("Sprog", "Languages", "لغات", "Мови"),
    "historie": ("Lokalhistorie", "Local history", "تاريخ محلي", "Місцева історія"),
    "film": ("Film", "Film", "أفلام", "Кіно"),
    "landsby": ("Livet på landet", "Village life", "حياة القرية", "Життя в селі"),
}
AUDIENCES = {
    "boern": ("Børn og familier", "Children and families", "الأطفال والعائلات", "Діти й родини"),
    "unge": ("Unge", "Young people", "الشباب", "Молодь"),
    "voksne": ("Voksne", "Adults", "البالغون", "Дорослі"),
    "seniorer": ("Seniorer", "Seniors", "كبار السن", "Старші люди"),
    "nye-i-danmark": ("Ny i Danmark", "New in Denmark", "جديد في الدنمارك", "Нові в Данії"),
}
NAMED_IN = ("da", "en", "ar", "uk")
