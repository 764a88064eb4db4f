"""A corpus whose truth is known: the real areas, invented indicators, and differences put in on purpose.

Each indicator is a rate, a share or a value alone, with independent cases or twice their variance, for the
whole and, of every fourth, for women and men apart. In half of them every municipality is like every other
in every year: what stands out there does so by chance. In the others some municipalities stand apart by half,
some change by eight per cent a year, and in some women and men are apart by half. Of every twentieth the
definition changes in one year: its level moves everywhere at once. Regions are the sums of their
municipalities. Directions, units and themes are curated through the data folder's own file, as a
municipality would; every tenth indicator is neutral. The same number of indicators gives the same corpus.
"""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.corpus import invented_name
from hvk_data import catalogue
from hvk_data.figures import Direction
from hvk_data.language import Texts
from hvk_data.paths import SHIPPED
from hvk_data.statistics.batch import Kind
from hvk_data.store import Area, Bronze, ListedIndicator, Metadata
from hvk_data.store.snapshot import Snapshot

Floats = NDArray[np.float64]

SOURCE = "sotkanet"
YEARS = np.arange(2016, 2026)
LEVELS = ("KUNTA", "HYVINVOINTIALUE", "MAAKUNTA", "MAA")
POPULATION = "127"
APART, GROWTH = 1.5, 1.08
"""How far those that differ are apart (times), and how fast those that change do (times a year)."""
BREAK, REDEFINED = 2021, 1.6
"""The year in which a definition changes, and how many times the level is then what it was."""

_FIRST_ID = 200_000
_FETCHED_AT = datetime(2026, 1, 1, tzinfo=UTC)
_SHARE_APART, _SHARE_CHANGING = 0.15, 0.1
_CORPUS = Texts("Korpus", "Korpus", "Korpus")
_PERS: dict[Kind, int | None] = {"rate": 1000, "share": 100, "value": None}
_UNITS: dict[Kind, str] = {"rate": "per_1000", "share": "percent", "value": "score_100"}
_COLUMNS = (
    *("id", "title_fi", "theme", "tier", "direction"),
    *("direction_reason_fi", "direction_reason_sv", "direction_reason_en", "unit", "decimals", "group"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """The truth of one indicator: of each municipality (in the order of the codes) what was put in.

    ``ratio`` is its rate over the usual one, ``growth`` its change a year (times), ``women`` the women's rate
    over the men's; 1 where there is nothing. ``people`` are those that its rate is of. ``redefined``: whether
    its level moves in :data:`BREAK`.
    """

    id: str
    kind: Kind
    direction: Direction
    rate: float
    variance: float
    by_sex: bool
    redefined: bool
    people: Floats
    ratio: Floats
    growth: Floats
    women: Floats

    @property
    def rates(self) -> Floats:
        """The true rate of each municipality (rows) in each year."""
        # A change turns around the middle of the years, so that it does not look like a level of its own.
        course = self.growth[:, None] ** (np.arange(len(YEARS)) - (len(YEARS) - 1) / 2)
        level = np.where((YEARS >= BREAK) & self.redefined, REDEFINED, 1.0)
        return self.rate * self.ratio[:, None] * course * level


@dataclass(frozen=True)
class Truth:
    """What was written: municipality codes with their people, and the truth of each indicator by id."""

    codes: tuple[str, ...]
    people: Floats
    indicators: dict[str, Known]

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each municipality."""
        return {code: row for row, code in enumerate(self.codes)}


def write_truth(home: Path, indicators: int, seed: int = 1) -> Truth:
    """Write bronze and the curated file of so many indicators, and the population, to ``home``."""
    areas = [area for area in Snapshot(SHIPPED / "snapshot").areas() if area.level in LEVELS]
    municipalities = [area for area in areas if area.level == "KUNTA"]
    people = _population(municipalities)
    bronze = Bronze(home / "bronze")
    bronze.write_areas(areas)
    codes = tuple(area.code for area in municipalities)
    made = {known.id: known for known in (_known(seed, n, people) for n in range(1, indicators + 1))}
    sums = _Sums(areas)
    listing = []
    for number, known in enumerate(made.values(), start=1):
        title = Texts(*[f"{invented_name(number)} {number}"] * 3)
        listing.append(ListedIndicator(known.id, SOURCE, title, _CORPUS))
        figures = _figures(np.random.default_rng([seed, number, 1]), known, sums)
        bronze.write(_metadata(listing[-1], 1), figures)
    listing.append(_population_listed())
    bronze.write(_metadata(listing[-1], 0), _population_figures(sums, people))
    bronze.write_listing(SOURCE, listing)
    bronze.mark_whole(SOURCE)
    _curate(home / "curated", made, {one.id: one.title.fi for one in listing})
    return Truth(codes, people, made)


def _population(municipalities: list[Area]) -> Floats:
    """The real number of people of each, in the newest year that ships."""
    wanted = (pc.field("indicator") == POPULATION) & (pc.field("gender") == "total")
    table = pq.read_table(SHIPPED / "snapshot" / "figures.parquet", filters=wanted)
    newest: dict[int, float] = {}
    for row in table.sort_by("year").to_pylist():
        if row["value"] is not None:
            newest[row["region"]] = row["value"]
    return np.array([newest[area.id] for area in municipalities])


def _known(seed: int, number: int, people: Floats) -> Known:
    rng = np.random.default_rng([seed, number])
    kind: Kind = ("rate", "share", "rate", "share", "value")[number % 5]
    rate = {"rate": rng.uniform(0.002, 0.02), "share": rng.uniform(0.02, 0.3), "value": rng.uniform(20, 60)}
    real, by_sex = number % 2 == 1, number % 4 < 2 and kind != "value"
    size = len(people)

    def some(share: float, times: float) -> Floats:
        """``times`` more or fewer for a share of the municipalities, 1 for the others."""
        if not real:
            return np.ones(size)
        return np.where(rng.random(size) < share, times ** rng.choice([-1.0, 1.0], size), 1.0)

    return Known(
        id=str(_FIRST_ID + number),
        kind=kind,
        direction="neutral" if number % 10 == 9 else "higher_better" if number % 3 else "higher_worse",
        rate=float(rate[kind]),
        variance=2.0 if number % 3 == 0 else 1.0,
        by_sex=by_sex,
        redefined=number % 20 == 6,
        people=np.maximum(np.round(people * rng.choice([1.0, 0.5, 0.2])), 10),
        ratio=some(_SHARE_APART, APART),
        growth=some(_SHARE_CHANGING, GROWTH),
        women=some(_SHARE_APART, APART) if by_sex else np.ones(size),
    )


class _Sums:
    """Adds municipalities up to the areas that they are part of; rows in the order of ``regions``."""

    def __init__(self, areas: list[Area]) -> None:
        municipalities = [area for area in areas if area.level == "KUNTA"]
        wider = [area for area in areas if area.level != "KUNTA"]
        self.regions = np.array([area.id for area in (*municipalities, *wider)], np.int32)
        inside = [[area.id in one.member_of for one in municipalities] for area in wider]
        self._whole = np.vstack([np.eye(len(municipalities)), np.array(inside, float)])
        self.municipalities = len(municipalities)

    def __call__(self, of_municipalities: Floats) -> Floats:
        return self._whole @ of_municipalities


def _figures(rng: np.random.Generator, known: Known, sums: _Sums) -> pa.Table:
    """One indicator's figures: every area, year and sex, published with one decimal."""
    if known.kind == "value":
        noise = rng.normal(0, 0.04, (len(known.people), len(YEARS)))
        values = np.full((len(sums.regions), len(YEARS)), np.nan)
        values[: sums.municipalities] = known.rates * np.exp(noise)
        return _table(sums, {"total": (np.round(values, 1), np.full(values.shape, np.nan))})
    if not known.by_sex:
        return _table(sums, {"total": _published(known, sums, _cases(rng, known, known.rates, 1.0), 1.0)})
    # Half are women: their rate and the men's are apart by ``women`` and have the whole's mean.
    women = (2 * known.women / (1 + known.women))[:, None]
    counts = [_cases(rng, known, known.rates * times, 0.5) for times in (women, 2 - women)]
    return _table(
        sums,
        {
            "female": _published(known, sums, counts[0], 0.5),
            "male": _published(known, sums, counts[1], 0.5),
            "total": _published(known, sums, counts[0] + counts[1], 1.0),
        },
    )


def _cases(rng: np.random.Generator, known: Known, rates: Floats, part: float) -> Floats:
    """Counts of each municipality and year, of ``part`` of the people."""
    n = np.broadcast_to(np.round(known.people * part)[:, None], rates.shape)
    extra = known.variance - 1
    if known.kind == "share":
        if extra:
            total = np.maximum((n - 1) / extra - 1, 0.5)
            rates = rng.beta(rates * total, (1 - rates) * total)
        return rng.binomial(n.astype(int), np.minimum(rates, 1)).astype(float)
    if extra:
        return rng.negative_binomial(rates * n / extra, 1 / known.variance).astype(float)
    return rng.poisson(rates * n).astype(float)


def _published(known: Known, sums: _Sums, counts: Floats, part: float) -> tuple[Floats, Floats]:
    people = sums(np.round(known.people * part)[:, None])
    cases = sums(counts)
    return np.round(cases / people * (_PERS[known.kind] or 1), 1), cases


def _table(sums: _Sums, by_sex: dict[str, tuple[Floats, Floats]]) -> pa.Table:
    region, year = (grid.ravel() for grid in np.meshgrid(sums.regions, YEARS.astype(np.int16), indexing="ij"))
    parts = []
    for sex, (value, count) in by_sex.items():
        there = np.isfinite(value.ravel())
        parts.append(
            pa.table(
                {
                    "region": region[there],
                    "year": year[there],
                    "gender": np.full(there.sum(), sex),
                    "value": value.ravel()[there],
                    "abs_value": pa.array(count.ravel()[there], from_pandas=True),
                }
            )
        )
    return pa.concat_tables(parts)


def _metadata(listed: ListedIndicator, decimals: int) -> Metadata:
    return Metadata(
        listed.id, SOURCE, listed.title, listed.organization, "", decimals=decimals, fetched_at=_FETCHED_AT
    )


def _population_listed() -> ListedIndicator:
    title = catalogue.load(own=Path("nowhere")).indicators[POPULATION].title_fi
    return ListedIndicator(POPULATION, SOURCE, Texts(title, title, title), _CORPUS)


def _population_figures(sums: _Sums, people: Floats) -> pa.Table:
    whole = np.repeat(sums(people[:, None]), len(YEARS), axis=1)
    return _table(sums, {"total": (whole, whole)})


def _curate(folder: Path, made: dict[str, Known], titles: dict[str, str]) -> None:
    """The municipality's own file, as it would be written in Excel."""
    themes = list(catalogue.load(own=Path("nowhere")).themes)
    folder.mkdir(parents=True)
    with (folder / "indicators.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for number, known in enumerate(made.values()):
            tier = ("core", "extended", "optional")[number % 3]
            theme, unit = themes[number % len(themes)], _UNITS[known.kind]
            reason = ("Korpus.",) * 3
            title = titles[known.id]
            writer.writerow((known.id, title, theme, tier, known.direction, *reason, unit, 1, "all"))
