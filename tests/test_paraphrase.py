"""Each typed check has a name that the document explains, and a sentence in other words passes or gets a reason."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from invented import SOURCE

from itemone.verify.paraphrase import CHECKS, faults


def test_the_document_explains_every_check_and_no_other() -> None:
    page = (ROOT / "docs" / "verify.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == CHECKS


def test_no_check_has_another_name() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/itemone/verify").glob("*.py"))
    assert set(re.findall(r"(?:Fault|_instead)\(\s*\"(\w+)\"", sources)) <= set(CHECKS)


@pytest.mark.parametrize("statement", SOURCE.statements)
def test_what_the_source_says_has_no_fault(statement: str) -> None:
    assert list(faults(statement, SOURCE)) == []


@given(st.text(max_size=200))
def test_every_no_has_a_name_and_a_reason(text: str) -> None:
    for fault in faults(text, SOURCE):
        assert fault.check in CHECKS
        assert fault.reason
