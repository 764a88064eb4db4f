"""The map's classes, words and spec."""

import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.charts import PALETTES, Measure
from hvk_data.charts.map import SELECTION, Dot, class_of, map_chart, value_classes
from hvk_data.language import LANGUAGES, Texts

MEASURE = Measure(Texts(fi="Osuus", sv="Andel", en="Share"), Texts(fi="%", sv="%", en="%"), 1, 2021)
VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 1)), min_size=1, max_size=400)


def dots(*values: float | None) -> list[Dot]:
    return [Dot(f"{n:03}", f"Kunta {n}", value, 20 + n / 50, 60 + n % 9) for n, value in enumerate(values)]


@given(VALUES)
def test_every_value_is_in_one_class_and_equal_values_in_the_same(values: list[float]) -> None:
    classes = value_classes(values)
    assert 1 <= len(classes) <= 5
    assert sum(one.n for one in classes) == len(values)
    assert [one.rank for one in classes] == sorted({one.rank for one in classes})
    assert all(one.high < other.low for one, other in pairwise(classes))
    counted = Counter(class_of(value, classes) for value in values)
    assert counted == {one: one.n for one in classes}


@given(st.integers(15, 400))
def test_classes_are_as_large_as_each_other_where_no_two_are_equal(n: int) -> None:
    sizes = [one.n for one in value_classes([float(value) for value in range(n)])]
    assert len(sizes) == 5
    assert max(sizes) - min(sizes) <= 1


def test_few_municipalities_have_few_classes() -> None:
    assert [len(value_classes([float(v) for v in range(n)])) for n in (0, 1, 5, 6, 9, 15)] == [
        0,
        1,
        1,
        2,
        3,
        5,
    ]


def test_all_equal_is_one_class() -> None:
    (only,) = value_classes([3.0] * 20)
    assert (only.low, only.high, only.n) == (3.0, 3.0, 20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_hollow_and_in_the_legend(language) -> None:
    chart = map_chart(dots(1, 2, 3, 4, 5, 6, None, None), "002", "Alue", MEASURE, language)
    fill = chart.spec["layer"][0]["encoding"]["fill"]["scale"]
    gone = [row for row in chart.rows if row["code"] in ("006", "007")]
    assert {row["class"] for row in gone} == {fill["domain"][-1]}
    assert fill["range"][-1] == PALETTES["light"].background
    assert "n = 2" in fill["domain"][-1]
    assert "2021" in chart.title
    assert "6" in chart.title
    for words in fill["domain"]:
        assert words in chart.alt


def test_nothing_known_draws_everything_hollow() -> None:
    chart = map_chart(dots(None, None), "000", "Alue", MEASURE, "fi")
    assert chart.spec["layer"][0]["encoding"]["fill"]["scale"]["range"] == [PALETTES["light"].background]
    assert "n = 0" in chart.title


def test_the_own_one_and_those_compared_with_are_always_named() -> None:
    many = dots(*range(200))
    chart = map_chart(many, "007", "Maa", MEASURE, "fi", compared={"008", "150"})
    named = {row["code"]: row["kind"] for row in chart.rows if row["label"]}
    assert named == {"007": "own", "008": "compared", "150": "compared"}


def test_a_click_gives_the_code_on_points_and_on_shapes() -> None:
    some = dots(1, 2, 3)
    ring = [[20.0, 60.0], [20.0, 61.0], [21.0, 61.0], [20.0, 60.0]]
    for shapes in (None, {dot.code: [[ring]] for dot in some}):
        base = map_chart(some, "000", "Alue", MEASURE, "fi", shapes=shapes).spec["layer"][0]
        assert base["params"] == [{"name": SELECTION, "select": {"type": "point", "fields": ["code"]}}]
        json.dumps(base, allow_nan=False)
        if shapes:
            assert [one["code"] for one in base["data"]["values"]] == ["000", "001", "002"]
            assert base["mark"]["type"] == "geoshape"


def test_boundaries_of_another_division_are_not_drawn_in_part() -> None:
    chart = map_chart(dots(1, 2), "000", "Alue", MEASURE, "fi", shapes={"000": []})
    assert chart.spec["layer"][0]["mark"]["type"] == "point"
