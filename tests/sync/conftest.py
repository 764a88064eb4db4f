"""A small Sotkanet of its own for each test, and an update from it that does not wait."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hvk_data.sotkanet import Client
from hvk_data.store.bronze import Bronze
from hvk_data.sync.report import SyncReport
from hvk_data.sync.run import sync
from hvk_data.sync.selection import Selection
from tests.sotkanet_server import SmallCorpus, Sotkanet, running

Cells = set[tuple[object, ...]]


@pytest.fixture
def server() -> Iterator[Sotkanet]:
    with running(SmallCorpus()) as sotkanet:
        yield sotkanet


@pytest.fixture
def corpus(server: Sotkanet) -> SmallCorpus:
    assert isinstance(server.corpus, SmallCorpus)
    return server.corpus


@pytest.fixture
def bring(server: Sotkanet, home: Path) -> Callable[..., SyncReport]:
    """An update of everything, over a store with nothing shipped."""

    def update(
        which: Selection | None = None, *, source: Sotkanet = server, into: Path = home, **settings: object
    ) -> SyncReport:
        client = Client(source.base_url, rate=1000, timeout=(2, 0.3), attempts=2, pause=0.01)
        chosen = {"shipped": home / "nothing", **settings}
        return sync(into, client, which or Selection(everything=True), **chosen)  # type: ignore[arg-type]

    return update


def stored(home: Path, indicator: int | str) -> Cells:
    """An indicator's figures in bronze."""
    return {tuple(one.values()) for one in Bronze(home / "bronze").figures(str(indicator)).to_pylist()}
