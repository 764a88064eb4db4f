"""The return to an earlier generation, as readers, the next build and the command line see it."""

import gc
import shutil
from pathlib import Path

import pytest

from hvk_data.paths import SHIPPED
from hvk_data.store.build import build
from hvk_data.store.errors import NothingEarlier, StoreBusy, UnknownGeneration
from hvk_data.store.generations import Generations
from hvk_data.store.prepare import ensure_store
from hvk_data.store.reader import Store
from hvk_data.store.rollback import kept_generations, roll_back


@pytest.fixture
def three(home: Path) -> Path:
    """A data folder with the generations 1, 2 and 3."""
    generations = Generations(home)
    for generation in (2, 3):
        shutil.copy(generations.path(1), generations.path(generation))
    generations.point_at(3)
    return home


def in_use(home: Path) -> list[int]:
    return [one.generation for one in kept_generations(home) if one.in_use]


def test_the_one_before_is_in_use_and_a_look_does_not_undo_it(three: Path) -> None:
    store = Store(three)
    assert store.reader().generation == 3
    assert roll_back(three).generation == 2
    assert [store.reader().generation for _ in range(3)] == [2, 2, 2]
    ensure_store(three)
    assert (Generations(three).current(), in_use(three)) == (2, [2])
    assert roll_back(three).generation == 1
    with pytest.raises(NothingEarlier):
        roll_back(three)
    assert roll_back(three, 3).generation == store.reader().generation == 3
    store.close()


def test_readers_go_on_through_a_return_and_the_next_number_was_never_used(three: Path) -> None:
    store = Store(three)
    later = store.reader()
    roll_back(three, 1)
    assert build(three, SHIPPED / "snapshot").generation == store.reader().generation == 4
    assert later.generation == 3
    assert later._cursor().execute("SELECT count(*) > 0 FROM fact").fetchall() == [(True,)]
    assert [one.generation for one in kept_generations(three)] == [2, 3, 4]
    del later
    gc.collect()
    store.close()


def test_what_is_not_kept_or_is_damaged_cannot_be_returned_to(three: Path) -> None:
    generations = Generations(three)
    generations.path(2).write_bytes(b"not a database" * 99)
    with pytest.raises(UnknownGeneration) as caught:
        roll_back(three, 2)
    assert "1, 3" in caught.value.message("fi")
    with pytest.raises(UnknownGeneration):
        roll_back(three, 9)
    assert generations.current() == 3
    assert roll_back(three).generation == 1, "the damaged one is passed over"


def test_without_a_store_there_is_nothing_to_return_to(tmp_path: Path) -> None:
    assert kept_generations(tmp_path) == []
    with pytest.raises(NothingEarlier):
        roll_back(tmp_path)


def test_a_return_waits_for_a_build(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hvk_data.store.rollback._LOCK_SECONDS", 0.05)
    with Generations(three).locked(timeout=1), pytest.raises(StoreBusy):
        roll_back(three)
    assert Generations(three).current() == 3
