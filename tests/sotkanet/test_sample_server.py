"""The sample server as a program: it answers as the real service is known to."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from hvk_data.sotkanet import Client, errors

SCRIPT = Path(__file__).parents[1] / "sotkanet_server.py"
NAMED = {"User-Agent": "test/1.0 (+tests)"}


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), "--port", "0", "--small", "--fault", "json/2=404"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.kill()
    process.communicate()


def test_it_serves_and_plays_the_fault_that_was_asked_for(base_url: str) -> None:
    client = Client(base_url, rate=1000)
    assert client.figures(client.indicator(1)).table.num_rows > 0
    with pytest.raises(errors.NotFound):
        client.figures(client.indicator(2))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("indicator=1&years=2020&genders=total", 200),
        ("indicator=1&years=2020&years=2021&genders=male&genders=total", 200),
        ("indicator=1&years=2020,2021&genders=total", 400),
        ("indicator=1&years=2020&genders=male,total", 400),
        ("indicator=1&genders=total", 400),
        ("indicator=1&years=2020", 400),
        ("years=2020&genders=total", 400),
        ("indicator=1&indicator=2&years=2020&genders=total", 400),
    ],
)
def test_figures_are_asked_for_with_repeated_years_and_sexes(base_url: str, query: str, status: int) -> None:
    assert requests.get(f"{base_url}/json?{query}", headers=NAMED, timeout=5).status_code == status


def test_a_librarys_own_name_is_not_let_in(base_url: str) -> None:
    assert requests.get(f"{base_url}/regions", timeout=5).status_code == 403
    assert requests.get(f"{base_url}/regions", headers=NAMED, timeout=5).status_code == 200


def test_what_is_not_there_is_not_found(base_url: str) -> None:
    for path in ("/indicators/999", "/indicators/x", "/nothing"):
        assert requests.get(base_url + path, headers=NAMED, timeout=5).status_code == 404
