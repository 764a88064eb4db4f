"""Live figures in a chapter's text as the numbers that they stand for, each with its source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hvk_data.citation import citation
from hvk_data.findings.tokens import LiveFigure, Token, parse
from hvk_data.language import Language
from hvk_data.report.model import Block, Heading, Item, ItemList, Paragraph, Run, joined, one_line


def tokens(texts: Iterable[str]) -> list[Token]:
    """The tokens of all ``texts``."""
    return [placed.token for written in texts for placed in parse(written)]


def with_figures(
    blocks: Iterable[Block], figures: Mapping[Token, LiveFigure], language: Language
) -> tuple[Block, ...]:
    """``blocks`` with a number and its year in place of each token; a dash where there is no figure."""

    def filled(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(part for run in runs for part in _parts(run, figures, language))

    made: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                made.append(replace(block, runs=filled(block.runs)))
            case ItemList():
                made.append(ItemList(tuple(Item(filled(i.runs), i.level, i.number) for i in block.items)))
            case Heading():
                # A heading has no footnotes: only its words change.
                made.append(replace(block, text=joined(filled((Run(block.text),)))))
            case _:
                made.append(block)
    return tuple(made)


def _parts(run: Run, figures: Mapping[Token, LiveFigure], language: Language) -> Iterator[Run]:
    place = 0
    for found in parse(run.text):
        if found.start > place:
            yield replace(run, text=run.text[place : found.start])
        figure = figures.get(found.token, LiveFigure(found.token, "no_figure"))
        note = ""
        if figure.comparison is not None and figure.point is not None:
            of = figure.comparison
            note = one_line(citation(of.origin, of.indicator, of.title, language))
        yield replace(run, text=figure.words(language), note=note)
        place = found.end
    if place < len(run.text):
        yield replace(run, text=run.text[place:])
