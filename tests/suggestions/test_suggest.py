"""What stands out over the figures that ship: never a neutral one, never across a break, never untold."""

from collections import Counter
from typing import get_args

import pytest

from hvk_data import catalogue
from hvk_data.areas import SizeClass, size_class, size_class_name
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from hvk_data.queries.index import UnknownArea, index
from hvk_data.queries.judged import judged
from hvk_data.queries.measures import measure_of
from hvk_data.queries.screen import newest
from hvk_data.statistics.certainty import MODERATE, SMALL_COUNT
from hvk_data.suggestions import KINDS, UnknownList, UnknownTheme, suggest
from hvk_data.suggestions.similar import conditions
from tests.suggestions import account

TAMPERE, KUHMO = "837", "290"
GOOD = {"strength": 1, "improving": 1, "concern": -1, "worsening": -1}


@pytest.fixture(scope="module")
def everybody(reader):
    return account.everybody(reader)


def test_every_municipality_gets_some_and_no_size_is_left_out(reader, everybody, record_property):
    people = conditions(reader)["population"]
    of_size: dict[str, list[int]] = {}
    for code, found in everybody.items():
        of_size.setdefault(size_class(people[code].value), []).append(len(found.items))
        assert found.items or found.skipped, code
    for size, numbers in sorted(of_size.items()):
        record_property(f"suggestions a municipality, {size}", f"{sum(numbers) / len(numbers):.1f}")
        assert min(numbers) > 0
    assert len(of_size) == 5


def test_the_documentation_prints_how_many_each_size_gets_and_why_the_rest_have_none(reader, everybody):
    written = account.DOCUMENT.read_text(encoding="utf-8")
    assert written == account.account(reader, everybody), "write it anew: see its second line"
    assert "0 of " in written.split("## How many")[0]
    for size in get_args(SizeClass):
        row = next(
            line for line in written.split("\n") if line.startswith(f"| {size_class_name(size, 'en')} |")
        )
        assert float(row.split("|")[3]) > 0


def test_good_and_bad_follow_the_direction_and_neutral_ones_are_never_there(everybody):
    sides = Counter()
    for found in everybody.values():
        for item in found.items:
            assert item.indicator.direction != "neutral"
            if item.kind in GOOD:
                up = 1 if item.effect > 0 else -1
                better = up if item.indicator.direction == "higher_better" else -up
                assert better == GOOD[item.kind], item
                sides[item.kind] += 1
    assert set(sides) == set(GOOD)


def test_each_says_how_sure_it_is_and_why_it_is_not_higher(everybody):
    for found in everybody.values():
        for item in found.items:
            assert item.certainty.tier != "none"
            assert (item.p is None) == (item.certainty.tier == "low")
            assert item.p is None or item.p < MODERATE
            assert (item.certainty.tier != "high") == ("certainty" in item.why_not)
            assert all(item.certainty.why(language) for language in LANGUAGES)
            assert item.score >= 0
            assert bool(item.why_not) == bool(item.why_not_higher("fi"))


def test_no_handful_of_cases_stands_out_untested(reader, everybody):
    people = conditions(reader)["population"]
    for code, found in everybody.items():
        for item in found.items:
            measure = measure_of(item.indicator)
            if item.p is None and item.against and measure.kind in ("share", "rate"):
                assert item.own * people[code].value / measure.per >= SMALL_COUNT, item


def test_the_age_is_that_of_the_indicator_for_most_municipalities(reader, everybody):
    times = newest(reader)
    latest = index(reader).newest_year
    old = 0
    for found in everybody.values():
        for item in found.items:
            last, rhythm = times[item.indicator.number]
            assert last == item.newest
            assert 0 <= last - item.year <= rhythm or item.year >= last
            assert item.old == (latest - last > 3) == ("old_figure" in item.why_not)
            old += item.old
        ages = [item.old for item in found.items]
        assert ages == sorted(ages), "a group meets what is current first"
    assert old, "what ships is old in parts, and is to be said so instead of vanishing"


def test_no_change_goes_across_a_break(everybody):
    known = catalogue.load()
    for found in everybody.values():
        for item in found.items:
            if item.first is not None:
                breaks = [b.year for b in known.breaks(item.indicator.id)]
                assert not any(item.first < year <= item.last for year in breaks)


def test_the_balance_keeps_one_theme_from_filling_the_list(everybody):
    themes = Counter(item.indicator.theme for item in everybody[TAMPERE].items[:8])
    assert len(themes) >= 4
    assert max(themes.values()) <= 4
    ids = [item.id for item in everybody[TAMPERE].items]
    assert len(set(ids)) == len(ids)


def test_the_honest_line_counts_what_is_there(everybody):
    for found in everybody.values():
        assert found.by_chance <= MODERATE * found.flagged
        assert found.flagged <= found.tests
        for language in LANGUAGES:
            line = found.honest_line(language)
            assert str(found.flagged) in line
            more = found.flagged + found.described > len(found.items)
            assert (text(language, "suggestions.honest_together") in line) == more
    assert any(found.described for found in everybody.values())


def test_a_level_says_what_the_page_of_its_indicator_says(reader, everybody):
    """Screening only makes surer: what is flagged by a test is so on its own page too, the same way."""
    looked = 0
    for code in list(everybody)[::4]:
        for item in everybody[code].items:
            if item.p is None or item.against not in ("region", "country"):
                continue
            page = judged(reader, compare(reader, code, item.indicator.id, (item.against,)), item.year).level
            if page.against is None or page.against.name != item.area:
                continue
            looked += 1
            assert page.sign == ("higher" if item.effect > 0 else "lower")
            assert page.p <= item.p
            assert (page.own, page.other) == (pytest.approx(item.own), pytest.approx(item.other))
    assert looked > 20


def test_a_change_says_what_the_page_of_its_indicator_says(reader, everybody):
    for code in (TAMPERE, KUHMO):
        changed = [item for item in everybody[code].items if item.first is not None]
        assert changed
        for item in changed:
            page = judged(reader, compare(reader, code, item.indicator.id), item.year).change
            assert page.sign == ("rising" if item.effect > 0 else "falling")
            assert (page.first, page.last) == (item.first, item.last)
            assert page.effect == pytest.approx(item.effect)


def test_filters(reader):
    children = suggest(reader, TAMPERE, theme="children")
    assert {item.indicator.theme for item in children.items} == {"children"}
    members = set(catalogue.load().lists["core"].members)
    assert {item.indicator.id for item in suggest(reader, TAMPERE, list_="core").items} <= members
    assert {item.against for item in suggest(reader, TAMPERE, against=["country"]).items} <= {"country", None}
    for kind in KINDS:
        assert {item.kind for item in suggest(reader, TAMPERE, kinds=[kind]).items} <= {kind}
    assert all(item.year >= 2020 for item in suggest(reader, TAMPERE, since=2020).items)
    assert len(suggest(reader, TAMPERE, limit=3).items) == 3
    nothing = suggest(reader, TAMPERE, since=2090)
    assert (nothing.items, nothing.flagged, nothing.by_chance) == ((), 0, 0)
    assert nothing.skipped["before_since"]


def test_the_groups_own_theme_is_lifted(reader):
    plain = {item.id: item.score for item in suggest(reader, TAMPERE, limit=60).items}
    lifted = suggest(reader, TAMPERE, own_themes=["health"], limit=60).items
    for item in lifted:
        times = 1.25 if item.indicator.theme == "health" else 1
        assert item.score == pytest.approx(times * plain[item.id])
    assert any(item.indicator.theme == "health" for item in lifted)


@pytest.mark.parametrize(
    ("asked", "error"),
    [({"theme": "x"}, UnknownTheme), ({"list_": "x"}, UnknownList)],
)
def test_what_is_unknown_is_said(reader, asked, error):
    with pytest.raises(error):
        suggest(reader, TAMPERE, **asked)
    with pytest.raises(UnknownArea):
        suggest(reader, "999")


def test_a_direction_of_ones_own_turns_good_and_bad_and_shows(reader, tmp_path, monkeypatch):
    before = {item.id: item for item in suggest(reader, TAMPERE, limit=60).items}
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated" / "indicators.csv").write_text(
        "id,direction,direction_reason_fi\n3219,higher_better,Kokeilu.\n", encoding="utf-8"
    )
    monkeypatch.setenv("HVK_HOME", str(tmp_path))
    after = {item.id: item for item in suggest(reader, TAMPERE, limit=60).items}
    assert "strength-3219" in before
    assert not before["strength-3219"].overridden
    assert "strength-3219" not in after
    assert after["concern-3219"].overridden
    assert after["concern-3219"].indicator.direction_reason.fi == "Kokeilu."
