"""Finding the municipality that somebody means, and what is known of it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.areas import (
    LEVEL_WORDS,
    LEVELS,
    Municipality,
    UnknownMunicipality,
    find_municipality,
    former_municipalities,
    grouping_name,
    language_name,
    level_name,
    municipalities,
    neighbours,
    search_municipalities,
    size_class,
    size_class_name,
)
from hvk_data.language import LANGUAGES

MUNICIPALITIES = st.sampled_from(list(municipalities().values()))


def test_the_division_is_whole() -> None:
    assert len(municipalities()) == 308
    for code, municipality in municipalities().items():
        assert re.fullmatch(r"\d{3}", code)
        assert municipality.name.fi
        assert municipality.name.sv
        assert 19 < municipality.lon < 32
        assert 59 < municipality.lat < 70.1
        assert municipality.land_km2 > 0
        assert all(grouping_name(municipality, language) for language in LANGUAGES)
        assert all(language_name(municipality, language) for language in LANGUAGES)


def test_neighbours_are_mutual() -> None:
    for code, municipality in municipalities().items():
        assert code not in municipality.neighbours
        assert all(code in municipalities()[other].neighbours for other in municipality.neighbours)
    assert {m.name.fi for m in neighbours("235")} == {"Espoo"}


@given(MUNICIPALITIES, st.sampled_from(["{}", "K{}", "k{}", " {} "]))
def test_every_code_finds_itself(municipality: Municipality, form: str) -> None:
    assert find_municipality(form.format(municipality.code)).municipality == municipality
    assert find_municipality(form.format(int(municipality.code))).municipality == municipality


@given(MUNICIPALITIES, st.sampled_from([str, str.upper, str.lower, str.swapcase]))
def test_every_name_finds_itself(municipality: Municipality, spell: Callable[[str], str]) -> None:
    for name in (municipality.name.fi, municipality.name.sv, *municipality.other_names):
        found = find_municipality(f" {spell(name)} ")
        assert (found.municipality, found.former_name) == (municipality, None)
        plain = spell(name).translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
        assert find_municipality(plain).municipality == municipality


@given(MUNICIPALITIES, st.data())
def test_one_wrong_letter_suggests_it(municipality: Municipality, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([municipality.name.fi, municipality.name.sv]))
    place = data.draw(st.integers(0, len(name) - 1))
    # No Finnish place is spelt with such a q, so the slip never spells another place.
    typo = name[:place] + "q" + name[place + data.draw(st.integers(0, 1)) :]
    with pytest.raises(UnknownMunicipality) as caught:
        find_municipality(typo)
    assert len(caught.value.close) <= 3
    assert municipality in [one.municipality for one in caught.value.close]


@pytest.mark.parametrize(
    ("former", "code"),
    [
        ("Nurmo", "743"),
        ("ekenas", "710"),
        ("Jyväskylän maalaiskunta", "179"),
        ("NAGU", "445"),
        ("Pertunmaa", "507"),
    ],
)
def test_a_former_name_leads_to_its_successor(former: str, code: str) -> None:
    found = find_municipality(former)
    assert found.code == code
    assert found.former_name is not None
    assert found.former_name.casefold().replace("ä", "a") == former.casefold().replace("ä", "a")


@pytest.mark.parametrize("text", ["", "   ", "999", "000", "K", "Tukholma", "1.5", "²", "../../etc"])
def test_what_is_no_municipality_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnknownMunicipality) as caught:
        find_municipality(text)
    for language in LANGUAGES:
        assert text.strip() in caught.value.message(language)


def test_suggestions_are_in_the_readers_language() -> None:
    with pytest.raises(UnknownMunicipality) as caught:
        find_municipality("Tamperre")
    assert "Tampere" in caught.value.message("fi")
    assert "Tammerfors" in caught.value.message("sv")


@given(st.text(max_size=20), st.integers(1, 12))
def test_any_text_is_searched_or_refused(text: str, limit: int) -> None:
    results = search_municipalities(text, limit)
    assert len({one.code for one in results}) == len(results) <= limit
    try:
        assert find_municipality(text).code == results[0].code
    except UnknownMunicipality as error:
        assert set(error.close) <= set(search_municipalities(text, 308))


def test_type_ahead_puts_the_meant_one_first() -> None:
    assert search_municipalities("Ii")[0].municipality.name.fi == "Ii"
    assert search_municipalities("hels")[0].code == "091"
    assert search_municipalities("290")[0].municipality.name.fi == "Kuhmo"
    assert search_municipalities("vilppula")[0].municipality.name.fi == "Mänttä-Vilppula"
    assert search_municipalities("jyväskyla")[0].code == "179"
    assert [f.municipality.name.fi for f in search_municipalities("", 2)] == ["Akaa", "Alajärvi"]


def test_size_classes_part_at_their_limits() -> None:
    classes = [size_class(n) for n in (0, 4999, 5000, 9999, 10000, 19999, 20000, 49999, 50000)]
    first = ["size_under_5000"] * 2 + ["size_5000"] * 2 + ["size_10000"] * 2 + ["size_20000"] * 2
    assert classes == [*first, "size_50000"]
    assert all(size_class_name(size, language) for size in classes for language in LANGUAGES)


def test_levels_have_words_and_names() -> None:
    assert set(LEVEL_WORDS) == {"region", "hyvinvointialue", "maakunta", "seutukunta", "maa"}
    assert LEVEL_WORDS["region"] == ("HYVINVOINTIALUE", "MAAKUNTA")
    assert len({level_name(level, language) for level in LEVELS for language in LANGUAGES}) == 12


def test_every_former_municipality_leads_to_one_of_today() -> None:
    former = {one.name.fi: one.code for one in former_municipalities()}
    assert former["Pertunmaa"] == "507"
    assert set(former.values()) <= set(municipalities())
    assert not set(former) & {one.name.fi for one in municipalities().values()}
    assert len(former) == len(former_municipalities()) > 100
