"""One store of what ships, built once, and a data folder that is never the user's own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from xdist.scheduler.loadscope import LoadScopeScheduling

from hvk_data.paths import SHIPPED
from hvk_data.store import Reader, Store
from hvk_data.store.build import build

TESTS = Path(__file__).parent


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test may touch the data folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HVK_HOME", os.fspath(tmp_path_factory.mktemp("data folder")))
        yield


class Together(LoadScopeScheduling):
    """Where processes share the tests: a file's stay together, and so do all that drive the browser.

    Two browsers with their servers would be too much for two cores, and would wait for each other.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = file.rpartition("/")[0]
        return folder if folder.endswith("/browser") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    """What ``--numprocesses`` shares the tests by.

    Marks for pytest-xdist's own groups do nothing: 3.8.0 adds them to names that pytest 9.2 no longer reads.
    """
    return Together(config, log)


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder whose store is built from what ships, one for all processes; to be read only."""
    base = tmp_path_factory.getbasetemp()
    home = (base if worker_id == "master" else base.parent) / "jaettu kansio ä"
    with FileLock(f"{home}.lock"):
        if not home.exists():
            half = home.with_name("puolivalmis kansio ä")
            build(half, SHIPPED / "snapshot")
            half.rename(home)
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
