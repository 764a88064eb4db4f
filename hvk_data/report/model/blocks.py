"""What a document is made of. A block says what it is, never how it looks: that is each writer's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hvk_data.figures import Certainty, Comparison, Role
from hvk_data.findings import Draft
from hvk_data.language import Language
from hvk_data.report.kinds import Output
from hvk_data.statistics.judgement import Good


@dataclass(frozen=True, slots=True)
class Caption:
    """``label number. text``: the number is a field where the format has fields."""

    label: str
    number: int
    text: str

    @property
    def whole(self) -> str:
        """All of it as it is read."""
        return f"{self.label} {self.number}. {self.text}"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look. ``refers`` makes of them a cross-reference to a chart or a table.

    ``note`` is a citation: a footnote at the end of the run, where the format has them.
    """

    text: str
    bold: bool = False
    italic: bool = False
    refers: Caption | None = None
    note: str = ""


def plain(words: str) -> tuple[Run, ...]:
    """``words`` as one run."""
    return (Run(words),)


def joined(runs: Iterable[Run]) -> str:
    """The words of ``runs``, one after another."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a chapter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``quiet`` is one that the program wrote beside the people's own text."""

    runs: tuple[Run, ...]
    quiet: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return joined(self.runs)


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list; ``level`` counts from 0, ``number`` is None where the list has bullets."""

    runs: tuple[Run, ...]
    level: int = 0
    number: int | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return joined(self.runs)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of short statements, bulleted or numbered, lists within lists flattened to levels."""

    items: tuple[Item, ...]


def bullets(statements: Iterable[str]) -> ItemList:
    """A bulleted list of plain words."""
    return ItemList(tuple(Item(plain(said)) for said in statements))


@dataclass(frozen=True, slots=True)
class Table:
    """Texts as they are printed. The first row is the header; ``emphasised`` rows are the own municipality's.

    ``widths`` are shares of the page's width, together at most one; ``numeric`` tells which columns are
    aligned as numbers. A newline in a cell starts a new line.
    """

    caption: Caption
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[bool, ...]
    emphasised: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line: a value for each category of its chart, None for a gap, with its certainty."""

    name: str
    role: Role
    values: tuple[float | None, ...]
    certainties: tuple[Certainty, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Values over years, every year from the first to the last so that a missing one is a gap.

    A break in the series is a category of its own (``years`` has None there) that no series has a
    value for: so no line is drawn across it in any program, also after somebody edits the figures.
    ``comparison`` is what it is drawn from, for writers whose charts are pictures.
    """

    kind: Literal["line", "column"]
    title: str
    unit: str
    decimals: int
    categories: tuple[str, ...]
    years: tuple[int | None, ...]
    series: tuple[ChartSeries, ...]
    caption: Caption
    alt: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Sign:
    """A level or a change: where it stands beside what, and how sure that is; each a word with a shape.

    ``good`` is for colour, which says no more than ``word`` does. Without a certainty (nothing can be
    told) ``sure`` and ``sure_shape`` are empty.
    """

    name: str
    shape: str
    word: str
    sure_shape: str
    sure: str
    good: Good | None

    @property
    def text(self) -> str:
        """The whole sign on one line."""
        sure = f" · {self.sure_shape} {self.sure}" if self.sure else ""
        return f"{self.name}: {self.shape} {self.word}{sure}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Experience beside a figure: which way it speaks, the words, and from whom, how and when."""

    stance: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one finding, a line each."""

    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What people say of a finding, by what they call it ("Huolenaihe")."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """A finding with its evidence. ``number`` is its place in the document, from one.

    ``chart`` and ``table`` are None when no area has a figure. ``signs`` are empty and ``judged`` says
    why, where the figures cannot be judged. ``reservation`` is what must be said where a person calls
    something a strength or a concern that the figures cannot tell from chance.
    """

    number: int
    chapter: str
    kind: str
    kind_name: str
    title: str
    sentence: tuple[str, ...]
    takeaway: str
    chart: Chart | None
    table: Table | None
    notes: tuple[str, ...]
    breaks: tuple[str, ...]
    source: str
    citation: str
    comparison: Comparison
    picked_at: datetime
    signs: tuple[Sign, ...] = ()
    judged: str = ""
    reservation: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart; ``source`` is where its figures are from, empty where that is said beside it."""

    chart: Chart
    source: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """A page of a presentation: a title, what is shown, and what the speaker says."""

    title: str
    blocks: tuple["Paragraph | ItemList | Table | ChartBlock", ...]
    notes: tuple[str, ...]


Simple = Heading | Paragraph | ItemList | Table | ChartBlock | Quote | Signs | Remark
"""What every writer knows how to show."""

Block = Simple | FindingBlock | Slide
"""What a document is made of; findings and slides are simple blocks put together."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What people wrote in one of THL's chapters."""

    code: str
    title: str
    written: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Its words, a line for each paragraph or item."""
        return "\n".join(
            ("• " if isinstance(block, Item) and block.number is None else "") + block.text
            for block in _lines(self.written)
        )


def _lines(blocks: Iterable[Block]) -> Iterable[Heading | Paragraph | Item]:
    for block in blocks:
        if isinstance(block, ItemList):
            yield from block.items
        elif isinstance(block, Heading | Paragraph):
            yield block


@dataclass(frozen=True, slots=True)
class Grid:
    """Records as a sheet of a workbook shows them: a name for each column, texts and numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language: the title page's facts and the blocks in reading order.

    ``kind_name`` is what the document is ("Laaja hyvinvointikertomus"), ``edition`` and ``stage`` its
    version and where its handling is, in words. One with ``contents`` has a title page and a table of
    contents; without, it starts on its first page. ``findings`` are all of the draft, also where only
    a few are among the blocks; ``goals`` the goal table with all of its columns.
    """

    output: Output
    title: str
    subtitle: str
    kind_name: str
    edition: str
    stage: str
    municipality: str
    language: Language
    written_at: datetime
    created_at: datetime
    contents: bool
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    findings: tuple[FindingBlock, ...]
    notes: tuple[str, ...]
    draft: Draft
    goals: Grid | None = None
