"""What can be wrong with a file of curated knowledge that somebody edited."""

from hvk_data.language import UserError


class CatalogueError(UserError):
    """A curated file cannot be used; the text names the file and, where there is one, the row."""


class MissingFileError(CatalogueError):
    """A file that ships with the program is not there. Value: ``file``."""

    key = "catalogue.missing_file"


class UnreadableFileError(CatalogueError):
    """The file is there and the system does not let it be read. Value: ``file``."""

    key = "catalogue.unreadable"


class UnreadableEncodingError(CatalogueError):
    """Neither UTF-8 nor a Western European Windows file. Value: ``file``."""

    key = "catalogue.encoding"


class MissingColumnError(CatalogueError):
    """The header lacks a column. Values: ``file``, ``column``."""

    key = "catalogue.missing_column"


class UnknownColumnError(CatalogueError):
    """The header names a column that has no meaning. Values: ``file``, ``column``, ``known``."""

    key = "catalogue.unknown_column"


class WideRowError(CatalogueError):
    """A row has more cells than the header. Values: ``file``, ``line``."""

    key = "catalogue.wide_row"


class QuotationError(CatalogueError):
    """A quotation mark is not closed or stands amid a cell. Values: ``file``, ``line``."""

    key = "catalogue.quotation"


class MissingValueError(CatalogueError):
    """A cell that must be filled is empty. Values: ``file``, ``line``, ``column``."""

    key = "catalogue.missing_value"


class UnknownValueError(CatalogueError):
    """A cell holds a code that does not exist. Values: as below, and ``known``."""

    key = "catalogue.unknown_value"


class NotANumberError(CatalogueError):
    """A cell should hold a whole number. Values: ``file``, ``line``, ``column``, ``value``."""

    key = "catalogue.not_a_number"


class BadIdError(CatalogueError):
    """A cell should hold ids of indicators. Values: ``file``, ``line``, ``column``, ``value``."""

    key = "catalogue.bad_id"


class DuplicateRowError(CatalogueError):
    """Two rows have the same key. Values: ``file``, ``line``, ``value``, ``first`` (the earlier row)."""

    key = "catalogue.duplicate"


class NoReasonError(CatalogueError):
    """A direction is changed and not explained. Values: ``file``, ``line``, ``value``."""

    key = "catalogue.no_reason"
