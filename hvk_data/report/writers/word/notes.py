"""Footnotes, which python-docx has no words for (ECMA-376 part 1, 17.11)."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from hvk_data.report.writers.word.pieces import element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"


class Footnotes:
    """The footnotes of one document, made in the order in which they are referred to."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._part: Part | None = None
        self._notes: Any = None

    def add(self, paragraph: Paragraph, said: str) -> None:
        """A mark at the end of ``paragraph`` and its note at the foot of the page."""
        notes = self._open()
        number = str(max(int(note.get(qn("w:id"))) for note in notes) + 1)
        mark = self._word.styles[MARK_STYLE].style_id
        note = element("w:footnote", id=number)
        shown = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{self._word.styles[TEXT_STYLE].style_id}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p>'
        )
        run = etree.SubElement(shown, qn("w:r"))
        words = etree.SubElement(run, qn("w:t"))
        words.text = said
        note.append(shown)
        notes.append(note)
        reference = paragraph.add_run()
        reference.style = self._word.styles[MARK_STYLE]
        reference._r.append(element("w:footnoteReference", id=number))

    def close(self) -> None:
        """Write what was added into the document's part."""
        if self._part is not None:
            self._part._blob = etree.tostring(
                self._notes, xml_declaration=True, encoding="UTF-8", standalone=True
            )

    def _open(self) -> Any:
        if self._notes is None:
            self._part = self._existing() or self._new()
            self._notes = parse_xml(self._part.blob)
        return self._notes

    def _existing(self) -> Part | None:
        """The part that a template brought."""
        relationships = self._word.part.rels.values()
        return next((one.target_part for one in relationships if one.reltype == _RELATIONSHIP), None)

    def _new(self) -> Part:
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
            f'w:lineRule="auto"/></w:pPr><w:r><w:{tag}/></w:r></w:p></w:footnote>'
            for number, kind, tag in (
                (-1, "separator", "separator"),
                (0, "continuationSeparator", "continuationSeparator"),
            )
        )
        blob = f"<w:footnotes {nsdecls('w', 'r')}>{lines}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, self._word.part.package)
        self._word.part.relate_to(part, _RELATIONSHIP)
        properties = element("w:footnotePr")
        for number in ("-1", "0"):
            properties.append(element("w:footnote", id=number))
        settings = self._word.settings.element
        for old in settings.findall(qn("w:footnotePr")):
            settings.remove(old)
        after = next(
            (
                found
                for name in ("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang")
                if (found := settings.find(qn(name))) is not None
            ),
            None,
        )
        if after is None:
            settings.append(properties)
        else:
            after.addprevious(properties)
        return part


def add_note_styles(word: WordDocument) -> list[Any]:
    """The two styles of footnotes, where the document does not have them; those that were made."""
    made = []
    names = {style.name for style in word.styles}
    if TEXT_STYLE not in names:
        style: Any = word.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = word.styles["Normal"]
        made.append(style)
    if MARK_STYLE not in names:
        style = word.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        style.font.superscript = True
        made.append(style)
    return made
