"""Honest statistics for small municipalities: level, change, and how sure each is. Pure functions only."""

from hvk_data.statistics.batch import Measure
from hvk_data.statistics.breaks import Shift, shifts
from hvk_data.statistics.certainty import Certainty, Reason, Tier
from hvk_data.statistics.judgement import (
    Change,
    Counts,
    Gauge,
    Good,
    Interval,
    Judgement,
    Level,
    goodness,
)
from hvk_data.statistics.judging import judge
from hvk_data.statistics.people import NoPeople, People, people, people_of
from hvk_data.statistics.position import Position

__all__ = [
    "Certainty",
    "Change",
    "Counts",
    "Gauge",
    "Good",
    "Interval",
    "Judgement",
    "Level",
    "Measure",
    "NoPeople",
    "People",
    "Position",
    "Reason",
    "Shift",
    "Tier",
    "goodness",
    "judge",
    "people",
    "people_of",
    "shifts",
]
