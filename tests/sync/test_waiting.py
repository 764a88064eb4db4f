"""What is held back beside what is in use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hvk_data.sync.report import SyncReport
from hvk_data.sync.waiting import Beside, beside, would_change
from tests.sotkanet_server import SmallCorpus, Sotkanet

KUHMO, PALTAMO, COUNTRY = 290, 578, 658


@pytest.fixture
def held(
    server: Sotkanet, corpus: SmallCorpus, bring: Callable[..., SyncReport], home: Path
) -> Callable[[str], Path]:
    """Has indicator 1 held back by a fault of its figures; gives the data folder."""

    def play(fault: str) -> Path:
        assert bring().exit_code == 0
        corpus.details[1]["data-updated"] = "2025-01-01"
        server.play("json/1", fault)
        assert [one.indicator for one in bring().held] == ["1"]
        return home

    return play


def test_each_area_newest_first_with_what_would_be(held: Callable[[str], Path]) -> None:
    home = held("rebased")
    assert beside(home, "1", [KUHMO, COUNTRY], most=2) == [
        Beside(KUHMO, "total", 2021, 292.1, 312.5),
        Beside(KUHMO, "total", 2020, 292.0, 312.4),
        Beside(COUNTRY, "total", 2021, 660.1, 706.3),
        Beside(COUNTRY, "total", 2020, 660.0, 706.2),
    ]
    assert [one.year for one in beside(home, "1", [PALTAMO])] == [2020, 2019]


def test_figures_that_would_go_are_missing_and_what_stays_is_shown_once(held: Callable[[str], Path]) -> None:
    home = held("shrunken")
    (gone,) = [one for one in beside(home, "1", [KUHMO]) if one.after is None]
    assert gone.before is not None
    assert len(beside(home, "1", [KUHMO])) == 1, "of the others nothing would change"
    change, areas = would_change(home, "1")
    assert change.gone_years == (gone.year,)
    assert {one.region: one.gone for one in areas}[KUHMO] == 3


def test_of_what_came_empty_all_would_go(held: Callable[[str], Path]) -> None:
    home = held("empty")
    assert [(one.year, one.after) for one in beside(home, "1", [KUHMO])] == [
        (2021, None), (2020, None), (2019, None)
    ]  # fmt: skip
    assert beside(home, "1", [4]) == []
