"""Documents as presentations: native charts and tables, speaker notes, a title on every slide."""

from hvk_data.report.writers.powerpoint.writer import write_pptx

__all__ = ["write_pptx"]
