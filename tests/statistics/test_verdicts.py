"""From p to a tier: where it turns, and what the reason is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.statistics.certainty import TIERS, tier_of
from hvk_data.statistics.verdicts import level_certainty


@pytest.mark.parametrize(
    ("p", "tier"),
    [
        (0.0, "high"),
        (0.0099, "high"),
        (0.01, "moderate"),
        (0.0499, "moderate"),
        (0.05, "none"),
        (1.0, "none"),
    ],
)
def test_where_the_tiers_turn(p, tier):
    assert tier_of(p) == tier


@given(worst=st.floats(0, 1), best=st.floats(0, 1), count=st.integers(0, 500), three=st.booleans())
def test_a_level_is_no_surer_than_its_worst_p_and_says_why(worst, best, count, three):
    tier, reasons = level_certainty(worst, min(worst, best), count, three=three)
    assert tier == tier_of(worst)
    assert reasons
    assert ("rounding" in reasons) == (tier == "none" and min(worst, best) < 0.05)
    assert ("three_years" in reasons) == three
    assert TIERS.index(tier) <= TIERS.index(level_certainty(min(1, 2 * worst), 1, count, three=three)[0])
