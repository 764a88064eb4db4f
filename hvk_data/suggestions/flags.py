"""What of a screening stands out, each with what it is and how sure that is; not yet ranked."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hvk_data.queries.compare import GENDERS
from hvk_data.queries.index import OwnAreas
from hvk_data.queries.screen import Latest, areas, usual_values
from hvk_data.statistics import Certainty, Tier, goodness
from hvk_data.statistics.batch import Area, Changes, last_two
from hvk_data.statistics.certainty import MODERATE, SMALL_COUNT, at_most, tier_of
from hvk_data.statistics.change import school_survey_threshold, theil_sen
from hvk_data.statistics.medians import row_medians
from hvk_data.statistics.position import LEAST_AREAS
from hvk_data.statistics.sexes import between
from hvk_data.statistics.verdicts import FAR, change_certainty, level_certainty, level_reason
from hvk_data.store.reader import Reader
from hvk_data.suggestions.beside import Beside
from hvk_data.suggestions.records import Flag
from hvk_data.suggestions.rows import Rows

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sexes:
    """Women and men of the year of the whole: values, p at worst, and the women's and men's cases."""

    women: Floats
    men: Floats
    p: Floats

    @classmethod
    def of(cls, rows: Rows, mine: Latest) -> "Sexes":
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
        women, men = (Area(value[side], count[side], exact[side]) for side in (0, 1))
        return cls(women.value, men.value, between(rows.batch, women, men))


def _spreads(rows: Rows, row: int, own: float, other: float) -> float | None:
    scale = float(rows.scale[row])
    return (own - other) / scale if np.isfinite(scale) else None


def of_levels(rows: Rows, side: Beside, p: Floats, inhabitants: float) -> Iterator[Flag]:
    """The levels that stand out: by their test, or where there is none by their place among municipalities.

    A rate that under twenty of all ``inhabitants`` would make stands nowhere: one case more or less moves it
    past the others. NaN inhabitants: unknown, so nothing is ruled out.
    """
    test = side.test
    apart = np.where(side.scale > 0, (rows.batch.own.value[np.arange(len(p)), rows.at] - side.middle), 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where((side.scale > 0) & (side.n >= LEAST_AREAS), apart / side.scale, 0.0)
        at_most_cases = rows.batch.own.value[np.arange(len(p)), rows.at] * inhabitants / rows.batch.per
    few = rows.batch.counted & (at_most_cases < SMALL_COUNT)
    stands = np.where(np.isnan(p), (np.abs(z) >= FAR) & ~few, p < MODERATE)
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
            int(rows.age[row]),
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


def of_changes(reader: Reader, own: OwnAreas, rows: Rows, moved: Changes, p: Floats) -> Iterator[Flag]:
    chosen = np.flatnonzero((p < MODERATE) | np.array([m.survey for m in rows.measures]))
    signs, first, last, start, end = _courses(rows, moved, chosen)
    alike = _alike(_country(reader, own, rows, chosen), rows.batch.years, first, last, end - start)
    for at, row in enumerate(chosen.tolist()):
        if rows.measures[row].survey:
            certainty, adjusted_p = Certainty("low", ("survey",)), None
        else:
            tier, reasons = change_certainty(moved, row, rows.measures[row], float(p[row]))
            certainty = _capped(Certainty(tier, reasons), bool(rows.estimate[row]))
            adjusted_p = float(p[row])
        good = goodness(rows.indicators[row].direction, int(signs[at]))
        if good is None or np.sign(end[at] - start[at]) != signs[at]:
            continue
        yield Flag(
            "improving" if good == "better" else "worsening",
            rows.indicators[row],
            int(rows.year[row]),
            int(rows.newest[row]),
            int(rows.age[row]),
            None,
            own.own.name,
            float(end[at]),
            float(start[at]),
            _spreads(rows, row, float(end[at]), float(start[at])),
            certainty,
            adjusted_p,
            _known(rows.batch.own.count[row, rows.at[row]]),
            _known(rows.batch.n.n[row, rows.at[row]]),
            int(first[at]),
            int(last[at]),
            bool(alike[at]),
        )


def _courses(rows: Rows, moved: Changes, chosen: Ints) -> tuple[Ints, Ints, Ints, Floats, Floats]:
    """Sign, first and last year, and the figures of these: along the Theil–Sen line, or of two surveys.

    The level of the line is the median of what it leaves. Surveys are the last two; a single one has no sign.
    """
    years, values = rows.batch.years, rows.batch.own.value[chosen]
    signs, slope = moved.sign[chosen], moved.slope[chosen]
    first, last = moved.first[chosen], moved.last[chosen]
    used = np.isfinite(values) & (years >= first[:, None]) & (years <= last[:, None])
    level = row_medians(np.where(used, values - slope[:, None] * years, np.nan))
    start, end = level + slope * first, level + slope * last
    for at, row in enumerate(chosen.tolist()):
        if rows.measures[row].survey:
            found = last_two(rows.batch, row, int(rows.at[row]), int(rows.first[row]))
            signs[at], first[at], last[at] = found or (0, 0, 0)
            if found:
                start[at], end[at] = (values[at, year - years[0]] for year in found[1:])
    return signs, first, last, start, end


def _country(reader: Reader, own: OwnAreas, rows: Rows, chosen: Ints) -> Floats:
    """The whole country's figures by year; where it has none, the median of its municipalities."""
    (country,) = areas(reader, [own.country.id])
    values: Floats = country.value[rows.numbers[chosen]]
    lacking = np.flatnonzero(np.isfinite(values).sum(axis=1) < 2)
    medians = usual_values(reader, [rows.indicators[chosen[at]] for at in lacking])
    for at, usual in zip(lacking, medians, strict=True):
        values[at] = [usual.get(year, np.nan) for year in rows.batch.years.tolist()]
    return values


def _alike(country: Floats, years: Ints, first: Ints, last: Ints, effect: Floats) -> NDArray[np.bool_]:
    """Whether the whole country's figure has gone the same way by at least two thirds as much."""
    window = (years >= first[:, None]) & (years <= last[:, None])
    slope = theil_sen(np.where(window, country, np.nan), years)
    with np.errstate(invalid="ignore"):
        alike: NDArray[np.bool_] = slope * (last - first) * np.sign(effect) >= 2 / 3 * np.abs(effect)
    return alike


def of_sexes(rows: Rows, sexes: Sexes, p: Floats, own: OwnAreas) -> Iterator[Flag]:
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
            int(rows.age[row]),
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
