"""The judgement of a comparison with what the store knows beside it: the spread, and breaks that it found."""

from dataclasses import replace

from hvk_data.figures import Comparison, Series
from hvk_data.queries.index import index
from hvk_data.queries.measures import measure_of
from hvk_data.queries.screen import detected_breaks, municipal_values
from hvk_data.statistics import Judgement, judge
from hvk_data.store.reader import Reader


def judged(
    reader: Reader, comparison: Comparison, year: int | None = None, against: Series | None = None
) -> Judgement:
    """:func:`~hvk_data.statistics.judge` of ``comparison`` in ``year`` (None: the latest that is not thin).

    Its place is among all municipalities of that year (both sexes together only), and no change is computed
    across a break that the store found. Counts shown as values are judged as numbers of cases. Raises
    UnknownIndicator.
    """
    indicator = index(reader).indicator(comparison.indicator)
    if year is None and comparison.own.latest is not None:
        year = comparison.own.latest.year
    with_breaks = with_detected(reader, comparison)
    measure = measure_of(indicator)
    if comparison.unit != indicator.unit:
        measure = replace(measure, kind="cases")
    values = municipal_values(reader, indicator) if comparison.sex == "total" else {}
    spread = values.get(year, []) if year is not None else []
    return judge(with_breaks, measure, year=year, against=against, spread=spread)


def with_detected(reader: Reader, comparison: Comparison) -> Comparison:
    """``comparison`` with the breaks that were found beside those that are known, for charts."""
    indicator = index(reader).indicator(comparison.indicator)
    known = {b.year for b in comparison.breaks}
    found = [b for b in detected_breaks(reader, [indicator])[indicator.id] if b.year not in known]
    if not found:
        return comparison
    return replace(comparison, breaks=tuple(sorted((*comparison.breaks, *found), key=lambda b: b.year)))
