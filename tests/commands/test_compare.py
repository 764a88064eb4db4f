import csv
import io
import json
import shutil

import duckdb
import pytest

KEYS = ["indicator", "area", "code", "level", "year", "sex", "value", "count", "computed"]


def rows(ran):
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def compare(run, municipality, indicator, *more, **settings):
    return run(
        "compare",
        "--municipality",
        municipality,
        "--indicator",
        indicator,
        *more,
        "--format",
        "json",
        **settings,
    )


def test_the_figures_of_the_issue(run):
    found = rows(compare(run, "Tampere", "181", "--against", "maakunta", "--against", "maa"))
    assert {(row["area"], row["level"], row["value"]) for row in found if row["year"] == 2021} == {
        ("Tampere", "KUNTA", 12.8),
        ("Pirkanmaa", "MAAKUNTA", 10.6),
        ("Koko maa", "MAA", 11.4),
    }
    assert all(list(row) == KEYS for row in found)
    assert {row["code"] for row in found} == {"837", "06", "358"}
    assert {row["sex"] for row in found} == {"total"}
    assert {row["computed"] for row in found} == {False}


def test_peers_by_name_and_by_code_and_once(run):
    found = rows(compare(run, "837", "181", "--against", "Nokia", "--against", "790", "--against", "NOKIA"))
    latest = [(row["area"], row["code"], row["value"]) for row in found if row["year"] == 2021]
    assert latest == [("Tampere", "837", 12.8), ("Nokia", "536", 9.3), ("Sastamala", "790", 7.8)]


def test_the_region_names_the_level_used(run):
    found = rows(compare(run, "Helsinki", "181", "--against", "region"))
    assert [row["level"] for row in found if row["year"] == 2021] == ["KUNTA", "MAAKUNTA"]
    found = rows(compare(run, "Tampere", "7", "--against", "region"))
    assert {row["level"] for row in found} == {"KUNTA", "HYVINVOINTIALUE"}
    assert {row["computed"] for row in found} == {True}


def test_no_area_is_compared_with_itself_and_aland_is_shown_once(run):
    found = rows(compare(run, "Helsinki", "127", "--against", "hyvinvointialue", "--against", "Helsinki"))
    assert {row["code"] for row in found} == {"091"}
    found = rows(compare(run, "Kökar", "127", "--against", "hyvinvointialue", "--against", "maakunta"))
    assert {row["level"] for row in found} == {"KUNTA", "HYVINVOINTIALUE"}


def test_the_words_of_every_level(run):
    levels = {
        "hyvinvointialue": "HYVINVOINTIALUE",
        "maakunta": "MAAKUNTA",
        "seutukunta": "SEUTUKUNTA",
        "maa": "MAA",
    }
    words = [part for word in levels for part in ("--against", word)]
    found = rows(compare(run, "Tampere", "191", *words))
    assert {row["level"] for row in found} == {"KUNTA", *levels.values()}
    assert {type(row["code"]) for row in found} == {str}
    assert None not in {row["value"] for row in found} - {None}


def test_missing_is_null(run):
    found = compare(run, "Kuhmo", "3563", "--against", "maa")
    assert "NaN" not in found.stdout
    missing = [row for row in rows(compare(run, "Kökar", "191", "--against", "maa")) if row["value"] is None]
    assert all(row["value"] != 0 for row in missing)


def test_men_and_women(run):
    found = rows(compare(run, "Tampere", "552", "--sex", "female", "--against", "maa"))
    assert {row["sex"] for row in found} == {"female"}
    assert rows(compare(run, "Tampere", "181", "--sex", "female")) == []


def test_csv_is_the_same_as_json(run):
    arguments = ("compare", "--municipality", "005", "--indicator", "181", "--against", "maa")
    found = rows(run(*arguments, "--format", "json"))
    written = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").stdout)))
    assert list(written[0]) == KEYS
    assert [row["code"] for row in written] == [row["code"] for row in found]
    assert "005" in {row["code"] for row in written}
    assert [row["value"] for row in written] == [
        "" if row["value"] is None else str(row["value"]) for row in found
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", ["Työttömät", "Koko maa", "Pirkanmaa (maakunta)", "12,8", "tilanne 15.5.2023"]),
        ("sv", ["Arbetslösa", "Tammerfors", "Birkaland (landskap)", "12,8", "läget 15.5.2023"]),
        ("en", ["Unemployed", "Tampere", "Pirkanmaa (region)", "12.8", "as of 15 May 2023"]),
    ],
)
def test_the_table_speaks_three_languages(run, language, said):
    ran = run(
        "--language", language, "compare", "--municipality", "Tampere", "--indicator", "181",
        "--against", "maakunta", "--against", "maa",
    )  # fmt: skip
    assert ran.returncode == 0
    for words in said:
        assert words in ran.stdout
    assert "*" not in ran.stdout


def test_the_table_marks_what_is_computed(run):
    said = run("compare", "--municipality", "Tampere", "--indicator", "7").stdout
    assert "* laskettu" in said
    assert "Viitattu" not in said


@pytest.mark.parametrize(
    ("municipality", "indicator", "against", "named"),
    [
        ("Tampre", "181", "maa", "Tamp"),
        ("Xyzzy", "181", "maa", "Xyzzy"),
        ("Tampere", "0", "maa", "0"),
        ("Tampere", "tk:nothing", "maa", "tk:nothing"),
        ("Tampere", "181", "Xyzzy", "Xyzzy"),
    ],
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_unknown_ends_with_2_and_one_sentence(run, municipality, indicator, against, named, language):
    ran = run(
        "--language", language, "compare", "--municipality", municipality, "--indicator", indicator,
        "--against", against,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert named in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def with_store(home, change):
    with duckdb.connect(str(home / "store" / "store-1.duckdb")) as database:
        database.execute(change)


def test_a_newer_store_ends_with_2_and_is_untouched(run, home):
    with_store(home, "UPDATE build_info SET schema_version = 99")
    before = (home / "store" / "store-1.duckdb").read_bytes()
    ran = compare(run, "Tampere", "181", home=home)
    assert ran.returncode == 2
    assert "99" in ran.stderr
    assert (home / "store" / "store-1.duckdb").read_bytes() == before


def test_a_damaged_store_ends_with_2_and_says_what_to_run(run, home):
    (home / "store" / "store-1.duckdb").write_bytes(b"x" * 9000)
    ran = compare(run, "Tampere", "181", home=home)
    assert ran.returncode == 2
    assert "python -m hvk_data build" in ran.stderr


def test_a_fresh_folder_is_made_ready_by_itself(run, home, tmp_path):
    shutil.rmtree(home / "store")
    found = rows(compare(run, "Tampere", "181", "--against", "maa", home=home))
    assert {row["area"] for row in found} == {"Tampere", "Koko maa"}


def test_other_regions_by_name(run):
    words = ("--against", "Kainuu", "--against", "Norra Savolax välfärdsområde", "--format", "json")
    rows = json.loads(run("compare", "--municipality", "Nokia", "--indicator", "181", *words).stdout)
    in_2021 = {(row["level"], row["code"]): row["value"] for row in rows if row["year"] == 2021}
    assert in_2021 == {("KUNTA", "536"): 9.3, ("MAAKUNTA", "18"): 10.5, ("HYVINVOINTIALUE", "13"): 10.9}
