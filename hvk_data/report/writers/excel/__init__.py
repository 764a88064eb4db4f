"""Documents as workbooks: every text, every figure behind it, native charts and sources."""

from hvk_data.report.writers.excel.writer import write_xlsx

__all__ = ["write_xlsx"]
