"""Updates from a real server on this machine into a real store, with everything that may go wrong."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hvk_data.language import LANGUAGES
from hvk_data.sotkanet import Client, errors
from hvk_data.store.bronze import Bronze
from hvk_data.store.generations import Generations
from hvk_data.sync.errors import (
    AlreadyRunning,
    NothingChosen,
    NotSotkanetIds,
    UnexpectedFailure,
    UnknownSet,
)
from hvk_data.sync.progress import alone, is_running, last_progress, request_stop
from hvk_data.sync.report import SyncReport, last_report
from hvk_data.sync.run import sync
from hvk_data.sync.selection import Selection
from tests.sotkanet_server import SmallCorpus, Sotkanet, row, running, status, texts

ROOT = Path(__file__).parents[2]
ALL = Selection(everything=True)


@pytest.fixture
def server() -> Iterator[Sotkanet]:
    with running(SmallCorpus()) as sotkanet:
        yield sotkanet


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Hyvinvoinnin kansio ä"


def bring(server: Sotkanet, home: Path, which: Selection = ALL, **settings: object) -> SyncReport:
    """An update with a client that does not wait, over a store with nothing shipped."""
    client = Client(server.base_url, rate=1000, timeout=(2, 0.3), attempts=2, pause=0.01)
    chosen = {"shipped": home / "nothing", **settings}
    return sync(home, client, which, **chosen)  # type: ignore[arg-type]


def corpus(server: Sotkanet) -> SmallCorpus:
    assert isinstance(server.corpus, SmallCorpus)
    return server.corpus


def stored(home: Path, indicator: int) -> set[tuple[object, ...]]:
    return {tuple(one.values()) for one in Bronze(home / "bronze").figures(str(indicator)).to_pylist()}


def test_everything_is_brought_in_and_published(server: Sotkanet, home: Path) -> None:
    report = bring(server, home)
    assert report.exit_code == 0
    assert (report.listed, report.chosen, report.stored, report.failed) == (4, 4, 4, ())
    assert report.generation == Generations(home).current() == 1
    bronze = Bronze(home / "bronze")
    assert bronze.ids("sotkanet") == ["1", "2", "3", "4"]
    assert len(bronze.areas()) == len(corpus(server).regions)
    assert bronze.is_whole("sotkanet")
    assert stored(home, 1) == {
        ("1", one["region"], one["year"], one["gender"], one["value"], one["absValue"], False)
        for one in corpus(server).figures[1]
    }
    metadata = bronze.metadata("1")
    assert metadata is not None
    assert metadata.address == f"{server.base_url}/json?indicator=1"
    assert metadata.fetched_at is not None
    assert last_report(home) == report
    progress = last_progress(home)
    assert progress is not None
    assert (progress.phase, progress.done, progress.total) == ("finished", 4, 4)
    assert not is_running(home)


def test_what_has_not_changed_is_not_fetched_again(server: Sotkanet, home: Path) -> None:
    bring(server, home)
    again = bring(server, home)
    assert (again.unchanged, again.stored, again.generation, again.exit_code) == (4, 0, 1, 0)
    assert server.asked("json/1") == 1
    forced = bring(server, home, force=True)
    assert (forced.stored, forced.generation) == (4, 2)


def test_a_new_date_or_a_new_title_is_fetched_and_told_of(server: Sotkanet, home: Path) -> None:
    bring(server, home)
    corpus(server).details[1]["data-updated"] = "2025-01-01"
    corpus(server).details[2]["title"] = texts("Aivan toinen osoitin")
    report = bring(server, home)
    assert (report.stored, report.unchanged) == (2, 2)
    (renamed,) = report.renamed
    assert (renamed.indicator, renamed.after) == ("2", "Aivan toinen osoitin")
    assert last_report(home) == report


def test_what_was_fetched_on_the_day_of_its_update_may_have_changed_since(
    server: Sotkanet, home: Path
) -> None:
    corpus(server).details[1]["data-updated"] = time.strftime("%Y-%m-%d", time.gmtime())
    bring(server, home)
    assert bring(server, home).stored == 1


def test_another_address_is_another_source(server: Sotkanet, home: Path) -> None:
    bring(server, home)
    with running(SmallCorpus()) as other:
        assert bring(other, home).stored == 4


def test_what_ships_is_never_unchanged(server: Sotkanet, home: Path) -> None:
    bring(server, home, Selection(ids=("1",)))
    bronze = Bronze(home / "bronze")
    known = bronze.metadata("1")
    assert known is not None
    figures = bronze.figures("1")
    bronze.write(replace(known, fetched_at=None, vintage=known.updated), figures)
    assert bring(server, home, Selection(ids=("1",))).stored == 1


def test_figures_of_areas_that_are_gone_are_fetched_anew(server: Sotkanet, home: Path) -> None:
    bring(server, home)
    corpus(server).regions = [one for one in corpus(server).regions if one["id"] != 578]
    report = bring(server, home)
    assert report.stored == 4
    assert report.unknown_regions == (578,)
    assert report.dropped_rows == 4 * 2 * 3
    assert not any(region == 578 for _, region, *_ in stored(home, 1))


FATAL_FOR_ONE = [
    "400", "403", "404", "418", "429", "500", "503", "redirect", "close", "half", "drip", "hang", "half-gzip",
    "not-gzip", "truncated", "html", "null", "null-row", "conflict", "text", "nan", "infinite",
    "wrong-indicator",
]  # fmt: skip


@pytest.fixture(scope="module")
def faulty(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, SyncReport, SyncReport, list[int]]]:
    """One healthy update, and one over it in which all but the last indicator changed and fail."""
    home = tmp_path_factory.mktemp("ä home")
    with running(SmallCorpus(len(FATAL_FOR_ONE) + 1)) as server:
        first = bring(server, home)
        before = [hash(frozenset(stored(home, number))) for number in range(1, len(FATAL_FOR_ONE) + 1)]
        for number, record in corpus(server).details.items():
            record["data-updated"] = "2025-01-01"
            if number <= len(FATAL_FOR_ONE):
                server.play(f"json/{number}", FATAL_FOR_ONE[number - 1])
        yield home, first, bring(server, home), before


def test_failing_indicators_stop_nobody_and_damage_nothing(
    faulty: tuple[Path, SyncReport, SyncReport, list[int]],
) -> None:
    home, first, second, before = faulty
    assert first.exit_code == 0
    assert (second.exit_code, second.stored, len(second.failed)) == (1, 1, len(FATAL_FOR_ONE))
    assert second.generation == 2
    after = [hash(frozenset(stored(home, number))) for number in range(1, len(FATAL_FOR_ONE) + 1)]
    assert after == before


@pytest.mark.parametrize("fault", FATAL_FOR_ONE)
def test_every_fault_has_its_name_in_the_report(
    faulty: tuple[Path, SyncReport, SyncReport, list[int]], fault: str
) -> None:
    home, _, report, _ = faulty
    number = str(FATAL_FOR_ONE.index(fault) + 1)
    (failure,) = [one for one in report.failed if one.indicator == number]
    assert isinstance(failure.error, errors.SotkanetError)
    assert failure.error.indicator == int(number)
    kept = last_report(home)
    assert kept is not None
    (said,) = [one for one in kept.failed if one.indicator == number]
    for language in LANGUAGES:
        assert said.error.message(language) == failure.error.message(language)


def test_an_indicator_that_never_had_figures_is_empty_and_no_failure(server: Sotkanet, home: Path) -> None:
    corpus(server).figures[1] = []
    report = bring(server, home)
    assert (report.empty, report.stored, report.exit_code) == (1, 3, 0)
    assert bring(server, home).unchanged == 4
    corpus(server).figures[1] = [row(1, 837, 2020, "total", 5)]
    corpus(server).details[1]["data-updated"] = "2025-01-01"
    assert bring(server, home).stored == 1


def test_odd_rows_are_left_out_and_counted(server: Sotkanet, home: Path) -> None:
    server.play("json/1", "unknown-region")
    server.play("json/2", "duplicates")
    server.play("json/3", "null-values")
    corpus(server).figures[4].append({**row(4, 837, 2020, "total", 5), "gender": "other"})
    report = bring(server, home)
    assert report.exit_code == 0
    assert (report.dropped_rows, report.unknown_regions) == (1, (99999,))
    assert (report.duplicates, report.empty_rows) == (3, 1)


@pytest.mark.parametrize("place", ["regions", "indicators"])
@pytest.mark.parametrize("fault", ["403", "500", "html", "truncated", "empty"])
def test_without_the_lists_nothing_is_touched(server: Sotkanet, home: Path, place: str, fault: str) -> None:
    server.play(place, fault)
    report = bring(server, home)
    assert isinstance(report.error, errors.SotkanetError)
    assert (report.exit_code, report.generation) == (2, None)
    assert not (home / "bronze").exists()
    assert last_report(home) is not None


def test_when_all_fail_the_old_store_stays(server: Sotkanet, home: Path) -> None:
    bring(server, home)
    for number in range(1, 5):
        server.play(f"indicators/{number}", "404")
    report = bring(server, home)
    assert (report.exit_code, report.generation, len(report.failed)) == (2, None, 4)
    assert Generations(home).current() == 1


def test_a_service_that_fails_one_after_another_is_left_alone(home: Path) -> None:
    with running(SmallCorpus(60)) as server:
        bring(server, home, Selection(ids=("1",)))
        for number in range(2, 61):
            server.play(f"indicators/{number}", "503")
        report = bring(server, home)
        assert report.gave_up
        assert report.exit_code == 1
        assert 12 <= len(report.failed) < 40, "those under way come to their end"
        assert report.not_asked == 60 - 1 - len(report.failed)
        assert not Bronze(home / "bronze").is_whole("sotkanet")


def test_an_error_of_our_own_in_one_indicator_leaves_the_others(server: Sotkanet, home: Path) -> None:
    (home / "bronze" / "figures" / "1.parquet").mkdir(parents=True)
    report = bring(server, home)
    (failure,) = report.failed
    assert isinstance(failure.error, UnexpectedFailure)
    assert report.stored == 3


@pytest.mark.parametrize("place", [slice(None), slice(4, 400)], ids=["as a whole", "in its figures"])
def test_a_damaged_file_is_fetched_anew(server: Sotkanet, home: Path, place: slice) -> None:
    bring(server, home)
    path = Bronze(home / "bronze").path("1")
    content = bytearray(path.read_bytes())
    content[place] = bytes(len(content[place]))
    path.write_bytes(content)
    report = bring(server, home)
    assert (report.exit_code, report.stored, report.unchanged) == (0, 1, report.chosen - 1)
    assert Bronze(home / "bronze").figures("1").num_rows == report.rows


def test_a_second_update_is_told_who_runs(server: Sotkanet, home: Path) -> None:
    with alone(home):
        assert is_running(home)
        with pytest.raises(AlreadyRunning) as caught:
            bring(server, home)
    assert caught.value.pid == os.getpid()
    assert all(str(os.getpid()) in caught.value.message(language) for language in LANGUAGES)
    assert not is_running(home)
    assert bring(server, home).exit_code == 0


def test_a_page_can_stop_an_update_and_it_goes_on_later(home: Path) -> None:
    with running(SmallCorpus(40), delay=0.05) as server:

        def stop(progress: object) -> None:
            if last_progress(home) and server.asked("json/3"):
                request_stop(home)

        report = bring(server, home, on_progress=stop)
        assert report.stopped
        assert report.exit_code == 1
        assert 0 < report.stored < 40
        assert report.stored + report.not_asked == 40
        assert report.generation == 1
        again = bring(server, home)
        assert (again.exit_code, again.unchanged, again.stored) == (0, report.stored, report.not_asked)


def test_at_most_four_questions_at_once(home: Path) -> None:
    with running(SmallCorpus(12), delay=0.03) as server:
        bring(server, home)
        assert server.most_at_once == 4


def test_a_choice_that_cannot_be_is_refused(server: Sotkanet, home: Path) -> None:
    for which, error in (
        (Selection(ids=("tk:employment_rate",)), NotSotkanetIds),
        (Selection(sets=("no such set",)), UnknownSet),
        (Selection(sets=("core",)), NothingChosen),
    ):
        report = bring(server, home, which)
        assert isinstance(report.error, error)
        assert report.exit_code == 2


def test_an_indicator_by_its_id_is_asked_for_even_if_not_listed(server: Sotkanet, home: Path) -> None:
    report = bring(server, home, Selection(ids=("1", "999")))
    (failure,) = report.failed
    assert (failure.indicator, type(failure.error), report.stored) == ("999", errors.NotFound, 1)


def test_a_set_takes_what_is_listed_and_names_the_rest(server: Sotkanet, home: Path) -> None:
    corpus(server).add(181, "Työttömät, % työvoimasta")
    corpus(server).add(127, "Väestö 31.12.")
    report = bring(server, home, Selection(sets=("core",)))
    assert (report.chosen, report.stored, report.exit_code) == (2, 2, 0)
    assert report.unlisted
    bring(server, home, Selection(ids=("1",)))
    report = bring(server, home, Selection())
    assert (report.chosen, report.unchanged, report.stored) == (4, 3, 1), "curated ones (4) and fetched ones"


COMMAND = [sys.executable, "-m", "hvk_data", "--language", "en", "sync"]


def command(server: Sotkanet, home: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "--base-url", server.base_url, "--rate", "1000", *options],
        cwd=ROOT,
        env={**os.environ, "HVK_HOME": str(home)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
    )


def until_asked(server: Sotkanet, process: subprocess.Popen[str], path: str) -> None:
    """Wait for the command's request; a command that has ended before says what was the matter."""
    while not server.asked(path):
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.01)


def test_a_killed_update_leaves_whole_files_and_goes_on(home: Path) -> None:
    with running(SmallCorpus(60), delay=0.02) as server:
        for _ in range(2):
            asked = len(server.requests)
            process = command(server, home, "--all")
            wanted = asked + random.Random(asked).randint(12, 40)
            deadline = time.monotonic() + 20
            while len(server.requests) < wanted and time.monotonic() < deadline:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            for metadata in Bronze(home / "bronze").all_metadata():
                assert Bronze(home / "bronze").figures(metadata.id).num_rows == len(corpus(server).figures[1])
        done = len(Bronze(home / "bronze").ids("sotkanet"))
        assert 0 < done < 60
        assert not is_running(home)
        asked = sum(request.path == "json" for request in server.requests)
        process = command(server, home, "--all")
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
        assert sum(request.path == "json" for request in server.requests) - asked == 60 - done
        assert f"unchanged {done}" in said


def test_an_update_killed_before_publishing_is_published_by_the_next(server: Sotkanet, home: Path) -> None:
    bring(server, home)
    corpus(server).details[1]["data-updated"] = "2025-01-01"

    class PowerLostError(BaseException):
        pass

    def cut(progress: object) -> None:
        if getattr(progress, "phase", "") == "building":
            raise PowerLostError

    with pytest.raises(PowerLostError):
        bring(server, home, on_progress=cut)
    assert Generations(home).current() == 1
    report = bring(server, home)
    assert (report.unchanged, report.generation) == (4, 2)


def test_the_command_says_how_long_it_may_take(home: Path) -> None:
    with running(SmallCorpus(80)) as server:
        process = command(server, home, "--all", "--rate", "1")
        until_asked(server, process, "indicators/1")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert "It takes about 3 minutes at most" in said


def test_ctrl_c_publishes_what_there_is(home: Path) -> None:
    with running(SmallCorpus(60), delay=0.05) as server:
        process = command(server, home, "--all")
        until_asked(server, process, "json/5")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 1, said
        assert "not fetched" in said
        assert Generations(home).current() == 1


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from hvk_data.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("limit", [1_000, 6_000])
def test_a_full_disk_is_said_and_the_old_store_stays(home: Path, limit: int) -> None:
    """With no room for the lists (the smaller limit), and with room for them but not for the figures."""
    with running(SmallCorpus(2)) as server:
        bring(server, home)
        before = stored(home, 1)
        corpus(server).add(3, "Uusi")
        corpus(server).details[1]["data-updated"] = "2025-01-01"
        corpus(server).details[1]["range"] = {"start": 1990, "end": 2021}
        noise = random.Random(1)
        corpus(server).figures[1] += [
            row(1, one["id"], year, "total", noise.random(), noise.random())
            for one in corpus(server).regions
            for year in range(1990, 2019)
        ]
        process = subprocess.run(
            [sys.executable, "-c", LIMITED, str(limit), *COMMAND[3:], "--base-url", server.base_url, "--all"],
            cwd=ROOT,
            env={**os.environ, "HVK_HOME": str(home)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert process.returncode == 2, process.stderr
        assert "no room" in process.stderr
        assert "Traceback" not in process.stderr
        assert Generations(home).current() == 1
        assert stored(home, 1) == before
        assert bring(server, home).exit_code == 0


def test_the_command_says_what_failed_and_exits_with_one(server: Sotkanet, home: Path) -> None:
    server.play("json/2", "text")
    process = command(server, home, "--indicator", "1", "--indicator", "2")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "2: The answer has something else where a number belongs ('12,8')" in said


def test_the_command_exits_with_two_when_nobody_answers(home: Path) -> None:
    with running(SmallCorpus()) as server:
        pass
    process = command(server, home, "--all")
    threading.Timer(2, process.send_signal, [signal.SIGTERM]).start()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Traceback" not in said


def test_a_command_beside_another_exits_with_two(server: Sotkanet, home: Path) -> None:
    with alone(home):
        process = command(server, home, "--all")
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert str(os.getpid()) in said


def test_a_pause_that_was_asked_for_ends_when_stopped(server: Sotkanet, home: Path) -> None:
    for number in range(1, 5):
        server.faults[f"indicators/{number}"] = status(429, Retry_After="60")
    started = time.monotonic()
    report = bring(server, home, should_stop=lambda: server.asked("indicators/1") > 0)
    assert time.monotonic() - started < 10
    assert report.stopped
    assert report.exit_code == 2
