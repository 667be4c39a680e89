"""How often is Item 1 found? Filings whose Item 1 is known, and what `itemone item1` says of them.

FOLDER/labels.json     [{"file", "status", "form", "era"}]
FOLDER/FILE            the filing
FOLDER/item1/NAME.txt  the expected text, where there is any; NAME is FILE without .gz
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

from itemone.acquire import acquire, reference
from itemone.data import Filing, Status
from itemone.errors import AcquireError, EvaluateError, ItemoneError, LocateError
from itemone.evaluate.fields import get, read_json, shown
from itemone.evaluate.fields import text as field
from itemone.pipeline import item1

# Under this F1 a text is another one than the label's.
SAME_TEXT = 0.9


@dataclass(frozen=True, slots=True)
class Label:
    """What is expected of a filing; `text` is None when there is no Item 1 to be given."""

    path: Path
    era: str
    form: str
    status: str
    text: str | None

    @property
    def digest(self) -> str:
        """A hash of the filing and of what is expected of it."""
        said = json.dumps([self.path.name, self.era, self.form, self.status, self.text])
        return hashlib.sha256(said.encode() + self.path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder said of a filing, beside its label.

    `f1` is that of word 5-shingles in lower case, None when the label has no text; `starts` and `ends` say whether
    the first and the last five words are right; `seconds` is wall time from the bytes of the filing.
    """

    file: str
    era: str
    form: str
    wanted: str
    status: str
    f1: float | None
    starts: bool
    ends: bool
    gave_text: bool
    warned: bool
    seconds: float

    @property
    def right_status(self) -> bool:
        """Whether the status is the label's."""
        return self.status == self.wanted

    @property
    def silent(self) -> bool:
        """Whether a wrong text is given without a word: no warning, and no status that doubts it."""
        wrong = self.gave_text and (self.f1 is None or self.f1 < SAME_TEXT)
        return wrong and not self.warned and self.status != Status.SUSPICIOUS.value


# Status, text, and whether there is a warning.
Finder = Callable[[Filing], tuple[str, str, bool]]


def labels(folder: Path) -> tuple[Label, ...]:
    """Return the labelled filings of a folder.

    Raises:
        EvaluateError: there are no labels, or they have another form.
    """
    path = folder / "labels.json"
    what = "list of labelled filings"
    _, written = read_json(path, what)
    try:
        if not isinstance(written, list) or not written:
            raise ValueError(f"expected a list with at least one object, found {shown(written)}")
        return tuple(_label(folder, label) for label in written)
    except ValueError as error:
        raise EvaluateError(f"{reference(str(path))}: is no {what}: {error}") from None


def _label(folder: Path, data: object) -> Label:
    path = folder / Path(field(data, "file")).name
    if not path.is_file():
        raise EvaluateError(f"{path}: is named in labels.json and missing")
    expected = folder / "item1" / f"{path.name.removesuffix('.gz')}.txt"
    text = expected.read_text(encoding="utf-8") if expected.exists() else None
    return Label(path, get(data, "era", str, ""), get(data, "form", str, ""), field(data, "status"), text)


def measure(label: Label) -> Found:
    """Look for the Item 1 of a labelled filing; bytes that are no filing have the status "error"."""
    try:
        filing = acquire(label.path)
    except AcquireError:
        return compared(label, "error", "", warned=True, seconds=0.0)
    start = perf_counter()
    status, text, warned = find(filing)
    return compared(label, status, text, warned=warned, seconds=perf_counter() - start)


def find(filing: Filing) -> tuple[str, str, bool]:
    """Return what `item1` says: status, text, and whether there is a warning."""
    try:
        section = item1(filing)
    except LocateError as error:
        return (error.location.status.value if error.location else "error"), "", True
    except ItemoneError:
        return "error", "", True
    return section.location.status.value, section.text, bool(section.location.warnings)


def compared(label: Label, status: str, text: str, *, warned: bool, seconds: float) -> Found:
    """Return what was found beside its label."""
    wanted, got = _words(label.text or ""), _words(text)
    return Found(
        file=label.path.name,
        era=label.era,
        form=label.form,
        wanted=label.status,
        status=status,
        f1=None if label.text is None else shingle_f1(label.text, text),
        starts=label.text is None or wanted[:5] == got[:5],
        ends=label.text is None or wanted[-5:] == got[-5:],
        gave_text=bool(text),
        warned=warned,
        seconds=seconds,
    )


def shingle_f1(expected: str, text: str) -> float:
    """Return F1 of word 5-shingles, 0 when one of the texts has none."""
    wanted, got = _shingles(expected), _shingles(text)
    total = wanted.total() + got.total()
    return 2 * (wanted & got).total() / total if total else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = text.lower().split()
    return Counter(zip(*(tokens[i:] for i in range(5)), strict=False))


@dataclass(frozen=True, slots=True)
class Score:
    """Means over some filings; those of f1, start and end are over the filings whose label has a text."""

    n: int
    f1: float
    start: float
    end: float
    status: float
    silent: float
    warned: float
    seconds: float


def groups(rows: Sequence[Found]) -> dict[str, list[Found]]:
    """Return all rows, those of each era, and those of each form, by name."""
    found: dict[str, list[Found]] = {"all": list(rows)}
    for row in sorted(rows, key=lambda row: row.era):
        found.setdefault(f"era {row.era or 'not named'}", []).append(row)
    for row in sorted(rows, key=lambda row: row.form):
        found.setdefault(f"form {row.form or 'not named'}", []).append(row)
    return found


def score(rows: Sequence[Found]) -> Score:
    """Return the means over some filings, at least one; `seconds` is the median."""
    with_text = [row for row in rows if row.f1 is not None]
    return Score(
        n=len(rows),
        f1=fmean(row.f1 or 0.0 for row in with_text) if with_text else float("nan"),
        start=fmean(row.starts for row in with_text) if with_text else float("nan"),
        end=fmean(row.ends for row in with_text) if with_text else float("nan"),
        status=fmean(row.right_status for row in rows),
        silent=fmean(row.silent for row in rows),
        warned=fmean(row.warned and row.gave_text for row in rows),
        seconds=median(row.seconds for row in rows),
    )
