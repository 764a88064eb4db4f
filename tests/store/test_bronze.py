import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.language import Texts
from hvk_data.store.bronze import FIGURES, Area, Bronze, ListedIndicator, Metadata

ROOT = Path(__file__).parents[2]
METADATA = Metadata(
    id="181",
    source="sotkanet",
    title=Texts("Työttömät", "Arbetslösa", "Unemployed"),
    organization=Texts("TEM"),
    address="https://sotkanet.fi/rest/1.1",
    updated=date(2023, 5, 15),
    fetched_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    first_year=1990,
    decimals=1,
    description=Texts("Kuvaus <b>ä</b>"),
)


def figures(value: float, rows: int = 3) -> pa.Table:
    return pa.table(
        {
            "region": pa.array(range(rows), pa.int32()),
            "year": pa.array([2020] * rows, pa.int16()),
            "gender": ["total"] * rows,
            "value": pa.array([value] * rows, pa.float64()),
            "abs_value": pa.nulls(rows, pa.float64()),
        }
    )


@pytest.fixture
def bronze(tmp_path: Path) -> Bronze:
    return Bronze(tmp_path / "Äänekosken luvut" / "bronze")


def test_nothing_fetched_is_nothing(bronze):
    assert (bronze.areas(), bronze.sources(), bronze.listing("sotkanet"), bronze.all_metadata()) == (
        [],
        [],
        [],
        [],
    )
    assert bronze.metadata("181") is None
    assert not bronze.is_whole("sotkanet")


def test_an_indicator_comes_back_as_it_was_written(bronze):
    bronze.write(METADATA, figures(12.8))
    assert bronze.metadata("181") == METADATA
    assert bronze.all_metadata() == [METADATA]
    assert bronze.ids("sotkanet") == ["181"]
    assert bronze.ids("statfin") == []
    table = bronze.figures("181")
    assert table.schema.remove_metadata() == FIGURES
    assert table["value"].to_pylist() == [12.8] * 3
    assert table["abs_value"].to_pylist() == [None] * 3
    assert set(table["indicator"].to_pylist()) == {"181"}


def test_a_load_replaces_the_whole_indicator(bronze):
    bronze.write(METADATA, figures(12.8, rows=9))
    bronze.write(METADATA, figures(1.0, rows=2))
    assert bronze.figures("181")["value"].to_pylist() == [1.0, 1.0]


def test_an_id_with_a_colon_is_a_file_name_that_windows_allows(bronze):
    bronze.write(Metadata("tk:families", "statfin", Texts(), Texts(), ""), figures(1.0))
    assert bronze.path("tk:families").name == "tk_families.parquet"
    assert bronze.ids("statfin") == ["tk:families"]


def test_areas_and_lists_come_back_as_they_were_written(bronze):
    area = Area(837, "005", "KUNTA", Texts("Alajärvi", "Alajärvi", ""), (1, 2))
    listed = ListedIndicator("9", "sotkanet", Texts("Ä"), Texts("THL"))
    bronze.write_areas([area])
    bronze.write_listing("sotkanet", [listed])
    bronze.mark_whole("sotkanet")
    assert bronze.areas() == [area]
    assert bronze.listing("sotkanet") == [listed]
    assert bronze.sources() == ["sotkanet"]
    assert bronze.is_whole("sotkanet")
    assert not bronze.is_whole("statfin")


moments = st.none() | st.datetimes(timezones=st.just(UTC))
texts = st.builds(Texts, st.text(), st.text(), st.text())


@given(
    st.builds(
        Metadata,
        st.text(),
        st.text(),
        texts,
        texts,
        st.text(),
        updated=st.none() | st.dates(),
        fetched_at=moments,
        vintage=st.none() | st.dates(),
        decimals=st.none() | st.integers(0, 4),
        notices=texts,
    )
)
def test_metadata_survives_json(metadata):
    assert Metadata.from_json(metadata.to_json()) == metadata


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"<html>Huoltokatko</html>", None], ids=["empty", "short", "html", "half"]
)
def test_a_damaged_file_is_as_if_it_had_not_been_fetched(bronze, content):
    bronze.write(METADATA, figures(1.0))
    path = bronze.path("181")
    path.write_bytes(path.read_bytes()[:-9] if content is None else content)
    assert bronze.metadata("181") is None
    assert bronze.all_metadata() == []


def test_a_refused_write_keeps_the_old_file_and_leaves_no_rest(bronze):
    bronze.write(METADATA, figures(1.0))
    program = (
        "import resource, signal, sys; from pathlib import Path; import pyarrow as pa\n"
        "from hvk_data.store.bronze import Bronze\n"
        "bronze = Bronze(Path(sys.argv[1])); metadata = bronze.metadata('181')\n"
        "n = 500_000; made = pa.table({'region': pa.array(range(n), pa.int32()),"
        " 'year': pa.nulls(n, pa.int16()).fill_null(2020), 'gender': ['total'] * n,"
        " 'value': pa.array([i * 0.1 for i in range(n)]), 'abs_value': pa.nulls(n, pa.float64())})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: bronze.write(metadata, made)\n"
        "except OSError: sys.exit(7)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(bronze.root)], cwd=ROOT, check=False)
    assert ran.returncode == 7
    assert bronze.figures("181")["value"].to_pylist() == [1.0] * 3
    assert not list(bronze.root.rglob("*.tmp"))


def test_a_writer_that_is_killed_leaves_the_old_or_the_new_whole(bronze):
    bronze.write(METADATA, figures(0.0, rows=50_000))
    program = (
        "import sys; from pathlib import Path; import pyarrow.compute as pc\n"
        "from hvk_data.store.bronze import Bronze\n"
        "bronze = Bronze(Path(sys.argv[1])); metadata = bronze.metadata('181')\n"
        "made = bronze.figures('181').drop_columns(['indicator', 'computed'])\n"
        "print('ready', flush=True)\n"
        "for n in range(1, 10_000):\n"
        "    column = pc.add(made['value'], float(n))\n"
        "    bronze.write(metadata, made.set_column(3, 'value', column))\n"
    )
    for wait in (0.01, 0.05, 0.11):
        child = subprocess.Popen(
            [sys.executable, "-c", program, str(bronze.root)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        child.communicate()
        assert bronze.metadata("181") == METADATA
        table = bronze.figures("181")
        assert table.num_rows == 50_000
        assert len(set(table["value"].to_pylist())) == 1
