"""What can go wrong with saved work, each with its sentence in three languages (``texts/findings.toml``)."""

from babel.numbers import format_decimal

from hvk_data.language import Language, UserError, text


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
