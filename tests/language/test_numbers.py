"""Numbers are written as each language writes them, and a missing one is never a zero."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.language import (
    LANGUAGES,
    Language,
    Texts,
    format_number,
    format_with_unit,
    format_year_range,
    short_unit,
    vega_locale,
)


@pytest.mark.parametrize(
    ("value", "decimals", "fi", "en"),
    [
        (12.8, 1, "12,8", "12.8"),
        (12.0, 1, "12,0", "12.0"),
        (664028, 0, "664\u00a0028", "664,028"),
        (-1234.5, 1, "−1\u00a0234,5", "−1,234.5"),
        (2.675, 2, "2,68", "2.68"),
        (-0.04, 1, "0,0", "0.0"),
        (0.0, 0, "0", "0"),
    ],
)
def test_number_in_finnish_swedish_and_english(value: float, decimals: int, fi: str, en: str) -> None:
    assert format_number(value, decimals, "fi") == fi
    assert format_number(value, decimals, "sv") == fi
    assert format_number(value, decimals, "en") == en


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", [None, math.nan])
def test_missing_is_a_dash_without_unit(language: Language, missing: float | None) -> None:
    assert format_number(missing, 1, language) == "–"
    assert format_with_unit(missing, 1, "%", language) == "–"


def test_unit_stays_on_the_numbers_line() -> None:
    unit = Texts("/ 1 000 asukasta", "/ 1 000 invånare", "per 1,000 inhabitants")
    assert format_with_unit(9.3, 1, "%", "fi") == "9,3\u00a0%"
    assert format_with_unit(9.3, 1, Texts("%", "%", "%"), "en") == "9.3%"
    assert format_with_unit(9.3, 1, unit, "en") == "9.3\u00a0per 1,000 inhabitants"
    assert format_with_unit(9.3, 1, unit, "fi") == "9,3\u00a0/ 1\u00a0000 asukasta"
    assert format_with_unit(9.3, 1, Texts(), "fi") == "9,3"


def test_year_range() -> None:
    assert format_year_range(2015, 2021) == "2015–2021"
    assert format_year_range(2021, 2021) == "2021"


@given(
    value=st.floats(-1e12, 1e12, allow_nan=False),
    decimals=st.integers(0, 4),
    language=st.sampled_from(LANGUAGES),
)
def test_what_is_written_is_the_value_to_rounding(value: float, decimals: int, language: Language) -> None:
    locale = vega_locale(language)
    written = format_number(value, decimals, language)
    plain = (
        written.replace(locale["thousands"], "").replace(locale["decimal"], ".").replace(locale["minus"], "-")
    )
    assert abs(Decimal(plain) - Decimal(str(value))) <= Decimal(5).scaleb(-decimals - 1)
    assert len(plain.partition(".")[2]) == decimals
    assert " " not in written


def test_charts_write_numbers_as_the_pages_do() -> None:
    assert vega_locale("fi") == vega_locale("sv")
    assert vega_locale("fi")["decimal"] == ","
    assert vega_locale("fi")["thousands"] == "\u00a0"
    assert vega_locale("en")["decimal"] == "."


def test_a_short_unit_stands_with_every_figure_and_a_long_one_does_not():
    assert [short_unit(unit) for unit in ("", "%", "€/as.")] == ["", "%", "€/as."]
    assert short_unit("/ 1 000 vastaavanikäistä") == ""
