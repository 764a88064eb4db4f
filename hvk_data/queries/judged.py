"""The judgement of a comparison with what the store knows beside it: the spread, and breaks that it found."""

from collections.abc import Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from hvk_data.figures import Comparison, Series
from hvk_data.queries.breaks import with_detected, with_detected_many
from hvk_data.queries.index import SQL, index
from hvk_data.queries.measures import measure_of
from hvk_data.queries.screen import municipal_values
from hvk_data.statistics import Judgement, judge
from hvk_data.store.reader import Reader

_Asked = tuple[Comparison, int | None]
_Place = tuple[int, int | None]

_MOST_KEPT = 2000
# By reader, for pages ask the same again and again.
_kept: WeakKeyDictionary[Reader, dict[_Asked, Judgement]] = WeakKeyDictionary()


def judged(
    reader: Reader, comparison: Comparison, year: int | None = None, against: Series | None = None
) -> Judgement:
    """:func:`~hvk_data.statistics.judge` of ``comparison`` in ``year`` (None: the latest that is not thin).

    Its place is among all municipalities of that year (both sexes together only), and no change is computed
    across a break that the store found. Counts shown as values are judged as numbers of cases. Raises
    UnknownIndicator.
    """
    year = _year(comparison, year)
    values: dict[int, list[float]] = {}
    if comparison.sex == "total":
        values = municipal_values(reader, index(reader).indicator(comparison.indicator))
    spread = values.get(year, []) if year is not None else []
    return _judge(reader, with_detected(reader, comparison), year, against, spread)


def judged_many(
    reader: Reader, comparisons: Sequence[Comparison], years: Sequence[int | None] = ()
) -> list[Judgement]:
    """:func:`judged` of several, in their order, by one query; kept as long as the generation is read.

    ``years`` has one for each comparison, or none at all. Raises UnknownIndicator.
    """
    wanted = zip(comparisons, years or [None] * len(comparisons), strict=True)
    asked = [(comparison, _year(comparison, year)) for comparison, year in wanted]
    kept = _kept.setdefault(reader, {})
    new = [one for one in dict.fromkeys(asked) if one not in kept]
    # What is asked here stays, however many are kept.
    answer = {one: kept[one] for one in asked if one in kept} | _judge_all(reader, new)
    if len(kept) > _MOST_KEPT:
        kept.clear()
    kept.update(answer)
    return [answer[one] for one in asked]


def _judge_all(reader: Reader, asked: Sequence[_Asked]) -> dict[_Asked, Judgement]:
    known = index(reader)
    indicators = [known.indicator(comparison.indicator) for comparison, _ in asked]
    with_spread = [
        (indicator.number, year)
        for indicator, (comparison, year) in zip(indicators, asked, strict=True)
        if comparison.sex == "total" and year is not None
    ]
    spreads = _spreads(reader, with_spread)
    answer = {}
    whole = with_detected_many(reader, [comparison for comparison, _ in asked])
    for indicator, one, comparison in zip(indicators, asked, whole, strict=True):
        year = one[1]
        spread = spreads.get((indicator.number, year), []) if comparison.sex == "total" else []
        answer[one] = _judge(reader, comparison, year, None, spread)
    return answer


def _spreads(reader: Reader, asked: Sequence[_Place]) -> dict[_Place, list[float]]:
    """By number of the indicator and year: what its figure stands among."""
    once = list(dict.fromkeys(asked))
    if not once:
        return {}
    numbers, years = ([pair[at] for pair in once] for at in (0, 1))
    frame = reader.frame(SQL, "municipal_values", {"indicators": numbers, "years": years})
    found: dict[_Place, list[float]] = {}
    columns = (frame[name].tolist() for name in ("indicator", "year", "value"))
    for number, year, value in zip(*columns, strict=True):
        found.setdefault((int(number), int(year)), []).append(float(value))
    return found


def _year(comparison: Comparison, year: int | None) -> int | None:
    latest = comparison.own.latest
    return latest.year if year is None and latest is not None else year


def _judge(
    reader: Reader, comparison: Comparison, year: int | None, against: Series | None, spread: Sequence[float]
) -> Judgement:
    indicator = index(reader).indicator(comparison.indicator)
    measure = measure_of(indicator)
    if comparison.unit != indicator.unit:
        measure = replace(measure, kind="cases")
    return judge(comparison, measure, year=year, against=against, spread=spread)
