"""The three questions worth asking, as sentences."""

from hvk_data.citation import source_line
from hvk_data.language import format_with_unit, text
from hvk_data.queries.briefing import Course, Gap, Missing, Question
from hvk_data.queries.cards import Card
from hvk_data.report.model import one_line
from hvk_data.report.outputs.maker import Maker


def questions(maker: Maker) -> list[tuple[str, str, str]]:
    """Of each question what it is about, the question, and the source of its figure."""
    return [_question(maker, one) for one in maker.evidence.questions(maker.draft.municipality)]


def _question(maker: Maker, question: Question) -> tuple[str, str, str]:
    language = maker.language
    match question:
        case Gap(card, sign):
            values = {"value": value(maker, card, card.value), "year": _year(maker, card)}
            said = text(language, f"councillors.gap_{sign}", beside=beside(maker, card), **values)
        case Course(card, sign, first):
            said = text(
                language,
                f"councillors.course_{sign}",
                value=value(maker, card, card.value),
                year=card.year,
                first=first.year,
                earlier=value(maker, card, first.value),
            )
        case Missing(lack):
            reason = text(language, f"missing.{lack.reason}", area=maker.municipality)
            said = text(language, "councillors.missing", year=lack.year, reason=reason)
    about = question.lack.indicator if isinstance(question, Missing) else question.card.indicator
    return one_line(about.title.in_(language)), said, source_line(about.origin, about.id, language)


def value(maker: Maker, card: Card, number: float | None) -> str:
    """A figure of the card with its unit, where the unit can stand within a sentence."""
    unit = card.indicator.unit.in_(maker.language)
    said = "" if unit.startswith("(") else unit
    return format_with_unit(number, card.indicator.decimals, said, maker.language)


def beside(maker: Maker, card: Card) -> str:
    """What stands beside the card's figure, of the same year; empty where nothing does."""
    other = card.alongside
    if other is None:
        return ""
    name, number = one_line(other.region.name.in_(maker.language)), value(maker, card, other.value)
    if other.beside != "area":
        return text(maker.language, f"card.{other.beside}", area=name, value=number, n=other.n)
    if other.certainty == "published":
        return f"{name} {number}"
    return f"{name} {number} ({text(maker.language, f'card.{other.certainty}')})"


def _year(maker: Maker, card: Card) -> str:
    if card.certainty == "published":
        return str(card.year)
    return f"{card.year}, {text(maker.language, f'card.{card.certainty}')}"
