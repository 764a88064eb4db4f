"""A draft by its code as a file: whole or not at all, wherever it was asked for."""

import re
import subprocess
import sys
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from hvk_data.findings import Findings, UnknownDraft
from hvk_data.language import LANGUAGES
from hvk_data.report.files import write
from hvk_data.report.gathered import document
from hvk_data.report.kinds import file_name
from hvk_data.report.whole import CannotWrite, DiskFull, replace_whole


@pytest.fixture
def saved(tmp_path, monkeypatch, samples):
    """A data folder with one draft in it; its code."""
    home = tmp_path / "tieto kansio ä"
    monkeypatch.setenv("HVK_HOME", str(home))
    monkeypatch.delenv("HVK_DATABASE_URL", raising=False)
    findings = Findings()
    draft = findings.create_draft("Tampereen luonnos", "837", "fi")
    for comparison, sentence in zip(samples.comparisons(), samples.sentences["fi"], strict=False):
        findings.pick(draft.code, comparison, sentence, "concern")
    yield draft.code
    findings.close()


def test_a_draft_is_written_with_its_sentences(saved, tmp_path, samples):
    path = write(saved, "docx", tmp_path / "äiti kertomus.docx")
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert all(sentence in said for sentence in samples.sentences["fi"])
    path = write(saved, "xlsx", tmp_path / "äiti kertomus.xlsx")
    said = [cell.value for cell in load_workbook(path)["Havainnot"]["E"]]
    assert said[1:] == list(samples.sentences["fi"])


def test_in_a_folder_the_file_gets_its_name_from_municipality_and_day(saved, tmp_path):
    path = write(saved, "docx", tmp_path, "sv")
    assert path.parent == tmp_path
    assert re.fullmatch(r"Tammerfors-välfärdsberättelse-utkast-\d{4}-\d\d-\d\d\.docx", path.name)
    assert docx.Document(str(path)).core_properties.language == "sv-FI"


def test_the_draft_knows_its_language(saved):
    assert document(saved).language == "fi"
    assert document(saved).municipality == "Tampere"
    assert document(saved, "sv").municipality == "Tammerfors"


def test_an_unknown_draft_passes_through(saved, tmp_path):
    with pytest.raises(UnknownDraft):
        write("ei-ole", "docx", tmp_path / "a.docx")
    assert not (tmp_path / "a.docx").exists()


def test_a_folder_that_is_not_there_is_named(saved, tmp_path):
    with pytest.raises(CannotWrite) as caught:
        write(saved, "docx", tmp_path / "ei ole" / "a.docx")
    for language in LANGUAGES:
        assert str(tmp_path / "ei ole" / "a.docx") in caught.value.message(language)


def test_an_older_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a.docx"
    replace_whole(path, b"vanha")
    replace_whole(path, b"uusi")
    assert path.read_bytes() == b"uusi"
    assert list(tmp_path.iterdir()) == [path]


FULL = """
import resource, sys
from pathlib import Path
from hvk_data.report.whole import DiskFull, replace_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    replace_whole(Path(sys.argv[1]), b"x" * 5000)
except DiskFull:
    sys.exit(7)
"""


def test_a_full_disk_leaves_the_older_file_as_it_was(tmp_path):
    path = tmp_path / "a.docx"
    replace_whole(path, b"vanha")
    ended = subprocess.run([sys.executable, "-c", FULL, str(path)], cwd=".", check=False)
    assert ended.returncode == 7
    assert path.read_bytes() == b"vanha"
    assert list(tmp_path.iterdir()) == [path]
    for language in LANGUAGES:
        assert "a.docx" in DiskFull(path="a.docx").message(language)


def test_names_are_as_people_sort_them(samples):
    names = [
        file_name("Tampere", output, language, samples.written, kind)
        for output, language, kind in (
            ("report", "fi", "docx"),
            ("report", "en", "xlsx"),
            ("brief", "sv", "pdf"),
            ("slides", "fi", "pptx"),
        )
    ]
    assert names == [
        "Tampere-hyvinvointikertomus-luonnos-2026-06-12.docx",
        "Tampere-welfare-report-draft-2026-06-12.xlsx",
        "Tampere-sammandrag-för-fullmäktige-utkast-2026-06-12.pdf",
        "Tampere-diat-luonnos-2026-06-12.pptx",
    ]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_name_is_safe_on_windows(samples, municipality):
    name = file_name(municipality, "report", "fi", samples.written, "docx")
    assert not set(name) & set('<>:"/\\|?*')
    assert all(ord(character) >= 32 and character != "\x7f" for character in name)
    assert not name.startswith((" ", ".", "-"))
    assert len(name) < 120
    assert name.endswith("hyvinvointikertomus-luonnos-2026-06-12.docx")


def test_what_is_rendered_is_what_is_written(saved, tmp_path):
    path = write(saved, "xlsx", tmp_path / "a.xlsx")
    assert load_workbook(BytesIO(path.read_bytes())).sheetnames[0] == "Lue ensin"
