"""Charts: valid specs, nothing drawn that is not there, the reader's language, constant colours."""

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from hvk_data.charts import (
    PALETTES,
    AgeShares,
    Chart,
    Measure,
    Spot,
    Theme,
    by_sex,
    headline,
    population_picture,
    sparkline,
    spread,
    takeaway,
    time_series,
)
from hvk_data.charts.paper import paper_lines
from hvk_data.figures import Break, Comparison, Origin, Point, Role, Series
from hvk_data.language import LANGUAGES, Language, Texts

SCHEMA = Draft7Validator(
    json.loads(
        files("altair").joinpath("vegalite/v6/schema/vega-lite-schema.json").read_text(encoding="utf-8")
    )
)
ORIGIN = Origin("sotkanet", Texts("Terveyden ja hyvinvoinnin laitos (THL)"), "", vintage=date(2023, 5, 15))
TITLE = Texts("Pienituloisuusaste", "Låginkomstgrad", "At-risk-of-poverty rate")
PER_CENT = Texts("%", "%", "%")
BREAK = Break(2019, Texts("uusi lähde", "ny källa", "new source"))
THEMES: tuple[Theme, ...] = get_args(Theme)


def _series(role: Role, code: str, name: Texts, values: dict[int, float | None], **marks: Any) -> Series:
    return Series(role, "KUNTA", code, name, tuple(Point(y, v, **marks) for y, v in values.items()))


OWN = _series("own", "837", Texts("Tampere", "Tammerfors", "Tampere"), {2016: 11.9, 2020: None, 2021: 12.8})
OWN_WHOLE = _series("own", "837", OWN.name, {year: 10.0 + year % 5 for year in range(2010, 2022)})
MAAKUNTA = _series("maakunta", "6", Texts("Pirkanmaa", "Birkaland", "Pirkanmaa"), {2020: 10.4, 2021: 10.6})
COUNTRY = _series(
    "country", "658", Texts("Koko maa", "Hela landet", "Whole country"), {2020: 11.0, 2021: 11.4}
)
MEDIAN = _series("median_region", "m", Texts("Alueen mediaani", "Median", "Median"), {2021: 9.7}, n=22)
COMPARISON = Comparison(
    "181", TITLE, PER_CENT, 1, "higher_worse", "total", ORIGIN, 7, (OWN, MAAKUNTA, COUNTRY, MEDIAN), (BREAK,)
)


def _charts(language: Language, theme: Theme) -> list[Chart]:
    spots = [Spot("837", "Tampere", 12.8), Spot("536", "Nokia", 9.3), Spot("790", "Sastamala", None)]
    ages = {age: 0.5 + age / 40 for age in range(19)}
    return [
        time_series(COMPARISON, language, theme=theme),
        by_sex(COMPARISON, replace(COMPARISON, sex="male"), language, theme=theme),
        spread(spots, spots[0], 11.05, Measure(TITLE, PER_CENT, 1, 2021), language, theme=theme),
        population_picture(
            AgeShares("Tampere", ages), AgeShares("Pirkanmaa", ages), 2021, language, theme=theme
        ),
    ]


def _values(node: Any, key: str) -> list[Any]:
    """Everything under ``key`` anywhere in a spec."""
    if isinstance(node, dict):
        return [v for k, v in node.items() if k == key] + [x for v in node.values() for x in _values(v, key)]
    return [x for item in node for x in _values(item, key)] if isinstance(node, list) else []


def test_specs_are_valid_vega_lite() -> None:
    for chart in _charts("fi", "light"):
        assert [error.message for error in SCHEMA.iter_errors(chart.spec)] == []
        json.dumps(chart.rows)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_speaks_the_language_and_says_what_it_shows(language: Language, theme: Theme) -> None:
    for chart in _charts(language, theme):
        assert chart.spec["config"]["locale"]["number"]["decimal"] == ("." if language == "en" else ",")
        assert chart.title
        assert len(chart.alt) > len(chart.title)
        assert "{" not in chart.alt
        assert "None" not in chart.alt + chart.title + json.dumps(chart.rows)


def test_words_of_one_language_are_not_seen_in_another() -> None:
    seen = {
        language: json.dumps([[c.spec, c.rows, c.title, c.alt, c.notes] for c in _charts(language, "light")])
        for language in LANGUAGES
    }
    for word in ("Vuosi", "Arvo", "Katkos", "Naiset", "mediaani", "Osuus"):
        assert word in seen["fi"]
        assert word not in seen["sv"] + seen["en"]
    assert "Kvinnor" in seen["sv"]
    assert "Women" in seen["en"]


def test_vegas_own_english_descriptions_are_off() -> None:
    for chart in _charts("fi", "light"):
        assert chart.spec["config"]["axis"]["aria"] is False
        assert chart.spec["config"]["mark"]["aria"] is False


@pytest.mark.parametrize("theme", THEMES)
def test_a_role_has_the_same_colour_in_every_chart(theme: Theme) -> None:
    styles = PALETTES[theme].styles
    for chart in _charts("fi", theme):
        for scale in _values(chart.spec, "scale"):
            if isinstance(scale, dict) and "own" in (scale.get("domain") or []):
                named = dict(zip(scale["domain"], scale["range"], strict=True))
                assert named["own"] in (styles["own"], [1, 0])
        assert styles["own"] in json.dumps(chart.spec)


def test_a_spec_does_not_depend_on_the_area() -> None:
    other = replace(COMPARISON, series=(replace(OWN, code="536", name=Texts("Nokia")), MEDIAN))
    assert time_series(other, "fi").spec == time_series(COMPARISON, "fi").spec


values = st.none() | st.floats(0, 1e6)
points = st.dictionaries(st.integers(2000, 2024), values, max_size=20).map(
    lambda by_year: tuple(Point(year, by_year[year]) for year in sorted(by_year))
)


@settings(max_examples=60)
@given(
    own=points,
    county=points,
    breaks=st.lists(st.integers(2000, 2024), max_size=2),
    language=st.sampled_from(LANGUAGES),
)
def test_nothing_missing_is_drawn_and_no_line_crosses_a_gap_or_a_break(
    own: tuple[Point, ...], county: tuple[Point, ...], breaks: list[int], language: Language
) -> None:
    series = (
        Series("own", "KUNTA", "005", Texts("Alajärvi"), own),
        Series("county", "HVA", "14", Texts("Etelä-Pohjanmaa"), county),
    )
    known = tuple(Break(year, BREAK.reason) for year in breaks)
    comparison = replace(COMPARISON, series=series, breaks=known)
    chart = time_series(comparison, language)
    drawn: dict[str, list[int]] = defaultdict(list)
    for row in chart.rows:
        assert row.get("value", 0) is not None
        if row["kind"] == "point":
            drawn[row["segment"]].append(row["year"])
    assert sum(map(len, drawn.values())) == sum(p.value is not None for s in series for p in s.points)
    for years in drawn.values():
        assert years == list(range(years[0], years[0] + len(years)))
        assert not any(years[0] < year <= years[-1] for year in breaks)
    ElementTree.fromstring(sparkline(comparison, language).svg)


def test_a_break_is_a_rule_between_the_years_with_its_reason() -> None:
    chart = time_series(COMPARISON, "fi")
    assert [(r["year"], r["label"], r["written"]) for r in chart.rows if r["kind"] == "break"] == [
        (2018.5, "Katkos 2019", "uusi lähde")
    ]
    assert "Aikasarjan katkos 2019: uusi lähde." in chart.notes
    assert "uusi lähde" in chart.alt


def test_a_break_that_was_only_detected_is_marked_so_on_screen_and_paper() -> None:
    found = replace(COMPARISON, breaks=(replace(BREAK, detected=True),))
    chart = time_series(found, "fi")
    (row,) = (row for row in chart.rows if row["kind"] == "break")
    assert (row["label"], row["detected"]) == ("Havaittu katkos 2019", True)
    assert "Luvuista havaittu katkos 2019, syy ei ole tiedossa: uusi lähde." in chart.notes
    assert [row["segment"] for row in chart.rows if row["kind"] == "point"] == [
        row["segment"] for row in time_series(COMPARISON, "fi").rows if row["kind"] == "point"
    ], "no line crosses it either"
    known, detected = (paper_lines(one, "fi") for one in (COMPARISON, found))
    assert known is not None
    assert detected is not None
    assert 'stroke-dasharray="1 4"' in detected.svg
    assert 'stroke-dasharray="1 4"' not in known.svg


def test_a_break_outside_the_figures_is_not_drawn() -> None:
    early = replace(COMPARISON, breaks=(Break(1998, BREAK.reason),))
    assert not [row for row in time_series(early, "fi").rows if row["kind"] == "break"]


def test_a_computed_figure_is_hollow_and_called_computed() -> None:
    computed = _series("country", "658", COUNTRY.name, {2020: 11.0, 2021: 11.4}, certainty="computed")
    chart = time_series(replace(COMPARISON, series=(OWN, computed)), "fi")
    rows = [row for row in chart.rows if row["kind"] == "point" and row["style"] == "country"]
    assert all(row["hollow"] for row in rows)
    assert rows[0]["written"] == "11,0\u00a0% (laskettu)"
    assert any("Ontto merkki" in note for note in chart.notes)
    assert not any("Ontto merkki" in note for note in time_series(COMPARISON, "fi").notes)


def test_an_axis_without_zero_says_so() -> None:
    levels = _series("own", "837", OWN.name, {2020: 940.0, 2021: 967.0})
    flat = time_series(replace(COMPARISON, series=(levels,)), "fi")
    assert "ei ala nollasta" in json.dumps(flat.spec)
    assert "Pystyakseli ei ala nollasta." in flat.notes
    assert "ei ala nollasta" not in json.dumps(time_series(COMPARISON, "fi").spec)


def test_levels_of_one_year_are_drawn_from_zero() -> None:
    one = replace(COMPARISON, series=(_series("own", "837", OWN.name, {2021: 3.2}),))
    corners = [row for row in time_series(one, "fi").rows if row["kind"] == "corner"]
    assert [row["value"] for row in corners] == [0.0, 4.0]
    assert [row["year"] for row in corners] == [2020, 2022]


def test_a_line_that_ends_early_says_its_year_at_its_label() -> None:
    early = _series("county", "6", Texts("Pirkanmaan hyvinvointialue"), {2010: 9.0, 2011: 9.5})
    rows = time_series(replace(COMPARISON, series=(OWN, early)), "fi").rows
    labels = {row["style"]: (row["label"], row["short"]) for row in rows if row["kind"] == "label"}
    assert labels["county"] == ("9,5 Pirkanmaan hyvinvointialue (2011)", "9,5 (2011) Hv-alue")
    assert labels["own"] == ("12,8 Tampere", "12,8 Tampere")


def test_a_name_too_long_for_the_room_is_said_shortly_and_never_cut() -> None:
    long = _series("county", "6", Texts("Länsi-Uudenmaan hyvinvointialue, kuntien mediaani"), {2021: 9.5})
    rows = time_series(replace(COMPARISON, series=(OWN, long)), "fi").rows
    assert [row["label"] for row in rows if row["kind"] == "label"] == ["12,8 Tampere", "9,5 Hv-alue"]


def test_numbers_of_people_are_drawn_without_the_areas_that_would_flatten_them() -> None:
    people = replace(COMPARISON, indicator="127")
    chart = time_series(people, "fi")
    assert {row["style"] for row in chart.rows if row["kind"] == "point"} == {"own", "median_region"}
    assert chart.notes[-1] in chart.alt
    assert {row["style"] for row in time_series(COMPARISON, "fi").rows if row["kind"] == "point"} > {
        "country"
    }
    styles = PALETTES["light"].styles
    assert styles["maakunta"] not in sparkline(people, "fi").svg
    assert styles["maakunta"] in sparkline(COMPARISON, "fi").svg


def test_without_figures_there_is_nothing_to_draw_and_it_says_so() -> None:
    empty = replace(COMPARISON, series=(replace(OWN, points=()),))
    chart = time_series(empty, "fi")
    assert chart.rows == []
    assert chart.title == "Tampere: ei julkaistuja lukuja"
    assert by_sex(empty, empty, "fi").rows == []
    assert "polyline" not in sparkline(empty, "fi").svg


def test_takeaway_tells_level_and_the_way_it_has_gone_of_one_year() -> None:
    assert takeaway(COMPARISON, "fi") == (
        "Vuonna 2021 Tampere 12,8\u00a0%, Pirkanmaa 10,6\u00a0%, koko maa 11,4\u00a0%."
    )
    whole = replace(COMPARISON, series=(OWN_WHOLE, COUNTRY), breaks=())
    assert takeaway(whole, "sv") == (
        "År 2021: Tammerfors 11,0\u00a0% (2016: 11,0\u00a0%), hela landet 11,4\u00a0%."
    )
    assert headline(COMPARISON, "en") == "Tampere 12.8% (2021), Pirkanmaa 10.6%, whole country 11.4%"


def test_takeaway_ends_in_one_full_stop_after_a_unit_with_its_own() -> None:
    money = replace(COMPARISON, unit=Texts("€/as."), series=(OWN, COUNTRY))
    assert takeaway(money, "fi").endswith("koko maa 11,4\u00a0€/as.")


def test_takeaway_never_sets_years_against_each_other_over_a_break() -> None:
    assert "2019: " in takeaway(replace(COMPARISON, series=(OWN_WHOLE,)), "fi")
    assert "2016: " in takeaway(replace(COMPARISON, series=(OWN_WHOLE,), breaks=()), "fi")


def test_takeaway_names_the_median_with_its_n_where_the_region_has_no_figure() -> None:
    assert "Alueen mediaani 9,7\u00a0% (22 kuntaa)" in takeaway(
        replace(COMPARISON, series=(OWN, MEDIAN)), "fi"
    )


def test_takeaway_falls_back_to_peers_and_leaves_out_other_years() -> None:
    peer = _series("peer", "536", Texts("Nokia"), {2021: 9.3})
    old = _series("country", "658", COUNTRY.name, {2011: 13.0})
    assert takeaway(replace(COMPARISON, series=(OWN, old, peer)), "fi") == (
        "Vuonna 2021 Tampere 12,8\u00a0%, Nokia 9,3\u00a0%."
    )


def test_spread_marks_the_own_municipality_and_counts_the_missing() -> None:
    spots = [Spot("837", "Tampere", 12.8), Spot("536", "Nokia", 9.3), Spot("790", "Sastamala", None)]
    measure = Measure(TITLE, PER_CENT, 1, 2021)
    chart = spread(spots, spots[0], 11.05, measure, "fi")
    assert [row["name"] for row in chart.rows if row["kind"] == "own"] == ["Tampere"]
    assert [row["name"] for row in chart.rows if row["kind"] == "other"] == ["Nokia"]
    assert chart.title == "Tampere 12,8\u00a0%, kuntien mediaani 11,1\u00a0% (2021)"
    assert chart.notes == ("Yhdestä kunnasta ei ole lukua.",)
    assert "pienin Nokia 9,3" in chart.alt
    without = spread(spots, spots[2], 11.05, measure, "fi")
    assert "Sastamala: lukua ei ole" in without.title
    assert not [row for row in without.rows if row["kind"] == "own"]
    assert spread([], spots[0], None, measure, "fi").title == "Kunnilla ei ole lukuja vuodelta 2021"


def test_spread_lays_no_two_dots_in_one_place() -> None:
    spots = [Spot(str(i), f"Kunta {i}", float(i % 7)) for i in range(60)]
    chart = spread(spots, spots[3], 3.0, Measure(TITLE, PER_CENT, 0, 2021), "fi")
    dots = [(row["value"], row["place"]) for row in chart.rows if row["kind"] in ("own", "other")]
    assert len(set(dots)) == len(dots) == 60
    assert all(44 <= place <= chart.spec["height"] for _, place in dots)


def test_population_sums_only_when_no_age_is_missing() -> None:
    ages: dict[int, float | None] = {0: 1.0, 1: 1.25}
    region = AgeShares("Pirkanmaa", {0: 1.0, 1: 1.0})
    chart = population_picture(AgeShares("Tampere", ages), region, 2021, "fi")
    assert chart.title == "Tampere (2021): 0–1-vuotiaita 2,3\u00a0% väestöstä · Pirkanmaa 2,0\u00a0%"
    holed = population_picture(AgeShares("Kökar", {0: None, 1: 1.25}), region, 2021, "fi")
    assert "kaikista ikäluokista ei ole lukua" in holed.title
    assert [row["age"] for row in holed.rows if row["kind"] == "own"] == [1]


def test_sparkline_has_its_words_and_survives_any_name() -> None:
    hostile = replace(COMPARISON, series=(replace(OWN_WHOLE, name=Texts('<b>"&')), COUNTRY))
    picture = sparkline(hostile, "fi", theme="dark")
    root = ElementTree.fromstring(picture.svg)
    assert root.get("aria-label") == picture.alt == takeaway(hostile, "fi")
    lines = [element.get("stroke") for element in root if element.tag.endswith("polyline")]
    styles = PALETTES["dark"].styles
    assert lines == [styles["country"], styles["own"], styles["own"]], "own is on top, and ends at the break"
