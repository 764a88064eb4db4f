"""The parsers: what is loose at the source is taken as it is, what is wrong has a name."""

import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.language import LANGUAGES, Texts
from hvk_data.sotkanet import SotkanetError, errors
from hvk_data.sotkanet.plain import plain_line, plain_text
from hvk_data.sotkanet.records import (
    FIGURES,
    parse_figures,
    parse_indicator,
    parse_listing,
    parse_regions,
)

HERE = "http://127.0.0.1/rest/1.1"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(
    st.sampled_from(
        [
            *("id", "code", "category", "title", "memberOf", "uri", "organization", "data-updated", "range"),
            *("decimals", "primaryValueType", "classifications", "description", "indicator", "region"),
            *("year", "gender", "value", "absValue"),
        ]
    ),
    JSON | st.fixed_dictionaries({"fi": st.text(), "title": st.fixed_dictionaries({"fi": st.text()})}),
)
NUMBERS = st.none() | st.integers(-(10**9), 10**9) | st.floats(-9e15, 9e15)
KEYS = st.tuples(
    st.integers(0, 2**31 - 1), st.integers(1, 2**15 - 1), st.sampled_from(["total", "male", "female"])
)


def figure(**members: Any) -> dict[str, Any]:
    return {"indicator": 127, "region": 52, "year": 2023, "gender": "total", "value": 9646, **members}


@given(JSON | st.lists(RECORDS, max_size=3))
def test_any_json_is_parsed_or_refused_with_a_sentence(document: Any) -> None:
    for parse in (
        lambda: parse_regions(document, HERE),
        lambda: parse_listing(document, HERE),
        lambda: parse_indicator(document, 127, HERE),
        lambda: parse_figures(document, 127, HERE),
    ):
        try:
            parse()
        except SotkanetError as error:
            assert error.address == HERE
            assert all(HERE in error.message(language) for language in LANGUAGES)
            json.dumps(error.to_json()).encode()


@given(st.dictionaries(KEYS, st.tuples(NUMBERS, NUMBERS)), st.randoms(use_true_random=False))
def test_figures_come_through_whole(figures: dict[Any, Any], random: Any) -> None:
    rows: list[dict[str, Any]] = []
    for (region, year, gender), (value, count) in figures.items():
        row = figure(region=region, year=year, gender=gender)
        row.pop("value")
        row.update(
            {name: number for name, number in (("value", value), ("absValue", count)) if number is not None}
        )
        rows.append(row)
    repeated = [row for row in rows if "value" in row or "absValue" in row][: random.choice([0, 2])]
    rows += repeated
    random.shuffle(rows)
    answer = parse_figures(json.loads(json.dumps(rows)), 127, HERE)
    assert answer.table.schema == FIGURES
    read = {
        (r["region"], r["year"], r["gender"]): (r["value"], r["abs_value"]) for r in answer.table.to_pylist()
    }
    assert read == {key: numbers for key, numbers in figures.items() if numbers != (None, None)}
    assert answer.duplicates == len(repeated)
    assert answer.empty_rows == sum(numbers == (None, None) for numbers in figures.values())


@pytest.mark.parametrize(
    "wrong", ["12,8", "", True, [], {}, math.inf, -math.inf, math.nan, 10**400, 2**53, -1e300]
)
@pytest.mark.parametrize("member", ["value", "absValue"])
def test_what_is_no_finite_number_is_refused(member: str, wrong: Any) -> None:
    with pytest.raises(errors.BadNumber) as caught:
        parse_figures([figure(), figure(region=53, **{member: wrong})], 127, HERE)
    assert caught.value.indicator == 127


def test_null_is_missing_and_zero_is_zero() -> None:
    answer = parse_figures([figure(value=None, absValue=0), figure(region=53, value=0)], 127, HERE)
    assert answer.table["value"].to_pylist() == [None, 0.0]
    assert answer.table["abs_value"].to_pylist() == [0.0, None]
    assert answer.table["value"].null_count == 1


def test_conflicting_rows_are_refused_with_their_place() -> None:
    with pytest.raises(errors.ConflictingRows) as caught:
        parse_figures([figure(), figure(value=9647)], 127, HERE)
    assert caught.value.values["region"] == 52
    assert caught.value.values["year"] == 2023


def test_a_row_that_lacks_a_count_conflicts_with_one_that_has_it() -> None:
    with pytest.raises(errors.ConflictingRows):
        parse_figures([figure(), figure(absValue=9)], 127, HERE)


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        7,
        "row",
        [],
        {"region": "52"},
        {"year": 2023.5},
        {"year": 99999},
        {"region": -1},
        {"gender": None},
    ],
)
def test_a_row_of_another_shape_is_refused(wrong: Any) -> None:
    row = figure(**wrong) if isinstance(wrong, dict) else wrong
    with pytest.raises(errors.UnexpectedShape) as caught:
        parse_figures([figure(), row], 127, HERE)
    assert "[1]" in str(caught.value)


def test_figures_of_another_indicator_are_refused() -> None:
    with pytest.raises(errors.WrongIndicator) as caught:
        parse_figures([figure(), figure(indicator=128)], 127, HERE)
    assert caught.value.values["found"] == 128


def test_a_region_keeps_its_code_as_text_and_any_category() -> None:
    (region,) = parse_regions(
        [
            {
                "id": 2,
                "code": "005",
                "category": "UUSI_TASO",
                "title": {"fi": " Alaj&auml;rvi "},
                "memberOf": None,
            }
        ],
        HERE,
    )
    assert region.code == "005"
    assert region.category == "UUSI_TASO"
    assert region.title == Texts(fi="Alajärvi")
    assert region.member_of == ()
    assert region.uri is None


@pytest.mark.parametrize(
    "member", [{"code": 5}, {"id": "2"}, {"id": True}, {"memberOf": ["658"]}, {"title": "A"}]
)
def test_a_region_of_another_shape_is_refused(member: dict[str, Any]) -> None:
    with pytest.raises(errors.UnexpectedShape) as caught:
        parse_regions([{"id": 2, "code": "005", "category": "KUNTA", **member}], HERE)
    assert next(iter(member)) in str(caught.value)


def test_the_list_names_each_indicator_once() -> None:
    rows = [{"id": 4, "title": {"sv": "A"}, "organization": {"title": {"fi": "THL"}}}, {"id": 4}, {"id": 5}]
    first, second = parse_listing(rows, HERE)
    assert (first.id, first.title, first.organization) == (4, Texts(sv="A"), Texts(fi="THL"))
    assert (second.id, second.title) == (5, Texts())


def test_an_indicator_is_read_with_what_it_has() -> None:
    indicator = parse_indicator(
        {
            "id": 186,
            "data-updated": "2025-04-29",
            "range": {"start": 1990, "end": 2024},
            "title": {"fi": "Kuolleisuus / 100 000 asukasta"},
            "description": {"fi": "Yksi.<br><br><br /><p id=x>Kaksi &lt;5.", "en": " "},
            "primaryValueType": {"code": "PER100000"},
            "decimals": 1,
            "classifications": {"sex": {"values": ["male", "female"]}},
        },
        186,
        HERE,
    )
    assert indicator.updated == date(2025, 4, 29)
    assert (indicator.first_year, indicator.last_year, indicator.decimals) == (1990, 2024, 1)
    assert indicator.value_type == "PER100000"
    assert indicator.description == Texts(fi="Yksi.\n\nKaksi <5.")
    assert indicator.sexes == ("male", "female")


def test_an_indicator_may_lack_everything_but_its_id() -> None:
    names = [
        "data-updated",
        "range",
        "title",
        "decimals",
        "primaryValueType",
        "classifications",
        "organization",
    ]
    for record in ({"id": 1}, {"id": 1, **dict.fromkeys(names)}, {"id": 1, "classifications": {"sex": None}}):
        indicator = parse_indicator(record, 1, HERE)
        assert (indicator.updated, indicator.first_year, indicator.decimals) == (None, None, None)
        assert (indicator.title, indicator.sexes) == (Texts(), ())


def test_a_display_hint_that_cannot_be_shown_is_no_hint() -> None:
    assert parse_indicator({"id": 1, "decimals": -3}, 1, HERE).decimals is None
    assert parse_indicator({"id": 1, "decimals": 10**9}, 1, HERE).decimals is None


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        (" V&auml;est&ouml;\t31.12. ", "Väestö 31.12."),
        ("a<br>b<br/><br/><br/>c", "a\nb\n\nc"),
        ("<p id=suhteutus>Yksi<p>Kaksi</p> ", "Yksi\n\nKaksi"),
        ('Katso <a href="https://thl.fi">THL</a>.', "Katso THL."),
        ("alle <5 tapausta", "alle <5 tapausta"),
        ("<script>alert(1)</script>teksti", "teksti"),
        ("rivi\nkatkeaa", "rivi katkeaa"),
        ("", ""),
        ("\x00 \u0007", ""),
    ],
)
def test_html_becomes_plain_text(html: str, plain: str) -> None:
    assert plain_text(html).replace("\n\n", "\n") == plain.replace("\n\n", "\n")


@given(st.text())
def test_plain_text_is_clean_whatever_comes(html: str) -> None:
    plain = plain_text(html)
    assert plain == plain.strip()
    assert "\n\n\n" not in plain
    assert "\n" not in plain_line(html)
    plain.encode()
