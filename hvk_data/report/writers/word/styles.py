"""The document's look: styles by their usual names, made where a template does not bring its own."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor

from hvk_data.language import Language, text
from hvk_data.report.writers.style import FONT, INK, QUIET_INK, STROKES, TINT
from hvk_data.report.writers.word.notes import TEXT_STYLE, add_note_styles
from hvk_data.report.writers.word.pieces import element, heading_numbering, not_a_heading

HEADINGS_IN_CONTENTS = 2
_HEADINGS = 3
_ACCENT = RGBColor.from_string(STROKES["own"].colour)
_INK = RGBColor.from_string(INK)
_QUIET = RGBColor.from_string(QUIET_INK)
_ENTRY = Cm(0.9), Cm(2.0)


def set_styles(word: WordDocument, language: Language, width: Length, *, report: bool) -> None:
    """All styles of a document of ours; ``width`` is that of the text, ``report`` for one with chapters."""
    styles = word.styles
    for name, size, before, after in (
        ("Title", 24 if report else 17, 90 if report else 0, 6),
        ("Subtitle", 13 if report else 9.5, 0, 24 if report else 6),
        ("Heading 1", 17 if report else 12.5, 26 if report else 9, 8 if report else 3),
        ("Heading 2", 13 if report else 11, 18 if report else 8, 4),
        ("Heading 3", 11.5, 12, 3),
        ("TOC Heading", 14, 12, 6),
    ):
        colour = _QUIET if name == "Subtitle" else _ACCENT
        _shape(styles[name], size, before, after, colour=colour, bold=name != "Subtitle")
    body = 10.5 if report else 10
    _shape(styles["Normal"], body, 0, 6 if report else 4, colour=_INK)
    for name in ("List Bullet", "List Number"):
        _shape(styles[name], body, 0, 3, colour=_INK)
    _shape(styles["Caption"], 9.5, 8, 4, colour=_INK, bold=True)
    _shape(styles["Intense Quote"], 11.5, 4, 8, colour=_INK)
    _shape(styles["Header"], 9, 0, 0, colour=_QUIET)
    _shape(styles["Footer"], 9, 0, 0, colour=_QUIET)
    add_note_styles(word)
    _shape(styles[TEXT_STYLE], 8.5, 0, 2, colour=_INK)
    add_own_styles(word, language)
    _add_contents_styles(word, width)
    if report:
        heading_numbering(word, HEADINGS_IN_CONTENTS)
    not_a_heading(styles["TOC Heading"])
    _without_borders(styles["Title"])
    _rule_beside(styles["Intense Quote"], STROKES["own"].colour)
    # A finding stays on one page from its heading to its table, unless it is longer than a page.
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption", "Intense Quote"):
        styles[name].paragraph_format.keep_with_next = True


def complete_styles(word: WordDocument, language: Language, width: Length) -> None:
    """What a municipality's template lacks of the styles that documents are written in; its own stay."""
    names = {style.name for style in word.styles}
    for name in (
        "Title",
        "Subtitle",
        "TOC Heading",
        "Caption",
        "Intense Quote",
        "List Bullet",
        "List Number",
    ):
        if name not in names:
            style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = word.styles["Normal"]
            _look(name, style)
    for level in range(1, _HEADINGS + 1):
        if f"Heading {level}" not in names:
            style = word.styles.add_style(f"Heading {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = word.styles["Normal"]
            style.font.bold, style.font.size = True, Pt(19 - 3 * level)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(4)
            style.paragraph_format.keep_with_next = True
            style.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level - 1)))
    for made in add_note_styles(word):
        if made.name == TEXT_STYLE:
            made.font.size = Pt(8.5)
    add_own_styles(word, language)
    _add_contents_styles(word, width)


def _look(name: str, style: Any) -> None:
    if name in ("Title", "Subtitle", "TOC Heading"):
        style.font.size, style.font.bold = Pt({"Title": 24, "Subtitle": 13}.get(name, 14)), name != "Subtitle"
        style.paragraph_format.space_after = Pt(8)
    elif name == "Caption":
        style.font.size, style.font.bold = Pt(9.5), True
        style.paragraph_format.keep_with_next = True
    elif name == "Intense Quote":
        style.paragraph_format.left_indent = Cm(0.4)
        _rule_beside(style, STROKES["own"].colour)
        style.paragraph_format.keep_with_next = True


def add_own_styles(word: WordDocument, language: Language) -> None:
    """The styles that Word has no name for: source lines, words in tables, experience beside a figure."""
    names = {style.name for style in word.styles}
    for key, size, colour in (
        ("style_source", 8.5, _QUIET),
        ("style_table", 9, _INK),
        ("style_remark", 9.5, _INK),
    ):
        name = text(language, f"report.{key}")
        if name in names:
            continue
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size, style.font.color.rgb = Pt(size), colour
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
        if key == "style_remark":
            shade = element("w:shd", val="clear", color="auto", fill=TINT)
            style.element.get_or_add_pPr().insert_element_before(
                shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
            )


def _add_contents_styles(word: WordDocument, width: Length) -> None:
    names = {style.name for style in word.styles}
    for level in range(1, HEADINGS_IN_CONTENTS + 1):
        if f"toc {level}" in names:
            continue
        style: Any = word.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = word.styles["Normal"]
        style.font.bold = level == 1
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(6 if level == 1 else 0), Pt(2)
        layout.left_indent = _ENTRY[level - 1]
        layout.first_line_indent = -Cm(0.9 if level == 1 else 1.1)
        layout.tab_stops.add_tab_stop(_ENTRY[level - 1], WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.SPACES)
        layout.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _shape(
    style: Any, size: float, before: float, after: float, *, colour: RGBColor, bold: bool = False
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
        "w:outlineLvl",
    )
    style.paragraph_format.left_indent = Cm(0.4)
