"""A chapter's text, written in a safe subset of Markdown, as blocks.

Bold, italic, bullets, numbered lists, sub-headings and paragraphs; a link is its words. Everything
else that Markdown knows (HTML, pictures, code, quotations) stays the characters that were typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hvk_data.report.model.blocks import Block, Heading, Item, ItemList, Paragraph, Run, joined
from hvk_data.report.model.words import legal

_SUBHEADING = 2
"""A chapter's own heading is 1: what is written within it starts from here."""

_LOWEST = 3
_MOST_LEVELS = 3

_PARSER = MarkdownIt("zero", {"html": False, "linkify": False}).enable(
    ["heading", "list", "emphasis", "link", "escape", "newline", "balance_pairs"]
)


def blocks(written: str) -> tuple[Block, ...]:
    """The blocks of ``written``; nothing for a text without words.

    A line break within a paragraph starts a new paragraph, as people who type in a field mean it.
    """
    made: list[Block] = []
    items: list[Item] = []
    level = _SUBHEADING - 1
    for block in _blocks(_PARSER.parse(legal(written))):
        if isinstance(block, Heading):
            # Whoever begins with ## means a sub-heading: no level may be skipped on the way down.
            level = min(block.level, level + 1)
            block = replace(block, level=level)
        if isinstance(block, Item):
            items.append(block)
            continue
        if items:
            made.append(ItemList(tuple(items)))
            items = []
        made.append(block)
    if items:
        made.append(ItemList(tuple(items)))
    return tuple(made)


def _blocks(tokens: Sequence[Token]) -> Iterator[Heading | Paragraph | Item]:
    numbers: list[int | None] = []
    fresh = False
    heading: int | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                heading = min(_SUBHEADING + int(token.tag[1]) - 1, _LOWEST)
            case "heading_close":
                heading = None
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                if numbers[-1] is not None:
                    numbers[-1] += 1
                fresh = True
            case "inline":
                lines = [line for line in _lines(token.children or []) if joined(line).strip()]
                if heading is not None:
                    said = " ".join(joined(line).strip() for line in lines)
                    if said:
                        yield Heading(heading, said)
                elif numbers:
                    runs = _in_one(lines)
                    if runs:
                        # A second paragraph of an item has no bullet of its own: it is an item beneath.
                        number = numbers[-1] if fresh else None
                        level = min(len(numbers) - 1 + (not fresh), _MOST_LEVELS - 1)
                        yield Item(runs, level, number)
                        fresh = False
                else:
                    for line in lines:
                        yield Paragraph(_trimmed(line))


def _lines(children: Sequence[Token]) -> Iterator[tuple[Run, ...]]:
    runs: list[Run] = []
    bold = italic = 0
    for token in children:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "softbreak" | "hardbreak":
                yield tuple(runs)
                runs = []
            case _:
                # Of a link only its words: where it leads nobody sees on paper.
                if token.content:
                    runs.append(Run(token.content, bool(bold), bool(italic)))
    yield tuple(runs)


def _in_one(lines: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run(" "))
        runs += _trimmed(line)
    return tuple(runs)


def _trimmed(line: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without white space at the ends, and each stretch of it within as one space."""
    runs = [replace(run, text=_squeezed(run.text)) for run in line]
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


def _squeezed(words: str) -> str:
    core = " ".join(words.split())
    if not core:
        return " " if words else ""
    return (" " if words[0].isspace() else "") + core + (" " if words[-1].isspace() else "")
