"""What deserves the group's time: suggestions over all indicators, similar municipalities, worries."""

from hvk_data.suggestions.in_people import in_people
from hvk_data.suggestions.records import (
    AGAINST,
    KINDS,
    Against,
    Kind,
    Skipped,
    Suggestion,
    Suggestions,
    WhyNot,
)
from hvk_data.suggestions.similar import VARIABLES, WAYS, NoVariable, Similar, Variable, Way, similar
from hvk_data.suggestions.suggest import UnknownList, UnknownTheme, suggest
from hvk_data.suggestions.worries import Checked, Feeling, State, check, check_one

__all__ = [
    "AGAINST",
    "KINDS",
    "VARIABLES",
    "WAYS",
    "Against",
    "Checked",
    "Feeling",
    "Kind",
    "NoVariable",
    "Similar",
    "Skipped",
    "State",
    "Suggestion",
    "Suggestions",
    "UnknownList",
    "UnknownTheme",
    "Variable",
    "Way",
    "WhyNot",
    "check",
    "check_one",
    "in_people",
    "similar",
    "suggest",
]
