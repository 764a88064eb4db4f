"""The three questions worth asking, as sentences."""

from hvk_data.queries.said import question
from hvk_data.report.model import one_line
from hvk_data.report.outputs.maker import Maker


def questions(maker: Maker) -> list[tuple[str, str, str]]:
    """Of each question what it is about, the question, and the source of its figure."""
    asked = maker.evidence.questions(maker.draft.municipality)
    said = [question(one, maker.municipality, maker.language) for one in asked]
    return [(one_line(about), one_line(words), source) for about, words, source in said]
