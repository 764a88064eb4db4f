"""Blocks as pages of a presentation: what does not fit on one goes on to the next, under the same title.

How much fits is reckoned from letters, for nobody lays the slides out before a person opens them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hvk_data.language import Language, text
from hvk_data.report.model import (
    Chart,
    ChartBlock,
    Document,
    Heading,
    ItemList,
    Paragraph,
    Quote,
    Remark,
    Signs,
    Simple,
    Slide,
    Table,
    laid_out,
)

Text = Heading | Paragraph | ItemList | Quote | Signs | Remark

SIZES = (18, 16, 14, 12)
"""Sizes of letters in points, the largest that fits is taken."""

_WIDE, _NARROW = 12.1, 5.5
_HIGH = 4.3
_TABLE_LINES = 17
_TABLE_LETTERS = 165


@dataclass(slots=True)
class Page:
    """One slide to be: text to the left of the chart, or across; or a table; ``small`` under them."""

    title: str
    texts: list[Text] = field(default_factory=list)
    chart: Chart | None = None
    table: Table | None = None
    small: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing but a title."""
        return not (self.texts or self.chart or self.table or self.small)

    def size(self, *, beside_chart: bool) -> int | None:
        """The largest size at which the text fits; None where it does not at the smallest."""
        width, sizes = (_NARROW, SIZES) if beside_chart else (_WIDE, SIZES[:-1])
        for size in sizes:
            if sum(lines(block, width, size) for block in self.texts) * size * 1.22 / 72 <= _HIGH:
                return size
        return None


def pages(document: Document) -> Iterator[Page]:
    """The pages of ``document`` after its title; its slides where it has any, else all of its blocks."""
    slides = [block for block in document.blocks if isinstance(block, Slide)]
    if slides:
        for slide in slides:
            made = list(_paged(slide.title, slide.blocks, document.language))
            made[0].notes = [*slide.notes, *made[0].notes]
            yield from made
        return
    yield from _paged(document.title, laid_out(document.blocks, document.language), document.language)


def _paged(title: str, blocks: Iterable[Simple], language: Language) -> Iterator[Page]:
    page = Page(title)
    onward = text(language, "documents.continued", title=title)
    for block in blocks:
        match block:
            case Heading(level, words) if level <= 2:
                if not page.empty:
                    yield page
                page = Page(words)
                onward = text(language, "documents.continued", title=words)
            case ChartBlock(chart, source):
                if page.chart or page.table or page.size(beside_chart=True) is None:
                    yield page
                    page = Page(onward)
                page.chart = chart
                page.small.append(chart.caption.whole)
                if source:
                    page.small.append(source)
            case Table():
                for piece in _parts(block):
                    if not page.empty:
                        yield page
                        page = Page(onward)
                    page.table = piece
                    page.small = [piece.caption.whole, *piece.notes]
            case Paragraph(_, quiet) if quiet and (page.chart or page.table):
                page.small.append(block.text)
            case _:
                for part in _pieces(block):
                    page.texts.append(part)
                    if page.table or page.size(beside_chart=page.chart is not None) is None:
                        page.texts.pop()
                        yield page
                        page = Page(onward, [part])
    if not page.empty or page.title == title:
        yield page


def _pieces(block: Text) -> Iterator[Text]:
    """A list an item at a time, so that it can go on to the next page."""
    if isinstance(block, ItemList):
        for item in block.items:
            yield ItemList((item,))
    else:
        yield block


def lines(block: Text, width: float, size: int) -> float:
    """About how many lines ``block`` takes, with the air after it; ``width`` in inches."""
    letters = int(width * 72 / (size * 0.53))
    said = [line for part in words(block) for line in part.split("\n")]
    return sum(-(-max(len(line), 1) // letters) for line in said) + 0.45 * len(said)


def words(block: Text) -> list[str]:
    """The paragraphs of ``block``."""
    match block:
        case Heading(_, said):
            return [said]
        case Paragraph():
            return [block.text]
        case ItemList(items):
            return [item.text for item in items]
        case Quote(label, said):
            return [f"{label}: {said[0]}", *said[1:]]
        case Signs(signs):
            return [sign.text for sign in signs]
        case Remark(stance, said, about):
            return [f"{stance}: {said} ({about})"]


def _parts(table: Table) -> Iterator[Table]:
    """``table`` in parts that fit a slide each."""
    rows: list[tuple[str, ...]] = []
    first, high = 0, 0
    for place, row in enumerate(table.rows):
        tall = max(
            sum(-(-max(len(line), 1) // max(int(share * _TABLE_LETTERS), 1)) for line in said.split("\n"))
            for said, share in zip(row, table.widths, strict=True)
        )
        if rows and high + tall > _TABLE_LINES:
            yield _part(table, rows, first)
            rows, first, high = [], place, 0
        rows.append(row)
        high += tall
    yield _part(table, rows, first)


def _part(table: Table, rows: list[tuple[str, ...]], first: int) -> Table:
    emphasised = frozenset(place - first for place in table.emphasised if first <= place < first + len(rows))
    return replace(table, rows=tuple(rows), emphasised=emphasised)
