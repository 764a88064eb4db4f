"""LibreOffice opens what we write: an independent program that lays every page out."""

import shutil
import subprocess

import pytest

from hvk_data.report.writers.excel import write_xlsx
from hvk_data.report.writers.powerpoint import write_pptx
from hvk_data.report.writers.word import write_docx

WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "pptx": write_pptx}


@pytest.fixture(scope="module")
def printed(tmp_path_factory, samples):
    """The words of the documents' pages in two languages, by language, output and format.

    LibreOffice is started once for all of them: it takes seconds.
    """
    folder = tmp_path_factory.mktemp("sivut")
    made = []
    for language in ("fi", "sv"):
        for output, kinds in (
            ("report", ("docx", "xlsx", "pptx")),
            ("brief", ("docx",)),
            ("agenda", ("docx",)),
            ("slides", ("pptx",)),
        ):
            document = samples.document(language, output=output, summary="Ensimmäinen kappale.")
            for kind in kinds:
                # LibreOffice names its output by the stem alone.
                name = folder / f"{language}-{output}-{kind}.{kind}"
                name.write_bytes(WRITERS[kind](document))
                made.append(name)
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, made)], check=True, capture_output=True, timeout=240)
    return {tuple(name.stem.split("-")): _words(name.with_suffix(".pdf")) for name in made}


def _words(pdf):
    said = subprocess.run(
        ["pdftotext", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    return said.count("\f"), " ".join(said.split())


def squeezed(words):
    return "".join(words.split())


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_every_sentence_is_on_the_pages(printed, samples, language, kind):
    for sentence in samples.sentences[language]:
        assert squeezed(sentence) in squeezed(printed[language, "report", kind][1])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fi",
            (
                "Sisällys",
                "Tiivistelmä",
                "Ensimmäinen kappale.",
                "Kuvio 1.",
                "Taulukko 1.",
                "Lähde:",
                "katkos",
            ),
        ),
        ("sv", ("Innehåll", "Sammandrag", "Tammerfors", "Figur 1.", "Tabell 1.", "Källa:")),
    ],
)
def test_words_pages_say_what_they_should(printed, language, words):
    _, said = printed[language, "report", "docx"]
    assert [word for word in words if word not in said] == []
    # The chart itself is drawn: its axis has the first year, which no table among the text has.
    assert said.count("2010") >= 2
    assert "12,8" in said


def test_no_page_shows_a_fault(printed):
    for _, said in printed.values():
        for fault in ("Error!", "REF!", "Err:", "Virhe:"):
            assert fault not in said


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_councils_brief_is_one_page_and_the_slides_are_five(printed, language):
    assert printed[language, "brief", "docx"][0] == 1
    assert printed[language, "slides", "pptx"][0] == 5


@pytest.mark.parametrize(
    ("language", "heading"), [("fi", "Mitä luvut sanovat"), ("sv", "Vad siffrorna säger")]
)
def test_excels_pages_say_what_they_should(printed, language, heading):
    assert heading in printed[language, "report", "xlsx"][1]
