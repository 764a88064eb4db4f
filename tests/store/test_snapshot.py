"""What ships: complete, as it was fetched, and nothing that may not be passed on."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from hvk_data.language import Texts
from hvk_data.paths import SHIPPED
from hvk_data.store.bronze import ListedIndicator
from hvk_data.store.build import build
from hvk_data.store.errors import EmptyStore
from hvk_data.store.snapshot import Snapshot, natural, write_snapshot

SNAPSHOT = Snapshot(SHIPPED / "snapshot")


def test_the_whole_list_ships_and_only_some_have_figures():
    assert SNAPSHOT.sources() == ["sotkanet", "statfin"]
    assert len(SNAPSHOT.listing("sotkanet")) == 2457
    assert len(SNAPSHOT.listing("statfin")) == 31
    with_figures = {metadata.id for metadata in SNAPSHOT.all_metadata()}
    assert len(with_figures) == 171
    assert SNAPSHOT.metadata("74") is None


def test_what_ships_says_of_what_state_it_is_and_never_that_it_was_fetched():
    for metadata in SNAPSHOT.all_metadata():
        assert metadata.fetched_at is None
        assert metadata.address.startswith("https://")
    assert SNAPSHOT.metadata("181").vintage == date(2023, 5, 15)


def test_no_descriptive_sentences_ship():
    names = {name for path in SNAPSHOT.root.glob("*.parquet") for name in pq.read_schema(path).names}
    assert not {name for name in names if name.startswith(("descr", "interpr", "limits", "legis", "notic"))}
    for path in SNAPSHOT.root.glob("*.parquet"):
        assert b"hvk" not in (pq.read_schema(path).metadata or {})


def test_every_figure_that_ships_is_of_an_area_that_ships():
    known = {area.id for area in SNAPSHOT.areas()}
    assert set(pq.read_table(SNAPSHOT.figures_path, columns=["region"])["region"].to_pylist()) <= known


def test_every_municipality_ships_with_its_areas():
    areas = {area.id: area for area in SNAPSHOT.areas()}
    municipalities = [area for area in areas.values() if area.level == "KUNTA"]
    assert len(municipalities) == 308
    for area in municipalities:
        levels = [areas[parent].level for parent in area.member_of if parent in areas]
        for level in ("HYVINVOINTIALUE", "MAAKUNTA", "MAA"):
            assert levels.count(level) == 1, area


def rows(table):
    names = ["indicator", "region", "year", "gender", "value", "abs_value", "computed"]
    return sorted(zip(*(table[name].to_pylist() for name in names), strict=True), key=repr)


def test_what_is_written_out_is_what_was_fetched(country, tmp_path):
    figures = [
        (10, 2020, "total", 12.3, None),
        (11, 2020, "total", None, 4.0),
        (12, 2021, "female", 0.0, 0.0),
    ]
    country.put(
        "9",
        figures,
        updated=date(2026, 2, 3),
        fetched_at=datetime(2026, 5, 4, tzinfo=UTC),
        description=Texts("Kuvaus"),
        limits=Texts("Rajat"),
    )
    country.put("100", figures[:1], updated=date(2026, 2, 4), vintage=date(2025, 1, 1))
    country.put("11", [])
    country.listed("100", "9", "11", "12")
    out = tmp_path / "ulos ä"
    snapshot = write_snapshot(country.bronze, out, addresses={"sotkanet": "https://sotkanet.fi/rest/1.1"})
    assert snapshot.areas() and sorted(a.id for a in snapshot.areas()) == sorted(
        a.id for a in country.bronze.areas()
    )
    assert {area.id: area for area in snapshot.areas()} == {a.id: a for a in country.bronze.areas()}
    assert [listed.id for listed in snapshot.listing("sotkanet")] == ["9", "11", "12", "100"]
    assert [metadata.id for metadata in snapshot.all_metadata()] == ["9", "100"]
    for id_, vintage in (("9", date(2026, 2, 3)), ("100", date(2025, 1, 1))):
        assert rows(snapshot.figures(id_)) == rows(country.bronze.figures(id_))
        metadata = snapshot.metadata(id_)
        assert metadata.vintage == vintage
        assert metadata.fetched_at is None
        assert metadata.address == "https://sotkanet.fi/rest/1.1"
        assert metadata.description == Texts()
    assert b"Kuvaus" not in b"".join(path.read_bytes() for path in out.iterdir())


def test_writing_out_nothing_says_so_and_writes_nothing(country, tmp_path):
    country.put("9", [])
    country.listed("9")
    with pytest.raises(EmptyStore):
        write_snapshot(country.bronze, tmp_path / "out", addresses={})
    assert not (tmp_path / "out").exists()


@pytest.fixture
def shipped(country_at, tmp_path):
    """A snapshot of the indicators 1, 2 and 3, all with the value 1."""
    made = country_at(tmp_path / "made")
    for id_ in ("1", "2", "3"):
        made.put(id_, [(10, 2020, "total", 1.0, None)], updated=date(2023, 1, 1))
    made.listed("1", "2", "3", "4")
    write_snapshot(made.bronze, tmp_path / "shipped", addresses={"sotkanet": "x"})
    return tmp_path / "shipped"


def stored(country) -> dict[str, tuple[bool, float | None]]:
    """By id of every listed indicator: whether it was fetched, and the value in the store."""
    return {
        id_: (fetched, value)
        for id_, fetched, value in country.ask(
            "SELECT id, fetched_at IS NOT NULL, value FROM indicator LEFT JOIN fact USING (indicator)"
        )
    }


FETCHED = datetime(2026, 5, 4, tzinfo=UTC)


def test_what_ships_stands_in_for_what_has_not_been_fetched(country, shipped):
    country.put("2", [(10, 2020, "total", 2.0, None)], fetched_at=FETCHED)
    country.listed("2", "3", "5")
    build(country.home, shipped)
    assert stored(country) == {
        "1": (False, 1.0),
        "2": (True, 2.0),
        "3": (False, 1.0),
        "4": (False, None),
        "5": (False, None),
    }


def test_after_a_whole_update_only_what_the_source_still_lists_stands_in(country, shipped):
    country.put("2", [(10, 2020, "total", 2.0, None)], fetched_at=FETCHED)
    country.listed("2", "3", "5")
    country.bronze.mark_whole("sotkanet")
    build(country.home, shipped)
    assert stored(country) == {"2": (True, 2.0), "3": (False, 1.0), "5": (False, None)}


def test_another_source_that_is_whole_changes_nothing_for_this_one(country, shipped):
    country.bronze.write_listing(
        "statfin", [ListedIndicator("tk:families", "statfin", Texts("Perheet"), Texts("Tilastokeskus"))]
    )
    country.bronze.mark_whole("statfin")
    build(country.home, shipped)
    assert {"1", "2", "3", "4", "tk:families"} == set(stored(country))


def test_ids_are_in_the_order_of_their_numbers():
    ids = ["tk:b", "10", "9", "tk:a", "181"]
    assert sorted(ids, key=natural) == ["9", "10", "181", "tk:a", "tk:b"]


def test_the_store_of_what_ships_holds_every_figure_that_ships(shipped_home: Path):
    """All of them, by number and by sum; what the build adds is marked as not published."""
    store = shipped_home / "store" / "store-1.duckdb"
    with duckdb.connect(str(store), read_only=True) as database:
        lost = database.execute(
            """
            SELECT count(*) FROM read_parquet($file) AS shipped
            JOIN indicator ON indicator.id = shipped.indicator
            ANTI JOIN fact ON fact.indicator = indicator.indicator AND fact.region = shipped.region
                AND fact."year" = shipped."year"
                AND fact.gender = CASE shipped.gender WHEN 'total' THEN 0 WHEN 'male' THEN 1 ELSE 2 END
                AND (shipped.value IS NULL OR fact.value = shipped.value)
                AND fact.abs_value IS NOT DISTINCT FROM shipped.abs_value
            """,
            {"file": str(SNAPSHOT.figures_path)},
        ).fetchall()
    assert lost == [(0,)]
