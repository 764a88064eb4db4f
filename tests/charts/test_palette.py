"""Everything drawn can be seen and told apart, also by readers with colour blindness."""

from itertools import combinations
from typing import get_args

import pytest

from hvk_data.charts.palette import DASHES, PALETTES, Style, Theme
from hvk_data.figures import Role

# Linear RGB as dichromats see it: Viénot, Brettel and Mollon 1999.
DICHROMATS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
THEMES = get_args(Theme)
ROLES: tuple[Role, ...] = get_args(Role)


def _linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (_linear(one), _linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _lab(linear: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(max(channel, 0.0), 1.0) for channel in linear)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _apart(one: str, other: str, matrix: tuple[tuple[float, float, float], ...]) -> float:
    """The distance (CIE76) of two colours as a dichromat sees them; 10 is plainly different."""
    seen = [
        _lab([sum(m * c for m, c in zip(row, _linear(colour), strict=True)) for row in matrix])
        for colour in (one, other)
    ]
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


@pytest.mark.parametrize("theme", THEMES)
def test_lines_their_labels_and_words_stand_out_from_the_background(theme: Theme) -> None:
    palette = PALETTES[theme]
    words = [palette.text, palette.muted, palette.good, palette.bad, *palette.styles.values()]
    for colour in words:
        assert contrast(colour, palette.background) >= 4.5, colour


@pytest.mark.parametrize("dichromat", DICHROMATS)
@pytest.mark.parametrize("theme", THEMES)
def test_what_must_not_be_mixed_up_is_apart_in_colour_blindness(theme: Theme, dichromat: str) -> None:
    palette = PALETTES[theme]
    assert _apart(palette.good, palette.bad, DICHROMATS[dichromat]) > 20
    main: list[Style] = ["own", "county", "country"]
    for one, other in combinations(main, 2):
        assert _apart(palette.styles[one], palette.styles[other], DICHROMATS[dichromat]) > 20


@pytest.mark.parametrize("theme", THEMES)
def test_every_line_differs_from_every_other_by_more_than_colour_or_by_colour(theme: Theme) -> None:
    styles = PALETTES[theme].styles
    assert set(styles) == set(DASHES) == {*ROLES, "female", "male"}
    looks = [(styles[role], tuple(DASHES[role])) for role in ROLES]
    assert len(set(looks)) == len(ROLES)
