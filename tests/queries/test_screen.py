"""What a screening asks of the store, against the comparison's own questions; breaks that the store shows."""

import statistics

import numpy as np
import pytest

from hvk_data import catalogue
from hvk_data.queries.breaks import with_detected
from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.queries.judged import judged
from hvk_data.queries.measures import NOT_PEOPLE, measure_of
from hvk_data.queries.screen import (
    areas,
    detected_breaks,
    latest,
    municipal_values,
    newest,
    spreads,
    usual_values,
    years_of,
)
from hvk_data.statistics.position import spread_scale

TAMPERE = "837"


def test_an_area_has_the_figures_of_the_comparison(reader):
    known = index(reader)
    own = known.municipality(TAMPERE).own
    (area,) = areas(reader, [own.id])
    years = years_of(known).tolist()
    for id_ in ("181", "228", "304", "191"):
        row = area.value[known.indicator(id_).number]
        found = {year: value for year, value in zip(years, row.tolist(), strict=True) if value == value}
        points = compare(reader, TAMPERE, id_).own.points
        assert found == {point.year: point.value for point in points if point.value is not None}
    counted = area.count[known.indicator("304").number]
    assert np.nanmax(counted) == 592
    assert area.exact[known.indicator("191").number].any()
    assert not area.exact[known.indicator("181").number].any()
    assert areas(reader, [own.id])[0] is area


def test_a_spread_is_that_of_the_municipalities_figures(reader):
    known = index(reader)
    found = known.indicator("181")
    home = known.municipality(TAMPERE).home.id
    values = municipal_values(reader, found)[2021]
    every = spreads(reader, np.array([found.number]), np.array([2021]), None)
    assert (every.n[0], every.middle[0]) == (len(values), statistics.median(values))
    assert every.scale[0] == pytest.approx(spread_scale(values), rel=1e-4)
    around = spreads(reader, np.array([found.number]), np.array([2021]), home)
    assert around.n[0] == 23
    nothing = spreads(reader, np.array([found.number]), years_of(known)[:1], None)
    assert (nothing.n[0], nothing.scale[0]) == (0, 0)
    assert np.isnan(nothing.middle[0])


def test_the_newest_year_is_that_of_most_municipalities(reader):
    known = index(reader)
    times = newest(reader)
    assert times[known.indicator("181").number] == (2021, 1)
    # A few municipalities have 2023.
    assert times[known.indicator("127").number][0] < 2023
    assert times[known.indicator("3076").number][1] == 4


def test_the_latest_of_a_municipality(reader):
    known = index(reader)
    found = latest(reader, [known.municipality(TAMPERE).own.id])
    of = (found.indicator == known.indicator("181").number) & (found.gender == 0)
    assert (found.year[of].tolist(), found.value[of].tolist()) == ([2021], [12.8])


def test_the_breaks_that_are_known_are_found_in_the_figures_and_crises_are_none(reader):
    known = index(reader)
    found = detected_breaks(reader, known.indicators.values())
    years = {id_: [b.year for b in breaks] for id_, breaks in found.items() if breaks}
    for id_ in ("180", "3193", "3195"):
        assert 1998 in years[id_]
        assert 1998 in {b.year for b in catalogue.load().breaks(id_)}
    for id_ in ("181", "tk:employment_rate", "tk:loans", "228", "3219"):
        assert not [year for year in years.get(id_, ()) if year in (2009, 2020)], id_
    assert len(years) < 12, years


def test_a_found_break_stands_once_beside_the_known(reader):
    whole = with_detected(reader, compare(reader, TAMPERE, "180"))
    assert [b.year for b in whole.breaks].count(1998) == 1
    assert [b.year for b in whole.breaks] == sorted(b.year for b in whole.breaks)
    assert all(b.reason.in_(language) for b in whole.breaks for language in ("fi", "sv", "en"))


def test_the_usual_values_are_medians(reader):
    found = index(reader).indicator("181")
    (usual,) = usual_values(reader, [found])
    assert usual[2021] == statistics.median(municipal_values(reader, found)[2021])


def test_a_judgement_has_its_place_among_all_municipalities(reader):
    found = judged(reader, compare(reader, TAMPERE, "181"))
    assert (found.year, found.level.position.n) == (2021, 308)
    assert found.level.certainty.reasons[0] == "value_alone"
    assert judged(reader, compare(reader, TAMPERE, "127")).level.certainty.reasons == ("number_of_cases",)
    assert judged(reader, compare(reader, TAMPERE, "286")).change.certainty.reasons == ("too_few_years",)


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("181", "share"),
        ("304", "rate"),
        ("127", "cases"),
        ("286", "value"),
        ("3177", "value"),
        ("184", "value"),
    ],
)
def test_measures(reader, id_, kind):
    measure = measure_of(index(reader).indicator(id_))
    assert measure.kind == kind
    assert measure.survey == (id_ == "286")
    assert measure.over_time == (id_ != "184")


def test_money_visits_and_answers_are_never_tested_as_people(reader):
    known = index(reader)
    for id_ in (*NOT_PEOPLE, "3501"):
        if id_ in known.indicators:
            assert measure_of(known.indicators[id_]).kind == "value", id_
    assert {id_ for id_ in NOT_PEOPLE if id_ not in catalogue.load().indicators} == set()


def test_what_is_not_curated_is_a_plain_value(reader):
    known = index(reader)
    unknown = next(i for i in known.indicators.values() if not i.unit_kind)
    assert measure_of(unknown).kind == "value"
