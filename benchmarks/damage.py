"""What the finder says when a heading that it needs is gone: python benchmarks/damage.py DATA [--write].

Each labelled filing that has an Item 1 is read, a line of it is taken away, changed or put in, and Item 1 is looked for
again. The rows count what came of it:

- right: the labelled text (F1 of shingles at least 0.9) and no warning
- right, warned: the labelled text, with a warning
- told: another text or none, but with a warning, the status "suspicious", or a status without text
- silent: another text, and not a word
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import results

from itemone.acquire import acquire
from itemone.data import Block, BlockKind, Document, Status
from itemone.errors import LocateError
from itemone.evaluate.finder import labels, shingle_f1
from itemone.locate import explain, locate
from itemone.read import read

Line = tuple[str, BlockKind]
Damage = Callable[[list[Line], int, int], list[Line]]
OUTCOMES = ("right", "right, warned", "told", "silent")
NUMBER = re.compile(r"\W*item\W*\d[abc]?\W*", re.IGNORECASE)
ITEM = re.compile(r"\W*item", re.IGNORECASE)


def _without_number(line: Line) -> Line:
    return NUMBER.sub("", line[0]) or "Untitled", line[1]


def _with_contents(lines: list[Line], at: int) -> list[Line]:
    titles = ("Item 1. Business", "Item 1A. Risk Factors", "Item 2. Properties", "Item 3. Legal Proceedings")
    return lines[:at] + [(title, "heading") for title in titles] + lines[at:]


# The damaged lines of a filing, from its lines and the places of the headings that begin and end Item 1.
DAMAGES: dict[str, Damage] = {
    "none": lambda lines, _start, _end: lines,
    "the heading that ends Item 1 is gone": lambda lines, _start, end: lines[:end] + lines[end + 1 :],
    "that heading has lost its number": lambda lines, _start, end: [
        *lines[:end],
        _without_number(lines[end]),
        *lines[end + 1 :],
    ],
    "that heading is gone, and the contents": lambda lines, start, end: [
        line for i, line in enumerate(lines) if i != end and (i >= start or not ITEM.match(line[0]))
    ],
    "the heading of Item 1 is gone": lambda lines, start, _end: lines[:start] + lines[start + 1 :],
    "the heading of Item 1 has lost its number": lambda lines, start, _end: [
        *lines[:start],
        _without_number(lines[start]),
        *lines[start + 1 :],
    ],
    "the file ends within Item 1": lambda lines, start, end: lines[: (start + end) // 2 + 1],
    "Item 1 is gone": lambda lines, start, end: lines[:start] + lines[end:],
    "a table of contents stands near its end": lambda lines, _start, end: _with_contents(lines, end - 2),
    "a line within names Item 7": lambda lines, start, end: [
        *lines[: (start + end) // 2],
        ("Item 7. Management’s Discussion and Analysis", "heading"),
        *lines[(start + end) // 2 :],
    ],
}


def document(lines: list[Line]) -> Document:
    """Return the document of some lines."""
    blocks: list[Block] = []
    at = 0
    for text, kind in lines:
        blocks.append(Block(at, at + len(text), kind))
        at += len(text) + 1
    return Document("\n".join(text for text, _ in lines), tuple(blocks))


def outcome(damaged: Document, expected: str) -> str:
    """Return which of the outcomes it is."""
    try:
        section = locate(damaged)
    except LocateError:
        return "told"
    location = section.location
    doubted = bool(location.warnings) or location.status not in (Status.EXTRACTED, Status.COMBINED)
    if shingle_f1(expected, section.text) >= 0.9:
        return "right, warned" if doubted else "right"
    return "told" if doubted else "silent"


def headings(found: Document) -> tuple[int, int] | None:
    """Return the places of the blocks that begin and end Item 1, None when one of them is missing."""
    chosen = [candidate.index for candidate in explain(found) if candidate.note.startswith("CHOSEN")]
    return (chosen[0], chosen[1]) if len(chosen) == 2 else None


def count(data: Path) -> dict[str, Counter[str]]:
    """Return how often each outcome follows from each damage."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in DAMAGES}
    for label in labels(data / "filings"):
        if label.text is None or label.status not in ("extracted", "combined"):
            continue
        whole = read(acquire(label.path))
        places = headings(whole)
        if places is None:
            continue
        lines: list[Line] = [(block.span.of(whole.text), block.kind) for block in whole.blocks]
        for name, damage in DAMAGES.items():
            counts[name][outcome(document(damage(lines, *places)), label.text)] += 1
    return counts


def main() -> None:
    """Print the table; write it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    arguments = parser.parse_args()
    rows = [f"| what is damaged | {' | '.join(OUTCOMES)} |", "|---|---|---|---|---|"]
    for name, counter in count(arguments.data).items():
        rows.append(f"| {name} | {' | '.join(str(counter[outcome]) for outcome in OUTCOMES)} |")
    page = "\n".join(rows)
    print(page)
    if arguments.write:
        results.write("damage", page, "python benchmarks/damage.py DATA --write")


if __name__ == "__main__":
    main()
