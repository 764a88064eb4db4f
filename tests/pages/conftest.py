"""A page of the program, run without a browser over a data folder of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from hvk_data.findings import Findings
from hvk_data.store import Reader, open_store

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"


@pytest.fixture
def data_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that pages read and write in this test."""
    monkeypatch.setenv("HVK_HOME", os.fspath(home))
    monkeypatch.delenv("HVK_DATABASE_URL", raising=False)
    return home


@pytest.fixture
def open_page(data_folder: Path) -> Callable[..., AppTest]:
    """``open_page("havainnot", kunta="290")``: the page as a browser that comes by its address sees it."""

    def go(path: str = "", **parameters: str) -> AppTest:
        at = AppTest.from_file(str(FRAME), default_timeout=60)
        at._page_hash = calc_hash(path)
        at.query_params.update(parameters)
        return at.run()

    return go


@pytest.fixture
def work(data_folder: Path) -> Iterator[Findings]:
    """What people write, in the same data folder."""
    with Findings() as opened:
        yield opened


@pytest.fixture
def figures(data_folder: Path) -> Reader:
    """The figures that the pages show."""
    return open_store(data_folder).reader()
