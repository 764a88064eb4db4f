"""Pages to be printed, from the real server: they stand alone, and nothing runs in them."""

import re
import subprocess
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from hvk_data.findings import Findings
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare

KUHMO = "290"
HOSTILE = "</p><script>document.title='murrettu'</script><img src=x onerror=alert(1)> & \"lainaus\""
PAGES = ("alku", "indikaattori", "raportti")


class Tags(HTMLParser):
    """The elements of a page and its attributes' names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture(scope="module")
def draft(own_machine, reader):
    with Findings(own_machine.home / "findings.sqlite") as findings:
        made = findings.create_draft(f"Luonnos {HOSTILE}", KUHMO, "fi")
        findings.write_chapter(made.code, "summary", f"Tiivistelmä. {HOSTILE}")
        for indicator in ("181", "3195"):
            findings.pick(made.code, compare(reader, KUHMO, indicator), f"Lause. {HOSTILE}", "concern")
        return made


@pytest.fixture
def address(own_machine, draft):
    def of(page: str, language: str = "fi", **changes: str) -> str:
        said = {"sivu": page, "kunta": KUHMO, "ind": "181", "kieli": language, "luonnos": draft.code}
        return f"{own_machine.url}/tuloste?{urlencode(said | changes)}"

    return of


def fetched(address: str):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer, answer.read().decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_alone_in_each_language(address, page, language) -> None:
    answer, said = fetched(address(page, language))
    assert f'<html lang="{language}">' in said
    assert "Kuhmo" in said
    assert text(language, "print.back") in said
    assert re.search("Sotkanet", said)
    tags = Tags(said)
    assert {"h1", "svg", "table", "thead", "th", "footer"} <= set(tags.names)
    assert tags.names.count("h1") == 1
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(tags.names)
    assert not [name for name in tags.attributes if name.startswith("on") or name == "style"]
    assert "murrettu" not in said or "&lt;script&gt;" in said
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_what_people_wrote_is_there_as_text(address) -> None:
    _, said = fetched(address("raportti"))
    assert said.count("Lause. &lt;/p&gt;&lt;script&gt;") >= 2
    assert "Tiivistelmä. &lt;/p&gt;" in said
    assert text("fi", "report.chapter_summary") in said


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"luonnos": "0" * 32}, 404),
        ({"luonnos": ""}, 404),
        ({"luonnos": "../x"}, 404),
        ({"sivu": "muu"}, 404),
    ],
)
def test_a_draft_is_given_to_its_code_only(address, changes, status) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetched(address("raportti", **changes))
    assert caught.value.code == status
    said = caught.value.read().decode()
    assert text("fi", "print.cannot") in said
    assert "Lause" not in said


@pytest.mark.parametrize("page", PAGES)
def test_on_paper_it_is_a4_and_on_a_phone_as_wide_as_the_phone(
    address, visitor, tmp_path: Path, page
) -> None:
    screen = visitor(viewport={"width": 320, "height": 800}).new_page()
    complaints: list[str] = []
    screen.on("console", lambda message: complaints.append(message.text))
    screen.goto(address(page))
    assert screen.evaluate("document.scrollingElement.scrollWidth") == 320
    # The style is applied, so the policy lets it through.
    assert screen.evaluate("getComputedStyle(document.querySelector('tbody tr')).breakInside") == "avoid"
    assert not [one for one in complaints if "favicon" not in one and "404" not in one]
    screen.pdf(path=tmp_path / "sivu.pdf", prefer_css_page_size=True)
    said = subprocess.run(
        ["pdfinfo", tmp_path / "sivu.pdf"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert "A4" in said
    words = subprocess.run(
        ["pdftotext", tmp_path / "sivu.pdf", "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert "Kuhmo" in words
    assert "Sotkanet" in words
    assert text("fi", "print.back") not in words


def test_the_page_on_screen_leads_to_it(own_machine, visitor, at, draft) -> None:
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}&kieli=fi")
    at(page, text("fi", "report_page.title"))
    with page.expect_popup() as opened:
        page.get_by_role("link", name=text("fi", "print.open")).click()
    assert "Luonnos" in opened.value.get_by_role("heading", level=1).inner_text()
