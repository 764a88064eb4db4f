"""The generated corpus has the shapes of the real one, is the same every time, and builds into a store."""

import pytest

from benchmarks.corpus import LAST_YEAR, SOURCE, YEARS, invented_areas, write_corpus
from hvk_data.areas import municipalities
from hvk_data.store import Bronze, Store
from hvk_data.store.build import build


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("korpus ä")
    return home, write_corpus(home, 150_000)


def test_it_has_as_many_rows_as_asked_for_and_hardly_more(made):
    home, corpus = made
    bronze = Bronze(home / "bronze")
    assert corpus.indicators == len(bronze.listing(SOURCE)) == len(bronze.all_metadata())
    assert sum(bronze.figures(id_).num_rows for id_ in bronze.ids(SOURCE)) == corpus.rows
    assert 150_000 <= corpus.rows < 150_000 + 450 * YEARS * 3


def test_the_areas_are_450_on_the_levels_that_a_store_needs_with_invented_names():
    areas = invented_areas()
    assert len({area.id for area in areas}) == len(areas) == 450
    assert {"KUNTA", "HYVINVOINTIALUE", "MAAKUNTA", "SEUTUKUNTA", "MAA"} <= {area.level for area in areas}
    real = {place.name.fi for place in municipalities().values()}
    assert not real & {area.title.fi for area in areas}


def test_years_sexes_and_missing_values_vary_as_in_the_real_one(made):
    home, _ = made
    bronze = Bronze(home / "bronze")
    tables = [bronze.figures(id_) for id_ in bronze.ids(SOURCE)]
    years = [set(table["year"].to_pylist()) for table in tables]
    assert max(len(of) for of in years) <= YEARS
    assert len({len(of) for of in years}) > 3
    assert all(LAST_YEAR - YEARS < year <= LAST_YEAR for of in years for year in of)
    assert {len(set(table["gender"].to_pylist())) for table in tables} == {1, 3}
    assert {table["abs_value"].null_count == table.num_rows for table in tables} == {True, False}
    assert all(0 < table["value"].null_count < table.num_rows / 10 for table in tables)


def test_the_same_number_of_rows_gives_the_same_figures(made, tmp_path):
    home, corpus = made
    assert write_corpus(tmp_path, 150_000) == corpus
    for id_ in Bronze(home / "bronze").ids(SOURCE):
        assert Bronze(tmp_path / "bronze").figures(id_).equals(Bronze(home / "bronze").figures(id_))


def test_a_store_is_built_from_it_that_holds_every_row(made):
    home, corpus = made
    published = build(home, home / "nothing ships")
    assert (published.rows, published.indicators) == (corpus.rows, corpus.indicators)
    store = Store(home)
    assert store.reader().generation == published.generation
    store.close()
