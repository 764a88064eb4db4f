from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hvk_data.figures import Break, Comparison, Origin, Point, Series
from hvk_data.findings import Draft, Findings
from hvk_data.language import Texts


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "Äänekosken työ 100 %" / "findings.sqlite"


@pytest.fixture
def findings(place: Path) -> Iterator[Findings]:
    with Findings(place) as opened:
        yield opened


@pytest.fixture
def draft(findings: Findings) -> Draft:
    return findings.create_draft("Hyvinvointikertomus 2025–2029", "837", "fi")


@pytest.fixture
def comparison() -> Comparison:
    return Comparison(
        indicator="181",
        title=Texts("Lapsiperheet", "Barnfamiljer", "Families with children"),
        unit=Texts("%", "%", "%"),
        decimals=1,
        direction="neutral",
        sex="total",
        origin=Origin(
            source="sotkanet",
            organization=Texts("Tilastokeskus"),
            address="https://sotkanet.fi/sotkanet/fi/metadata/indicators/181",
            updated=date(2023, 5, 4),
            fetched_at=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
        generation=7,
        series=(
            Series("own", "KUNTA", "837", Texts("Tampere"), (Point(2020, None), Point(2021, 12.8, 3.0))),
            Series(
                "maakunta", "maakunta", "06", Texts("Pirkanmaa"), (Point(2021, 0.1 + 0.2, None, "computed"),)
            ),
            Series("peer", "KUNTA", "536", Texts("Nokia"), (Point(2021, 9.3),)),
            Series("median_region", "", "", Texts("Mediaani"), (Point(2021, 8.5, None, "computed", 23),)),
        ),
        breaks=(Break(2019, Texts("Uusi luokitus")),),
    )
