"""What changed is counted as a plain comparison of two dictionaries would count it."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.language import Texts
from hvk_data.store.bronze import Metadata
from hvk_data.sync.changes import Dropped, FieldChange, IndicatorChange, compare

Figures = dict[tuple[int, int, str], tuple[float | None, float | None]]
NUMBERS = st.none() | st.sampled_from([0.0, 1.0, 2.5, -3.0])
CELLS = st.tuples(
    st.integers(0, 2**31 - 1) | st.integers(1, 3),
    st.integers(1, 2**15 - 1) | st.integers(2000, 2002),
    st.sampled_from(["total", "male", "female"]),
)
FIGURES = st.dictionaries(
    CELLS, st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair != (None, None)), max_size=20
)


def metadata(day: int = 1, **members: Any) -> Metadata:
    return Metadata(
        id="181",
        source="sotkanet",
        title=Texts("Työttömät", "Arbetslösa", "Unemployed"),
        organization=Texts("THL"),
        address="http://x",
        fetched_at=datetime(2026, 1, day, tzinfo=UTC),
        **members,
    )


def table(figures: Figures) -> pa.Table:
    rows = [
        {"region": region, "year": year, "gender": sex, "value": value, "abs_value": count}
        for (region, year, sex), (value, count) in figures.items()
    ]
    schema = pa.schema(
        [
            ("region", pa.int32()),
            ("year", pa.int16()),
            ("gender", pa.string()),
            ("value", pa.float64()),
            ("abs_value", pa.float64()),
        ]
    )
    return pa.Table.from_pylist(rows, schema)


def changed(old: Figures, new: Figures) -> IndicatorChange:
    change, _ = compare(metadata(1), table(old), metadata(2), table(new), Dropped())
    return change


@given(FIGURES, FIGURES)
def test_it_counts_what_a_plain_comparison_counts(old: Figures, new: Figures) -> None:
    change, areas = compare(metadata(1), table(old), metadata(2), table(new), Dropped())
    revised = {cell for cell in old.keys() & new.keys() if old[cell] != new[cell]}
    came, gone = new.keys() - old.keys(), old.keys() - new.keys()
    assert (change.new_figures, change.gone_figures) == (len(came), len(gone))
    assert set(change.new_years) == {c[1] for c in new} - {c[1] for c in old}
    assert set(change.gone_years) == {c[1] for c in old} - {c[1] for c in new}
    assert (change.revision.figures if change.revision else 0) == len(revised)
    if change.revision:
        assert change.revision.areas == len({cell[0] for cell in revised})
        years = [cell[1] for cell in revised]
        assert (change.revision.first_year, change.revision.last_year) == (min(years), max(years))
        largest = change.revision.largest
        assert (largest.region, largest.year, largest.sex) in revised
    assert {area.region for area in areas} == {cell[0] for cell in revised | came | gone}
    for area in areas:
        of_area = [{c for c in cells if c[0] == area.region} for cells in (revised, came, gone)]
        assert [area.revised, area.new, area.gone] == list(map(len, of_area))
        assert (area.largest is not None) == bool(area.revised)
    assert bool(change) == bool(revised or came or gone)


@given(FIGURES, FIGURES)
def test_a_change_survives_being_kept(old: Figures, new: Figures) -> None:
    change = changed(old, new)
    assert IndicatorChange.from_json(change.to_json()) == change


def test_how_much_is_told_by_the_median_and_the_largest() -> None:
    old: Figures = {(n, 2020, "total"): (100.0, None) for n in range(5)}
    new = old | {
        (0, 2020, "total"): (101.0, None),
        (1, 2020, "total"): (110.0, None),
        (2, 2020, "total"): (98.0, None),
    }
    revision = changed(old, new).revision
    assert revision is not None
    assert revision.median_change == pytest.approx(0.02)
    assert (revision.largest.region, revision.largest.before, revision.largest.after) == (1, 100.0, 110.0)


def test_a_count_that_is_another_beside_an_equal_value_is_revised() -> None:
    revision = changed({(1, 2020, "total"): (5.0, 10.0)}, {(1, 2020, "total"): (5.0, 11.0)}).revision
    assert revision is not None
    assert (revision.figures, revision.median_change) == (1, 0.0)


def test_without_anything_before_all_is_first() -> None:
    change, areas = compare(None, None, metadata(), table({(1, 2020, "total"): (1.0, None)}), Dropped())
    assert (change.is_first, change.rows, change.new_figures, areas) == (True, 1, 0, [])


def test_metadata_that_means_something_is_told_of_and_dates_are_not() -> None:
    before = metadata(1, decimals=1, description=Texts("Vanha"), last_year=2020)
    after = metadata(2, decimals=None, description=Texts("Uusi"), last_year=2021)
    change, _ = compare(before, table({}), after, table({}), Dropped())
    assert change.metadata == (
        FieldChange("description", Texts("Vanha"), Texts("Uusi")),
        FieldChange("decimals", Texts("1"), Texts("")),
    )
