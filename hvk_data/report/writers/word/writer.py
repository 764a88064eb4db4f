"""The document as Word: real styles and headings, native tables, charts that stay editable."""

from collections.abc import Iterable
from functools import cached_property
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from hvk_data.language import Language, text
from hvk_data.report.model import (
    Caption,
    Chart,
    ChartBlock,
    Document,
    Heading,
    ItemList,
    Paragraph,
    Quote,
    Remark,
    Run,
    Signs,
    Simple,
    Table,
    laid_out,
)
from hvk_data.report.writers.native_chart import chart_workbook, chart_xml
from hvk_data.report.writers.pdf import heading_pages
from hvk_data.report.writers.style import RULE, TINT
from hvk_data.report.writers.word.lists import Lists
from hvk_data.report.writers.word.notes import Footnotes
from hvk_data.report.writers.word.pieces import (
    add_bookmark,
    add_field,
    add_toc_entry,
    chart_drawing,
    table_element,
)
from hvk_data.report.writers.word.places import Places
from hvk_data.report.writers.word.styles import HEADINGS_IN_CONTENTS, complete_styles, set_styles

TAGS: dict[Language, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}

_PAGE_WIDTH, _PAGE_HEIGHT = Cm(21), Cm(29.7)
_CHART_RATIO = 7.2 / 16.4
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_docx(document: Document, template: bytes | None = None) -> bytes:
    """``document`` as the bytes of a .docx file.

    ``template`` is a municipality's own (see :mod:`hvk_data.report.template`): its styles, page and
    headers stay, and the document stands in the places that it names.
    """
    return _Writer(document, template).content()


class _Writer:
    """Writes one document; keeps count of bookmarks, drawings and chart parts."""

    def __init__(self, document: Document, template: bytes | None) -> None:
        self.document = document
        self.language = document.language
        self.word: WordDocument = docx.Document(BytesIO(template) if template else None)
        self.places = Places(self.word) if template else None
        # A template may have charts and pictures of its own, whose numbers ours must not be.
        self.drawings = 1000 if template else 0
        self.bookmarks = 0
        self.headings: list[tuple[int, str, str]] = []
        self.footnotes = Footnotes(self.word)

    def words(self, key: str, **values: object) -> str:
        return text(self.language, f"report.{key}", **values)

    def content(self) -> bytes:
        report = self.document.contents
        if self.places is None:
            _drop_what_the_template_brings(self.word)
            self.set_page(Cm(2.3) if report else Cm(2.0))
        self.set_language()
        if self.places is None:
            set_styles(self.word, self.language, self.width, report=report)
        else:
            complete_styles(self.word, self.language, self.width)
        self.lists = Lists(self.word)
        self.write_header_and_footer()
        self.set_properties()
        contents = self.write_front()
        for block in laid_out(self.document.blocks, self.language):
            self.write(block)
        if contents is not None:
            self.write_contents(contents)
        self.footnotes.close()
        if self.places is not None:
            self.places.fill(self.document)
        stream = BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    # --- the document's settings ---

    @cached_property
    def width(self) -> Emu:
        """The width of the text; asked for once the page has its size."""
        section: Any = self.word.sections[0]
        return Emu(section.page_width - section.left_margin - section.right_margin)

    def set_language(self) -> None:
        """The language that Word reads aloud and checks spelling by."""
        tag = TAGS[self.language]
        for lang in self.word.styles.element.findall(".//" + qn("w:docDefaults") + "//" + qn("w:lang")):
            lang.set(qn("w:val"), tag)
            lang.set(qn("w:eastAsia"), tag)
        settings = self.word.settings.element
        for name, value in (
            ("w:themeFontLang", tag),
            ("w:decimalSymbol", "." if self.language == "en" else ","),
            ("w:listSeparator", "," if self.language == "en" else ";"),
        ):
            found = settings.find(qn(name))
            if found is not None:
                found.set(qn("w:val"), value)
                found.attrib.pop(qn("w:eastAsia"), None)
        # Below 15 Word opens the file in its compatibility mode and says so in the title bar.
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")
        zoom = settings.find(qn("w:zoom"))
        if zoom is not None:
            zoom.set(qn("w:percent"), "100")

    def set_page(self, margin: Cm) -> None:
        section = self.word.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
        section.left_margin = section.right_margin = margin
        section.top_margin = Cm(2.5) if self.document.contents else Cm(1.8)
        section.bottom_margin = Cm(2.2) if self.document.contents else Cm(1.7)
        section.header_distance = section.footer_distance = Cm(1.1) if self.document.contents else Cm(0.8)
        section.different_first_page_header_footer = True

    def write_header_and_footer(self) -> None:
        """Ours, unless a template has its own."""
        section = self.word.sections[0]
        if self.places is None or section.header.is_linked_to_previous:
            header = section.header.paragraphs[0]
            self.tabs(header)
            header.add_run(f"{self.document.title}\t{self.document.municipality}")
        footers = [section.footer]
        if section.different_first_page_header_footer:
            footers.append(section.first_page_footer)
        for footer in footers:
            if self.places is None or footer.is_linked_to_previous:
                self.write_footer(footer.paragraphs[0])

    def tabs(self, paragraph: WordParagraph) -> None:
        """One tab stop, at the right margin, instead of the style's two for American letter paper."""
        properties = paragraph.style.element.pPr  # type: ignore[union-attr]
        if properties is not None:
            for stops in properties.findall(qn("w:tabs")):
                properties.remove(stops)
        paragraph.paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)

    def write_footer(self, paragraph: WordParagraph) -> None:
        self.tabs(paragraph)
        document = self.document
        facts = " · ".join((document.kind_name, document.edition, document.stage))
        paragraph.add_run(f"{facts}\t{self.words('page')} ")
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
        properties.category = document.kind_name[:255]
        properties.version = str(document.draft.edition)
        properties.content_status = document.stage[:255]
        properties.created = document.created_at.replace(tzinfo=None)
        properties.modified = document.written_at.replace(tzinfo=None)
        properties.revision = 1

    # --- what stands on the pages ---

    def write_front(self) -> WordParagraph | None:
        """Title and subtitle; the heading over the contents, where there are any."""
        if self.places is None or not self.places.named("title"):
            self.word.add_paragraph(self.document.title, "Title")
            self.word.add_paragraph(self.document.subtitle, "Subtitle")
        if not self.document.contents:
            return None
        return self.word.add_paragraph(self.words("contents"), "TOC Heading")

    def write_contents(self, after: WordParagraph) -> None:
        """The table of contents, filled: Word has nothing to ask when it opens the file."""
        pages = heading_pages(self.document)
        entries = [
            (*entry, str(page))
            for entry, page in zip(self.headings, pages, strict=True)
            if entry[0] <= HEADINGS_IN_CONTENTS
        ][::-1]
        last = len(entries) - 1
        for place, (level, label, bookmark, page) in enumerate(entries):
            add_toc_entry(
                after,
                style=self.word.styles[f"toc {level}"].style_id,
                label=label,
                bookmark=bookmark,
                page=page,
                instruction=f'TOC \\o "1-{HEADINGS_IN_CONTENTS}" \\h \\z \\u' if place == last else None,
                ends=place == 0,
            )

    def write(self, block: Simple) -> None:
        match block:
            case Heading():
                self.write_heading(block)
            case Paragraph(runs, quiet):
                self.write_runs(
                    self.word.add_paragraph(style=self.words("style_source") if quiet else None), runs
                )
            case ItemList():
                self.write_list(block)
            case Quote(label, lines):
                for place, said in enumerate(lines):
                    paragraph = self.word.add_paragraph(style="Intense Quote")
                    if place == 0:
                        paragraph.add_run(f"{label}: ").bold = True
                    paragraph.add_run(said)
            case Signs(signs):
                for sign in signs:
                    paragraph = self.word.add_paragraph()
                    paragraph.paragraph_format.space_after = Pt(1)
                    paragraph.paragraph_format.keep_with_next = True
                    paragraph.add_run(f"{sign.name}: ")
                    paragraph.add_run(f"{sign.shape} {sign.word}").bold = True
                    if sign.sure:
                        paragraph.add_run(f" · {sign.sure_shape} {sign.sure}")
                if signs:
                    paragraph.paragraph_format.space_after = Pt(6)
            case Remark(stance, said, about):
                paragraph = self.word.add_paragraph(style=self.words("style_remark"))
                paragraph.add_run(f"{stance}: ").bold = True
                paragraph.add_run(said)
                paragraph.add_run(f" ({about})").italic = True
            case Table():
                self.write_table(block)
            case ChartBlock(chart, source):
                self.write_chart(chart)
                self.write_small([source] if source else [])

    def write_runs(self, paragraph: WordParagraph, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.refers is not None:
                add_field(paragraph, f"REF {_bookmark(run.refers)} \\h \\* Lower", run.text)
            elif run.text:
                made = paragraph.add_run(run.text)
                made.bold, made.italic = run.bold or None, run.italic or None
            if run.note:
                self.footnotes.add(paragraph, run.note)

    def write_list(self, block: ItemList) -> None:
        identities: dict[int, str] = {}
        for item in block.items:
            numbered = item.number is not None
            if numbered and (item.level not in identities or item.number == 1):
                identities[item.level] = self.lists.start(numbered=True, first=item.number or 1)
            style = "List Number" if numbered else "List Bullet"
            paragraph = self.word.add_paragraph(style=style)
            bulleted = None if numbered else self.lists.start(numbered=False)
            self.lists.put(paragraph, item, bulleted or identities[item.level])
            self.write_runs(paragraph, item.runs)

    def write_heading(self, heading: Heading) -> None:
        paragraph = self.word.add_paragraph(heading.text, f"Heading {heading.level}")
        # The front page is the title and the contents; the text begins on a page of its own.
        if self.document.contents and not self.headings:
            paragraph.paragraph_format.page_break_before = True
        self.bookmarks += 1
        bookmark = f"_Toc{len(self.headings) + 1:08d}"
        add_bookmark(paragraph, bookmark, self.bookmarks)
        self.headings.append((heading.level, f"{self.next_number(heading.level)}\t{heading.text}", bookmark))

    def next_number(self, level: int) -> str:
        """The number that Word gives the next heading of ``level``, for the filled table of contents."""
        levels = [each for each, _, _ in self.headings]
        chapters = levels.count(1) + (level == 1)
        if level == 1:
            return str(chapters)
        after_chapter = levels[len(levels) - 1 - levels[::-1].index(1) :] if 1 in levels else levels
        return f"{chapters}.{after_chapter.count(2) + 1}"

    def write_small(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.word.add_paragraph(line, self.words("style_source"))

    def write_caption(self, caption: Caption) -> WordParagraph:
        """The caption; its label and number are what cross-references refer to."""
        paragraph = self.word.add_paragraph(f"{caption.label} ", "Caption")
        add_field(paragraph, f"SEQ {caption.label} \\* ARABIC", str(caption.number))
        self.bookmarks += 1
        add_bookmark(paragraph, _bookmark(caption), self.bookmarks)
        paragraph.add_run(". ")
        paragraph.add_run(caption.text).bold = False
        return paragraph

    def write_table(self, table: Table) -> None:
        self.write_caption(table.caption)
        style = self.word.styles[self.words("style_table")].style_id
        body = self.word.element.body
        body.insert_element_before(table_element(table, int(self.width.twips), style, RULE, TINT), "w:sectPr")
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
                width=self.width,
                height=Emu(int(self.width * _CHART_RATIO)),
            )
        )
        caption = self.write_caption(chart.caption)
        caption.paragraph_format.space_before = Pt(2)


def _bookmark(caption: Caption) -> str:
    """A bookmark's name for ``caption``; Word hides those that start with an underscore."""
    return f"_Ref_{caption.label}_{caption.number}"


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
