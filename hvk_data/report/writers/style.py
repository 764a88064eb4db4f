"""How lines look on paper: told apart by colour, by dash and by mark, so that greyscale loses none."""

from dataclasses import dataclass
from typing import Literal

from hvk_data.figures import Role

FONT = "Calibri"
INK = "262626"
QUIET_INK = "595959"
RULE = "BFBFBF"
TINT = "E8EFF4"


Dash = Literal["solid", "dash", "lgDash", "dashDot", "sysDash", "sysDot"]
Mark = Literal["circle", "square", "diamond", "triangle", "x"]

COMPUTED_MARK: Mark = "x"
"""The mark of a value that the source did not publish. LibreOffice knows no hollow marks."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """``colour`` as RRGGBB, lengths in points, ``dash`` and ``mark`` in the words of DrawingML."""

    colour: str
    width: float
    dash: Dash
    mark: Mark
    mark_size: int


STROKES: dict[Role, Stroke] = {
    "own": Stroke("1B5E8C", 3.0, "solid", "circle", 7),
    "county": Stroke("B3541E", 1.75, "solid", "square", 5),
    "maakunta": Stroke("7B5AA6", 1.75, "lgDash", "triangle", 5),
    "subregion": Stroke("2F7D5B", 1.75, "dashDot", "diamond", 5),
    "country": Stroke("4D4D4D", 1.75, "dash", "diamond", 5),
    "median_region": Stroke("7A7A7A", 1.75, "sysDot", "triangle", 5),
    "median_country": Stroke("7A7A7A", 1.25, "sysDash", "triangle", 4),
    "peer": Stroke("A6A6A6", 1.25, "solid", "circle", 4),
}

_PEER_GREYS = ("A6A6A6", "8C8C8C", "BDBDBD")
_PEER_MARKS: tuple[Mark, ...] = ("circle", "square", "diamond", "triangle")


def strokes(roles: tuple[Role, ...]) -> tuple[Stroke, ...]:
    """A stroke for each series; peers, who share a role, take turns of grey and mark."""
    chosen = []
    peers = 0
    for role in roles:
        stroke = STROKES[role]
        if role == "peer":
            grey, mark = _PEER_GREYS[peers % len(_PEER_GREYS)], _PEER_MARKS[peers % len(_PEER_MARKS)]
            stroke = Stroke(grey, stroke.width, stroke.dash, mark, stroke.mark_size)
            peers += 1
        chosen.append(stroke)
    return tuple(chosen)


def number_format(decimals: int) -> str:
    """An Excel number format with exactly ``decimals`` decimals; the program shows it in its own locale."""
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
