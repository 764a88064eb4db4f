"""What a presentation shows: a row of slides, each about one comparison."""

from collections.abc import Callable
from dataclasses import dataclass

from hvk_data import charts
from hvk_data.figures import Comparison
from hvk_data.findings import Draft, Finding
from hvk_data.queries.cards import cards
from hvk_data.queries.population import POPULATION
from hvk_data.queries.shown import shown
from pages.parts.core import core
from pages.parts.frame import Frame


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing to show; its figures are asked for when it is shown. ``said`` is empty without own words."""

    key: str
    indicator: str
    comparison: Callable[[], Comparison]
    said: str = ""


def of_findings(frame: Frame, draft: Draft | None) -> list[Slide]:
    """The draft's findings in the report's order, as they were when they were picked."""
    picked = frame.findings.findings(draft.code) if draft else []
    return [_of_finding(finding) for finding in picked]


def _of_finding(finding: Finding) -> Slide:
    comparison = finding.comparison
    return Slide(f"finding_{finding.id}", comparison.indicator, lambda: comparison, finding.sentence.strip())


def of_figures(frame: Frame) -> list[Slide]:
    """The core indicators of which there are figures, fresh ones first; before them the one on screen."""
    listed = [indicator.id for indicator in core(frame)]
    found = cards(frame.reader, frame.areas.own.code, listed)
    ids = sorted((id_ for id_ in listed if id_ in found), key=lambda id_: (id_ != POPULATION, found[id_].old))
    asked = frame.known.indicators.get(frame.place.indicator or "")
    if asked and asked.in_store and asked.id not in ids:
        ids.insert(0, asked.id)
    return [Slide(id_, id_, lambda id_=id_: _compare(frame, id_)) for id_ in ids]  # type: ignore[misc]


def _compare(frame: Frame, indicator: str) -> Comparison:
    code = frame.areas.own.code
    # Beside the number of cases in the whole country that of a municipality is a line on the axis.
    counts = frame.known.indicator(indicator).unit_kind == "count"
    return shown(frame.reader, code, indicator, () if counts else frame.place.against)


def sentence(frame: Frame, slide: Slide, comparison: Comparison) -> str:
    """One's own words of the finding, else what the figures say."""
    return slide.said or charts.takeaway(comparison, frame.language)
