"""On a corpus of known truth: hardly anything false stands out, and what is real is found."""

import csv

import numpy as np
import pytest

from benchmarks.suggestions import held_against_truth
from benchmarks.truth import BREAK, SOURCE, YEARS, write_truth
from hvk_data.figures import Comparison
from hvk_data.queries.index import index
from hvk_data.queries.judged import judged
from hvk_data.queries.screen import detected_breaks
from hvk_data.queries.shown import shown
from hvk_data.store import Bronze, open_store
from hvk_data.store.build import build
from hvk_data.suggestions import suggest


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("totuus ä")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HVK_HOME", str(home))
        truth = write_truth(home, 40)
        build(home, home / "nothing ships")
        yield home, truth, open_store(home).reader()


def test_half_of_the_indicators_have_nothing_in_them(made):
    _, truth, _ = made
    empty = [one for one in truth.indicators.values() if (one.ratio == 1).all() and (one.growth == 1).all()]
    assert len(empty) == len(truth.indicators) / 2
    real = [one for one in truth.indicators.values() if one not in empty]
    assert all(0.05 < (one.ratio != 1).mean() < 0.3 for one in real)
    assert any((one.women != 1).any() for one in real)


def test_regions_are_the_sums_of_their_municipalities_and_published_as_sources_do(made):
    home, truth, _ = made
    bronze = Bronze(home / "bronze")
    levels = {area.id: area.level for area in bronze.areas()}
    for id_ in ("200001", "200005"):
        rows = bronze.figures(id_).to_pylist()
        of_year = [row for row in rows if row["year"] == YEARS[-1] and row["gender"] == "total"]
        sums = {
            level: sum(r["abs_value"] for r in of_year if levels[r["region"]] == level)
            for level in set(levels.values())
        }
        assert sums["KUNTA"] == sums["MAA"] == sums["MAAKUNTA"] > 0
        assert all(round(row["value"], 1) == row["value"] for row in rows)
    by_sex = {one.id for one in truth.indicators.values() if one.by_sex}
    assert by_sex == {
        i for i in bronze.ids(SOURCE) if "female" in set(bronze.figures(i)["gender"].to_pylist())
    }


def test_hardly_anything_false_stands_out_and_what_is_real_is_found(made, record_property):
    _, truth, reader = made
    sizes = held_against_truth(reader, truth)
    assert sum(one.municipalities for one in sizes) == len(truth.codes) == 308
    for one in sizes:
        record_property(f"false among what stands out, {one.size}, %", round(100 * one.false, 2))
        record_property(
            f"levels, changes and gaps found, {one.size}, %",
            [round(100 * x) for x in (one.levels, one.changes, one.gaps)],
        )
        assert one.met, one
    small, large = sizes[0], sizes[-1]
    assert small.levels > 0.2
    assert min(large.levels, large.changes, large.gaps) > 0.6


def test_gaps_of_directed_indicators_are_the_ones_that_were_put_in(made):
    _, truth, reader = made
    right = false = 0
    for code in truth.codes[::10]:
        for item in suggest(reader, code, kinds=["gap"], limit=60).items:
            one = truth.indicators[item.indicator.id]
            put_in = np.sign(np.log(one.women[truth.row[code]]))
            assert one.by_sex
            assert item.indicator.direction != "neutral"
            assert put_in * item.effect >= 0, "never the wrong way"
            right += put_in != 0
            false += put_in == 0
    assert right > 10
    assert false <= 0.1 * right


def test_a_changed_definition_is_found_drawn_and_never_a_change(made):
    _, truth, reader = made
    redefined = {one.id for one in truth.indicators.values() if one.redefined}
    known = index(reader)
    found = {
        id_: [b.year for b in breaks]
        for id_, breaks in detected_breaks(reader, known.indicators.values()).items()
    }
    assert {id_ for id_, years in found.items() if years} == redefined
    assert all(found[id_] == [BREAK] for id_ in redefined)
    one = shown(reader, "837", min(redefined))
    assert [(b.year, b.detected) for b in one.breaks] == [(BREAK, True)]
    assert judged(reader, one).change.first >= BREAK
    assert Comparison.from_json(one.to_json()) == one
    changes = [
        item
        for code in truth.codes
        for item in suggest(reader, code, kinds=["improving", "worsening"], limit=100).items
    ]
    assert len(changes) > 50
    assert all(item.indicator.id not in redefined or item.first >= BREAK for item in changes)


def test_a_neutral_indicator_never_stands_out(made):
    home, truth, reader = made
    neutral = {one.id for one in truth.indicators.values() if one.direction == "neutral"}
    with (home / "curated" / "indicators.csv").open(encoding="utf-8") as file:
        assert neutral == {row["id"] for row in csv.DictReader(file) if row["direction"] == "neutral"}
    assert neutral & index(reader).indicators.keys() == neutral
    for code in truth.codes[::25]:
        assert not neutral & {item.indicator.id for item in suggest(reader, code, limit=100).items}
