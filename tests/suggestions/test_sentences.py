"""Sentences of judgements: their numbers are the figures, and they claim no more than the judgement.

``PYTHONPATH=. python tests/suggestions/test_sentences.py`` prints the examples of docs/native-check.md.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libvoikko import Voikko

from hvk_data.figures import Comparison, Direction, Origin, Point, Series, Sex
from hvk_data.language import LANGUAGES, Language, Texts, in_place, text
from hvk_data.statistics import (
    Certainty,
    Change,
    Counts,
    Judgement,
    Level,
    Measure,
    Position,
    Reason,
    judge,
)
from hvk_data.suggestions.sentences import sentence

EXAMPLES = Path(__file__).parents[2] / "docs" / "native-check.md"

TITLE = Texts("Toimeentulotukea saaneet", "Mottagare av utkomststöd", "Recipients of social assistance")
PERCENT = Texts("%", "%", "%")
RATE = Texts("/ 1 000 as.", "/ 1 000 inv.", "/ 1,000 inhabitants")
KUHMO = Texts("Kuhmo", "Kuhmo", "Kuhmo")
VOYRI = Texts("Vöyri", "Vörå", "Vöyri")
KAINUU = Texts("Kainuun hyvinvointialue", "Kajanalands välfärdsområde", "Kainuu wellbeing services county")
ORIGIN = Origin("sotkanet", Texts("THL"), "https://sotkanet.fi")

VERDICTS: dict[Language, str] = {
    "fi": r"suurempi|pienempi|noussut|laskenut|parem|huono|samaa|tavallinen|harvoin",
    "sv": r"högre|lägre|stigit|sjunkit|bättre|sämre|samma nivå|nivån vanlig|sällan",
    "en": r"higher|lower|risen|fallen|better|worse|same level|level is usual|rarely",
}


def comparison(
    *,
    direction: Direction = "higher_worse",
    unit: Texts = PERCENT,
    sex: Sex = "total",
    own: tuple[Point, ...] = (Point(2015, 10.2, 510), Point(2021, 12.0, 590), Point(2023, 12.8, 600)),
    other: tuple[Point, ...] = (Point(2023, 10.6, 6000),),
    decimals: int = 1,
) -> Comparison:
    return Comparison(
        indicator="1",
        title=TITLE,
        unit=unit,
        decimals=decimals,
        direction=direction,
        sex=sex,
        origin=ORIGIN,
        generation=1,
        series=(
            Series("own", "KUNTA", "290", KUHMO, own),
            Series("county", "HYVINVOINTIALUE", "20", KAINUU, other),
        ),
    )


def of_vöyri(compared: Comparison) -> Comparison:
    """The same of a municipality whose local case waits for a check."""
    own = replace(compared.own, code="946", name=VOYRI)
    return replace(compared, series=(own, *compared.series[1:]))


def falling(compared: Comparison) -> Comparison:
    """The same, come down to where it is."""
    first = Point(2015, 14.1, 700)
    own = replace(compared.own, points=(first, *compared.own.points[1:]))
    return replace(compared, series=(own, *compared.series[1:]))


NO_VERDICT: tuple[Reason, ...] = (
    *("within_chance", "small_counts", "rounding", "subtraction", "screened"),
    *("few_areas", "survey", "value_alone", "no_comparison", "number_of_cases"),
)


def levels(compared: Comparison) -> Iterator[Level]:
    """Every kind of level that a judgement may hold."""
    other = compared.series[1]
    own = compared.own.points[-1].value
    beside = other.points[-1].value
    above = replace(other, points=(Point(2023, 15.9, 9000),))
    for tier in ("high", "moderate"):
        yield Level("higher", Certainty(tier, ("tested",)), other, own, beside, None, None, None, 0.001)
        yield Level("lower", Certainty(tier, ("tested",)), above, own, 15.9, None, None, None, 0.001)
    three = Counts(30, 2400, True)
    yield Level(
        "higher", Certainty("moderate", ("three_years",)), other, own, beside, None, three, None, 0.03
    )
    for sign in ("higher", "lower", "usual"):
        place = Position(87, 1.9, 23)
        yield Level(sign, Certainty("low", ("value_alone",)), other, own, beside, None, None, place, None)
    for reason in NO_VERDICT:
        told = None if reason in ("no_comparison", "number_of_cases") else beside
        against = None if reason == "no_comparison" else other
        yield Level("unclear", Certainty("none", (reason,)), against, own, told, None, None, None, None)


def changes() -> Iterator[Change]:
    """Every kind of change that a judgement may hold."""
    for sign, tier in product(("rising", "falling"), ("high", "moderate", "low")):
        yield Change(sign, Certainty(tier, ("tested",)), 2015, 2023, 0.3, None, 0.001, None)
    for reason in ("within_chance", "small_counts", "too_few_years", "survey"):
        yield Change("unclear", Certainty("none", (reason,)), 2015, 2023, 0.3, None, 0.4, None)
    for reason in ("too_few_years", "within_year"):
        yield Change("unclear", Certainty("none", (reason,)), None, None, None, None, None, None)


def every_judgement() -> Iterator[tuple[Judgement, Comparison]]:
    """Every direction, level, change and certainty together."""
    for direction, unit in product(get_args(Direction), (PERCENT, RATE)):
        compared = comparison(direction=direction, unit=unit)
        for level, change in product(levels(compared), changes()):
            judgement = Judgement("1", "total", direction, 2023, level, change)
            yield judgement, falling(compared) if change.sign == "falling" else compared
            yield judgement, of_vöyri(compared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_combination_is_whole_sentences(language: Language) -> None:
    seen = {sentence(judgement, compared, language) for judgement, compared in every_judgement()}
    assert len(seen) > 500
    for said in seen:
        assert said.startswith(TITLE.in_(language))
        assert said.endswith(".")
        assert not re.search(r"[{}]|None|  | [.,;)]|\( |\.\.|,,|,\.| –\.", said), said
        assert said.count("(") == said.count(")")
        without_units = re.sub("/ 1[\u00a0,]000 [a-z]+[.]?", "", said)
        parts = re.split(r"(?<=[a-zåäö)])\. ", without_units)
        assert all(part[0].isupper() for part in parts), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_told_has_no_verdict(language: Language) -> None:
    for judgement, compared in every_judgement():
        tiers = {judgement.level.certainty.tier, judgement.change.certainty.tier}
        found = re.search(VERDICTS[language], sentence(judgement, compared, language))
        assert (found is None) == (tiers == {"none"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_chance_it_says_just_what_the_test_says(language: Language) -> None:
    """Rarely and very rarely by chance: each where the level's test says so, neither without a test."""
    for judgement, compared in every_judgement():
        said = sentence(judgement, compared, language)
        for tier in ("high", "moderate"):
            claimed = text(language, f"sentences.level_{tier}") in said
            assert claimed == (judgement.level.certainty.tier == tier), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_neutral_indicator_is_never_better_or_worse(language: Language) -> None:
    judging = {"fi": "parem|huono", "sv": "bättre|sämre", "en": "better|worse"}[language]
    seen = set()
    for judgement, compared in every_judgement():
        good = judgement.good_level or judgement.good_change
        said = re.search(judging, sentence(judgement, compared, language))
        assert (said is None) == (good is None)
        seen.add(good)
    assert seen == {None, "better", "worse"}


def test_voikko_finds_no_fault_in_the_finnish() -> None:
    reader = Voikko("fi")
    said = {
        sentence(judgement, compared, "fi")
        for judgement, compared in every_judgement()
        if compared.unit is PERCENT
    }
    words = {word for one in said for word in re.findall(r"[A-Za-zÅÄÖåäö]+", one)}
    assert len(words) > 60
    assert {word for word in words if not reader.spell(word)} == set()
    assert [one for one in said if reader.grammarErrors(one, "fi")] == []
    assert reader.grammarErrors("Kuhmossa luku luku oli  suurempi .", "fi")
    reader.terminate()


YEARS = range(2010, 2024)
COUNTS = st.lists(st.integers(0, 400), min_size=len(YEARS), max_size=len(YEARS))


def numbers(said: str, language: Language) -> list[float]:
    """All numbers in a text, in its own way of writing them."""
    found = re.findall(r"(?<![\w,.])\d[\d\u00a0,.]*", said)
    plain = [one.replace("\u00a0", "").rstrip(".,") for one in found]
    if language == "en":
        return [float(one.replace(",", "")) for one in plain]
    return [float(one.replace(",", ".")) for one in plain]


def shown(value: float | None, decimals: int = 1) -> float:
    """A value as it is written."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return float(exact)


def figure_series(counts: list[int], people: int, per: int) -> tuple[Point, ...]:
    return tuple(
        Point(year, round(per * count / people, 1), count) for year, count in zip(YEARS, counts, strict=True)
    )


@given(
    COUNTS,
    st.lists(st.integers(400, 4000), min_size=len(YEARS), max_size=len(YEARS)),
    st.sampled_from([(PERCENT, 100, "share"), (RATE, 1000, "rate")]),
    st.sampled_from(get_args(Direction)),
    st.sampled_from(LANGUAGES),
)
def test_the_numbers_are_the_figures(
    counts: list[int],
    around: list[int],
    measure: tuple[Texts, int, str],
    direction: Direction,
    language: Language,
) -> None:
    unit, per, kind = measure
    together = [one + other for one, other in zip(counts, around, strict=True)]
    compared = comparison(
        direction=direction,
        unit=unit,
        own=figure_series(counts, 1000, per),
        other=figure_series(together, 11000, per),
    )
    judgement = judge(compared, Measure("share" if kind == "share" else "rate", per))
    level, change = judgement.level, judgement.change
    said = sentence(judgement, compared, language)
    for reasons in (level.certainty.why(language), change.certainty.why(language)):
        said = said.replace(reasons, "")
    unit_text = re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", unit.in_(language))
    found = set(numbers(said.replace(unit_text, ""), language))

    own, other = shown(level.own), shown(level.other)
    assert {own, other} <= found
    ends = [year for year in (change.first, change.last) if year is not None]
    values = {point.year: point.value for point in compared.own.points}
    difference = abs(own - other) if unit is PERCENT else abs(own - other) / other * 100 if other else 0
    known = {own, other, *ends, *(shown(values[year]) for year in ends), 2021, 2023}
    known.add(shown(round(difference, 9), 1 if unit is PERCENT else 0))
    assert found <= known, said


@given(COUNTS, st.sampled_from(LANGUAGES))
def test_the_sentence_says_what_the_judgement_says(counts: list[int], language: Language) -> None:
    around = [count + 1500 for count in counts]
    compared = comparison(own=figure_series(counts, 1000, 100), other=figure_series(around, 11000, 100))
    judgement = judge(compared, Measure("share", 100))
    said = sentence(judgement, compared, language)
    words = {
        "fi": ("suurempi", "pienempi", "noussut", "laskenut"),
        "sv": ("högre", "lägre", "stigit", "sjunkit"),
        "en": ("higher", "lower", "risen", "fallen"),
    }[language]
    signs = (
        judgement.level.sign == "higher",
        judgement.level.sign == "lower",
        judgement.change.sign == "rising",
        judgement.change.sign == "falling",
    )
    assert tuple(word in said for word in words) == signs


def test_percentage_points_and_per_cent() -> None:
    judgements = [
        (judgement, compared)
        for judgement, compared in every_judgement()
        if judgement.level.certainty.tier == "high" and judgement.level.sign == "higher"
    ]
    for judgement, compared in judgements:
        fi, sv, en = (sentence(judgement, compared, language) for language in LANGUAGES)
        if compared.unit is PERCENT:
            assert "2,2 prosenttiyksikköä suurempi" in fi
            assert "2,2 procentenheter högre" in sv
            assert "2.2 percentage points higher" in en
        else:
            assert "21 prosenttia suurempi" in fi
            assert "21 procent högre" in sv
            assert "21 per cent higher" in en


def told(compared: Comparison) -> Judgement:
    first, *_ = levels(compared)
    change = Change("unclear", Certainty("none", ("too_few_years",)), None, None, None, None, None, None)
    return Judgement("1", compared.sex, compared.direction, 2023, first, change)


def test_a_whole_percentage_point_takes_its_own_case() -> None:
    compared = comparison(own=(Point(2023, 12),), other=(Point(2023, 11),), decimals=0)
    assert "1 prosenttiyksikön suurempi" in sentence(told(compared), compared, "fi")
    assert "1 procentenhet högre" in sentence(told(compared), compared, "sv")
    assert "1 percentage point higher" in sentence(told(compared), compared, "en")


def test_a_difference_smaller_than_the_figures_show_has_no_number() -> None:
    compared = comparison(own=(Point(2023, 12.84),), other=(Point(2023, 12.81),))
    said = sentence(told(compared), compared, "fi")
    assert ", suurempi eli huonompi kuin Kainuun hyvinvointialueella" in said
    assert "prosenttiyksik" not in said


def test_computed_and_estimated_figures_are_marked() -> None:
    compared = comparison(
        own=(Point(2023, 12.8, 600, "computed"),), other=(Point(2023, 10.6, 6000, "estimate"),)
    )
    for language, (ours, other) in {
        "fi": ("12,8\u00a0% (laskettu)", "10,6\u00a0%, arvio"),
        "sv": ("12,8\u00a0% (beräknad)", "10,6\u00a0%, uppskattning"),
        "en": ("12.8% (computed)", "10.6%, estimate"),
    }.items():
        said = sentence(told(compared), compared, language)
        assert ours in said
        assert other in said


def test_three_years_are_said_and_marked() -> None:
    compared = comparison()
    three = next(one for one in levels(compared) if one.counts is not None)
    said = sentence(replace(told(compared), level=three), compared, "fi")
    assert "12,8\u00a0% (laskettu) keskimäärin vuosina 2021–2023" in said
    assert "(10,6\u00a0%, laskettu)" in said


def test_ends_against_the_trend_are_left_out() -> None:
    compared = comparison()
    rising = next(one for one in changes() if one.sign == "rising")
    sinking = next(one for one in changes() if one.sign == "falling")
    up, down = (
        sentence(replace(told(compared), change=change), compared, "fi") for change in (rising, sinking)
    )
    assert "(2015: 10,2\u00a0%; 2023: 12,8\u00a0%)" in up
    assert "2015:" not in down


def test_an_unchecked_place_is_named_without_a_case() -> None:
    compared = of_vöyri(comparison())
    assert in_place("946", "KUNTA", "fi") is None
    assert "Toimeentulotukea saaneet – Vöyri: luku oli 12,8" in sentence(told(compared), compared, "fi")
    # As what is compared with, too.
    turned = replace(compared, series=(comparison().own, replace(compared.own, role="peer")))
    said = sentence(told(turned), turned, "fi")
    assert "kuin vertailualueella (Vöyri 12,8\u00a0%)" in said


def test_a_median_says_whose_it_is() -> None:
    compared = comparison()
    median = Series("median_region", "MAAKUNTA", "18", Texts("x"), (Point(2023, 11.1, None, "computed", 8),))
    place = Position(70, 0.6, 8)
    low = Certainty("low", ("value_alone",))
    level = Level("usual", low, median, 12.8, 11.1, None, None, place, None)
    judgement = replace(told(compared), level=level)
    assert "(Kainuun kuntien mediaani 11,1\u00a0%, laskettu)" in sentence(judgement, compared, "fi")
    assert "(medianen för kommunerna i Kajanaland 11,1" in sentence(judgement, compared, "sv")
    assert "(the median of municipalities in the region of Kainuu 11.1%" in sentence(
        judgement, compared, "en"
    )


@pytest.mark.parametrize(
    ("sex", "language", "title"),
    [
        ("female", "fi", "Toimeentulotukea saaneet, naiset: Kuhmossa"),
        ("male", "sv", "Mottagare av utkomststöd, män: i Kuhmo"),
        ("female", "en", "Recipients of social assistance, women: in Kuhmo"),
    ],
)
def test_the_sex_is_said(sex: Sex, language: Language, title: str) -> None:
    compared = comparison(sex=sex)
    assert sentence(told(compared), compared, language).startswith(title)


def test_a_missing_figure_is_missing_and_never_zero() -> None:
    compared = comparison(own=(Point(2022, 3.0), Point(2023, None)))
    judgement = judge(compared, Measure("share", 100), year=2023)
    assert (
        sentence(judgement, compared, "fi")
        == "Toimeentulotukea saaneet – Kuhmo: vuoden 2023 lukua ei ole julkaistu."
    )
    nothing = comparison(own=())
    assert (
        sentence(judge(nothing, Measure("share", 100)), nothing, "sv")
        == "Mottagare av utkomststöd – Kuhmo: talet har inte publicerats."
    )


def examples() -> str:
    """The sentences for a native speaker's eye: each level and each change once, in the three languages."""
    compared = comparison()
    changing, all_levels = list(changes()), list(levels(compared))
    chosen = [(level, changing[at % len(changing)]) for at, level in enumerate(all_levels)]
    lines = []
    for at, (level, change) in enumerate(chosen):
        of = falling(compared) if change.sign == "falling" else compared
        of = of if at % 5 else of_vöyri(of)
        judgement = Judgement("1", "total", "higher_worse", 2023, level, change)
        said = [sentence(judgement, of, language) for language in LANGUAGES]
        lines += [f"{at + 1}. {said[0]}", f"   - {said[1]}", f"   - {said[2]}"]
    return "\n".join(lines)


def test_the_examples_to_check_are_those_of_today() -> None:
    assert examples() in EXAMPLES.read_text(encoding="utf-8")


if __name__ == "__main__":
    print(examples())
