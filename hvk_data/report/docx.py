"""The document as Word: real styles and headings, native tables, charts that stay editable."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from hvk_data.language import Language, format_date, text
from hvk_data.report.model import (
    Bullets,
    Caption,
    Chart,
    Document,
    FindingBlock,
    Heading,
    Paragraph,
    Table,
)
from hvk_data.report.native_chart import chart_workbook, chart_xml
from hvk_data.report.style import FONT, INK, QUIET_INK, RULE, STROKES, TINT
from hvk_data.report.word_xml import (
    add_bookmark,
    add_field,
    add_toc_entry,
    chart_drawing,
    element,
    heading_numbering,
    not_a_heading,
    table_element,
)

TAGS: dict[Language, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}

_PAGE_WIDTH, _PAGE_HEIGHT = Cm(21), Cm(29.7)
_MARGIN = Cm(2.3)
_TEXT_WIDTH = Emu(_PAGE_WIDTH - 2 * _MARGIN)
_CHART_HEIGHT = Cm(6.7)
_HEADINGS_IN_CONTENTS = 2
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ACCENT = RGBColor.from_string(STROKES["own"].colour)


def write_docx(document: Document) -> bytes:
    """``document`` as the bytes of a .docx file."""
    return _Writer(document).content()


class _Writer:
    """Writes one document; keeps count of bookmarks, drawings and chart parts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.word: WordDocument = docx.Document()
        self.drawings = 0
        self.headings: list[tuple[int, str, str]] = []

    def words(self, key: str, **values: object) -> str:
        return text(self.language, f"report.{key}", **values)

    def content(self) -> bytes:
        _drop_what_the_template_brings(self.word)
        self.set_language()
        self.set_styles()
        self.set_page()
        self.set_properties()
        self.write_front()
        contents = self.word.paragraphs[-1]
        for block in self.document.blocks:
            self.write(block)
        self.write_contents(contents)
        stream = BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    # --- the document's settings ---

    def set_language(self) -> None:
        """The language that Word reads aloud and checks spelling by."""
        tag = TAGS[self.language]
        defaults = self.word.styles.element.find(".//" + qn("w:docDefaults"))
        for lang in defaults.iter(qn("w:lang")):
            lang.set(qn("w:val"), tag)
            lang.set(qn("w:eastAsia"), tag)
        settings = self.word.settings.element
        theme = settings.find(qn("w:themeFontLang"))
        theme.set(qn("w:val"), tag)
        theme.attrib.pop(qn("w:eastAsia"), None)
        settings.find(qn("w:decimalSymbol")).set(qn("w:val"), "." if self.language == "en" else ",")
        settings.find(qn("w:listSeparator")).set(qn("w:val"), "," if self.language == "en" else ";")
        # Below 15 Word opens the file in its compatibility mode and says so in the title bar.
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")
        settings.find(qn("w:zoom")).set(qn("w:percent"), "100")

    def set_styles(self) -> None:
        styles = self.word.styles
        for name, size, before, after in (
            ("Title", 24, 90, 6),
            ("Subtitle", 13, 0, 24),
            ("Heading 1", 17, 26, 8),
            ("Heading 2", 13, 18, 4),
            ("TOC Heading", 14, 12, 6),
        ):
            self.shape(styles[name], size, before, after, colour=_ACCENT, bold=name != "Subtitle")
        ink, quiet = RGBColor.from_string(INK), RGBColor.from_string(QUIET_INK)
        self.shape(styles["Normal"], 10.5, 0, 6, colour=ink)
        self.shape(styles["List Bullet"], 10.5, 0, 3, colour=ink)
        self.shape(styles["Caption"], 9.5, 8, 4, colour=ink, bold=True)
        self.shape(styles["Intense Quote"], 11.5, 4, 8, colour=ink)
        self.shape(styles["Header"], 9, 0, 0, colour=quiet)
        self.shape(styles["Footer"], 9, 0, 0, colour=quiet)
        for key in ("style_source", "style_table"):
            style = styles.add_style(self.words(key), WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            self.shape(style, 8.5 if key == "style_source" else 9, 2, 2, colour=quiet)
        self.shape(styles[self.words("style_table")], 9, 2, 2, colour=ink)
        for level in range(1, _HEADINGS_IN_CONTENTS + 1):
            style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = styles["Normal"]
            self.shape(style, 10.5, 6 if level == 1 else 0, 2, colour=ink, bold=level == 1)
            tab = style.paragraph_format.tab_stops
            start = Cm(0.9 if level == 1 else 2.0)
            style.paragraph_format.left_indent = start
            style.paragraph_format.first_line_indent = -Cm(0.9 if level == 1 else 1.1)
            tab.add_tab_stop(start, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.SPACES)
        heading_numbering(self.word, _HEADINGS_IN_CONTENTS)
        not_a_heading(styles["TOC Heading"])
        _without_borders(styles["Title"])
        _rule_beside(styles["Intense Quote"], STROKES["own"].colour)
        # A finding stays on one page from its heading to its table, unless it is longer than a page.
        for name in ("Heading 1", "Heading 2", "Caption", "Intense Quote"):
            styles[name].paragraph_format.keep_with_next = True

    def shape(
        self, style: Any, size: float, before: float, after: float, *, colour: RGBColor, bold: bool = False
    ) -> None:
        font = style.font
        font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
        font.color.rgb = colour
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for spacing in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        paragraph = style.paragraph_format
        paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
        paragraph.line_spacing = 1.15 if size > 9.5 else 1.0

    def set_page(self) -> None:
        section = self.word.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
        section.header_distance = section.footer_distance = Cm(1.1)
        section.different_first_page_header_footer = True
        header = section.header.paragraphs[0]
        self.tabs(header)
        header.add_run(f"{self.document.title}\t{self.document.municipality}")
        for footer in (section.footer, section.first_page_footer):
            self.write_footer(footer.paragraphs[0])

    def tabs(self, paragraph: WordParagraph) -> None:
        """One tab stop, at the right margin, instead of the style's two for American letter paper."""
        properties = paragraph.style.element.pPr  # type: ignore[union-attr]
        for stops in properties.findall(qn("w:tabs")):
            properties.remove(stops)
        paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)

    def write_footer(self, paragraph: WordParagraph) -> None:
        self.tabs(paragraph)
        written = format_date(self.document.written_at, self.language)
        paragraph.add_run(f"{self.words('draft_of', date=written)}\t{self.words('page')} ")
        add_field(paragraph, "PAGE", "1")
        paragraph.add_run(" / ")
        add_field(paragraph, "NUMPAGES", "1")

    def set_properties(self) -> None:
        properties, document = self.word.core_properties, self.document
        properties.title = document.title[:255]
        properties.subject = document.subtitle[:255]
        properties.author = document.municipality[:255]
        properties.last_modified_by = ""
        properties.keywords = ""
        properties.comments = ""
        properties.language = TAGS[self.language]
        properties.created = document.created_at.replace(tzinfo=None)
        properties.modified = document.written_at.replace(tzinfo=None)
        properties.revision = 1

    # --- what stands on the pages ---

    def write_front(self) -> None:
        self.word.add_paragraph(self.document.title, "Title")
        self.word.add_paragraph(self.document.subtitle, "Subtitle")
        self.word.add_paragraph(self.words("contents"), "TOC Heading")

    def write_contents(self, after: WordParagraph) -> None:
        """The table of contents, filled: Word has nothing to ask when it opens the file.

        Entries are links; page numbers are not guessed here, Word adds them when a person has it
        update the table or prints.
        """
        self.headings.reverse()
        last = len(self.headings) - 1
        for place, (level, label, bookmark) in enumerate(self.headings):
            add_toc_entry(
                after,
                style=self.word.styles[f"toc {level}"].style_id,
                label=label,
                bookmark=bookmark,
                instruction=f'TOC \\o "1-{_HEADINGS_IN_CONTENTS}" \\h \\z \\u' if place == last else None,
                ends=place == 0,
            )

    def write(self, block: object) -> None:
        match block:
            case Heading():
                self.write_heading(block)
            case Paragraph():
                style = self.words("style_source") if block.quiet else "Normal"
                self.word.add_paragraph(block.text, style)
            case Bullets():
                for item in block.items:
                    self.word.add_paragraph(item, "List Bullet")
            case Table():
                self.write_table(block)
            case FindingBlock():
                self.write_finding(block)
            case _:
                raise TypeError(block)

    def write_heading(self, heading: Heading) -> None:
        paragraph = self.word.add_paragraph(heading.text, f"Heading {heading.level}")
        # The front page is the title and the contents; the text begins on a page of its own.
        paragraph.paragraph_format.page_break_before = True if not self.headings else None
        bookmark = f"_Toc{len(self.headings) + 1:08d}"
        add_bookmark(paragraph, bookmark, len(self.headings) + 1)
        self.headings.append((heading.level, f"{self.next_number(heading.level)}\t{heading.text}", bookmark))

    def next_number(self, level: int) -> str:
        """The number that Word gives the next heading of ``level``, for the filled table of contents."""
        levels = [each for each, _, _ in self.headings]
        chapters = levels.count(1) + (level == 1)
        if level == 1:
            return str(chapters)
        after_chapter = levels[len(levels) - 1 - levels[::-1].index(1) :] if 1 in levels else levels
        return f"{chapters}.{after_chapter.count(2) + 1}"

    def write_finding(self, finding: FindingBlock) -> None:
        self.write_heading(Heading(2, finding.title))
        for place, said in enumerate(finding.sentence):
            paragraph = self.word.add_paragraph(style="Intense Quote")
            if place == 0:
                paragraph.add_run(f"{finding.kind_name}: ").bold = True
            paragraph.add_run(said)
        if finding.chart:
            self.write_chart(finding.chart)
        if finding.table:
            self.write_table(finding.table)
        self.write_small(finding.notes)
        self.write_small([finding.source])

    def write_small(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.word.add_paragraph(line, self.words("style_source"))

    def write_caption(self, caption: Caption) -> WordParagraph:
        paragraph = self.word.add_paragraph(f"{caption.label} ", "Caption")
        add_field(paragraph, f"SEQ {caption.label} \\* ARABIC", str(caption.number))
        paragraph.add_run(". ")
        paragraph.add_run(caption.text).bold = False
        return paragraph

    def write_table(self, table: Table) -> None:
        self.write_caption(table.caption)
        style = self.word.styles[self.words("style_table")].style_id
        body = self.word.element.body
        body.insert_element_before(
            table_element(table, int(_TEXT_WIDTH.twips), style, RULE, TINT), "w:sectPr"
        )
        self.write_small(table.notes)
        # Two tables that touch become one in Word; a paragraph between also leaves air below.
        gap = self.word.add_paragraph(style=self.words("style_source"))
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(4)

    def write_chart(self, chart: Chart) -> None:
        self.drawings += 1
        number = self.drawings
        package = self.word.part.package
        sheet = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
            _SHEET_TYPE,
            chart_workbook(chart),
            package,
        )
        part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
        relationship = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
        part._blob = chart_xml(chart, TAGS[self.language], relationship)
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run()._r.append(
            chart_drawing(
                relationship=self.word.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
                number=number,
                name=f"{chart.caption.label} {chart.caption.number}",
                alt=chart.alt,
                width=_TEXT_WIDTH,
                height=_CHART_HEIGHT,
            )
        )
        caption = self.write_caption(chart.caption)
        caption.paragraph_format.space_before = Pt(2)


def _drop_what_the_template_brings(word: WordDocument) -> None:
    """python-docx's template carries a hundred table styles, a picture of itself and custom XML."""
    styles = word.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)
    package = word.part.package
    for relationships in (package.rels, word.part.rels):
        for identity, relationship in list(relationships.items()):
            if relationship.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml")):
                del relationships[identity]
    settings = word.settings.element
    for name in ("w:savePreviewPicture", "w:rsids"):
        for found in settings.findall(qn(name)):
            settings.remove(found)


def _without_borders(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(qn("w:pBdr")):
        properties.remove(borders)


def _rule_beside(style: Any, colour: str) -> None:
    """A rule on the left instead of the template's rule below."""
    _without_borders(style)
    properties = style.element.get_or_add_pPr()
    for indent in properties.findall(qn("w:ind")):
        properties.remove(indent)
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
    borders.append(element("w:left", val="single", sz="24", space="8", color=colour))
    properties.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
    )
    style.paragraph_format.left_indent = Cm(0.4)
