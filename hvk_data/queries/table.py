"""Many indicators side by side for the chosen areas: latest figures, or those of one year."""

from collections.abc import Iterable
from dataclasses import dataclass

from hvk_data.figures import Comparison, Point, Series
from hvk_data.queries.breaks import with_detected_many
from hvk_data.queries.compare import compare_many
from hvk_data.queries.index import index
from hvk_data.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: the year shown, each series' point of that year (None where missing)."""

    comparison: Comparison
    year: int | None
    points: tuple[Point | None, ...]

    @property
    def own(self) -> Series:
        """The municipality's own series."""
        return self.comparison.own


def table(
    reader: Reader, municipality: str, ids: Iterable[str], against: tuple[str, ...], year: int | None = None
) -> list[Row]:
    """A row for each indicator in order; ``year`` None shows each one's latest year of the municipality.

    All areas of a row are of one and the same year: figures of different years are not compared. An
    id that no source lists gives no row. Raises UnknownArea.
    """
    known = index(reader)
    listed = [id_ for id_ in ids if id_ in known.indicators]
    comparisons = with_detected_many(reader, compare_many(reader, municipality, listed, against))
    rows = []
    for comparison in comparisons:
        latest = comparison.own.latest
        shown = year if year is not None else latest.year if latest else None
        points = tuple(series.at(shown) if shown is not None else None for series in comparison.series)
        rows.append(Row(comparison, shown, points))
    return rows
