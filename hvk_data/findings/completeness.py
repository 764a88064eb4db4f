"""How far a draft is from whole: chapters, the minimum list, goals, what waits for a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hvk_data.findings.records import CHAPTERS, Draft, Finding, Goal, LeftOut, Observation


@dataclass(frozen=True, slots=True)
class Completeness:
    """Chapters by name, indicators of the minimum list by id, each in its own order.

    ``picked`` are among the findings, ``told`` are left out with a reason, ``open`` neither.
    ``waiting`` observations have not been moderated.
    """

    written: tuple[str, ...]
    unwritten: tuple[str, ...]
    picked: tuple[str, ...]
    told: tuple[str, ...]
    open: tuple[str, ...]
    without_owner: tuple[Goal, ...]
    without_metric: tuple[Goal, ...]
    waiting: int

    @property
    def minimum(self) -> int:
        """How many indicators the minimum list has."""
        return len(self.picked) + len(self.told) + len(self.open)


def completeness(
    draft: Draft,
    findings: Iterable[Finding],
    goals: Sequence[Goal],
    observations: Iterable[Observation],
    reasons: Iterable[LeftOut],
    minimum: Iterable[str],
) -> Completeness:
    """``minimum`` are the ids of the minimum list."""
    there = {finding.comparison.indicator for finding in findings}
    reasoned = {one.indicator for one in reasons}
    listed = tuple(dict.fromkeys(minimum))
    written = {chapter for chapter in CHAPTERS if draft.chapters[chapter].strip()}
    return Completeness(
        written=tuple(chapter for chapter in CHAPTERS if chapter in written),
        unwritten=tuple(chapter for chapter in CHAPTERS if chapter not in written),
        picked=tuple(id_ for id_ in listed if id_ in there),
        told=tuple(id_ for id_ in listed if id_ in reasoned - there),
        open=tuple(id_ for id_ in listed if id_ not in reasoned | there),
        without_owner=tuple(goal for goal in goals if not goal.owner),
        without_metric=tuple(goal for goal in goals if not goal.has_metric),
        waiting=sum(1 for one in observations if one.status == "waiting"),
    )
