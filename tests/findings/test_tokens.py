"""Live figures in text: read, looked up in the store, and told of when they change."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.findings import AREA_WORDS, Draft, Findings, ShownFigures, Token
from hvk_data.findings.tokens import parse, resolve
from hvk_data.queries.compare import compare
from hvk_data.store import Reader

KUHMO, HELSINKI = "290", "091"
tokens = st.builds(
    Token,
    st.from_regex(r"\d{1,6}|[a-z]{2,8}:[a-z0-9_]{1,20}", fullmatch=True).filter(str.isascii),
    st.none() | st.integers(1990, 2050),
    st.none() | st.sampled_from(sorted(AREA_WORDS.values())) | st.sampled_from(["290", "091"]),
)


@given(
    several=st.lists(tokens, max_size=4), between=st.text(st.characters(exclude_characters="{}"), max_size=20)
)
def test_tokens_are_read_as_they_are_written(several: list[Token], between: str) -> None:
    text = between.join(["", *map(str, several), ""])
    placed = list(parse(text))
    assert [one.token for one in placed] == several
    assert [text[one.start : one.end] for one in placed] == [str(token) for token in several]


@given(text=st.text(st.sampled_from("{}:1290amk \n"), max_size=40))
def test_whatever_is_typed_nothing_breaks(text: str) -> None:
    for one in parse(text):
        assert text[one.start : one.end].startswith("{{")
        assert next(parse(str(one.token))).token == one.token


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("{{127}}", Token("127")),
        ("{{ 127 : 2023 }}", Token("127", 2023)),
        ("{{127:2023:maa}}", Token("127", 2023, "maa")),
        ("{{127::290}}", Token("127", None, "290")),
        ("{{tk:employed:2023}}", Token("tk:employed", 2023)),
    ],
)
def test_every_form(written: str, token: Token) -> None:
    assert [one.token for one in parse(written)] == [token]


@pytest.mark.parametrize("text", ["{127}", "{{}}", "{{väestö}}", "{{127:23}}", "{{127:2023:MAA}}", "{{127"])
def test_what_only_looks_like_a_token_is_text(text: str) -> None:
    assert list(parse(text)) == []


def test_figures_are_those_of_the_store(reader: Reader) -> None:
    against = compare(reader, KUHMO, "127", ["country"])
    own, country = against.series
    asked = [Token("127"), Token("127", 2015), Token("127", 2015, "maa"), Token("127", None, KUHMO)]
    found = resolve(reader, KUHMO, asked)
    assert [found[token].point for token in asked] == [
        own.latest,
        own.at(2015),
        country.at(2015),
        own.latest,
    ]
    assert found[asked[2]].series == country
    assert found[asked[1]].words("en") == f"{own.at(2015).value:,.0f}\N{NO-BREAK SPACE}people (2015)"
    assert found[asked[0]].trouble is None


def test_what_cannot_be_found_says_why(reader: Reader) -> None:
    asked = {
        Token("999999"): "unknown_indicator",
        Token("127", None, "999"): "unknown_area",
        Token("127", None, "kylä"[:3]): "unknown_area",
        Token("127", 1901): "no_figure",
    }
    found = resolve(reader, KUHMO, asked)
    assert {token: found[token].trouble for token in asked} == asked
    assert all(found[token].words("fi") == "–" for token in asked)
    county_of_its_own = resolve(reader, HELSINKI, [Token("127", None, "hyvinvointialue")])
    assert [one.trouble for one in county_of_its_own.values()] == ["no_figure"]


def test_a_figure_that_changed_since_it_was_seen_says_so_until_it_is_accepted(
    reader: Reader, findings: Findings, draft: Draft, place: Path
) -> None:
    token = Token("127")
    now = resolve(reader, KUHMO, [token])[token]
    assert now.point and now.point.value is not None
    shown = ShownFigures(place)
    assert shown.shown(draft.code, "plan") == {}
    assert not now.changed_since(None), "nobody has seen another"
    before = replace(now, point=replace(now.point, value=now.point.value + 1))
    shown.accept(draft.code, "plan", [before])
    kept = shown.shown(draft.code, "plan")[str(token)]
    assert (kept.year, kept.value) == (before.point.year, before.point.value)
    assert now.changed_since(kept)
    assert replace(now, trouble="no_figure", point=None).changed_since(kept)
    shown.accept(draft.code, "plan", [now])
    kept = shown.shown(draft.code, "plan")[str(token)]
    assert not now.changed_since(kept)
    hair = replace(now, point=replace(now.point, value=now.point.value + 0.001))
    assert not hair.changed_since(kept), "as it is shown it is the same"
    assert shown.shown(draft.code, "summary") == {}
