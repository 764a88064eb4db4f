"""The house rules that no linter knows, checked over the tree as it is committed."""

import ast
import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    ".streamlit",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    "README.md",
    "benchmarks",
    "dashboard.py",
    "data",
    "docs",
    "hvk_data",
    "pages",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
    "tests",
}
LONGEST_PAGE = 150
# Written in pieces, so that this file does not hold what it forbids.
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:wor" r"k|roo" r"t|home/\w+)/|\b[A-Z]:\\" r"Users\\")
PACKAGE_HOSTS = re.compile(
    r"\b(?:pypi"
    r"\.org|pythonhosted"
    r"\.org|deb\.debian"
    r"\.org|npmjs"
    r"\.(?:org|com)|proxy\.golang"
    r"\.org)"
)
NOT_RUN = re.compile(
    r"pytest\.(?:sk" r"ip|importor" r"skip|xfa" r"il)|mark\.(?:sk" r"ip|xfa" r"il)|unittest\.mo" r"ck"
)
SQL = re.compile(
    r"\b(?:SELECT\b.*\bFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+TABLE)\b", re.S
)
# What draws its first argument, or its label, for people to read.
DRAWS_TEXT = {
    *("title", "header", "subheader", "write", "markdown", "caption", "text", "html", "badge", "metric"),
    *("button", "download_button", "link_button", "form_submit_button", "page_link", "popover", "dialog"),
    *("checkbox", "toggle", "radio", "selectbox", "multiselect", "segmented_control", "pills", "tabs"),
    *("text_input", "text_area", "number_input", "slider", "select_slider", "file_uploader", "expander"),
    *("status", "spinner", "progress", "toast", "info", "warning", "error", "success"),
}
LABELS = {"label", "body", "help", "placeholder", "page_title", "caption", "title", "text"}
NOT_WORDS = re.compile(
    r"<script>.*|<[^>]*>|:material/\w+:|:[a-z]+-background|:(?:small|gray)\[|&\w+;|\{[^}]*\}", re.S
)


def tracked() -> list[Path]:
    """The files of the tree, committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """The tracked files that are text."""
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8")


def python(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def strings(module: ast.Module) -> Iterator[ast.Constant]:
    """The string constants that are not docstrings."""
    bare = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node


def literals(node: ast.expr) -> Iterator[str]:
    """The literal words in an argument: a constant, the fixed parts of an f-string, a list of them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.List | ast.Tuple):
        for part in node.elts:
            yield from literals(part)
    elif isinstance(node, ast.BinOp):
        yield from literals(node.left)
        yield from literals(node.right)


def drawn(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and words of each literal that a call draws for people to read."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        logged = isinstance(node.func.value, ast.Name) and node.func.value.id == "_LOG"
        if node.func.attr in DRAWS_TEXT and not logged:
            arguments = node.args[:1] + [word.value for word in node.keywords if word.arg in LABELS]
            for argument in arguments:
                for literal in literals(argument):
                    yield node.lineno, literal


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} == TOP_LEVEL


@pytest.mark.parametrize("pattern", [OF_ONE_MACHINE, PACKAGE_HOSTS], ids=["paths", "package hosts"])
def test_nothing_names_one_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in texts()
        for match in pattern.finditer(text)
    ]
    assert not found


def test_every_test_runs_and_none_fakes_a_part() -> None:
    found = [path for path in python("tests") if NOT_RUN.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_every_sql_file_is_used() -> None:
    for sql in sorted((ROOT / "hvk_data").rglob("*.sql")):
        package = sql.parent.parent if sql.parent.name == "sql" else sql.parent
        asked = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
        assert re.search(rf"[\"'/]{re.escape(sql.stem)}(?:\.sql)?[\"']", asked), f"nobody asks {sql.name}"


@pytest.mark.parametrize("path", python("pages"), ids=lambda path: path.name)
def test_a_page_is_short_and_holds_no_words_and_no_sql(path: Path) -> None:
    module = tree(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE
    for constant in strings(module):
        assert not SQL.search(constant.value), f"line {constant.lineno}: SQL"
        assert not re.search("[åäöÅÄÖ]", constant.value), f"line {constant.lineno}: {constant.value!r}"
    words = [(line, text) for line, text in drawn(module) if re.search(r"[^\W\d_]", NOT_WORDS.sub("", text))]
    assert not words


@pytest.mark.parametrize("folder", ["hvk_data", "pages", "tests", "benchmarks"])
def test_files_are_opened_as_utf8(folder: str) -> None:
    """Windows would read and write its own code page."""
    for path in python(folder):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = any(word.arg in ("encoding", None) for word in node.keywords)
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            if name == "read_text":
                assert said or node.args, place
            if name == "write_text":
                assert said or len(node.args) > 1, place


def environments() -> Iterator[dict[str, str]]:
    """The systems and Pythons that requirements.txt must serve."""
    for system, platform, os_name in (
        ("linux", "Linux", "posix"),
        ("win32", "Windows", "nt"),
        ("darwin", "Darwin", "posix"),
    ):
        for minor in range(11, 15):
            yield {
                "sys_platform": system,
                "platform_system": platform,
                "os_name": os_name,
                "python_version": f"3.{minor}",
                "python_full_version": f"3.{minor}.0",
            }


def brought(name: str, extras: frozenset[str]) -> set[tuple[str, frozenset[str]]]:
    """What a package requires, on any of the systems, with these extras."""
    return {
        (canonicalize_name(required.name), frozenset(required.extras))
        for required in map(Requirement, distribution(name).requires or [])
        if required.marker is None
        or any(
            required.marker.evaluate({**on, "extra": extra})
            for on in environments()
            for extra in {"", *extras}
        )
    }


def test_requirements_pin_everything_that_they_bring() -> None:
    """So that an install two years from now gives the same program, on Windows too."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if line and not line.startswith("#")]
    names = {canonicalize_name(requirement.name) for requirement in pinned}
    assert all(re.fullmatch(r"==[\w.]+", str(requirement.specifier)) for requirement in pinned)
    todo = {(name, frozenset[str]()) for name in names}
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        item = todo.pop()
        seen.add(item)
        assert item[0] in names, f"{item[0]} is brought and not pinned"
        todo |= brought(*item) - seen


def test_requirements_are_what_is_installed() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and line[0] not in "#-":
                requirement = Requirement(line)
                try:
                    found = distribution(requirement.name).version
                except PackageNotFoundError:
                    found = "nothing"
                assert requirement.specifier.contains(found), f"{line}: found {found}"


def test_ci_runs_what_a_developer_runs() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    planned = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    for check in ("ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"):
        assert check in planned
    for excuse in ("|| true", "--exit-zero", "|| :"):
        assert excuse not in planned
