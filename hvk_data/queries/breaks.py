"""Breaks that nobody has told of, found in the figures, beside those that are known."""

from collections.abc import Sequence
from dataclasses import replace

from hvk_data.figures import Comparison
from hvk_data.queries.index import index
from hvk_data.queries.screen import detected_breaks
from hvk_data.store.reader import Reader


def with_detected(reader: Reader, comparison: Comparison) -> Comparison:
    """:func:`with_detected_many` of one."""
    return with_detected_many(reader, [comparison])[0]


def with_detected_many(reader: Reader, comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Each with the breaks that were found beside the known ones, for charts and for all that is computed.

    By one query for what has not been looked at yet; a break of a known year stands once. What the store no
    longer lists stays as it is.
    """
    known = index(reader).indicators
    listed = {one.indicator: known[one.indicator] for one in comparisons if one.indicator in known}
    found = detected_breaks(reader, listed.values())
    answer = []
    for one in comparisons:
        years = {b.year for b in one.breaks}
        new = [b for b in found.get(one.indicator, ()) if b.year not in years]
        together = sorted((*one.breaks, *new), key=lambda b: b.year)
        answer.append(replace(one, breaks=tuple(together)) if new else one)
    return answer
