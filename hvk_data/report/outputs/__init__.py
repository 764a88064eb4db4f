"""The documents that are made of one draft, each as blocks for any writer."""

from collections.abc import Callable

from hvk_data.report.kinds import Output
from hvk_data.report.model import Document
from hvk_data.report.outputs.agenda import agenda
from hvk_data.report.outputs.brief import brief
from hvk_data.report.outputs.card import card
from hvk_data.report.outputs.maker import Maker, Material
from hvk_data.report.outputs.report import report
from hvk_data.report.outputs.slides import slides

OUTPUTS: dict[Output, Callable[[Maker], Document]] = {
    "report": report,
    "brief": brief,
    "agenda": agenda,
    "slides": slides,
    "card": card,
}

__all__ = ["OUTPUTS", "Maker", "Material"]
