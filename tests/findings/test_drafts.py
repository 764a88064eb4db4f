"""What document a draft becomes, and every text that a chapter has had."""

import pytest

from hvk_data.findings import (
    STAGES,
    Draft,
    Findings,
    UnknownDraft,
    council_term,
)


def test_a_new_draft_is_a_wide_report_of_todays_term_with_the_welfare_group(draft: Draft) -> None:
    assert (draft.kind, draft.year, draft.edition, draft.stage) == ("wide", None, 1, "group")
    assert draft.term == council_term(draft.created_at.date())
    assert draft.previous is None


def test_what_document_it_is_can_be_said_and_changed(findings: Findings, draft: Draft) -> None:
    plan = findings.create_draft("a", "837", "fi", kind="plan", term="2029-2033")
    assert (plan.kind, plan.term) == ("plan", "2029-2033")
    told = findings.describe_draft(
        draft.code, kind="yearly", term="2021-2025", year=2024, stage="board", edition=7
    )
    assert (told.kind, told.term, told.year, told.stage, told.edition) == (
        *("yearly", "2021-2025", 2024),
        *("board", 7),
    )
    assert findings.draft(draft.code) == told


def test_it_moves_on_to_the_council_each_time_as_a_new_edition(findings: Findings, draft: Draft) -> None:
    passed = [findings.move_on(draft.code) for _ in range(5)]
    assert [one.stage for one in passed] == [*STAGES[1:], "council", "council"]
    assert [one.edition for one in passed] == [2, 3, 4, 4, 4]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "poem"},
        {"term": "2025"},
        {"kind": "yearly"},
        {"year": 2024},
        {"stage": "parliament"},
        {"edition": 0},
    ],
)
def test_a_document_that_cannot_be_is_the_callers_mistake(
    findings: Findings, draft: Draft, wrong: dict[str, object]
) -> None:
    right = {"kind": "wide", "term": "2025-2029", "year": None, "stage": "group", "edition": 1}
    with pytest.raises(ValueError, match=r".+"):
        findings.describe_draft(draft.code, **(right | wrong))
    assert findings.draft(draft.code) == draft


def test_every_text_of_a_chapter_is_kept_and_can_be_returned_to(findings: Findings, draft: Draft) -> None:
    for words in ("yksi", "kaksi", "", "kolme"):
        findings.write_chapter(draft.code, "plan", words)
    findings.write_chapter(draft.code, "plan", "kolme")
    findings.write_chapter(draft.code, "summary", "muu")
    kept = findings.chapter_texts(draft.code, "plan")
    assert [(one.version, one.text) for one in kept] == [(4, "kolme"), (3, ""), (2, "kaksi"), (1, "yksi")]
    assert all(one.saved_at >= draft.created_at for one in kept)

    back = findings.write_chapter(draft.code, "plan", kept[3].text, expected_version=4)
    assert (back.chapters["plan"], back.versions["plan"]) == ("yksi", 5)
    assert [one.text for one in findings.chapter_texts(draft.code, "plan")][:2] == ["yksi", "kolme"]


def test_texts_are_of_one_draft_only_and_gone_with_it(findings: Findings, draft: Draft) -> None:
    findings.write_chapter(draft.code, "plan", "oma")
    other = findings.create_draft("b", "837", "fi")
    assert findings.chapter_texts(other.code, "plan") == []
    findings.remove_draft(draft.code)
    with pytest.raises(UnknownDraft):
        findings.chapter_texts(draft.code, "plan")
