"""LibreOffice opens what we write: an independent program that lays every page out.

A few pages are compared with pictures of them that a person has looked at (``pages/``): coarsely, in grey,
for fonts differ a little by machine. ``HVK_PICTURES=1`` writes the pictures anew, to be looked at.
"""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hvk_data.report.writers.excel import write_xlsx
from hvk_data.report.writers.pdf import write_pdf
from hvk_data.report.writers.powerpoint import write_pptx
from hvk_data.report.writers.word import write_docx

WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "pptx": write_pptx, "pdf": write_pdf}
PICTURES = Path(__file__).parent / "pages"
LOOKED_AT = {
    "a finding in Word": (("fi", "report", "docx"), 4),
    "a finding in PDF": (("sv", "report", "pdf"), 4),
    "the brief in Word": (("sv", "brief", "docx"), 1),
    "the brief in PDF": (("fi", "brief", "pdf"), 1),
    "a slide": (("fi", "slides", "pptx"), 3),
    "a sheet": (("fi", "report", "xlsx"), 1),
}
COARSE = (70, 99)
ALIKE = 9.0
"""The root mean square by which two pages of 255 greys may differ and still be the same page."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory, samples, reader):
    """The words of the documents' pages in two languages, by language, output and format.

    LibreOffice is started once for all of them: it takes seconds.
    """
    folder = tmp_path_factory.mktemp("sivut")
    made = []
    for language in ("fi", "sv"):
        for output, kinds in (
            ("report", ("docx", "xlsx", "pptx", "pdf")),
            ("brief", ("docx", "pdf")),
            ("agenda", ("docx",)),
            ("slides", ("pptx",)),
        ):
            document = samples.document(
                language, output=output, reader=reader, summary="Ensimmäinen kappale."
            )
            for kind in kinds:
                # LibreOffice names its output by the stem alone.
                name = folder / f"{language}-{output}-{kind}.{kind}"
                name.write_bytes(WRITERS[kind](document))
                made.append(name)
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    opened = [str(name) for name in made if name.suffix != ".pdf"]
    subprocess.run([*command, *opened], check=True, capture_output=True, timeout=240)
    return {tuple(name.stem.split("-")): (*_words(name.with_suffix(".pdf")), name) for name in made}


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
    said = printed[language, "report", "docx"][1]
    assert [word for word in words if word not in said] == []
    # The chart itself is drawn: its axis has the first year, which no table among the text has.
    assert said.count("2010") >= 2
    assert "12,8" in said


def test_no_page_shows_a_fault(printed):
    for _, said, _ in printed.values():
        for fault in ("Error!", "REF!", "Err:", "Virhe:"):
            assert fault not in said


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_councils_brief_is_one_page_and_the_slides_are_five(printed, language):
    assert printed[language, "brief", "docx"][0] == 1
    assert printed[language, "slides", "pptx"][0] == 5


@pytest.mark.parametrize(("language", "heading"), [("fi", "Indikaattori"), ("sv", "Indikator")])
def test_excels_pages_say_what_they_should(printed, language, heading):
    assert heading in printed[language, "report", "xlsx"][1]


def picture(pdf, page, folder):
    """A page in greys, so small that a letter is a shade."""
    command = ["pdftoppm", "-r", "40", "-gray", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(folder / "page")], check=True)
    with Image.open(folder / "page.png") as opened:
        return opened.convert("L").resize(COARSE, Image.Resampling.BOX)


def difference(one, other):
    return float(np.sqrt(np.mean((np.asarray(one, float) - np.asarray(other, float)) ** 2)))


@pytest.mark.parametrize("name", LOOKED_AT)
def test_pages_look_as_they_did_when_a_person_looked(printed, name, tmp_path):
    which, page = LOOKED_AT[name]
    drawn = picture(printed[which][2].with_suffix(".pdf"), page, tmp_path)
    kept = PICTURES / f"{name.replace(' ', '-')}.png"
    if os.environ.get("HVK_PICTURES"):
        drawn.save(kept)
    with Image.open(kept) as looked_at:
        assert difference(drawn, looked_at) < ALIKE
    # What tells pages apart: no other page that was looked at is taken for this one.
    for other in PICTURES.glob("*.png"):
        if other != kept:
            with Image.open(other) as another:
                assert difference(drawn, another) > ALIKE
