"""What the address can say: codes in and out.

The address carries codes, never labels, so that it can be sent to a colleague and mean the same in
every language. What is as usual is left out of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, get_args

from hvk_data.areas import UnknownMunicipality, find_municipality
from hvk_data.figures import Sex
from hvk_data.language import Language, as_language
from hvk_data.queries.compare import AGAINST, DEFAULT_AGAINST
from hvk_data.queries.index import Index
from pages._address_words import AGAINST_WORDS, KIND_WORDS, SEX_WORDS, SIDE_WORDS


@dataclass(frozen=True, slots=True)
class Place:
    """Everything that the address can say. ``year`` and ``chosen`` (a list) belong to *Vertailu*.

    ``kinds``, ``sides`` and ``since`` belong to *Nostot*, which shares ``chosen``; none is all of them.
    ``finding`` is the one to show first on *Havainnot*.
    """

    language: Language = "fi"
    municipality: str | None = None
    indicator: str | None = None
    draft: str | None = None
    against: tuple[str, ...] = DEFAULT_AGAINST
    sex: Sex = "total"
    year: int | None = None
    chosen: str | None = None
    kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    since: int | None = None
    finding: int | None = None
    notices: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def as_parameters(place: Place) -> dict[str, str]:
    """The address's parameters for ``place``; what is as usual is left out."""
    said = {
        "kieli": place.language,
        "kunta": place.municipality,
        "ind": place.indicator,
        "luonnos": place.draft,
        "vertailu": None
        if place.against == DEFAULT_AGAINST
        else ".".join(AGAINST_WORDS.get(word, word) for word in place.against) or "ei",
        "sukupuoli": None if place.sex == "total" else SEX_WORDS[place.sex],
        "vuosi": None if place.year is None else str(place.year),
        "lista": place.chosen,
        "laji": ".".join(KIND_WORDS[kind] for kind in place.kinds),
        "rinnalla": ".".join(SIDE_WORDS[side] for side in place.sides),
        "alkaen": None if place.since is None else str(place.since),
        "havainto": None if place.finding is None else str(place.finding),
    }
    return {parameter: value for parameter, value in said.items() if value}


def _language(said: str, _known: Index) -> Language:
    language = as_language(said)
    if language is None:
        raise ValueError
    return language


def _municipality(said: str, known: Index) -> str:
    """A code; typed by hand also a name, even one of a municipality that has since joined another."""
    try:
        code = find_municipality(said).code
    except UnknownMunicipality as unknown:
        raise ValueError from unknown
    if code not in known.municipalities:
        raise ValueError
    return code


def _indicator(said: str, known: Index) -> str:
    if said not in known.indicators:
        raise ValueError
    return said


def _draft(said: str, _known: Index) -> str:
    if not said.isalnum() or len(said) > 64:
        raise ValueError
    return said


def _against(said: str, known: Index) -> tuple[str, ...]:
    if said == "ei":
        return ()
    words = {word: name for name, word in AGAINST_WORDS.items()}
    names = tuple(dict.fromkeys(words.get(word, word) for word in said.split(".")))
    if not all(name in AGAINST or name in known.municipalities for name in names):
        raise ValueError
    return names


def _sex(said: str, _known: Index) -> Sex:
    for sex in get_args(Sex):
        if SEX_WORDS[sex] == said:
            found: Sex = sex
            return found
    raise ValueError


def _year(said: str, _known: Index) -> int:
    year = int(said)
    if not 1900 < year < 2200:
        raise ValueError
    return year


def _chosen(said: str, _known: Index) -> str:
    if not said.replace("_", "").isalnum() or len(said) > 40:
        raise ValueError
    return said


def _some(words: dict[str, str]) -> Callable[[str, Index], tuple[str, ...]]:
    """Reads some of ``words``, each once, in their own order."""

    def read(said: str, _known: Index) -> tuple[str, ...]:
        asked = said.split(".")
        if not set(asked) <= set(words.values()):
            raise ValueError
        return tuple(name for name, word in words.items() if word in asked)

    return read


PARAMETERS: dict[str, tuple[str, Callable[[str, Index], Any]]] = {
    "kieli": ("language", _language),
    "kunta": ("municipality", _municipality),
    "ind": ("indicator", _indicator),
    "luonnos": ("draft", _draft),
    "vertailu": ("against", _against),
    "sukupuoli": ("sex", _sex),
    "vuosi": ("year", _year),
    "lista": ("chosen", _chosen),
    "laji": ("kinds", _some(KIND_WORDS)),
    "rinnalla": ("sides", _some(SIDE_WORDS)),
    "alkaen": ("since", _year),
    "havainto": ("finding", lambda said, _known: int(said)),
}
"""By the word in the address: which part of the place it is, and how to read it (ValueError: not so)."""
