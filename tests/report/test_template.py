"""A municipality's own Word template: used where it is sound, refused with the reason where it is not."""

import time
import tracemalloc
import zipfile
from io import BytesIO

import docx
import pytest
from docx.shared import RGBColor

from hvk_data.language import LANGUAGES
from hvk_data.report import template
from hvk_data.report.template import (
    HasMacros,
    LeadsOut,
    Locked,
    NotWord,
    TemplateRefused,
    TooLarge,
    inspect,
    keep,
    kept_at,
    remove,
    template_of,
)
from hvk_data.report.writers.word import write_docx


def own_template():
    """What a municipality might have: a red heading, a header, places in the text, a table and a footer."""
    word = docx.Document()
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0, 0)
    section = word.sections[0]
    section.header.paragraphs[0].text = "Kunta {{kunta}}"
    section.footer.paragraphs[0].text = "{{asiakirja}}, {{ versio }}, {{vaihe}}"
    word.add_paragraph("{{otsikko}}", "Title")
    split = word.add_paragraph("Päiväys {{pä")
    split.add_run("ivä}} ja {{tuntematon}}")
    word.add_table(1, 1).cell(0, 0).text = "{{edition}}"
    word.add_paragraph("{{sisältö}}")
    word.add_paragraph("Loppusanat")
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def changed(content, name=None, data=b"", *, edit=None):
    """The package with a part added, or with every part passed through ``edit(name, data)``."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            said = before.read(entry)
            after.writestr(entry.filename, edit(entry.filename, said) if edit else said)
        if name:
            after.writestr(name, data)
    return stream.getvalue()


def replaced(old, new, part):
    return lambda name, data: data.replace(old, new) if name == part else data


RELATION = (
    b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.org/x" TargetMode="External"/></Relationships>'
)


def external(kind):
    return changed(
        own_template(),
        edit=replaced(b"</Relationships>", RELATION % kind, "word/_rels/document.xml.rels"),
    )


def field(instruction):
    run = (
        b'<w:p><w:r><w:instrText xml:space="preserve">' + instruction + b"</w:instrText></w:r></w:p><w:sectPr"
    )
    edit = replaced(b"<w:sectPr", run, "word/document.xml")
    return changed(own_template(), edit=edit)


def lying_bomb():
    """Says of itself that it is small, and unpacks into much more."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/media/a.png", b"\0" * (200 * 1024 * 1024))
    content = bytearray(stream.getvalue())
    size = (200 * 1024 * 1024).to_bytes(4, "little")
    return bytes(content).replace(size, (1000).to_bytes(4, "little"))


def honest_bomb():
    return changed(own_template(), "word/media/a.png", b"\0" * (80 * 1024 * 1024))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'

REFUSED = {
    "an empty file": (lambda: b"", NotWord),
    "a text": (lambda: b"hei" * 1000, NotWord),
    "a zip of something else": (lambda: changed(own_template(), edit=lambda n, d: b""), NotWord),
    "half a file": (lambda: own_template()[:9000], NotWord),
    "an old .doc": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5000, Locked),
    "50 MB": (lambda: b"PK" + b"\0" * (50 * 1024 * 1024), TooLarge),
    "a zip bomb": (honest_bomb, TooLarge),
    "a zip bomb that lies": (lying_bomb, TemplateRefused),
    "macros": (lambda: changed(own_template(), "word/vbaProject.bin", b"x"), HasMacros),
    "a .docm": (
        lambda: changed(
            own_template(),
            edit=replaced(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"vnd.ms-word.document.macroEnabled.main+xml",
                "[Content_Types].xml",
            ),
        ),
        HasMacros,
    ),
    "an embedded object": (
        lambda: changed(own_template(), "word/embeddings/oleObject1.bin", b"x"),
        HasMacros,
    ),
    "a template elsewhere": (lambda: external(b"attachedTemplate"), LeadsOut),
    "a picture elsewhere": (lambda: external(b"image"), LeadsOut),
    "a field that runs": (lambda: field(b' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '), LeadsOut),
    "a field that fetches": (lambda: field(b' INCLUDEPICTURE "http://example.org/x.png" '), LeadsOut),
    "entities": (lambda: changed(own_template(), "word/x.xml", ENTITIES), NotWord),
    "a way out of the folder": (lambda: changed(own_template(), "../x.xml", b"<a/>"), NotWord),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_a_sound_template_is_refused_with_the_reason(name):
    make, kind = REFUSED[name]
    content = make()
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(kind) as caught:
        inspect(content)
    spent = time.process_time() - started
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for language in LANGUAGES:
        assert len(caught.value.message(language)) > 40
    # Neither time nor memory grows with what a file unpacks into.
    assert spent < 10
    assert most < 100 * 1024 * 1024


def test_a_sound_template_is_kept_used_and_forgotten(tmp_path, monkeypatch):
    monkeypatch.setenv("HVK_HOME", str(tmp_path))
    assert template_of("837") is None
    assert kept_at("837") is None
    with pytest.raises(NotWord):
        keep("837", b"hei")
    assert template_of("837") is None
    keep("837", own_template())
    inspect(template_of("837"))
    assert kept_at("837") is not None
    assert template_of("290") is None
    assert template.place("../../etc/passwd").parent == tmp_path / "templates"
    remove("837")
    remove("837")
    assert template_of("837") is None


def test_the_document_stands_in_the_places_of_the_template(samples):
    document = samples.document(summary="Oma *teksti*.")
    content = write_docx(document, own_template())
    word = docx.Document(BytesIO(content))
    said = [paragraph.text for paragraph in word.paragraphs]
    assert said[0] == document.title
    assert said[1] == "Päiväys 12.6.2026 ja {{tuntematon}}"
    assert "Oma teksti." in said
    assert said[-1] == "Loppusanat"
    assert not any("{{" in line and "tuntematon" not in line for line in said)
    assert word.tables[0].cell(0, 0).text == "versio 2"
    section = word.sections[0]
    assert section.header.paragraphs[0].text == "Kunta Tampere"
    footer = "Laaja hyvinvointikertomus 2025–2029, versio 2, hyvinvointiryhmässä"
    assert section.footer.paragraphs[0].text == footer
    headings = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert len(headings) == 6
    assert headings[0].style.font.color.rgb == RGBColor(0xAA, 0, 0)
    assert said.count(document.title) == 1


def test_a_template_without_places_gets_the_document_after_its_text(samples):
    word = docx.Document()
    word.add_paragraph("Kunnan etusivu")
    stream = BytesIO()
    word.save(stream)
    made = docx.Document(BytesIO(write_docx(samples.document(), stream.getvalue())))
    said = [paragraph.text for paragraph in made.paragraphs]
    assert said[:2] == ["Kunnan etusivu", samples.document().title]
    assert "Sivu 1 / 1" in made.sections[0].footer.paragraphs[0].text
