"""Findings and slides as the simple blocks that every writer knows: what one shows, all show."""

from collections.abc import Iterable, Iterator

from hvk_data.language import Language, text
from hvk_data.report.model.blocks import (
    Block,
    ChartBlock,
    FindingBlock,
    Heading,
    Paragraph,
    Quote,
    Run,
    Signs,
    Simple,
    Slide,
    plain,
)


def laid_out(blocks: Iterable[Block], language: Language) -> Iterator[Simple]:
    """``blocks`` with each finding and each slide as its parts, in reading order."""
    for block in blocks:
        match block:
            case FindingBlock():
                yield from finding(block)
            case Slide():
                yield from _slide(block, language)
            case _:
                yield block


def finding(block: FindingBlock) -> Iterator[Simple]:
    """Title, what people say, signs, what the figures say, chart, table, notes, source, remarks."""
    yield Heading(2, block.title)
    yield Quote(block.kind_name, block.sentence or (block.takeaway,))
    if block.signs:
        yield Signs(block.signs)
    if block.judged:
        yield Paragraph(plain(block.judged))
    if block.reservation:
        yield Paragraph((Run(block.reservation, bold=True),))
    if block.chart:
        yield ChartBlock(block.chart)
    if block.table:
        yield block.table
    for line in (*block.notes, block.source):
        yield Paragraph(plain(line), quiet=True)
    yield from block.remarks


def _slide(slide: Slide, language: Language) -> Iterator[Simple]:
    yield Heading(1, slide.title)
    yield from slide.blocks
    if slide.notes:
        yield Heading(2, text(language, "documents.notes"))
        for line in slide.notes:
            yield Paragraph(plain(line), quiet=True)
