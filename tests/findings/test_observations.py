"""Experience beside figures: nothing about one person is saved, nothing unmoderated is public."""

from datetime import date
from pathlib import Path

import pytest

from hvk_data.findings import (
    OBSERVATION_SOURCES,
    OBSERVATION_TEXTS,
    STANCES,
    Draft,
    EditedElsewhere,
    Findings,
    Observation,
    ObservationMissing,
    Observations,
    PersonalData,
    UnknownFinding,
    UnknownObservation,
)

DAY = date(2026, 3, 4)


@pytest.fixture
def observations(findings: Findings, place: Path) -> Observations:
    return Observations(place)


def add(observations: Observations, draft: Draft, text: str = "Kyydit puuttuvat", **values) -> Observation:
    given = {"stance": "supports", "source": "association", "collected_on": DAY, "consent": True}
    return observations.add(draft.code, text=text, **(given | values))


def test_an_observation_waits_with_all_that_was_said_of_it(
    observations: Observations, draft: Draft, findings: Findings, comparison
) -> None:
    finding = findings.pick(draft.code, comparison, "", "note")
    made = add(
        *(observations, draft),
        theme="Liikkuminen",
        group="Ikääntyneet",
        area="Vieksi",
        method="Kyläilta",
        people=14,
        finding=finding.id,
        stance="challenges",
    )
    assert observations.observations(draft.code) == [made]
    assert (made.theme, made.group, made.area, made.method) == (
        *("Liikkuminen", "Ikääntyneet"),
        *("Vieksi", "Kyläilta"),
    )
    assert (made.people, made.finding, made.stance, made.collected_on) == (14, finding.id, "challenges", DAY)
    assert made.status == "waiting" and not made.public


def test_only_what_is_passed_and_consented_is_public_and_a_change_waits_again(
    observations: Observations, draft: Draft
) -> None:
    made = add(observations, draft)
    passed = observations.moderate(made.id, draft.code, "published", made.version)
    assert passed.public
    changed = observations.edit(made.id, draft.code, text="Bussi ei kulje", expected_version=passed.version)
    assert (changed.status, changed.public) == ("waiting", False)
    with pytest.raises(EditedElsewhere):
        observations.moderate(made.id, draft.code, "published", passed.version)
    assert observations.moderate(made.id, draft.code, "rejected").status == "rejected"
    silent = observations.moderate(add(observations, draft, consent=False).id, draft.code, "published")
    assert not silent.public


@pytest.mark.parametrize("field", OBSERVATION_TEXTS)
@pytest.mark.parametrize("personal", ["131052-308T", "050 123 4567", "aino@example.fi"])
def test_personal_data_in_any_text_is_caught_before_saving(
    observations: Observations, draft: Draft, field: str, personal: str
) -> None:
    with pytest.raises(PersonalData) as raised:
        add(observations, draft, **{"text": "x", field: f"Kertoi {personal} illalla"})
    assert personal not in str(raised.value), "no log keeps it"
    made = add(observations, draft)
    with pytest.raises(PersonalData):
        observations.edit(made.id, draft.code, **{field: personal})
    assert observations.observations(draft.code) == [made]


def test_it_must_say_something_of_a_finding_of_the_same_draft(
    observations: Observations, draft: Draft, findings: Findings, comparison
) -> None:
    other = findings.create_draft("b", "837", "fi")
    theirs = findings.pick(other.code, comparison, "", "note")
    with pytest.raises(ObservationMissing):
        add(observations, draft, " ")
    with pytest.raises(UnknownFinding):
        add(observations, draft, finding=theirs.id)
    made = add(observations, draft)
    with pytest.raises(ObservationMissing):
        observations.edit(made.id, draft.code, text="")
    with pytest.raises(UnknownObservation):
        observations.moderate(made.id, other.code, "published")
    assert observations.observations(draft.code) == [made]


def test_a_removed_one_can_be_brought_back(observations: Observations, draft: Draft) -> None:
    first, second = (add(observations, draft, word) for word in "ab")
    observations.remove(first.id, draft.code)
    assert [one.id for one in observations.removed(draft.code)] == [first.id]
    observations.restore(first.id, draft.code)
    assert [one.id for one in observations.observations(draft.code)] == [first.id, second.id]


@pytest.mark.parametrize("wrong", [{"stance": "likes"}, {"source": "mayor"}, {"status": "published"}])
def test_a_choice_that_does_not_exist_is_the_callers_mistake(observations, draft, wrong) -> None:
    with pytest.raises(ValueError, match=r".+"):
        add(observations, draft, **wrong)
    assert len(STANCES) == 3 and len(OBSERVATION_SOURCES) == 7
