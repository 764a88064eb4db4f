"""A report draft and a finding, as they are read from the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from hvk_data.figures import Comparison
from hvk_data.language import Language

Kind = Literal["strength", "concern", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)

CHAPTERS: tuple[str, ...] = ("summary", "background", "description", "strengths", "plan", "annexes")
"""The six chapters of a municipality's welfare report in the order of THL's recommendation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report draft; ``edited_at`` is the last change to it, its chapters or its findings (UTC).

    ``chapters`` has the text of every one of :data:`CHAPTERS` (empty where nothing is written) and
    ``versions`` how many times each has been changed: what a writer hands back to be told if
    somebody else wrote in between.
    """

    code: str
    name: str
    municipality: str
    language: Language
    created_at: datetime
    edited_at: datetime
    chapters: dict[str, str]
    versions: dict[str, int]


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
        """What the municipality is compared with: roles, and for peers their municipality codes."""
        return tuple(
            series.code if series.role == "peer" else series.role for series in self.comparison.series[1:]
        )
