"""A card's figures and the questions of a briefing in words, for a screen and for paper alike."""

from hvk_data.citation import source_line
from hvk_data.language import Language, format_with_unit, short_unit, text
from hvk_data.queries.briefing import Course, Gap, Missing, Question
from hvk_data.queries.cards import Card


def question(asked: Question, municipality: str, language: Language) -> tuple[str, str, str]:
    """What the question is about, the question, and the source of its figure."""
    match asked:
        case Gap(card, sign):
            said = text(
                language,
                f"councillors.gap_{sign}",
                value=value(card, card.value, language),
                year=year(card, language),
                beside=beside(card, language),
            )
        case Course(card, sign, first):
            said = text(
                language,
                f"councillors.course_{sign}",
                value=value(card, card.value, language),
                year=card.year,
                first=first.year,
                earlier=value(card, first.value, language),
            )
        case Missing(lack):
            reason = text(language, f"missing.{lack.reason}", area=municipality)
            said = text(language, "councillors.missing", year=lack.year, reason=reason)
    about = asked.lack.indicator if isinstance(asked, Missing) else asked.card.indicator
    return about.title.in_(language), said, source_line(about.origin, about.id, language)


def value(card: Card, number: float | None, language: Language, *, brief: bool = False) -> str:
    """A figure of the card with its unit, where the unit can stand within a sentence.

    ``brief``: only a short unit; a long one is said elsewhere on the card.
    """
    unit = card.indicator.unit.in_(language)
    # "(scale 0–100)" is read beside a heading, not within a sentence.
    said = short_unit(unit) if brief else "" if unit.startswith("(") else unit
    return format_with_unit(number, card.indicator.decimals, said, language)


def year(card: Card, language: Language) -> str:
    """The year of the card's figure, and that it is computed where it is."""
    if card.certainty == "published":
        return str(card.year)
    return f"{card.year}, {text(language, f'card.{card.certainty}')}"


def beside(card: Card, language: Language, *, brief: bool = False) -> str:
    """What stands beside the card's figure, of the same year; empty where nothing does."""
    other = card.alongside
    if other is None:
        return ""
    name, number = other.region.name.in_(language), value(card, other.value, language, brief=brief)
    if other.beside != "area":
        return text(language, f"card.{other.beside}", area=name, value=number, n=other.n)
    if other.certainty == "published":
        return f"{name} {number}"
    return f"{name} {number} ({text(language, f'card.{other.certainty}')})"
