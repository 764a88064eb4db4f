import pyarrow as pa
import pytest

from hvk_data.language import Texts
from hvk_data.store.bronze import Area, Bronze, ListedIndicator, Metadata
from hvk_data.store.snapshot import Snapshot


@pytest.fixture
def fetched(tmp_path):
    """A data folder in which one indicator has been fetched."""
    home = tmp_path / "haettu ä"
    bronze = Bronze(home / "bronze")
    bronze.write_areas([Area(10, "837", "KUNTA", Texts("Tampere"), ())])
    bronze.write_listing("sotkanet", [ListedIndicator("181", "sotkanet", Texts("Työttömät"), Texts("TEM"))])
    bronze.write(
        Metadata("181", "sotkanet", Texts("Työttömät"), Texts("TEM"), "http://127.0.0.1:8901/rest/1.1"),
        pa.table(
            {
                "region": pa.array([10], pa.int32()),
                "year": pa.array([2021], pa.int16()),
                "gender": ["total"],
                "value": [12.8],
                "abs_value": pa.nulls(1, pa.float64()),
            }
        ),
    )
    return home


def test_what_was_fetched_is_written_with_its_public_address(run, fetched, tmp_path):
    out = tmp_path / "ulos ä"
    ran = run("snapshot", "--out", out, "--address", "sotkanet=https://sotkanet.fi/rest/1.1", home=fetched)
    assert ran.returncode == 0
    assert [line.split()[0] for line in ran.stdout.splitlines()] == [
        "areas.parquet",
        "figures.parquet",
        "indicators.parquet",
    ]
    (metadata,) = Snapshot(out).all_metadata()
    assert metadata.address == "https://sotkanet.fi/rest/1.1"


def test_with_nothing_fetched_nothing_is_written(run, tmp_path):
    ran = run("snapshot", "--out", tmp_path / "out", home=tmp_path / "empty")
    assert ran.returncode == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["sotkanet", "=x", "sotkanet="])
def test_an_address_without_its_source_is_refused(run, fetched, tmp_path, address):
    ran = run("snapshot", "--out", tmp_path / "out", "--address", address, home=fetched)
    assert ran.returncode == 2
    assert "SOURCE=URL" in ran.stderr


def test_a_file_where_the_folder_should_be_is_told_of(run, fetched, tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ran = run("snapshot", "--out", tmp_path / "out", home=fetched)
    assert ran.returncode == 2
    assert str(tmp_path / "out") in ran.stderr
