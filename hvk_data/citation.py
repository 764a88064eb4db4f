"""Where figures come from, in the words that the reader may print.

Sotkanet's own form of citation says when the figures were looked up. Figures that shipped with the
program were not looked up by anyone who reads them: they never say so, but of what state they are.
"""

from datetime import date

from hvk_data.figures import Comparison, Origin
from hvk_data.language import Language, Texts, format_date, text
from hvk_data.language.dates import DateStyle

STATISTICS_FINLAND = "statfin"
"""``Origin.source`` of Statistics Finland's key figures; everything else comes by way of Sotkanet."""

_THL = "Terveyden ja hyvinvoinnin laitos"


def citation(origin: Origin, indicator: str, title: Texts, language: Language) -> str:
    """The whole citation of one indicator, for a report's list of sources.

    ``indicator`` is our id ("181", "tk:employment_rate"). A producer other than the publisher is
    named. Fetched figures end with the day of fetching, shipped ones with the state that they are
    of. The Sotkanet sentence is the one that sotkanet.fi gives for citing an indicator.
    """
    name = title.in_(language).strip().removesuffix(".")
    publisher = "citation.statfin" if _is_statfin(origin) else "citation.sotkanet"
    sentences = [text(language, publisher, title=name, id=indicator)]
    producer = _other_producer(origin, language)
    if producer:
        sentences.append(text(language, "citation.producer", organization=producer))
    if origin.fetched_at is not None:
        sentences.append(text(language, "citation.fetched", date=_day(origin.fetched_at, language)))
    else:
        sentences.append(text(language, "citation.shipped", state=_state(origin, language, _style(language))))
    return " ".join(sentences)


def comparison_citation(comparison: Comparison, language: Language) -> str:
    """:func:`citation` of a comparison, with what has been changed: computed rates, estimates, medians.

    The licence (CC BY 4.0) asks that changes are told.
    """
    certainties = {point.certainty for series in comparison.series for point in series.points}
    sentences = [citation(comparison.origin, comparison.indicator, comparison.title, language)]
    if any(series.role.startswith("median_") for series in comparison.series):
        sentences.append(text(language, "citation.medians"))
    if "computed" in certainties:
        sentences.append(text(language, "citation.computed"))
    if "estimate" in certainties:
        sentences.append(text(language, "citation.estimate"))
    return " ".join(sentences)


def publisher_line(origin: Origin, indicator: str, language: Language) -> str:
    """The publisher and what it calls the indicator by: enough to tell twins of two sources apart."""
    publisher = "citation.line_statfin" if _is_statfin(origin) else "citation.line_sotkanet"
    return text(language, publisher, id=indicator)


def source_line(origin: Origin, indicator: str, language: Language) -> str:
    """The short form under a chart or a table: publisher, id, producer and date, without a full stop."""
    parts = [publisher_line(origin, indicator, language)]
    producer = _other_producer(origin, language)
    if producer:
        parts.append(text(language, "citation.line_producer", organization=producer))
    if origin.fetched_at is not None:
        parts.append(text(language, "citation.line_fetched", date=format_date(origin.fetched_at, language)))
    else:
        parts.append(text(language, "citation.line_shipped", state=_state(origin, language, "short")))
    return " · ".join(parts)


def indicator_page(origin: Origin, indicator: str, language: Language) -> str:
    """The address where a person can read about the indicator at its source."""
    if _is_statfin(origin):
        return origin.address
    return f"https://sotkanet.fi/sotkanet/{language}/metadata/indicators/{indicator}"


def _is_statfin(origin: Origin) -> bool:
    return origin.source == STATISTICS_FINLAND


def _other_producer(origin: Origin, language: Language) -> str:
    """The producer's name where it is not the publisher itself, else an empty string."""
    if _is_statfin(origin) or origin.organization.fi.strip().startswith(_THL):
        return ""
    return origin.organization.in_(language).strip()


def _state(origin: Origin, language: Language, style: DateStyle) -> str:
    """Of what date shipped figures are; Statistics Finland's also by which division into areas."""
    if origin.vintage is None:
        state = text(language, "citation.state_unknown")
    else:
        state = text(language, "citation.state", date=format_date(origin.vintage, language, style))
    return text(language, "citation.state_division", state=state) if _is_statfin(origin) else state


def _style(language: Language) -> DateStyle:
    """In a citation English spells the month out; Finnish and Swedish write d.m.yyyy."""
    return "spelled" if language == "en" else "short"


def _day(day: date, language: Language) -> str:
    return format_date(day, language, _style(language))
