"""The document as PowerPoint: native charts and tables, real titles, what the speaker says in the notes."""

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from hvk_data.language import Language
from hvk_data.report.model import (
    Chart,
    Document,
    Item,
    ItemList,
    Paragraph,
    Quote,
    Remark,
    Run,
    Signs,
    Table,
)
from hvk_data.report.writers.native_chart import chart_data, chart_kind, chart_workbook, paint_chart
from hvk_data.report.writers.powerpoint.package import presentation
from hvk_data.report.writers.powerpoint.paging import Page, Text, pages
from hvk_data.report.writers.style import FONT, INK, QUIET_INK, STROKES, TINT
from hvk_data.report.writers.word import TAGS

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN = Inches(0.6)
_TOP = Inches(1.45)
_BODY = Inches(5.0)
_SMALL = Inches(0.55)
_TITLE_ONLY, _TITLE_SLIDE, _TITLE_AND_CONTENT = 5, 0, 1
_colour: Any = RGBColor.from_string
_ACCENT = STROKES["own"].colour


def write_pptx(document: Document) -> bytes:
    """``document`` as the bytes of a .pptx file; a title slide first, unless it has slides of its own."""
    return _Writer(document).content()


class _Writer:
    """Writes one presentation."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language: Language = document.language
        self.shown: Any = presentation()

    def content(self) -> bytes:
        self.set_size()
        self.set_properties()
        made = list(pages(self.document))
        if self.document.output != "slides":
            self.write_title()
        for page in made:
            self.write_page(page)
        self.set_language()
        stream = BytesIO()
        self.shown.save(stream)
        return stream.getvalue()

    def set_size(self) -> None:
        """A wide screen; the places of python-pptx's own template are moved to fit it."""
        narrow = self.shown.slide_width
        self.shown.slide_width, self.shown.slide_height = _WIDTH, _HEIGHT
        master = self.shown.slide_master
        for place in (master, *self.shown.slide_layouts):
            for shape in place.placeholders:
                # What inherits its place has none of its own to move.
                if shape._element.spPr.find(qn("a:xfrm")) is not None:
                    shape.left = Emu(int(shape.left * _WIDTH / narrow))
                    shape.width = Emu(int(shape.width * _WIDTH / narrow))
        for shape in master.placeholders:
            if shape.placeholder_format.type == 1:  # the title
                shape.left, shape.top = _MARGIN, Inches(0.4)
                shape.width, shape.height = Emu(_WIDTH - 2 * _MARGIN), Inches(0.95)
        for style in master._element.iter(qn("p:titleStyle")):
            for properties in style.iter(qn("a:lvl1pPr")):
                properties.set("algn", "l")
                letters = properties.find(qn("a:defRPr"))
                letters.set("sz", "2800")
                letters.set("b", "1")
                fill = letters.find(qn("a:solidFill"))
                fill.clear()
                colour = fill.makeelement(qn("a:srgbClr"), {"val": _ACCENT})
                fill.append(colour)

    def set_properties(self) -> None:
        properties, document = self.shown.core_properties, self.document
        properties.title = document.title[:255]
        properties.subject = document.subtitle[:255]
        properties.author = document.municipality[:255]
        properties.last_modified_by = ""
        properties.keywords = ""
        properties.category = document.kind_name[:255]
        properties.language = TAGS[self.language]
        properties.created = document.created_at.replace(tzinfo=None)
        properties.modified = document.written_at.replace(tzinfo=None)
        properties.revision = 1

    def set_language(self) -> None:
        """The language that PowerPoint reads aloud and checks spelling by, on every run."""
        roots = [slide._element for slide in self.shown.slides]
        roots += [slide.notes_slide._element for slide in self.shown.slides if slide.has_notes_slide]
        for root in roots:
            for run in root.iter(qn("a:r")):
                run.get_or_add_rPr()
            for look in root.iter(qn("a:rPr"), qn("a:endParaRPr")):
                look.set("lang", TAGS[self.language])

    # --- slides ---

    def write_title(self) -> None:
        slide = self.shown.slides.add_slide(self.shown.slide_layouts[_TITLE_SLIDE])
        title, subtitle = slide.placeholders[0], slide.placeholders[1]
        title.text_frame.text = self.document.title
        subtitle.text_frame.text = self.document.subtitle
        for place, top, high in ((title, Inches(2.2), Inches(1.6)), (subtitle, Inches(3.9), Inches(1.2))):
            place.left, place.top, place.width, place.height = _MARGIN, top, Emu(_WIDTH - 2 * _MARGIN), high
        for run in title.text_frame.paragraphs[0].runs:
            run.font.name, run.font.size = FONT, Pt(40 if len(self.document.title) < 50 else 30)
        for paragraph in subtitle.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.font.size, paragraph.font.color.rgb = Pt(20), _colour(QUIET_INK)
            paragraph.font.name = FONT

    def write_page(self, page: Page) -> None:
        layout = self.shown.slide_layouts[_TITLE_AND_CONTENT if page.texts else _TITLE_ONLY]
        slide = self.shown.slides.add_slide(layout)
        self.write_heading(slide.shapes.title, page.title)
        width = Emu(_WIDTH - 2 * _MARGIN)
        low = len(page.small) > 0
        high = Emu(_BODY - (_SMALL if low else 0))
        if page.texts:
            beside = page.chart is not None
            self.write_texts(
                slide.placeholders[1], page, Emu(width // 2 - Inches(0.2)) if beside else width, high
            )
        if page.chart is not None:
            left = Emu(_MARGIN + (width // 2 + Inches(0.1) if page.texts else 0))
            self.write_chart(slide, page.chart, left, Emu(_WIDTH - _MARGIN - left), high)
        if page.table is not None:
            self.write_table(slide, page.table, width)
        if page.small:
            self.write_small(slide, page.small, width)
        self.write_foot(slide, layout)
        notes = [*page.notes, *page.small]
        if notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)

    def write_heading(self, title: Any, said: str) -> None:
        title.text_frame.text = said
        title.text_frame.word_wrap = True
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for run in title.text_frame.paragraphs[0].runs:
            run.font.name = FONT
            run.font.size = Pt(28 if len(said) < 60 else 22 if len(said) < 110 else 18)

    def write_texts(self, place: Any, page: Page, width: Emu, high: Emu) -> None:
        place.left, place.top, place.width, place.height = _MARGIN, _TOP, width, high
        frame = place.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        size = page.size(beside_chart=page.chart is not None) or 12
        first = True
        for block in page.texts:
            for runs, bulleted in _paragraphs(block):
                paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
                first = False
                self.write_runs(paragraph, runs, size)
                paragraph.space_after = Pt(size * 0.4)
                _bullet(paragraph, bulleted, size)

    def write_runs(self, paragraph: Any, runs: Iterable[Run], size: float) -> None:
        for run in runs:
            made = paragraph.add_run()
            made.text = run.text
            made.font.size, made.font.name = Pt(size), FONT
            made.font.bold, made.font.italic = run.bold or None, run.italic or None
            made.font.color.rgb = _colour(INK)

    def write_chart(self, slide: Any, chart: Chart, left: Emu, width: Emu, high: Emu) -> None:
        frame = slide.shapes.add_chart(chart_kind(chart), left, _TOP, width, high, chart_data(chart))
        # Ours in place of python-pptx's, which would make a formula of a name that begins like one.
        frame.chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook(chart))
        paint_chart(frame.chart, chart, points=11)
        _describe(frame, f"{chart.caption.label} {chart.caption.number}", chart.alt)
        for letters in frame.chart._chartSpace.iter(qn("a:endParaRPr"), qn("a:rPr")):
            letters.set("lang", TAGS[self.language])

    def write_table(self, slide: Any, table: Table, width: Emu) -> None:
        frame = slide.shapes.add_table(1, len(table.header), _MARGIN, _TOP, width, Inches(0.3))
        _describe(frame, f"{table.caption.label} {table.caption.number}", table.caption.text)
        made = frame.table
        made.first_row, made.horz_banding = True, False
        total = sum(table.widths)
        for column, share in enumerate(table.widths):
            made.columns[column].width = Emu(int(width * share / total))
        made._tbl.remove(made._tbl.tr_lst[0])
        # A short table is read across a room; a long one is looked up in.
        letters = sum(len(said) for row in table.rows for said in row)
        points = 14 if len(table.rows) <= 6 and letters < 900 else 11
        high = int(Inches(0.36 if points == 14 else 0.24))
        for place, row in enumerate((table.header, *table.rows)):
            strong = place == 0 or place - 1 in table.emphasised
            cells = "".join(
                self.cell(said, numeric, points, strong=strong, header=place == 0)
                for said, numeric in zip(row, table.numeric, strict=True)
            )
            made._tbl.append(parse_xml(f'<a:tr {nsdecls("a")} h="{high}">{cells}</a:tr>'))

    def cell(self, said: str, numeric: bool, points: int, *, strong: bool, header: bool) -> str:
        """A cell's XML; python-pptx's own way takes most of a document's time where there are thousands."""
        colour, fill = ("FFFFFF", _ACCENT) if header else (INK, TINT if strong else "FFFFFF")
        look = (
            f'<a:rPr lang="{TAGS[self.language]}" sz="{points}00" b="{int(strong)}"><a:solidFill>'
            f'<a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{FONT}"/></a:rPr>'
        )
        aligned = ' algn="r"' if numeric else ""
        lines = "".join(
            f"<a:p><a:pPr{aligned}/><a:r>{look}<a:t>{escape(line)}</a:t></a:r></a:p>"
            for line in said.split("\n")
        )
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{lines}</a:txBody>"
            f'<a:tcPr anchor="ctr" marL="55000" marR="55000" marT="18000" marB="18000"><a:solidFill>'
            f'<a:srgbClr val="{fill}"/></a:solidFill></a:tcPr></a:tc>'
        )

    def write_small(self, slide: Any, said: list[str], width: Emu) -> None:
        """Captions, notes and sources under what they are of; all of them are in the notes too."""
        box = slide.shapes.add_textbox(
            _MARGIN, Emu(_TOP + _BODY - _SMALL + Inches(0.05)), width, Inches(0.85)
        )
        frame = box.text_frame
        frame.word_wrap = True
        letters = sum(map(len, said))
        size = 10 if letters < 560 and len(said) <= 4 else 8
        room = 6 if size == 8 else 4
        for place, line in enumerate(said[:room]):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self.write_runs(paragraph, (Run(line),), size)
            for run in paragraph.runs:
                run.font.color.rgb = _colour(QUIET_INK)

    def write_foot(self, slide: Any, layout: Any) -> None:
        """The slide's number and what the document is, in the template's own places for them."""
        document = self.document
        said = " · ".join((document.municipality, document.kind_name, document.edition, document.stage))
        for shape in layout.placeholders:
            kind = shape._element.find(".//" + qn("p:ph")).get("type")
            if kind not in ("ftr", "sldNum"):
                continue
            copy = deepcopy(shape._element)
            taken = [int(one.get("id")) for one in slide.shapes._spTree.iter(qn("p:cNvPr"))]
            copy.find(".//" + qn("p:cNvPr")).set("id", str(max(taken) + 1))
            slide.shapes._spTree.append(copy)
            made = slide.shapes[-1]
            made.top, made.height = Inches(7.0), Inches(0.35)
            if kind == "ftr":
                made.left, made.width = _MARGIN, Inches(9)
                made.text_frame.text = said
                made.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
                for run in made.text_frame.paragraphs[0].runs:
                    run.font.size, run.font.name, run.font.color.rgb = Pt(10), FONT, _colour(QUIET_INK)
            else:
                made.left, made.width = Emu(_WIDTH - _MARGIN - Inches(2)), Inches(2)


def _paragraphs(block: Text) -> Iterable[tuple[tuple[Run, ...], Item | None]]:
    match block:
        case Paragraph(runs):
            yield runs, None
        case ItemList(items):
            for item in items:
                yield item.runs, item
        case Quote(label, said):
            for place, line in enumerate(said):
                yield ((Run(f"{label}: ", bold=True), Run(line)) if place == 0 else (Run(line),)), None
        case Signs(signs):
            for sign in signs:
                sure = f" · {sign.sure_shape} {sign.sure}" if sign.sure else ""
                yield (Run(f"{sign.name}: "), Run(f"{sign.shape} {sign.word}", bold=True), Run(sure)), None
        case Remark(stance, said, about):
            yield (Run(f"{stance}: ", bold=True), Run(said), Run(f" ({about})", italic=True)), None
        case _:
            yield (Run(block.text, bold=True),), None


def _bullet(paragraph: Any, item: Item | None, size: float) -> None:
    """A bullet, a number, or none, whatever the place's own style says."""
    properties = paragraph._p.get_or_add_pPr()
    for old in (qn("a:buNone"), qn("a:buChar"), qn("a:buAutoNum")):
        for found in properties.findall(old):
            properties.remove(found)
    hang = int(Pt(size * 1.1)) if item else 0
    properties.set("marL", str(hang * (1 + (item.level if item else 0))))
    properties.set("indent", str(-hang))
    if item is None:
        properties.append(properties.makeelement(qn("a:buNone"), {}))
    elif item.number is None:
        properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
    else:
        numbered = {"type": "arabicPeriod", "startAt": str(max(item.number, 1))}
        properties.append(properties.makeelement(qn("a:buAutoNum"), numbered))


def _describe(frame: Any, name: str, said: str) -> None:
    properties = frame._element.find(".//" + qn("p:cNvPr"))
    properties.set("name", name)
    properties.set("descr", said)
