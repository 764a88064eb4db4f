"""Every indicator that has a direction, judged for one municipality at once: what stands out, and how surely.

A level is tested against the own region and the whole country without the municipality, and against similar
municipalities together; a change by the municipality's own series; a gap between women and men of one year.
All p of one screening are adjusted together (Benjamini & Hochberg), so a narrower choice of themes or lists
is a smaller screening. The ranking is in :mod:`hvk_data.suggestions.ranking`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hvk_data import catalogue
from hvk_data.language import LANGUAGES, Texts, text
from hvk_data.queries.compare import GENDERS
from hvk_data.queries.index import Index, Indicator, OwnAreas, Region, index
from hvk_data.queries.measures import measures_of
from hvk_data.queries.screen import Latest, areas, latest, newest, spreads, usual_values, years_of
from hvk_data.statistics import Certainty, Measure, Tier, goodness
from hvk_data.statistics.batch import Area, Batch, Changes, Levels, changes, last_two, levels
from hvk_data.statistics.certainty import MODERATE, at_most, tier_of
from hvk_data.statistics.change import school_survey_threshold, theil_sen
from hvk_data.statistics.judgement import FAR, change_certainty, level_certainty, level_reason
from hvk_data.statistics.level import (
    ASSUMED_DISPERSION,
    LEAST_AREAS,
    against_rest,
    denominators,
    spread_scale,
)
from hvk_data.statistics.multiple import adjusted, by_chance
from hvk_data.store.reader import Reader
from hvk_data.suggestions.records import Against, Kind, Skipped

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OLD_AFTER = 3
"""Figures more years older than the newest of the store are old, and said to be."""

_ESTIMATE = 2
_BEFORE = -9999


@dataclass(frozen=True, slots=True)
class Flag:
    """One judgement that stood out, before it is ranked; fields as those of a suggestion."""

    kind: Kind
    indicator: Indicator
    year: int
    newest: int
    old: bool
    against: Against | None
    area: Texts
    own: float
    other: float
    spreads: float | None
    certainty: Certainty
    p: float | None
    cases: float | None
    people: float | None
    first: int | None
    last: int | None
    country_alike: bool = False


@dataclass(frozen=True, slots=True)
class Screened:
    """All flags of a screening, and what the honest line needs."""

    flags: tuple[Flag, ...]
    screened: int
    tests: int
    flagged: int
    by_chance: float
    described: int
    skipped: Counter[Skipped]


@dataclass(frozen=True, slots=True)
class _Beside:
    """One comparison of levels: the test where there is one, else the spread to stand in."""

    against: Against
    name: Texts
    median_name: Texts
    test: Levels
    value: Floats
    n: Ints
    middle: Floats
    scale: Floats


@dataclass(frozen=True, slots=True)
class _Rows:
    """The indicators of a screening, row by row."""

    indicators: list[Indicator]
    measures: list[Measure]
    batch: Batch
    numbers: Ints
    at: Ints
    year: Ints
    first: Ints
    newest: Ints
    old: NDArray[np.bool_]
    estimate: NDArray[np.bool_]
    scale: Floats


def screen(
    reader: Reader,
    municipality: str,
    indicators: Sequence[Indicator],
    against: Sequence[Against],
    kinds: Sequence[Kind],
    peers: Sequence[str],
    since: int | None = None,
) -> Screened:
    """Judge ``indicators`` for ``municipality``; ``peers`` are the codes of the similar municipalities.

    ``since`` leaves out figures older than that year. Raises UnknownArea.
    """
    known = index(reader)
    own_areas = known.municipality(municipality)
    skipped: Counter[Skipped] = Counter()
    mine = latest(reader, [own_areas.own.id])
    rows = _rows(reader, known, own_areas, indicators, mine, since, skipped)
    if rows is None:
        return Screened((), 0, 0, 0, 0.0, 0, skipped)
    beside = (
        _beside(reader, known, own_areas, rows, against, peers)
        if {"strength", "concern"} & set(kinds)
        else []
    )
    moved = changes(rows.batch, rows.at, rows.first) if {"improving", "worsening"} & set(kinds) else None
    sexes = _Sexes.of(rows, mine) if "gap" in kinds else None
    return _flagged(reader, own_areas, rows, beside, moved, sexes, set(kinds), skipped)


def _rows(
    reader: Reader,
    known: Index,
    own: OwnAreas,
    indicators: Sequence[Indicator],
    mine: Latest,
    since: int | None,
    skipped: Counter[Skipped],
) -> _Rows | None:
    total = mine.gender == GENDERS["total"]
    found = dict(
        zip(
            mine.indicator[total].tolist(),
            zip(mine.year[total].tolist(), mine.certainty[total].tolist(), strict=True),
            strict=True,
        )
    )
    times = newest(reader)
    kept, measures = [], []
    for indicator, measure in zip(indicators, measures_of(indicators), strict=True):
        reason = _left_out(indicator, measure, found, times, since)
        if reason:
            skipped[reason] += 1
        else:
            kept.append(indicator)
            measures.append(measure)
    if not kept:
        return None
    numbers = np.array([indicator.number for indicator in kept])
    years = years_of(known)
    year = np.array([found[number][0] for number in numbers.tolist()])
    # All that is needed later in one question: each goes through the whole store.
    own_area, *_ = areas(reader, [own.own.id, own.home.id, own.maakunta.id, own.country.id])
    of_country = spreads(reader, numbers, year, None)
    newest_year = np.array([times[number][0] for number in numbers.tolist()])
    breaks = catalogue.load().breaks
    first = [
        max((b.year for b in breaks(i.id) if b.year <= y), default=_BEFORE)
        for i, y in zip(kept, year.tolist(), strict=True)
    ]
    return _Rows(
        kept,
        measures,
        Batch.of(years, _part(own_area, numbers), measures, [i.decimals for i in kept]),
        numbers,
        year - int(years[0]),
        year,
        np.array(first),
        newest_year,
        int(years[-1]) - newest_year > OLD_AFTER,
        np.array([found[number][1] == _ESTIMATE for number in numbers.tolist()]),
        np.where((of_country.n >= LEAST_AREAS) & (of_country.scale > 0), of_country.scale, np.nan),
    )


def _left_out(
    indicator: Indicator,
    measure: Measure,
    found: dict[int, tuple[int, int]],
    times: dict[int, tuple[int, int]],
    since: int | None,
) -> Skipped | None:
    if indicator.number not in found or indicator.number not in times:
        return "no_municipal_figure"
    if measure.kind == "cases":
        return "number_of_cases"
    year, (last, rhythm) = found[indicator.number][0], times[indicator.number]
    if last - year > rhythm:
        return "older_than_rhythm"
    return "before_since" if since is not None and year < since else None


def _part(area: Area, numbers: Ints) -> Area:
    return Area(area.value[numbers], area.count[numbers], area.exact[numbers])


def _beside(
    reader: Reader,
    known: Index,
    own: OwnAreas,
    rows: _Rows,
    against: Sequence[Against],
    peers: Sequence[str],
) -> list[_Beside]:
    answer = []
    if "region" in against:
        answer += _regional(reader, own, rows)
    if "country" in against:
        (country,) = areas(reader, [own.country.id])
        answer.append(_against_area(reader, rows, "country", own.country, _part(country, rows.numbers), None))
    if "similar" in against and peers:
        regions = [known.municipalities[code].own.id for code in peers if code in known.municipalities]
        answer.append(_together(rows, latest(reader, regions)))
    return answer


def _regional(reader: Reader, own: OwnAreas, rows: _Rows) -> list[_Beside]:
    """The own region: the county, or the maakunta where the county has no figure, as on the pages."""
    (county,) = areas(reader, [own.home.id])
    county = _part(county, rows.numbers)
    if own.home.id == own.maakunta.id:
        return [_against_area(reader, rows, "region", own.home, county, own.home.id)]
    (maakunta,) = areas(reader, [own.maakunta.id])
    maakunta = _part(maakunta, rows.numbers)
    there, here = (np.asarray(np.isfinite(area.value).any(axis=1)) for area in (maakunta, county))
    lacks = np.logical_and(there, np.invert(here))
    return [
        _against_area(reader, rows, "region", region, _only(area, of), region.id, of)
        for region, area, of in ((own.home, county, np.invert(lacks)), (own.maakunta, maakunta, lacks))
        if of.any()
    ]


def _only(area: Area, of: NDArray[np.bool_]) -> Area:
    """The rows ``of`` alone; the others without figures."""
    keep = of[:, None]
    return Area(np.where(keep, area.value, np.nan), np.where(keep, area.count, np.nan), area.exact & keep)


def _against_area(
    reader: Reader,
    rows: _Rows,
    side: Against,
    region: Region,
    area: Area,
    home: int | None,
    of: NDArray[np.bool_] | bool = True,
) -> _Beside:
    around = spreads(reader, rows.numbers, rows.year, home)
    median = "queries.name_median_country" if home is None else "queries.name_median_region"
    return _Beside(
        side,
        region.name,
        _texts(median, region.name),
        levels(rows.batch, area, rows.at, rows.first),
        area.value[np.arange(len(rows.at)), rows.at],
        np.where(of, around.n, 0),
        around.middle,
        around.scale,
    )


def _texts(key: str, area: Texts | None = None) -> Texts:
    return Texts(*(text(one, key, area=area.in_(one) if area else "") for one in LANGUAGES))


def _together(rows: _Rows, found: Latest) -> _Beside:
    """Similar municipalities: their cases and people together, and their median where these are unknown."""
    size, width = len(rows.at), len(rows.batch.years)
    row_of = np.full(int(max(rows.numbers.max(), found.indicator.max(initial=0))) + 1, -1)
    row_of[rows.numbers] = np.arange(size)
    row = row_of[found.indicator]
    of = (found.gender == GENDERS["total"]) & (row >= 0) & (found.year == rows.year[row])
    row, value, count, exact = row[of], found.value[of], found.count[of], found.certainty[of] > 0
    usable = rows.batch.counted[row] & np.isfinite(count)
    people = denominators(value, count, rows.batch.per[row], np.where(exact, 0.0, rows.batch.half[row]))
    whole = usable & np.isfinite(people.n)
    sums = [np.bincount(row[whole], part[whole], size) for part in (count, people.n)]
    area = Area(np.full((size, width), np.nan), np.full((size, width), np.nan), np.ones((size, width), bool))
    known = (np.bincount(row[whole], minlength=size) >= LEAST_AREAS) & (sums[1] > 0)
    cases, n = (np.where(known, part, np.nan) for part in sums)
    each = np.arange(size)
    with np.errstate(invalid="ignore", divide="ignore"):
        # A sum of no cases has no rate to give its people back.
        area.value[each, rows.at] = np.where(cases > 0, rows.batch.per * cases / n, np.nan)
    area.count[each, rows.at] = cases
    middle, scale = np.full(size, np.nan), np.zeros(size)
    order = np.argsort(row, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(row[order])) + 1) if row.size else []:
        middle[row[part[0]]], scale[row[part[0]]] = np.median(value[part]), spread_scale(value[part])
    n_values = np.bincount(row, minlength=size)
    name = _texts("suggestions.against_similar")
    test = levels(rows.batch, area, rows.at, rows.first, inside=False)
    pooled = area.value[each, rows.at]
    return _Beside(
        "similar", name, _texts("suggestions.median_similar"), test, pooled, n_values, middle, scale
    )


@dataclass(frozen=True, slots=True)
class _Sexes:
    """Women and men of the year of the whole: values, p at worst, and the women's and men's cases."""

    women: Floats
    men: Floats
    p: Floats

    @classmethod
    def of(cls, rows: _Rows, mine: Latest) -> "_Sexes":
        size = len(rows.numbers)
        value, count = np.full((2, size), np.nan), np.full((2, size), np.nan)
        exact = np.zeros((2, size), bool)
        row_of = {number: row for row, number in enumerate(rows.numbers.tolist())}
        for side, sex in enumerate((GENDERS["female"], GENDERS["male"])):
            for at in np.flatnonzero(mine.gender == sex):
                row = row_of.get(int(mine.indicator[at]), -1)
                if row >= 0 and mine.year[at] == rows.year[row]:
                    value[side, row], count[side, row] = mine.value[at], mine.count[at]
                    exact[side, row] = mine.certainty[at] > 0
        counted = np.where(rows.batch.counted, count, np.nan)
        people = [
            denominators(
                value[side], counted[side], rows.batch.per, np.where(exact[side], 0.0, rows.batch.half)
            )
            for side in (0, 1)
        ]
        test = against_rest(
            counted[0],
            people[0],
            counted[1],
            people[1],
            rows.batch.share,
            np.full(size, ASSUMED_DISPERSION),
            np.full(size, np.inf),
            inside=False,
        )
        return cls(value[0], value[1], test.worst)


def _flagged(
    reader: Reader,
    own: OwnAreas,
    rows: _Rows,
    beside: list[_Beside],
    moved: Changes | None,
    sexes: _Sexes | None,
    kinds: set[Kind],
    skipped: Counter[Skipped],
) -> Screened:
    """Adjust every p of the screening together, then let each part say what stands out."""
    parts = [side.test.worst for side in beside]
    over_time = np.array([m.over_time and not m.survey for m in rows.measures])
    if moved is not None:
        parts.append(np.where(over_time, moved.p, np.nan))
    if sexes is not None:
        parts.append(sexes.p)
    together = adjusted(np.array(parts)) if parts else np.zeros((0, len(rows.at)))
    flags: list[Flag] = []
    for side, p in zip(beside, together[: len(beside)], strict=True):
        flags += _of_levels(rows, side, p)
    if moved is not None:
        flags += _of_changes(reader, own, rows, moved, together[len(beside)])
    if sexes is not None:
        flags += _of_sexes(rows, sexes, together[-1], own)
    flags = [flag for flag in flags if flag.kind in kinds]
    tested = [flag.p for flag in flags if flag.p is not None]
    return Screened(
        tuple(flags),
        len(rows.at),
        int(np.isfinite(together).sum()),
        len(tested),
        by_chance(tested),
        len(flags) - len(tested),
        skipped,
    )


def _spreads(rows: _Rows, row: int, own: float, other: float) -> float | None:
    scale = float(rows.scale[row])
    return (own - other) / scale if np.isfinite(scale) else None


def _of_levels(rows: _Rows, side: _Beside, p: Floats) -> Iterator[Flag]:
    test = side.test
    apart = np.where(side.scale > 0, (rows.batch.own.value[np.arange(len(p)), rows.at] - side.middle), 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where((side.scale > 0) & (side.n >= LEAST_AREAS), apart / side.scale, 0.0)
    stands = np.where(np.isnan(p), np.abs(z) >= FAR, p < MODERATE)
    for row in np.flatnonzero(stands):
        if np.isnan(p[row]):
            own, other = float(rows.batch.own.value[row, rows.at[row]]), float(side.value[row])
            name = side.name
            if not np.isfinite(other):
                other, name = float(side.middle[row]), side.median_name
            reason = level_reason(rows.measures[row], impossible=bool(test.impossible[row]))
            certainty = Certainty("low", (reason,))
            sign, adjusted_p = int(np.sign(z[row])), None
        else:
            own, other, name = float(test.own[row]), float(test.other[row]), side.name
            tier, reasons = level_certainty(
                float(p[row]), float(p[row]), float(test.count[row]), three=bool(test.three_years[row])
            )
            certainty = _capped(Certainty(tier, reasons), bool(rows.estimate[row]))
            sign, adjusted_p = int(np.sign(own - other)), float(p[row])
        good = goodness(rows.indicators[row].direction, sign)
        if good is None or np.sign(own - other) != sign:
            continue
        yield Flag(
            "strength" if good == "better" else "concern",
            rows.indicators[row],
            int(rows.year[row]),
            int(rows.newest[row]),
            bool(rows.old[row]),
            side.against,
            name,
            own,
            other,
            _spreads(rows, int(row), own, other),
            certainty,
            adjusted_p,
            _known(test.count[row]),
            _known(test.n[row]),
            None,
            None,
        )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _capped(certainty: Certainty, estimate: bool) -> Certainty:
    if not estimate:
        return certainty
    return Certainty(at_most(certainty.tier, "moderate"), (*certainty.reasons, "estimate"))


def _of_changes(reader: Reader, own: OwnAreas, rows: _Rows, moved: Changes, p: Floats) -> Iterator[Flag]:
    (country,) = areas(reader, [own.country.id])
    for row in np.flatnonzero((p < MODERATE) | np.array([m.survey for m in rows.measures])):
        if rows.measures[row].survey:
            found = _survey_change(rows, int(row))
            if found is None:
                continue
            sign, first, last, start, end = found
            certainty, adjusted_p = Certainty("low", ("survey",)), None
        else:
            first, last = int(moved.first[row]), int(moved.last[row])
            sign, start, end = int(moved.sign[row]), *_along(rows, moved, int(row))
            tier, reasons = change_certainty(moved, int(row), float(p[row]))
            certainty = _capped(Certainty(tier, reasons), bool(rows.estimate[row]))
            adjusted_p = float(p[row])
        good = goodness(rows.indicators[row].direction, sign)
        if good is None or np.sign(end - start) != sign:
            continue
        yield Flag(
            "improving" if good == "better" else "worsening",
            rows.indicators[row],
            int(rows.year[row]),
            int(rows.newest[row]),
            bool(rows.old[row]),
            None,
            own.own.name,
            end,
            start,
            _spreads(rows, int(row), end, start),
            certainty,
            adjusted_p,
            _known(rows.batch.own.count[row, rows.at[row]]),
            _known(rows.batch.n.n[row, rows.at[row]]),
            first,
            last,
            _alike(_country(reader, rows, int(row), country), rows.batch.years, first, last, end - start),
        )


def _survey_change(rows: _Rows, row: int) -> tuple[int, int, int, float, float] | None:
    found = last_two(rows.batch, row, int(rows.at[row]), int(rows.first[row]))
    if found is None or not found[0]:
        return None
    sign, first, last = found
    values = rows.batch.own.value[row]
    start, end = (float(values[year - rows.batch.years[0]]) for year in (first, last))
    return sign, first, last, start, end


def _along(rows: _Rows, moved: Changes, row: int) -> tuple[float, float]:
    """The figures along the Theil–Sen line in its first and last year; its level is the median residual."""
    years, values = rows.batch.years, rows.batch.own.value[row]
    used = np.isfinite(values) & (years >= moved.first[row]) & (years <= moved.last[row])
    slope = float(moved.slope[row])
    level = float(np.median(values[used] - slope * years[used]))
    return level + slope * int(moved.first[row]), level + slope * int(moved.last[row])


def _country(reader: Reader, rows: _Rows, row: int, country: Area) -> Floats:
    """The whole country's figures by year; where it has none, the median of its municipalities."""
    values: Floats = country.value[rows.numbers[row]]
    if np.isfinite(values).sum() > 1:
        return values
    usual = usual_values(reader, rows.indicators[row])
    return np.array([usual.get(year, np.nan) for year in rows.batch.years.tolist()])


def _alike(country: Floats, years: Ints, first: int, last: int, effect: float) -> bool:
    """Whether the whole country's figure has gone the same way by at least two thirds as much."""
    window = (years >= first) & (years <= last)
    slope = float(theil_sen(np.where(window, country, np.nan)[None, :], years)[0])
    return bool(np.isfinite(slope) and slope * (last - first) * np.sign(effect) >= 2 / 3 * abs(effect))


def _of_sexes(rows: _Rows, sexes: _Sexes, p: Floats, own: OwnAreas) -> Iterator[Flag]:
    for row in range(len(rows.at)):
        women, men = float(sexes.women[row]), float(sexes.men[row])
        if not (np.isfinite(women) and np.isfinite(men)) or women == men:
            continue
        tier: Tier
        if np.isfinite(p[row]):
            tier = tier_of(float(p[row]))
            certainty, adjusted_p = (
                _capped(Certainty(tier, ("tested",)), bool(rows.estimate[row])),
                float(p[row]),
            )
        elif rows.measures[row].survey and abs(women - men) >= school_survey_threshold(None):
            tier, certainty, adjusted_p = "low", Certainty("low", ("survey",)), None
        else:
            continue
        if tier == "none":
            continue
        yield Flag(
            "gap",
            rows.indicators[row],
            int(rows.year[row]),
            int(rows.newest[row]),
            bool(rows.old[row]),
            None,
            own.own.name,
            women,
            men,
            _spreads(rows, row, women, men),
            certainty,
            adjusted_p,
            None,
            None,
            None,
            None,
        )


def directed(known: Index) -> list[Indicator]:
    """The indicators with figures and a direction, in the store's order."""
    return [i for i in known.indicators.values() if i.in_store and i.direction != "neutral"]
