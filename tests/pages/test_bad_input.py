"""What people see when something underneath is not as it should be: a heading, a sentence, a next step."""

import os
import shutil
import sqlite3
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.language import LANGUAGES, text
from hvk_data.store.generations import Generations
from pages.parts.messages import plain

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> AppTest:
    monkeypatch.setenv("HVK_HOME", os.fspath(home))
    test = AppTest.from_file(FRAME, default_timeout=60)
    test.query_params.update(parameters)
    test.run()
    assert not test.exception
    return test


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_of_a_newer_program(home: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    generations = Generations(home)
    current = generations.current()
    assert current is not None
    with duckdb.connect(os.fspath(generations.path(current))) as database:
        database.execute("UPDATE build_info SET schema_version = 99").fetchall()
    before = generations.path(current).read_bytes()
    test = opened(home, monkeypatch, kieli=language)
    assert test.title[0].value == text(language, "frame.product")
    assert "99" in test.error[0].value
    assert test.error[0].value.endswith(text(language, "store.newer_store", found=99, known=1)[-20:])
    assert generations.path(current).read_bytes() == before


def test_a_damaged_store_names_the_way_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generations = Generations(home)
    current = generations.current()
    assert current is not None
    generations.path(current).write_bytes(b"not a database" * 1000)
    test = opened(home, monkeypatch)
    assert test.title[0].value == text("fi", "frame.product")
    assert "python -m hvk\\_data build" in test.error[0].value


def test_a_data_folder_where_nothing_has_ever_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(tmp_path / "ensimmäinen kerta", monkeypatch, kunta="290")
    assert test.title[0].value == "Kuhmo"


def test_figures_are_shown_although_what_people_wrote_cannot_be_opened(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "findings.sqlite").write_bytes(b"not a database" * 1000)
    test = opened(home, monkeypatch, kunta="290")
    assert test.title[0].value == "Kuhmo"


def test_a_locked_database_keeps_what_was_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(home, monkeypatch, kunta="837")
    assert test.title[0].value == "Tampere"
    pages = test._registered_pages.items()
    test._page_hash = next(one for one, info in pages if info["url_pathname"] == "indikaattori")
    test.query_params["ind"] = "181"
    test.run()
    sentence = next(area for area in test.text_area if (area.key or "").startswith("pick_sentence"))
    sentence.set_value("Tämä ei saa kadota")
    holder = sqlite3.connect(home / "findings.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        next(b for b in test.button if b.label == text("fi", "pick.button")).click().run(timeout=60)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert test.title[0].value == "Työttömät, % työvoimasta"
    assert not test.exception
    assert [error.value for error in test.error] == [plain(text("fi", "findings.database_locked"))]
    kept = next(area for area in test.text_area if (area.key or "").startswith("pick_sentence"))
    assert kept.value == "Tämä ei saa kadota"


def test_a_copy_of_the_data_folder_elsewhere_works_the_same(home: Path, tmp_path: Path, monkeypatch) -> None:
    moved = tmp_path / "toinen paikka ö"
    shutil.copytree(home, moved)
    test = opened(moved, monkeypatch, kunta="091")
    assert test.title[0].value == "Helsinki"
