"""Where a line may be drawn: only between figures of consecutive years that can be compared."""

from collections.abc import Iterable, Sequence

from hvk_data.figures import Break, Point


def segments(points: Iterable[Point], breaks: Sequence[Break]) -> list[list[Point]]:
    """Runs of points between which a line may be drawn.

    A run ends where a year is missing (absent, or without a value) and where a break comes: from
    the break's year on a new run begins. A run of one point is drawn as a point only.
    """
    starts = {item.year for item in breaks}
    runs: list[list[Point]] = []
    for point in points:
        if point.value is None:
            continue
        follows = bool(runs) and runs[-1][-1].year == point.year - 1 and point.year not in starts
        if follows:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
