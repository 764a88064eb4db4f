"""*Vertailu*: rows, columns and words of the table, and what is not in it."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.findings import Findings
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from hvk_data.store import Reader

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
KUHMO = "290"
Open = Callable[..., AppTest]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page at an address, as from a link."""
    monkeypatch.setenv("HVK_HOME", str(home))

    def at_address(**parameters: str) -> AppTest:
        test = AppTest.from_file(FRAME, default_timeout=30).run()
        found = test._registered_pages.items()
        test._page_hash = next(one for one, info in found if info["url_pathname"] == "vertailu")
        test.query_params.update(parameters)
        test.run()
        assert not test.exception
        assert test.title[0].value == text(parameters.get("kieli", "fi"), "comparison.title")
        return test

    return at_address


def rows(test: AppTest) -> pd.DataFrame:
    return test.dataframe[0].value.set_index("title")


def test_without_a_municipality_it_asks_for_one(opened: Open) -> None:
    test = opened()
    assert not test.dataframe
    assert text("fi", "frame.choose_municipality") in [box.label for box in test.selectbox]


def test_figures_are_numbers_and_missing_is_not_zero(opened: Open, reader: Reader) -> None:
    table = rows(opened(kunta="837"))
    unemployed = table.loc["Työttömät, % työvoimasta"]
    assert (unemployed["area0"], unemployed["year"]) == (12.8, 2021)
    own = compare(reader, "837", "181", ()).own.at(2021)
    assert own and own.value == 12.8
    areas = table.filter(like="area")
    assert areas["area0"].notna().any()
    assert all(pd.api.types.is_numeric_dtype(areas[column]) for column in areas)
    assert areas.isna().any(axis=None)
    assert areas.notna().any(axis=1).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_in_every_language(opened: Open, language: str) -> None:
    test = opened(kunta=KUHMO, kieli=language, lista="minimum")
    table = test.dataframe[0].value
    tiers = {text(language, f"statistics.tier_{tier}") for tier in ("high", "moderate", "low")}
    untold = {text(language, "signs.unclear"), "–"}
    for cell in (*table["level"], *table["change"]):
        assert cell in untold or any(f"({tier})" in cell for tier in tiers)
    assert set(table["change"]) - untold
    directions = {text(language, f"comparison.{one}") for one in ("higher_better", "higher_worse", "neutral")}
    assert set(table["direction"]) <= directions


def test_better_and_worse_are_counted_only_where_they_are_sure(opened: Open, reader: Reader) -> None:
    test = opened(kunta="837")
    table = test.dataframe[0].value
    sure = [cell for cell in table["level"] if "(varma)" in cell or "(melko varma)" in cell]
    better, worse = (sum(f"– {word}" in cell for cell in sure) for word in ("parempi", "huonompi"))
    assert better + worse
    says = text("fi", "comparison.says", area="Tampere", n=len(table), better=better, worse=worse)
    assert says in [one.value for one in test.markdown]


def test_a_chosen_year_is_the_year_of_every_row(opened: Open) -> None:
    table = rows(opened(kunta=KUHMO, vuosi="2015"))
    assert set(table["year"]) == {2015}


def test_a_year_without_figures_says_what_to_do(opened: Open) -> None:
    test = opened(kunta=KUHMO, vuosi="1901")
    assert not test.dataframe
    assert text("fi", "comparison.nothing") in [info.value for info in test.info]


def test_choosing_a_list_and_a_year_moves_the_address(opened: Open) -> None:
    test = opened(kunta=KUHMO)
    choose_list = next(box for box in test.selectbox if box.key == "comparison_list")
    choose_list.set_value("teema_economy").run()
    next(box for box in test.selectbox if box.key == "comparison_year").set_value(2015).run()
    assert not test.exception
    assert test.query_params["lista"] in ("teema_economy", ["teema_economy"])
    assert test.query_params["vuosi"] in ("2015", ["2015"])
    assert set(rows(test)["theme"]) == {"Talous ja elinvoima"}


def test_an_unknown_list_is_told_of_and_the_core_shown(opened: Open) -> None:
    test = opened(kunta=KUHMO, lista="olematon")
    assert any("olematon" in warning.value for warning in test.warning)
    assert len(rows(test)) > 8


def test_the_draft_is_a_list_of_its_own(opened: Open, reader: Reader) -> None:
    findings = Findings()
    draft = findings.create_draft("Kuhmo", KUHMO, "fi")
    for indicator in ("181", "127"):
        findings.pick(draft.code, compare(reader, KUHMO, indicator), "Lause.", "note")
    test = opened(kunta=KUHMO, luonnos=draft.code, lista="luonnos")
    assert set(rows(test).index) == {"Työttömät, % työvoimasta", "Väestö 31.12."}


def test_what_has_no_figures_is_counted_not_shown(opened: Open) -> None:
    test = opened(kunta=KUHMO)
    said = " ".join(caption.value for caption in test.caption)
    assert "hakematta Sotkanetista" in said
    assert any("Ilman lukuja" in expander.label for expander in test.expander)
