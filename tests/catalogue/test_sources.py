"""Every file that ships is named with its source, and README says the same as the page."""

from hvk_data.catalogue import sources
from hvk_data.paths import SHIPPED

SNAPSHOT = {f"snapshot/{name}.parquet" for name in ("areas", "figures", "indicators")}


def test_every_file_that_ships_has_its_source() -> None:
    there = {
        f"{folder}/{path.name}"
        for folder in ("curated", "areas", "snapshot")
        for path in (SHIPPED / folder).glob("*")
        if path.is_file()
    }
    assert {source.file for source in sources()} == there | SNAPSHOT


def test_readme_says_the_same() -> None:
    readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
    for s in sources():
        assert f"| `{s.file}` | {s.source.en} | {s.licence} | {s.changes.en} |" in readme


def test_the_licences_ask_for_these_names() -> None:
    figures = {s.file: s for s in sources()}["snapshot/figures.parquet"]
    assert "Sotkanet" in figures.source.fi
    assert "Tilastokeskus" in figures.source.fi
    assert "5641" in {s.file: s for s in sources()}["snapshot/indicators.parquet"].changes.sv
    assert {s.licence for s in sources()} == {"CC BY 4.0"}
