"""Readers and publishers at the same time, and stores that must not be read."""

import gc
import threading
from pathlib import Path

import duckdb
import pytest

from hvk_data.store.build import SCHEMA_VERSION
from hvk_data.store.errors import NewerStore, NoStore, UnreadableStore
from hvk_data.store.generations import Generations
from hvk_data.store.reader import Store

SQL = Path(__file__).parent / "sql"
READERS, PUBLISHED, CELLS = 8, 20, 20_000


def publish(generations: Generations, schema_version: int = SCHEMA_VERSION) -> None:
    """A generation whose every figure is its own number, so that a mixed answer shows."""
    generation = generations.next()
    temporary = generations.folder / f"store-{generation}.duckdb.tmp"
    with duckdb.connect(str(temporary)) as database:
        database.execute(f"CREATE TABLE build_info AS SELECT {schema_version} AS schema_version")
        database.execute(f"CREATE TABLE cell AS SELECT {generation} AS value FROM range({CELLS})")
        database.execute("CHECKPOINT")
    generations.publish(temporary, generation)
    generations.clear()


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    made = Generations(tmp_path / "kansio 'ä'")
    made.folder.mkdir(parents=True)
    return made


@pytest.fixture
def store(generations: Generations):
    opened = Store(generations.folder.parent)
    yield opened
    opened.close()


def test_eight_readers_through_twenty_publications_get_no_error_and_no_torn_answer(generations, store):
    publish(generations)
    stop = threading.Event()
    seen: list[set[int]] = [set() for _ in range(READERS)]
    errors: list[BaseException] = []

    def read(own: set[int]) -> None:
        try:
            while not stop.is_set():
                reader = store.reader()
                for _ in range(3):
                    (answer,) = reader.rows(SQL, "cells")
                    assert answer == {
                        "least": reader.generation,
                        "most": reader.generation,
                        "n": CELLS,
                    }
                own.add(reader.generation)
        except BaseException as error:
            errors.append(error)
            stop.set()

    threads = [threading.Thread(target=read, args=(own,)) for own in seen]
    for thread in threads:
        thread.start()
    for _ in range(PUBLISHED):
        publish(generations)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set.union(*seen)) > 3
    assert store.reader().generation == PUBLISHED + 1


def test_a_reader_keeps_its_generation_after_the_file_is_gone(generations, store):
    publish(generations)
    old = store.reader()
    for _ in range(6):
        publish(generations)
        assert store.reader().generation == generations.current()
    assert 1 not in generations.all()
    assert old.rows(SQL, "cells") == [{"least": 1, "most": 1, "n": CELLS}]
    assert old.frame(SQL, "cells").to_dict("records") == [{"least": 1, "most": 1, "n": CELLS}]


def test_what_nobody_reads_any_more_is_let_go(generations, store):
    publish(generations)
    old = store.reader()
    for _ in range(4):
        publish(generations)
        store.reader()
    attached = "SELECT database_name FROM duckdb_databases() WHERE database_name LIKE 'generation%'"
    assert ("generation_1",) in store._database.execute(attached).fetchall()
    del old
    gc.collect()
    store.reader()
    names = {name for (name,) in store._database.execute(attached).fetchall()}
    assert names == {f"generation_{generation}" for generation in generations.all()}


def test_a_generation_has_one_reader_at_a_time(generations, store):
    publish(generations)
    assert store.reader() is store.reader()


def test_without_a_store_there_is_nothing_to_read(store):
    with pytest.raises(NoStore):
        store.reader()


def test_a_pointer_to_a_file_that_is_lost_is_as_if_there_were_no_store(generations, store):
    publish(generations)
    generations.path(1).unlink()
    with pytest.raises(NoStore):
        store.reader()


def test_a_newer_store_is_refused_and_untouched(generations, store):
    publish(generations, schema_version=SCHEMA_VERSION + 1)
    before = generations.path(1).read_bytes()
    with pytest.raises(NewerStore) as refused:
        store.reader()
    assert str(SCHEMA_VERSION + 1) in refused.value.message("fi")
    assert generations.path(1).read_bytes() == before


def test_an_older_store_is_as_if_there_were_none(generations, store):
    publish(generations, schema_version=SCHEMA_VERSION - 1)
    with pytest.raises(NoStore):
        store.reader()


@pytest.mark.parametrize("how", ["text", "empty", "half", "foreign"])
def test_a_damaged_store_is_told_of_and_the_next_generation_is_read(generations, store, how):
    publish(generations)
    path = generations.path(1)
    content = path.read_bytes()
    if how == "foreign":
        path.unlink()
        with duckdb.connect(str(path)) as database:
            database.execute("CREATE TABLE other (x INTEGER)")
    else:
        path.write_bytes({"text": b"not a database" * 99, "empty": b"", "half": content[:5000]}[how])
    with pytest.raises(UnreadableStore) as refused:
        store.reader()
    for language in ("fi", "sv", "en"):
        assert "store-1.duckdb" in refused.value.message(language)
    publish(generations)
    assert store.reader().rows(SQL, "cells") == [{"least": 2, "most": 2, "n": CELLS}]
