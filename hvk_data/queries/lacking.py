"""Of many indicators at once: which have no figure of a municipality where others have one, and why."""

from dataclasses import dataclass

from hvk_data.queries.index import SQL, Indicator, index
from hvk_data.queries.missing import Reason, reason_of
from hvk_data.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Lack:
    """An indicator without its newest figure: why, of which year (None: of any), and the last there is."""

    indicator: Indicator
    reason: Reason
    year: int | None
    last: int | None


def lacking(reader: Reader, municipality: str, ids: list[str]) -> list[Lack]:
    """Those of ``ids`` (in their order) whose newest year for most municipalities the municipality lacks."""
    known = index(reader)
    areas = known.municipality(municipality)
    rows = {
        row["id"]: row
        for row in reader.rows(SQL, "newest", {"ids": ids, "region": areas.own.id, "home": areas.home.id})
    }
    answer = []
    for id_ in ids:
        found = known.indicators.get(id_)
        if found is None:
            continue
        if not found.in_store:
            answer.append(Lack(found, "not_in_store", None, None))
            continue
        row = rows[id_]
        if row["newest"] is None:
            answer.append(Lack(found, "only_regions", None, row["own_newest"]))
        elif row["own_newest"] is None or row["own_newest"] < row["newest"]:
            reason = reason_of(row["n"], row["n_home"], len(known.municipalities))
            answer.append(Lack(found, reason, row["newest"], row["own_newest"]))
    return answer
