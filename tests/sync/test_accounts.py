"""The account of what updates changed: kept through kills, told in words, and found by municipality."""

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hvk_data.language import LANGUAGES
from hvk_data.store.bronze import Bronze
from hvk_data.sync import accounts as accounts_module
from hvk_data.sync.accounts import Account, accounts, area_changes, last_account
from hvk_data.sync.checked import Checked
from hvk_data.sync.holding import Holding
from hvk_data.sync.journal import Journal
from hvk_data.sync.report import SyncReport
from hvk_data.sync.rounds import Round
from hvk_data.sync.selection import Selection
from hvk_data.sync.telling import Teller
from tests.sotkanet_server import SmallCorpus, Sotkanet, row, running, texts

Bring = Callable[..., SyncReport]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Hyvinvoinnin kansio ä"


def revise(corpus: SmallCorpus) -> None:
    """Indicator 1 gets a new year and three revised figures, two of them Tampere's."""
    corpus.details[1]["data-updated"] = "2025-01-01"
    corpus.details[1]["range"]["end"] = 2022
    corpus.details[1]["description"] = texts("Uusi määritelmä")
    for one in corpus.figures[1]:
        if (one["region"], one["gender"]) == (837, "total") and one["year"] > 2019:
            one["value"] += one["year"] - 2019
        if (one["region"], one["year"], one["gender"]) == (536, 2021, "male"):
            one["value"] -= 0.5
    corpus.figures[1] += [row(1, region, 2022, "total", 5) for region in (837, 658)]


@pytest.fixture
def account(bring: Bring, corpus: SmallCorpus, home: Path) -> Account:
    assert bring().exit_code == 0
    revise(corpus)
    corpus.add(9, "Uusi osoitin")
    assert bring().exit_code == 0
    found = last_account(home)
    assert found is not None
    return found


def test_a_first_update_says_only_that_all_is_new(bring: Bring, home: Path) -> None:
    assert last_account(home) is None
    bring()
    account = last_account(home)
    assert account is not None
    assert (len(account.changes), account.lists.new, account.generation) == (4, (), 1)
    assert all(change.is_first and not change.new_figures for change in account.changes)
    assert area_changes(home, account) == {}


def test_new_years_revisions_metadata_and_new_indicators(account: Account, home: Path) -> None:
    change = account.change("1")
    assert change is not None
    assert (change.new_years, change.new_figures, change.gone_figures) == ((2022,), 2, 0)
    revision = change.revision
    assert revision is not None
    assert (revision.figures, revision.areas, revision.first_year, revision.last_year) == (3, 2, 2020, 2021)
    assert (revision.largest.region, revision.largest.year) == (837, 2021)
    assert (revision.largest.before, revision.largest.after) == (839.1, 841.1)
    assert [one.field for one in change.metadata] == ["description"]
    assert [(one.id, one.title.fi) for one in account.lists.new] == [("9", "Uusi osoitin")]
    assert [one.indicator for one in account.changes if one.is_first] == ["9"]
    assert account.generation == 2
    assert [one.number for one in accounts(home)] == [2, 1]


def test_the_share_of_one_area(account: Account, home: Path) -> None:
    ((tampere,),) = area_changes(home, account, 837).values()
    assert (tampere.revised, tampere.new, tampere.gone) == (2, 1, 0)
    assert area_changes(home, account, 290) == {}
    assert {one.region for one in area_changes(home, account)["1"]} == {837, 536, 658}


def test_an_account_survives_being_kept(account: Account) -> None:
    again = Account.from_json(json.loads(json.dumps(account.to_json())))
    assert again == account


def test_it_is_told_in_every_language(account: Account, home: Path) -> None:
    for language in LANGUAGES:
        teller = Teller(Bronze(home / "bronze"), language)
        (told,) = teller.changes(account)
        assert (told.indicator, "2022" in str(told)) == ("1", True)
        assert any("9" in line for line in teller.whole(account))
        assert "2026" in teller.heading(
            dataclasses.replace(account, started=datetime(2026, 1, 1, tzinfo=UTC))
        )
    teller = Teller(Bronze(home / "bronze"), "fi")
    said = str(teller.of_area(account, area_changes(home, account, 837))[0])
    assert "2 lukua korjattu" in said
    assert "Tampere 2021, yhteensä: 839,1 → 841,1" in said
    assert "kuvaus muuttunut" in said
    assert "Nokia" not in said


def test_an_update_that_changes_nothing_has_no_account(bring: Bring, home: Path, account: Account) -> None:
    bring()
    assert last_account(home) == account


def test_a_retired_indicator_is_told_of_and_keeps_its_figures(
    bring: Bring, corpus: SmallCorpus, home: Path
) -> None:
    for number in range(5, 15):
        corpus.add(number, f"Osoitin {number}")
    bring()
    del corpus.details[3]
    report = bring(Selection())
    assert 3 in report.unlisted
    account = last_account(home)
    assert account is not None
    assert [one.id for one in account.lists.retired] == ["3"]
    assert Bronze(home / "bronze").figures("3").num_rows > 0


class PowerLostError(BaseException):
    """What no part of the program catches."""


def cut_at(phase: str) -> Callable[[object], None]:
    def cut(progress: object) -> None:
        if getattr(progress, "phase", "") == phase:
            raise PowerLostError

    return cut


def test_the_account_of_an_update_that_was_cut_short_is_in_the_next_one(
    bring: Bring, corpus: SmallCorpus, home: Path
) -> None:
    bring()
    revise(corpus)
    with pytest.raises(PowerLostError):
        bring(on_progress=cut_at("building"))
    first = last_account(home)
    assert first is not None
    assert first.number == 1
    assert bring().exit_code == 0
    account = last_account(home)
    assert account is not None
    change = account.change("1")
    assert change is not None
    assert (account.number, account.generation, change.new_years) == (2, 2, (2022,))


def test_what_was_announced_and_never_done_is_not_told(bring: Bring, corpus: SmallCorpus, home: Path) -> None:
    bring()
    first = last_account(home)
    assert first is not None
    change = dataclasses.replace(
        first.changes[0], before=first.changes[0].after, after=datetime(2027, 1, 1, tzinfo=UTC), new_figures=7
    )
    journal = Journal(home)
    journal.change(change, [])
    with (home / "changes" / "pending.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"change": {"indicator": "2"')
    revise(corpus)
    assert bring().exit_code == 0
    account = last_account(home)
    assert account is not None
    assert [(one.indicator, one.new_figures) for one in account.changes] == [("1", 2)]
    assert not (home / "changes" / "pending.jsonl").exists()


def test_two_fetches_before_one_account_are_both_told(bring: Bring, corpus: SmallCorpus, home: Path) -> None:
    bring()
    for day in ("2025-01-01", "2025-01-02"):
        corpus.details[1]["data-updated"] = day
        corpus.figures[1][0]["value"] += 0.1
        with pytest.raises(PowerLostError):
            bring(Selection(ids=("1",)), on_progress=cut_at("building"))
    bring()
    account = last_account(home)
    assert account is not None
    assert [one.indicator for one in account.changes] == ["1", "1"]


def test_what_could_not_be_published_is_in_the_generation_that_comes(
    bring: Bring, corpus: SmallCorpus, home: Path
) -> None:
    bring()
    revise(corpus)
    store = home / "store"
    store.rename(home / "elsewhere")
    store.write_text("in the way", encoding="utf-8")
    report = bring()
    assert report.exit_code == 2
    account = last_account(home)
    assert account is not None
    assert (account.generation, account.error is not None) == (None, True)
    store.unlink()
    (home / "elsewhere").rename(store)
    assert bring().generation == 2
    account = last_account(home)
    assert account is not None
    assert account.generation == 2


def test_only_so_many_accounts_are_kept(
    bring: Bring, corpus: SmallCorpus, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts_module, "KEPT", 2)
    for day in range(1, 4):
        corpus.details[1]["data-updated"] = f"2025-01-0{day}"
        corpus.figures[1][0]["value"] += 0.1
        bring(Selection(ids=("1",)))
    assert [one.number for one in accounts(home)] == [3, 2]
    assert len(list((home / "changes").glob("*.parquet"))) == 2


def test_a_spoilt_account_is_left_out(account: Account, home: Path) -> None:
    (home / "changes" / f"{account.number:06}.json").write_text("{", encoding="utf-8")
    assert [one.number for one in accounts(home)] == [1]


def test_a_round_goes_on_where_it_was_cut(
    bring: Bring, server: Sotkanet, corpus: SmallCorpus, home: Path
) -> None:
    """What was looked at before the cut is not even asked about again; what is named always is."""
    bring()
    server.requests.clear()
    report = bring(should_stop=lambda: server.asked("indicators/2") > 0)
    assert report.stopped
    looked_at = Round(home, server.base_url, force=False).seen
    assert looked_at
    server.requests.clear()
    assert bring().unchanged == 4
    assert not any(server.asked(f"indicators/{number}") for number in looked_at)
    server.requests.clear()
    bring()
    assert all(server.asked(f"indicators/{number}") for number in range(1, 5)), "the round is over"
    bring(should_stop=lambda: server.asked("indicators/2") > 1)
    server.requests.clear()
    bring(Selection(ids=("1",)))
    assert server.asked("indicators/1") == 1


def test_a_round_counts_only_at_its_address_with_its_force_and_for_some_hours(home: Path) -> None:
    home.mkdir()
    first = Round(home, "http://a", force=False)
    first.add("1")
    first.add("2")
    assert Round(home, "http://a", force=False).seen == {"1", "2"}
    assert Round(home, "http://a", force=True).seen == frozenset()
    first.add("1")
    assert Round(home, "http://b", force=False).seen == frozenset()
    path = home / "sync-round.jsonl"
    for spoilt in (
        '{"base_url": "http://a", "force": false, "began": "2020-01-01T00:00:00+00:00"}\n"1"\n',
        "{\n",
        "",
    ):
        path.write_text(spoilt, encoding="utf-8")
        assert Round(home, "http://a", force=False).seen == frozenset()
        assert not path.exists()


def test_a_recent_look_is_believed_where_that_is_asked_for(
    bring: Bring, server: Sotkanet, corpus: SmallCorpus, home: Path
) -> None:
    """Not a single indicator is asked for; what is named, forced, held back or older is."""
    lately = timedelta(hours=12)
    bring()
    server.requests.clear()
    report = bring(recheck_after=lately)
    assert (report.exit_code, report.unchanged, report.trusted) == (0, 4, 4)
    assert {request.path for request in server.requests} == {"regions", "indicators"}
    corpus.details[1]["data-updated"] = "2025-01-01"
    server.play("json/1", "empty")
    assert bring().trusted == 0, "without being told to believe it asks"
    corpus.add(9, "Uusi")
    server.requests.clear()
    assert bring(recheck_after=lately).trusted == 3
    assert server.asked("indicators/1") == server.asked("indicators/9") == 1
    corpus.details[3]["title"] = texts("Toinen nimi")
    server.requests.clear()
    assert bring(recheck_after=lately).trusted == 3
    assert server.asked("indicators/3") == server.asked("indicators/1") == 1, "renamed on the list, and held"
    assert bring(Selection(ids=("2",)), recheck_after=lately).trusted == 0
    assert bring(force=True, recheck_after=lately).trusted == 0
    looks = home / "sync-checked.json"
    looks.write_text(looks.read_text(encoding="utf-8").replace("202", "201"), encoding="utf-8")
    assert bring(recheck_after=lately).trusted == 0


def test_looks_count_only_at_their_address_and_while_the_areas_are_the_same(
    bring: Bring, server: Sotkanet, home: Path
) -> None:
    lately = timedelta(hours=12)
    bring()
    assert Checked(home, server.base_url).within(lately) == {"1", "2", "3", "4"}
    assert Checked(home, "http://a").within(lately) == frozenset()
    server.play("regions", "unknown-category")
    assert bring(recheck_after=lately).trusted == 0
    (home / "sync-checked.json").write_text("[]", encoding="utf-8")
    assert Checked(home, server.base_url).within(lately) == frozenset()


def test_a_cut_forced_round_goes_on_as_forced(bring: Bring, server: Sotkanet, home: Path) -> None:
    bring()
    bring(force=True, should_stop=lambda: server.asked("json/2") > 1)
    done = Round(home, server.base_url, force=True).seen
    server.requests.clear()
    report = bring(force=True)
    assert report.stored == 4 - len(done)
    assert report.exit_code == 0


def test_what_ships_is_no_baseline(bring: Bring, corpus: SmallCorpus, home: Path) -> None:
    """Figures without a date of fetching, however different, hold nothing back and are no revision."""
    bring()
    bronze = Bronze(home / "bronze")
    known, figures = bronze.metadata("1"), bronze.figures("1")
    assert known is not None
    bronze.write(dataclasses.replace(known, fetched_at=None, vintage=known.updated), figures)
    corpus.figures[1] = [row(1, 658, 2020, "total", 5000)]
    report = bring()
    assert (report.exit_code, report.held, report.stored) == (0, (), 1)
    account = last_account(home)
    assert account is not None
    assert [(one.indicator, one.is_first) for one in account.changes] == [("1", True)]


def test_another_address_holds_back_only_what_is_empty(
    bring: Bring, corpus: SmallCorpus, server: Sotkanet, home: Path
) -> None:
    bring()
    other = SmallCorpus()
    other.figures[1] = []
    other.figures[2] = [row(2, 658, 2020, "total", 5000)]
    with running(other) as source:
        report = bring(source=source)
        assert [(one.indicator, one.doubt.reason) for one in report.held] == [("1", "empty")]
        assert report.stored == 3
    assert [one.indicator for one in Holding(home).all()] == ["1"]
