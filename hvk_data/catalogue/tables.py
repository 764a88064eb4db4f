"""Reading CSV files that people edit in Excel, and laying a municipality's own rows over ours."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hvk_data.catalogue.errors import (
    DuplicateRowError,
    MissingColumnError,
    MissingFileError,
    MissingValueError,
    NotANumberError,
    QuotationError,
    UnknownColumnError,
    UnknownValueError,
    UnreadableEncodingError,
    UnreadableFileError,
    WideRowError,
)
from hvk_data.language import Texts

Code = TypeVar("Code", bound=str)

# What a Western European Windows file of Finnish, Swedish or English may hold beside ASCII. Any other
# character means that the bytes were written in some other encoding, and reading on would be a guess.
_WINDOWS_LETTERS = set("åäöÅÄÖéÉüÜæøÆØ§°²³½€£–—‘’‚“”„…•·\u00a0")


@dataclass(frozen=True, slots=True)
class Table:
    """The form of one file: its columns, those that make a row's key, those that may be empty."""

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the place that it came from. ``own`` holds the columns that the municipality filled."""

    file: str
    line: int
    cells: dict[str, str]
    own: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def required(self, column: str) -> str:
        """The cell of ``column``; MissingValueError where it is empty."""
        if not self.cells[column]:
            raise MissingValueError(file=self.file, line=self.line, column=column)
        return self.cells[column]

    def one_of(self, column: str, known: Collection[Code]) -> Code:
        """The cell of ``column`` as the one of ``known`` that it equals; UnknownValueError if none."""
        value = self.required(column)
        for code in known:
            if code == value:
                return code
        raise UnknownValueError(
            file=self.file, line=self.line, column=column, value=value, known=", ".join(known)
        )

    def number(self, column: str) -> int:
        """The cell of ``column`` as a whole number of at least 0; NotANumberError otherwise."""
        value = self.required(column)
        if not (value.isascii() and value.isdigit()):
            raise NotANumberError(file=self.file, line=self.line, column=column, value=value)
        return int(value)

    def texts(self, prefix: str = "") -> Texts:
        """The three language columns (``fi`` or ``<prefix>_fi`` …); at least one must be filled."""
        columns = [f"{prefix}_{language}" if prefix else language for language in ("fi", "sv", "en")]
        texts = Texts(*(self.cells[column] for column in columns))
        if texts == Texts():
            raise MissingValueError(file=self.file, line=self.line, column=columns[0])
        return texts


def read_rows(table: Table, shipped: Path, own: Path | None) -> list[Row]:
    """The rows of ``table`` in the folder ``shipped`` with those of ``own`` laid over them.

    A row of the municipality's own file replaces, in the shipped row of the same key, the cells that
    it fills, and a key that we do not have adds a row; it needs the key columns only. Errors: every
    :class:`~hvk_data.catalogue.errors.CatalogueError` of a file's form.
    """
    path = shipped / table.file
    if not path.is_file():
        raise MissingFileError(file=path)
    rows = _read(path, table, complete=True)
    own_path = own / table.file if own else None
    if own_path is None or not own_path.is_file():
        return list(rows.values())
    for key, row in _read(own_path, table, complete=False).items():
        filled = {column: cell for column, cell in row.cells.items() if cell}
        base = rows[key].cells if key in rows else {}
        cells = {column: filled.get(column, base.get(column, "")) for column in table.columns}
        rows[key] = Row(str(own_path), row.line, cells, frozenset(filled))
    return list(rows.values())


def _read(path: Path, table: Table, *, complete: bool) -> dict[tuple[str, ...], Row]:
    header, lines = _parsed(path, decode_file(path))
    _check_header(path, header, table, complete=complete)
    rows: dict[tuple[str, ...], Row] = {}
    for line, cells in lines:
        row = _row(path, line, header, cells)
        key = tuple(row.required(column) for column in table.key)
        if key in rows:
            raise DuplicateRowError(file=path, line=row.line, value=" ".join(key), first=rows[key].line)
        if complete:
            _check_filled(row, table)
        rows[key] = row
    return rows


def _parsed(path: Path, content: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows that are not blank, each with the number of its last line.

    Strict, for a quotation mark that is never closed would swallow all rows after it without a word.
    """
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise QuotationError(file=path, line=reader.line_num) from error
    return header, rows


def decode_file(path: Path) -> str:
    """The text of a file saved as UTF-8, or by Excel in the Western European Windows encoding."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(file=path) from error
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = _decode_windows(path, content)
    if "\0" in decoded:
        raise UnreadableEncodingError(file=path)
    return decoded


def _decode_windows(path: Path, content: bytes) -> str:
    try:
        decoded = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableEncodingError(file=path) from error
    if {letter for letter in decoded if not letter.isascii()} - _WINDOWS_LETTERS:
        raise UnreadableEncodingError(file=path)
    return decoded


def _delimiter(content: str) -> str:
    """The separator of the header, whose column names hold none of the candidates themselves."""
    header = content.split("\n", 1)[0]
    return max((",", ";", "\t"), key=header.count)


def _check_header(path: Path, header: list[str], table: Table, *, complete: bool) -> None:
    for column in table.columns if complete else table.key:
        if column not in header:
            raise MissingColumnError(file=path, column=column)
    for column in header:
        if column and column not in table.columns:
            raise UnknownColumnError(file=path, column=column, known=", ".join(table.columns))


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> Row:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise WideRowError(file=path, line=line)
    padded = [*cells, *([""] * (len(header) - len(cells)))]
    named = {name: cell.strip() for name, cell in zip(header, padded, strict=False) if name}
    return Row(str(path), line, named)


def _check_filled(row: Row, table: Table) -> None:
    for column in table.columns:
        if column not in table.optional:
            row.required(column)
