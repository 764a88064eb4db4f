"""Pages to be printed: plain HTML that stands alone, with its figures, its charts and its sources.

Nothing in it runs and nothing is fetched; what people wrote is text. The writer of a page gives the
parts, :func:`whole` puts them between a title and a last line that says where and when.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from hvk_data.charts.paper import paper_lines
from hvk_data.language import Language, format_date, text
from hvk_data.report.model import (
    ChartBlock,
    Document,
    Heading,
    Item,
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

_SHORT = 10
"""Rows that are kept on one page."""

STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm; }
:root { color-scheme: light; }
html { font: 11pt/1.45 "Source Sans 3", "Segoe UI", Calibri, "Liberation Sans", sans-serif; }
body { color: #1e2227; background: #fff; max-width: 178mm; margin: 0 auto; padding: 8mm 4mm; }
h1, h2, h3, h4 { font-family: Georgia, "Liberation Serif", serif; line-height: 1.2; break-after: avoid; }
h1 { font-size: 21pt; margin: 0 0 2mm; }
h2 { font-size: 15pt; margin: 9mm 0 2mm; border-top: 1px solid #ddd; padding-top: 3mm; }
h3 { font-size: 12.5pt; margin: 6mm 0 1mm; }
h4 { font-size: 11pt; margin: 4mm 0 1mm; }
p, li { orphans: 3; widows: 3; }
h1, h2, h3, h4, p, li, figcaption, caption { overflow-wrap: anywhere; }
p { margin: 0 0 2mm; }
.quiet, .source, caption, footer { color: #5a5e64; font-size: 9.5pt; }
.lead { font-size: 12pt; }
.signs { list-style: none; padding: 0; font-size: 10pt; }
.remark { background: #eef3f8; padding: 2mm; }
figure { margin: 3mm 0; break-inside: avoid; }
.wide { overflow-x: auto; }
.short { break-inside: avoid; }
svg { display: block; max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 3mm; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 1mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td { white-space: pre-line; }
th, td { padding: 1mm 2mm; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
th { font-size: 9.5pt; }
thead th { border-bottom-color: #5a5e64; }
thead .number { white-space: normal; vertical-align: bottom; }
tbody th { font-weight: 600; }
.cards th:first-child { width: 36%; }
.cards td:nth-child(2) { width: 22%; }
.cards svg { width: 34mm; }
.sources { columns: 2; column-gap: 8mm; padding-left: 5mm; font-size: 9pt; }
.number { text-align: right; white-space: nowrap; }
.own { font-weight: 700; }
nav { margin-bottom: 6mm; font-size: 10pt; }
a { color: #1d4f91; }
a:focus-visible, .wide:focus-visible { outline: 3px solid #1d4f91; outline-offset: 2px; }
footer { margin-top: 10mm; border-top: 1px solid #5a5e64; padding-top: 2mm; }
@media print { nav { display: none; } body { padding: 0; max-width: none; } .wide { overflow: visible; } }
"""

STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
"""What a Content-Security-Policy names the page's own style by."""


def element(name: str, words: str, class_: str = "") -> str:
    """An element of plain ``words``."""
    said = f' class="{class_}"' if class_ else ""
    return f"<{name}{said}>{escape(words)}</{name}>"


def listed(items: Iterable[str], class_: str = "") -> str:
    """A bulleted list of plain words."""
    return f"<ul{_class(class_)}>{''.join(element('li', item) for item in items)}</ul>"


def table(
    caption: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    numeric: Sequence[bool],
    emphasised: frozenset[int] = frozenset(),
) -> str:
    """A table of plain words; the first column names the rows. On a narrow screen it scrolls by itself."""
    classes = ["number" if right else "" for right in numeric]
    head = "".join(
        f'<th scope="col"{_class(said)}>{escape(name)}</th>'
        for name, said in zip(header, classes, strict=True)
    )
    body = []
    written = list(rows)
    kept = " short" if len(written) <= _SHORT else ""
    for place, row in enumerate(written):
        first, *others = row
        cells = f'<th scope="row">{escape(first)}</th>' + "".join(
            f"<td{_class(said)}>{escape(cell)}</td>" for cell, said in zip(others, classes[1:], strict=True)
        )
        body.append(f"<tr{_class('own' if place in emphasised else '')}>{cells}</tr>")
    return (
        f'<div class="wide{kept}" tabindex="0" role="group" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def figure(svg: str, caption: str = "") -> str:
    """A picture of our own making with its caption."""
    return f"<figure>{svg}{element('figcaption', caption, 'quiet') if caption else ''}</figure>"


def whole(
    title: str,
    subtitle: str,
    parts: Iterable[str],
    language: Language,
    *,
    back: str,
    written_at: datetime,
) -> str:
    """The document around ``parts``; ``back`` is the address of the page that it was made from."""
    made = text(language, "print.made", date=format_date(written_at, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · {escape(subtitle)}</title><style>{STYLE}</style></head><body>"
        f'<nav><a href="{escape(back)}">{escape(text(language, "print.back"))}</a> · '
        f"{escape(text(language, 'print.how'))}</nav>"
        f"<main>{element('h1', title)}{element('p', subtitle, 'quiet')}{''.join(parts)}</main>"
        f"<footer>{escape(made)}</footer></body></html>\n"
    )


def draft_page(document: Document, back: str) -> str:
    """A report draft, all of its blocks in reading order."""
    blocks = laid_out(document.blocks, document.language)
    parts = [part for block in blocks for part in _block(block, document.language)]
    return whole(
        document.title,
        document.subtitle,
        parts,
        document.language,
        back=back,
        written_at=document.written_at,
    )


def fragment(blocks: Iterable[Simple], language: Language) -> str:
    """``blocks`` alone, to stand within a page of the program's own."""
    return "".join(part for block in blocks for part in _block(block, language))


def _block(block: Simple, language: Language) -> list[str]:
    match block:
        case Heading(level, words):
            return [element(f"h{level + 1}", words)]
        case Paragraph(runs, quiet):
            return [f"<p{_class('quiet' if quiet else '')}>{_runs(runs)}</p>"]
        case ItemList(items):
            return [_items(items)]
        case Quote(label, lines):
            first, *others = lines
            return [
                f"<p><strong>{escape(label)}:</strong> {escape(first)}</p>",
                *(element("p", one) for one in others),
            ]
        case Signs(signs):
            return [f"<ul{_class('signs')}>{''.join(element('li', sign.text) for sign in signs)}</ul>"]
        case Remark(stance, words, about):
            return [
                f"<p{_class('remark')}><strong>{escape(stance)}:</strong> {escape(words)} "
                f"<em>({escape(about)})</em></p>"
            ]
        case Table():
            return _model_table(block)
        case ChartBlock(chart, source):
            picture = paper_lines(chart.comparison, language, unpublished="cross")
            assert picture is not None, "a chart has a figure to draw"
            said = [element("p", source, "source")] if source else []
            return [figure(picture.svg, chart.caption.whole), *said]


def _runs(runs: Iterable[Run]) -> str:
    """Words with their look; a citation in brackets, for a page of HTML has no foot."""
    made = []
    for run in runs:
        said = escape(run.text)
        said = f"<em>{said}</em>" if run.italic else said
        said = f"<strong>{said}</strong>" if run.bold else said
        note = f" <small>({escape(run.note)})</small>" if run.note else ""
        made.append(said + note)
    return "".join(made)


def _items(items: Sequence[Item]) -> str:
    """A list; those deeper are lists within their item."""
    name = "ul" if items[0].number is None else "ol"
    start = f' start="{items[0].number}"' if items[0].number not in (None, 1) else ""
    made, place = [], 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].level > items[place].level:
            end += 1
        within = _items(items[place + 1 : end]) if end > place + 1 else ""
        made.append(f"<li>{_runs(items[place].runs)}{within}</li>")
        place = end
    return f"<{name}{start}>{''.join(made)}</{name}>"


def _model_table(block: Table) -> list[str]:
    made = table(block.caption.whole, block.header, block.rows, block.numeric, block.emphasised)
    return [made, *(element("p", note, "quiet") for note in block.notes)]
