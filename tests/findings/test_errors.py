import pytest

from hvk_data.findings import (
    ConcernMissing,
    DatabaseLocked,
    DatabaseUnusable,
    DiskFull,
    EditedElsewhere,
    GoalMissing,
    NameMissing,
    NewerDatabase,
    ObservationMissing,
    PersonalData,
    TooLong,
    UnknownConcern,
    UnknownDraft,
    UnknownFinding,
    UnknownGoal,
    UnknownObservation,
    personal_data,
)
from hvk_data.language import LANGUAGES, UserError

ERRORS = [
    ConcernMissing(),
    DatabaseLocked(),
    DatabaseUnusable(reason="no such {table}"),
    DiskFull(),
    EditedElsewhere(theirs="{text}", version=2),
    GoalMissing(),
    NameMissing(),
    NewerDatabase(),
    ObservationMissing(),
    PersonalData(personal_data("131052-308T, 050 123 4567")),
    TooLong(length=12_345, limit=2_000),
    UnknownConcern(),
    UnknownDraft(),
    UnknownFinding(),
    UnknownGoal(),
    UnknownObservation(),
]


def test_no_error_is_left_out() -> None:
    ours = {kind for kind in UserError.__subclasses__() if kind.__module__ == "hvk_data.findings.errors"}
    assert {type(error) for error in ERRORS} == ours


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_speaks_three_languages(error: UserError) -> None:
    sentences = {error.message(language) for language in LANGUAGES}
    assert len(sentences) == 3
    assert all(sentence.count(".") >= 2 for sentence in sentences), "what happened, then what to do"


def test_lengths_are_written_as_the_language_writes_numbers() -> None:
    error = TooLong(length=12_345, limit=2_000)
    assert "12\N{NO-BREAK SPACE}345" in error.message("fi")
    assert "12,345" in error.message("en")
