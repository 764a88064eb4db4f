"""The document as PDF/UA: tagged for those who listen, and set from data that is never a program.

Typst sets the pages by ``document.typ``, which reads the document as JSON: what people wrote is a text
in it, whatever it is.
"""

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any, Literal

import font_source_sans_pro
import typst

from hvk_data.charts.paper import HEIGHT, WIDTH, paper_lines
from hvk_data.language import Language, text
from hvk_data.report.model import (
    Caption,
    Chart,
    ChartBlock,
    Document,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Quote,
    Remark,
    Run,
    Sign,
    Signs,
    Simple,
    Slide,
    Table,
    laid_out,
)

_LOG = logging.getLogger(__name__)

_PAGES = Path(__file__).with_name("document.typ")
_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_BLANK = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"/>'
"""What takes a chart's room where only the pages are counted."""

_LANGUAGES: dict[Language, tuple[str, str]] = {"fi": ("fi", "FI"), "sv": ("sv", "FI"), "en": ("en", "GB")}


def write_pdf(document: Document) -> bytes:
    """``document`` as the bytes of a PDF file that conforms to PDF/UA-1.

    A letter that our fonts lack is taken from the machine's; one that nothing on the machine can draw
    leaves a file that is tagged all the same but does not claim to conform.
    """
    data = json.dumps(_as_data(document))
    moment = int(document.written_at.timestamp())
    attempts: tuple[tuple[typst.Compiler, list[Literal["ua-1"]]], ...] = (
        (_compiler(), ["ua-1"]),
        (_wider_compiler(), ["ua-1"]),
        (_wider_compiler(), []),
    )
    for compiler, standards in attempts:
        try:
            made = compiler.compile(
                _PAGES.read_bytes(),
                format="pdf",
                sys_inputs={"document": data},
                pdf_standards=standards,  # type: ignore[arg-type]
                timestamp=moment,
            )
        except typst.TypstError as error:
            if "could not be displayed" not in str(error) or not standards:
                raise
            _LOG.info("a letter is not in the fonts: %s", error)
            continue
        assert isinstance(made, bytes)
        return made
    raise AssertionError("without a standard every letter will do")


def heading_pages(document: Document) -> list[int]:
    """The page that each heading of ``document`` stands on when set here, in their order.

    Word sets the same text in its own way; until it does, this is what its table of contents shows.
    """
    data = _as_data(document, drawn=False)
    setter = typst.Compiler(
        _PAGES.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data)},
    )
    return [int(page) for page in json.loads(setter.query("<heading-page>", field="value"))]


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps what it has set, so that the next document is set faster."""
    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _wider_compiler() -> typst.Compiler:
    """With the machine's own fonts after ours."""
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[_FONTS])
    return typst.Compiler(font_paths=fonts)


@cache
def _fonts() -> typst.Fonts:
    """The machine's own fonts are not used, so that every machine makes the same pages; what our font
    lacks is taken from those inside Typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FONTS])


def _as_data(document: Document, *, drawn: bool = True) -> dict[str, Any]:
    language, region = _LANGUAGES[document.language]
    return {
        "language": language,
        "region": region,
        "title": document.title,
        "subtitle": document.subtitle,
        "kind": document.kind_name,
        "municipality": document.municipality,
        "foot": " · ".join((document.kind_name, document.edition, document.stage)),
        "page": text(document.language, "report.page"),
        "contents": text(document.language, "report.contents") if document.contents else "",
        "slides": [_slide(block, document) for block in document.blocks if isinstance(block, Slide)],
        "notes": text(document.language, "documents.notes"),
        "blocks": [
            _block(block, document.language, drawn=drawn)
            for block in laid_out(
                (one for one in document.blocks if not isinstance(one, Slide)), document.language
            )
        ],
    }


def _slide(slide: Slide, document: Document) -> dict[str, Any]:
    return {
        "title": slide.title,
        "blocks": [_block(block, document.language) for block in slide.blocks],
        "notes": list(slide.notes),
    }


def _block(block: Simple, language: Language, *, drawn: bool = True) -> dict[str, Any]:
    match block:
        case Heading(level, words):
            return {"is": "heading", "level": level, "text": words}
        case Paragraph(runs, quiet):
            return {"is": "paragraph", "runs": _runs(runs), "quiet": quiet}
        case ItemList(items):
            return {"is": "list", "items": _tree(items)}
        case Quote(label, lines):
            return {"is": "quote", "label": label, "lines": list(lines)}
        case Signs(signs):
            return {"is": "signs", "signs": [_sign(sign) for sign in signs]}
        case Remark(stance, words, about):
            return {"is": "remark", "stance": stance, "text": words, "about": about}
        case Table():
            return _table(block)
        case ChartBlock(chart, source):
            return {
                "is": "chart",
                "svg": _picture(chart, language) if drawn else _BLANK,
                "alt": chart.alt,
                "caption": _caption(chart.caption),
                "source": source,
            }


def _picture(chart: Chart, language: Language) -> str:
    picture = paper_lines(chart.comparison, language, unpublished="cross")
    assert picture is not None, "a chart has a figure to draw"
    return picture.svg.replace("<svg ", '<svg font-family="Source Sans Pro" ', 1)


def _sign(sign: Sign) -> dict[str, str]:
    return {
        "name": sign.name,
        "shape": sign.shape,
        "word": sign.word,
        "sure": f"{sign.sure_shape} {sign.sure}".strip(),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": _caption(table.caption),
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
        "widths": list(table.widths),
        "numeric": list(table.numeric),
        "emphasised": sorted(table.emphasised),
        "notes": list(table.notes),
    }


def _caption(caption: Caption) -> dict[str, Any]:
    return {"label": caption.label, "number": caption.number, "text": caption.text}


def _runs(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "bold": run.bold,
            "italic": run.italic,
            "refers": f"{run.refers.label}-{run.refers.number}" if run.refers else "",
            "note": run.note,
        }
        for run in runs
    ]


def _tree(items: tuple[Item, ...], level: int = 0) -> list[dict[str, Any]]:
    """Lists within lists, from items that know their level."""
    made: list[dict[str, Any]] = []
    place = 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].level > level:
            end += 1
        item = items[place]
        made.append(
            {
                "runs": _runs(item.runs),
                "number": item.number,
                "items": _tree(items[place + 1 : end], level + 1),
            }
        )
        place = end
    return made
