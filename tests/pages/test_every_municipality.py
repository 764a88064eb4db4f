"""Every page about any municipality: it opens, and where it has no figures it says why.

``make test`` takes a few of each page; ``make proofs`` all municipalities of Kainuu, ten odd ones, and
several indicators.
"""

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.findings import Concerns, Findings
from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.store import Reader
from pages._pages import PAGES

Open = Callable[..., AppTest]
KAINUU = ("105", "205", "290", "578", "620", "697", "765", "777")
ODD = {
    "318": "Kökar, among Åland's smallest",
    "766": "Sottunga, the smallest of all",
    "478": "Mariehamn, the capital of Åland",
    "091": "Helsinki, the largest, which is its own county",
    "297": "Kuopio, which others have joined",
    "507": "Mäntyharju, joined as late as 2020",
    "638": "Porvoo, in both languages",
    "499": "Mustasaari, mostly Swedish",
    "890": "Utsjoki, the northernmost, with Sámi",
    "235": "Kauniainen, inside another municipality",
}
# A rate by sex, a share that only some have, a count, a figure of the other source, one that has no figures.
INDICATORS = ("181", "228", "6103", "127", "683", "tk:employment_rate")


def cases() -> list[tuple[str, str, str]]:
    """Page, municipality, indicator; the sample goes round the municipalities and the indicators."""
    codes, paths = [*KAINUU, *ODD], [page.path for page in PAGES]
    if os.environ.get("HVK_PROOFS"):
        rest = [(path, code, INDICATORS[0]) for path in paths if path != "indikaattori" for code in codes]
        return [*rest, *(("indikaattori", code, id_) for code, id_ in product(codes, INDICATORS))]
    odd = list(ODD)
    return [(path, odd[n % len(odd)], INDICATORS[n % len(INDICATORS)]) for n, path in enumerate(paths)]


def charts(node: Any) -> Iterator[Any]:
    """The charts below ``node``, behind closed headings too."""
    if getattr(node, "type", "") == "vega_lite_chart":
        yield node.proto
    for child in getattr(node, "children", {}).values():
        yield from charts(child)


def values(chart: Any) -> list[float]:
    """The numbers that a chart draws; missing ones are none."""
    table = pa.ipc.open_stream(BytesIO(chart.data.data)).read_all()
    return [number for number in table.column("value").to_pylist() if number is not None]


def test_the_region_is_whole(figures: Reader) -> None:
    known = index(figures).municipalities
    region = known["290"].maakunta
    assert set(KAINUU) == {code for code, areas in known.items() if areas.maakunta == region}
    assert known.keys() >= ODD.keys()


@pytest.mark.parametrize(("path", "code", "indicator"), cases())
def test_a_page_opens_about_any_municipality(
    open_page: Open, work: Findings, figures: Reader, path: str, code: str, indicator: str
) -> None:
    draft = work.create_draft("Luonnos", code, "fi")
    work.pick(draft.code, compare(figures, code, indicator), "Oma lause.", "concern")
    Concerns().add(draft.code, "worry", "Huoli")
    test = open_page(path, kunta=code, luonnos=draft.code, ind=indicator)
    assert not test.exception
    assert not test.error
    # A large heading is of our own making.
    assert test.title or any("<h1" in one.proto.body for one in test.get("html"))
    drawn = list(charts(test._tree))
    for chart in drawn:
        assert values(chart)
    if path == "indikaattori" and not drawn:
        assert test.info, "no chart and no reason"
