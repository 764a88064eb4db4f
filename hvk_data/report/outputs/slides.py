"""Five slides for a meeting: what this is, what is well, what is not, what is aimed at, what is asked."""

from hvk_data.report.model import (
    ChartBlock,
    Document,
    FindingBlock,
    Item,
    ItemList,
    Paragraph,
    Run,
    Slide,
    Table,
    bullets,
    joined,
    one_line,
    plain,
)
from hvk_data.report.outputs.brief import proposal
from hvk_data.report.outputs.goals import status
from hvk_data.report.outputs.maker import Maker
from hvk_data.report.outputs.questions import questions
from hvk_data.report.outputs.words import clipped, listed, statement

_MOST = 3
_GOALS = 5
_LETTERS = 130
_QUESTION_LETTERS = 210
_NOTE_LETTERS = 600


def slides(maker: Maker) -> Document:
    """The slides, each with what its speaker says; charts and tables are numbered as in the report."""
    made = (
        _first(maker),
        _of_kind(maker, "strength"),
        _of_kind(maker, "concern"),
        _goals(maker),
        _questions(maker),
    )
    return maker.document("slides", made)


def _first(maker: Maker) -> Slide:
    facts = " · ".join((maker.municipality, maker.kind_name, maker.edition, maker.stage))
    summary = next(chapter for chapter in maker.chapters if chapter.code == "summary")
    paragraphs = [block.text for block in summary.written if isinstance(block, Paragraph)]
    items = [
        joined(item.runs) for block in summary.written if isinstance(block, ItemList) for item in block.items
    ]
    said = paragraphs + items
    blocks: list[Paragraph | ItemList] = [Paragraph(plain(facts), quiet=True)]
    blocks += [Paragraph(plain(clipped(one, 260))) for one in paragraphs[:2]]
    if items:
        blocks.append(bullets(clipped(one, _LETTERS) for one in items[:_MOST]))
    if not said:
        blocks.append(
            Paragraph(
                plain(maker.words("slides_counts", n=len(maker.findings), goals=len(maker.material.goals)))
            )
        )
    title = one_line(maker.draft.name) or maker.kind_name
    return Slide(
        title,
        tuple(blocks),
        (maker.about("agenda_law"), *(clipped(one, _NOTE_LETTERS) for one in said[:_MOST])),
    )


def _of_kind(maker: Maker, kind: str) -> Slide:
    shown = maker.of_kind(kind, _MOST)
    blocks: list[Paragraph | ItemList | ChartBlock] = []
    if shown:
        blocks.append(listed(shown, _LETTERS))
    else:
        blocks.append(Paragraph(plain(maker.words(f"brief_no_{kind}"))))
    drawn = next((block for block in shown if block.chart), None)
    if drawn is not None and drawn.chart is not None:
        blocks.append(ChartBlock(drawn.chart, drawn.source))
    notes = [line for block in shown for line in _notes(block)]
    return Slide(maker.words(f"slides_{kind}"), tuple(blocks), tuple(notes))


def _notes(block: FindingBlock) -> list[str]:
    """What the speaker says of a finding: all of it, what the test says, and where it is from."""
    said = [f"{block.number}. {statement(block)}", block.judged, block.reservation]
    said += [f"{one.stance}: {one.text} ({one.about})" for one in block.remarks]
    return [line for line in (*said, block.source) if line]


def _goals(maker: Maker) -> Slide:
    goals = maker.material.goals
    if not goals:
        return Slide(maker.words("goals"), (Paragraph(plain(maker.words("slides_no_goals"))),), ())
    columns = ("goal", "responsible", "status")
    table = Table(
        caption=maker.builder.next_table(maker.words("goals_caption_alone")),
        header=tuple(maker.words(f"column_{name}") for name in columns),
        rows=tuple(
            (
                clipped(one_line(goal.goal), 110),
                clipped(one_line(goal.owner), 50) or maker.words("no_owner"),
                status(maker, goal),
            )
            for goal in goals[:_GOALS]
        ),
        widths=(0.56, 0.24, 0.2),
        numeric=(False, False, False),
    )
    notes = [
        f"{place}. {one_line(goal.goal)} – {one_line(goal.action)}" for place, goal in enumerate(goals, 1)
    ]
    blocks: list[Paragraph | Table] = [table]
    if len(goals) > _GOALS:
        blocks.append(Paragraph(plain(maker.words("slides_more_goals", n=len(goals) - _GOALS)), quiet=True))
    return Slide(maker.words("goals"), tuple(blocks), tuple(notes))


def _questions(maker: Maker) -> Slide:
    asked = questions(maker)
    blocks: list[Paragraph | ItemList] = []
    if asked:
        blocks.append(
            ItemList(
                tuple(
                    Item((Run(f"{title}: ", bold=True), Run(clipped(said, _QUESTION_LETTERS))), number=place)
                    for place, (title, said, _) in enumerate(asked, 1)
                )
            )
        )
    else:
        blocks.append(Paragraph(plain(maker.words("brief_no_questions"))))
    blocks.append(Paragraph((Run(proposal(maker), bold=True),)))
    notes = [f"{title}: {said} {source}" for title, said, source in asked]
    return Slide(maker.words("slides_questions"), tuple(blocks), tuple(notes))
