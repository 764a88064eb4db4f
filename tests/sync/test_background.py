"""An update in a process of its own: started, followed, stopped, and what is known when it dies."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hvk_data.sync import background
from hvk_data.sync.errors import AlreadyRunning, CannotWrite
from hvk_data.sync.progress import holder, last_progress, request_stop
from hvk_data.sync.report import last_report
from hvk_data.sync.selection import Selection
from tests.sotkanet_server import SmallCorpus, Sotkanet, running

PATIENCE = 60


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def at(sotkanet: Sotkanet, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("HVK_SOTKANET_URL", sotkanet.base_url)
    for name in ("no_proxy", "NO_PROXY"):
        patch.setenv(name, "127.0.0.1")


def test_arguments_are_those_of_the_command() -> None:
    assert background.arguments(Selection()) == ["sync"]
    assert background.arguments(Selection(everything=True)) == ["sync", "--all", "--recheck-after", "12h"]
    assert background.arguments(Selection(sets=("core",))) == ["sync", "--set", "core"]
    chosen = background.arguments(Selection(ids=("181", "127")))
    assert chosen == ["sync", "--indicator", "181", "--indicator", "127"]


def test_the_address_is_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HVK_SOTKANET_URL", raising=False)
    assert background.base_url() == "https://sotkanet.fi/rest/1.1"
    monkeypatch.setenv("HVK_SOTKANET_URL", "https://peili.example/rest/1.1")
    assert background.base_url() == "https://peili.example/rest/1.1"


def test_it_brings_in_what_was_chosen_and_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(SmallCorpus(2)) as sotkanet:
        sotkanet.play("indicators/2", "403")
        at(sotkanet, monkeypatch)
        background.start(home, Selection(ids=("1", "2")), "fi")
        assert background.started_here(home)
        with pytest.raises(AlreadyRunning):
            background.start(home, Selection(), "fi")
        wait_until(lambda: not background.under_way(home))
    report = last_report(home)
    assert report is not None
    assert background.left_no_report(home) is None
    assert [failure.indicator for failure in report.failed] == ["2"]
    assert (report.base_url, report.stored) == (sotkanet.base_url, 1)
    assert "403" in (home / "sync.log").read_text(encoding="utf-8")


def test_it_can_be_stopped(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(SmallCorpus(40)) as sotkanet:
        at(sotkanet, monkeypatch)
        background.start(home, Selection(everything=True), "fi")
        wait_until(lambda: (now := last_progress(home)) and now.done)
        request_stop(home)
        wait_until(lambda: not background.under_way(home))
    report = last_report(home)
    assert report is not None
    assert report.stopped
    assert report.not_asked


def test_one_that_is_killed_is_told_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(SmallCorpus(40)) as sotkanet:
        at(sotkanet, monkeypatch)
        background.start(home, Selection(everything=True), "fi")
        wait_until(lambda: (now := last_progress(home)) and now.done)
        pid = holder(home).pid
        assert pid
        assert background.left_no_report(home) is None
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not background.under_way(home))
    assert last_report(home) is None
    assert "Haetaan 40 indikaattoria" in (background.left_no_report(home) or "")


def test_a_folder_that_refuses_is_told_of(home: Path) -> None:
    (home / "sync.log").mkdir()
    with pytest.raises(CannotWrite):
        background.start(home, Selection(), "fi")
