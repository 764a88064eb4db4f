"""The document around the pages, as the real server sends it."""

import urllib.request

import pytest
from playwright.sync_api import expect

from pages._document import FRAME_CODE, LATER_CODE, scripts, with_needed


@pytest.fixture(scope="module")
def address(own_machine) -> str:
    return own_machine.url


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
    for name in (*FRAME_CODE, *LATER_CODE):
        assert scripts((name,)), name


def test_only_a_page_that_opens_with_a_chart_asks_for_its_code_at_once(address) -> None:
    for file in with_needed(("ArrowVegaLiteChart",)):
        assert f'"{file}"' in fetched(f"{address}/indikaattori")
        assert f'"{file}"' not in fetched(address)


def test_what_the_next_pages_have_is_loaded_while_the_first_is_read(address, visitor) -> None:
    page = visitor().new_page()
    (table,) = scripts(("DataFrame",))
    with page.expect_response(f"**/{table}"):
        page.goto(f"{address}/?kunta=290")


@pytest.mark.parametrize("path", ["/indikaattori", "/aineisto/"])
def test_a_deep_link_finds_its_server_at_once(address, visitor, path) -> None:
    page = visitor().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{path}?kunta=290")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert {url for url in asked if "health" in url} == {f"{address}/_stcore/health"}


def test_other_answers_are_left_alone(address) -> None:
    assert fetched(f"{address}/_stcore/health") == "ok"
