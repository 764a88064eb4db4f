"""What a generation holds, and that nothing that goes wrong while building harms the one in use."""

import json
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hvk_data.language import RelayedError, Texts
from hvk_data.paths import SHIPPED
from hvk_data.store.bronze import Area
from hvk_data.store.build import SCHEMA_VERSION, build, build_and_publish
from hvk_data.store.errors import BuildFailed, DiskFull, EmptyStore, NewerStore, UnwritableFolder
from hvk_data.store.generations import Generations

ROOT = Path(__file__).parents[2]
COUNTRY, COUNTY, TOWN_COUNTY, MAAKUNTA = 1, 2, 3, 4
MEMBERS = (10, 11, 12, 13, 14, 15)
TOWN = 16
EVERY = (*MEMBERS, TOWN)
TITLES = {"127": "Väestö 31.12.", "1065": "0 - 17-vuotiaat, % väestöstä"}


def test_figures_come_through_as_they_are_and_missing_stays_missing(country):
    country.put(
        "9",
        [
            (10, 2020, "total", 12.3, None),
            (11, 2020, "total", None, 4.0),
            (12, 2020, "total", 0.0, 0.0),
            (13, 2020, "male", 1e-9, None),
            (14, 2020, "female", float("nan"), float("inf")),
        ],
    )
    country.build()
    rows = country.ask("SELECT region, gender, value, abs_value, certainty FROM fact ORDER BY region")
    assert rows == [
        (10, 0, 12.3, None, 0),
        (11, 0, None, 4.0, 0),
        (12, 0, 0.0, 0.0, 0),
        (13, 1, 1e-9, None, 0),
        (14, 2, None, None, 0),
    ]


def test_rows_of_unknown_areas_and_sexes_are_kept_out_and_counted(country):
    country.put(
        "9",
        [(10, 2020, "total", 1.0, None), (70000, 2020, "total", 2.0, None), (10, 2020, "muut", 3.0, None)],
    )
    country.build()
    assert country.ask("SELECT value FROM fact") == [(1.0,)]
    assert sorted(country.ask("SELECT * FROM dropped")) == [("9", "unknown_area", 1), ("9", "unknown_sex", 1)]


def test_codes_stay_text_and_are_unique_only_within_their_level(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.build()
    rows = dict(country.ask("SELECT region, code FROM region"))
    assert rows[10] == "010"
    assert rows[COUNTY] == "06"


def test_the_home_of_a_town_that_is_a_county_alone_is_its_maakunta(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.build()
    homes = dict(country.ask("SELECT region, home FROM municipality"))
    assert homes == dict.fromkeys(MEMBERS, COUNTY) | {TOWN: MAAKUNTA}


def test_listed_indicators_without_figures_are_there_and_marked(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.listed("9", "10")
    published = country.build()
    assert country.ask("SELECT id, in_store, first_year, n_rows FROM indicator ORDER BY indicator") == [
        ("9", True, 2020, 1),
        ("10", False, None, 0),
    ]
    assert (published.indicators, published.rows) == (1, 1)


@pytest.mark.parametrize("left_out", [None, 13, TOWN])
def test_population_is_summed_only_where_every_municipality_has_a_figure(country, left_out):
    country.put(
        "127",
        [(id_, 2022, "total", float(id_), None) for id_ in EVERY if id_ != left_out],
        title=TITLES["127"],
    )
    country.build()
    sums = dict(country.ask("SELECT region, value FROM fact WHERE certainty = 1"))
    expected = {COUNTY: sum(MEMBERS), TOWN_COUNTY: TOWN, MAAKUNTA: sum(EVERY), COUNTRY: sum(EVERY)}
    lacking = {None: set(), 13: {COUNTY, MAAKUNTA, COUNTRY}, TOWN: {TOWN_COUNTY, MAAKUNTA, COUNTRY}}[left_out]
    assert sums == {region: total for region, total in expected.items() if region not in lacking}


def test_a_published_population_of_a_region_is_never_replaced(country):
    rows = [(id_, 2022, "total", float(id_), None) for id_ in EVERY]
    country.put("127", [*rows, (COUNTY, 2022, "total", 999.0, None)], title=TITLES["127"])
    country.build()
    published = country.ask(f"SELECT value, certainty FROM fact WHERE region = {COUNTY}")
    assert published == [(999.0, 0)]


def test_counts_of_cases_are_never_summed(country):
    country.put("191", [(id_, 2022, "total", None, 7.0) for id_ in EVERY])
    country.build()
    assert country.ask(f"SELECT count(*) FROM fact WHERE region NOT IN {EVERY}") == [(0,)]


@pytest.mark.parametrize(
    ("published", "verdict", "certainty"),
    [({10: 20.0, 11: 20.0}, "accepted", 1), ({10: 20.1, 11: 20.0}, "rejected", None), ({}, "estimate", 2)],
)
def test_a_rate_is_computed_as_far_as_its_denominator_reproduces_what_is_published(
    country, published, verdict, certainty
):
    country.put("127", [(id_, 2022, "total", 1000.0, None) for id_ in EVERY], title=TITLES["127"])
    country.put(
        "1065",
        [(id_, 2022, "total", published.get(id_), 200.0) for id_ in MEMBERS],
        title=TITLES["1065"],
    )
    country.build()
    assert country.ask("SELECT verdict, n_checked FROM rate_check") == [(verdict, len(published))]
    rates = country.ask("""
        SELECT region, value, certainty FROM fact JOIN indicator USING (indicator) WHERE id = '1065'
        ORDER BY region""")
    computed = (20.0, certainty) if certainty else (None, 0)
    assert rates == [(id_, published[id_], 0) if id_ in published else (id_, *computed) for id_ in MEMBERS]


def test_nothing_curated_is_applied_under_another_title(country):
    country.put("127", [(id_, 2022, "total", 1000.0, None) for id_ in EVERY], title="Aivan muuta")
    country.put("1065", [(10, 2022, "total", None, 200.0)], title=TITLES["1065"])
    country.build()
    assert country.ask("SELECT * FROM rate_check") == []


values = st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)))
indicators = st.lists(
    st.dictionaries(st.tuples(st.sampled_from(EVERY), st.sampled_from((2019, 2020, 2021))), values),
    min_size=1,
    max_size=8,
).filter(lambda drawn: any(drawn))


@settings(max_examples=12)
@given(indicators)
def test_coverage_latest_years_and_medians_follow_the_rules_whatever_the_figures(country_at, drawn):
    """The rules computed again in plain Python, indicator by indicator."""
    with tempfile.TemporaryDirectory() as folder:
        country = country_at(Path(folder) / "ä")
        for number, figures in enumerate(drawn, start=9000):
            country.put(str(number), [(a, y, "total", v, None) for (a, y), v in figures.items()])
        country.build()
        coverage = {
            (id_, year): (n, usable)
            for id_, year, n, usable in country.ask(
                'SELECT id, "year", n, usable FROM coverage JOIN indicator USING (indicator)'
            )
        }
        signal = {
            (id_, region): rest
            for id_, region, *rest in country.ask(
                'SELECT id, region, "year", value, median_region, n_region, median_country, n_country'
                " FROM signal JOIN indicator USING (indicator)"
            )
        }
        for number, figures in enumerate(drawn, start=9000):
            follows_the_rules(str(number), figures, coverage, signal)


def follows_the_rules(id_, figures, coverage, signal):
    of_year = {}
    for (area, year), value in figures.items():
        of_year.setdefault(year, {})
        if value is not None:
            of_year[year][area] = value
    usual = max((len(known) for known in of_year.values()), default=0)
    usable = {year for year, known in of_year.items() if 2 * len(known) >= usual}
    for year, known in of_year.items():
        assert coverage[id_, year] == (len(known), year in usable)
    for area in EVERY:
        years = [year for year in usable if area in of_year[year]]
        if not years:
            assert (id_, area) not in signal
            continue
        latest = max(years)
        everyone = of_year[latest]
        own_region = [value for other, value in everyone.items() if area == TOWN or other != TOWN]
        median = statistics.median(own_region) if len(own_region) >= 3 else None
        year, value, median_region, n_region, median_country, n_country = signal[id_, area]
        assert (year, value, n_region, n_country) == (
            latest,
            everyone[area],
            len(own_region),
            len(everyone),
        )
        assert median_region == (pytest.approx(median) if median is not None else None)
        assert median_country == pytest.approx(statistics.median(everyone.values()))


def test_nothing_to_build_from_says_so_and_leaves_nothing(tmp_path):
    with pytest.raises(EmptyStore):
        build(tmp_path, tmp_path / "nothing")
    assert Generations(tmp_path).current() is None
    assert not list((tmp_path / "store").glob("store-*"))


def test_a_municipality_that_the_source_has_not_placed_yet_does_not_hold_the_others_up(country, caplog):
    country.put("9", [(area, 2020, "total", 1.0, None) for area in EVERY])
    placed = country.bronze.areas()
    new = [Area(number, f"90{number}", "KUNTA", Texts(f"Uusi {number}"), (COUNTRY,)) for number in (17, 18)]
    country.bronze.write_areas([*placed, new[0]])
    country.build()
    assert country.ask("SELECT count(*) FROM municipality") == [(len(EVERY),)]
    assert "Uusi 17" in caplog.text
    country.bronze.write_areas([*placed, *new])
    with pytest.raises(BuildFailed) as refused:
        country.build()
    assert refused.value.values == {"check": "parents"}


def test_a_figure_that_is_there_twice_is_refused_and_the_old_store_stays(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.build()
    country.put("9", [(10, 2020, "total", 1.0, None), (10, 2020, "total", 2.0, None)])
    with pytest.raises(BuildFailed) as refused:
        country.build()
    assert refused.value.values == {"check": "unique"}
    assert country.ask("SELECT value FROM fact") == [(1.0,)]
    assert not list((country.home / "store").glob("*.tmp*"))


def test_a_refusal_comes_from_the_other_process_in_every_language(country):
    country.put("9", [(10, 2020, "total", 1.0, None), (10, 2020, "total", 2.0, None)])
    with pytest.raises(RelayedError) as refused:
        build_and_publish(country.home, shipped=country.home / "nothing")
    assert "unique" in refused.value.message("sv")
    assert "läpäissyt" in refused.value.message("fi")


def test_a_damaged_file_of_figures_is_left_out_and_what_ships_stands_in(tmp_path, country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.put("10", [(10, 2020, "total", 1.0, None)])
    path = country.bronze.path("10")
    path.write_bytes(path.read_bytes()[:-20])
    assert country.build().indicators == 1
    assert country.bronze.metadata("10") is None


def test_figures_damaged_past_their_beginning_are_refused_with_a_sentence(country):
    country.put("9", [(10, year, "total", float(year), None) for year in range(1990, 2020)])
    path = country.bronze.path("9")
    content = bytearray(path.read_bytes())
    content[4:60] = bytes(56)
    path.write_bytes(content)
    with pytest.raises(RelayedError) as refused:
        build_and_publish(country.home, shipped=country.home / "nothing")
    assert refused.value.key == "store.build_failed"
    assert "BuildFailed" in (country.home / "store" / "build.log").read_text(encoding="utf-8")


def damage(country, change):
    """Change the store in use in its own file."""
    generations = Generations(country.home)
    with duckdb.connect(str(generations.path(generations.current()))) as database:
        database.execute(change)


def test_a_newer_store_is_refused_before_anything_is_written(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.build()
    damage(country, f"UPDATE build_info SET schema_version = {SCHEMA_VERSION + 1}")
    before = {path: path.read_bytes() for path in (country.home / "store").iterdir()}
    with pytest.raises(NewerStore):
        country.build()
    assert {path: path.read_bytes() for path in (country.home / "store").iterdir()} == before


def test_a_store_that_cannot_be_read_does_not_stand_in_the_way(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    country.build()
    Generations(country.home).path(1).write_bytes(b"not a database")
    assert country.build().generation == 2
    assert country.ask("SELECT value FROM fact") == [(1.0,)]


def test_a_folder_that_is_a_file_is_told_of(tmp_path):
    (tmp_path / "store").write_text("a file", encoding="utf-8")
    with pytest.raises(UnwritableFolder):
        build(tmp_path, SHIPPED / "snapshot")


def test_a_full_disk_keeps_the_old_store_and_leaves_no_rest(home):
    program = (
        "import resource, sys; from pathlib import Path; from hvk_data.store.build import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))\n"
        "sys.exit(main(sys.argv[1], sys.argv[2]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(home), str(SHIPPED / "snapshot")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    answer = json.loads(ran.stdout)
    assert answer["error"]["key"] == DiskFull.key
    assert Generations(home).current() == 1
    assert [path.name for path in (home / "store").glob("*.tmp*")] == []


def start_build(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "hvk_data.store", str(home), str(SHIPPED / "snapshot")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_two_builds_at_once_give_two_generations(country):
    country.put("9", [(10, 2020, "total", 1.0, None)])
    answers = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(
                build_and_publish(country.home, shipped=country.home / "nothing").generation
            )
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [1, 2]
    assert Generations(country.home).current() == 2


def test_a_build_that_is_killed_leaves_the_old_store_and_the_next_one_works(home):
    """Killed at three moments; the last with the new database half written and spilt data beside it."""
    for seconds in (0.0, 0.3, 1.0):
        (home / "store" / "store-2.duckdb.tmp").unlink(missing_ok=True)  # the moments count from the new one
        child = start_build(home)
        while not list((home / "store").glob("store-2.duckdb.tmp")) and child.poll() is None:
            time.sleep(0.01)
        time.sleep(seconds)
        child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        child.communicate()
        assert Generations(home).current() == 1
    spilt = home / "store" / "spill.tmp"
    spilt.mkdir(exist_ok=True)
    (spilt / "duckdb_temp_storage-0.tmp").write_bytes(b"x")
    assert (home / "store" / "store-2.duckdb.tmp").exists()
    assert build_and_publish(home).generation == 2
    # Neither what the killed ones left nor a write-ahead log.
    assert sorted(path.name for path in (home / "store").iterdir()) == [
        "CURRENT",
        "build.lock",
        "store-1.duckdb",
        "store-2.duckdb",
    ]


def test_building_what_ships_takes_less_than_600_megabytes(tmp_path, record_property):
    program = (
        "import resource, sys; from pathlib import Path; from hvk_data.store.build import build_and_publish\n"
        "build_and_publish(Path(sys.argv[1]))\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    megabytes = int(ran.stdout) / (1024 if sys.platform != "darwin" else 1024**2)
    record_property("peak memory of building what ships, MB", round(megabytes))
    assert megabytes < 600
