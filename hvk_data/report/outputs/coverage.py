"""How much of the minimum list the findings cover, and why the rest was left out."""

from hvk_data import catalogue
from hvk_data.report.model import Block, Heading, Paragraph, Table, one_line, plain
from hvk_data.report.outputs.maker import Maker

_LIST = "minimum"


def coverage(maker: Maker) -> list[Block]:
    """How many are covered, and a table of those left out with the reason written for each."""
    members = catalogue.load().lists[_LIST].members
    picked = {finding.comparison.indicator for finding in maker.material.findings}
    reasons = {one.indicator: one_line(one.reason) for one in maker.material.left_out}
    outside = [id_ for id_ in members if id_ not in picked]
    told = [id_ for id_ in outside if reasons.get(id_)]
    said = maker.words(
        "coverage",
        n=len(members) - len(outside),
        all=len(members),
        told=len(told),
        untold=len(outside) - len(told),
    )
    blocks: list[Block] = [Heading(2, maker.words("coverage_title")), Paragraph(plain(said))]
    if told:
        columns = ("indicator", "reason")
        blocks.append(
            Table(
                caption=maker.builder.next_table(maker.words("left_out_caption")),
                header=tuple(maker.words(f"column_{name}") for name in columns),
                rows=tuple((f"{maker.indicator_title(id_)} ({id_})", reasons[id_]) for id_ in told),
                widths=(0.5, 0.5),
                numeric=(False, False),
            )
        )
    return blocks
