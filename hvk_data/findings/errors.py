"""What can go wrong with saved work, each with its sentence in three languages (``texts/findings.toml``)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from babel.lists import format_list
from babel.numbers import format_decimal

from hvk_data.language import Language, UserError, text

if TYPE_CHECKING:
    from hvk_data.findings.personal import PersonalDatum


class DatabaseLocked(UserError):
    """Another program has kept the database to itself for longer than we wait; nothing was written."""

    key = "findings.database_locked"


class DiskFull(UserError):
    """There is no room for the change; what was saved before is whole."""

    key = "findings.disk_full"


class DatabaseUnusable(UserError):
    """The database cannot be opened, read or written; ``reason`` is the database's own words."""

    key = "findings.database_unusable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class NewerDatabase(UserError):
    """A newer version of the program has written the database; this one leaves it untouched."""

    key = "findings.newer_database"


class UnknownDraft(UserError):
    """No draft has this code, or the draft has been removed."""

    key = "findings.unknown_draft"


class UnknownFinding(UserError):
    """The draft named has no such finding, or the finding has been removed."""

    key = "findings.unknown_finding"


class UnknownConcern(UserError):
    """The draft named has no such joy or worry, or it has been removed."""

    key = "findings.unknown_concern"


class ConcernMissing(UserError):
    """A joy or worry was to be saved with nothing that shows."""

    key = "findings.concern_missing"


class UnknownGoal(UserError):
    """The draft named has no such goal, or it has been removed."""

    key = "findings.unknown_goal"


class GoalMissing(UserError):
    """A goal was to be saved with nothing that shows in its own field."""

    key = "findings.goal_missing"


class UnknownObservation(UserError):
    """The draft named has no such observation, or it has been removed."""

    key = "findings.unknown_observation"


class ObservationMissing(UserError):
    """An observation was to be saved with nothing that shows."""

    key = "findings.observation_missing"


class PersonalData(UserError):
    """A text holds what belongs to one person; nothing was saved.

    ``found`` is what and where. The message has only the first characters of each, so that no log keeps
    the whole.
    """

    key = "findings.personal_data"

    def __init__(self, found: Sequence["PersonalDatum"]) -> None:
        super().__init__()
        self.found = tuple(found)

    def message(self, language: Language) -> str:
        """What was found and what to do next."""
        named = [
            text(language, f"findings.{one.kind}", masked=one.masked) for one in dict.fromkeys(self.found)
        ]
        return text(language, self.key, found=format_list(named, locale=language))


class NameMissing(UserError):
    """A draft was to be named with nothing that shows."""

    key = "findings.name_missing"


class EditedElsewhere(UserError):
    """The text was changed after the writer opened it; nothing was overwritten.

    ``theirs`` is the text as it is saved now and ``version`` its version: saving with that as the
    expected version replaces it knowingly.
    """

    key = "findings.edited_elsewhere"

    def __init__(self, theirs: str, version: int) -> None:
        super().__init__(theirs=theirs)
        self.theirs = theirs
        self.version = version


class TooLong(UserError):
    """A text of ``length`` characters where ``limit`` are the most; nothing was saved."""

    key = "findings.too_long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__()
        self.length = length
        self.limit = limit

    def message(self, language: Language) -> str:
        """What happened and what to do next, numbers as ``language`` writes them."""
        length, limit = (format_decimal(number, locale=language) for number in (self.length, self.limit))
        return text(language, self.key, length=length, limit=limit)
