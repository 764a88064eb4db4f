"""What can go wrong with an update that is not Sotkanet's doing, in words for who meets it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from hvk_data.language import Language, UserError, format_datetime, text


class AlreadyRunning(UserError):
    """Another update is under way in the same data folder, since ``started`` in the process ``pid``."""

    key = "sync.already_running"

    def __init__(self, *, started: datetime | None = None, pid: int | None = None) -> None:
        super().__init__(started=started.isoformat() if started else None, pid=pid)
        self.started = started
        self.pid = pid

    def message(self, language: Language) -> str:
        """Names when and which process where the other one has had the time to say so."""
        if self.started is None:
            return text(language, "sync.already_running_unknown")
        return text(language, self.key, started=format_datetime(self.started, language), pid=self.pid)


class CannotWrite(UserError):
    """The data ``folder`` cannot be written to; ``reason`` in the system's own words."""

    key = "sync.cannot_write"


class UnknownSet(UserError):
    """There is no list of indicators called ``name``; ``known`` are the names there are."""

    key = "sync.unknown_set"


class NotSotkanetIds(UserError):
    """``ids`` are not Sotkanet's, which are whole numbers."""

    key = "sync.not_sotkanet_ids"


class NothingChosen(UserError):
    """None of the chosen indicators is listed by the source."""

    key = "sync.nothing_chosen"


class ShrunkenList(UserError):
    """The source's list of areas or of indicators lacks ``gone`` of the ``before`` that it had."""

    def __init__(self, what: Literal["areas", "indicators"], *, before: int, gone: int) -> None:
        self.key = f"sync.shrunken_{what}"
        super().__init__(before=before, gone=gone)


class NotHeld(UserError):
    """None of ``ids`` is held back (or, where none is named, nothing at all is)."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        named = ", ".join(ids)
        self.key = "sync.not_held" if named else "sync.nothing_held"
        super().__init__(ids=named)


class UnexpectedFailure(UserError):
    """Something that should not happen (``what``) happened with one indicator; the log has more."""

    key = "sync.unexpected_failure"
