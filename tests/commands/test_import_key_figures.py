import json

import pyarrow as pa
import pyarrow.parquet as pq


def files(tmp_path, code="837"):
    figures, variables = tmp_path / "luvut ä.parquet", tmp_path / "muuttujat.csv"
    row = {
        "variable": "families",
        "level": "KUNTA",
        "code": code,
        "year": 2022,
        "value": 5.0,
        "computed": False,
    }
    pq.write_table(pa.Table.from_pylist([row]), figures)
    variables.write_text("variable,name_fi,name_sv,name_en\nfamilies,Perheet,,Families\n", encoding="utf-8")
    return "--figures", figures, "--variables", variables


def test_key_figures_are_brought_in_and_published(run, home, tmp_path):
    ran = run("import-key-figures", *files(tmp_path), home=home)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("1 indicators, 1 rows; generation 2")
    shown = run(
        "compare", "--municipality", "837", "--indicator", "tk:families", "--format", "json", home=home
    )
    assert [(row["year"], row["value"]) for row in json.loads(shown.stdout)] == [(2022, 5.0)]


def test_a_fault_ends_with_2_and_the_store_stays(run, home, tmp_path):
    ran = run("--language", "en", "import-key-figures", *files(tmp_path, code="999"), home=home)
    assert ran.returncode == 2
    assert "KUNTA 999" in ran.stderr
    assert not (home / "bronze").exists()
    assert (home / "store" / "CURRENT").read_text(encoding="ascii") == "1"
