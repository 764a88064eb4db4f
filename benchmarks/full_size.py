"""The store at Sotkanet's full size, beside pandas, polars and SQLite, and with fifty people reading.

Every question is put to each in turn within one run, and must be answered alike before it is timed.
Beside them stands what no store can undercut: the time in which the memory bandwidth measured in the
same run brings in the bytes that must be read.

Where the time of one indicator goes, in processor time at 40 million rows on two busy cores: joined with
all of ``coverage`` 4.4 ms, with its thin years alone 2.0 ms, without it 1.3 ms; nothing but
``indicator = ?`` 1.1 ms, and as a prepared statement 1.0 ms, so a kept plan is not worth a kept cursor.
``indicator IN $list`` is not pruned by row groups: 4.7 to 8.5 ms, and 122 ms for sixty; ``IN (SELECT
unnest($list))`` is. A cursor with its ``USE`` takes 0.04 ms, the rows as dicts 0.1, the state of the
catalogue's files 0.06. The build took 61 s of processor time, and takes 35 s since ``signal`` is made in
one pass over each series and joins only the areas that are compared with.

Fifty readers ask 25 times a second, which keeps one core busy for an eighth of the time. The 69 ms that
this once gave as the p95 of (d) were of its own making: the end of the measuring woke all who were
thinking, and half of them asked (d) at that moment, 25 together. A crowded machine measures itself too:
where the scheduler puts the readers first (``chrt -f``) their p95 is 5.3 ms for (c) and 5.7 ms for (d),
during a build 6.7 and 6.6, and 120 and 160 ms where eight others wait for the two cores. Run it alone.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, cycle
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import psutil

from benchmarks.corpus import YEARS, write_corpus
from benchmarks.measuring import Row, p95
from benchmarks.rivals import SQL, Asked, Pandas, Polars, Rival, Sqlite, export
from hvk_data.figures import Comparison
from hvk_data.queries.compare import compare
from hvk_data.queries.index import Index, index
from hvk_data.queries.table import table
from hvk_data.store import Reader, Store
from hvk_data.store.build import build_and_publish

MUNICIPALITY = "123"
AGAINST = ("county", "country")  # "region" would be the maakunta where the county has no figures
OF_A_TABLE = 60
PEERS = 20
READERS = 50
THINKING_SECONDS = 2.0
OURS = "ours"
ASKED_A_ROUND = 5
"""Ours are asked so many times while each of the others is asked once."""

FACT_BYTES = 23  # a row of `fact`: three SMALLINT, two UTINYINT less the flag, two DOUBLE
SIGNAL_BYTES = 54  # of a row of `signal`, the columns of (a)
Processor = dict[str, dict[str, float]]
"""By question and by who is asked, milliseconds on a processor: what a crowded machine does not change."""

GOALS = {"store MiB": 250.0, "store / CSV": 0.2, "build seconds": 60.0, "build peak MiB": 1024.0}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ours, the others' (by the name of their method), goals, and what must be read.

    ``plain`` makes our answer comparable; ``goal_ms`` is absolute, ``ratios`` by the other's class.
    """

    what: str
    ours: Callable[[], Any]
    plain: Callable[[Any], list[tuple[Any, ...]]]
    theirs: Callable[[Rival], Any]
    goal_ms: float | None
    must_read: int
    ratios: dict[type[Rival], float] = field(default_factory=dict)


def full_size(rows: int, runs: int, seconds: float) -> tuple[list[Row], dict[str, Any]]:
    """All rows and facts; ValueError where two answers to a question differ.

    ``runs`` is how often ours are asked each, ``seconds`` how long the fifty read without a build.
    """
    with tempfile.TemporaryDirectory(prefix="hvk-full-", ignore_cleanup_errors=True) as folder:
        home, load = Path(folder) / "home", [psutil.getloadavg()[0]]
        nothing = Path(folder) / "nothing ships"
        corpus = write_corpus(home, rows)
        _say(f"corpus: {corpus}")
        with _watching_children() as built:
            start = time.perf_counter()
            published = build_and_publish(home, shipped=nothing)
            build_seconds = time.perf_counter() - start
        _say(f"built in {build_seconds:.0f} s, {built.seconds:.0f} s on a processor, load {load}")
        load.append(psutil.getloadavg()[0])
        store = Store(home)
        quiet = _reading(store, seconds)
        building = _reading_while(store, lambda: build_and_publish(home, shipped=nothing))
        file = max((home / "store").glob("*.duckdb"))
        parquet, csv, small = export(file, Path(folder))
        sizes = {path.suffix[1:]: path.stat().st_size for path in (file, parquet, csv)}
        csv.unlink()
        bandwidth = memory_bandwidth()
        _say(f"{sizes} bytes; {[(row.what, round(row.ours_ms, 1)) for row in (*quiet, *building)]} ms")
        sqlite = Path(folder) / "fact.sqlite"
        others = [
            lambda: Pandas(parquet, small),
            lambda: Polars(parquet, small),
            lambda: Sqlite(parquet, small, sqlite),
        ]
        asked, beside = _beside_others(store.reader(), others, runs, bandwidth)
        sizes["sqlite"] = sqlite.stat().st_size
        store.close()
        load.append(psutil.getloadavg()[0])
    measured = {
        "store MiB": sizes["duckdb"] / 2**20,
        "store / CSV": sizes["duckdb"] / sizes["csv"],
        "build seconds": build_seconds,
        "build peak MiB": built.peak / 2**20,
    }
    limits = {
        name: {"measured": round(value, 2), "goal": GOALS[name], "met": value <= GOALS[name]}
        for name, value in measured.items()
    }
    all_rows = [*asked, *quiet, *building]
    return all_rows, {
        "rows_in_store": published.rows,
        "indicators": corpus.indicators,
        "limits": limits,
        "size_mib": {name: round(size / 2**20, 1) for name, size in sizes.items()},
        **beside,
        "memory_gb_per_second": round(bandwidth / 1e9, 1),
        "load_average": [round(value, 1) for value in load],
        "build_processor_seconds": round(built.seconds, 1),
        "cores": psutil.cpu_count(),
        "goals_met": all(row.met is not False for row in all_rows)
        and all(limit["met"] for limit in limits.values()),
    }


def questions(reader: Reader) -> list[Question]:
    """What is asked, of a municipality and an indicator with a long series."""
    known = index(reader)
    own = known.municipality(MUNICIPALITY)
    around = [areas for areas in known.municipalities.values() if areas.home == own.home]
    others = [areas.own.code for areas in around if areas.own != own.own]
    ids = _evenly(sorted(id_ for id_, found in known.indicators.items() if found.in_store), OF_A_TABLE)
    longest = max(ids, key=lambda id_: _length(known, id_))
    everybody = [areas.own.id for areas in known.municipalities.values() if areas.own != own.own]
    peers = _evenly(everybody, PEERS - 1)
    asked = Asked(
        region=own.own.id,
        home=own.home.id,
        country=own.country.id,
        regions=[areas.own.id for areas in around],
        peers=[own.own.id, *peers],
        indicator=known.indicators[longest].number,
        indicators=[known.indicators[id_].number for id_ in ids],
    )
    three = [asked.region, asked.home, asked.country]
    return [
        Question(
            "(a) one municipality, all indicators",
            lambda: reader.frame(SQL, "profile", {"region": asked.region}),
            _plain,
            lambda rival: rival.profile(asked),
            8,
            len(known.indicators) * SIGNAL_BYTES,
            {Pandas: 1 / 100, Polars: 1 / 50},
        ),
        Question(
            "(b) one indicator, a region's municipalities, all years",
            lambda: compare(reader, MUNICIPALITY, longest, others),
            lambda answer: _of_comparisons(known, [answer]),
            lambda rival: rival.series([asked.indicator], asked.regions),
            5,
            len(asked.regions) * YEARS * FACT_BYTES,
            {Pandas: 1 / 20},
        ),
        Question(
            "(c) one indicator, municipality, region, country",
            lambda: compare(reader, MUNICIPALITY, longest, AGAINST),
            lambda answer: _of_comparisons(known, [answer]),
            lambda rival: rival.series([asked.indicator], three),
            5,
            len(three) * YEARS * FACT_BYTES,
            {Pandas: 1 / 20},
        ),
        Question(
            f"(d) a region's municipalities, {len(ids)} indicators",
            lambda: _latest(reader, asked.indicators, asked.regions),
            _plain,
            lambda rival: rival.latest(asked),
            20,
            len(ids) * len(asked.regions) * SIGNAL_BYTES // 4,
        ),
        Question(
            f"the table of Vertailu: {len(ids)} indicators, all years",
            lambda: table(reader, MUNICIPALITY, ids, AGAINST),
            lambda answer: _of_comparisons(known, [row.comparison for row in answer]),
            lambda rival: rival.series(asked.indicators, three),
            None,
            len(ids) * len(three) * YEARS * FACT_BYTES,
        ),
        Question(
            f"{PEERS} chosen municipalities, all indicators",
            lambda: reader.frame(SQL, "peers", {"region": asked.region, "regions": asked.peers}),
            _plain,
            lambda rival: rival.peers(asked),
            30,
            len(known.indicators) * PEERS * SIGNAL_BYTES // 4,
        ),
    ]


def _beside_others(
    reader: Reader, others: list[Callable[[], Rival]], runs: int, bandwidth: float
) -> tuple[list[Row], dict[str, Any]]:
    """Rows of every question; processor times, and how long the others took to take the figures in."""
    made, load_seconds, processor = [], {}, {}
    for make in others:
        start = time.perf_counter()
        made.append(make())
        load_seconds[made[-1].name] = round(time.perf_counter() - start, 1)
        _say(f"{made[-1].name} took the figures in: {load_seconds[made[-1].name]} s")
    rows = [
        row for question in questions(reader) for row in _asked(question, made, runs, bandwidth, processor)
    ]
    profile = rows[0]
    every_value = reader.rows(SQL, "bytes")[0]["n"] * 8
    rows.append(
        Row(
            profile.what,
            profile.ours_ms,
            "(e) every value once at memory bandwidth",
            every_value / bandwidth * 1000,
            profile.runs,
        )
    )
    for rival in made:
        if isinstance(rival, Sqlite):
            rival.close()
    return rows, {"load_seconds": load_seconds, "processor_ms": processor}


def _asked(
    question: Question, made: list[Rival], runs: int, bandwidth: float, processor: Processor
) -> Iterator[Row]:
    """The question's rows: against each of the others, the goal, and what must be read for it."""
    right = question.plain(question.ours())
    for rival in made:
        answer = _plain(question.theirs(rival))
        if answer != right:
            wrong = next((pair for pair in zip(answer, right, strict=False) if pair[0] != pair[1]), None)
            raise ValueError(f"{question.what}: {rival.name} differs, {len(answer)}/{len(right)}, {wrong}")
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in (OURS, *(r.name for r in made))}
    for _ in range(max(3, runs // ASKED_A_ROUND)):
        taken[OURS] += [_taken(question.ours) for _ in range(ASKED_A_ROUND)]
        for rival in made:
            taken[rival.name].append(_taken(question.theirs, rival))
    ours = [wall for wall, _ in taken[OURS]]
    processor[question.what] = {
        name: round(median(busy for _, busy in times), 2) for name, times in taken.items()
    }
    _say(f"{question.what}: processor milliseconds {processor[question.what]}")
    mine = median(ours)
    for rival in made:
        other = median(wall for wall, _ in taken[rival.name])
        yield Row(question.what, mine, rival.name, other, len(ours), question.ratios.get(type(rival)))
    if question.goal_ms is not None:
        yield Row(question.what, mine, "goal", question.goal_ms, len(ours), 1)
    yield Row(
        question.what, mine, "its bytes at memory bandwidth", question.must_read / bandwidth * 1000, len(ours)
    )


def memory_bandwidth() -> float:
    """Bytes a second that one core reads out of memory: the best of ten sums over 512 MB."""
    values = np.ones(2**26)
    best = min(_milliseconds(values.sum) for _ in range(10))
    return float(values.nbytes / best * 1000)


def _reading(store: Store, seconds: float) -> list[Row]:
    """Fifty readers with nothing else going on."""
    index(store.reader())  # which is read once, before the time runs
    ended = threading.Event()
    threading.Timer(seconds, ended.set).start()
    return _read_until(store, ended, "")


def _reading_while(store: Store, work: Callable[[], Any]) -> list[Row]:
    """The same while ``work`` goes on, and for as long as it does."""
    ended = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        working.add_done_callback(lambda _: ended.set())
        rows = _read_until(store, ended, " while building")
        working.result()
    return rows


def _read_until(store: Store, ended: threading.Event, when: str) -> list[Row]:
    """The 95th percentiles of (c) and (d), asked in turn by each reader; half of them begin with (d).

    Before each question they think, for a random time that is :data:`THINKING_SECONDS` on average.

    The numbers of indicators and areas are those of every generation of one and the same corpus.
    """
    known = index(store.reader())
    ids = [id_ for id_, found in known.indicators.items() if found.in_store]
    numbers = [known.indicators[id_].number for id_ in ids]
    codes = sorted(known.municipalities)

    def single(chance: random.Random) -> float:
        code, one = chance.choice(codes), chance.choice(ids)
        return _milliseconds(lambda: compare(store.reader(), code, one, AGAINST))

    def many(chance: random.Random) -> float:
        some = chance.sample(numbers, min(OF_A_TABLE, len(numbers)))
        home = known.municipalities[chance.choice(codes)].home
        around = [areas.own.id for areas in known.municipalities.values() if areas.home == home]
        return _milliseconds(lambda: _latest(store.reader(), some, around))

    asked = (("(c)", 10, single), ("(d)", 50, many))

    def read(seed: int) -> list[list[float]]:
        chance = random.Random(seed)
        taken: list[list[float]] = [[] for _ in asked]
        turns = cycle(range(len(asked)) if seed % 2 else reversed(range(len(asked))))
        # The end wakes all who think; those who still asked then would wait for each other.
        while not ended.wait(chance.uniform(0, 2 * THINKING_SECONDS)):
            turn = next(turns)
            *_, ask = asked[turn]
            taken[turn].append(ask(chance))
        return taken

    with ThreadPoolExecutor(READERS) as pool:
        of_readers = list(pool.map(read, range(READERS)))
    rows = []
    for (name, goal, _), lists in zip(asked, zip(*of_readers, strict=True), strict=True):
        times = list(chain.from_iterable(lists))
        rows.append(Row(f"{READERS} readers{when}, p95 of {name}", p95(times), "goal", goal, len(times), 1))
    return rows


@dataclass(slots=True)
class _Children:
    """What the processes started took: the most memory together (bytes), and processor seconds."""

    peak: int = 0
    seconds: float = 0.0


@contextmanager
def _watching_children() -> Iterator[_Children]:
    """Watch the processes that are started within; each is started and waited for here, one at a time."""
    seen, ended, own = _Children(), threading.Event(), psutil.Process()

    def watch() -> None:
        while not ended.wait(0.02):
            found = [_resident(child) for child in own.children(recursive=True)]
            seen.peak = max(seen.peak, sum(memory for memory, _ in found))
            seen.seconds = max(seen.seconds, sum(busy for _, busy in found))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def _resident(process: psutil.Process) -> tuple[int, float]:
    try:
        times = process.cpu_times()
        return int(process.memory_info().rss), times.user + times.system
    except psutil.NoSuchProcess:
        return 0, 0.0


def _latest(reader: Reader, indicators: list[int], regions: list[int]) -> pd.DataFrame:
    return reader.frame(SQL, "latest", {"indicators": indicators, "regions": regions})


def _of_comparisons(known: Index, answer: list[Comparison]) -> list[tuple[Any, ...]]:
    numbers = _numbers(known)
    return _plain(
        [
            (
                known.indicators[comparison.indicator].number,
                numbers[series.level, series.code],
                point.year,
                point.value,
            )
            for comparison in answer
            for series in comparison.series
            for point in series.points
            if point.value is not None
        ]
    )


def _numbers(known: Index) -> dict[tuple[str, str], int]:
    return {(region.level, region.code): region.id for region in known.regions.values()}


def _plain(answer: Any) -> list[tuple[Any, ...]]:
    """Rows in order, numbers as they compare: missing is None, and nine decimals are enough."""
    if isinstance(answer, pl.DataFrame):
        answer = answer.rows()
    elif isinstance(answer, pd.DataFrame):
        answer = answer.astype(object).to_numpy().tolist()
    rows = [tuple(None if pd.isna(cell) else round(float(cell), 9) for cell in row) for row in answer]
    return sorted(rows, key=lambda row: row[:3])


def _length(known: Index, id_: str) -> int:
    found = known.indicators[id_]
    return (found.last_year or 0) - (found.first_year or 0)


def _evenly(all_of_them: list[Any], count: int) -> list[Any]:
    step = max(1, len(all_of_them) // count)
    return all_of_them[::step][:count]


def _taken(question: Callable[..., Any], *asked: Any) -> tuple[float, float]:
    """Milliseconds on the clock, and of all this process's threads on a processor."""
    start = time.process_time()
    wall = _milliseconds(question, *asked)
    return wall, (time.process_time() - start) * 1000


def _say(what: str) -> None:
    """How far it is, to whoever waits; what is measured comes at the end."""
    print(f"{datetime.now(UTC):%H:%M:%S} {what}", file=sys.stderr, flush=True)


def _milliseconds(question: Callable[..., Any], *asked: Any) -> float:
    start = time.perf_counter()
    question(*asked)
    return (time.perf_counter() - start) * 1000
