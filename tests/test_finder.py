"""What the finder is measured by sees what it is there to see, and real filings are found."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLE, FILINGS, label, right_labels

from itemone import EvaluateError
from itemone.evaluate import finder
from itemone.evaluate.finder import Found


def test_what_is_right_scores_one() -> None:
    reached = finder.score([finder.measure(wanted) for wanted in right_labels()])
    assert (reached.f1, reached.start, reached.end, reached.status, reached.silent) == (1, 1, 1, 1, 0)
    assert reached.n == 3
    assert reached.seconds > 0


def test_a_wrong_text_without_a_warning_is_silent() -> None:
    found = finder.measure(label(EXAMPLE, "extracted", "Quite another text about an orchard in the hills. " * 40))
    assert found.silent
    assert not found.starts
    assert not found.ends


def test_a_text_where_there_should_be_none_is_silent() -> None:
    found = finder.measure(label(EXAMPLE, "absent", None))
    assert found.silent
    assert not found.right_status


def test_no_text_where_there_should_be_one_is_not_silent() -> None:
    found = finder.measure(label(FILINGS / "part-three-amendment.htm", "extracted", "A text about an orchard."))
    assert found.f1 == 0
    assert not found.silent
    assert not found.right_status


@pytest.mark.parametrize(("warned", "status"), [(True, "extracted"), (False, "suspicious")])
def test_a_wrong_text_that_is_doubted_is_not_silent(warned: bool, status: str) -> None:
    wanted = label(EXAMPLE, "extracted", "Quite another text about an orchard in the hills.")
    assert not finder.compared(wanted, status, "Some text.", warned=warned, seconds=1.0).silent


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("We sell pears in the hills and press the rest.", True, True),
        ("Item 1. We sell pears in the hills and press the rest.", False, True),
        ("We sell pears in the hills and press the rest. Item 2.", True, False),
        ("WE SELL   PEARS, in the hills\nand press the rest", True, True),
        ("", False, False),
    ],
)
def test_start_and_end_are_the_first_and_last_five_words(text: str, starts: bool, ends: bool) -> None:
    wanted = label(EXAMPLE, "extracted", "We sell pears in the hills and press the rest.")
    found = finder.compared(wanted, "extracted", text, warned=False, seconds=1.0)
    assert (found.starts, found.ends) == (starts, ends)


def test_one_wrong_filing_of_three_lowers_each_mean() -> None:
    wrong = label(EXAMPLE, "combined", "Quite another text about an orchard in the hills. " * 40)
    reached = finder.score([finder.measure(wanted) for wanted in [wrong, *right_labels()[1:]]])
    assert reached.f1 == 0.5
    assert (reached.start, reached.end) == (0.5, 0.5)
    assert reached.status == pytest.approx(2 / 3)
    assert reached.silent == pytest.approx(1 / 3)


def test_means_of_texts_are_of_nothing_when_no_label_has_one() -> None:
    reached = finder.score([finder.measure(right_labels()[2])])
    assert isnan(reached.f1)
    assert reached.status == 1


def test_f1_is_that_of_shingles() -> None:
    assert finder.shingle_f1("a b c d e f", "A  b c d e f") == 1
    assert finder.shingle_f1("a b c d e f", "x b c d e f") == 0.5
    assert finder.shingle_f1("a b c d e f", "") == 0


# --- labels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of labelled filings, one with a text and one without."""
    (tmp_path / "item1").mkdir()
    names = {"extracted": "kestrel-1996.txt", "absent": "part-three-amendment.htm"}
    for name in names.values():
        shutil.copy(FILINGS / name, tmp_path)
    (tmp_path / "item1" / "kestrel-1996.txt.txt").write_text("Kestrel makes boats.", encoding="utf-8")
    written = [{"file": name, "status": status, "form": "10-K"} for status, name in names.items()]
    (tmp_path / "labels.json").write_text(json.dumps(written), encoding="utf-8")
    return tmp_path


def test_labels_are_read(folder: Path) -> None:
    with_text, without = finder.labels(folder)
    assert (with_text.status, with_text.text, with_text.form, with_text.era) == (
        "extracted",
        "Kestrel makes boats.",
        "10-K",
        "",
    )
    assert (without.status, without.text) == ("absent", None)


@pytest.mark.parametrize("change", [{"status": "combined"}, {"text": "Another."}, {"path": EXAMPLE}, {"era": "text"}])
def test_the_digest_of_a_label_changes_with_what_it_says(folder: Path, change: dict[str, Any]) -> None:
    first, second = finder.labels(folder)[0], finder.labels(folder)[0]
    assert first.digest == second.digest
    assert replace(first, **change).digest != first.digest


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "is no list"),
        ("{}", "at least one"),
        ("[]", "at least one"),
        ("[1]", "is no list"),
        ('[{"status": "absent"}]', "'file'"),
        ('[{"file": "kestrel-1996.txt"}]', "'status'"),
        ('[{"file": "gone.txt", "status": "absent"}]', "missing"),
        ('[{"file": 7, "status": "absent"}]', "is no list"),
        ('[{"file": "kestrel-1996.txt", "status": "absent", "era": null}]', "'era' should be a text, found null"),
        ('[{"file": "kestrel-1996.txt", "status": ["absent"]}]', "'status' should be a text"),
        ("[" * 100_000, "is no list"),
    ],
)
def test_labels_of_another_form_are_refused(folder: Path, written: str, said: str) -> None:
    (folder / "labels.json").write_text(written, encoding="utf-8")
    with pytest.raises(EvaluateError, match=said):
        finder.labels(folder)


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match=r"labels\.json: cannot be read"):
        finder.labels(tmp_path)


def test_a_label_cannot_lead_out_of_its_folder(folder: Path) -> None:
    (folder / "labels.json").write_text('[{"file": "../../etc/passwd", "status": "absent"}]', encoding="utf-8")
    with pytest.raises(EvaluateError, match="passwd: is named in labels"):
        finder.labels(folder)


def test_bytes_that_are_no_filing_are_an_error_and_no_end(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(b"")
    found = finder.measure(label(path, "absent", None))
    assert (found.status, found.gave_text, found.right_status) == ("error", False, False)


# --- real filings


@pytest.fixture(scope="module")
def real(shared: Path) -> list[Found]:
    return [finder.measure(wanted) for wanted in finder.labels(shared / "filings")]


def test_the_text_of_real_filings_is_found(real: list[Found]) -> None:
    f1 = [row.f1 for row in real if row.f1 is not None]
    worst = sorted((row.f1, row.file) for row in real if row.f1 is not None)[:8]
    assert len(f1) >= 130
    assert sum(f1) / len(f1) >= 0.985, worst


def test_the_status_of_real_filings_is_right(real: list[Found]) -> None:
    wrong = [(row.file, row.wanted, row.status) for row in real if not row.right_status]
    assert 1 - len(wrong) / len(real) >= 0.95, wrong


def test_no_real_filing_fails_silently(real: list[Found]) -> None:
    assert [row.file for row in real if row.silent] == []
