"""The gate sees what it is there to see, and real filings are found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS, ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import gate
import locate

from itemone import item1


def label(path: Path, status: str, text: str | None) -> locate.Label:
    return locate.Label(path, "html", "10-K", status, text)


def right() -> list[locate.Label]:
    return [
        label(EXAMPLE, "extracted", item1(EXAMPLE).text),
        label(FILINGS / "kestrel-1996.txt", "extracted", item1(FILINGS / "kestrel-1996.txt").text),
        label(FILINGS / "part-three-amendment.htm", "absent", None),
    ]


def measured(found: list[locate.Label]) -> list[locate.Found]:
    return locate.measure(found, locate.find, runs=1)


def test_what_is_right_scores_one() -> None:
    reached = locate.score(measured(right()))
    assert (reached.f1, reached.start, reached.end, reached.status, reached.silent) == (1, 1, 1, 1, 0)


def test_a_wrong_text_without_a_warning_is_silent() -> None:
    (found,) = measured([label(EXAMPLE, "extracted", "Quite another text about an orchard in the hills. " * 40)])
    assert found.silent
    assert not found.starts
    assert not found.ends


def test_a_text_where_there_should_be_none_is_silent() -> None:
    (found,) = measured([label(EXAMPLE, "absent", None)])
    assert found.silent
    assert not found.right_status


@pytest.mark.parametrize(("warned", "status"), [(True, "extracted"), (False, "suspicious")])
def test_a_wrong_text_that_is_doubted_is_not_silent(warned: bool, status: str) -> None:
    wanted = label(EXAMPLE, "extracted", "Quite another text about an orchard in the hills.")
    assert not locate.Found(wanted, status, "Some text.", warned, 1.0, None).silent


@pytest.mark.parametrize("change", ["status", "text", "one less"])
def test_other_labels_have_another_fingerprint(change: str) -> None:
    found = right()
    changed = {
        "status": [label(found[0].path, "combined", found[0].text), *found[1:]],
        "text": [label(found[0].path, found[0].status, f"{found[0].text} "), *found[1:]],
        "one less": found[1:],
    }[change]
    assert gate.fingerprint(changed) != gate.fingerprint(found)
    assert gate.fingerprint(found[::-1]) == gate.fingerprint(found)


def test_a_missed_floor_is_named() -> None:
    wrong = [label(EXAMPLE, "absent", None), *right()[1:]]
    faults = list(gate.missed(wrong))
    assert any(fault.startswith("status is 0.6667") for fault in faults)
    assert any(EXAMPLE.name in fault for fault in faults)


def test_f1_is_that_of_shingles() -> None:
    assert locate.shingle_f1("a b c d e f", "A  b c d e f") == 1
    assert locate.shingle_f1("a b c d e f", "x b c d e f") == 0.5
    assert locate.shingle_f1("a b c d e f", "") == 0


# --- real filings


@pytest.fixture(scope="module")
def real(shared: Path) -> list[locate.Found]:
    return locate.measure(locate.labels(shared), locate.find, runs=1)


def test_the_text_of_real_filings_is_found(real: list[locate.Found]) -> None:
    f1 = [row.f1 for row in real if row.f1 is not None]
    worst = sorted((row.f1, row.label.path.name) for row in real if row.f1 is not None)[:8]
    assert len(f1) >= 130
    assert sum(f1) / len(f1) >= 0.985, worst


def test_the_status_of_real_filings_is_right(real: list[locate.Found]) -> None:
    wrong = [(row.label.path.name, row.label.status, row.status) for row in real if not row.right_status]
    assert 1 - len(wrong) / len(real) >= 0.95, wrong


def test_no_real_filing_fails_silently(real: list[locate.Found]) -> None:
    assert [row.label.path.name for row in real if row.silent] == []
