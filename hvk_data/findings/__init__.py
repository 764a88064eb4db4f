"""What people write: report drafts, the text of their chapters, and the findings picked into them.

Everything goes through :class:`Findings`. A draft's code is the only key to it: whoever has the
code may read and edit, and nothing lists drafts to those who do not name them.
"""

from hvk_data.findings.errors import (
    DatabaseLocked,
    DatabaseUnusable,
    DiskFull,
    EditedElsewhere,
    NameMissing,
    NewerDatabase,
    TooLong,
    UnknownDraft,
    UnknownFinding,
)
from hvk_data.findings.findings import Findings
from hvk_data.findings.records import CHAPTERS, KINDS, Draft, Finding, Kind

__all__ = [
    "CHAPTERS",
    "KINDS",
    "DatabaseLocked",
    "DatabaseUnusable",
    "DiskFull",
    "Draft",
    "EditedElsewhere",
    "Finding",
    "Findings",
    "Kind",
    "NameMissing",
    "NewerDatabase",
    "TooLong",
    "UnknownDraft",
    "UnknownFinding",
]
