"""Who runs, how far it has come, and how it is stopped, as another process sees it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from hvk_data.language import LANGUAGES
from hvk_data.sync.errors import AlreadyRunning, CannotWrite
from hvk_data.sync.progress import (
    Progress,
    ProgressKeeper,
    alone,
    is_running,
    last_progress,
    request_stop,
    stop_requested,
)

HOLD = """
import sys, time
from pathlib import Path
from hvk_data.sync.progress import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_goes_with_its_holder(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert is_running(tmp_path)
    with pytest.raises(AlreadyRunning) as caught, alone(tmp_path):
        pass
    assert caught.value.pid == holder.pid
    assert len({caught.value.message(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert is_running(tmp_path), "who is refused takes nothing away"
    holder.kill()
    holder.communicate()
    assert not is_running(tmp_path)
    with alone(tmp_path):
        assert is_running(tmp_path)


def test_a_holder_that_has_not_said_who_it_is_is_named_without(tmp_path: Path) -> None:
    with alone(tmp_path):
        (tmp_path / "sync-running.json").write_text("", encoding="utf-8")
        with pytest.raises(AlreadyRunning) as caught, alone(tmp_path):
            pass
    assert "None" not in caught.value.message("en")


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite, match="HVK_HOME"), alone(tmp_path / "a file" / "home"):
        pass


def test_an_old_wish_to_stop_does_not_stop_the_next(tmp_path: Path) -> None:
    request_stop(tmp_path)
    with alone(tmp_path):
        assert not stop_requested(tmp_path)
        request_stop(tmp_path)
        assert stop_requested(tmp_path)
    assert not stop_requested(tmp_path)


def test_progress_is_seen_at_a_new_phase_and_then_now_and_then(tmp_path: Path) -> None:
    heard: list[Progress] = []
    keeper = ProgressKeeper(tmp_path, heard.append)
    assert last_progress(tmp_path) is None
    keeper.tell(phase="figures", total=10)
    seen = last_progress(tmp_path)
    assert seen is not None
    assert (seen.phase, seen.total, seen.seconds_left) == ("figures", 10, None)
    keeper.tell(done=1)
    seen = last_progress(tmp_path)
    assert seen is not None
    assert seen.done == 0
    time.sleep(0.55)
    keeper.tell(done=5)
    seen = last_progress(tmp_path)
    assert seen is not None
    assert seen.done == 5
    assert seen.seconds_left == pytest.approx(seen.seconds)
    assert [one.done for one in heard] == [0, 1, 5]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"phase": "figures", "other": 1}'])
def test_spoilt_progress_is_none(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "sync-progress.json").write_text(spoilt, encoding="utf-8")
    assert last_progress(tmp_path) is None
