import json

import pytest


def test_status_as_json(run):
    ran = run("status", "--format", "json")
    assert ran.returncode == 0
    status = json.loads(ran.stdout)
    assert {"generation", "indicators", "rows", "fetched_at", "failed"} <= status.keys()
    assert (status["generation"], status["indicators"]) == (1, 171)
    assert status["rows"] > 1_690_000
    assert status["fetched_at"] is None
    assert status["failed"] == []


@pytest.mark.parametrize(
    ("language", "said"), [("fi", "Tietokansio"), ("sv", "Datamapp"), ("en", "Data folder")]
)
def test_status_in_words(run, shipped_home, language, said):
    ran = run("--language", language, "status")
    assert ran.returncode == 0
    assert f"{said}: {shipped_home}" in ran.stdout
    assert "171" in ran.stdout
    assert "2457" in ran.stdout or "2 457" in ran.stdout or "2,457" in ran.stdout


def test_a_failed_indicator_is_told_of_in_the_readers_language(run, home):
    from datetime import UTC, datetime

    from hvk_data.store.errors import NoStore
    from hvk_data.sync.report import Failure, SyncReport, save_report

    save_report(
        home,
        SyncReport("http://x", datetime(2026, 1, 1, tzinfo=UTC), 1.0, failed=(Failure("9", NoStore()),)),
    )
    (failed,) = json.loads(run("status", "--format", "json", home=home).stdout)["failed"]
    assert failed["indicator"] == "9"
    assert NoStore().message("sv") in run("--language", "sv", "status", home=home).stdout
