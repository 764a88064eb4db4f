"""The whole document of a draft: the wide report, the welfare plan, or the report of one year."""

from hvk_data.findings import CHAPTERS, chapter_guide
from hvk_data.language import text
from hvk_data.report.model import (
    Block,
    Chapter,
    Document,
    FindingBlock,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Run,
    annex,
    plain,
)
from hvk_data.report.outputs.changes import changes
from hvk_data.report.outputs.coverage import coverage
from hvk_data.report.outputs.goals import goal_grid, goal_tables, outcome_tables, refined
from hvk_data.report.outputs.maker import Maker
from hvk_data.report.outputs.words import signed, statement


def report(maker: Maker) -> Document:
    """The document in THL's chapters, whether they are written or not: a draft shows what is still to be.

    In each the text comes first and its findings after it, in their order.
    """
    # Charts and tables are numbered in the order in which they are read; what lists findings comes after.
    evidence = {code: _evidence(maker, code) for code in CHAPTERS}
    blocks: list[Block] = []
    for chapter in maker.chapters:
        found: list[Block] = [*chapter.written]
        if chapter.code == "strengths":
            found += _strengths(maker)
        blocks += [Heading(1, chapter.title), *(found + evidence[chapter.code] or _empty(maker, chapter))]
    return maker.document("report", blocks, contents=True, goals=goal_grid(maker))


def _evidence(maker: Maker, chapter: str) -> list[Block]:
    """What stands in a chapter after its text: findings, and what belongs to it by what it is."""
    yearly = maker.draft.kind == "yearly"
    blocks: list[Block] = []
    for finding in maker.ordered:
        if finding.chapter == chapter:
            blocks.append(maker.block(finding))
            if yearly:
                blocks += changes(maker, finding)
    match chapter:
        case "description":
            blocks += _experience(maker)
        case "plan":
            blocks += outcome_tables(maker) + refined(maker) if yearly else goal_tables(maker)
        case "annexes":
            blocks += [*coverage(maker), *annex(maker.builder, maker.findings)]
    return blocks


def _empty(maker: Maker, chapter: Chapter) -> list[Block]:
    """That nothing is written yet, and what the law and THL would have there."""
    return [
        Paragraph(plain(text(maker.language, "report.chapter_empty")), quiet=True),
        Paragraph(plain(chapter_guide(maker.draft.kind, chapter.code, maker.language)), quiet=True),
    ]


def _strengths(maker: Maker) -> list[Block]:
    """What people call strengths and concerns, each with its signs, a way to its chart and its source."""
    blocks: list[Block] = []
    for kind, heading in (("strength", "strengths"), ("concern", "concerns")):
        items = tuple(Item(_statement(maker, block)) for block in maker.of_kind(kind))
        if items:
            blocks += [Heading(2, text(maker.language, f"report.{heading}")), ItemList(items)]
    return blocks


def _statement(maker: Maker, block: FindingBlock) -> tuple[Run, ...]:
    said = statement(block)
    runs = [Run(said, note="" if block.chart else block.citation)]
    if block.chart is not None:
        caption = block.chart.caption
        before, after = maker.words("see", place="\0").split("\0")
        runs += [
            Run(f" {before}"),
            Run(f"{caption.label.lower()} {caption.number}", refers=caption),
            Run(after, note=block.citation),
        ]
    return (*runs, *signed(block))


def _experience(maker: Maker) -> list[Block]:
    """Observations that stand beside no figure: a section of their own, never counted into anything."""
    remarks = maker.remarks(None)
    if not remarks:
        return []
    items = tuple(Item((Run(one.text), Run(f" ({one.about})", italic=True))) for one in remarks)
    return [
        Heading(2, maker.words("experience")),
        Paragraph(plain(maker.words("experience_about")), quiet=True),
        ItemList(items),
    ]
