import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine, event, text, update

from hvk_data.figures import Comparison
from hvk_data.findings import (
    DatabaseLocked,
    DatabaseUnusable,
    DiskFull,
    Draft,
    Findings,
    Goals,
    LeftOutReasons,
    LiveFigure,
    NewerDatabase,
    Observations,
    ShownFigures,
    Token,
)
from hvk_data.findings.database import KEPT_AFTER_REMOVAL, Database, open_database, upgrade
from hvk_data.findings.tables import REVISIONS, finding, metadata
from hvk_data.findings.tables import draft as draft_table

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from pathlib import Path
from hvk_data.findings import Findings

findings = Findings(Path(sys.argv[1]))
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    print(findings.create_draft("ä", "837", "fi").code, flush=True)
"""


def start_writer(place: Path, drafts: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), str(drafts)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def url(place: Path) -> URL:
    return URL.create("sqlite", database=str(place))


def schema(place: Path) -> dict[str, str]:
    with closing(sqlite3.connect(place)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def set_revision(place: Path, revision: str) -> None:
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])


# Opening


def test_without_a_place_the_data_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HVK_DATABASE_URL", raising=False)
    monkeypatch.setenv("HVK_HOME", str(tmp_path / "Työ pöytä"))
    with Findings() as findings:
        findings.create_draft("a", "837", "fi")
    assert (tmp_path / "Työ pöytä" / "findings.sqlite").is_file()


def test_the_environment_can_name_another_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HVK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HVK_DATABASE_URL", url(tmp_path / "muu.sqlite").render_as_string())
    with Findings() as findings:
        findings.create_draft("a", "837", "fi")
    assert (tmp_path / "muu.sqlite").is_file()
    assert not (tmp_path / "home" / "findings.sqlite").exists()


@pytest.mark.parametrize("address", ["not an address", "nosuchdatabase://server/db"])
def test_an_address_that_names_no_database_is_told(address: str) -> None:
    with pytest.raises(DatabaseUnusable):
        Findings(address)


def test_a_process_has_one_database_for_a_place(findings: Findings, place: Path) -> None:
    assert open_database(place) is open_database(str(url(place)))


def test_closed_files_can_be_moved_and_a_later_call_opens_them(
    findings: Findings, draft: Draft, place: Path
) -> None:
    findings.close()
    assert not place.with_name(place.name + "-wal").exists(), "the last connection out folds it in"
    assert findings.draft(draft.code) == draft


def test_what_is_written_is_there_after_a_restart(findings: Findings, draft: Draft, place: Path) -> None:
    findings.close()
    with Findings(place) as again:
        assert again.draft(draft.code) == draft


def test_sqlite_is_set_up_to_lose_nothing(findings: Findings, place: Path) -> None:
    with open_database(place).reading() as connection:
        found = [
            connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 5000]


def test_what_was_removed_long_ago_is_cleared_at_opening(
    findings: Findings, draft: Draft, comparison: Comparison, place: Path
) -> None:
    long_gone, lately_gone, kept = (findings.pick(draft.code, comparison, word, "note") for word in "abc")
    gone_draft = findings.create_draft("b", "837", "fi")
    findings.write_chapter(gone_draft.code, "plan", "x")
    theirs = findings.pick(gone_draft.code, comparison, "x", "note")
    Goals(place).add(gone_draft.code, goal="x")
    LeftOutReasons(place).write(gone_draft.code, "181", "x")
    ShownFigures(place).accept(gone_draft.code, "plan", [LiveFigure(Token("181"))])
    for code, about in ((gone_draft.code, theirs), (draft.code, long_gone)):
        given = {"stance": "supports", "source": "resident", "collected_on": date(2025, 1, 2)}
        Observations(place).add(code, text="x", finding=about.id, **given)
    old = datetime.now(UTC) - KEPT_AFTER_REMOVAL - timedelta(minutes=1)
    recent = datetime.now(UTC) - KEPT_AFTER_REMOVAL + timedelta(minutes=1)
    with open_database(place).writing() as connection:
        connection.execute(update(finding).where(finding.c.id == long_gone.id).values(removed_at=old))
        connection.execute(update(finding).where(finding.c.id == lately_gone.id).values(removed_at=recent))
        connection.execute(
            update(draft_table).where(draft_table.c.code == gone_draft.code).values(removed_at=old)
        )
    findings.close()
    with Findings(place) as again:
        assert [one.id for one in again.removed(draft.code)] == [lately_gone.id]
        assert [one.id for one in again.findings(draft.code)] == [kept.id]
        with open_database(place).reading() as connection:
            left = [
                (name, connection.scalar(text(f"SELECT count(*) FROM {name}"))) for name in metadata.tables
            ]
    assert {name: n for name, n in left if n} == {"draft": 1, "finding": 2, "observation": 1}
    (kept_observation,) = Observations(place).observations(draft.code)
    assert kept_observation.finding is None, "the finding it was about has been cleared"


# Migrations


def test_the_migrations_are_the_ones_named() -> None:
    config = Config()
    config.set_main_option("script_location", "hvk_data.findings:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_migrations_from_nothing_make_the_tables_of_today(
    findings: Findings, place: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made.sqlite"
    engine = create_engine(url(made))
    metadata.create_all(engine)
    engine.dispose()
    assert schema(place).keys() == schema(made).keys()
    with open_database(place).reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    for name in metadata.tables:
        with closing(sqlite3.connect(place)) as migrated, closing(sqlite3.connect(made)) as created:
            for pragma in ("table_xinfo", "foreign_key_list", "index_list"):
                asked = f"PRAGMA {pragma}({name})"
                # A table's indexes are a set: their numbers are by chance, those of columns are not.
                first = 0 if pragma == "table_xinfo" else 1
                ours, todays = (
                    sorted((row[first:] for row in connection.execute(asked)), key=str)
                    for connection in (migrated, created)
                )
                assert ours == todays


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_older_database_is_led_to_today_with_all_that_is_in_it(
    place: Path, comparison: Comparison, revision: str
) -> None:
    place.parent.mkdir()
    old = Database(url(place))
    with old._writer.begin() as connection:
        upgrade(connection, revision)
        connection.execute(
            text(
                "INSERT INTO draft (code, name, municipality, language, created_at, edited_at)"
                " VALUES ('code', 'Vanha', '005', 'sv', '2025-01-02 03:04:05', '2025-01-02 03:04:05')"
            )
        )
        connection.execute(
            text("INSERT INTO chapter VALUES ('code', 'plan', 'Tavoite', 3, '2025-01-02 03:04:05')")
        )
    old.close()
    with Findings(place) as findings:
        found = findings.draft("code")
        assert (found.name, found.chapters["plan"], found.versions["plan"]) == ("Vanha", "Tavoite", 3)
        assert found.created_at == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert (found.kind, found.year, found.edition, found.stage) == ("wide", None, 1, "group")
        if revision < "0004":
            assert found.term == "2021-2025", "the term of the day on which it was made"
        kept = findings.chapter_texts("code", "plan")
        assert [(one.version, one.text) for one in kept] == [(3, "Tavoite")] * (revision < "0004")
        assert findings.write_chapter("code", "plan", "Uusi tavoite", 3).versions["plan"] == 4
        findings.pick("code", comparison, "Uusi", "note")


def test_a_migration_that_fails_leaves_the_database_as_it_was(place: Path) -> None:
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("CREATE TABLE finding (theirs TEXT)")
    with pytest.raises(DatabaseUnusable):
        Findings(place)
    assert schema(place) == {"finding": "CREATE TABLE finding (theirs TEXT)"}


def test_a_database_of_a_newer_program_is_refused_untouched(
    findings: Findings, draft: Draft, place: Path
) -> None:
    findings.remove_draft(draft.code)
    with open_database(place).writing() as connection:
        connection.execute(update(draft_table).values(removed_at=datetime(2000, 1, 1, tzinfo=UTC)))
    findings.close()
    set_revision(place, "9999")
    before = place.read_bytes()
    with pytest.raises(NewerDatabase):
        Findings(place)
    assert place.read_bytes() == before


def test_a_running_program_stops_writing_when_a_newer_one_has_been_there(
    findings: Findings, draft: Draft, place: Path
) -> None:
    set_revision(place, "9999")
    with pytest.raises(NewerDatabase):
        findings.rename_draft(draft.code, "b")
    assert findings.draft(draft.code) == draft


# Several at once


def test_processes_that_start_together_on_a_fresh_folder_lose_nothing(place: Path) -> None:
    writers = [start_writer(place, 40) for _ in range(3)]
    codes = [code for writer in writers for code in writer.communicate("\n", timeout=60)[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(codes) == 120
    with Findings(place) as findings:
        assert {found.code for found in findings.all_drafts()} == set(codes)


def test_killed_in_the_middle_of_writing_nothing_committed_is_lost(place: Path) -> None:
    writer = start_writer(place, 1_000_000)
    assert writer.stdin and writer.stdout
    writer.stdin.write("\n")
    writer.stdin.flush()
    codes = [writer.stdout.readline().strip() for _ in range(50)]
    os.kill(writer.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    codes += [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.communicate(timeout=60)
    with Findings(place) as findings:
        assert {found.code for found in findings.all_drafts()} >= set(codes)
        with open_database(place).reading() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def test_an_error_in_the_middle_undoes_the_whole_transaction(
    findings: Findings, draft: Draft, place: Path
) -> None:
    with pytest.raises(RuntimeError), open_database(place).writing() as connection:
        connection.execute(update(draft_table).values(name="b"))
        raise RuntimeError
    assert findings.draft(draft.code) == draft


# Faults


def test_a_locked_database_is_told_and_a_short_lock_is_waited_for(
    findings: Findings, draft: Draft, place: Path
) -> None:
    with closing(sqlite3.connect(place, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked):
            findings.rename_draft(draft.code, "b")
        assert findings.draft(draft.code) == draft, "readers are not kept waiting"
        release = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        release.start()
        assert findings.rename_draft(draft.code, "c").name == "c"
        release.join()


def test_a_full_disk_is_told_and_what_was_saved_is_whole(
    findings: Findings, draft: Draft, place: Path
) -> None:
    engine = open_database(place)._engine

    def leave_no_room(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    findings.close()
    event.listen(engine, "connect", leave_no_room)
    with pytest.raises(DiskFull):
        findings.write_chapter(draft.code, "plan", "x" * 90_000)
    event.remove(engine, "connect", leave_no_room)
    findings.close()
    assert findings.draft(draft.code) == draft


def test_a_file_that_is_no_database_is_told_and_kept(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"Hyvinvointikertomus" * 100)
    with pytest.raises(DatabaseUnusable):
        Findings(place)
    assert place.read_bytes() == b"Hyvinvointikertomus" * 100


def test_a_place_that_cannot_be_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "tiedosto").write_bytes(b"")
    with pytest.raises(DatabaseUnusable):
        Findings(tmp_path / "tiedosto" / "findings.sqlite")
