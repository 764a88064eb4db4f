"""One indicator as it is shown: with something to stand beside it, and with every break there is."""

from collections.abc import Iterable

from hvk_data.figures import Comparison, Sex
from hvk_data.queries.breaks import with_detected
from hvk_data.queries.compare import DEFAULT_AGAINST, compare, with_needed_median
from hvk_data.store.reader import Reader


def shown(
    reader: Reader,
    municipality: str,
    indicator: str,
    against: Iterable[str] = DEFAULT_AGAINST,
    sex: Sex = "total",
) -> Comparison:
    """:func:`~hvk_data.queries.compare.compare` with the median where nothing else stands beside it.

    Breaks that were found in the figures are beside the known ones. Raises UnknownIndicator and UnknownArea.
    """
    compared = compare(reader, municipality, indicator, against, sex)
    return with_detected(reader, with_needed_median(reader, municipality, compared))
