"""Which new figures are held back: whole jumps and losses are, ordinary revisions are not."""

import json
import math
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hvk_data.language import LANGUAGES, Texts
from hvk_data.store.bronze import Bronze, Metadata
from hvk_data.sync.holding import Held, Holding, doubt
from tests.sync.test_changes import Figures, table

REGIONS = range(1, 41)
YEARS = range(2010, 2022)
Change = Callable[[float, int, int], float | None]


def series(level: float = 20.0, spread: float = 5.0) -> Figures:
    noise = random.Random(5)
    return {
        (region, year, "total"): (round(noise.gauss(level, spread), 1), None)
        for region in REGIONS
        for year in YEARS
    }


def reason(old: Figures, change: Change) -> str | None:
    new: Figures = {}
    for (region, year, sex), (value, _) in old.items():
        assert value is not None
        changed = change(value, region, year)
        if changed is not None:
            new[region, year, sex] = (changed, None)
    found = doubt(table(old), table(new), REGIONS)
    return found.reason if found else None


NOISE = random.Random(7)
ORDINARY: dict[str, Change] = {
    "nothing": lambda v, r, y: v,
    "the last two years by half": lambda v, r, y: v * 1.5 if y >= 2020 else v,
    "a third of the areas doubled": lambda v, r, y: v * 2 if r % 3 == 0 else v,
    "each by a little of its own": lambda v, r, y: round(v * NOISE.uniform(0.96, 1.04), 1),
    "all by one per cent": lambda v, r, y: v * 1.01,
    "rounded otherwise": lambda v, r, y: round(v),
    "a year withdrawn": lambda v, r, y: None if y == 2010 else v,
    "a few wild ones": lambda v, r, y: 1e9 if r == 1 else v,
}
SUSPECT: dict[str, tuple[str, Change]] = {
    "an index rebased upwards": ("jumped", lambda v, r, y: round(v * 1.07, 1)),
    "an index rebased downwards": ("jumped", lambda v, r, y: round(v * 0.95, 1)),
    "rebased with the newest year revised too": ("jumped", lambda v, r, y: v * (1.3 if y == 2021 else 1.05)),
    "per thousand instead of per cent": ("jumped", lambda v, r, y: v * 10),
    "figures of something else": ("jumped", lambda v, r, y: NOISE.gauss(300, 50)),
    "the sign turned": ("jumped", lambda v, r, y: -v),
    "all zero": ("jumped", lambda v, r, y: 0.0),
    "two years withdrawn": ("shrunk", lambda v, r, y: None if y < 2012 else v),
    "most areas gone": ("shrunk", lambda v, r, y: v if r < 9 else None),
    "nothing left": ("empty", lambda v, r, y: None),
}


@pytest.mark.parametrize("change", ORDINARY)
def test_an_ordinary_revision_is_taken_in(change: str) -> None:
    assert reason(series(), ORDINARY[change]) is None


@pytest.mark.parametrize("change", SUSPECT)
def test_a_loss_or_a_jump_as_a_whole_is_held_back(change: str) -> None:
    expected, new = SUSPECT[change]
    assert reason(series(), new) == expected


def test_values_around_zero_are_judged_too() -> None:
    migration = series(level=0.0, spread=8.0)
    assert reason(migration, ORDINARY["the last two years by half"]) is None
    assert reason(migration, lambda v, r, y: v + 12) == "jumped"


def test_mostly_zeros_that_stay_are_no_jump() -> None:
    rare: Figures = {cell: (0.0 if cell[0] % 4 else value, None) for cell, (value, _) in series().items()}
    assert reason(rare, lambda v, r, y: v * 1.5) is None


def test_the_factor_of_a_rebased_index_is_told() -> None:
    old = series()
    new: Figures = {cell: (value * 1.07, None) for cell, (value, _) in old.items() if value}
    found = doubt(table(old), table(new), REGIONS)
    assert found is not None
    assert found.factor is not None
    assert math.isclose(found.factor, 1.07)


def test_areas_that_the_source_neither_lists_nor_gives_have_not_shrunk() -> None:
    old = series()
    new: Figures = {cell: one for cell, one in old.items() if cell[0] > 20}
    assert doubt(table(old), table(new), range(21, 41)) is None
    shrunk = doubt(table(old), table(new), REGIONS)
    assert shrunk is not None
    assert (shrunk.reason, shrunk.lost) == ("shrunk", 20 * len(YEARS))


def test_too_few_figures_say_nothing() -> None:
    old: Figures = {(1, year, "total"): (10.0, None) for year in range(2018, 2022)}
    assert reason(old, lambda v, r, y: v * 10) is None


def test_counts_are_judged_where_there_are_no_values() -> None:
    old: Figures = {cell: (None, value) for cell, (value, _) in series(1000).items()}
    new: Figures = {cell: (None, count * 2) for cell, (_, count) in old.items() if count}
    found = doubt(table(old), table(new), REGIONS)
    assert found is not None
    assert found.reason == "jumped"


@pytest.fixture
def held() -> Held:
    found = doubt(table(series()), table({}), REGIONS)
    assert found is not None
    return Held("181", Texts("Työttömät"), datetime(2026, 1, 2, tzinfo=UTC), found)


def test_what_is_held_lies_aside_until_it_is_released(tmp_path: Path, held: Held) -> None:
    holding, bronze = Holding(tmp_path), Bronze(tmp_path / "bronze")
    metadata = Metadata("181", "sotkanet", Texts("Työttömät"), Texts(), "http://x")
    assert (holding.all(), holding.get("181")) == ([], None)
    holding.put(held, metadata, table(series()))
    assert holding.all() == [held]
    assert bronze.metadata("181") is None
    assert bronze.ids("sotkanet") == []
    holding.release("181", bronze)
    assert bronze.figures("181").num_rows == len(series())
    assert holding.all() == []
    holding.put(held, metadata, table(series()))
    holding.drop("181")
    holding.drop("181")
    assert holding.all() == []


def test_a_reason_without_figures_or_a_spoilt_one_holds_nothing(tmp_path: Path, held: Held) -> None:
    holding = Holding(tmp_path)
    holding.put(held, Metadata("181", "sotkanet", Texts(), Texts(), ""), table({}))
    reason_file = tmp_path / "bronze" / "held" / "reasons" / "181.json"
    whole = reason_file.read_text(encoding="utf-8")
    reason_file.write_text(whole[:20], encoding="utf-8")
    assert holding.all() == []
    reason_file.write_text(whole, encoding="utf-8")
    assert Held.from_json(json.loads(whole)) == held
    holding.bronze.path("181").unlink()
    assert holding.get("181") is None


def test_every_reason_is_said_in_every_language(held: Held) -> None:
    said = {held.message(language) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert all("181" in one for one in said)
