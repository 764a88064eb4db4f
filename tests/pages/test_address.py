"""The address: codes in and out, what is as usual left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.queries.index import index
from hvk_data.store import Reader
from pages._address import Place, as_parameters
from pages._address_reading import PARAMETERS

places = st.builds(
    Place,
    language=st.sampled_from(["fi", "sv", "en"]),
    municipality=st.sampled_from([None, "005", "290", "837"]),
    indicator=st.sampled_from([None, "181", "tk:employment_rate"]),
    draft=st.one_of(st.none(), st.text("0123456789abcdef", min_size=8, max_size=32)),
    against=st.lists(
        st.sampled_from(["region", "county", "maakunta", "subregion", "country", "median_region", "091"]),
        unique=True,
        max_size=6,
    ).map(tuple),
    sex=st.sampled_from(["total", "male", "female"]),
    year=st.one_of(st.none(), st.integers(1990, 2030)),
    chosen=st.sampled_from([None, "core", "theme_economy"]),
    kinds=st.sampled_from([(), ("strength",), ("concern", "worsening"), ("gap",)]),
    sides=st.sampled_from([(), ("region",), ("country", "similar")]),
    since=st.one_of(st.none(), st.integers(1990, 2030)),
    finding=st.one_of(st.none(), st.integers(1, 10**9)),
    way=st.sampled_from(["nearest", "size", "neighbours"]),
    variables=st.sampled_from([(), ("population",), ("density", "swedish")]),
)


@given(place=places)
def test_what_is_written_is_read_back(reader: Reader, place: Place) -> None:
    known = index(reader)
    said = as_parameters(place)
    read = {name: parse(said[word], known) for word, (name, parse) in PARAMETERS.items() if word in said}
    assert Place(**read) == place


@given(word=st.sampled_from(sorted(PARAMETERS)), said=st.text(max_size=30))
def test_nothing_that_an_address_says_can_do_harm(reader: Reader, word: str, said: str) -> None:
    _, parse = PARAMETERS[word]
    try:
        parse(said, index(reader))
    except ValueError:
        return
    assert len(said) < 100


def test_the_usual_is_left_out() -> None:
    assert as_parameters(Place()) == {"kieli": "fi"}


def test_a_municipality_code_may_lack_its_zeros(reader: Reader) -> None:
    _, parse = PARAMETERS["kunta"]
    assert parse("5", index(reader)) == "005"
    with pytest.raises(ValueError):
        parse("999", index(reader))
