from hvk_data.queries.compare import compare
from hvk_data.queries.table import table
from hvk_data.store.reader import Reader

TAMPERE = "837"
AGAINST = ("region", "maakunta", "country", "091")


def test_a_row_for_each_indicator_in_order(reader):
    rows = table(reader, TAMPERE, ["683", "181", "no such", "74"], AGAINST)
    assert [row.comparison.indicator for row in rows] == ["683", "181", "74"]
    for row in rows:
        assert row.comparison == compare(reader, TAMPERE, row.comparison.indicator, AGAINST)
        assert row.own == row.comparison.own
        assert len(row.points) == len(row.comparison.series)


def test_all_areas_of_a_row_are_of_one_year(reader):
    (row,) = table(reader, TAMPERE, ["181"], AGAINST)
    assert row.year == 2021
    assert {point.year for point in row.points if point} == {2021}
    assert row.points[0].value == 12.8


def test_a_chosen_year_is_shown_and_missing_is_none(reader):
    (row,) = table(reader, TAMPERE, ["181"], AGAINST, year=1900)
    assert (row.year, row.points) == (1900, (None,) * len(row.comparison.series))


def test_a_year_of_a_few_municipalities_is_nobodys_latest(reader):
    """Some municipality has a figure of 127 for 2023, when most have none."""
    few = next(
        code
        for code in ("049", "091", "092", "235", "837", "853", "564", "257", "186", "858")
        if compare(reader, code, "127", ()).own.at(2023)
    )
    (row,) = table(reader, few, ["127"], AGAINST)
    assert row.year == 2022


def test_without_figures_there_is_no_year(reader):
    (row,) = table(reader, TAMPERE, ["74"], AGAINST)
    assert (row.year, set(row.points)) == (None, {None})
    assert table(reader, TAMPERE, [], AGAINST) == []


def test_many_indicators_are_asked_for_at_once(reader, monkeypatch):
    asked = []
    rows = Reader.rows

    def counted(self, folder, name, parameters=None):
        asked.append(name)
        return rows(self, folder, name, parameters)

    table(reader, TAMPERE, ["181"], AGAINST)  # what is kept of a generation is read once
    monkeypatch.setattr(Reader, "rows", counted)
    table(reader, TAMPERE, [str(552 + age) for age in range(19)], AGAINST)
    assert asked == ["series"]
