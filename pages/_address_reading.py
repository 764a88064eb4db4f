"""Reading the address: by its word which part of the place it is, and what it says of that."""

from collections.abc import Callable
from typing import Any, get_args

from hvk_data.areas import UnknownMunicipality, find_municipality
from hvk_data.figures import Sex
from hvk_data.language import Language, as_language
from hvk_data.queries.compare import AGAINST
from hvk_data.queries.index import Index
from pages._address_words import AGAINST_WORDS, KIND_WORDS, SEX_WORDS, SIDE_WORDS, VARIABLE_WORDS, WAY_WORDS


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


def _way(said: str, _known: Index) -> str:
    for way, word in WAY_WORDS.items():
        if word == said:
            return way
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
    "samanlaisuus": ("way", _way),
    "muuttujat": ("variables", _some(VARIABLE_WORDS)),
}
"""By the word in the address: which part of the place it is, and how to read it (ValueError: not so)."""
