import threading

import duckdb
import pytest

from hvk_data.store import open_store
from hvk_data.store.build import SCHEMA_VERSION
from hvk_data.store.errors import NewerStore, UnreadableStore
from hvk_data.store.generations import Generations
from hvk_data.store.prepare import ensure_store


def test_two_first_starts_at_once_build_one_store(tmp_path):
    home = tmp_path / "Uusi kansio ä"
    threads = [threading.Thread(target=ensure_store, args=(home,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Generations(home).all() == [1]
    assert open_store(home).reader().generation == 1


def with_form(home, version):
    with duckdb.connect(str(Generations(home).path(1))) as database:
        database.execute(f"UPDATE build_info SET schema_version = {version}")


def test_a_store_that_is_there_is_left_as_it_is(home):
    ensure_store(home)
    assert Generations(home).all() == [1]


def test_a_store_of_an_older_form_is_built_anew(home):
    with_form(home, SCHEMA_VERSION - 1)
    ensure_store(home)
    assert Generations(home).current() == 2


def test_a_store_of_a_newer_form_is_refused_and_untouched(home):
    with_form(home, SCHEMA_VERSION + 1)
    before = Generations(home).path(1).read_bytes()
    with pytest.raises(NewerStore):
        ensure_store(home)
    assert Generations(home).all() == [1]
    assert Generations(home).path(1).read_bytes() == before


def test_a_damaged_store_is_told_of_and_not_replaced_unasked(home):
    Generations(home).path(1).write_bytes(b"x" * 5000)
    with pytest.raises(UnreadableStore):
        ensure_store(home)
    assert Generations(home).current() == 1
