"""Documents as tagged PDF, set by Typst."""

from hvk_data.report.writers.pdf.writer import heading_pages, write_pdf

__all__ = ["heading_pages", "write_pdf"]
