"""The document around the pages, as the real server sends it."""

import urllib.request

import pytest

from pages._document import CHART_CODE, FIELD_CODE, TABLE_CODE, scripts


@pytest.fixture(scope="module")
def address(serve) -> str:
    return serve().url


def fetched(address: str) -> str:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200
        return answer.read().decode()


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "fi"), ("/vertailu?kieli=sv", "sv"), ("/?kieli=xx", "fi"), ("/?kieli=en", "en")],
)
def test_the_document_says_its_language(address, path, language) -> None:
    assert f'<html lang="{language}">' in fetched(address + path)


def test_every_part_that_is_fetched_ahead_is_in_this_streamlit() -> None:
    for name in (*CHART_CODE, *FIELD_CODE, *TABLE_CODE):
        assert scripts((name,)), name


def test_the_chart_page_has_its_code_at_once_and_others_later(address) -> None:
    (chart,) = scripts(("ArrowVegaLiteChart",))
    assert f'rel="modulepreload" crossorigin href="./static/js/{chart}"' in fetched(f"{address}/indikaattori")
    assert f'rel="prefetch" as="script" crossorigin href="./static/js/{chart}"' in fetched(address)


def test_other_answers_are_left_alone(address) -> None:
    assert fetched(f"{address}/_stcore/health") == "ok"
