"""The council brief: one page that is read in two minutes."""

from hvk_data.report.model import (
    Block,
    Document,
    FindingBlock,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Run,
    one_line,
    plain,
)
from hvk_data.report.outputs.maker import Maker
from hvk_data.report.outputs.questions import questions
from hvk_data.report.outputs.words import clipped, listed

MOST = 3
_LETTERS = 150
_QUESTION_LETTERS = 230


def brief(maker: Maker) -> Document:
    """Three strengths, three concerns, three questions worth asking, and what is proposed."""
    blocks: list[Block] = []
    told: list[FindingBlock] = []
    for kind in ("strength", "concern"):
        members = maker.of_kind(kind, MOST)
        told += members
        blocks.append(Heading(1, maker.words(f"brief_{kind}")))
        if members:
            blocks.append(listed(members, _LETTERS))
        else:
            blocks.append(Paragraph(plain(maker.words(f"brief_no_{kind}")), quiet=True))
    asked = questions(maker)
    blocks.append(Heading(1, maker.words("brief_questions")))
    if asked:
        items = [
            Item((Run(f"{title}: ", bold=True), Run(clipped(said, _QUESTION_LETTERS))), number=place)
            for place, (title, said, _) in enumerate(asked, 1)
        ]
        blocks.append(ItemList(tuple(items)))
    else:
        blocks.append(Paragraph(plain(maker.words("brief_no_questions")), quiet=True))
    blocks += [Heading(1, maker.words("brief_proposal")), Paragraph(plain(proposal(maker)))]
    goals = [one_line(goal.goal) for goal in maker.material.goals if goal.goal.strip()][:MOST]
    if goals:
        aims = clipped("; ".join(clipped(goal, 90) for goal in goals), 260)
        blocks.append(Paragraph(plain(maker.words("brief_goals", goals=aims))))
    blocks.append(Paragraph(plain(_sources(maker, told, asked)), quiet=True))
    return maker.document("brief", blocks)


def proposal(maker: Maker) -> str:
    """What is proposed to the council, in one sentence."""
    return maker.words("proposed", act=maker.about("act"))


def _sources(maker: Maker, told: list[FindingBlock], asked: list[tuple[str, str, str]]) -> str:
    """Where the page's figures are from: the short form, for the report has the citations in full."""
    ids = ", ".join(dict.fromkeys(block.comparison.indicator for block in told))
    lines = dict.fromkeys(source for _, _, source in asked)
    parts = [maker.words("brief_sources", ids=ids)] if ids else []
    if lines:
        parts.append(maker.words("brief_question_sources", lines="; ".join(lines)))
    parts.append(maker.words("brief_signs"))
    return " ".join(parts)
