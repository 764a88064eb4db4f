"""The municipality card: one municipality for its wellbeing services county, as figures and in words."""

from hvk_data.citation import source_line
from hvk_data.language import text
from hvk_data.language.numbers import MISSING
from hvk_data.queries.cards import Card
from hvk_data.queries.said import beside, value
from hvk_data.report.model import (
    Block,
    Document,
    Heading,
    Paragraph,
    Sign,
    Table,
    bullets,
    one_line,
    plain,
)
from hvk_data.report.model.signs import read
from hvk_data.report.outputs.maker import Maker
from hvk_data.report.outputs.words import listed
from hvk_data.statistics import Judgement


def card(maker: Maker) -> Document:
    """The core indicators by theme with their comparison and signs; then what the draft itself says."""
    found = maker.evidence.cards(maker.draft.municipality)
    blocks: list[Block] = [Paragraph(plain(maker.words("card_about")), quiet=True)]
    if not found:
        blocks.append(Paragraph(plain(maker.words("card_no_figures"))))
    themes: dict[str, list[tuple[Card, Judgement | None]]] = {}
    for indicator, one, judgement in found:
        themes.setdefault(one_line(indicator.theme.name.in_(maker.language)), []).append((one, judgement))
    for theme, members in themes.items():
        blocks += [Heading(1, theme), _table(maker, theme, members)]
    for kind in ("strength", "concern"):
        shown = maker.of_kind(kind)
        if shown:
            blocks.append(Heading(1, maker.words(f"brief_{kind}")))
            blocks.append(listed(shown))
    goals = [one_line(goal.goal) for goal in maker.material.goals if goal.goal.strip()]
    if goals:
        blocks += [Heading(1, maker.words("goals")), bullets(goals)]
    sources = dict.fromkeys(
        source_line(one.indicator.origin, one.indicator.id, maker.language) for _, one, _ in found
    )
    if sources:
        blocks += [
            Heading(1, text(maker.language, "report.annex_citations")),
            Paragraph(plain("; ".join(sources) + "."), quiet=True),
            Paragraph(plain(text(maker.language, "chart.table_marks")), quiet=True),
            Paragraph(plain(text(maker.language, "report.about_signs")), quiet=True),
        ]
    return maker.document("card", blocks, title=maker.words("card_title", area=maker.municipality))


def _table(maker: Maker, theme: str, members: list[tuple[Card, Judgement | None]]) -> Table:
    columns = ("indicator", "figure", "beside", "level", "movement")
    return Table(
        caption=maker.builder.next_table(maker.words("card_caption", theme=theme)),
        header=tuple(maker.words(f"column_{name}") for name in columns),
        rows=tuple(_row(maker, one, judgement) for one, judgement in members),
        widths=(0.3, 0.15, 0.19, 0.18, 0.18),
        numeric=(False,) * len(columns),
    )


def _row(maker: Maker, one: Card, judgement: Judgement | None) -> tuple[str, ...]:
    signs = read(judgement, one.comparison, "note", maker.language).signs
    mark = {"published": "", "computed": "*", "estimate": "~"}[one.certainty]
    level, change = MISSING, MISSING
    if signs:
        change = _short(signs[-1])
        if len(signs) > 1:
            level = _short(signs[0])
    return (
        one_line(one.indicator.title.in_(maker.language)),
        f"{value(one, one.value, maker.language)}{mark} ({one.year})",
        one_line(beside(one, maker.language)) or MISSING,
        level,
        change,
    )


def _short(sign: Sign) -> str:
    return f"{sign.shape} {sign.word}" + (f"\n{sign.sure_shape} {sign.sure}" if sign.sure else "")
