"""The agenda text (*pykäläteksti*): the matter, its account, and the proposal for decision."""

from hvk_data.report.model import (
    Block,
    Document,
    Heading,
    Paragraph,
    bullets,
    one_line,
    plain,
)
from hvk_data.report.outputs.maker import Maker
from hvk_data.report.outputs.words import listed

_MOST = 5


def agenda(maker: Maker) -> Document:
    """What the body that now handles the draft has on its agenda; the proposal says who decides in the end.

    The council approves a wide report and a plan, and takes a yearly report for information.
    """
    blocks: list[Block] = [
        Heading(1, maker.words("agenda_introduction")),
        Paragraph(plain(maker.about("agenda_law"))),
        Paragraph(plain(maker.about("agenda_what"))),
        Heading(1, maker.words("agenda_account")),
    ]
    summary = next(chapter for chapter in maker.chapters if chapter.code == "summary")
    blocks += [block for block in summary.written if not isinstance(block, Heading)]
    blocks.append(Paragraph(plain(maker.words("agenda_findings", n=len(maker.findings)))))
    for kind in ("strength", "concern"):
        members = maker.of_kind(kind, _MOST)
        if members:
            blocks.append(Heading(2, maker.words(f"brief_{kind}")))
            blocks.append(listed(members))
    goals = [one_line(goal.goal) for goal in maker.material.goals if goal.goal.strip()]
    if goals:
        blocks += [
            Heading(2, maker.words("goals")),
            Paragraph(plain(maker.words("agenda_goals", n=len(maker.material.goals)))),
            bullets(goals[:_MOST]),
        ]
    if maker.remarks(None) or any(block.remarks for block in maker.findings):
        blocks.append(Paragraph(plain(maker.words("agenda_experience"))))
    blocks += [
        Heading(1, maker.words("agenda_proposal")),
        Paragraph(plain(maker.words(f"agenda_proposal_{maker.draft.stage}", act=maker.about("act")))),
        Heading(1, maker.words("agenda_annexes")),
        bullets([maker.kind_name, maker.words("agenda_annex_brief")]),
    ]
    return maker.document("agenda", blocks, title=maker.about("agenda_title"))
