"""Municipalities: which there are, how to find the one that somebody means, and whom they resemble.

The division is that of 2026 (308 municipalities). A municipality that has joined another since 2005
is found by its old name and leads to the one that it is part of now.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hvk_data.language import Language, Texts, UserError, text
from hvk_data.paths import SHIPPED

Level = Literal["HYVINVOINTIALUE", "MAAKUNTA", "SEUTUKUNTA", "MAA"]
"""A level to compare with, by Sotkanet's name of the category."""

LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels in the order in which they are shown: from the own county to the whole country."""

LEVEL_WORDS: MappingProxyType[str, tuple[Level, ...]] = MappingProxyType(
    {"region": ("HYVINVOINTIALUE", "MAAKUNTA"), **{level.lower(): (level,) for level in LEVELS}}
)
"""The command line's word → the levels it stands for, the first that has a figure to compare with."""

SizeClass = Literal["size_under_5000", "size_5000", "size_10000", "size_20000", "size_50000"]
"""Municipalities of similar size, named by the smallest population of the class."""

_SUGGESTIONS = 3
_FOLDER = SHIPPED / "areas"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality. ``lon`` and ``lat`` are a point inside it (WGS 84, degrees).

    ``neighbours`` are codes of those with a common land border. ``grouping`` is Statistics Finland's:
    1 urban, 2 semi-urban, 3 rural. ``language``: 0 Finnish, 1 bilingual with a Finnish and 3 with a
    Swedish majority, 2 Swedish. ``other_names`` are further names that people use for it.
    """

    code: str
    name: Texts
    other_names: tuple[str, ...]
    lon: float
    lat: float
    land_km2: float
    neighbours: tuple[str, ...]
    grouping: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """The municipality that a text means; ``former_name`` where it names one that has since joined it."""

    municipality: Municipality
    former_name: str | None = None

    @property
    def code(self) -> str:
        """The code of the municipality, three digits as text."""
        return self.municipality.code


@dataclass(frozen=True, slots=True)
class Former:
    """A municipality that has joined another since 2005, and the code of the one it is part of now."""

    name: Texts
    code: str


class UnknownMunicipality(UserError):
    """No municipality is meant by ``text``; ``close`` holds up to three that may have been meant."""

    def __init__(self, text: str, close: tuple[Found, ...]) -> None:
        self.key = "areas.unknown_municipality_close" if close else "areas.unknown_municipality"
        self.close = close
        super().__init__(text=text, close=", ".join(found.municipality.name.fi for found in close))

    def message(self, language: Language) -> str:
        """The sentence with the close names in ``language``."""
        names = ", ".join(found.municipality.name.in_(language) for found in self.close)
        return text(language, self.key, text=self.values["text"], close=names)


@cache
def municipalities() -> dict[str, Municipality]:
    """Every municipality of today by its code, in the order of codes."""
    return {row["code"]: _municipality(row) for row in _rows(_FOLDER / "municipalities.csv")}


@cache
def former_municipalities() -> tuple[Former, ...]:
    """Those that are no more, by name; one whose name a municipality of today bears is left out."""
    listed = (
        Former(Texts(row["name_fi"], row["name_sv"]), row["code"])
        for row in _rows(_FOLDER / "former_names.csv")
    )
    return tuple(former for former in listed if find_municipality(former.name.fi).former_name)


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        code=row["code"],
        # Finland has no English names of municipalities: the Finnish one is used.
        name=Texts(fi=row["name_fi"], sv=row["name_sv"]),
        other_names=tuple(name for name in row["other_names"].split("|") if name),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        land_km2=float(row["land_km2"]),
        neighbours=tuple(code for code in row["neighbours"].split("|") if code),
        grouping=row["grouping"],
        language=row["language"],
    )


def neighbours(code: str) -> tuple[Municipality, ...]:
    """The municipalities that share a land border with ``code``; KeyError for a code that is none."""
    return tuple(municipalities()[neighbour] for neighbour in municipalities()[code].neighbours)


def find_municipality(text: str) -> Found:
    """The municipality that ``text`` means.

    A code ("5", "005", "K005") or a Finnish, Swedish or former name, whatever its case and
    diacritics. Errors: :class:`UnknownMunicipality` with the closest names.
    """
    found = _by_code(text) or _by_name().get(_folded(text))
    if found is None:
        raise UnknownMunicipality(text.strip(), _closest(text, _SUGGESTIONS))
    return found


def search_municipalities(text: str, limit: int = 10) -> list[Found]:
    """Up to ``limit`` municipalities while ``text`` is being typed, the likeliest first.

    Those whose code or name is meant, then those with a name that begins with ``text``, then those
    with a later word that does, then those spelt nearly so. Each municipality once; an empty
    ``text`` gives the first by name.
    """
    wanted = _folded(text)
    names = _by_name()
    exact = [found for found in (_by_code(text), names.get(wanted)) if found]
    begins = [found for name, found in names.items() if name.startswith(wanted)]
    within = [found for name, found in names.items() if f" {wanted}" in f" {name}"]
    return _once([*exact, *begins, *within, *_closest(text, limit)])[:limit]


def size_class(population: float) -> SizeClass:
    """The size class of a municipality of ``population`` inhabitants."""
    limits: tuple[tuple[int, SizeClass], ...] = (
        (5_000, "size_under_5000"),
        (10_000, "size_5000"),
        (20_000, "size_10000"),
        (50_000, "size_20000"),
    )
    return next((name for limit, name in limits if population < limit), "size_50000")


def level_name(level: Level, language: Language) -> str:
    """What a level is called in a running text, for example "hyvinvointialue"."""
    return text(language, f"areas.{level.lower()}")


def size_class_name(size: SizeClass, language: Language) -> str:
    """What a size class is called, for example "alle 5 000 asukkaan kunnat"."""
    return text(language, f"areas.{size}")


def grouping_name(municipality: Municipality, language: Language) -> str:
    """The statistical grouping of ``municipality``, for example "maaseutumaiset kunnat"."""
    return text(language, f"areas.grouping_{municipality.grouping}")


def language_name(municipality: Municipality, language: Language) -> str:
    """The official languages of ``municipality``, for example "suomenkielinen kunta"."""
    return text(language, f"areas.language_{municipality.language}")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_code(text: str) -> Found | None:
    digits = re.fullmatch(r"[Kk]?0*([1-9][0-9]{0,2})", text.strip())
    municipality = municipalities().get(digits[1].zfill(3)) if digits else None
    return Found(municipality) if municipality else None


@cache
def _by_name() -> dict[str, Found]:
    """Folded name → municipality, by name; a name of today comes before a former one of the same."""
    names: dict[str, Found] = {}
    for municipality in sorted(municipalities().values(), key=lambda m: m.name.fi.casefold()):
        for name in (municipality.name.fi, municipality.name.sv, *municipality.other_names):
            names.setdefault(_folded(name), Found(municipality))
    for row in _rows(_FOLDER / "former_names.csv"):
        for name in (row["name_fi"], row["name_sv"]):
            names.setdefault(_folded(name), Found(municipalities()[row["code"]], name))
    return names


def _folded(name: str) -> str:
    """``name`` without case, diacritics and punctuation: "S:t Karins" and "st karins" are one."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s-]", "", letters).replace("-", " ").split())


def _closest(text: str, limit: int) -> tuple[Found, ...]:
    """Up to ``limit`` municipalities with a name nearly like ``text``, the nearest first.

    Nearly: one slip (a letter more, fewer, other, or two swapped) for each started four letters.
    """
    wanted = _folded(text)
    if not wanted:
        return ()
    slips = -(-len(wanted) // 4)
    names = _by_name()
    near = process.extract(wanted, list(names), scorer=OSA.distance, score_cutoff=slips, limit=None)
    # A name of today before a former one at the same distance; else the order of names is kept.
    ranked = sorted(near, key=lambda match: (match[1], names[match[0]].former_name is not None))
    return tuple(_once([names[name] for name, *_ in ranked])[:limit])


def _once(found: list[Found]) -> list[Found]:
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(one.code, one)
    return list(first.values())
