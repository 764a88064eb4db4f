"""The pieces of WordprocessingML that python-docx has no words for (ECMA-376 part 1, 17)."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from hvk_data.report.model import Table


def element(tag: str, **attributes: str) -> Any:
    """``<w:tag w:name="value"/>``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field with its result already in it."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")._r
        if kind == "instruction":
            run.append(_instruction(instruction))
        elif kind != "shown":
            run.append(element("w:fldChar", fldCharType=kind))


def _instruction(said: str) -> Any:
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = f" {said} "
    return made


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark around the whole paragraph's text."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    first = paragraph._p.find(qn("w:r"))
    if first is None:
        paragraph._p.append(start)
    else:
        first.addprevious(start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def add_toc_entry(
    after: Paragraph, *, style: str, label: str, bookmark: str, page: str, instruction: str | None, ends: bool
) -> None:
    """One line of a table of contents as a paragraph right after ``after``, linked to ``bookmark``.

    ``page`` is shown until Word works the number out anew, which it does whenever it updates fields.

    The first line carries the field's ``instruction``, the one that ``ends`` it the field's end.
    """
    number, _, title = label.partition("\t")
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        if instruction
        else ""
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if ends else ""
    after._p.addnext(
        parse_xml(
            f"<w:p {nsdecls('w')}><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>{begin}"
            f'<w:hyperlink w:anchor={quoteattr(bookmark)} w:history="1"><w:r><w:t>{number}</w:t></w:r>'
            f'<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r>'
            f"<w:r><w:tab/></w:r>{_page_field(bookmark, page)}</w:hyperlink>{end}</w:p>"
        )
    )


def _page_field(bookmark: str, page: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{escape(page)}</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def heading_numbering(word: WordDocument, levels: int) -> None:
    """Numbers the heading styles 1, 1.1 …: by Word, so that a moved chapter is renumbered."""
    numbering = word.part.numbering_part.element
    used = [int(found.get(qn("w:abstractNumId"))) for found in numbering.findall(qn("w:abstractNum"))]
    identity = str(max(used) + 1)
    outline = element("w:abstractNum", abstractNumId=identity)
    outline.append(element("w:multiLevelType", val="multilevel"))
    for level in range(levels):
        style = word.styles[f"Heading {level + 1}"]
        outline.append(_outline_level(level, style.style_id))
        properties = style.element.get_or_add_pPr()
        chosen = properties.get_or_add_numPr()
        chosen.get_or_add_ilvl().val = level
    numbering.insert(len(used), outline)
    number = numbering.add_num(int(identity))
    for level in range(levels):
        properties = word.styles[f"Heading {level + 1}"].element.pPr
        properties.numPr.get_or_add_numId().val = number.numId


def not_a_heading(style: Any) -> None:
    """Takes the number and the place in the contents from a style that is based on a heading's."""
    properties = style.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 0
    for level in properties.findall(qn("w:outlineLvl")):
        properties.remove(level)
    properties.append(element("w:outlineLvl", val="9"))
    style.paragraph_format.left_indent = style.paragraph_format.first_line_indent = 0


def _outline_level(level: int, style: str) -> Any:
    made = element("w:lvl", ilvl=str(level))
    made.append(element("w:start", val="1"))
    made.append(element("w:numFmt", val="decimal"))
    made.append(element("w:pStyle", val=style))
    made.append(element("w:suff", val="tab"))
    made.append(element("w:lvlText", val=".".join(f"%{each + 1}" for each in range(level + 1))))
    made.append(element("w:lvlJc", val="left"))
    properties = OxmlElement("w:pPr")
    indent = str(567 if level == 0 else 680)
    properties.append(element("w:ind", left=indent, hanging=indent))
    made.append(properties)
    return made


def chart_drawing(*, relationship: str, number: int, name: str, alt: str, width: int, height: int) -> Any:
    """An inline drawing that shows the chart part of ``relationship``; lengths in EMU."""
    return parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/>'
        f"<wp:cNvGraphicFramePr/><a:graphic>"
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relationship}"/>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def table_element(table: Table, width: int, style: str, rule: str, tint: str) -> Any:
    """A native table ``width`` twips wide, its header row marked so that it repeats and is read aloud."""
    widths = [round(width * share) for share in table.widths]
    rows = [_row(table, -1, table.header, widths, style, tint)]
    rows += [_row(table, place, row, widths, style, tint) for place, row in enumerate(table.rows)]
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{rule}"'
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(f'{table.caption.label} {table.caption.number}')}/>"
        f"<w:tblDescription w:val={quoteattr(table.caption.text)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(table: Table, place: int, cells: tuple[str, ...], widths: list[int], style: str, tint: str) -> str:
    header = place < 0
    own = place in table.emphasised
    # A short table stays on one page; a long one may break between any two rows.
    together = len(table.rows) <= 10 and place < len(table.rows) - 1
    written = "".join(
        _cell(said, each, style, numeric, header or own, tint if own else None, together)
        for said, each, numeric in zip(cells, widths, table.numeric, strict=True)
    )
    mark = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{written}</w:tr>"


def _cell(
    said: str, width: int, style: str, numeric: bool, strong: bool, tint: str | None, together: bool
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint else ""
    aligned = '<w:jc w:val="right"/>' if numeric else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in said.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>'
        f"<w:pStyle w:val={quoteattr(style)}/>{'<w:keepNext/>' if together else ''}"
        f"{aligned}</w:pPr>"
        f"<w:r><w:rPr>{'<w:b/>' if strong else ''}</w:rPr>{lines}</w:r></w:p></w:tc>"
    )
