"""The annex: what the figures are, where they come from, what must be known of them, and all years."""

from collections.abc import Sequence

from hvk_data.figures import Series
from hvk_data.report.model.blocks import Block, FindingBlock, Heading, Table, bullets
from hvk_data.report.model.finding import MEDIANS, FindingBuilder, valued_years
from hvk_data.report.model.words import one_line

_PANEL = 6
"""How many areas fit side by side on an A4 page before their names are cut to pieces."""


def annex(builder: FindingBuilder, findings: Sequence[FindingBlock]) -> list[Block]:
    """What stands at the end of a report about the figures of ``findings``; nothing without any."""
    if not findings:
        return []
    words = builder.words
    blocks: list[Block] = [Heading(2, words("annex_metadata")), _metadata(builder, findings)]
    blocks += [
        Heading(2, words("annex_citations")),
        bullets(dict.fromkeys(block.citation for block in findings)),
        Heading(2, words("annex_notes")),
        bullets(notes(builder, findings)),
    ]
    full = [table for block in findings for table in _full_tables(builder, block)]
    if full:
        blocks += [Heading(2, words("annex_tables")), *full]
    return blocks


def notes(builder: FindingBuilder, findings: Sequence[FindingBlock]) -> tuple[str, ...]:
    """What must be known of the figures of ``findings``: marks, medians, gaps, state and licence."""
    words = builder.words
    said: list[str] = []
    found = {certainty for block in findings for certainty in builder.certainties(block.comparison.series)}
    if "computed" in found:
        said.append(words("note_computed"))
    if "estimate" in found:
        said.append(words("note_estimate"))
    if any(series.role in MEDIANS for block in findings for series in block.comparison.series):
        said.append(words("note_median"))
    if any(block.signs for block in findings):
        said.append(words("about_signs"))
    if any(block.comparison.origin.shipped for block in findings):
        said.append(words("about_shipped"))
    return (*said, words("about_missing"), words("about_kept"), words("about_licence"))


def _metadata(builder: FindingBuilder, findings: Sequence[FindingBlock]) -> Table:
    columns = ("chart", "indicator", "unit", "direction", "producer", "updated", "state")
    return Table(
        caption=builder.next_table(builder.words("metadata_caption")),
        header=tuple(builder.words(f"column_{name}") for name in columns),
        rows=tuple(_metadata_row(builder, block) for block in findings),
        widths=(0.07, 0.23, 0.16, 0.12, 0.18, 0.12, 0.12),
        numeric=(False,) * len(columns),
    )


def _metadata_row(builder: FindingBuilder, block: FindingBlock) -> tuple[str, ...]:
    comparison, origin = block.comparison, block.comparison.origin
    return (
        str(block.chart.caption.number) if block.chart else "–",
        f"{block.title} ({comparison.indicator})",
        builder.unit(comparison),
        builder.words(f"direction_{comparison.direction}"),
        one_line(origin.organization.in_(builder.language)),
        builder.day(origin.updated),
        builder.day(origin.fetched_at or origin.vintage),
    )


def _full_tables(builder: FindingBuilder, block: FindingBlock) -> list[Table]:
    """All years of a finding whose table among the text had room for only the latest ones."""
    comparison = block.comparison
    years = valued_years(comparison.series)
    if block.table is None or len(years) <= len(block.table.header) - 1:
        return []
    others = [series for series in comparison.series[1:] if series.latest is not None]
    step = _PANEL - 1
    panels = [others[start : start + step] for start in range(0, len(others), step)] or [[]]
    return [_panel(builder, block, [comparison.own, *panel], years) for panel in panels]


def _panel(builder: FindingBuilder, block: FindingBlock, columns: list[Series], years: list[int]) -> Table:
    comparison = block.comparison
    return Table(
        caption=builder.table_caption("full_caption", comparison, block.title, years),
        header=(builder.words("column_year"), *(builder.name(series) for series in columns)),
        rows=tuple(
            (str(year), *(builder.marked(series.at(year), series, comparison) for series in columns))
            for year in years
        ),
        widths=(0.1, *(min(0.9 / len(columns), 0.2) for _ in columns)),
        numeric=(False, *(True for _ in columns)),
    )
