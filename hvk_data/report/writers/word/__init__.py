"""Documents as Word makes them: real styles, fields, footnotes, captions, and charts that stay editable."""

from hvk_data.report.writers.word.writer import TAGS, write_docx

__all__ = ["TAGS", "write_docx"]
