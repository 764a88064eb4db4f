"""A municipality's own Word template, given and taken away on a person's own machine."""

import docx
from playwright.sync_api import expect

from hvk_data.findings import Findings
from hvk_data.language import text

PUDASJARVI = "615"


def t(key: str, **values: object) -> str:
    return text("fi", key, **values)


def test_a_template_is_refused_with_the_reason_or_taken_and_taken_away(own_machine, visitor, at, tmp_path):
    with Findings(own_machine.home / "findings.sqlite") as findings:
        draft = findings.create_draft("Oma pohja", PUDASJARVI, "fi")
    refused = {
        "salattu.docx": (b"\xd0\xcf\x11\xe0", t("template.locked")),
        "muu.docm": (b"hei", t("template.not_word")),
        "suuri.docx": (b"PK" + bytes(50 * 1024 * 1024), t("template.too_large", most=10)),
    }
    new = tmp_path / "pohja.docx"
    word = docx.Document()
    word.add_paragraph("{{sisältö}}")
    word.save(str(new))
    kept = own_machine.home / "templates" / f"{PUDASJARVI}.docx"

    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}&kieli=fi")
    at(page, t("report_page.title"))
    page.get_by_text(t("template.heading"), exact=True).click()
    field = page.locator("input[type=file]")
    for name, (content, reason) in refused.items():
        (tmp_path / name).write_bytes(content)
        field.set_input_files(tmp_path / name)
        expect(page.get_by_text(reason)).to_be_visible()
        assert not kept.exists()

    field.set_input_files(new)
    expect(page.get_by_text(t("template.taken"))).to_be_visible()
    assert kept.read_bytes() == new.read_bytes()

    page.get_by_role("button", name=t("template.remove")).click()
    expect(page.get_by_text(t("template.removed"))).to_be_visible()
    assert not kept.exists()
