import pytest

from hvk_data import areas
from hvk_data.language import LANGUAGES
from hvk_data.queries.index import UnknownArea, index
from hvk_data.suggestions import VARIABLES, WAYS, NoVariable, similar
from hvk_data.suggestions.similar import conditions

KUHMO, HELSINKI, SUND = "290", "091", "771"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", [KUHMO, HELSINKI, SUND])
def test_never_itself_never_twice_and_each_with_its_reason(reader, way, code):
    found = similar(reader, code, way)
    codes = [one.municipality.code for one in found]
    assert code not in codes
    assert len(set(codes)) == len(codes)
    for one in found[:5]:
        for language in LANGUAGES:
            assert len(one.why(language)) > 10 or (way == "nearest" and one.shared)


def test_the_nearest_come_in_order_and_nearness_is_mutual_in_size(reader):
    found = similar(reader, KUHMO, limit=307)
    distances = [one.distance for one in found]
    assert distances == sorted(distances)
    assert len(found) == 307
    back = {one.municipality.code: one.distance for one in similar(reader, "777", limit=307)}
    there = {one.municipality.code: one.distance for one in found}
    assert there["777"] == pytest.approx(back[KUHMO])
    assert [one.municipality.code for one in similar(reader, KUHMO, limit=4)] == [
        one.municipality.code for one in found[:4]
    ]


def test_what_is_compared_is_shown_with_both_values(reader):
    (first, *_) = similar(reader, KUHMO, variables=("population", "over_64"))
    assert [shared.variable for shared in first.shared] == ["population", "over_64"]
    population = conditions(reader)["population"]
    assert first.shared[0].own == population[KUHMO]
    assert first.shared[0].other == population[first.municipality.code]
    assert first.shared[0].own.year >= 2021
    assert first.shared[0].own.indicator == "tk:population"


def test_the_variables_choose(reader):
    swedish = similar(reader, "499", variables=("swedish",))
    assert all(one.municipality.language in "123" for one in swedish[:3])
    with pytest.raises(NoVariable):
        similar(reader, KUHMO, variables=("happiness",))


def test_every_variable_has_figures_of_nearly_all(reader):
    for variable in VARIABLES:
        assert len(conditions(reader)[variable]) > 290, variable


def test_classes_hold_what_they_say(reader):
    population = conditions(reader)["population"]
    own = areas.municipalities()[KUHMO]
    own_size = areas.size_class(population[KUHMO].value)
    for one in similar(reader, KUHMO, "size"):
        assert areas.size_class(population[one.municipality.code].value) == own_size
    assert {one.municipality.grouping for one in similar(reader, KUHMO, "grouping")} == {own.grouping}
    assert {one.municipality.language for one in similar(reader, KUHMO, "language")} == {own.language}
    border = {one.municipality.code for one in similar(reader, KUHMO, "neighbours")}
    assert border == set(own.neighbours) & set(index(reader).municipalities)


def test_an_unknown_municipality(reader):
    with pytest.raises(UnknownArea):
        similar(reader, "999")
