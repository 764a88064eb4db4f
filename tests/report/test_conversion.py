"""LibreOffice opens what we write: an independent program that lays every page out."""

import shutil
import subprocess

import pytest

from hvk_data.report.docx import write_docx
from hvk_data.report.model import build
from hvk_data.report.xlsx import write_xlsx


@pytest.fixture(scope="module")
def printed(tmp_path_factory, samples):
    """The words of both documents' pages in both languages, by language and format."""
    folder = tmp_path_factory.mktemp("sivut")
    names = []
    for language in ("fi", "sv"):
        draft = samples.draft(language, summary="Ensimmäinen kappale.")
        document = build(draft, samples.findings(language), samples.tampere, language, samples.written)
        for kind, written in (("docx", write_docx(document)), ("xlsx", write_xlsx(document))):
            # LibreOffice names its output by the stem alone.
            name = folder / f"{language}-{kind}.{kind}"
            name.write_bytes(written)
            names.append(str(name))
    profile = folder / "profile"
    office = shutil.which("soffice") or "soffice"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *names,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {
        (language, kind): " ".join(
            subprocess.run(
                ["pdftotext", str(folder / f"{language}-{kind}.pdf"), "-"],
                check=True,
                capture_output=True,
                encoding="utf-8",
            ).stdout.split()
        )
        for language in ("fi", "sv")
        for kind in ("docx", "xlsx")
    }


def squeezed(words):
    return "".join(words.split())


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_every_sentence_is_on_the_pages(printed, samples, language, kind):
    for sentence in samples.sentences[language]:
        assert squeezed(sentence) in squeezed(printed[language, kind])


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
        ("sv", ("Innehåll", "Sammandrag", "Tammerfors", "Figur 1.", "Tabell 1.", "Källa:", "brott")),
    ],
)
def test_words_pages_say_what_they_should(printed, language, words):
    said = printed[language, "docx"]
    assert [word for word in words if word not in said] == []
    # The chart itself is drawn: its axis has the first year, which no table among the text has.
    assert said.count("2010") >= 2
    assert "12,8" in said
    for fault in ("Error!", "REF!", "Err:"):
        assert fault not in said


@pytest.mark.parametrize(("language", "heading"), [("fi", "Vertailu sanoin"), ("sv", "Jämförelsen i ord")])
def test_excels_pages_say_what_they_should(printed, language, heading):
    said = printed[language, "xlsx"]
    assert heading in said
    assert "Err:" not in said
