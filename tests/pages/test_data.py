"""*Aineisto*: what is held, of what date, what failed, and who may update."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from streamlit.testing.v1 import AppTest

from hvk_data import catalogue
from hvk_data.language import LANGUAGES, text
from hvk_data.paths import SHIPPED
from hvk_data.sotkanet.errors import Forbidden
from hvk_data.store.bronze import FIGURES, Bronze
from hvk_data.store.errors import BuildFailed, DiskFull
from hvk_data.store.generations import Generations
from hvk_data.store.snapshot import Snapshot
from hvk_data.sync.accounts import Account, write_account
from hvk_data.sync.changes import Dropped, compare
from hvk_data.sync.holding import Doubt, Held, Holding
from hvk_data.sync.journal import Journal
from hvk_data.sync.progress import alone
from hvk_data.sync.report import Failure, SyncReport, save_report

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
KUHMO = 156  # Sotkanet's id; 290 is the municipality's code
Open = Callable[..., AppTest]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page at an address; there is no browser, so nobody is known to be at an own machine."""
    monkeypatch.setenv("HVK_HOME", str(home))

    def at_address(**parameters: str) -> AppTest:
        test = AppTest.from_file(FRAME, default_timeout=30).run()
        found = test._registered_pages.items()
        test._page_hash = next(one for one, info in found if info["url_pathname"] == "aineisto")
        test.query_params.update(parameters)
        test.run()
        assert not test.exception
        assert test.title[0].value == text(parameters.get("kieli", "fi"), "data.title")
        return test

    return at_address


def report(**outcome: object) -> SyncReport:
    return SyncReport(base_url="http://127.0.0.1/rest/1.1", started=datetime.now(UTC), seconds=1.0, **outcome)


def said(test: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "warning", "error", "success")
    return "\n".join(one.value for kind in kinds for one in test.get(kind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_is_shown_of_what_date(opened: Open, language: str) -> None:
    test = opened(kieli=language)
    (sentence,) = [one.value for one in test.markdown if "171" in one.value]
    assert "2026" in sentence
    facts = test.table[0].value
    assert list(facts.columns) == [text(language, f"data.source_{one}") for one in ("sotkanet", "statfin")]
    assert [value.replace("\u00a0", "").replace(",", "") for value in facts.iloc[0]] == ["2457", "31"]


def test_visitors_of_a_shared_server_are_told_who_updates(opened: Open) -> None:
    test = opened()
    assert not [button for button in test.button if button.label == text("fi", "data.start")]
    assert text("fi", "data.operator_only") in [info.value for info in test.info]
    assert [code.value for code in test.code] == ["python -m hvk_data sync --set core"]


def test_producers_and_licence_are_named(opened: Open) -> None:
    words = said(opened())
    for producer in ("Tilastokeskus", "Kansaneläkelaitos", "Suomen Syöpärekisteri"):
        assert producer in words
    assert "creativecommons.org/licenses/by/4.0" in words
    assert all("CC BY 4.0" in one.licence for one in catalogue.sources())


@pytest.mark.parametrize(
    "error", [DiskFull(folder="tieto"), BuildFailed(check="rows")], ids=["full disk", "failed build"]
)
def test_what_ended_the_last_update_is_said(opened: Open, home: Path, error: DiskFull | BuildFailed) -> None:
    save_report(home, report(error=error))
    test = opened()
    assert error.message("fi").split(".")[-2] in "".join(one.value for one in test.error)


def test_failures_are_said_in_the_readers_language_with_their_indicators(opened: Open, home: Path) -> None:
    error = Forbidden(indicator=181, address="http://127.0.0.1/x")
    failed = tuple(Failure(id_, error) for id_ in ("181", "127"))
    save_report(home, report(failed=failed, generation=None, listed=2457, chosen=2))
    test = opened(kieli="sv")
    assert text("sv", "data.nothing_new") in [one.value for one in test.error]
    assert "Sotkanet släppte inte in programmet" in said(test)
    assert list(test.table[0].value.index) == ["181", "127"]


def test_some_failures_are_a_warning_and_the_rest_is_in_use(opened: Open, home: Path) -> None:
    error = Forbidden(indicator=181, address="http://127.0.0.1/x")
    save_report(home, report(failed=(Failure("181", error),), generation=2, stored=69, rows=1234))
    (warning,) = opened().warning
    assert "69" in warning.value


def test_an_update_started_elsewhere_is_told_of(opened: Open, home: Path) -> None:
    with alone(home):
        test = opened()
        assert any("prosessi" in caption.value for caption in test.caption)
    assert not [button for button in test.button if button.label == text("fi", "data.stop")]


@pytest.fixture
def waiting(home: Path) -> Path:
    """Unemployment fetched, and then held back with every value a tenth higher."""
    shipped, bronze = Snapshot(SHIPPED / "snapshot"), Bronze(home / "bronze")
    (known,) = [one for one in shipped.all_metadata() if one.id == "181"]
    known = replace(known, vintage=None, fetched_at=datetime.now(UTC))
    figures = shipped.figures("181")
    place = figures.column_names.index("value")
    jumped = figures.set_column(place, "value", pc.multiply(figures["value"], 1.1))
    bronze.write_areas(shipped.areas())
    bronze.write(known, figures)
    doubt = Doubt("jumped", figures.num_rows, figures.num_rows, lost=0, shared=figures.num_rows, factor=1.1)
    Holding(home).put(Held("181", known.title, datetime.now(UTC), doubt), known, jumped)
    return home


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_is_shown_old_beside_new(opened: Open, waiting: Path, language: str) -> None:
    test = opened(kieli=language, kunta="290")
    assert text(language, "updates.waiting", n=1) in [header.value for header in test.header]
    table = test.table[0].value
    column = {
        name: list(table[text(language, f"updates.{name}")])
        for name in ("area_and_year", "in_use", "would_be")
    }
    assert column["area_and_year"][0] == "Kuhmo 2021"
    assert [value.replace(".", ",") for value in (column["in_use"][0], column["would_be"][0])] == [
        "12,0",
        "13,2",
    ]
    assert len(column["in_use"]) == 9, "the municipality, its region and the country"
    assert "10" in said(test)


def test_on_a_shared_server_its_operator_accepts(opened: Open, waiting: Path) -> None:
    test = opened()
    assert not [button for button in test.button if button.label == text("fi", "updates.accept")]
    assert "python -m hvk_data accept --indicator all" in [code.value for code in test.code]
    assert all(row.startswith("Koko maa") for row in test.table[0].value.iloc[:, 0])


@pytest.fixture
def account(home: Path) -> Account | None:
    """An update that revised one figure of Kuhmo and renamed nothing for anybody else."""
    shipped, bronze = Snapshot(SHIPPED / "snapshot"), Bronze(home / "bronze")
    (known,) = [one for one in shipped.all_metadata() if one.id == "181"]
    known = replace(known, vintage=None, fetched_at=datetime(2026, 1, 1, tzinfo=UTC), decimals=1)
    old = shipped.figures("181").to_pylist()
    new = [{**one, "value": 12.4} if (one["region"], one["year"]) == (KUHMO, 2021) else one for one in old]
    later = replace(known, fetched_at=datetime(2026, 2, 1, tzinfo=UTC))
    tables = [pa.Table.from_pylist(rows, FIGURES) for rows in (old, new)]
    bronze.write_areas(shipped.areas())
    Journal(home).change(*compare(known, tables[0], later, tables[1], Dropped()))
    bronze.write(later, tables[1])
    return write_account(home, report(generation=1, stored=1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_account_begins_with_the_municipality_on_screen(
    opened: Open, home: Path, account: Account | None, language: str
) -> None:
    assert account is not None
    test = opened(kieli=language, kunta="290")
    assert f"**{text(language, 'updates.here', area='Kuhmo', n=1)}**" in said(test)
    (caption,) = [one.value for one in test.caption if "→" in one.value]
    assert "12,0 → 12,4" in caption.replace(".", ",")
    assert text(language, "updates.nothing_here", area="Utsjoki") in said(opened(kieli=language, kunta="890"))


def test_a_return_to_an_earlier_version_is_said(opened: Open, home: Path) -> None:
    generations = Generations(home)
    shutil.copy(generations.path(1), generations.path(2))
    assert text("fi", "updates.older_in_use", generation=1, newest=2) in [
        one.value for one in opened().warning
    ]


def test_everywhere_is_told_line_by_line_and_area_by_area(opened: Open, account: Account | None) -> None:
    test = opened(kunta="837")
    test.session_state["updates_all"] = True
    test.run()
    assert test.title[0].value == text("fi", "data.title")
    assert "12,0 → 12,4" in said(test)
    (areas,) = [box for box in test.selectbox if box.label == text("fi", "updates.areas_of")]
    areas.set_value("181").run()
    table = test.dataframe[0].value
    assert table.to_numpy().tolist() == [["Kuhmo", 1, 0, 0, "2021, yhteensä: 12,0 → 12,4"]]
