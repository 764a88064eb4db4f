import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hvk_data.figures import Comparison, Origin, Point, Series
from hvk_data.findings import (
    CHAPTERS,
    KINDS,
    Draft,
    EditedElsewhere,
    Finding,
    Findings,
    NameMissing,
    TooLong,
    UnknownDraft,
    UnknownFinding,
)
from hvk_data.findings.typed import CHAPTER_LIMIT, SENTENCE_LIMIT, clean
from hvk_data.language import LANGUAGES, Texts

one_database = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

texts = st.builds(Texts, st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
points = st.builds(
    Point,
    st.integers(1960, 2060),
    numbers,
    numbers,
    st.sampled_from(["published", "computed", "estimate"]),
    st.none() | st.integers(0, 400),
)
series = st.builds(
    Series,
    st.sampled_from(["county", "peer", "median_country"]),
    st.text(max_size=10),
    st.from_regex(r"[0-9]{2,3}", fullmatch=True),
    texts,
    st.lists(points, max_size=5).map(tuple),
)
origins = st.builds(
    Origin,
    st.sampled_from(["sotkanet", "tk"]),
    texts,
    st.text(max_size=20),
    st.none() | st.dates(),
    st.none() | st.datetimes(timezones=st.timezones()),
    st.none() | st.dates(),
)
comparisons = st.builds(
    Comparison,
    st.sampled_from(["181", "tk:employment_rate"]),
    texts,
    texts,
    st.integers(0, 3),
    st.sampled_from(["higher_better", "higher_worse", "neutral"]),
    st.sampled_from(["total", "male", "female"]),
    origins,
    st.integers(0, 10_000),
    st.lists(series, min_size=1, max_size=4).map(tuple),
)
storable = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def sentences(findings: Findings, draft: Draft, chapter: str = "description") -> list[str]:
    return [one.sentence for one in findings.findings(draft.code) if one.chapter == chapter]


def assert_positions_dense(findings: Findings, draft: Draft) -> None:
    for chapter in CHAPTERS:
        places = [one.position for one in findings.findings(draft.code) if one.chapter == chapter]
        assert places == list(range(len(places)))


def pick_many(findings: Findings, draft: Draft, comparison: Comparison, *words: str) -> list[Finding]:
    return [findings.pick(draft.code, comparison, word, "note") for word in words]


# Drafts


def test_a_new_draft_is_empty_and_can_be_read_again(findings: Findings) -> None:
    made = findings.create_draft("  Laaja\n kertomus ", "005", "sv")
    assert made.name == "Laaja kertomus"
    assert (made.municipality, made.language) == ("005", "sv")
    assert made.chapters == dict.fromkeys(CHAPTERS, "")
    assert made.versions == dict.fromkeys(CHAPTERS, 0)
    assert made.created_at == made.edited_at and made.created_at.utcoffset() is not None
    assert findings.draft(made.code) == made


def test_codes_are_long_unlike_and_safe_on_a_command_line(findings: Findings) -> None:
    codes = {findings.create_draft("a", "837", "fi").code for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"[0-9a-f]{32}", code) for code in codes)


def test_only_the_drafts_named_are_listed_in_the_order_named(findings: Findings) -> None:
    first, second, _other = (findings.create_draft(name, "837", "fi") for name in "abc")
    assert findings.drafts([second.code, "unknown", first.code, second.code]) == [second, first]
    assert findings.drafts([]) == []


def test_all_drafts_come_last_edited_first(findings: Findings) -> None:
    first, second = (findings.create_draft(name, "837", "fi") for name in "ab")
    assert findings.all_drafts() == [second, first]
    first = findings.rename_draft(first.code, "c")
    assert findings.all_drafts() == [first, second]
    assert first.name == "c"


@pytest.mark.parametrize("name", ["", " \n\t", "\x00"])
def test_a_draft_needs_a_name(findings: Findings, draft: Draft, name: str) -> None:
    with pytest.raises(NameMissing):
        findings.create_draft(name, "837", "fi")
    with pytest.raises(NameMissing):
        findings.rename_draft(draft.code, name)
    assert findings.all_drafts() == [draft]


def test_a_removed_draft_is_nowhere_until_it_is_restored_whole(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    findings.write_chapter(draft.code, "plan", "Tavoite")
    picked = findings.pick(draft.code, comparison, "Lause", "concern")
    findings.remove_draft(draft.code)
    assert findings.drafts([draft.code]) == findings.all_drafts() == []
    for call in (
        lambda: findings.draft(draft.code),
        lambda: findings.findings(draft.code),
        lambda: findings.removed(draft.code),
        lambda: findings.rename_draft(draft.code, "b"),
        lambda: findings.remove_draft(draft.code),
        lambda: findings.write_chapter(draft.code, "plan", "b"),
        lambda: findings.pick(draft.code, comparison, "b", "note"),
        lambda: findings.edit(picked.id, draft.code, sentence="b"),
        lambda: findings.move(picked.id, draft.code, "up"),
        lambda: findings.remove(picked.id, draft.code),
        lambda: findings.restore(picked.id, draft.code),
    ):
        with pytest.raises(UnknownDraft):
            call()
    restored = findings.restore_draft(draft.code)
    assert restored.chapters["plan"] == "Tavoite"
    assert findings.findings(draft.code) == [picked]


def test_an_unknown_code_cannot_be_restored(findings: Findings) -> None:
    with pytest.raises(UnknownDraft):
        findings.restore_draft("unknown")


# Chapters


@one_database
@given(chapter=st.sampled_from(CHAPTERS), text=storable)
def test_a_chapter_comes_back_as_cleaned(findings: Findings, draft: Draft, chapter: str, text: str) -> None:
    written = findings.write_chapter(draft.code, chapter, text)
    assert written == findings.draft(draft.code)
    assert written.chapters[chapter] == clean(text, CHAPTER_LIMIT)


def test_the_second_writer_of_a_chapter_is_told_and_loses_nothing(findings: Findings, draft: Draft) -> None:
    theirs = findings.write_chapter(draft.code, "summary", "Heidän {tekstinsä}", expected_version=0)
    with pytest.raises(EditedElsewhere) as raised:
        findings.write_chapter(draft.code, "summary", "Meidän", expected_version=0)
    assert raised.value.theirs == "Heidän {tekstinsä}"
    assert all("Heidän {tekstinsä}" in raised.value.message(language) for language in LANGUAGES)
    assert findings.draft(draft.code) == theirs

    ours = findings.write_chapter(draft.code, "summary", "Yhdessä", expected_version=raised.value.version)
    assert (ours.chapters["summary"], ours.versions["summary"]) == ("Yhdessä", 2)


def test_chapters_do_not_hinder_each_other(findings: Findings, draft: Draft) -> None:
    findings.write_chapter(draft.code, "summary", "a", expected_version=0)
    both = findings.write_chapter(draft.code, "plan", "b", expected_version=0)
    assert (both.chapters["summary"], both.chapters["plan"]) == ("a", "b")


def test_writing_what_is_there_already_changes_nothing(findings: Findings, draft: Draft) -> None:
    before = findings.write_chapter(draft.code, "summary", "sama")
    assert findings.write_chapter(draft.code, "summary", "sama", expected_version=0) == before


def test_without_an_expected_version_the_last_writer_wins(findings: Findings, draft: Draft) -> None:
    findings.write_chapter(draft.code, "summary", "a")
    assert findings.write_chapter(draft.code, "summary", "").chapters["summary"] == ""


def test_too_long_texts_are_refused_whole(findings: Findings, draft: Draft, comparison: Comparison) -> None:
    picked = findings.pick(draft.code, comparison, "x" * SENTENCE_LIMIT, "note")
    with pytest.raises(TooLong):
        findings.write_chapter(draft.code, "plan", "x" * (CHAPTER_LIMIT + 1))
    with pytest.raises(TooLong):
        findings.edit(picked.id, draft.code, sentence="x" * (SENTENCE_LIMIT + 1))
    with pytest.raises(TooLong):
        findings.pick(draft.code, comparison, "x" * (SENTENCE_LIMIT + 1), "note")
    assert findings.draft(draft.code).chapters["plan"] == ""
    assert findings.findings(draft.code) == [picked]


# Findings


@one_database
@given(picked=comparisons, sentence=storable, kind=st.sampled_from(KINDS), chapter=st.sampled_from(CHAPTERS))
def test_a_finding_keeps_its_figures_and_its_sentence(
    findings: Findings, draft: Draft, picked: Comparison, sentence: str, kind: str, chapter: str
) -> None:
    made = findings.pick(draft.code, picked, sentence, kind, chapter)
    assert made in findings.findings(draft.code)
    assert made.comparison == picked
    assert made.sentence == clean(sentence, SENTENCE_LIMIT)
    assert (made.draft, made.kind, made.chapter) == (draft.code, kind, chapter)


def test_a_finding_says_what_it_was_compared_against(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    picked = findings.pick(draft.code, comparison, "", "note")
    assert picked.against == ("maakunta", "536", "median_region")
    peer = replace(comparison.series[2], level="SEUTUKUNTA", code="064")
    beside_region = findings.pick(draft.code, replace(comparison, series=(comparison.own, peer)), "", "note")
    assert beside_region.against == ("SEUTUKUNTA:064",)


def test_picking_shows_as_the_last_change_of_the_draft(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    picked = findings.pick(draft.code, comparison, "", "note")
    assert findings.draft(draft.code).edited_at >= picked.picked_at > draft.edited_at


def test_findings_stand_in_the_order_of_the_report(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    for chapter in reversed(CHAPTERS):
        for number in range(2):
            findings.pick(draft.code, comparison, f"{chapter} {number}", "note", chapter)
    found = [one.sentence for one in findings.findings(draft.code)]
    assert found == [f"{chapter} {number}" for chapter in CHAPTERS for number in range(2)]
    assert_positions_dense(findings, draft)


def test_moving_stays_within_the_chapter_and_stops_at_its_ends(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    first, second, third = pick_many(findings, draft, comparison, "a", "b", "c")
    findings.pick(draft.code, comparison, "x", "note", "plan")
    assert findings.move(third.id, draft.code, "up").position == 1
    assert sentences(findings, draft) == ["a", "c", "b"]
    assert findings.move(first.id, draft.code, "up").position == 0
    assert findings.move(second.id, draft.code, "down").position == 2
    assert sentences(findings, draft) == ["a", "c", "b"]
    findings.move(first.id, draft.code, 99)
    assert sentences(findings, draft) == ["c", "b", "a"]
    findings.move(first.id, draft.code, -5)
    assert sentences(findings, draft) == ["a", "c", "b"]
    assert sentences(findings, draft, "plan") == ["x"]
    assert_positions_dense(findings, draft)


def test_edit_changes_what_is_given_and_nothing_else(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    picked, other = pick_many(findings, draft, comparison, "a", "b")
    assert findings.edit(picked.id, draft.code) == picked
    edited = findings.edit(picked.id, draft.code, kind="strength")
    assert (edited.sentence, edited.kind, edited.version) == ("a", "strength", 1)
    edited = findings.edit(picked.id, draft.code, sentence="")
    assert (edited.sentence, edited.kind, edited.version) == ("", "strength", 2)
    assert (edited.comparison, edited.picked_at) == (picked.comparison, picked.picked_at)
    assert other in findings.findings(draft.code)


def test_a_finding_in_a_new_chapter_is_its_last(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    moved, _ = pick_many(findings, draft, comparison, "a", "b")
    findings.pick(draft.code, comparison, "x", "note", "plan")
    findings.edit(moved.id, draft.code, chapter="plan")
    assert sentences(findings, draft) == ["b"]
    assert sentences(findings, draft, "plan") == ["x", "a"]
    assert_positions_dense(findings, draft)


def test_the_second_editor_of_a_sentence_is_told_and_loses_nothing(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    picked = findings.pick(draft.code, comparison, "a", "note")
    theirs = findings.edit(picked.id, draft.code, sentence="heidän", expected_version=picked.version)
    with pytest.raises(EditedElsewhere) as raised:
        findings.edit(
            picked.id, draft.code, sentence="meidän", kind="concern", expected_version=picked.version
        )
    assert (raised.value.theirs, raised.value.version) == ("heidän", theirs.version)
    assert findings.findings(draft.code) == [theirs]


def test_changing_the_kind_does_not_hinder_who_writes_the_sentence(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    picked = findings.pick(draft.code, comparison, "a", "note")
    findings.edit(picked.id, draft.code, kind="concern")
    edited = findings.edit(picked.id, draft.code, sentence="b", expected_version=picked.version)
    assert (edited.sentence, edited.kind) == ("b", "concern")


def test_a_removed_finding_comes_back_to_its_place(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    _, second, third = pick_many(findings, draft, comparison, "a", "b", "c")
    findings.remove(second.id, draft.code)
    assert sentences(findings, draft) == ["a", "c"]
    assert_positions_dense(findings, draft)
    findings.remove(third.id, draft.code)
    assert [one.sentence for one in findings.removed(draft.code)] == ["c", "b"]
    with pytest.raises(UnknownFinding):
        findings.edit(second.id, draft.code, sentence="x")
    with pytest.raises(UnknownFinding):
        findings.remove(second.id, draft.code)
    findings.restore(third.id, draft.code)
    restored = findings.restore(second.id, draft.code)
    assert sentences(findings, draft) == ["a", "b", "c"]
    assert_positions_dense(findings, draft)
    assert findings.restore(second.id, draft.code) == restored
    assert findings.removed(draft.code) == []


def test_a_finding_answers_only_to_its_own_draft(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    picked = findings.pick(draft.code, comparison, "oma", "note")
    stranger = findings.create_draft("b", "536", "fi")
    for call in (
        lambda: findings.edit(picked.id, stranger.code, sentence="vieras"),
        lambda: findings.move(picked.id, stranger.code, "up"),
        lambda: findings.remove(picked.id, stranger.code),
        lambda: findings.restore(picked.id, stranger.code),
    ):
        with pytest.raises(UnknownFinding):
            call()
    assert findings.findings(draft.code) == [picked]
    assert findings.findings(stranger.code) == []


def test_a_chapter_or_kind_that_does_not_exist_is_the_callers_mistake(
    findings: Findings, draft: Draft, comparison: Comparison
) -> None:
    with pytest.raises(ValueError, match="no chapter"):
        findings.write_chapter(draft.code, "epilogue", "a")
    with pytest.raises(ValueError, match="no kind"):
        findings.pick(draft.code, comparison, "a", "praise")
    assert findings.findings(draft.code) == []


def test_twenty_threads_lose_no_write(findings: Findings, draft: Draft, comparison: Comparison) -> None:
    def work(number: int) -> None:
        for turn in range(4):
            picked = findings.pick(draft.code, comparison, f"{number}/{turn}", "note")
            findings.move(picked.id, draft.code, 0)
            findings.edit(picked.id, draft.code, sentence=f"{number}/{turn}!", expected_version=1)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(work, range(20)))
    assert sorted(sentences(findings, draft)) == sorted(f"{n}/{t}!" for n in range(20) for t in range(4))
    assert_positions_dense(findings, draft)


def test_of_twenty_who_write_one_chapter_at_once_one_wins_and_the_others_are_told(
    findings: Findings, draft: Draft
) -> None:
    def write(number: int) -> bool:
        try:
            findings.write_chapter(draft.code, "plan", str(number), expected_version=0)
        except EditedElsewhere:
            return False
        return True

    with ThreadPoolExecutor(20) as threads:
        won = list(threads.map(write, range(20)))
    assert won.count(True) == 1
    assert findings.draft(draft.code).chapters["plan"] == str(won.index(True))
