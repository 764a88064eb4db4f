"""Who may import whom, what an import costs, and what this asks of the machine."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OF_UNIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog", "readline", "curses"}
HEAVY = {
    "pandas",
    "duckdb",
    "streamlit",
    "sqlalchemy",
    "docx",
    "pptx",
    "openpyxl",
    "pyarrow",
    "scipy",
    "altair",
}
# Distributions that import no module of ours by name, and what needs them.
UNNAMED: dict[str, str] = {}


def product_files() -> list[Path]:
    """The Python files that run on a user's machine."""
    folders = [ROOT / "hvk_data", ROOT / "pages"]
    return [ROOT / "dashboard.py", *(path for folder in folders for path in sorted(folder.rglob("*.py")))]


def imports(path: Path, *, when_imported: bool = False) -> Iterator[str]:
    """The full names of modules that the file imports; only those that its own import runs, if asked."""
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif when_imported and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        elif when_imported and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            todo.extend(node.orelse)
            continue
        todo.extend(ast.iter_child_nodes(node))


def top(name: str) -> str:
    return name.split(".")[0]


def direct_requirements() -> set[str]:
    """The names in the first part of requirements.txt, in the form that packages are compared by."""
    first_part = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("# What those bring")[0]
    return {normal(line.split("==")[0]) for line in first_part.splitlines() if re.match(r"\w", line)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_import_linter_keeps_every_contract() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout


def test_the_command_line_stays_light() -> None:
    program = "import json, sys, hvk_data.__main__; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    loaded = {top(name) for name in json.loads(ran.stdout)}
    assert not loaded & HEAVY


def test_only_the_pages_know_streamlit() -> None:
    who = {path for path in product_files() if "streamlit" in map(top, imports(path))}
    assert who
    assert {path.relative_to(ROOT).parts[0] for path in who} <= {"dashboard.py", "pages"}


def test_nothing_without_a_screen_knows_the_pages() -> None:
    for path in sorted((ROOT / "hvk_data").rglob("*.py")):
        assert not {"pages", "dashboard"} & set(map(top, imports(path))), path


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_importing_needs_nothing_that_windows_lacks(path: Path) -> None:
    assert not OF_UNIX_ONLY & set(map(top, imports(path, when_imported=True)))


def test_requirements_name_what_is_imported_and_nothing_else() -> None:
    ours = {"hvk_data", "pages", "dashboard"}
    modules = {top(name) for path in product_files() for name in imports(path)}
    providers = packages_distributions()
    needed = {
        normal(providers[module][0]) for module in modules - ours if module not in sys.stdlib_module_names
    }
    assert direct_requirements() == needed | UNNAMED.keys()
