"""What the database holds of a draft, as it is read: the draft itself and what belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from hvk_data.figures import Certainty, Comparison, Series
from hvk_data.language import Language

Kind = Literal["strength", "concern", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)

CHAPTERS: tuple[str, ...] = ("summary", "background", "description", "strengths", "plan", "annexes")
"""The six chapters of a municipality's welfare report in the order of THL's recommendation.

Every kind of document has all six; what they are called is ``chapters.chapter_title``.
"""

DocumentKind = Literal["wide", "plan", "yearly"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
"""The wide report and the welfare plan of a council term, and the report of one year in it."""

Stage = Literal["group", "committee", "board", "council"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""Who has the draft: the welfare group, then the committee, the municipal board and the council."""

GoalStatus = Literal["not_started", "under_way", "done", "partly_done", "not_done", "moved"]
GOAL_STATUSES: tuple[GoalStatus, ...] = get_args(GoalStatus)

Stance = Literal["supports", "challenges", "completes"]
STANCES: tuple[Stance, ...] = get_args(Stance)

ObservationSource = Literal[
    "association",
    "resident",
    "expert_by_experience",
    "professional",
    "council_of_elders",
    "youth_council",
    "disability_council",
]
OBSERVATION_SOURCES: tuple[ObservationSource, ...] = get_args(ObservationSource)

Moderation = Literal["waiting", "published", "rejected"]
MODERATIONS: tuple[Moderation, ...] = get_args(Moderation)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report draft; ``edited_at`` is the last change to it or to anything in it (UTC).

    ``chapters`` has the text of every one of :data:`CHAPTERS` (empty where nothing is written) and
    ``versions`` how many times each has been changed: what a writer hands back to be told if
    somebody else wrote in between. ``kind`` is what document it becomes, of council term ``term``
    ("2025-2029"); ``year`` is the year that a yearly report is about, None for the others.
    ``edition`` counts from 1; ``stage`` is who handles it. ``previous`` is the code of the draft that
    it was begun from.
    """

    code: str
    name: str
    municipality: str
    language: Language
    created_at: datetime
    edited_at: datetime
    chapters: dict[str, str]
    versions: dict[str, int]
    kind: DocumentKind
    term: str
    year: int | None
    edition: int
    stage: Stage
    previous: str | None


@dataclass(frozen=True, slots=True)
class ChapterText:
    """One saved text of a chapter; ``version`` is ``Draft.versions`` of that time, 1 the first."""

    draft: str
    chapter: str
    version: int
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison as it was when it was picked, with what its picker says of it.

    ``position`` counts from 0 within the chapter. ``version`` grows with each change of the
    sentence and with each acceptance of new figures. Times are UTC.
    """

    id: int
    draft: str
    chapter: str
    position: int
    kind: Kind
    sentence: str
    comparison: Comparison
    picked_at: datetime
    edited_at: datetime
    version: int

    @property
    def against(self) -> tuple[str, ...]:
        """What the municipality is compared with: roles, and for peers the codes of municipalities or
        ``LEVEL:code`` of other areas."""
        return tuple(map(_word, self.comparison.series[1:]))


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the welfare plan's goal table: texts as they were written, empty where nothing is.

    ``metric`` is said in words; ``indicator`` is the id of an indicator that measures it, or empty.
    ``baseline`` and ``target`` are written by hand, with the years that they are of. ``outcome`` is
    what happened, ``budget_target`` the binding target of the budget that it is tied to.
    ``carried_from`` is the goal of the previous draft that it continues. ``position`` counts from 0.
    """

    id: int
    draft: str
    position: int
    focus: str
    goal: str
    action: str
    owner: str
    partners: str
    resources: str
    schedule: str
    metric: str
    indicator: str
    baseline: str
    baseline_year: int | None
    target: str
    target_year: int | None
    outcome: str
    status: GoalStatus
    budget_target: str
    strategy: str
    carried_from: int | None
    created_at: datetime
    edited_at: datetime
    version: int

    @property
    def has_metric(self) -> bool:
        """Whether it is said how the goal is followed."""
        return bool(self.metric or self.indicator)


@dataclass(frozen=True, slots=True)
class Observation:
    """What somebody knows by experience, to stand beside the figures; never counted into one.

    ``finding`` is the id of the finding that it supports, challenges or completes; None where it is of
    the municipality as a whole. ``people`` is how many are behind it, None where nobody knows.
    """

    id: int
    draft: str
    finding: int | None
    stance: Stance
    text: str
    theme: str
    group: str
    area: str
    source: ObservationSource
    method: str
    people: int | None
    collected_on: date
    consent: bool
    status: Moderation
    position: int
    created_at: datetime
    edited_at: datetime
    version: int

    @property
    def public(self) -> bool:
        """Whether it may stand in a document: passed by a moderator, with the consent of its source."""
        return self.status == "published" and self.consent


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why an indicator of the minimum list is not among the findings."""

    draft: str
    indicator: str
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """What a live figure said when a person last saw and accepted it; ``token`` is as in the text.

    ``year`` and ``value`` are None where the store had no figure.
    """

    token: str
    year: int | None
    value: float | None
    certainty: Certainty
    shown_at: datetime


def _word(series: Series) -> str:
    if series.role != "peer":
        return series.role
    return series.code if series.level == "KUNTA" else f"{series.level}:{series.code}"
