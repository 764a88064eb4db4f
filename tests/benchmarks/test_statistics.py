"""The simulation has the noise that it says, its rules are those of their sources, and the rates are held."""

import os

import numpy as np
import pytest
import statsmodels.api as sm

from benchmarks.statistics import (
    CARRIED,
    CHANGING,
    DOUBLED,
    FIGURES,
    INDEPENDENT,
    JUDGEMENTS,
    Sets,
    changed,
    english,
    make,
    without_cause,
)
from hvk_data.statistics.intervals import byar_interval

SETS = 4000 if os.environ.get("HVK_PROOFS") else 200


@pytest.mark.parametrize("figure", [FIGURES[1], FIGURES[3]], ids=["events", "share"])
def test_the_noise_is_as_large_as_it_says(figure):
    chance = figure.rate * (1 - figure.rate if figure.kind == "share" else 1)
    for noise in (INDEPENDENT, DOUBLED, CARRIED):
        made = make(figure, 20_000, noise, 1500)
        assert made.own.mean() == pytest.approx(20_000 * figure.rate, rel=0.01)
        assert made.own.var() / (20_000 * chance) == pytest.approx(noise.variance, rel=0.08)
        kept = np.corrcoef(made.own[:, :-1].ravel(), made.own[:, 1:].ravel())[0, 1]
        # Only what is beside chance stays, half of the doubled variance.
        assert kept == pytest.approx(noise.kept * (noise.variance - 1) / noise.variance, abs=0.04)


def test_the_english_rule_is_weighted_least_squares_with_its_own_limit():
    own = np.array([[20, 22, 24, 27, 29], [20, 40, 80, 120, 200], [200, 120, 80, 40, 20], [9, 9, 90, 9, 9]])
    sets = Sets(CHANGING, np.arange(2021, 2026), 4000, 4000, own.astype(float), own.astype(float))
    assert english(sets).tolist() == [0, 1, -1, 0]
    low, high = byar_interval(own[0], 4000, 1000)
    fit = sm.WLS(own[0] / 4, sm.add_constant(np.arange(5)), weights=(3.92 / (high - low)) ** 2).fit()
    # Known variances: the slope over its error with a scale of one.
    assert fit.params[1] ** 2 / fit.normalized_cov_params[1, 1] < 9.5495


def test_no_more_is_flagged_than_is_stated(record_property):
    flags = list(without_cause(SETS))
    record_property(
        "largest share flagged without cause, %", round(100 * max(f.flagged for f in flags if f.limit), 1)
    )
    assert [one for one in flags if one.met is False] == []
    assert {one.judgement for one in flags} == set(JUDGEMENTS)
    assert all(any(one.tested > 0.9 for one in flags if one.judgement == name) for name in JUDGEMENTS)


def test_more_of_what_is_real_is_found_than_by_the_english_rule():
    found = list(changed(SETS))
    real = [one for one in found if one.real != "none"]
    assert all(one.ours >= one.english for one in real)
    assert all(one.arrow > 0.8 for one in found if one.real == "none")
    (twenty,) = (one for one in real if one.what == "change: 20 cases a year" and one.real.startswith("+10"))
    assert twenty.ours > 0.9
    assert twenty.english < 0.2
