"""Builds a generation of the store from what has been fetched and what ships, and publishes it.

It runs as a process of its own, of lowered priority (:mod:`hvk_data.store.__main__`). Nothing is
changed in place; readers go on with the generation in use until the new one has passed its checks.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from hvk_data import catalogue
from hvk_data.language import RelayedError, Texts, UserError
from hvk_data.paths import SHIPPED
from hvk_data.store.bronze import Area, Bronze, ListedIndicator, Metadata
from hvk_data.store.errors import BuildFailed, EmptyStore, NewerStore
from hvk_data.store.generations import Generations, saying_disk_full
from hvk_data.store.snapshot import Snapshot, natural
from hvk_data.store.sql_files import read_sql

SCHEMA_VERSION = 1
"""Raised whenever the tables change; a store of an older form is built anew, of a newer one refused."""

SUMMED = ["127"]
"""Indicators that count all inhabitants: a region's is the sum of its municipalities'."""

_SQL = Path(__file__).parent / "sql"
_BATCH = 50
"""So many indicators at a time: more would not fit into memory, and spill."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """A generation that is now in use: its number, indicators with figures, and rows."""

    generation: int
    indicators: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Material:
    """What a generation is built from; ``files`` are bronze's by id, ``shipped`` the snapshot's ids."""

    areas: list[Area]
    listing: list[ListedIndicator]
    metadata: dict[str, Metadata]
    files: dict[str, Path]
    shipped: set[str]


def build_and_publish(home: Path, *, shipped: Path = SHIPPED / "snapshot") -> Published:
    """Build the next generation in a process of its own and publish it.

    Raises the errors of :mod:`hvk_data.store.errors`; the generation in use then stays.
    """
    child = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "hvk_data.store", str(home), str(shipped)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),  # Windows; others: os.nice
    )
    if child.returncode != 0:
        _keep_log(Generations(home).folder / "build.log", child.stderr)
    try:
        answer = json.loads(child.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        raise BuildFailed(check=f"exit {child.returncode}") from None
    if "error" in answer:
        raise RelayedError(**answer["error"])
    return Published(**answer)


def _keep_log(path: Path, said: str) -> None:
    """Keep what a build that failed said, for whoever is asked for help."""
    try:
        path.write_text(said, encoding="utf-8")
    except OSError as error:
        _LOG.warning("%s could not be written: %s", path, error)


def build(home: Path, shipped: Path) -> Published:
    """Build and publish in this process; see :func:`build_and_publish`."""
    generations = Generations(home)
    with saying_disk_full(home), generations.locked(timeout=120), _leaving_nothing(generations):
        _refuse_newer(generations)
        material = _gather(Bronze(home / "bronze"), Snapshot(shipped))
        generation = generations.next()
        temporary = generations.folder / f"store-{generation}.duckdb.tmp"
        with duckdb.connect(
            str(temporary),
            config={
                "memory_limit": "200MB",  # beside what Arrow and Python take; the rest spills
                "threads": 1,
                "temp_directory": str(generations.folder / "spill.tmp"),
                "storage_compatibility_version": "v1.5.0",
            },
        ) as database:
            database.execute("SET enable_progress_bar = false")  # standard output is the answer's
            published = _fill(database, material, Snapshot(shipped), generation)
            _check(database)
            database.execute("CHECKPOINT")
        generations.publish(temporary, generation)
    return published


@contextmanager
def _leaving_nothing(generations: Generations) -> Iterator[None]:
    """Clear what an interrupted build left, and what this one leaves if it fails."""
    generations.clear()
    try:
        yield
    finally:
        generations.clear()


def _refuse_newer(generations: Generations) -> None:
    """Raise NewerStore where the store in use is of a form that this program does not know.

    One that cannot be read at all does not stand in the way: building is what mends it.
    """
    generation = generations.current()
    path = generations.path(generation) if generation else None
    if path is None or not path.exists():
        return
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            ((found,),) = database.execute("SELECT schema_version FROM build_info").fetchall()
    except duckdb.Error as error:
        _LOG.warning("%s cannot be read: %s", path, error)
        return
    if found > SCHEMA_VERSION:
        raise NewerStore(found=found, known=SCHEMA_VERSION)


def _gather(bronze: Bronze, snapshot: Snapshot) -> _Material:
    """What has been fetched, and what ships where nothing has been fetched in its place.

    A source whose every indicator has been asked for is shown as it is now: what ships stands in
    only for indicators that it still lists and that could not be fetched.
    """
    metadata = {known.id: known for known in snapshot.all_metadata()}
    listing = {listed.id: listed for source in snapshot.sources() for listed in snapshot.listing(source)}
    for source in bronze.sources():
        fresh = {listed.id: listed for listed in bronze.listing(source)}
        if bronze.is_whole(source):
            listing = {id_: known for id_, known in listing.items() if known.source != source or id_ in fresh}
            metadata = {
                id_: known for id_, known in metadata.items() if known.source != source or id_ in fresh
            }
        listing |= fresh
    fetched = {known.id: known for known in bronze.all_metadata()}
    shipped = metadata.keys() - fetched.keys()
    metadata |= fetched
    for known in metadata.values():
        listing.setdefault(known.id, ListedIndicator(known.id, known.source, known.title, known.organization))
    areas = bronze.areas() or snapshot.areas()
    if not areas or not metadata:
        raise EmptyStore
    return _Material(
        areas=areas,
        # Those with figures first: their numbers are then one run, which `fact` and `signal` are built along.
        listing=sorted(listing.values(), key=lambda listed: (listed.id not in metadata, natural(listed.id))),
        metadata=metadata,
        files={id_: bronze.path(id_) for id_ in fetched},
        shipped=shipped,
    )


def _fill(
    database: duckdb.DuckDBPyConnection, material: _Material, snapshot: Snapshot, generation: int
) -> Published:
    database.execute(read_sql(_SQL, "schema"))
    _write_areas(database, material.areas)
    numbers = _write_indicators(database, material)
    database.register("number", pa.table({"id": list(numbers), "number": list(numbers.values())}))
    _compute_rates(database, material, snapshot)
    batches = _batches(len(material.metadata))
    for first, last in batches:
        ids = [listed.id for listed in material.listing[first - 1 : last]]
        _read_figures(database, material, snapshot, ids)
        for step in ("dropped", "raw"):
            database.execute(read_sql(_SQL, step))
        database.execute(read_sql(_SQL, "fact"), {"first": first, "last": last})
    for step in ("forget_raw", "coverage", "signal_part"):
        database.execute(read_sql(_SQL, step))
    for first, last in batches:
        database.execute(read_sql(_SQL, "signal"), {"first": first, "last": last})
    database.execute(read_sql(_SQL, "signal_order"))
    database.execute(
        read_sql(_SQL, "finish"),
        {
            "generation": generation,
            "schema_version": SCHEMA_VERSION,
            "built_at": datetime.now(UTC).replace(tzinfo=None),
        },
    )
    (row,) = database.execute("SELECT generation, n_indicators, n_rows FROM build_info").fetchall()
    return Published(*row)


def _batches(last: int) -> list[tuple[int, int]]:
    """First and last numbers of the indicators up to ``last``, a batch at a time."""
    return [(first, min(first + _BATCH - 1, last)) for first in range(1, last + 1, _BATCH)]


def _insert(database: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Append ``rows`` (all with the same keys, named as the columns) to one of our own tables."""
    if not rows:
        return
    arrow = pa.Table.from_pylist(rows)
    database.register("incoming", arrow)
    database.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")  # noqa: S608 - our own name
    database.unregister("incoming")


def _write_areas(database: duckdb.DuckDBPyConnection, areas: list[Area]) -> None:
    levels = {area.id: area.level for area in areas}
    _insert(
        database,
        "region",
        [{"region": a.id, "code": a.code, "level": a.level, **_columns("title", a.title)} for a in areas],
    )
    _insert(
        database,
        "membership",
        [
            {"region": area.id, "parent": parent, "parent_level": levels[parent]}
            for area in areas
            for parent in dict.fromkeys(area.member_of)
            if parent in levels
        ],
    )
    database.execute(read_sql(_SQL, "areas"))
    unplaced = database.execute(
        "SELECT title_fi FROM region ANTI JOIN municipality USING (region) WHERE level = 'KUNTA'"
    ).fetchall()
    if unplaced:
        _LOG.warning("without county, maakunta or country: %s", ", ".join(name for (name,) in unplaced))


def _write_indicators(database: duckdb.DuckDBPyConnection, material: _Material) -> dict[str, int]:
    """Write all listed indicators; returns the number that each goes by in this generation."""
    numbers = {listed.id: number for number, listed in enumerate(material.listing, start=1)}
    rows = []
    for listed in material.listing:
        known = material.metadata.get(listed.id)
        rows.append(
            {
                "indicator": numbers[listed.id],
                "id": listed.id,
                "source": listed.source,
                **_columns("title", known.title if known else listed.title),
                **_columns("organization", known.organization if known else listed.organization),
                "address": known.address if known else None,
                "updated": known.updated if known else None,
                "fetched_at": known.fetched_at.astimezone(UTC).replace(tzinfo=None)
                if known and known.fetched_at
                else None,
                "vintage": known.vintage if known else None,
                "decimals": known.decimals if known else None,
                "value_type": known.value_type if known else None,
                **_columns("description", known.description if known else Texts()),
                **_columns("interpretation", known.interpretation if known else Texts()),
                **_columns("limits", known.limits if known else Texts()),
            }
        )
    _insert(database, "indicator", rows)
    return numbers


def _read_figures(
    database: duckdb.DuckDBPyConnection, material: _Material, snapshot: Snapshot, ids: list[str]
) -> None:
    """Bring the figures of ``ids``, which all have some, into the temporary table ``incoming_figures``."""
    parts = []
    parameters: dict[str, Any] = {}
    files = [str(material.files[id_]) for id_ in ids if id_ in material.files]
    shipped = [id_ for id_ in ids if id_ in material.shipped]
    if files:
        parts.append("SELECT * FROM read_parquet($files)")
        parameters["files"] = files
    if shipped:
        parts.append("SELECT * FROM read_parquet($shipped_file) WHERE indicator IN (SELECT unnest($shipped))")
        parameters["shipped_file"] = str(snapshot.figures_path)
        parameters["shipped"] = shipped
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming_figures AS {' UNION ALL BY NAME '.join(parts)}",
        parameters,
    )


def _compute_rates(database: duckdb.DuckDBPyConnection, material: _Material, snapshot: Snapshot) -> None:
    """Fill the temporary table ``computed``; each candidate denominator is tried on published rates first.

    A pair is accepted where it reproduces every published value to the rounding of its decimals,
    rejected where it does not, and an estimate where nothing published can be compared with.
    """
    database.execute(read_sql(_SQL, "computed"))
    known = catalogue.load()
    titles = {listed.id: listed.title.fi for listed in material.listing}
    matched = known.match(titles).matched
    counted = [id_ for id_ in matched if known.indicators[id_].unit.kind == "count"]
    pairs = known.denominators.values()
    concerned = {*SUMMED, *(id_ for pair in pairs for id_ in (pair.indicator, *pair.parts))}
    concerned &= material.metadata.keys()
    if not concerned:
        return
    _read_figures(database, material, snapshot, sorted(concerned))
    database.execute(read_sql(_SQL, "raw"))
    database.execute(read_sql(_SQL, "population_sums"), {"summed": SUMMED})
    database.execute(read_sql(_SQL, "counted"), {"counted": counted})
    for pair in pairs:
        if not {pair.indicator, *pair.parts} <= matched:
            continue
        database.execute(
            read_sql(_SQL, "rate"),
            {
                "id": pair.indicator,
                "parts": list(pair.parts),
                "per": pair.per,
                "unlike": list(pair.unlike_areas),
            },
        )
        tolerance = 0.5 * 10.0 ** -known.indicators[pair.indicator].decimals
        ((n_checked, max_error, verdict),) = database.execute(
            read_sql(_SQL, "rate_check"), {"tolerance": tolerance}
        ).fetchall()
        n_computed = 0
        if verdict != "rejected":
            ((n_computed,),) = database.execute(
                read_sql(_SQL, "rate_add"), {"certainty": 1 if verdict == "accepted" else 2}
            ).fetchall()
        _insert(
            database,
            "rate_check",
            [
                {
                    "id": pair.indicator,
                    "denominator": "+".join(pair.parts),
                    "n_checked": n_checked,
                    "max_error": max_error,
                    "tolerance": tolerance,
                    "verdict": verdict,
                    "n_computed": n_computed,
                }
            ],
        )


def _check(database: duckdb.DuckDBPyConnection) -> None:
    """Refuse a generation that could mislead; each check names itself to whoever has to look."""
    ((n,),) = database.execute("SELECT coalesce(max(indicator), 0) FROM fact").fetchall()
    for first, last in _batches(n):
        if database.execute(read_sql(_SQL, "repeated"), {"first": first, "last": last}).fetchall():
            raise BuildFailed(check="unique")
    checks = {
        "no NaN": "SELECT count(*) = 0 FROM fact WHERE isnan(value) OR isnan(abs_value) OR isinf(value)",
        "areas known": "SELECT count(*) = 0 FROM fact ANTI JOIN region USING (region)",
        "municipalities": "SELECT count(*) > 0 FROM municipality",
        "figures": "SELECT count(*) > 0 FROM fact",
        # One may be new and not yet placed by the source; more have lost their places there.
        "parents": "SELECT count(*) <= greatest(1, 0.01 * (SELECT count(*) FROM municipality))"
        " FROM region ANTI JOIN municipality USING (region) WHERE level = 'KUNTA'",
    }
    for name, query in checks.items():
        if database.execute(query).fetchall() != [(True,)]:
            raise BuildFailed(check=name)


def _columns(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_fi": texts.fi, f"{name}_sv": texts.sv, f"{name}_en": texts.en}


def main(home: str, shipped: str) -> int:
    """The process of :func:`build_and_publish`: one JSON line on standard output."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        print(json.dumps(asdict(build(Path(home), Path(shipped)))))
    except UserError as error:
        return _refused(error)
    except duckdb.Error as error:
        return _refused(BuildFailed(check=str(error).splitlines()[0]))
    return 0


def _refused(error: UserError) -> int:
    _LOG.error("build", exc_info=error)
    print(json.dumps({"error": error.to_json()}))
    return 1
