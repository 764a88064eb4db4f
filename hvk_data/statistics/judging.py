"""Judging one comparison: its level, its change, and how sure each is."""

from collections.abc import Sequence

import numpy as np
import scipy  # its parts are loaded when they are first used

from hvk_data.figures import Comparison, Role, Series
from hvk_data.statistics.batch import Area, Batch, Changes, Ints, Levels, Measure, changes, last_two, levels
from hvk_data.statistics.certainty import Certainty, Reason, Tier, at_most
from hvk_data.statistics.change import least_fall, least_rise
from hvk_data.statistics.intervals import rate_interval, share_interval
from hvk_data.statistics.judgement import Change, Counts, Gauge, Interval, Judgement, Level, Movement, Sign
from hvk_data.statistics.position import Position, position
from hvk_data.statistics.verdicts import FAR, change_certainty, level_certainty, level_reason

_INSIDE: frozenset[Role] = frozenset({"county", "maakunta", "subregion", "country"})
_AREAS: frozenset[Role] = _INSIDE | {"peer"}


def judge(
    comparison: Comparison,
    measure: Measure,
    *,
    year: int | None = None,
    against: Series | None = None,
    spread: Sequence[float] = (),
) -> Judgement:
    """The level of ``year`` (None: the latest that is not thin) beside ``against``, and the change up to it.

    ``against`` None takes the first other area of the comparison that has a value of that year, then a
    median. ``spread`` are the values of that year of the municipalities to stand among (the region's or the
    country's). Years before the last break up to ``year`` take no part. Nothing is asked of a store: the
    answer is the same for a saved finding, years later.
    """
    own = comparison.own
    values = {point.year: point for point in own.points if point.value is not None}
    if year is None:
        year = own.latest.year if own.latest is not None else None
    first = max((b.year for b in comparison.breaks if year is None or b.year <= year), default=-9999)
    if year is None or year not in values:
        return _nothing(comparison, year)
    other = against or _beside(comparison, year)
    years = np.array(sorted({p.year for s in comparison.series for p in s.points}))
    batch = Batch.of(years, _area(own, years), [measure], [comparison.decimals])
    at = np.array([int(np.flatnonzero(years == year)[0])])
    level = _level(batch, measure, other, year, at, first, spread)
    change = _change(batch, measure, at, first)
    estimated = values[year].certainty == "estimate"
    return Judgement(
        comparison.indicator,
        comparison.sex,
        comparison.direction,
        year,
        _capped(level) if estimated else level,
        change,
    )


def _beside(comparison: Comparison, year: int) -> Series | None:
    found = [s for s in comparison.series[1:] if (p := s.at(year)) is not None and p.value is not None]
    return next((s for s in found if s.role in _AREAS), found[0] if found else None)


def _area(series: Series, years: Ints) -> Area:
    by_year = {point.year: point for point in series.points}
    points = [by_year.get(int(year)) for year in years]
    values = [np.nan if p is None or p.value is None else p.value for p in points]
    counts = [np.nan if p is None or p.count is None else p.count for p in points]
    exact = [p is not None and p.certainty != "published" for p in points]
    return Area(np.array([values]), np.array([counts]), np.array([exact]))


def _level(
    batch: Batch,
    measure: Measure,
    other: Series | None,
    year: int,
    at: Ints,
    first: int,
    spread: Sequence[float],
) -> Level:
    own = float(batch.own.value[0, at[0]])
    place = position(own, np.array(spread)) if spread else None
    if measure.kind == "cases":
        return _untold("number_of_cases", other, own, None)
    if other is not None and other.role in _AREAS:
        found = levels(batch, _area(other, batch.years), at, np.array([first]), inside=other.role in _INSIDE)
        if np.isfinite(found.worst[0]):
            three = bool(found.three_years[0])
            counts, interval = _counts(batch, measure, float(found.count[0]), float(found.n[0]), three=three)
            return _tested(found, other, counts, interval, place)
        reason = level_reason(measure, impossible=bool(found.impossible[0]))
    else:
        reason = level_reason(measure, impossible=False)
    cases, people = float(batch.own.count[0, at[0]]), float(batch.n.n[0, at[0]])
    counts, interval = _counts(batch, measure, cases, people, three=False)
    point = other.at(year) if other else None
    value = point.value if point else None
    if place is None:
        if value is None:
            reason = "no_comparison"
        elif spread:
            reason = "few_areas"
        certainty = Certainty("none", (reason,))
        return Level("unclear", certainty, other, own, value, interval, counts, None, None)
    sign: Sign = "usual" if abs(place.z) < FAR else "higher" if place.z > 0 else "lower"
    return Level(sign, Certainty("low", (reason,)), other, own, value, interval, counts, place, None)


def _once(*reasons: Reason) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


def _untold(reason: Reason, other: Series | None, own: float | None, place: Position | None) -> Level:
    return Level("unclear", Certainty("none", (reason,)), other, own, None, None, None, place, None)


def _counts(
    batch: Batch, measure: Measure, cases: float, people: float, *, three: bool
) -> tuple[Counts | None, Interval | None]:
    if not (np.isfinite(cases) and np.isfinite(people)):
        return None, None
    per = float(batch.per[0])
    law = share_interval if measure.kind == "share" else rate_interval
    low, high = law(cases, max(people, cases) if measure.kind == "share" else people, per)
    return Counts(cases, round(people), three), Interval(float(low), float(high))


def _tested(
    found: Levels, other: Series, counts: Counts | None, interval: Interval | None, place: Position | None
) -> Level:
    own, beside = float(found.own[0]), float(found.other[0])
    three = bool(found.three_years[0])
    tier, reasons = level_certainty(
        float(found.worst[0]), float(found.best[0]), float(found.count[0]), three=three
    )
    sign: Sign = "unclear" if tier == "none" else "higher" if own > beside else "lower"
    p = float(found.worst[0])
    return Level(sign, Certainty(tier, reasons), other, own, beside, interval, counts, place, p)


def _change(batch: Batch, measure: Measure, at: Ints, first: int) -> Change:
    if not measure.over_time:
        return Change("unclear", Certainty("none", ("within_year",)), None, None, None, None, None, None)
    if measure.survey:
        return _of_surveys(batch, int(at[0]), first)
    found = changes(batch, at, np.array([first]))
    tier, reasons = change_certainty(found, 0, measure)
    sign: Movement = "unclear" if tier == "none" else "rising" if found.sign[0] > 0 else "falling"
    points = int(found.points[0])
    told = points >= 2
    p = float(found.p[0])
    return Change(
        sign,
        Certainty(tier, reasons),
        int(found.first[0]) if told else None,
        int(found.last[0]) if told else None,
        float(found.slope[0]) if told else None,
        _slope_interval(batch, found) if points >= 5 else None,
        p if np.isfinite(p) else None,
        gauge_of(float(batch.own.count[0, at[0]])) if batch.counted[0] else None,
    )


def _of_surveys(batch: Batch, at: int, first: int) -> Change:
    found = last_two(batch, 0, at, first)
    if found is None:
        return Change("unclear", Certainty("none", ("too_few_years",)), None, None, None, None, None, None)
    sign, before, after = found
    values = {int(y): float(v) for y, v in zip(batch.years, batch.own.value[0], strict=True)}
    slope = (values[after] - values[before]) / (after - before)
    movement: Movement = "unclear" if not sign else "rising" if sign > 0 else "falling"
    tier: Tier = "low" if sign else "none"
    return Change(movement, Certainty(tier, ("survey",)), before, after, slope, None, None, None)


def _slope_interval(batch: Batch, found: Changes) -> Interval:
    """Limits of the slope by the ranks of the pairwise slopes: Sen 1968, as ``scipy.stats.theilslopes``."""
    years, values = batch.years, batch.own.value[0]
    used = np.isfinite(values) & (years >= found.first[0]) & (years <= found.last[0])
    answer = scipy.stats.theilslopes(values[used], years[used], 0.95)
    return Interval(float(answer.low_slope), float(answer.high_slope))


def gauge_of(count: float) -> Gauge | None:
    """The gauge from a published count under a thousand; beyond that it tells nobody anything."""
    if not np.isfinite(count) or not 0 <= count < 1000:
        return None
    cases = round(count)
    return Gauge(cases, least_rise(cases), least_fall(cases))


def _capped(level: Level) -> Level:
    """A figure computed by a method that could not be checked is never of high certainty."""
    tier = at_most(level.certainty.tier, "moderate")
    reasons = _once(*level.certainty.reasons, "estimate")
    return Level(
        level.sign, Certainty(tier, reasons), level.against, level.own, level.other,
        level.interval, level.counts, level.position, level.p,
    )  # fmt: skip


def _nothing(comparison: Comparison, year: int | None) -> Judgement:
    missing = Certainty("none", ("missing",))
    level = Level("unclear", missing, None, None, None, None, None, None, None)
    change = Change("unclear", missing, None, None, None, None, None, None)
    return Judgement(comparison.indicator, comparison.sex, comparison.direction, year, level, change)
