"""The child that makes documents for the server, and the command beside it: real processes."""

import os
import signal
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

import hvk_data
from hvk_data.findings import Findings
from hvk_data.language import LANGUAGES, UserError
from hvk_data.report.worker import CouldNotMake, TookTooLong, Worker

ROOT = Path(hvk_data.__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def saved(tmp_path_factory, samples):
    """A data folder with one draft in it; its code."""
    home = tmp_path_factory.mktemp("tieto ä")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HVK_HOME", str(home))
        patch.delenv("HVK_DATABASE_URL", raising=False)
        findings = Findings()
        draft = findings.create_draft("Luonnos", "837", "fi")
        findings.pick(draft.code, samples.comparisons()[0], "Oma lause.", "concern")
        yield draft.code
        findings.close()


@pytest.fixture(scope="module")
def worker(saved):
    with Worker() as started:
        yield started


def test_the_child_makes_documents(worker, saved):
    made = worker.make(saved, "docx")
    said = [paragraph.text for paragraph in docx.Document(BytesIO(made.content)).paragraphs]
    assert "Huolenaihe: Oma lause." in said
    assert made.name.startswith("Tampere-hyvinvointikertomus-luonnos-")
    made = worker.make(saved, "xlsx", "sv")
    assert load_workbook(BytesIO(made.content)).sheetnames[0] == "Läs först"
    assert made.name.startswith("Tammerfors-")


def test_one_child_is_kept_until_it_has_made_its_share(saved):
    with Worker(documents=2) as worker:
        worker.make(saved, "xlsx")
        first = worker._child.pid
        worker.make(saved, "xlsx", output="brief")
        second = worker._child
        assert second.pid != first
        worker.make(saved, "xlsx")
        assert worker._child is second


def test_the_child_makes_what_is_asked_for(worker, saved):
    for output, kind, beginning in (("brief", "pdf", b"%PDF"), ("slides", "pptx", b"PK")):
        made = worker.make(saved, kind, "sv", output)
        assert made.content.startswith(beginning)
        assert made.name.endswith(f".{kind}")


def test_what_the_child_met_is_said_here(worker, saved):
    with pytest.raises(UserError) as caught:
        worker.make("ei-ole", "docx")
    assert caught.value.key == "findings.unknown_draft"
    for language in LANGUAGES:
        assert caught.value.message(language)
    assert worker.make(saved, "xlsx").content


def test_a_dead_child_is_replaced(worker, saved):
    worker.warm()
    worker._child.kill()
    worker._child.wait()
    assert worker.make(saved, "xlsx").content


def test_a_child_that_dies_silently_while_working_is_replaced(worker, saved):
    worker.warm()
    stuck = worker._child
    os.kill(stuck.pid, signal.SIGSTOP)
    threading.Timer(0.3, stuck.kill).start()
    assert worker.make(saved, "xlsx").content


def test_a_child_that_takes_too_long_is_stopped(saved):
    with Worker(seconds=0.3) as slow:
        slow.warm()
        stuck = slow._child
        os.kill(stuck.pid, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(TookTooLong) as caught:
            slow.make(saved, "docx")
        assert time.monotonic() - started < 5
        assert stuck.poll() is not None
    for language in LANGUAGES:
        assert caught.value.message(language)


def test_threads_take_turns(worker, saved):
    made = []
    threads = [
        threading.Thread(target=lambda kind=kind: made.append(worker.make(saved, kind).name[-4:]))
        for kind in ("docx", "xlsx") * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == ["docx"] * 3 + ["xlsx"] * 3


def test_a_child_that_cannot_start_is_a_clear_error(saved, tmp_path, monkeypatch):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with Worker() as worker, pytest.raises(CouldNotMake) as caught:
        worker.make(saved, "docx")
    for language in LANGUAGES:
        assert caught.value.message(language)


def command(*words):
    return subprocess.run(
        [sys.executable, "-m", "hvk_data", *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_request_that_makes_no_sense_does_not_end_the_child(saved):
    ended = subprocess.run(
        [sys.executable, "-m", "hvk_data", "report-worker"],
        cwd=ROOT,
        input='{"draft": 1}\n[]\n',
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0
    assert ended.stdout.count('"report.could_not_make"') == 2


def test_the_command_writes_the_file(saved, tmp_path):
    path = tmp_path / "oma kertomus ä.docx"
    ended = command("report", "--draft", saved, "--format", "docx", "--out", str(path))
    assert ended.returncode == 0
    # There is no store to judge by: the document says so, and the log why.
    assert "without the store" in ended.stderr
    assert ended.stdout == f"Kirjoitettu: {path}\n"
    assert docx.Document(str(path)).core_properties.language == "fi-FI"


def test_the_command_says_what_is_wrong(saved, tmp_path):
    ended = command("report", "--draft", "ei-ole", "--format", "docx", "--out", str(tmp_path / "a.docx"))
    assert ended.returncode == 2
    assert "Raporttiluonnosta ei löydy" in ended.stderr
    ended = command("report", "--draft", saved, "--format", "xlsx", "--out", str(tmp_path / "ei" / "a.xlsx"))
    assert ended.returncode == 2
    assert "ei voitu kirjoittaa" in ended.stderr
