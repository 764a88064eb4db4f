"""One store of what ships, built once, and a data folder that is never the user's own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hvk_data.paths import SHIPPED
from hvk_data.store import Reader, Store
from hvk_data.store.build import build


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test may touch the data folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HVK_HOME", os.fspath(tmp_path_factory.mktemp("data folder")))
        yield


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store is built from what ships; to be read only."""
    home = tmp_path_factory.mktemp("jaettu kansio ä")
    build(home, SHIPPED / "snapshot")
    return home


@pytest.fixture(scope="session")
def reader(shipped_home: Path) -> Iterator[Reader]:
    """A reader of the store of what ships."""
    store = Store(shipped_home)
    yield store.reader()
    store.close()


@pytest.fixture
def home(shipped_home: Path, tmp_path: Path) -> Path:
    """A copy of the data folder of what ships, for a test that writes."""
    copy = tmp_path / "oma kansio ä"
    shutil.copytree(shipped_home, copy)
    return copy
