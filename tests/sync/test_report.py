"""The kept report of an update says the same when it is read again, and a spoilt one is no report."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.language import LANGUAGES, Texts
from hvk_data.sotkanet import errors
from hvk_data.sync.errors import UnexpectedFailure
from hvk_data.sync.holding import Doubt, Held
from hvk_data.sync.report import Failure, Renamed, SyncReport, last_report, save_report

COUNTS = st.integers(0, 10**9)
IDS = st.lists(st.integers(0, 99_999), max_size=3).map(tuple)
ERRORS = st.one_of(
    st.builds(errors.NotFound, address=st.text(), indicator=st.integers(1, 9999)),
    st.builds(errors.ServerError, address=st.text(), status=st.integers(500, 599)),
    st.builds(UnexpectedFailure, indicator=st.text(), what=st.text()),
)
HELD = st.builds(
    Held,
    st.from_regex("[0-9]{1,4}", fullmatch=True),
    st.builds(Texts, st.text(), st.text(), st.text()),
    st.datetimes(timezones=st.just(UTC)),
    st.builds(
        Doubt,
        st.sampled_from(["empty", "shrunk", "jumped"]),
        COUNTS,
        COUNTS,
        COUNTS,
        COUNTS,
        st.none() | st.floats(0.01, 100),
    ),
)
REPORTS = st.builds(
    SyncReport,
    base_url=st.text(),
    started=st.datetimes(timezones=st.just(UTC)),
    seconds=st.floats(0, 1e6),
    generation=st.none() | COUNTS,
    stored=COUNTS,
    not_asked=st.integers(0, 2),
    unknown_regions=IDS,
    unlisted=IDS,
    renamed=st.lists(st.builds(Renamed, st.text(), st.text(), st.text()), max_size=2).map(tuple),
    failed=st.lists(st.builds(Failure, st.text(), ERRORS), max_size=3).map(tuple),
    held=st.lists(HELD, max_size=2).map(tuple),
    error=st.none() | ERRORS,
)


@given(REPORTS)
def test_a_report_survives_being_kept(report: SyncReport) -> None:
    again = SyncReport.from_json(json.loads(json.dumps(report.to_json())))
    assert again.to_json() == report.to_json()
    assert again.exit_code == report.exit_code
    for old, new in zip(report.failed, again.failed, strict=True):
        assert all(old.error.message(language) == new.error.message(language) for language in LANGUAGES)
    assert again.held == report.held
    assert all(held.message(language) for held in again.held for language in LANGUAGES)


def test_a_report_of_an_earlier_program_is_read() -> None:
    document = SyncReport(base_url="", started=datetime.now(UTC), seconds=1, generation=1).to_json()
    del document["held"], document["held_before"]
    again = SyncReport.from_json(document)
    assert (again.held, again.exit_code) == ((), 0)


@given(REPORTS)
def test_the_exit_code_says_whether_the_store_is_new_and_whole(report: SyncReport) -> None:
    published = report.generation is not None and report.error is None
    whole = not report.failed and not report.held and not report.not_asked
    assert report.exit_code == (2 if not published else 0 if whole else 1)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "{}", '{"started": 5}', "null"])
def test_a_spoilt_report_is_none(tmp_path: Path, spoilt: str) -> None:
    assert last_report(tmp_path) is None
    save_report(tmp_path, SyncReport(base_url="", started=datetime.now(UTC), seconds=1))
    assert last_report(tmp_path) is not None
    (tmp_path / "sync-report.json").write_text(spoilt, encoding="utf-8")
    assert last_report(tmp_path) is None
