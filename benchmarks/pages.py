"""How long people wait for our pages, beside a trivial Streamlit app that draws one chart a page.

Both servers are started and both apps opened in headless Chromium in turn within one run, so that a
busy minute of the machine weighs on both. Measured until the script has ended and what it draws is
drawn: the cold start (process start to first page), the first page with a chart in a fresh browser and
its first paint, changes of page by a click, the first to a page with a chart among them after a while on
*Alku*, and another municipality or another area to compare with, until its line is drawn.

With 2 cores it takes about three minutes. It needs Chromium (``make test`` installs it).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import Row, arguments, p95, report, row
from hvk_data.language import text

ROOT = Path(__file__).resolve().parent.parent
MUNICIPALITY = "837"
INDICATOR = "181"
QUERY = f"?kieli=fi&kunta={MUNICIPALITY}&ind={INDICATOR}"
# Changing to each in this order; those with a chart are done only when it stands.
CHANGES = ("/indikaattori", "/vertailu", "/havainnot", "/raportti", "/aineisto", "/")
CHARTS = {"/indikaattori"}
READING_SECONDS = 3.0
CHOSEN = ("Kuhmo", "Kauniainen", "Kemi", "Maalahti", "Oulu")
CHOSEN_ROUNDS = 4
COMPARED = ("Nokia", "Lahti", "Sastamala")
CHOICE_GOAL_MS = 500
TIMEOUT_MS = 60_000

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

TRIVIAL = """
import pandas as pd
import streamlit as st

frame = pd.DataFrame({"year": range(2000, 2022), "value": range(22)})


def page(name):
    def draw():
        st.title(name)
        st.line_chart(frame, x="year", y="value")

    return st.Page(draw, title=name, url_path="" if name == "one" else name, default=name == "one")


st.navigation([page("one"), page("two")]).run()
"""

# Runs in the page. Resolves with the milliseconds from now (after the click, if a path is given to
# click) until the page is there: right path, a heading other than `before`, the script at rest,
# nothing stale, and the chart drawn where one is expected.
UNTIL_SHOWN = """
([path, before, chart, click, patience]) => new Promise((resolve, reject) => {
  const start = performance.now();
  const visible = element => element.offsetParent !== null;
  if (click) {
    const link = [...document.querySelectorAll("a[href]")]
      .find(a => visible(a) && new URL(a.href).pathname === path);
    if (!link) { reject(new Error("no visible link to " + path)); return; }
    link.click();
  }
  const shown = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const heading = document.querySelector('[data-testid="stMain"] h1');
    return location.pathname === path
      && app?.getAttribute("data-test-script-state") === "notRunning"
      && heading && heading.innerText.trim() !== "" && heading.innerText !== before
      && !document.querySelector('[data-testid="stMain"] [data-testid="stSkeleton"]')
      && (!chart || document.querySelector(
        '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg.marks'));
  };
  const look = () => {
    const failed = document.querySelector('[data-testid="stException"]');
    if (failed) reject(new Error(path + ": " + failed.innerText));
    else if (shown()) resolve(performance.now() - start);
    else if (performance.now() - start > patience) {
      const main = document.querySelector('[data-testid="stMain"]');
      reject(new Error(`never shown: ${path}; instead: ${main?.innerText.slice(0, 400)}`));
    }
    else setTimeout(look, 4);
  };
  look();
})
"""
PATIENCE_MS = TIMEOUT_MS - 1_000
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"

# What a choice in a field leads to: once Enter is pressed, the milliseconds until the first chart has
# the name in it and nothing is being drawn any more are in `window.waited`.
ON_ENTER = """
([name, patience]) => {
  const drawn = () => {
    const chart = document.querySelector('[data-testid="stVegaLiteChart"] svg.marks');
    const app = document.querySelector('[data-testid="stApp"]');
    return app.getAttribute("data-test-script-state") === "notRunning"
      && chart && !chart.closest('[data-stale="true"]') && chart.textContent.includes(name);
  };
  if (drawn()) throw new Error("is there already: " + name);
  window.waited = new Promise((resolve, reject) => {
    const entered = event => {
      if (event.key !== "Enter") return;
      removeEventListener("keydown", entered, true);
      const start = performance.now();
      const look = () => {
        if (drawn()) resolve(performance.now() - start);
        else if (performance.now() - start > patience) reject(new Error("never drawn: " + name));
        else setTimeout(look, 4);
      };
      look();
    };
    addEventListener("keydown", entered, true);
  });
}
"""


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(script: Path, home: Path) -> Iterator[str]:
    """A Streamlit server of ``script`` on a free port, healthy; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(
        command,
        cwd=script.parent,
        env=os.environ | {"HVK_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        await_health(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def await_health(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; RuntimeError where it ended or never does."""
    deadline = time.monotonic() + TIMEOUT_MS / 1000
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server never became healthy")


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has no cache yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    try:
        yield page
    finally:
        context.close()


def open_page(page: Page, address: str, path: str, *, chart: bool) -> float:
    """Milliseconds from asking for the address until the page is shown."""
    start = time.perf_counter()
    page.goto(address + path + QUERY, wait_until="commit")
    page.evaluate(UNTIL_SHOWN, [path, None, chart, False, PATIENCE_MS])
    return (time.perf_counter() - start) * 1000


def change_page(page: Page, path: str, *, chart: bool) -> float:
    """Milliseconds from a click on the link to ``path`` until that page is shown."""
    before = page.locator('[data-testid="stMain"] h1').first.inner_text()
    return float(page.evaluate(UNTIL_SHOWN, [path, before, chart, True, PATIENCE_MS]))


def choose(page: Page, field: str, name: str) -> float:
    """Milliseconds from choosing ``name`` in the field until the first chart has it."""
    box = page.get_by_role("combobox", name=field, exact=True)
    box.click()
    box.fill(name)
    page.get_by_role("option").first.wait_for()
    page.evaluate(ON_ENTER, [name, PATIENCE_MS])
    box.press("Enter")
    took = float(page.evaluate("window.waited"))
    if page.get_by_role("listbox").count():  # a field for several stays open for the next one
        page.keyboard.press("Escape")
    return took


def cold_start(browser: Browser, script: Path, home: Path, *, chart: bool) -> float:
    """Milliseconds from starting the process until the first page is shown in a fresh browser."""
    start = time.perf_counter()
    with server(script, home) as address, fresh_page(browser) as page:
        open_page(page, address, "/", chart=chart)
        return (time.perf_counter() - start) * 1000


def first_chart(browser: Browser, address: str, path: str) -> tuple[float, float]:
    """Milliseconds to open a page with a chart in a fresh browser, and to its first paint."""
    with fresh_page(browser) as page:
        took = open_page(page, address, path, chart=True)
        return took, float(page.evaluate(FIRST_PAINT))


def choices(browser: Browser, address: str) -> dict[str, list[float]]:
    """Milliseconds to another municipality's chart, and to a chart with another area in it."""
    with fresh_page(browser) as page:
        open_page(page, address, "/indikaattori", chart=True)
        time.sleep(READING_SECONDS)
        against = [choose(page, text("fi", "pickers.against"), name) for name in COMPARED]
        return {
            "another area to compare with": against,
            "another municipality": [
                choose(page, text("fi", "frame.municipality"), name) for name in CHOSEN * CHOSEN_ROUNDS
            ],
        }


def changes(browser: Browser, ours: str, trivial: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of page changes: ours by path, the first chart after reading, and "trivial"."""
    times: dict[str, list[float]] = {path: [] for path in (*CHANGES, "first chart", "trivial")}
    for _ in range(rounds):
        with fresh_page(browser) as page, fresh_page(browser) as other:
            open_page(page, ours, "/", chart=False)
            open_page(other, trivial, "/", chart=True)
            time.sleep(READING_SECONDS)
            times["first chart"].append(change_page(page, "/indikaattori", chart=True))
            change_page(page, "/", chart=False)
            for number, path in enumerate(CHANGES):
                times[path].append(change_page(page, path, chart=path in CHARTS))
                times["trivial"].append(change_page(other, ("/two", "/")[number % 2], chart=True))
    return times


def measure(browser: Browser, program: Path, folder: Path, runs: int) -> tuple[list[Row], float]:
    """All rows, and the seconds of the very first start from an empty data folder."""
    ours, home = program / "dashboard.py", folder / "home"
    trivial = folder / "trivial.py"
    trivial.write_text(TRIVIAL, encoding="utf-8")
    first_ever = cold_start(browser, ours, home, chart=False)
    cold_start(browser, trivial, home, chart=True)
    cold = [
        (cold_start(browser, ours, home, chart=False), cold_start(browser, trivial, home, chart=True))
        for _ in range(runs)
    ]
    with server(ours, home) as address, server(trivial, home) as other:
        for warmed, path in ((address, "/indikaattori"), (other, "/")):
            first_chart(browser, warmed, path)
        charts = [
            (*first_chart(browser, address, "/indikaattori"), *first_chart(browser, other, "/"))
            for _ in range(runs)
        ]
        changed = changes(browser, address, other, runs)
        chosen = choices(browser, address)
    alone = "trivial page, one chart"
    later = changed["trivial"]
    rows = [
        row("cold start to Alku", [pair[0] for pair in cold], alone, [pair[1] for pair in cold], 1.5),
        row("first paint", [each[1] for each in charts], alone, [each[3] for each in charts], 1.5),
        row("first chart page", [each[0] for each in charts], alone, [each[2] for each in charts], 1.5),
        row("change to the first chart after Alku", changed["first chart"], alone, later, 2),
        *(row(f"change to {path}", changed[path], alone, later, 2) for path in CHANGES),
        *(
            Row(f"{what}, p95", p95(times), "goal", CHOICE_GOAL_MS, len(times), 1)
            for what, times in chosen.items()
        ),
    ]
    return rows, first_ever / 1000


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default: %(default)s)")
    parser.add_argument(
        "--program", type=Path, default=ROOT, help="the project's folder, to measure another checkout"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hvk-pages-"))
    try:
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
            rows, first_ever = measure(browser, options.program.resolve(), folder, options.runs)
            browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report("pages", rows, as_json=options.json, first_start_ever_seconds=round(first_ever, 2))


if __name__ == "__main__":
    main()
