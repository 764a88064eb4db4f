"""What people write: report drafts, the text of their chapters, the findings picked into them, and a
group's joys and worries.

Everything goes through :class:`Findings` and :class:`Concerns`. A draft's code is the only key to it:
whoever has the code may read and edit, and nothing lists drafts to those who do not name them.
"""

from hvk_data.findings.concerns import CONCERN_KINDS, Concern, ConcernKind, Concerns
from hvk_data.findings.errors import (
    ConcernMissing,
    DatabaseLocked,
    DatabaseUnusable,
    DiskFull,
    EditedElsewhere,
    NameMissing,
    NewerDatabase,
    TooLong,
    UnknownConcern,
    UnknownDraft,
    UnknownFinding,
)
from hvk_data.findings.findings import Findings
from hvk_data.findings.meeting import Meeting, RevisedPoint, StaleNumber, meet
from hvk_data.findings.records import CHAPTERS, KINDS, Draft, Finding, Kind

__all__ = [
    "CHAPTERS",
    "CONCERN_KINDS",
    "KINDS",
    "Concern",
    "ConcernKind",
    "ConcernMissing",
    "Concerns",
    "DatabaseLocked",
    "DatabaseUnusable",
    "DiskFull",
    "Draft",
    "EditedElsewhere",
    "Finding",
    "Findings",
    "Kind",
    "Meeting",
    "NameMissing",
    "NewerDatabase",
    "RevisedPoint",
    "StaleNumber",
    "TooLong",
    "UnknownConcern",
    "UnknownDraft",
    "UnknownFinding",
    "meet",
]
