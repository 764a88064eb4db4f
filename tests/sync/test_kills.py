"""Updates that are killed at random moments, and readers beside updates that publish.

Every figure of an indicator carries the version of the corpus that it is of, in its thousandths, so
that an indicator that is a mixture of two versions shows.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from hvk_data.store.bronze import Bronze
from hvk_data.store.build import build
from hvk_data.store.generations import Generations
from hvk_data.store.reader import Store
from hvk_data.sync.holding import Holding
from hvk_data.sync.progress import is_running
from tests.sotkanet_server import FAULTS, SmallCorpus, Sotkanet, running

DRIVER = Path(__file__).parent / "driver.py"
SQL = Path(__file__).parent / "sql"
KILLS = 200 if os.environ.get("HVK_PROOFS") else 20
MOST_KILLED_IN_A_ROW = 4
INDICATORS = 8
PUBLISHED = 20
PATIENT = {"429-wait", "hang", "drip"}
ANSWERS = {"missing-value", "missing-count", "null-values"}
"""What is missing in these is missing at the source, for all that can be known, until it says otherwise."""
FAULTY = sorted(FAULTS.keys() - PATIENT - ANSWERS - {"renamed", "other-record"})


class Versions(SmallCorpus):
    """A corpus that can be brought to its next version, all of it or some of its indicators."""

    def __init__(self) -> None:
        super().__init__(INDICATORS)
        self.version = 0
        self._plain = {number: [row["value"] for row in rows] for number, rows in self.figures.items()}

    def next(self, indicators: set[int]) -> None:
        self.version += 1
        year, month, day = 2001 + self.version // 300, 1 + self.version % 12, 1 + self.version % 25
        for number in indicators:
            self.details[number]["data-updated"] = f"{year}-{month:02}-{day:02}"
            values = zip(self.figures[number], self._plain[number], strict=True)
            self.figures[number] = [
                {**row, "value": round(plain + self.version % 100 / 1000, 3)} for row, plain in values
            ]

    def values(self) -> set[tuple[object, ...]]:
        """Every figure there is, to be found again cell for cell."""
        return {
            (str(row["indicator"]), row["region"], row["year"], row["gender"], row["value"])
            for rows in self.figures.values()
            for row in rows
        }


@pytest.fixture
def server() -> Iterator[Sotkanet]:
    with running(Versions(), delay=0.01) as sotkanet:
        yield sotkanet


def start(server: Sotkanet, home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(DRIVER), str(home), server.base_url],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def whole_update(server: Sotkanet, home: Path) -> float:
    """Seconds that an undisturbed update takes."""
    started = time.monotonic()
    assert start(server, home).wait(timeout=120) == 0
    return time.monotonic() - started


def figures(home: Path, generation: int | None = None) -> list[tuple[object, ...]]:
    """All figures of a generation (default: the one in use)."""
    generations = Generations(home)
    asked = generation or generations.current()
    assert asked is not None
    with duckdb.connect(str(generations.path(asked)), read_only=True) as database:
        return database.execute((SQL / "figures.sql").read_text(encoding="utf-8")).fetchall()


def mixtures(store: Store) -> list[dict[str, object]]:
    """Indicators of the store in use that are not whole, or of two versions."""
    n = len(SmallCorpus(1).figures[1])
    return store.reader().rows(SQL, "mixtures", {"n": n})


def test_killed_at_any_moment_the_store_is_whole_and_the_resumed_update_ends_the_same(
    server: Sotkanet, tmp_path: Path, record_property: object
) -> None:
    """Each time the source has news it is asked for them under faults and killed, several times over; then
    the update that goes on from there must end with the very figures of the source."""
    corpus = server.corpus
    assert isinstance(corpus, Versions)
    chance = random.Random(KILLS)
    home = tmp_path / "tapettu ä"
    seconds = whole_update(server, home)
    seen: dict[int, int] = {}
    killed = resumed = 0
    while killed < KILLS:
        assert resumed < 2 * KILLS, "hardly an update lived long enough to be killed"
        corpus.next(set(chance.sample(range(1, INDICATORS + 1), k=chance.randint(1, INDICATORS))))
        for _ in range(chance.randint(1, MOST_KILLED_IN_A_ROW)):
            server.faults = {
                f"json/{number}": [FAULTS[name] for name in chance.choices(FAULTY, k=2)]
                for number in chance.sample(range(1, INDICATORS + 1), k=3)
            }
            was_killed = start_and_kill(server, home, chance.uniform(0.2, 1) * seconds, chance.random() < 0.5)
            assert not is_running(home), "the lock dies with its holder"
            store = Store(home)
            assert mixtures(store) == []
            generation = store.reader().generation
            store.close()
            content = hash(tuple(figures(home, generation)))
            assert seen.setdefault(generation, content) == content, "a number never means other figures"
            bronze = Bronze(home / "bronze")
            for metadata in bronze.all_metadata():
                assert bronze.figures(metadata.id).num_rows > 0
            if not was_killed:
                break
            killed += 1
        server.faults = {}
        # An update with news, so that how long it may live follows how busy the machine is.
        seconds = min(seconds, whole_update(server, home))
        resumed += 1
        assert Holding(home).all() == []
        assert values(home) == corpus.values()
    undisturbed = tmp_path / "rauhassa"
    whole_update(server, undisturbed)
    assert figures(home) == figures(undisturbed)
    assert callable(record_property)
    record_property("updates killed at a random moment", killed)
    record_property("resumed updates that ended with the source's very figures", resumed)


def values(home: Path) -> set[tuple[object, ...]]:
    """What bronze holds, as :meth:`Versions.values` gives it."""
    bronze = Bronze(home / "bronze")
    return {
        (metadata.id, row["region"], row["year"], row["gender"], row["value"])
        for metadata in bronze.all_metadata()
        for row in bronze.figures(metadata.id).to_pylist()
    }


def start_and_kill(server: Sotkanet, home: Path, seconds: float, whole_group: bool) -> bool:
    """Start an update and kill it after so long; whether it was still there to be killed.

    Power takes all processes; a person's kill the one that is named, and its build goes on.
    """
    process = start(server, home)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def test_a_reader_every_ten_milliseconds_sees_whole_versions_only(server: Sotkanet, tmp_path: Path) -> None:
    corpus = server.corpus
    assert isinstance(corpus, Versions)
    home = tmp_path / "luettu ä"
    whole_update(server, home)
    bronze = Bronze(home / "bronze")
    tables = {known: bronze.figures(known.id) for known in bronze.all_metadata()}
    store, stop = Store(home), threading.Event()
    looks: list[int] = []
    wrong: list[object] = []

    def poll() -> None:
        try:
            while not stop.wait(0.01):
                wrong.extend(mixtures(store))
                looks.append(store.reader().generation)
        except Exception as error:
            wrong.append(error)

    reader = threading.Thread(target=poll)
    reader.start()
    for version in range(1, PUBLISHED + 1):
        for known, table in tables.items():
            place = table.column_names.index("value")
            values = [value + version / 1000 for value in table["value"].to_pylist()]
            bronze.write(known, table.set_column(place, "value", [values]))
        build(home, tmp_path / "nothing")
    stop.set()
    reader.join()
    store.close()
    assert wrong == []
    assert looks == sorted(looks)
    assert looks[-1] >= PUBLISHED
    assert len(set(looks)) > PUBLISHED // 2


def test_of_two_updates_at_once_one_goes_through_and_one_is_told(server: Sotkanet, tmp_path: Path) -> None:
    home = tmp_path / "kaksi ä"
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "hvk_data", "--language", "en", "sync", "--all", "--rate", "8",
             "--base-url", server.base_url],
            cwd=DRIVER.parents[2],
            env=os.environ | {"HVK_HOME": str(home)},
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [process.communicate(timeout=60)[1] for process in both]
    codes = [process.returncode for process in both]
    assert sorted(codes) == [0, 2]
    winner, loser = both[codes.index(0)], said[codes.index(2)]
    assert f", process {winner.pid})" in loser
    assert Generations(home).current() == 1


def test_the_lock_of_a_dead_update_stands_in_nobodys_way(server: Sotkanet, tmp_path: Path) -> None:
    home = tmp_path / "kuollut ä"
    process = start(server, home)
    while not is_running(home) and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert (home / "sync-running.json").exists()
    assert not is_running(home)
    whole_update(server, home)
    assert Generations(home).current() == 1
