"""The demo's drawn pictures, each with its description."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.core.files.images import ImageFile

from core.models import Library, LibraryImage

FOLDER = Path(__file__).resolve().parent / "pictures"
CREDIT = "Tegnet til Samling"
LICENCE = "CC0"
PICTURES = {
    "havn-morgen": ("Havnen om morgenen", "Sejlbåde foran farvede huse i lav morgensol."),
    "havn-aften": (
        "Havnen om aftenen",
        "Lys i vinduerne langs havnen, mens en sejlbåd glider ind.",
    ),
    "biblioteket-aften": (
        "Biblioteket om aftenen",
        "Folk mødes foran et oplyst bibliotek med bøger i vinduerne.",
    ),
    "strik": ("Strikkecafé", "Fire mennesker strikker ved et langt bord med garn og kaffe."),
    "laesekreds": ("Læsekreds", "Tre mennesker læser i lænestole foran en væg af bøger."),
    "fortaelling": (
        "Fortælletime",
        "En kvinde læser højt af en stor bog for seks børn på et rødt tæppe.",
    ),
    "it-hjaelp": (
        "Hjælp til telefonen",
        "To par hjælper hinanden med telefon og computer ved et bord.",
    ),
    "torvedag": ("Torvedag", "Boder med frugt og flag på torvet, hvor folk hilser på hinanden."),
    "reparation": (
        "Reparationscafé",
        "Fire mennesker ved et værkstedsbord med brødrister og symaskine.",
    ),
    "kor": ("Kor", "Et kor på elleve synger med noder i hænderne."),
    "udstilling": ("Udstilling", "Fire besøgende foran tre store billeder på en hvid væg."),
    "sprogcafe": ("Sprogcafé", "Fire mennesker taler sammen over kaffe, med talebobler over sig."),
    "debat": ("Samtale på scenen", "Tre mennesker taler på en scene foran et publikum."),
    "kajtur": (
        "Tur på kajen",
        "Fire mennesker står på kajen med både, måger og et fyrtårn bag sig.",
    ),
    "taghave": ("Taghaven", "To mennesker vander højbede på et tag med udsigt over byens huse."),
    "skov-morgen": (
        "Skoven om morgenen",
        "Et rødt hus i en lysning, omgivet af grantræer og morgensol.",
    ),
    "landsbyen": (
        "Biblioteket i landsbyen",
        "Et lavt, rødt hus mellem efterårstræer, med cykel og besøgende foran.",
    ),
    "bogbus": ("Bogbussen", "En gul bus med bøger i vinduet holder ved vejen, hvor folk venter."),
    "svampe": ("Svampe i skoven", "Røde og brune svampe og en fyldt kurv på skovbunden."),
    "baal": ("Bålet", "Fire mennesker omkring et bål under stjernerne."),
    "faellesspisning": ("Fællesspisning", "Seks mennesker om et langt bord med dampende gryder."),
    "froebibliotek": (
        "Frøbiblioteket",
        "Folk vælger frøposer fra hylder ved et vindue med spirer.",
    ),
    "fugle": ("Fugletur", "En fugl på en gren, mens to mennesker ser op med kikkert."),
    "ladefilm": ("Film i laden", "Publikum ser en film på et lærred i en lade med lyskæder."),
    "arkiv": ("Lokalarkivet", "Tre mennesker ser på gamle fotografier ved et bord."),
    "lanterner": ("Lanternetur", "Børn og voksne bærer tændte lygter gennem skoven om aftenen."),
    "spillemaend": (
        "Spillemandsaften",
        "Tre musikere spiller violin, harmonika og guitar for et publikum.",
    ),
    "vindueskarm": ("Læsekrogen", "En læser i en vindueskarm ved siden af en sovende kat."),
    "aeblehave": ("Æblehaven", "Tre mennesker plukker æbler i en have med kasser og stige."),
}


def hang(library: Library, names: set[str]) -> dict[str, LibraryImage]:
    """The named pictures in the library's collection, by name; each is stored once.

    A picture is known by its bytes, so that an editor may rename it.
    """
    known = {image.file_hash: image for image in LibraryImage.objects.filter(library=library)}
    found = {}
    for name in sorted(names):
        path = FOLDER / f"{name}.webp"
        digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
        found[name] = known.get(digest) or _store(library, path, *PICTURES[name])
    return found


def _store(library: Library, path: Path, title: str, description: str) -> LibraryImage:
    with path.open("rb") as file:
        image = LibraryImage(
            library=library,
            collection_id=library.collection_id,
            title=title,
            description=description,
            credit=CREDIT,
            licence=LICENCE,
            file=ImageFile(file, name=path.name),
        )
        # Wagtail fills these in its upload view only; without the hash it cannot be found again.
        image._set_file_hash()
        image.file_size = path.stat().st_size
        image.save()
    return image
