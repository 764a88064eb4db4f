"""Every fault that the sample Sotkanet can play, one by one and mixed.

Each time what was stored before is unchanged, the account names the indicator and the fault, the exit
code is right, and the rest goes on.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hvk_data.sotkanet import Client
from hvk_data.store.bronze import Bronze
from hvk_data.store.generations import Generations
from hvk_data.sync.accounts import last_account
from hvk_data.sync.errors import ShrunkenList
from hvk_data.sync.holding import Holding
from hvk_data.sync.report import SyncReport
from hvk_data.sync.run import sync
from hvk_data.sync.selection import Selection
from tests.sotkanet_server import FAULTS, LIST_FAULTS, SmallCorpus, Sotkanet, running
from tests.sync.conftest import stored

Bring = Callable[..., SyncReport]

FAILING = {
    "400": "bad_request", "403": "forbidden", "404": "not_found", "418": "unexpected_status",
    "429": "too_many_requests", "429-wait": "too_many_requests", "500": "server_error",
    "503": "server_error", "redirect": "redirected", "loop": "redirected", "close": "broken_body",
    "half": "broken_body", "drip": "timed_out", "hang": "timed_out", "half-gzip": "broken_body",
    "not-gzip": "broken_body", "truncated": "broken_json", "html": "maintenance_page",
    "html-as-json": "maintenance_page", "bomb": "broken_json", "null": "unexpected_shape",
    "null-row": "unexpected_shape", "conflict": "conflicting_rows", "text": "bad_number",
    "nan": "bad_number", "infinite": "bad_number", "huge": "bad_number", "huge-integer": "bad_number",
    "wrong-indicator": "wrong_indicator",
}  # fmt: skip
HELD = {"empty": "empty", "shrunken": "shrunk", "rebased": "jumped"}
LEFT_OUT = {"duplicates": "duplicates", "unknown-region": "unknown_region", "null-values": "without_number"}
MISSING = {"missing-value": 4, "missing-count": 5}
OF_RECORDS = {"other-record", "renamed"}
PATIENT = {"429-wait"}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Sotkanet]]:
    """A healthy update of three indicators, to be copied; and the server, to be played with."""
    home = tmp_path_factory.mktemp("ä") / "before"
    with running(SmallCorpus(3)) as server:
        yield home, server


@pytest.fixture
def server(before: tuple[Path, Sotkanet]) -> Iterator[Sotkanet]:
    _, server = before
    server.corpus = SmallCorpus(3)
    yield server
    server.faults.clear()


@pytest.fixture
def corpus(server: Sotkanet) -> SmallCorpus:
    assert isinstance(server.corpus, SmallCorpus)
    return server.corpus


@pytest.fixture
def home(before: tuple[Path, Sotkanet], bring_into: Callable[[Path], SyncReport], tmp_path: Path) -> Path:
    """The healthy update's data folder, with news to be had of indicator 1."""
    first, _ = before
    if not first.exists():
        assert bring_into(first).exit_code == 0
    shutil.copytree(first, tmp_path / "kansio ä")
    return tmp_path / "kansio ä"


@pytest.fixture
def bring_into(server: Sotkanet, tmp_path: Path) -> Callable[[Path], SyncReport]:
    def update(home: Path) -> SyncReport:
        client = Client(server.base_url, rate=1000, timeout=(2, 0.3), attempts=2, pause=0.01)
        return sync(home, client, Selection(everything=True), shipped=tmp_path / "nothing")

    return update


def news(corpus: SmallCorpus, *indicators: int) -> None:
    for indicator in indicators or (1,):
        corpus.details[indicator]["data-updated"] = "2025-01-01"


def test_no_fault_is_forgotten() -> None:
    assert FAILING.keys() | HELD.keys() | LEFT_OUT.keys() | MISSING.keys() | OF_RECORDS == FAULTS.keys()


@pytest.mark.parametrize("fault", FAILING)
def test_a_fault_that_fails_an_indicator(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport], fault: str
) -> None:
    news(corpus)
    server.play("json/1", fault)
    old = Bronze(home / "bronze").path("1").read_bytes()
    report = bring_into(home)
    assert Bronze(home / "bronze").path("1").read_bytes() == old
    assert (report.exit_code, report.unchanged, report.generation) == (1, 2, 1)
    account = last_account(home)
    assert account is not None
    assert [(one.indicator, one.error.key) for one in account.failed] == [("1", f"sotkanet.{FAILING[fault]}")]
    assert Generations(home).current() == 1


@pytest.mark.parametrize("fault", HELD)
def test_a_fault_that_is_held_back(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport], fault: str
) -> None:
    news(corpus)
    server.play("json/1", fault)
    old = Bronze(home / "bronze").path("1").read_bytes()
    report = bring_into(home)
    assert Bronze(home / "bronze").path("1").read_bytes() == old
    assert (report.exit_code, report.unchanged, report.generation) == (1, 2, 1)
    account = last_account(home)
    assert account is not None
    assert [(one.indicator, one.doubt.reason) for one in account.held] == [("1", HELD[fault])]
    assert [one.indicator for one in Holding(home).all()] == ["1"]

    again = bring_into(home)
    assert (again.exit_code, again.held, again.held_before) == (0, (), 1), "told once, waits on"
    assert last_account(home) == account
    server.faults.clear()
    healed = bring_into(home)
    assert (healed.exit_code, healed.stored, healed.generation) == (0, 1, 2)
    assert Holding(home).all() == []


@pytest.mark.parametrize("fault", LEFT_OUT)
def test_odd_rows_are_left_out_and_told_of(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport], fault: str
) -> None:
    news(corpus)
    server.play("json/1", fault)
    old = stored(home, 1)
    report = bring_into(home)
    assert (report.exit_code, report.stored) == (0, 1)
    account = last_account(home)
    assert account is not None
    change = account.change("1")
    assert change is not None
    assert getattr(change.dropped, LEFT_OUT[fault]) == (3 if fault == "duplicates" else 1)
    assert stored(home, 1) <= old
    assert len(old - stored(home, 1)) == change.gone_figures == (fault == "null-values")


@pytest.mark.parametrize("fault", MISSING)
def test_a_missing_number_is_missing(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport], fault: str
) -> None:
    news(corpus)
    server.play("json/1", fault)
    old = stored(home, 1)
    assert bring_into(home).exit_code == 0
    (cell,) = stored(home, 1) - old
    assert cell[MISSING[fault]] is None
    account = last_account(home)
    assert account is not None
    (change,) = account.changes
    assert change.revision is not None
    assert change.revision.figures == 1


def test_another_record_fails_and_a_changed_title_is_told_of(
    server: Sotkanet, home: Path, bring_into: Callable[[Path], SyncReport]
) -> None:
    server.play("indicators/1", "other-record")
    server.play("indicators/2", "renamed")
    report = bring_into(home)
    assert (report.exit_code, report.stored, report.unchanged) == (1, 1, 1)
    account = last_account(home)
    assert account is not None
    assert [(one.indicator, one.error.key) for one in account.failed] == [("1", "sotkanet.wrong_indicator")]
    (change,) = account.changes
    assert [(one.field, one.after.fi) for one in change.metadata] == [("title", "Aivan toinen osoitin")]


@pytest.mark.parametrize("place", ["regions", "indicators"])
def test_half_a_list_is_refused(
    server: Sotkanet, home: Path, bring_into: Callable[[Path], SyncReport], place: str
) -> None:
    areas = Bronze(home / "bronze").areas()
    server.play(place, "half-list")
    report = bring_into(home)
    assert isinstance(report.error, ShrunkenList)
    assert report.exit_code == 2
    assert Bronze(home / "bronze").areas() == areas
    account = last_account(home)
    assert account is not None
    assert account.error is not None
    assert account.error.key.startswith("sync.shrunken")


def test_areas_that_collide_are_left_out_and_nobody_else_is(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport]
) -> None:
    old = stored(home, 1)
    server.play("regions", "collision")
    news(corpus)
    assert bring_into(home).exit_code == 0
    areas = Bronze(home / "bronze").areas()
    assert len({(area.level, area.code) for area in areas}) == len(areas)
    assert {area.id for area in areas if area.code == "837"} == {837, 5837}, "of two levels, no collision"
    assert stored(home, 1) == old
    account = last_account(home)
    assert account is not None
    assert [one.id for one in account.lists.new_areas] == ["5837"]


def test_an_area_whose_id_is_too_large_is_left_out_and_nobody_else_is(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport]
) -> None:
    areas = Bronze(home / "bronze").areas()
    server.play("regions", "huge-id")
    news(corpus)
    report = bring_into(home)
    assert (report.exit_code, report.stored, report.generation) == (0, 1, 2)
    assert Bronze(home / "bronze").areas() == areas


def test_a_category_that_nobody_knew_does_no_harm(
    server: Sotkanet, home: Path, bring_into: Callable[[Path], SyncReport]
) -> None:
    server.play("regions", "unknown-category")
    assert bring_into(home).exit_code == 0
    assert 7777 in {area.id for area in Bronze(home / "bronze").areas()}


def test_renumbered_areas_bring_their_figures_along(
    server: Sotkanet, corpus: SmallCorpus, home: Path, bring_into: Callable[[Path], SyncReport]
) -> None:
    """First the list alone is renumbered, which no figures must suffer from, and then the figures too."""
    old = stored(home, 1)
    server.play("regions", "renumbered")
    report = bring_into(home)
    assert [one.doubt.reason for one in report.held] == ["shrunk"] * 3
    assert (report.exit_code, stored(home, 1)) == (1, old)
    for indicator, rows in corpus.figures.items():
        corpus.figures[indicator] = [
            {**one, "region": one["region"] + 79 if one["region"] in (961, 962) else one["region"]}
            for one in rows
        ]
    report = bring_into(home)
    assert (report.exit_code, report.stored, Holding(home).all()) == (0, 3, [])
    assert {one[1] for one in stored(home, 1)} - {one[1] for one in old} == {1040, 1041}


def test_every_fault_of_the_lists_is_tried() -> None:
    assert LIST_FAULTS.keys() == {"half-list", "renumbered", "collision", "huge-id", "unknown-category"}


@pytest.mark.parametrize("seed", range(2))
def test_faults_mixed(bring: Bring, tmp_path: Path, seed: int) -> None:
    """Each indicator plays one fault after another, and then is well; the rest goes on beside it."""
    chance = random.Random(seed)
    names = sorted(FAULTS.keys() - PATIENT - OF_RECORDS - {"hang", "drip"})
    home = tmp_path / "sekaisin ä"
    with running(SmallCorpus(10)) as source:
        mixed = source.corpus
        assert isinstance(mixed, SmallCorpus)
        assert bring(source=source, into=home).exit_code == 0
        old = {number: stored(home, number) for number in range(1, 11)}
        news(mixed, *range(1, 11))
        for number in range(1, 10):
            source.faults[f"json/{number}"] = [FAULTS[name] for name in chance.choices(names, k=4)]
        for _ in range(2):
            before = {number: stored(home, number) for number in old}
            report = bring(source=source, into=home)
            assert report.exit_code in (0, 1)
            reached = {one.indicator for one in report.failed} | {h.indicator for h in Holding(home).all()}
            assert all(stored(home, int(number)) == before[int(number)] for number in reached)
        source.faults.clear()
        report = bring(source=source, into=home, force=True)
        assert (report.exit_code, Holding(home).all()) == (0, [])
        assert {number: stored(home, number) for number in range(1, 11)} == old
