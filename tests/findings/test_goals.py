"""The goals of a plan: in order, whole, and never lost to somebody else's change."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hvk_data.findings import (
    GOAL_STATUSES,
    GOAL_TEXTS,
    Draft,
    EditedElsewhere,
    Findings,
    Goal,
    GoalMissing,
    Goals,
    TooLong,
    UnknownDraft,
    UnknownGoal,
)
from hvk_data.findings.typed import GOAL_LIMIT, clean

storable = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.fixture
def goals(findings: Findings, place: Path) -> Goals:
    return Goals(place)


def named(goals: Goals, draft: Draft) -> list[str]:
    found = goals.goals(draft.code)
    assert [one.position for one in found] == list(range(len(found)))
    return [one.goal for one in found]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(GOAL_TEXTS, storable)),
    year=st.none() | st.integers(1990, 2050),
    status=st.sampled_from(GOAL_STATUSES),
)
def test_a_goal_comes_back_as_cleaned(goals, draft, texts, year, status) -> None:
    texts["goal"] = f"x{texts['goal']}"
    made = goals.add(draft.code, **texts, indicator="tk:employed", baseline_year=year, status=status)
    assert made == goals.goals(draft.code)[-1]
    assert {name: getattr(made, name) for name in GOAL_TEXTS} == {
        name: clean(words, GOAL_LIMIT).strip() for name, words in texts.items()
    }
    assert (made.baseline_year, made.target_year, made.status, made.carried_from) == (
        year,
        None,
        status,
        None,
    )
    assert made.has_metric


def test_goals_are_moved_removed_and_brought_back_to_their_place(goals: Goals, draft: Draft) -> None:
    first, second, third = (goals.add(draft.code, goal=word) for word in "abc")
    goals.move(third.id, draft.code, "up")
    goals.move(first.id, draft.code, "up")
    assert named(goals, draft) == ["a", "c", "b"]
    goals.remove(third.id, draft.code)
    assert named(goals, draft) == ["a", "b"]
    assert [one.id for one in goals.removed(draft.code)] == [third.id]
    goals.restore(third.id, draft.code)
    assert named(goals, draft) == ["a", "c", "b"]
    assert goals.restore(second.id, draft.code).position == 2


def test_the_second_editor_is_told_what_the_first_wrote(goals: Goals, draft: Draft) -> None:
    made = goals.add(draft.code, goal="a", owner="Sivistys")
    theirs = goals.edit(made.id, draft.code, owner="Hyvinvointi", expected_version=made.version)
    with pytest.raises(EditedElsewhere) as raised:
        goals.edit(made.id, draft.code, owner="Tekninen", goal="a", expected_version=made.version)
    assert (raised.value.theirs, raised.value.version) == ("Hyvinvointi", theirs.version)
    assert goals.goals(draft.code) == [theirs]
    assert goals.edit(made.id, draft.code, owner="Hyvinvointi", expected_version=1) == theirs
    done = goals.edit(made.id, draft.code, status="done", expected_version=1)
    assert (done.status, done.version) == ("done", theirs.version), "the status hinders nobody who writes"


def test_a_goal_says_what_is_aimed_at(goals: Goals, draft: Draft) -> None:
    with pytest.raises(GoalMissing):
        goals.add(draft.code, owner="Sivistys", goal=" \n")
    made = goals.add(draft.code, goal="a")
    with pytest.raises(GoalMissing):
        goals.edit(made.id, draft.code, goal="")
    with pytest.raises(TooLong):
        goals.edit(made.id, draft.code, action="x" * (GOAL_LIMIT + 1))
    assert goals.goals(draft.code) == [made]
    assert not made.has_metric


@pytest.mark.parametrize("wrong", [{"version": 9}, {"status": "soon"}, {"carried_from": 1}])
def test_a_field_that_does_not_exist_is_the_callers_mistake(goals, draft, wrong) -> None:
    with pytest.raises(ValueError, match=r".+"):
        goals.add(draft.code, goal="a", **wrong)
    assert goals.goals(draft.code) == []


def test_goals_answer_only_to_their_own_draft(goals: Goals, draft: Draft, findings: Findings) -> None:
    made = goals.add(draft.code, goal="a")
    stranger = findings.create_draft("b", "536", "fi")
    for call in (
        lambda: goals.edit(made.id, stranger.code, goal="b"),
        lambda: goals.move(made.id, stranger.code, "up"),
        lambda: goals.remove(made.id, stranger.code),
        lambda: goals.restore(made.id, stranger.code),
    ):
        with pytest.raises(UnknownGoal):
            call()
    with pytest.raises(UnknownDraft):
        goals.add("unknown", goal="a")
    assert goals.goals(draft.code) == [made]


# A yearly report


def test_a_yearly_report_starts_with_what_was_promised(
    goals: Goals, draft: Draft, findings: Findings, comparison
) -> None:
    findings.pick(draft.code, comparison, "Silloin sanottua", "strength", "strengths")
    gone = findings.pick(draft.code, comparison, "Poistettu", "note")
    findings.remove(gone.id, draft.code)
    findings.write_chapter(draft.code, "plan", "Vanha teksti")
    first = goals.add(
        draft.code, goal="a", owner="Sivistys", status="under_way", outcome="Viime vuonna", target_year=2027
    )
    second = goals.add(draft.code, goal="b")
    removed = goals.add(draft.code, goal="c")
    goals.remove(removed.id, draft.code)
    before = findings.draft(draft.code)

    yearly = findings.begin_yearly(draft.code, 2026, "Vuosiraportti 2026")
    assert (yearly.kind, yearly.year, yearly.term, yearly.previous) == (
        "yearly",
        2026,
        draft.term,
        draft.code,
    )
    assert (yearly.municipality, yearly.language, yearly.stage) == (draft.municipality, "fi", "group")
    assert not any(yearly.chapters.values())
    carried: list[Goal] = goals.goals(yearly.code)
    assert [(one.goal, one.carried_from) for one in carried] == [("a", first.id), ("b", second.id)]
    assert (carried[0].owner, carried[0].status, carried[0].target_year) == ("Sivistys", "under_way", 2027)
    assert carried[0].outcome == "", "what happened is told anew"
    (kept,) = findings.findings(yearly.code)
    (old,) = findings.findings(draft.code)
    assert (kept.comparison, kept.picked_at, kept.sentence) == (comparison, old.picked_at, old.sentence)
    assert findings.draft(draft.code) == before, "the earlier one stays as it is"


def test_a_yearly_report_needs_a_draft_to_start_from(findings: Findings, draft: Draft) -> None:
    findings.remove_draft(draft.code)
    with pytest.raises(UnknownDraft):
        findings.begin_yearly(draft.code, 2026, "a")
    assert findings.all_drafts() == []
