"""Saved findings meet revised figures: what is shown as changed, and which numbers no longer hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.figures import Comparison, Origin, Point, Series
from hvk_data.findings import Draft, EditedElsewhere, Findings, meet, mended
from hvk_data.language import LANGUAGES, Language, Texts, format_number

TAMPERE = Series("own", "KUNTA", "837", Texts("Tampere"), tuple(
    Point(year, value, count)
    for year, value, count in ((2018, 12.0, 1200.0), (2019, 12.5, 1250.0), (2021, 13.8, 1380.0))
))  # fmt: skip
COUNTRY = Series("country", "MAA", "358", Texts("Koko maa"), (Point(2019, 11.0), Point(2021, 11.4)))
SAVED = Comparison(
    indicator="181",
    title=Texts("Työttömät"),
    unit=Texts("%"),
    decimals=1,
    direction="higher_worse",
    sex="total",
    origin=Origin("sotkanet", Texts("THL"), "https://sotkanet.fi"),
    generation=7,
    series=(TAMPERE, COUNTRY),
)


def with_own(*points: Point) -> Comparison:
    """Today's comparison, with these points of the municipality instead of or beside the saved ones."""
    merged = {point.year: point for point in (*TAMPERE.points, *points)}
    own = replace(TAMPERE, points=tuple(merged[year] for year in sorted(merged)))
    return replace(SAVED, generation=8, series=(own, COUNTRY))


def stale(current: Comparison, sentence: str) -> list[str]:
    return [one.written for one in meet(SAVED, current, sentence).stale]


def test_the_same_figures_of_a_newer_store_hold() -> None:
    meeting = meet(SAVED, replace(SAVED, generation=9), "Tampereella 13,8 %, koko maassa 11,4 %.")
    assert meeting.holds
    assert (meeting.revised, meeting.new_years, meeting.stale) == ((), (), ())


def test_a_revised_figure_is_shown_with_old_and_new() -> None:
    meeting = meet(SAVED, with_own(Point(2021, 14.1, 1410.0)), "")
    (revised,) = meeting.revised
    assert (revised.role, revised.year) == ("own", 2021)
    assert revised.before == Point(2021, 13.8, 1380.0)
    assert revised.after == Point(2021, 14.1, 1410.0)
    assert not meeting.holds


def test_what_is_not_seen_is_no_revision_and_a_count_is() -> None:
    assert meet(SAVED, with_own(Point(2021, 13.8000001, 1380.0)), "13,8").holds
    assert [one.year for one in meet(SAVED, with_own(Point(2021, 13.8, 1381.0)), "").revised] == [2021]


def test_a_newer_year_is_told_of_and_makes_nothing_wrong() -> None:
    meeting = meet(SAVED, with_own(Point(2022, 14.0), Point(2023, None)), "13,8 %")
    assert (meeting.new_years, meeting.holds) == ((2022,), True)


def test_a_figure_that_was_filled_in_or_has_gone_is_a_revision() -> None:
    (filled,) = meet(SAVED, with_own(Point(2020, 13.0)), "").revised
    assert (filled.year, filled.before, filled.after) == (2020, None, Point(2020, 13.0))
    (gone,) = meet(SAVED, with_own(Point(2018, None)), "").revised
    assert (gone.year, gone.after) == (2018, Point(2018, None))
    alone = replace(SAVED, series=(TAMPERE,))
    assert {one.role for one in meet(SAVED, alone, "").revised} == {"country"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tampereella 13,8 % vuonna 2021.", ["13,8"]),
        ("In Tampere 13.8% in 2021.", ["13.8"]),
        ("Osuus oli 12,0 % vuonna 2018.", []),
        ("Noin 14 prosenttia.", []),
        ("Kasvua 1,8 prosenttiyksikköä vuodesta 2018.", ["1,8"]),
        ("Kasvua 15,0 % vuodesta 2018.", ["15,0"]),
        ("Ero koko maahan on 2,4 prosenttiyksikköä.", ["2,4"]),
        ("Työttömiä oli 1 380.", ["1 380"]),
        ("Työttömiä oli 1\u00a0380.", ["1\u00a0380"]),
        ("There were 1,380 unemployed.", ["1,380"]),
        ("Tavoite on 10,5 % vuoteen 2030 mennessä.", []),
        ("Kokous 13.8.2025 käsitteli asiaa.", []),
        ("", []),
    ],
)
def test_numbers_that_the_figures_no_longer_give(sentence: str, expected: list[str]) -> None:
    assert stale(with_own(Point(2021, 14.1, 1410.0)), sentence) == expected


def test_a_stale_number_says_where_it_stands_and_what_it_is_now() -> None:
    sentence = "Osuus nousi 13,8 prosenttiin."
    (one,) = meet(SAVED, with_own(Point(2021, 14.1)), sentence).stale
    assert sentence[one.start :].startswith(one.written)
    assert (one.name.fi, one.year, one.before, one.after) == ("Tampere", 2021, 13.8, 14.1)
    (gone,) = meet(SAVED, with_own(Point(2021, None)), sentence).stale
    assert gone.after is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tampereella 13,8 % vuonna 2021, ennen 12,0 %.", "Tampereella 14,1 % vuonna 2021, ennen 12,0 %."),
        ("In Tampere 13.8% in 2021.", "In Tampere 14.1% in 2021."),
        ("Työttömiä oli 1 380, kasvua 15,0 %.", "Työttömiä oli 1\u00a0410, kasvua 17,5 %."),
        ("Muutos −1,8 yksikköä toisin päin.", "Muutos −2,1 yksikköä toisin päin."),
        ("Osuus oli 12,0 % vuonna 2018.", None),
    ],
)
def test_a_sentence_is_offered_with_the_new_numbers(sentence: str, expected: str | None) -> None:
    current = with_own(Point(2021, 14.1, 1410.0))
    assert mended(sentence, meet(SAVED, current, sentence), "fi") == expected


def test_numbers_alone_do_not_mend_what_is_gone_or_has_turned() -> None:
    gone = with_own(Point(2021, None))
    assert mended("Nyt 13,8 %.", meet(SAVED, gone, "Nyt 13,8 %."), "fi") is None
    fallen, said = with_own(Point(2021, 11.0)), "Kasvua 1,8 yksikköä vuodesta 2018."
    assert mended(said, meet(SAVED, fallen, said), "fi") is None


def test_a_new_title_is_told_of() -> None:
    meeting = meet(SAVED, replace(SAVED, title=Texts("Työttömät, 15–64-vuotiaat")), "")
    assert (meeting.retitled, meeting.holds) == (True, False)


@pytest.mark.parametrize("other", [{"indicator": "182"}, {"sex": "male"}, {"series": (COUNTRY,)}])
def test_figures_of_something_else_are_refused(other: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not what was saved"):
        meet(SAVED, replace(SAVED, **other), "")  # type: ignore[arg-type]


@given(
    st.floats(0.1, 1e6),
    st.floats(0.1, 1e6),
    st.integers(0, 2),
    st.sampled_from(LANGUAGES),
    st.text(max_size=9),
)
def test_a_number_as_each_language_writes_it_is_found_again(
    before: float, after: float, decimals: int, language: Language, words: str
) -> None:
    """Whatever stands around it: what was written holds as long as it would be written so again."""
    saved = replace(SAVED, decimals=decimals, series=(replace(TAMPERE, points=(Point(1890, before),)),))
    now = replace(saved, series=(replace(TAMPERE, points=(Point(1890, after),)),))
    written, today = (format_number(one, decimals, language) for one in (before, after))
    found = [one.written for one in meet(saved, now, f"{words} ( {written} )").stale]
    assert meet(saved, saved, f"{words} {written}").stale == ()
    assert (written in found) == (written != today)


def test_accepting_takes_the_new_figures_and_keeps_the_sentence(findings: Findings, draft: Draft) -> None:
    picked = findings.pick(draft.code, SAVED, "Tampereella 13,8 %.", "concern")
    current = with_own(Point(2021, 14.1, 1410.0))
    accepted = findings.accept_figures(picked.id, draft.code, current, expected_version=picked.version)
    assert accepted.comparison == current
    assert (accepted.sentence, accepted.version) == (picked.sentence, picked.version + 1)
    assert findings.findings(draft.code) == [accepted]
    assert [one.written for one in meet(current, current, accepted.sentence).stale] == []
    with pytest.raises(EditedElsewhere):
        findings.accept_figures(picked.id, draft.code, SAVED, expected_version=picked.version)
    again = findings.accept_figures(picked.id, draft.code, current)
    assert again == accepted, "what is the same changes nothing"
    with pytest.raises(ValueError, match="not what was saved"):
        findings.accept_figures(picked.id, draft.code, replace(current, indicator="182"))
    assert findings.findings(draft.code) == [accepted]
