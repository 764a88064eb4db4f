"""The goal table: as it is planned, as it was kept, and what of it is refined."""

from collections.abc import Iterable
from dataclasses import dataclass

from hvk_data.findings import Goal
from hvk_data.report.model import Block, Grid, Heading, Paragraph, Table, bullets, one_line, paragraphs, plain
from hvk_data.report.outputs.maker import Maker

# Of WGL4, as the signs are; told apart without colour.
_SHAPES = {
    "not_started": "○",
    "under_way": "◊",
    "done": "●",
    "partly_done": "◘",
    "not_done": "■",
    "moved": "►",
}
_COMPARED = ("focus", "goal", "action", "owner", "schedule", "metric", "target", "target_year")


def status(maker: Maker, goal: Goal) -> str:
    """How far the goal is, by a shape and a word."""
    return f"{_SHAPES[goal.status]} {maker.words(f'status_{goal.status}')}"


def goal_tables(maker: Maker) -> list[Block]:
    """A table for each focus, six columns that fit a page; every field of a goal is in one of them."""
    goals = maker.material.goals
    if not goals:
        return []
    blocks: list[Block] = [Heading(2, maker.words("goals"))]
    for focus, members in _by_focus(goals).items():
        blocks.append(_goal_table(maker, focus, members))
    return blocks


def _goal_table(maker: Maker, focus: str, goals: list[Goal]) -> Table:
    columns = ("goal", "action", "responsible", "metric", "levels", "status")
    return Table(
        caption=maker.builder.next_table(_named(maker, "goals_caption", focus)),
        header=tuple(maker.words(f"column_{name}") for name in columns),
        rows=tuple(
            (
                _lines(goal.goal, _said(maker, "strategy", goal.strategy)),
                _lines(goal.action, _said(maker, "resources", goal.resources)),
                _lines(
                    goal.owner or maker.words("no_owner"),
                    _said(maker, "partners", goal.partners),
                    _said(maker, "schedule", goal.schedule),
                ),
                _lines(_metric(maker, goal), _said(maker, "budget", goal.budget_target)),
                _levels(maker, goal),
                _lines(status(maker, goal), goal.outcome),
            )
            for goal in goals
        ),
        widths=(0.2, 0.2, 0.18, 0.17, 0.12, 0.13),
        numeric=(False,) * len(columns),
    )


def outcome_tables(maker: Maker) -> list[Block]:
    """What was promised, what happened, and how each goal stands: a table for each focus."""
    goals = maker.material.goals
    if not goals:
        return []
    columns = ("promised", "happened", "metric", "levels", "status")
    blocks: list[Block] = [Heading(2, maker.words("outcomes"))]
    for focus, members in _by_focus(goals).items():
        blocks.append(
            Table(
                caption=maker.builder.next_table(_named(maker, "outcomes_caption", focus)),
                header=tuple(maker.words(f"column_{name}") for name in columns),
                rows=tuple(
                    (
                        _lines(goal.goal, goal.action, _said(maker, "owner", goal.owner)),
                        _lines(goal.outcome or maker.words("no_outcome")),
                        _lines(_metric(maker, goal), _said(maker, "budget", goal.budget_target)),
                        _levels(maker, goal),
                        status(maker, goal),
                    )
                    for goal in members
                ),
                widths=(0.28, 0.28, 0.17, 0.13, 0.14),
                numeric=(False,) * len(columns),
            )
        )
    return blocks


@dataclass(frozen=True, slots=True)
class _Refinements:
    changed: list[str]
    new: list[str]
    gone: list[str]


def refined(maker: Maker) -> list[Block]:
    """What of the plan is refined: goals changed since they were taken over, new ones, dropped ones."""
    found = _refinements(maker)
    parts = (("refined_changed", found.changed), ("refined_new", found.new), ("refined_gone", found.gone))
    lists: list[Block] = []
    for key, said in parts:
        if said:
            lists += [Paragraph(plain(maker.words(key))), bullets(said)]
    if not lists:
        if not maker.material.goals:
            return []
        lists = [Paragraph(plain(maker.words("refined_none")))]
    return [Heading(2, maker.words("refined")), *lists]


def _refinements(maker: Maker) -> _Refinements:
    before = {goal.id: goal for goal in maker.material.previous_goals}
    found = _Refinements([], [], [])
    kept = set()
    for goal in maker.material.goals:
        earlier = before.get(goal.carried_from or 0)
        if earlier is None:
            if before:
                found.new.append(one_line(goal.goal))
            continue
        kept.add(earlier.id)
        apart = [
            maker.words("refined_field", field=maker.words(f"field_{name}"), before=old, after=new)
            for name in _COMPARED
            if (old := _shown(earlier, name)) != (new := _shown(goal, name))
        ]
        if goal.status == "moved":
            apart.append(maker.words("status_moved"))
        if apart:
            found.changed.append(f"{one_line(goal.goal)}: {'; '.join(apart)}")
    found.gone.extend(one_line(goal.goal) for id_, goal in before.items() if id_ not in kept)
    return found


def _shown(goal: Goal, name: str) -> str:
    return one_line(str(getattr(goal, name) or "")) or "–"


def goal_grid(maker: Maker) -> Grid | None:
    """All fields of all goals, a row each; None without any."""
    names = (
        *("focus", "goal", "action", "owner", "partners", "resources", "schedule", "metric", "indicator"),
        *("baseline", "baseline_year", "target", "target_year", "outcome", "status", "budget_target"),
        "strategy",
    )
    if not maker.material.goals:
        return None
    rows = [
        tuple(
            maker.words(f"status_{goal.status}") if name == "status" else getattr(goal, name)
            for name in names
        )
        for goal in maker.material.goals
    ]
    return Grid(tuple(maker.words(f"field_{name}") for name in names), tuple(rows))


def _by_focus(goals: Iterable[Goal]) -> dict[str, list[Goal]]:
    by: dict[str, list[Goal]] = {}
    for goal in goals:
        by.setdefault(one_line(goal.focus), []).append(goal)
    return by


def _named(maker: Maker, key: str, focus: str) -> str:
    return maker.words(key, focus=focus) if focus else maker.words(f"{key}_alone")


def _lines(*parts: str) -> str:
    return "\n".join(line for part in parts for line in paragraphs(part))


def _said(maker: Maker, key: str, value: str) -> str:
    return maker.words(f"goal_{key}", value=one_line(value)) if value.strip() else ""


def _metric(maker: Maker, goal: Goal) -> str:
    title = maker.indicator_title(goal.indicator) if goal.indicator else ""
    return _lines(goal.metric, title) or maker.words("no_metric")


def _levels(maker: Maker, goal: Goal) -> str:
    parts = []
    for key, value, year in (
        ("goal_baseline", goal.baseline, goal.baseline_year),
        ("goal_target", goal.target, goal.target_year),
    ):
        if value.strip():
            dated = maker.words("dated", value=one_line(value), year=year) if year else one_line(value)
            parts.append(maker.words(key, value=dated))
    return "\n".join(parts) or "–"
