"""How long a document takes through the warm worker, and what it costs everybody else meanwhile.

The draft is one that a municipality really makes: 20 findings with their areas, eight chapters' worth of
text in six, 15 goals, observations. Beside each format stands the least that its library does for the same
figures: one chart with its workbook (Word, PowerPoint), the same number of cells (Excel), a page of the
same letters (PDF). Another reader's page changes are measured in turn, with documents being made and
without. With 2 cores it takes about two minutes. It needs Chromium (``make test`` installs it).
"""

import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import typst
from openpyxl import Workbook
from playwright.sync_api import Browser, sync_playwright
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from benchmarks.measuring import Row, arguments, report, row
from benchmarks.pages import CHROMIUM, ROOT, change_page, fresh_page, open_page, server
from hvk_data.catalogue import load
from hvk_data.findings import CHAPTERS, Findings, Goals, Observations
from hvk_data.paths import SHIPPED
from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.report.kinds import Format
from hvk_data.report.worker import Worker
from hvk_data.store import Store
from hvk_data.store.build import build

MUNICIPALITY = "837"
FINDINGS, GOALS, WORDS = 20, 15, 450
LIMITS: dict[Format, float] = {"docx": 2000, "xlsx": 2000, "pptx": 2000, "pdf": 3000}
AGAINST = ("county", "maakunta", "country", "median_region")
SENTENCE = "Kunnan luku on muuttunut viime vuosina, ja hyvinvointiryhmä pitää muutosta tärkeänä."


def full_draft(home: Path) -> str:
    """A draft of full size in the data folder ``home``, whose store is of what ships; its code."""
    store = Store(home)
    reader = store.reader()
    known = index(reader).indicators
    database = home / "findings.sqlite"
    findings, goals, observations = Findings(database), Goals(database), Observations(database)
    draft = findings.create_draft("Tampereen hyvinvointikertomus", MUNICIPALITY, "fi")
    picked = 0
    for indicator in [one for one in load().indicators if one in known and known[one].in_store]:
        comparison = compare(reader, MUNICIPALITY, indicator, AGAINST)
        if comparison.own.latest is None:
            continue
        kind = ("strength", "concern", "note")[picked % 3]
        finding = findings.pick(draft.code, comparison, SENTENCE, kind)
        if picked < 3:
            one = observations.add(
                draft.code,
                finding=finding.id,
                stance=("supports", "challenges", "completes")[picked],
                source="association",
                text="Järjestön tapaamisissa sama on näkynyt koko syksyn.",
                theme="osallisuus",
                group="nuoret",
                area="",
                method="kysely",
                people=34,
                collected_on=date(2025, 10, 3),
                consent=True,
            )
            observations.moderate(one.id, draft.code, "published")
        picked += 1
        if picked == FINDINGS:
            break
    for chapter in CHAPTERS:
        findings.write_chapter(draft.code, chapter, _chapter_text())
    for place in range(GOALS):
        goals.add(
            draft.code,
            focus=("Lapset ja nuoret", "Työikäiset", "Ikäihmiset")[place % 3],
            goal=f"Yhä useampi osallistuu kunnan toimintaan ({place + 1})",
            action="Avataan kohtaamispaikka ja palkataan ohjaaja",
            owner="Hyvinvointikoordinaattori",
            partners="Järjestöt, hyvinvointialue",
            resources="0,5 henkilötyövuotta",
            schedule="2026–2027",
            metric="Osallistujien määrä",
            baseline="120",
            baseline_year=2024,
            target="200",
            target_year=2028,
            status="under_way",
            budget_target="Kohtaamispaikkoja 2",
            strategy="Elinvoima",
        )
    findings.close()
    store.close()
    return draft.code


def _chapter_text() -> str:
    """A third more than one chapter's worth: eight chapters' worth of words in the six."""
    words = int(WORDS * 8 / 6)
    sentence = "Kunnan asukkaiden **hyvinvointi** on *hyvää* ja erot ryhmien välillä ovat pieniä. "
    paragraph = sentence * 6
    many = words // len(paragraph.split()) + 1
    return "\n\n".join(["## Tilanne", *([paragraph] * many), "- ensimmäinen\n- toinen\n- kolmas"])


def made(worker: Worker, code: str, kind: Format, runs: int) -> list[float]:
    """Milliseconds of ``runs`` documents."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        worker.make(code, kind)
        times.append((time.perf_counter() - start) * 1000)
    return times


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of ``runs`` rounds of ``work``."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


def bare_docx() -> None:
    """As much text and as many tables as the draft has, with nothing else."""
    word = docx.Document()
    for _ in range(FINDINGS):
        word.add_paragraph(SENTENCE * 20)
        table = word.add_table(7, 7)
        for line in table.rows:
            for cell in line.cells:
                cell.text = "12,8"
    word.save(BytesIO())


def bare_xlsx() -> None:
    """As many cells as the draft's figures have, with nothing else."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for year in range(FINDINGS * 5 * 20):
        sheet.append([year, 12.8] * 8)
    workbook.save(BytesIO())


def bare_pptx() -> None:
    """As many charts as the draft has, with nothing else."""
    shown = Presentation()
    for _ in range(FINDINGS):
        slide = shown.slides.add_slide(shown.slide_layouts[5])
        data = CategoryChartData()
        data.categories = range(20)
        for area in range(5):
            data.add_series(str(area), range(20))
        slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(1), Inches(8), Inches(4), data)
    shown.save(BytesIO())


def bare_pdf() -> None:
    """As much text as the draft has, with nothing else."""
    typst.compile((f"{time.perf_counter()} " + SENTENCE * 800).encode(), format="pdf")


BARE: dict[Format, tuple[str, Callable[[], None]]] = {
    "docx": ("python-docx, plain text and tables", bare_docx),
    "xlsx": ("openpyxl, plain cells", bare_xlsx),
    "pptx": ("python-pptx, plain charts", bare_pptx),
    "pdf": ("typst, plain text", bare_pdf),
}


@contextmanager
def busy(worker: Worker, code: str) -> Iterator[None]:
    """Documents of every format are made one after another for as long as this is open."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            for kind in LIMITS:
                worker.make(code, kind)
                if stop.is_set():
                    break

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def page_changes(
    browser: Browser, home: Path, worker: Worker, code: str, rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of another reader's page changes: while documents are made, and while none are."""
    while_made, quiet = [], []
    with server(ROOT / "dashboard.py", home) as address, fresh_page(browser) as page:
        open_page(page, address, "/", chart=False)
        for path in ("/indikaattori", "/"):
            change_page(page, path, chart=path == "/indikaattori")
        for _ in range(rounds):
            for path in ("/indikaattori", "/"):
                quiet.append(change_page(page, path, chart=path == "/indikaattori"))
            with busy(worker, code):
                time.sleep(0.2)
                for path in ("/indikaattori", "/"):
                    while_made.append(change_page(page, path, chart=path == "/indikaattori"))
    return while_made, quiet


def measure(runs: int, rounds: int) -> tuple[list[Row], dict[str, object]]:
    """All rows, and whether each format kept its limit of milliseconds."""
    home = Path(tempfile.mkdtemp(prefix="hvk-report-"))
    os.environ["HVK_HOME"] = str(home)
    try:
        build(home, SHIPPED / "snapshot")
        code = full_draft(home)
        rows, kept = [], {}
        with Worker() as worker:
            for kind, limit in LIMITS.items():
                first = made(worker, code, kind, 1)
                times = made(worker, code, kind, runs)
                name, bare = BARE[kind]
                rows.append(row(f"{kind}, warm worker", times, name, timed(bare, runs)))
                middle = statistics.median(times)
                kept[f"{kind}_ms"] = {
                    "median": round(middle),
                    "first": round(first[0]),
                    "limit": limit,
                    "met": middle <= limit,
                }
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
                slowed, quiet = page_changes(browser, home, worker, code, rounds)
                browser.close()
        rows.append(
            row("page change, documents made meanwhile", slowed, "page change, none made", quiet, 1.5)
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return rows, kept


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=5, help="documents of each format (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=6, help="rounds of page changes (default: %(default)s)")
    options = parser.parse_args()
    rows, kept = measure(options.runs, options.rounds)
    report("report", rows, as_json=options.json, **kept)


if __name__ == "__main__":
    main()
