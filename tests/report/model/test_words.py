"""What people wrote, made fit for any document."""

import re

from hypothesis import given
from hypothesis import strategies as st

from hvk_data.report.model import paragraphs

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@given(st.text(st.characters(exclude_categories=[])))
def test_paragraphs_hold_only_what_xml_can_carry(written):
    lines = paragraphs(written)
    assert not any(ILLEGAL.search(line) or "\n" in line for line in lines)
    assert paragraphs("\n".join(lines)) == lines
    kept = "".join(ILLEGAL.sub("", written).split())
    assert "".join("".join(lines).split()) == "".join(kept.split())
