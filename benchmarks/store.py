"""The questions that pages ask of the store, each beside the nearest plainer way to the same answer.

The store is built from what ships, in a folder of its own. Every pair is asked in turn within one run,
after both have been asked once, and must give the same figures before it is timed.

With ``--rows`` it is built from that many generated figures instead, and asked beside pandas, polars
and SQLite: see :mod:`benchmarks.full_size`. 40 million rows take a quarter of an hour and 8 GB of disk.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
from rapidfuzz import fuzz, process

from benchmarks.full_size import full_size
from benchmarks.measuring import Row, arguments, report, row
from hvk_data import catalogue
from hvk_data.paths import SHIPPED
from hvk_data.queries.cards import cards
from hvk_data.queries.compare import compare
from hvk_data.queries.index import Index, index
from hvk_data.queries.search import fold, search
from hvk_data.queries.spread import spread
from hvk_data.queries.table import table
from hvk_data.store import Reader, Store
from hvk_data.store.build import build_and_publish

MUNICIPALITY = "837"
INDICATOR = "181"
YEAR = 2021
AGAINST = ("region", "country")
WORDS = "pitkäaikaistyöttömät"
SQL = Path(__file__).parent / "sql"
FIGURES = SHIPPED / "snapshot" / "figures.parquet"

Pair = tuple[str, str, Callable[[], Any], Callable[[], Any], float | None]


def core_ids(known: Index) -> list[str]:
    """The indicators of *Alku*: the core list, as far as the store has figures."""
    return [
        id_
        for id_, curated in catalogue.load().indicators.items()
        if curated.tier == "core" and id_ in known.indicators and known.indicators[id_].in_store
    ]


def figures_at_a_glance(reader: Reader, ids: list[str]) -> dict[str, tuple[Any, ...]]:
    """Of each indicator what *Alku* starts from: year, value, medians of region and country."""
    names = ("year", "value", "median_region", "median_country")
    region = index(reader).municipality(MUNICIPALITY).own.id
    rows = reader.rows(SQL, "glance_signal", {"region": region, "ids": ids})
    return {row["id"]: tuple(row[name] for name in names) for row in rows}


def figures_from_fact(reader: Reader, ids: list[str]) -> dict[str, tuple[Any, ...]]:
    """The same without the prepared table: latest years and medians worked out from all figures."""
    names = ("year", "value", "median_region", "median_country")
    region = index(reader).municipality(MUNICIPALITY).own.id
    rows = reader.rows(SQL, "glance_fact", {"region": region, "ids": ids})
    return {row["id"]: tuple(row[name] for name in names) for row in rows}


def own_series(reader: Reader) -> list[tuple[int, float]]:
    """The municipality's line of one indicator, as the comparison gives it."""
    comparison = compare(reader, MUNICIPALITY, INDICATOR, AGAINST)
    return [(p.year, p.value) for p in comparison.own.points if p.value is not None]


def own_series_from_parquet(reader: Reader) -> list[tuple[int, float]]:
    """The same from the file that ships, read with the filter pushed down to it."""
    areas = index(reader).municipality(MUNICIPALITY)
    wanted = [areas.own.id, areas.county.id, areas.maakunta.id, areas.country.id]
    known = (pc.field("indicator") == INDICATOR) & (pc.field("gender") == "total")
    rows = pq.read_table(FIGURES, filters=known & pc.field("region").isin(wanted)).to_pylist()
    own = [r for r in rows if r["region"] == areas.own.id and r["value"] is not None]
    return sorted((r["year"], r["value"]) for r in own)


def spread_values(reader: Reader) -> list[float]:
    """The values of the region's municipalities, ascending."""
    return [member.value for member in spread(reader, MUNICIPALITY, INDICATOR, YEAR).members]


def spread_from_parquet(reader: Reader) -> list[float]:
    """The same from the file that ships."""
    known = index(reader)
    home = known.municipality(MUNICIPALITY).home.id
    inside = [areas.own.id for areas in known.municipalities.values() if areas.home.id == home]
    chosen = (pc.field("indicator") == INDICATOR) & (pc.field("gender") == "total")
    of_year = (pc.field("year") == YEAR) & pc.field("region").isin(inside)
    values = pq.read_table(FIGURES, columns=["value"], filters=chosen & of_year)["value"].to_pylist()
    return sorted(value for value in values if value is not None)


def found(known: Index) -> str:
    """The first hit for misspelt or inflected words."""
    return search(known, WORDS)[0].id


def found_by_comparing(known: Index) -> str:
    """The first hit by comparing the words with every title."""
    titles = {id_: fold(indicator.title.fi) for id_, indicator in known.indicators.items()}
    best = process.extract(fold(WORDS), titles, scorer=fuzz.partial_ratio, limit=1)
    return str(best[0][2])


def pairs(reader: Reader) -> Iterator[Pair]:
    """What is measured: name, yardstick, ours, the plainer way, target."""
    known = index(reader)
    ids = core_ids(known)
    yield (
        f"latest figures and medians of {len(ids)} indicators",
        "from fact alone",
        lambda: figures_at_a_glance(reader, ids),
        lambda: figures_from_fact(reader, ids),
        1,
    )
    yield (
        "one indicator, municipality, region, country",
        "from Parquet",
        lambda: own_series(reader),
        lambda: own_series_from_parquet(reader),
        1,
    )
    yield (
        "one indicator, the region's municipalities",
        "from Parquet",
        lambda: spread_values(reader),
        lambda: spread_from_parquet(reader),
        1,
    )
    yield (
        f"table of {len(ids)} indicators",
        "one at a time",
        lambda: [row.comparison for row in table(reader, MUNICIPALITY, ids, AGAINST)],
        lambda: [compare(reader, MUNICIPALITY, id_, AGAINST) for id_ in ids],
        1,
    )
    yield (
        f"search among {len(known.indicators)} titles",
        "comparing each",
        lambda: found(known),
        lambda: found_by_comparing(known),
        1,
    )
    yield (
        f"Alku whole: cards of {len(ids)} indicators",
        "from fact alone, without lines",
        lambda: len(cards(reader, MUNICIPALITY, ids)),
        lambda: len(figures_from_fact(reader, ids)),
        None,
    )


def milliseconds(question: Callable[[], Any]) -> float:
    """How long one asking takes."""
    start = time.perf_counter()
    question()
    return (time.perf_counter() - start) * 1000


def measure(reader: Reader, runs: int) -> list[Row]:
    """All rows; ValueError where two ways to an answer differ."""
    rows = []
    for what, yardstick, ours, plainer, target in pairs(reader):
        if ours() != plainer():
            raise ValueError(f"{what}: the answers differ, {ours()!r} and {plainer()!r}")
        times = [(milliseconds(ours), milliseconds(plainer)) for _ in range(runs)]
        rows.append(row(what, [t[0] for t in times], yardstick, [t[1] for t in times], target))
    return rows


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=51, help="runs of each (default: %(default)s)")
    parser.add_argument("--rows", type=int, help="generate so many figures, 40000000 being the full size")
    parser.add_argument(
        "--seconds", type=float, default=30, help="how long fifty read, with --rows (default: %(default)s)"
    )
    options = parser.parse_args()
    if options.rows:
        rows, facts = full_size(options.rows, options.runs, options.seconds)
        report("store", rows, as_json=options.json, **facts)
        return
    home = Path(tempfile.mkdtemp(prefix="hvk-store-"))
    try:
        start = time.perf_counter()
        published = build_and_publish(home)
        seconds = time.perf_counter() - start
        store = Store(home)
        rows = measure(store.reader(), options.runs)
        size = sum(path.stat().st_size for path in (home / "store").glob("*.duckdb"))
        store.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    report(
        "store",
        rows,
        as_json=options.json,
        rows_in_store=published.rows,
        build_seconds=round(seconds, 2),
        store_mib=round(size / 2**20, 1),
    )


if __name__ == "__main__":
    main()
