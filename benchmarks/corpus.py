"""A corpus of the size and the shapes of Sotkanet's own, with invented areas, titles and values.

At 40 million rows it has about 3 900 indicators, 450 areas in the levels of the real ones, up to 36
years and, for every fourth indicator, each sex apart. Fewer rows are fewer indicators, each as large as
before. Shapes follow what ships: a third of the indicators carry counts, most values are whole or have
one decimal, some series end early or come every second year, some take only part of the municipalities.
The same number of rows gives the same corpus.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa

from hvk_data.language import Texts
from hvk_data.store import Area, Bronze, ListedIndicator, Metadata

SOURCE = "corpus"
REGIONS = {
    "HYVINVOINTIALUE": 23,
    "MAAKUNTA": 19,
    "SEUTUKUNTA": 69,
    "SAIRAANHOITOPIIRI": 21,
    "SUURALUE": 8,
}
MUNICIPALITIES = 309
YEARS = 36
LAST_YEAR = 2025
_FIRST_ID = 100_000  # what is curated of the real ones' ids must not be taken for theirs
_FETCHED_AT = datetime(2026, 1, 1, tzinfo=UTC)
_SEXES = np.array(["total", "male", "female"])


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was written: the number of indicators and of rows."""

    indicators: int
    rows: int


def write_corpus(home: Path, rows: int, seed: int = 1) -> Corpus:
    """Write bronze for about ``rows`` figures (at least as many, by less than one indicator) to ``home``."""
    bronze = Bronze(home / "bronze")
    areas = invented_areas()
    bronze.write_areas(areas)
    size = np.random.default_rng(seed).lognormal(1, 1, len(areas))
    listing: list[ListedIndicator] = []
    written = 0
    while written < rows:
        number = len(listing) + 1
        rng = np.random.default_rng([seed, number])
        figures = _figures(rng, areas, size)
        title = _texts(f"{invented_name(number)} {number}")
        producer = _texts("Korpus")
        id_ = str(_FIRST_ID + number)
        listing.append(ListedIndicator(id_, SOURCE, title, producer))
        bronze.write(
            Metadata(
                id_, SOURCE, title, producer, "", decimals=1, fetched_at=_FETCHED_AT,
                description=_texts(" ".join(invented_name(int(n)) for n in rng.integers(0, 4096, 60))),
            ),
            figures,
        )  # fmt: skip
        written += figures.num_rows
    bronze.write_listing(SOURCE, listing)
    bronze.mark_whole(SOURCE)
    return Corpus(len(listing), written)


def invented_areas() -> list[Area]:
    """One country, its regions on each level, and municipalities spread over all of them."""
    country = Area(1, "000", "MAA", _texts("Maa"), ())
    areas = [country]
    by_level: dict[str, list[Area]] = {}
    for level, count in REGIONS.items():
        for n in range(count):
            name = _texts(invented_name(1000 + len(areas)))
            area = Area(len(areas) + 1, f"{n:03d}", level, name, (country.id,))
            areas.append(area)
            by_level.setdefault(level, []).append(area)
    for n in range(MUNICIPALITIES):
        parents = [of_level[n % len(of_level)].id for of_level in by_level.values()]
        areas.append(
            Area(len(areas) + 1, f"{n:03d}", "KUNTA", _texts(invented_name(2000 + n)), (country.id, *parents))
        )
    return areas


def _figures(rng: np.random.Generator, areas: list[Area], size: np.ndarray) -> pa.Table:
    """One indicator: year by year, as a service gives them, and not in the order of the store."""
    years = _years(rng)
    sexes = _SEXES if rng.random() < 0.25 else _SEXES[:1]
    shape = (len(years), len(sexes), len(areas))
    year, sex, area = (grid.ravel() for grid in np.meshgrid(*map(np.arange, shape), indexing="ij"))
    level = np.exp(rng.normal(4, 2))
    course = level * np.exp(np.cumsum(rng.normal(0, 0.03, shape), axis=0) + rng.normal(0, 0.3, shape[2]))
    decimals = int(rng.choice([0, 1, 2], p=[0.45, 0.5, 0.05]))
    value = np.round(course.ravel(), decimals)
    count = np.round(value * size[area]) if rng.random() < 0.33 else np.full(value.shape, np.nan)
    takes_part = rng.random(len(areas)) < (0.4 if rng.random() < 0.1 else 0.99)
    kept = takes_part[area] & (rng.random(value.size) < 0.99)
    missing = rng.random(value.size) < 0.03
    table = {
        "region": pa.array(np.array([a.id for a in areas], np.int32)[area]),
        "year": pa.array(years[year].astype(np.int16)),
        "gender": pa.array(sexes[sex]),
        "value": pa.array(value, mask=missing),
        "abs_value": pa.array(count, mask=missing | np.isnan(count)),
    }
    return pa.table(table).filter(pa.array(kept))


def _years(rng: np.random.Generator) -> np.ndarray:
    count = 1 + int((YEARS - 1) * rng.beta(1.1, 1.35) + 0.5)
    step = 2 if count <= YEARS // 2 and rng.random() < 0.15 else 1
    oldest_end = LAST_YEAR - YEARS + 1 + (count - 1) * step
    last = max(LAST_YEAR - int(rng.geometric(0.5)) + 1, oldest_end)
    if rng.random() < 0.1:
        last = int(rng.integers(oldest_end, LAST_YEAR + 1))
    return last - step * np.arange(count)[::-1]


_SYLLABLES = [a + b for a, b in product("hjklmnprstv", "aeiouyä")][:64]


def invented_name(number: int) -> str:
    """A word of our own making, another for each number under 4 096."""
    return (_SYLLABLES[number % 64] + _SYLLABLES[number // 64 % 64] + "la").capitalize()


def _texts(name: str) -> Texts:
    return Texts(fi=name, sv=name, en=name)
