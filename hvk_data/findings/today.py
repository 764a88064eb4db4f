"""What the store says today to findings that were picked from an earlier state of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hvk_data.figures import Comparison
from hvk_data.findings.meeting import Meeting, meet
from hvk_data.findings.records import Finding
from hvk_data.queries.compare import AGAINST, compare
from hvk_data.queries.index import Index, UnknownArea, index
from hvk_data.store.reader import Reader


@dataclass(frozen=True, slots=True)
class News:
    """A finding's comparison asked for now, and what differs from the saved one.

    ``current`` is None where there is nothing to ask any more: the store has no such indicator or
    municipality, or no figures of the one for the other.
    """

    current: Comparison | None
    meeting: Meeting

    @property
    def holds(self) -> bool:
        """Whether the finding can stand as it is."""
        return self.current is not None and self.meeting.holds


def news(reader: Reader, picked: Iterable[Finding]) -> dict[int, News]:
    """By the finding's id; those that were picked from the very state of the store are left out."""
    known = index(reader)
    return {one.id: _news(reader, known, one) for one in picked if not _is_of_today(known, one.comparison)}


def _is_of_today(known: Index, saved: Comparison) -> bool:
    """The number alone does not tell: another machine's store may have had it too."""
    now = known.indicators.get(saved.indicator)
    return now is not None and saved.generation == known.generation and saved.origin == now.origin


def _news(reader: Reader, known: Index, finding: Finding) -> News:
    current = _today(reader, known, finding)
    meeting = meet(finding.comparison, current, finding.sentence) if current else Meeting()
    return News(current, meeting)


def _today(reader: Reader, known: Index, finding: Finding) -> Comparison | None:
    """The same comparison asked for now; areas that are gone are left out of it."""
    saved = finding.comparison
    if saved.indicator not in known.indicators or saved.own.code not in known.municipalities:
        return None
    against = [word for word in finding.against if word in AGAINST or _is_there(known, word)]
    current = compare(reader, saved.own.code, saved.indicator, against, saved.sex)
    return current if current.own.points else None


def _is_there(known: Index, word: str) -> bool:
    level, _, code = word.rpartition(":")
    try:
        return bool(known.region(level, code) if level else known.municipality(code))
    except UnknownArea:
        return False
