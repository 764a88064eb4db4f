"""Joys and worries: kept with their draft, in order, and never lost to somebody else's change."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hvk_data.findings import (
    CONCERN_KINDS,
    Concern,
    ConcernKind,
    ConcernMissing,
    Concerns,
    Draft,
    EditedElsewhere,
    Findings,
    TooLong,
    UnknownConcern,
    UnknownDraft,
)
from hvk_data.findings.typed import CONCERN_LIMIT


@pytest.fixture
def concerns(findings: Findings, place: Path) -> Concerns:
    return Concerns(place)


def words(concerns: Concerns, draft: Draft, kind: ConcernKind) -> list[str]:
    found = [one for one in concerns.concerns(draft.code) if one.kind == kind]
    assert [one.position for one in found] == list(range(len(found)))
    return [one.text for one in found]


def add_many(concerns: Concerns, draft: Draft, kind: ConcernKind, *texts: str) -> list[Concern]:
    return [concerns.add(draft.code, kind, text) for text in texts]


def test_joys_come_first_and_each_kind_keeps_its_order(concerns: Concerns, draft: Draft) -> None:
    add_many(concerns, draft, "worry", "Yksinäisyys", "Sisäilma")
    add_many(concerns, draft, "joy", " Talkoohenki\n")
    assert [(one.kind, one.text) for one in concerns.concerns(draft.code)] == [
        ("joy", "Talkoohenki"),
        ("worry", "Yksinäisyys"),
        ("worry", "Sisäilma"),
    ]


def test_they_are_of_one_draft_only(concerns: Concerns, draft: Draft, findings: Findings) -> None:
    other = findings.create_draft("Toinen", "837", "fi")
    (one,) = add_many(concerns, draft, "joy", "a")
    assert concerns.concerns(other.code) == []
    for change in (concerns.remove, concerns.restore, concerns.edit):
        with pytest.raises(UnknownConcern):
            change(one.id, other.code)
    assert concerns.concerns(draft.code) == [one]


def test_adding_counts_as_editing_the_draft(concerns: Concerns, draft: Draft, findings: Findings) -> None:
    concerns.add(draft.code, "joy", "a")
    assert findings.draft(draft.code).edited_at > draft.edited_at


def test_what_was_removed_comes_back_where_it_was(concerns: Concerns, draft: Draft) -> None:
    _, middle, _ = add_many(concerns, draft, "worry", "a", "b", "c")
    concerns.remove(middle.id, draft.code)
    assert words(concerns, draft, "worry") == ["a", "c"]
    assert [one.text for one in concerns.removed(draft.code)] == ["b"]
    assert concerns.restore(middle.id, draft.code).position == 1
    assert words(concerns, draft, "worry") == ["a", "b", "c"]
    assert concerns.restore(middle.id, draft.code).text == "b"


def test_a_worry_may_turn_out_a_joy(concerns: Concerns, draft: Draft) -> None:
    first, _ = add_many(concerns, draft, "worry", "a", "b")
    concerns.add(draft.code, "joy", "c")
    concerns.edit(first.id, draft.code, kind="joy")
    assert (words(concerns, draft, "joy"), words(concerns, draft, "worry")) == (["c", "a"], ["b"])


def test_a_text_changed_elsewhere_is_not_overwritten(concerns: Concerns, draft: Draft) -> None:
    (one,) = add_many(concerns, draft, "joy", "a")
    concerns.edit(one.id, draft.code, text="b", expected_version=one.version)
    with pytest.raises(EditedElsewhere) as elsewhere:
        concerns.edit(one.id, draft.code, text="c", expected_version=one.version)
    assert (elsewhere.value.theirs, elsewhere.value.version) == ("b", 2)
    assert words(concerns, draft, "joy") == ["b"]


def test_nothing_is_saved_of_an_empty_or_endless_text(concerns: Concerns, draft: Draft) -> None:
    with pytest.raises(ConcernMissing):
        concerns.add(draft.code, "joy", " \n\x00")
    with pytest.raises(TooLong):
        concerns.add(draft.code, "joy", "a" * (CONCERN_LIMIT + 1))
    with pytest.raises(ValueError, match="grief"):
        concerns.add(draft.code, "grief", "a")  # type: ignore[arg-type]
    assert concerns.concerns(draft.code) == []


def test_a_draft_that_is_gone_has_none(concerns: Concerns, draft: Draft, findings: Findings) -> None:
    add_many(concerns, draft, "joy", "a")
    findings.remove_draft(draft.code)
    for ask in (concerns.concerns, concerns.removed, lambda code: concerns.add(code, "joy", "b")):
        with pytest.raises(UnknownDraft):
            ask(draft.code)
    findings.restore_draft(draft.code)
    assert words(concerns, draft, "joy") == ["a"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["add", "remove", "restore", "turn"]),
            st.integers(0, 9),
            st.sampled_from(CONCERN_KINDS),
        ),
        max_size=12,
    )
)
def test_order_has_no_gaps_whatever_is_done(
    findings: Findings, place: Path, steps: list[tuple[str, int, ConcernKind]]
) -> None:
    draft = findings.create_draft("a", "837", "fi")
    concerns = Concerns(place)
    for step, which, kind in steps:
        there, gone = concerns.concerns(draft.code), concerns.removed(draft.code)
        if step == "add":
            concerns.add(draft.code, kind, str(which))
        elif step == "restore" and gone:
            concerns.restore(gone[which % len(gone)].id, draft.code)
        elif step == "remove" and there:
            concerns.remove(there[which % len(there)].id, draft.code)
        elif step == "turn" and there:
            concerns.edit(there[which % len(there)].id, draft.code, kind=kind)
    for kind in CONCERN_KINDS:
        words(concerns, draft, kind)
