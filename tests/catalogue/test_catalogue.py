"""The curated files are sound, and a municipality's own rows go over them."""

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.catalogue import Catalogue, CatalogueError, load
from hvk_data.catalogue.errors import (
    BadIdError,
    DuplicateRowError,
    MissingColumnError,
    MissingFileError,
    MissingValueError,
    NoReasonError,
    NotANumberError,
    UnknownColumnError,
    UnknownValueError,
    UnreadableEncodingError,
    UnreadableFileError,
    WideRowError,
)
from hvk_data.catalogue.tables import decode_file
from hvk_data.language import LANGUAGES, Texts
from hvk_data.paths import SHIPPED

CURATED = SHIPPED / "curated"


@pytest.fixture
def ours(tmp_path: Path) -> Catalogue:
    return load(own=tmp_path / "none")


def test_every_curated_text_is_in_three_languages() -> None:
    for path in [*CURATED.glob("*.csv"), SHIPPED / "sources.csv"]:
        for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
            # Only titles are the source's own, in Finnish, to be compared with its list.
            spoken = {c for c in row if re.search(r"(^|_)(fi|sv|en)$", c)} - {"title_fi", "other_titles_fi"}
            assert all(row[column].strip() for column in spoken), (path.name, row)
            for stem in {re.sub(r"(fi|sv|en)$", "", column) for column in spoken}:
                assert {f"{stem}{language}" for language in LANGUAGES} <= spoken


def test_ids_titles_and_references_are_well_formed(ours: Catalogue) -> None:
    for indicator in ours.indicators.values():
        assert re.fullmatch(r"[1-9]\d*|tk:[a-z0-9_]+", indicator.id)
        assert indicator.title_fi == indicator.title_fi.strip() != ""
        assert "&" not in indicator.title_fi
        assert 0 <= indicator.decimals <= 2
        assert not indicator.overridden
        assert indicator.twin is None or indicator.twin in ours.indicators
    for listed in ours.lists.values():
        assert set(listed.members) <= set(ours.indicators)
        assert len(set(listed.members)) == len(listed.members) > 0
    for denominator in ours.denominators.values():
        assert {denominator.indicator, *denominator.parts} <= set(ours.indicators)
        assert denominator.per == ours.indicators[denominator.indicator].unit.per
    assert set(ours.all_breaks) <= set(ours.indicators)
    assert {i.theme.code for i in ours.indicators.values()} == set(ours.themes)
    assert [t.order for t in ours.themes.values()] == list(range(1, len(ours.themes) + 1))


def test_units_say_per_what_a_share_or_rate_is(ours: Catalogue) -> None:
    for unit in ours.units.values():
        assert (unit.per is not None) == (unit.kind in {"percent", "rate", "ratio"})
    assert ours.indicators["181"].unit.name.fi == "%"
    assert ours.indicators["178"].unit.per == 1000
    assert ours.indicators["127"].unit.kind == "count"


def test_directions_that_experts_settled(ours: Catalogue) -> None:
    directions = {id_: ours.indicators[id_].direction for id_ in ("181", "4271", "187", "191", "1570")}
    assert directions == {
        "181": "higher_worse",
        "4271": "higher_better",
        "187": "neutral",
        "191": "neutral",
        "1570": "neutral",
    }


def test_core_holds_what_a_welfare_report_needs_and_no_indicator_beside_its_twin(ours: Catalogue) -> None:
    core = ours.lists["core"].members
    sotkanet = {"127", "228", "3126", "683", "1077", "1244", "5641", "6103"}
    counted = {"181", "191", "423", "7", "1065", "179"}
    statfin = {"tk:share_over_64", "tk:share_under_15", "tk:employment_rate", "tk:loans", "tk:annual_margin"}
    assert sotkanet | counted | statfin <= set(core)
    assert not {"tk:population", "tk:unemployed_year_end", "552", "570"} & set(core)
    for id_ in core:
        assert ours.indicators[id_].twin not in core


def test_no_list_claims_to_be_of_thl(ours: Catalogue) -> None:
    for listed in ours.lists.values():
        assert not any("THL" in listed.name.in_(language) for language in LANGUAGES)
    assert set(ours.lists["hyte"].members) == {"234", "286", "288", "306", "3959", "3906", "3219", "189"}


def test_known_breaks_are_in_order(ours: Catalogue) -> None:
    assert [b.year for b in ours.breaks("3195")] == [1998, 2019]
    assert [b.year for b in ours.breaks("tk:economic_dependency")] == [2005]
    assert ours.breaks("127") == ()


def test_the_fresher_of_two_twins_stands_in_the_core(ours: Catalogue) -> None:
    offline = [i.id for i in ours.current_core({"tk:loans": 2020, "3180": 2011})]
    synced = [i.id for i in ours.current_core({"tk:loans": 2020, "3180": 2024})]
    assert ("tk:loans" in offline, "3180" in offline) == (True, False)
    assert ("tk:loans" in synced, "3180" in synced) == (False, True)
    assert len(offline) == len(synced) == len(ours.lists["core"].members)


def test_a_title_must_agree_with_its_id(ours: Catalogue) -> None:
    matching = ours.match(
        {"181": "Työttömät,  % TYÖVOIMASTA", "182": "Taloudellinen huoltosuhde", "179": "Itsemurhat"}
    )
    assert matching.matched == {"181", "182"}
    assert [(m.id, m.ours, m.theirs) for m in matching.mismatched] == [
        ("179", "Lapsiperheet, % perheistä", "Itsemurhat")
    ]
    assert "127" in matching.absent


def own_file(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "omat tiedot ä" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding=encoding, newline="")
    return path.parent


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_own_direction_goes_over_ours_however_excel_saved_it(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [
        ["id", "direction", "direction_reason_fi"],
        ["324", "higher_worse", "Yksinäisyys on meillä yleistä"],
    ]
    content = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    indicator = load(own=own_file(tmp_path, "indicators.csv", content, encoding)).indicators["324"]
    assert indicator.direction == "higher_worse"
    assert indicator.overridden
    # Our Swedish reason for calling it neutral must not stand beside their direction.
    assert indicator.direction_reason == Texts(fi="Yksinäisyys on meillä yleistä")
    assert indicator.title_fi == "Yhden hengen asuntokunnat, % asuntokunnista"
    assert indicator.unit.code == "percent"


def test_own_rows_add_a_theme_a_list_and_an_indicator(tmp_path: Path) -> None:
    own_file(tmp_path, "themes.csv", "code,order,fi\nown,16,Oma teema\n")
    own_file(tmp_path, "lists.csv", "code,fi\nmine,Omat\n")
    own_file(tmp_path, "list_members.csv", "list,indicator,order\nmine,127,2\nmine,9999,1\n")
    columns = "id,title_fi,theme,tier,direction,direction_reason_fi,unit,decimals,group"
    own = own_file(
        tmp_path, "indicators.csv", f"{columns}\n9999,Oma,own,core,neutral,Ei arvoteta,percent,1,all\n"
    )
    catalogue = load(own=own)
    assert list(catalogue.themes)[-1] == "own"
    assert catalogue.lists["mine"].members == ("9999", "127")
    assert catalogue.lists["core"].members[-1] == "9999"


def test_an_edit_is_seen_without_a_restart(tmp_path: Path) -> None:
    own = own_file(tmp_path, "indicators.csv", "id,tier\n127,optional\n")
    assert load(own=own) is load(own=own)
    assert load(own=own).indicators["127"].tier == "optional"
    own_file(tmp_path, "indicators.csv", "id,tier\n127,extended\n")
    os.utime(own / "indicators.csv", ns=(1, 1))
    assert load(own=own).indicators["127"].tier == "extended"


@pytest.mark.parametrize(
    ("name", "content", "error", "values"),
    [
        ("themes.csv", "order,fi\n1,x\n", MissingColumnError, {"column": "code"}),
        ("themes.csv", "", MissingColumnError, {"column": "code"}),
        ("themes.csv", "code,väri\nx,y\n", UnknownColumnError, {"column": "väri"}),
        ("themes.csv", "code,order,fi\nx,eka,X\n", NotANumberError, {"line": 2, "value": "eka"}),
        ("themes.csv", "code,order\nx,20\n", MissingValueError, {"line": 2, "column": "fi"}),
        ("themes.csv", "code,fi\n,X\n", MissingValueError, {"line": 2, "column": "code"}),
        ("themes.csv", "code,fi\neconomy,Raha, valta\n", WideRowError, {"line": 2}),
        (
            "indicators.csv",
            "id,theme\n127,talous\n",
            UnknownValueError,
            {"value": "talous", "column": "theme"},
        ),
        ("indicators.csv", "id,unit\n\n127,prosentti\n", UnknownValueError, {"line": 3, "column": "unit"}),
        ("indicators.csv", "id,direction\n127,hyvä\n", UnknownValueError, {"column": "direction"}),
        ("indicators.csv", "id,direction\n127,higher_better\n", NoReasonError, {"value": "127"}),
        ("indicators.csv", "id,tier\n127,core\n127,core\n", DuplicateRowError, {"line": 3, "first": 2}),
        (
            "denominators.csv",
            "indicator,denominator\n7,127 tai 1065\n",
            BadIdError,
            {"column": "denominator"},
        ),
        ("list_members.csv", "list,indicator,order\ncore,väestö,1\n", BadIdError, {"value": "väestö"}),
    ],
)
def test_a_mistake_is_named_with_its_file_and_what_to_do(
    tmp_path: Path, name: str, content: str, error: type[CatalogueError], values: dict[str, Any]
) -> None:
    own = own_file(tmp_path, name, content)
    with pytest.raises(error) as caught:
        load(own=own)
    assert values.items() <= caught.value.values.items()
    for language in LANGUAGES:
        assert str(own / name) in caught.value.message(language)


@pytest.mark.parametrize(
    "save",
    [
        lambda path: path.write_text("code;fi\neconomy;Väestö\n", encoding="utf-16"),
        lambda path: path.write_text("code;fi\neconomy;Väestö\n", encoding="mac_roman"),
        lambda path: path.write_bytes(b"code;fi\neconomy;V\x81\n"),
    ],
)
def test_another_encoding_is_not_guessed(tmp_path: Path, save: Callable[[Path], object]) -> None:
    save(tmp_path / "themes.csv")
    with pytest.raises(UnreadableEncodingError):
        load(own=tmp_path)


def test_a_file_that_the_system_does_not_give_is_named(tmp_path: Path) -> None:
    # A folder stands for a file locked by another program: opening it fails the same way.
    (tmp_path / "sources").mkdir()
    with pytest.raises(UnreadableFileError) as caught:
        decode_file(tmp_path / "sources")
    assert "sources" in caught.value.message("fi")


def test_a_lost_file_of_ours_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError) as caught:
        load(shipped=tmp_path, own=tmp_path)
    assert "themes.csv" in caught.value.message("fi")


CELLS = st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=4)


@given(cells=CELLS, junk=st.binary(max_size=40))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]], junk: bytes
) -> None:
    own = tmp_path_factory.mktemp("own")
    with (own / "themes.csv").open("w", encoding="utf-8", errors="ignore", newline="") as file:
        csv.writer(file).writerows([["code", "order", "fi"], *cells])
    (own / "lists.csv").write_bytes(b"code,fi\n" + junk)
    try:
        catalogue = load(own=own)
    except CatalogueError as error:
        assert all(error.message(language) for language in LANGUAGES)
    else:
        assert set(load(own=own / "none").themes) <= set(catalogue.themes)
