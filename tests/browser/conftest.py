"""The real server in a process of its own, and browsers that reach nothing but it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name is found but the server's own: there is no network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE = 30_000
DRAWING = "[data-testid=stApp]:not([data-test-script-state=notRunning])"
NOWHERE = "http://127.0.0.1:9"


class Server:
    """The dashboard on a port of its own, with a data folder of its own; it can die and come back."""

    def __init__(self, home: Path, **surroundings: str) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        # Whatever the server would ask of another host goes nowhere.
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOWHERE)
        self._surroundings = {**os.environ, "HVK_HOME": os.fspath(home), **proxies, **surroundings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and return when it answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home.parent / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(self.port)],
                cwd=ROOT,
                env=self._surroundings,
                stdout=log,
                stderr=log,
            )
        health = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end = time.monotonic() + 60
        while True:
            try:
                health.open(f"{self.url}/_stcore/health", timeout=5).close()
            except OSError:
                assert self._process.poll() is None, "the server ended"
                assert time.monotonic() < end, "the server does not answer"
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """End it without a warning, as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=20)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory, shipped_home: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers; ``empty`` ones on a data folder where nothing has ever been."""
    servers: list[Server] = []

    def start(*, empty: bool = False, **surroundings: str) -> Server:
        home = tmp_path_factory.mktemp("Äijälän oma kone") / "tieto kansio ä"
        if not empty:
            shutil.copytree(shipped_home, home)
        server = Server(home, **surroundings)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def own_machine(serve: Callable[..., Server]) -> Server:
    """A server of a person's own machine."""
    return serve()


@pytest.fixture(scope="session")
def shared(serve: Callable[..., Server]) -> Server:
    """A server for many people."""
    return serve(HVK_SHARED="1")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that ``make test`` installs."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        assert program, "chromium is missing: make test installs it"
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers of different people. After the test, no one's may have asked for another host."""
    people: list[BrowserContext] = []
    asked: set[str] = set()

    def arrive(**options: object) -> BrowserContext:
        person = chromium.new_context(locale="fi-FI", accept_downloads=True, **options)
        person.set_default_timeout(PATIENCE)
        person.on("request", lambda request: asked.add(request.url))
        person.on("page", _waits_while_drawn)
        people.append(person)
        return person

    yield arrive
    for person in people:
        person.close()
    assert asked
    elsewhere = {url for url in asked if not _own(url)}
    assert not elsewhere


def _waits_while_drawn(page: Page) -> None:
    """Have each action and each expectation on the page wait until the server has drawn it.

    In the midst of it an element can stand twice, as it was and as it is now.
    """
    page.add_locator_handler(page.locator(DRAWING), lambda: None)


def _own(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"


def heading(page: Page, said: str) -> None:
    """Wait until the page's own heading stands, and nothing more is being drawn."""
    expect(page.get_by_role("heading", level=1, name=said, exact=True)).to_be_visible()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the server has nothing more to draw."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()


def choose(page: Page, box: Locator, words: str, option: str) -> None:
    """Type into a list and take the option; open a list again that closes as the page is drawn or scrolls."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(10):
        box.fill("")
        box.fill(words)
        try:
            wanted.click(timeout=3000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{option} was never offered")


def take(page: Page, box: Locator, option: str, address: re.Pattern[str]) -> None:
    """Type the option's name into the list, take it with Enter, and wait for ``address``, which says it.

    A choice made in the moment in which the page is drawn anew is lost with the list: it is made again.
    """
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(10):
        if address.search(page.url):
            return
        try:
            box.focus(timeout=3000)
            page.keyboard.press("Control+a")
            page.keyboard.type(option)
            expect(box).to_have_attribute("aria-activedescendant", re.compile("."), timeout=3000)
            active = box.get_attribute("aria-activedescendant", timeout=3000)
            if wanted.get_attribute("id", timeout=3000) == active:
                page.keyboard.press("Enter")
                page.wait_for_url(address, timeout=6000)
                return
        except (AssertionError, TimeoutError):
            continue
    raise AssertionError(f"{option} was never taken")


@pytest.fixture
def at() -> Callable[[Page, str], None]:
    """Waits for a page by its heading."""
    return heading
