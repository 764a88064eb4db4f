"""A saved finding meets today's figures: what has been revised, and whether its sentence still holds.

A finding keeps the comparison as it was when it was picked. Sources revise backwards, so the same
comparison asked for today may say something else. Nothing is changed here: a person decides
(:meth:`~hvk_data.findings.findings.Findings.accept_figures`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from hvk_data.figures import Comparison, Point, Role, Series
from hvk_data.language import Language, Texts, format_number

_NUMBER = re.compile(
    r"(?<![\w.,])[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
)
_ENGLISH_GROUPS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class RevisedPoint:
    """One area's figure of one year as it was saved and as it is now; None where there is none."""

    role: Role
    name: Texts
    year: int
    before: Point | None
    after: Point | None


@dataclass(frozen=True, slots=True)
class StaleNumber:
    """A number in the sentence, ``written`` from character ``start`` on, that the figures no longer give.

    It stood for ``before``, which is ``after`` now (None: no longer there): a value, a count, or the
    difference or the change in per cent between two of them. ``name`` and ``year`` say of what;
    ``decimals`` with how many it is written.
    """

    written: str
    start: int
    name: Texts
    year: int
    before: float
    after: float | None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """What today's figures say to a saved finding.

    ``revised`` differ at the decimals that are shown, or in their count; ``new_years`` are later than
    all that was saved of the municipality; ``stale`` numbers of the sentence no longer hold;
    ``retitled`` is whether the source calls the indicator something else now.
    """

    revised: tuple[RevisedPoint, ...] = ()
    new_years: tuple[int, ...] = ()
    stale: tuple[StaleNumber, ...] = ()
    retitled: bool = False

    @property
    def holds(self) -> bool:
        """Whether what was saved can stand as it is; newer years do not make it wrong."""
        return not (self.revised or self.stale or self.retitled)


def meet(saved: Comparison, current: Comparison, sentence: str) -> Meeting:
    """Compare a finding's saved comparison with the same one asked for now.

    ``current`` must be of the same indicator, sex and municipality (else ValueError), and compared
    with the same (``Finding.against``). Only numbers of the sentence that the saved figures gave are
    judged: what a person took from elsewhere is theirs to keep.
    """
    refuse_another(saved, current)
    known = [point.year for point in saved.own.points if point.value is not None]
    last = max(known, default=0)
    now = [point.year for point in current.own.points if point.value is not None]
    return Meeting(
        revised=tuple(_revised(saved, current, last)),
        new_years=tuple(year for year in now if year > last),
        stale=tuple(_stale(saved, current, sentence)),
        retitled=saved.title != current.title,
    )


def mended(sentence: str, meeting: Meeting, language: Language) -> str | None:
    """``sentence`` with today's numbers in place of the stale ones, written as they were.

    None where nothing is stale, and where numbers alone do not mend it: one is no longer there, or a
    rise has become a fall. ``language`` writes the numbers that do not show their own.
    """
    if not meeting.stale:
        return None
    whole = sentence
    for one in reversed(meeting.stale):
        if one.after is None or one.before * one.after < 0:
            return None
        written = format_number(abs(one.after), one.decimals, _language(one, language))
        sign = one.written[0] if one.written[0] in "-−" else ""
        whole = f"{whole[: one.start]}{sign}{written}{whole[one.start + len(one.written) :]}"
    return whole


def _language(number: StaleNumber, otherwise: Language) -> Language:
    """The language that a number is written in, which its decimal sign shows."""
    if not number.decimals:
        return otherwise
    return "en" if number.written[-number.decimals - 1] == "." else "fi"


def refuse_another(saved: Comparison, current: Comparison) -> None:
    """Raise ValueError where the two are not of the same indicator, sex and municipality."""
    if _subject(saved) != _subject(current):
        raise ValueError(f"{_subject(current)} is not what was saved, {_subject(saved)}")


def _subject(comparison: Comparison) -> tuple[str, str, str]:
    return comparison.indicator, comparison.sex, comparison.own.code


def _revised(saved: Comparison, current: Comparison, last: int) -> Iterator[RevisedPoint]:
    for series in saved.series:
        now = _same(series, current)
        new = {point.year for point in now.points if point.year <= last} if now else set()
        for year in sorted(new | {point.year for point in series.points}):
            before, after = series.at(year), now.at(year) if now else None
            if before != after and _shown(before, saved.decimals) != _shown(after, saved.decimals):
                yield RevisedPoint(series.role, series.name, year, before, after)


def _same(series: Series, comparison: Comparison) -> Series | None:
    key = series.role, series.level, series.code
    return next((one for one in comparison.series if (one.role, one.level, one.code) == key), None)


def _shown(point: Point | None, decimals: int) -> tuple[str, float | None]:
    """What a reader sees of a point; one without value and count is as if it were not there."""
    if point is None:
        return format_number(None, decimals, "fi"), None
    return format_number(point.value, decimals, "fi"), point.count


@dataclass(frozen=True, slots=True)
class _Fact:
    """One number that a comparison gives, named so that it can be found in another one."""

    key: tuple[object, ...]
    name: Texts
    year: int
    value: float


def _stale(saved: Comparison, current: Comparison, sentence: str) -> Iterator[StaleNumber]:
    years = {point.year for series in saved.series for point in series.points}
    levels = (
        (list(_figures(saved)), list(_figures(current))),
        (list(_derived(saved)), list(_derived(current))),
    )
    for found in _NUMBER.finditer(sentence):
        readings = [(value, n) for value, n in _readings(found[0]) if n or value not in years]
        for then, now in levels:
            meant = [
                (fact, decimals)
                for fact in then
                for value, decimals in readings
                if _written_as(fact.value, value, decimals)
            ]
            if not meant:
                continue
            today = {fact.key: fact.value for fact in now}
            if not any(_holds(fact, decimals, today) for fact, decimals in meant):
                fact, decimals = meant[0]
                yield StaleNumber(
                    found[0], found.start(), fact.name, fact.year, fact.value, today.get(fact.key), decimals
                )
            break


def _holds(fact: _Fact, decimals: int, today: dict[tuple[object, ...], float]) -> bool:
    now = today.get(fact.key)
    return now is not None and _written_as(now, fact.value, decimals)


def _written_as(one: float, other: float, decimals: int) -> bool:
    """Whether both are written alike; falls and rises are told by words, so the sign is not looked at."""
    # Thousands of pairs are far apart, and writing a number takes longer than seeing that.
    if abs(abs(one) - abs(other)) > 2 * 10.0**-decimals:
        return False
    return format_number(abs(one), decimals, "fi") == format_number(abs(other), decimals, "fi")


def _readings(written: str) -> list[tuple[float, int]]:
    """What a written number can mean, each with its decimals: "1,234" is two numbers in two languages."""
    plain = re.sub(r"[ \u00a0\u202f]", "", written).replace("−", "-")
    readings = []
    if plain.count(",") + plain.count(".") <= 1:
        readings.append(_reading(plain.replace(",", ".")))
    if _ENGLISH_GROUPS.fullmatch(plain):
        readings.append(_reading(plain.replace(",", "")))
    return readings


def _reading(plain: str) -> tuple[float, int]:
    return float(plain), len(plain.partition(".")[2])


def _figures(comparison: Comparison) -> Iterator[_Fact]:
    """The values and counts themselves, the municipality's latest first."""
    for series in comparison.series:
        area = series.role, series.level, series.code
        for point in reversed(series.points):
            if point.value is not None:
                yield _Fact(("value", *area, point.year), series.name, point.year, point.value)
            if point.count is not None:
                yield _Fact(("count", *area, point.year), series.name, point.year, point.count)


def _derived(comparison: Comparison) -> Iterator[_Fact]:
    """Differences and changes in per cent: between two years of the municipality, and between it and
    the others in one year. What is equal has no difference to tell of."""
    own = {point.year: point.value for point in comparison.own.points if point.value is not None}
    for first, last in combinations(sorted(own), 2):
        yield from _between(("own", first, last), comparison.own.name, last, own[first], own[last])
    for series in comparison.series[1:]:
        area = series.role, series.level, series.code
        for point in series.points:
            if point.value is not None and point.year in own:
                yield from _between(
                    (*area, point.year), series.name, point.year, point.value, own[point.year]
                )


def _between(key: tuple[object, ...], name: Texts, year: int, base: float, value: float) -> Iterator[_Fact]:
    if value != base:
        yield _Fact(("difference", *key), name, year, value - base)
        if base:
            yield _Fact(("per cent", *key), name, year, (value - base) / base * _PERCENT)
