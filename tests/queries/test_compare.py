"""One indicator of a municipality beside its areas, checked against figures that are publicly known."""

from collections import Counter

import pytest

from hvk_data.queries.compare import (
    DEFAULT_AGAINST,
    compare,
    compare_many,
    sexes,
    with_needed_median,
)
from hvk_data.queries.index import UnknownArea, UnknownIndicator, index

TAMPERE, HELSINKI, NOKIA, SASTAMALA, KUHMO, KOKAR = "837", "091", "536", "790", "290", "318"


def value(reader, municipality, indicator, year, sex="total"):
    point = compare(reader, municipality, indicator, (), sex).own.at(year)
    return point.value if point else None


def roles(comparison):
    return [(series.role, series.level, series.code) for series in comparison.series]


def test_tampere_stands_beside_its_maakunta_and_the_whole_country(reader):
    comparison = compare(reader, TAMPERE, "181", ("maakunta", "country"))
    assert [(series.name.fi, series.level, series.at(2021).value) for series in comparison.series] == [
        ("Tampere", "KUNTA", 12.8),
        ("Pirkanmaa", "MAAKUNTA", 10.6),
        ("Koko maa", "MAA", 11.4),
    ]
    assert all(point.certainty == "published" for series in comparison.series for point in series.points)


@pytest.mark.parametrize(
    ("municipality", "indicator", "year", "known"),
    [
        (NOKIA, "181", 2021, 9.3),
        (SASTAMALA, "181", 2021, 7.8),
        (HELSINKI, "127", 2022, 664028),
        (TAMPERE, "127", 2019, 238140),
    ],
)
def test_known_figures(reader, municipality, indicator, year, known):
    assert value(reader, municipality, indicator, year) == known


def test_years_ascend_and_a_year_without_a_figure_is_absent(reader):
    for series in compare(reader, KUHMO, "683").series:
        years = [point.year for point in series.points]
        assert years == sorted(set(years))
        assert all(point.value is not None or point.count is not None for point in series.points)


def test_a_figure_carries_its_source_and_the_state_that_it_is_of(reader):
    origin = compare(reader, TAMPERE, "181").origin
    assert origin.shipped
    assert origin.vintage is not None
    assert origin.organization.fi


def test_the_region_is_the_county_and_its_level_is_named(reader):
    assert roles(compare(reader, TAMPERE, "7", ("region", "country"))) == [
        ("own", "KUNTA", "837"),
        ("county", "HYVINVOINTIALUE", "08"),
        ("country", "MAA", "358"),
    ]


def test_the_region_is_the_maakunta_where_the_county_has_no_figure(reader):
    seen = Counter()
    for found in index(reader).indicators.values():
        if not found.in_store or compare(reader, TAMPERE, found.id).unit.en == "number":
            continue
        both = compare(reader, TAMPERE, found.id, ("county", "maakunta")).series[1:]
        county, maakunta = (any(point.value is not None for point in series.points) for series in both)
        expected = "maakunta" if maakunta and not county else "county"
        assert compare(reader, TAMPERE, found.id, ("region",)).series[1].role == expected, found.id
        seen[expected] += 1
    assert seen["maakunta"] > 40
    assert seen["county"] > 40


def test_a_city_that_is_a_county_alone_is_compared_with_its_maakunta(reader):
    assert roles(compare(reader, HELSINKI, "181", ("region",)))[1][:2] == ("maakunta", "MAAKUNTA")
    assert roles(compare(reader, HELSINKI, "181", ("county",))) == [("own", "KUNTA", "091")]
    assert roles(compare(reader, HELSINKI, "181", ("county", "region", "maakunta")))[1:] == [
        ("maakunta", "MAAKUNTA", "01")
    ]


def test_no_municipality_is_compared_with_itself_or_with_an_area_twice(reader):
    known = index(reader)
    for code, areas in known.municipalities.items():
        comparison = compare(
            reader, code, "181", ("region", "county", "maakunta", "subregion", "country", code, "country")
        )
        shown = [(series.level, series.code) for series in comparison.series]
        assert len(shown) == len(set(shown))
        assert shown.count(("KUNTA", code)) == 1
        members = [other for other in known.municipalities.values() if other.county == areas.county]
        if len(members) == 1:
            assert all(series.role != "county" for series in comparison.series)


@pytest.mark.parametrize("against", [("county", "maakunta"), ("maakunta", "county"), ("region", "maakunta")])
def test_aland_is_shown_once(reader, against):
    comparison = compare(reader, KOKAR, "127", against)
    assert len(comparison.series) == 2
    assert comparison.series[1].name.fi == "Ahvenanmaa"


def test_peers_stand_in_the_order_in_which_they_were_chosen(reader):
    comparison = compare(reader, TAMPERE, "181", (SASTAMALA, NOKIA, SASTAMALA))
    assert roles(comparison)[1:] == [("peer", "KUNTA", "790"), ("peer", "KUNTA", "536")]


def test_codes_are_text_with_their_zeros(reader):
    comparison = compare(reader, "005", "181")
    assert comparison.own.code == "005"
    with pytest.raises(UnknownArea):
        compare(reader, "5", "181")


@pytest.mark.parametrize("indicator", ["0", "99999999", "", "181; DROP TABLE fact"])
def test_an_unknown_indicator_is_told_of(reader, indicator):
    with pytest.raises(UnknownIndicator):
        compare(reader, TAMPERE, indicator)


def test_an_unknown_municipality_is_told_of(reader):
    with pytest.raises(UnknownArea):
        compare(reader, "999", "181")
    with pytest.raises(UnknownArea):
        compare(reader, TAMPERE, "181", ("999",))


def test_a_listed_indicator_without_figures_gives_no_points(reader):
    comparison = compare(reader, TAMPERE, "74")
    assert all(series.points == () for series in comparison.series)


def test_a_computed_rate_is_marked_and_lies_between_its_neighbours(reader):
    """191 has counts at every level and municipal rates only where we compute them."""
    comparison = compare(reader, TAMPERE, "191", ("county", "country"))
    points = [series.at(2021) for series in comparison.series]
    assert all(point.certainty in ("computed", "estimate") for point in points)
    assert all(0 < point.value < 10 for point in points)


def test_the_count_of_191_is_the_published_one_and_not_a_sum(reader):
    known = index(reader)
    own = [compare(reader, code, "191", ()).own.at(2021) for code in known.municipalities]
    assert sum(point.count for point in own if point and point.count is not None) == 17740
    assert compare(reader, TAMPERE, "191", ("country",)).series[1].at(2021).count == 17883


def test_counts_stand_in_where_a_municipality_has_no_values_at_all(reader):
    """3563 is given of some municipalities as counts alone."""
    comparison = compare(reader, KUHMO, "3563", ("country", "median_region"))
    assert (comparison.unit.en, comparison.decimals, comparison.direction) == ("number", 0, "neutral")
    assert all(point.value == point.count for series in comparison.series for point in series.points)
    assert [series.role for series in comparison.series] == ["own", "country"]


def test_several_at_once_are_the_same_as_one_by_one(reader):
    ids = ["181", "683", "191", "127", "74", "tk:employment_rate"]
    against = ("region", "country", "median_region", "median_country", NOKIA)
    assert compare_many(reader, TAMPERE, ids, against) == [
        compare(reader, TAMPERE, id_, against) for id_ in ids
    ]
    assert compare_many(reader, TAMPERE, [], against) == []


def test_medians_are_marked_and_say_of_how_many(reader):
    median = compare(reader, TAMPERE, "181", ("median_region", "median_country")).series[1:]
    assert [series.role for series in median] == ["median_region", "median_country"]
    region, country = (series.at(2021) for series in median)
    assert region.certainty == country.certainty == "computed"
    assert region.n == 23
    assert 280 < country.n <= 308


def test_a_year_of_a_few_municipalities_has_no_median_and_is_nobodys_latest(reader):
    """127 in 2023 is there for a few municipalities only."""
    comparison = compare(reader, TAMPERE, "127", ("country", "county", "median_country"))
    _, country, county, median = comparison.series
    assert country.at(2023) is None
    assert county.at(2023) is None
    assert median.at(2023) is None
    assert (country.at(2022).value, country.at(2022).certainty) == (5562370, "computed")
    known = index(reader)
    everyone = [compare(reader, code, "127", ()) for code in known.municipalities]
    assert 0 < sum(comparison.own.at(2023) is not None for comparison in everyone) < 154
    assert {comparison.own.latest.year for comparison in everyone} == {2022}


def test_a_median_comes_where_nothing_else_can_stand_beside(reader):
    known = index(reader)
    seen = set()
    for found in known.indicators.values():
        if not found.in_store:
            continue
        plain = compare(reader, KUHMO, found.id, DEFAULT_AGAINST)
        whole = with_needed_median(reader, KUHMO, plain)
        year = plain.own.latest.year if plain.own.latest else None
        beside = year is not None and any(
            (point := series.at(year)) and point.value is not None for series in plain.series[1:]
        )
        if year is None or beside:
            assert whole == plain
        else:
            seen.add(found.id)
            for added in whole.series[len(plain.series) :]:
                assert added.role.startswith("median_")
                assert added.at(year).n >= 3
    assert {"228", "3562"} <= seen


def test_counts_of_municipalities_never_exceed_their_countys(reader):
    """683 in 2023: small cells are withheld, so no total of our own may stand for the county's."""
    known = index(reader)
    counties: dict[str, list[str]] = {}
    for code, areas in known.municipalities.items():
        counties.setdefault(areas.county.code, []).append(code)
    assert len(counties) == 23
    for members in counties.values():
        points = [compare(reader, code, "683", ("county",)) for code in members]
        counts = [own.count for one in points if (own := one.own.at(2023)) and own.count is not None]
        county = points[0].series[1] if len(points[0].series) > 1 else points[0].own
        point = county.at(2023)
        assert point is not None and point.certainty == "published"
        assert sum(counts) <= point.count


def test_which_sexes_there_are(reader):
    assert sexes(reader, TAMPERE, "181") == ("total",)
    assert sexes(reader, TAMPERE, "191") == ("total", "male", "female")
    assert sexes(reader, TAMPERE, "74") == ()


def test_the_sexes_are_not_mixed(reader):
    found = {sex: compare(reader, TAMPERE, "552", ("country",), sex) for sex in ("total", "male", "female")}
    assert {comparison.sex for comparison in found.values()} == set(found)
    total, male, female = (comparison.own.at(2020).value for comparison in found.values())
    assert total == male + female
