"""What one generation of the store knows of: its indicators, with what is curated of them, and its areas.

It is read once a generation and kept: every question starts from it.
"""

import html
import threading
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from hvk_data import catalogue
from hvk_data.figures import Direction, Origin
from hvk_data.language import Texts, UserError
from hvk_data.store.reader import Reader

SQL = Path(__file__).parent / "sql"

# Dashes and quotation marks that the source has kept in Windows' own code: nothing else is shown of them.
_WINDOWS_SIGNS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


class UnknownIndicator(UserError):
    """No source that the store knows lists an indicator of this id."""

    key = "queries.unknown_indicator"


class UnknownArea(UserError):
    """The store has no municipality of this code."""

    key = "queries.unknown_area"


@dataclass(frozen=True, slots=True)
class Region:
    """An area of the store; ``code`` is unique only within its ``level``."""

    id: int
    code: str
    level: str
    name: Texts


@dataclass(frozen=True, slots=True)
class OwnAreas:
    """A municipality and the areas that contain it.

    ``home`` is its own region: the wellbeing services county, or the maakunta where the county is
    the municipality alone (Helsinki).
    """

    own: Region
    county: Region
    maakunta: Region
    subregion: Region | None
    country: Region
    home: Region

    @property
    def one_region(self) -> bool:
        """Whether county and maakunta are one and the same to a reader (Åland): shown once."""
        return self.county.name.fi == self.maakunta.name.fi


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as its source lists it, with what has been curated of it.

    ``unit`` is empty and ``direction`` neutral where nothing is curated. ``number`` is what the
    generation calls it and means nothing outside.
    """

    number: int
    id: str
    source: str
    title: Texts
    origin: Origin
    unit: Texts
    unit_kind: str
    decimals: int
    direction: Direction
    direction_reason: Texts
    theme: str | None
    tier: str | None
    in_store: bool
    first_year: int | None
    last_year: int | None
    description: Texts
    limits: Texts


@dataclass(frozen=True, slots=True)
class Index:
    """Everything by id and by code; ``oldest_year`` and ``newest_year`` are those of all figures."""

    generation: int
    indicators: dict[str, Indicator]
    regions: dict[int, Region]
    municipalities: dict[str, OwnAreas]
    mismatched: tuple[catalogue.Mismatch, ...]
    oldest_year: int | None
    newest_year: int | None

    def indicator(self, id_: str) -> Indicator:
        """The indicator of that id; raises UnknownIndicator."""
        if id_ not in self.indicators:
            raise UnknownIndicator(indicator=id_)
        return self.indicators[id_]

    def municipality(self, code: str) -> OwnAreas:
        """The municipality of that code, with its areas; raises UnknownArea."""
        if code not in self.municipalities:
            raise UnknownArea(code=code)
        return self.municipalities[code]

    def region(self, level: str, code: str) -> Region:
        """The area of that code in its level (Sotkanet's category); raises UnknownArea."""
        for region in self.regions.values():
            if (region.level, region.code) == (level, code):
                return region
        raise UnknownArea(code=f"{level}:{code}")

    def region_named(self, name: str) -> Region | None:
        """The maakunta, county or sub-region of that name in any language; None where there is none."""
        wanted = name.strip().casefold()
        for level in ("MAAKUNTA", "HYVINVOINTIALUE", "SEUTUKUNTA"):
            for region in self.regions.values():
                titles = (region.name.fi, region.name.sv, region.name.en)
                if region.level == level and wanted in [title.strip().casefold() for title in titles]:
                    return region
        return None


# By reader, and so for as long as the generation is in use or somebody still reads it.
_kept: WeakKeyDictionary[Reader, tuple[catalogue.Catalogue, Index]] = WeakKeyDictionary()
# When a generation is new, many ask at once: one reads, the others wait for it.
_reading = threading.Lock()


def index(reader: Reader) -> Index:
    """The index of the reader's generation, with the curated knowledge as it is now."""
    known = catalogue.load()
    found = _read_before(reader, known)
    if found is None:
        with _reading:
            found = _read_before(reader, known) or _read(reader, known)
            _kept[reader] = (known, found)
    return found


def _read_before(reader: Reader, known: catalogue.Catalogue) -> Index | None:
    """What is kept of the reader; the loader gives the same ``known`` until a file changes."""
    kept = _kept.get(reader)
    return kept[1] if kept is not None and kept[0] is known else None


def _read(reader: Reader, known: catalogue.Catalogue) -> Index:
    regions = {
        row["region"]: Region(row["region"], row["code"], row["level"], _texts(row, "title"))
        for row in reader.rows(SQL, "regions")
    }
    rows = reader.rows(SQL, "indicators")
    matching = known.match({row["id"]: row["title_fi"] for row in rows})
    indicators = {row["id"]: _indicator(row, known, row["id"] in matching.matched) for row in rows}
    return Index(
        generation=reader.generation,
        indicators=indicators,
        regions=regions,
        municipalities={
            regions[row["region"]].code: _own_areas(row, regions)
            for row in reader.rows(SQL, "municipalities")
        },
        mismatched=matching.mismatched,
        oldest_year=min((row["first_year"] for row in rows if row["first_year"]), default=None),
        newest_year=max((row["last_year"] for row in rows if row["last_year"]), default=None),
    )


def _own_areas(row: dict[str, Any], regions: dict[int, Region]) -> OwnAreas:
    return OwnAreas(
        own=regions[row["region"]],
        county=regions[row["county"]],
        maakunta=regions[row["maakunta"]],
        subregion=regions.get(row["subregion"]),
        country=regions[row["country"]],
        home=regions[row["home"]],
    )


def _indicator(row: dict[str, Any], known: catalogue.Catalogue, matched: bool) -> Indicator:
    curated = known.indicators.get(row["id"]) if matched else None
    unit = curated.unit if curated else None
    fetched_at = row["fetched_at"]
    return Indicator(
        number=row["indicator"],
        id=row["id"],
        source=row["source"],
        title=_title(row),
        origin=Origin(
            source=row["source"],
            organization=_texts(row, "organization"),
            address=row["address"] or "",
            updated=row["updated"],
            fetched_at=fetched_at.replace(tzinfo=UTC) if fetched_at else None,
            vintage=row["vintage"],
        ),
        unit=unit.name if unit else Texts(),
        unit_kind=unit.kind if unit else "",
        decimals=curated.decimals if curated else row["decimals"] if row["decimals"] is not None else 1,
        direction=curated.direction if curated else "neutral",
        direction_reason=curated.direction_reason if curated else Texts(),
        theme=curated.theme.code if curated else None,
        tier=curated.tier if curated else None,
        in_store=row["in_store"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        description=_texts(row, "description"),
        limits=_texts(row, "limits"),
    )


def _title(row: dict[str, Any]) -> Texts:
    """The title with what HTML it may hold as the signs that it stands for ("BMI ≥ 30")."""
    found = _texts(row, "title")
    return Texts(
        *(html.unescape(title).translate(_WINDOWS_SIGNS).strip() for title in (found.fi, found.sv, found.en))
    )


def _texts(row: dict[str, Any], name: str) -> Texts:
    return Texts(row[f"{name}_fi"] or "", row[f"{name}_sv"] or "", row[f"{name}_en"] or "")
