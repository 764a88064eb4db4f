"""On every page and in every document: no zero for what is missing, no arrow without its certainty.

The store is generated so that no figure in it is zero: figures that would be are missing, and so are many of
the municipality's own. Every zero that is shown as a figure is then one that nobody published.
"""

import re
import subprocess
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pyarrow.compute as pc
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.truth import SOURCE, YEARS, write_truth
from hvk_data.findings import Findings, Goals, Observations
from hvk_data.language import text
from hvk_data.queries.shown import shown
from hvk_data.report.files import write
from hvk_data.report.kinds import PAIRS
from hvk_data.statistics.certainty import TIERS
from hvk_data.store import Bronze, open_store
from hvk_data.store.build import build
from pages._pages import PAGES
from tests.pages.conftest import FRAME

TAMPERE = "837"
GONE, ENDED, WHOLE = "200001", "200003", "200005"
"""Indicators without any figure of the municipality, without the last three years, and with all."""

ZERO = re.compile(r"(?<![\d.,\u00a0])[-−]?0(?:[,.]0+)?\s?(?:%|/ 1 000|pist)|(?<![\d.,])0[,.]0(?!\d)")
SIGN = re.compile(
    r":\w+-badge\[:material/(?:arrow_\w+ward|trending_\w+|radio_button_unchecked):[^\]]*\]([^\n]*)"
)
SCRIPT_OR_TAG = re.compile(r"(?s)<(script|style).*?</\1>|<[^>]+>")
BARE = re.compile("[↑↓▲▼⬆⬇]")
SURE = tuple(text("fi", f"statistics.tier_{tier}") for tier in TIERS if tier != "none")
LEGEND = "report.about_signs"


def zeros(said):
    """Every zero that is shown as a figure, with what stands before it."""
    return [said[max(0, found.start() - 60) : found.end() + 20] for found in ZERO.finditer(said)]


def sure(after):
    """Whether a shape is followed by how sure it is before the next one comes."""
    return any(tier in BARE.split(after)[0][:120] for tier in SURE)


@pytest.fixture(scope="module")
def lacking(tmp_path_factory):
    """A data folder without a zero in it, and a draft with findings of what is there and what is not."""
    home = tmp_path_factory.mktemp("puuttuvat ä")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HVK_HOME", str(home))
        patch.delenv("HVK_DATABASE_URL", raising=False)
        write_truth(home, 16)
        bronze = Bronze(home / "bronze")
        (own,) = (area.id for area in bronze.areas() if (area.level, area.code) == ("KUNTA", TAMPERE))
        for id_ in bronze.ids(SOURCE):
            figures = bronze.figures(id_)
            keep = pc.and_(
                pc.greater(figures["value"], 0), pc.fill_null(pc.greater(figures["abs_value"], 0), True)
            )
            ours = pc.equal(figures["region"], own)
            if id_ == GONE:
                keep = pc.and_(keep, pc.invert(ours))
            if id_ == ENDED:
                keep = pc.and_(keep, pc.invert(pc.and_(ours, pc.greater(figures["year"], int(YEARS[-4])))))
            bronze.write(bronze.metadata(id_), figures.filter(keep))
        build(home, home / "nothing ships")
        reader = open_store(home).reader()
        with Findings() as work:
            draft = work.create_draft("Tampere", TAMPERE, "fi")
            for id_ in (GONE, ENDED, WHOLE):
                finding = work.pick(draft.code, shown(reader, TAMPERE, id_), "", "note")
                Goals().add(draft.code, goal=f"Tavoite {id_}", indicator=id_)
                told = Observations().add(
                    draft.code,
                    text="Näin se koetaan.",
                    stance="supports",
                    source="association",
                    finding=finding.id,
                    consent=True,
                    collected_on=date(2026, 3, 4),
                )
                Observations().moderate(told.id, draft.code, "published")
            live = (GONE, f"{GONE}:{YEARS[-1]}", ENDED, f"{ENDED}:{YEARS[-1]}", WHOLE)
            work.write_chapter(draft.code, "summary", " ja ".join(f"{{{{{token}}}}}" for token in live))
            yield home, draft.code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.module)
def test_no_page_shows_a_zero_for_what_is_missing_nor_a_bare_arrow(lacking, page):
    _, draft = lacking
    for indicator in (GONE, ENDED) if page.path in ("indikaattori", "esitys") else (ENDED,):
        at = AppTest.from_file(str(FRAME), default_timeout=120)
        at._page_hash = calc_hash(page.path)
        at.query_params.update(kunta=TAMPERE, ind=indicator, luonnos=draft)
        at.run()
        assert not at.exception
        shown_as = (
            at.markdown,
            at.caption,
            at.info,
            at.warning,
            at.success,
            at.header,
            at.subheader,
            at.title,
        )
        said = "\n".join(str(one.value) for of in shown_as for one in of)
        said += "\n".join(SCRIPT_OR_TAG.sub(" ", one.proto.body) for one in at.get("html"))
        assert len(said) > 50
        assert page.path != "suunnitelma" or f"Tavoite {GONE}" in said
        assert page.path != "kokemukset" or "4.3.2026" in said
        assert zeros(said) == []
        assert BARE.findall(said) == []
        assert all(after.rstrip().removesuffix("]").endswith(SURE) for after in SIGN.findall(said))
        for table in (*at.dataframe, *at.table):
            numbers = pd.DataFrame(table.value).select_dtypes("number")
            assert not (numbers == 0).any().any(), numbers


@pytest.mark.parametrize(("output", "kind"), [(output, kind) for output, of in PAIRS.items() for kind in of])
def test_no_document_prints_a_zero_for_what_is_missing_nor_a_bare_arrow(lacking, output, kind, tmp_path):
    _, draft = lacking
    path = write(draft, kind, tmp_path / f"luonnos.{kind}", output=output)
    if kind == "xlsx":
        cells = [cell.value for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert 0 not in [
            value for value in cells if isinstance(value, int | float) and not isinstance(value, bool)
        ]
        said = "\n".join(value for value in cells if isinstance(value, str))
    elif kind == "pdf":
        said = subprocess.run(
            ["pdftotext", path, "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        # What stands alone on a line is the axis of a chart: tables are looked at in Word's document.
        said = re.sub(r"(?m)^0,0$", "", said)
    else:
        with ZipFile(BytesIO(path.read_bytes())) as parts:
            pages = [name for name in parts.namelist() if re.search(r"(document|slide\d+)\.xml$", name)]
            said = "\n".join(re.sub(r"<[^>]+>", " ", parts.read(name).decode()) for name in pages)
    assert len(said) > 200
    assert zeros(said) == []
    # The legend tells of every shape; elsewhere each stands with its word and how sure that is.
    told = " ".join(said.split()).replace(" ".join(text("fi", LEGEND).split()), "")
    assert [
        told[at.start() : at.end() + 90] for at in BARE.finditer(told) if not sure(told[at.end() :])
    ] == []
