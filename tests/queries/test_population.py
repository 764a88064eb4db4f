import pytest

from hvk_data.queries.compare import compare
from hvk_data.queries.population import SINGLE_YEARS, children
from hvk_data.store.reader import Reader

TAMPERE, HELSINKI, KOKAR = "837", "091", "318"


def test_every_age_from_0_to_18_has_an_indicator_of_its_own():
    assert SINGLE_YEARS["552"] == 0
    assert SINGLE_YEARS["570"] == 18
    assert len(SINGLE_YEARS) == 19


@pytest.mark.parametrize("municipality", [TAMPERE, HELSINKI, KOKAR])
def test_counts_are_the_figures_of_one_year_and_shares_are_of_everyone(reader, municipality):
    ages = children(reader, municipality)
    everyone = compare(reader, municipality, "127", ()).own.at(ages.year).value
    for id_, age in SINGLE_YEARS.items():
        persons = compare(reader, municipality, id_, ()).own.at(ages.year).value
        assert ages.counts[age] == persons
        assert ages.shares[age] == pytest.approx(100 * persons / everyone)
    assert ages.beside.level == "MAA"
    assert set(ages.beside_shares) == set(range(19))


def test_the_picture_is_one_question(reader, monkeypatch):
    children(reader, TAMPERE)  # what is kept of a generation is read once
    asked = []
    rows = Reader.rows

    def counted(self, folder, name, parameters=None):
        asked.append(name)
        return rows(self, folder, name, parameters)

    monkeypatch.setattr(Reader, "rows", counted)
    children(reader, TAMPERE)
    assert len(asked) == 1
