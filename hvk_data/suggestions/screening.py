"""Every indicator that has a direction, judged for one municipality at once: what stands out, and how surely.

A level is tested against the own region and the whole country without the municipality, and against similar
municipalities together; a change by the municipality's own series; a gap between women and men of one year.
All p of one screening are adjusted together (Benjamini & Hochberg), so a narrower choice of themes or lists
is a smaller screening. The ranking is in :mod:`hvk_data.suggestions.ranking`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hvk_data.queries.index import Index, Indicator, OwnAreas, index
from hvk_data.queries.screen import latest
from hvk_data.statistics.batch import Changes, changes
from hvk_data.statistics.multiple import adjusted, by_chance
from hvk_data.store.reader import Reader
from hvk_data.suggestions.beside import Beside, sides
from hvk_data.suggestions.flags import Sexes, of_changes, of_levels, of_sexes
from hvk_data.suggestions.records import Against, Flag, Kind, Skipped
from hvk_data.suggestions.rows import Rows, rows_of
from hvk_data.suggestions.similar import conditions


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
    rows = rows_of(reader, known, own_areas, indicators, mine, since, skipped)
    if rows is None:
        return Screened((), 0, 0, 0, 0.0, 0, skipped)
    levels = {"strength", "concern"} & set(kinds)
    beside = sides(reader, known, own_areas, rows, against, peers) if levels else []
    moved = changes(rows.batch, rows.at, rows.first) if {"improving", "worsening"} & set(kinds) else None
    sexes = Sexes.of(rows, mine) if "gap" in kinds else None
    people = conditions(reader)["population"].get(municipality)
    inhabitants = people.value if people else np.nan
    return _flagged(reader, own_areas, rows, beside, moved, sexes, set(kinds), skipped, inhabitants)


def _flagged(
    reader: Reader,
    own: OwnAreas,
    rows: Rows,
    beside: list[Beside],
    moved: Changes | None,
    sexes: Sexes | None,
    kinds: set[Kind],
    skipped: Counter[Skipped],
    inhabitants: float,
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
        flags += of_levels(rows, side, p, inhabitants)
    if moved is not None:
        flags += of_changes(reader, own, rows, moved, together[len(beside)])
    if sexes is not None:
        flags += of_sexes(rows, sexes, together[-1], own)
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


def directed(known: Index) -> list[Indicator]:
    """The indicators with figures and a direction, in the store's order."""
    return [i for i in known.indicators.values() if i.in_store and i.direction != "neutral"]
