"""A picture of every page, to be looked at one by one: ``make screens`` fills the folder ``screens/``.

The real server on a data folder of its own, with a draft, findings and a workshop's list in it; each page
on a desktop, on a phone, in the dark, in Swedish, and as it is printed. ``--pictures`` makes those that
the documentation shows instead.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from hvk_data.findings import Concerns, Findings, Goals, Observations
from hvk_data.paths import home
from hvk_data.queries.compare import compare, with_needed_median
from hvk_data.store import open_store
from hvk_data.store.prepare import ensure_store
from pages._pages import PAGES
from tests.browser.conftest import CHROMIUM, Server

ROOT = Path(__file__).parent.parent
FOLDER, PICTURES = ROOT / "screens", ROOT / "docs" / "pictures"
KUHMO = "290"
PATIENCE = 60_000
DESKTOP, PHONE, SCREEN, A4 = 1280, 360, 1600, 794
PRINTED = ("alku", "indikaattori", "raportti")
OF_DRAFT = ("havainnot", "kokemukset", "suunnitelma", "raportti", "esitys")
FINDINGS = (
    ("228", "concern", "Joka seitsemäs lapsi elää pienituloisessa perheessä. Mitä kunta voi tehdä itse?"),
    ("6103", "strength", "Seulontaan osallistutaan hyvin."),
    ("127", "note", ""),
)
CHAPTER = "**Väki vähenee**, mutta talkoohenki elää. Kuhmossa on {{127}}.\n\n- kylät\n- metsät"
GOALS: tuple[dict[str, Any], ...] = (
    {
        "goal": "Yhä harvempi lapsi elää pienituloisessa perheessä",
        "action": "Perheiden palveluohjaus ja maksuttomat harrastukset",
        "owner": "Hyvinvointilautakunta",
        "partners": "Kainuun hyvinvointialue, järjestöt",
        "schedule": "2026–2028",
        "indicator": "228",
        "baseline": "14,8 %",
        "baseline_year": 2021,
        "target": "12 %",
        "target_year": 2028,
        "status": "under_way",
        "focus": "Lapset ja perheet",
    },
    {"goal": "Kylillä ei jäädä yksin"},
)
OBSERVED: dict[str, Any] = {
    "theme": "Liikkuminen",
    "group": "Ikääntyneet",
    "area": "Sivukylät",
    "source": "association",
    "method": "Kyläilta",
    "stance": "completes",
    "consent": True,
}
COLLECTED = date(2026, 3, 4)
OBSERVATIONS = (
    ("Kyydit asiointiin puuttuvat, eikä bussi kulje viikonloppuna.", 4),
    ("Kyläillat on koettu tärkeiksi: niissä tavataan ja saadaan apua.", 14),
)
CONCERNS = (
    ("joy", "Talkoohenki ja vilkkaat kylät"),
    ("joy", "Luonto on kaikkien lähellä"),
    ("worry", "Yksinäisyys kylillä"),
    ("worry", "Nuoret muuttavat pois"),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: which page and how it is looked at."""

    name: str
    path: str
    parameters: tuple[tuple[str, str], ...] = (("kunta", KUHMO),)
    width: int = DESKTOP
    dark: bool = False
    printed: bool = False
    height: int | None = None
    language: str = "fi"
    toured: bool = False
    at: str = ""

    @property
    def address(self) -> str:
        return f"/{self.path}?{urlencode({'kieli': self.language, **dict(self.parameters)})}"


def every_path() -> list[str]:
    """The address of every page that the program has."""
    return [listed.path for listed in PAGES]


def every_page(draft: str) -> Iterator[Shot]:
    """Every page that the program has, with what it needs to be full."""
    paths = every_path()
    own = (("kunta", KUHMO),)
    yield Shot("tervetuloa", "", ())
    yield Shot("indikaattori-haku", "indikaattori", own)
    yield Shot("esitys-luvut", "esitys", (*own, ("ind", "683")), width=SCREEN)
    for path in paths:
        parameters = {
            "indikaattori": (*own, ("ind", "228")),
            **dict.fromkeys(OF_DRAFT, (*own, ("luonnos", draft))),
        }.get(path, own)
        yield Shot(path or "alku", path, parameters, width=SCREEN if path == "esitys" else DESKTOP)


def every_shot(draft: str) -> Iterator[Shot]:
    """Every page as each kind of reader sees it, and those that can be printed as they are printed."""
    for page in every_page(draft):
        yield page
        yield replace(page, name=f"{page.name}-puhelin", width=PHONE)
        yield replace(page, name=f"{page.name}-tumma", dark=True)
        yield replace(page, name=f"{page.name}-sv", language="sv")
        if page.name in PRINTED:
            parameters = (("sivu", page.name), *page.parameters)
            yield Shot(f"{page.name}-tuloste", "tuloste", parameters, width=A4, printed=True)


def documented(draft: str) -> Iterator[Shot]:
    """Those that the documentation shows: one screen each, and small."""
    own = (("kunta", KUHMO),)
    yield Shot("alku", "", own, height=700, toured=True, at="children")
    yield Shot("indikaattori", "indikaattori", (*own, ("ind", "228")), height=800)
    yield Shot("esitys", "esitys", (*own, ("luonnos", draft)), height=800)


def work() -> str:
    """A data folder with figures, a draft with findings and a workshop's list; gives the draft's code."""
    ensure_store(home())
    reader = open_store(home()).reader()
    with Findings() as findings:
        draft = findings.create_draft("Hyvinvointikertomus, Kuhmo", KUHMO, "fi")
        for indicator, kind, sentence in FINDINGS:
            found = with_needed_median(reader, KUHMO, compare(reader, KUHMO, indicator))
            picked = findings.pick(draft.code, found, sentence, kind)
        findings.write_chapter(draft.code, "summary", "Väki vähenee, mutta talkoohenki elää.")
        findings.write_chapter(draft.code, "summary", CHAPTER)
        for goal in GOALS:
            Goals().add(draft.code, **goal)
        for text, people in OBSERVATIONS:
            told = Observations().add(
                draft.code, text=text, people=people, finding=picked.id, **OBSERVED, collected_on=COLLECTED
            )
        Observations().moderate(told.id, draft.code, "published")
        for kind, words in CONCERNS:
            Concerns().add(draft.code, kind, words)
    return draft.code


def take(browser: Browser, server: Server, shot: Shot, folder: Path) -> None:
    """Open the page and keep its picture, whole unless a height is asked for."""
    person = browser.new_context(
        viewport={"width": shot.width, "height": shot.height or 900},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    if shot.toured:
        person.add_cookies([{"name": "hvk", "value": f"fi.{KUHMO}.t.", "url": server.url}])
    page = person.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.url + shot.address)
    page.wait_for_selector("h1")
    if shot.printed:
        page.emulate_media(media="print")
    else:
        _settle(page)
    if shot.height is None and not shot.printed:
        # The page scrolls within itself: the window is made as high as all of it.
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": shot.width, "height": min(height + 40, 9000)})
        _settle(page)
    if shot.at:
        page.evaluate(f"document.getElementById('{shot.at}').scrollIntoView()")
        _settle(page)
    page.screenshot(path=folder / f"{shot.name}.png", full_page=shot.printed)
    person.close()


def _settle(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)  # charts draw themselves after everything has come


def main() -> None:
    """Start the server, take the pictures, say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", action="store_true", help="those of the documentation")
    parser.add_argument("--only", default="", help="those with this in their name")
    asked = parser.parse_args()
    folder = PICTURES if asked.pictures else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["HVK_HOME"] = temporary
        draft = work()
        server = Server(Path(temporary))
        server.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
                for shot in documented(draft) if asked.pictures else every_shot(draft):
                    if asked.only in shot.name:
                        take(browser, server, shot, folder)
                        print(folder / f"{shot.name}.png", flush=True)
                browser.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
