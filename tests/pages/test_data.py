"""*Aineisto*: what is held, of what date, what failed, and who may update."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hvk_data import catalogue
from hvk_data.language import LANGUAGES, text
from hvk_data.sotkanet.errors import Forbidden
from hvk_data.store.errors import BuildFailed, DiskFull
from hvk_data.sync.progress import alone
from hvk_data.sync.report import Failure, SyncReport, save_report

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
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
