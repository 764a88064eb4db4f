"""Colours of everything that is drawn: constant by what a series is, so that a reader learns them once.

Every line and mark stands out 3:1 from its background, every label 4.5:1 (tests compute both), and
the pairs that must not be mixed up stay apart for readers with red-green colour blindness. Colour
never stands alone: lines differ by width and dash too, marks by shape, good and bad by words.
"""

from dataclasses import dataclass
from typing import Literal

from hvk_data.figures import Role

Theme = Literal["light", "dark", "print"]
"""What it is drawn on; ``st.context.theme.type`` gives the first two."""

Style = Role | Literal["female", "male"]
"""What a line is: a role in a comparison, or a sex."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours (``#rrggbb``) on one background. ``grid`` is decoration and may be faint."""

    background: str
    text: str
    muted: str
    grid: str
    good: str
    bad: str
    styles: dict[Style, str]


_LIGHT_STYLES: dict[Style, str] = {
    "own": "#1d4f91",
    "county": "#8a5a00",
    "maakunta": "#8a5a00",
    "subregion": "#00706f",
    "country": "#3a3d42",
    "peer": "#71757b",
    "median_region": "#6f4a8e",
    "median_country": "#6f4a8e",
    "female": "#6f4a8e",
    "male": "#00706f",
}
_DARK_STYLES: dict[Style, str] = {
    "own": "#8ab5f0",
    "county": "#e0ac4f",
    "maakunta": "#e0ac4f",
    "subregion": "#5bc0bb",
    "country": "#d6d4ce",
    "peer": "#9599a0",
    "median_region": "#c09ddd",
    "median_country": "#c09ddd",
    "female": "#c09ddd",
    "male": "#5bc0bb",
}

PALETTES: dict[Theme, Palette] = {
    "light": Palette("#fffefb", "#1e2227", "#5a5e64", "#e4e0d6", "#00706f", "#b5400f", _LIGHT_STYLES),
    "dark": Palette("#16191d", "#eae7e0", "#b4b7bb", "#32383f", "#5bc0bb", "#f2895c", _DARK_STYLES),
    "print": Palette("#ffffff", "#1e2227", "#5a5e64", "#dddddd", "#00706f", "#b5400f", _LIGHT_STYLES),
}

DASHES: dict[Style, list[int]] = {
    "own": [1, 0],
    "county": [1, 0],
    "maakunta": [7, 3],
    "subregion": [3, 3],
    "country": [9, 3, 2, 3],
    "peer": [1, 0],
    "median_region": [2, 3],
    "median_country": [2, 3, 6, 3],
    "female": [1, 0],
    "male": [7, 3],
}
"""How each line is broken, in pixels drawn and left out; ``[1, 0]`` is a whole line."""
