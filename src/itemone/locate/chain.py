"""The sequence of headings that best agrees with the order of Form 10-K."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from itemone.data import Document
from itemone.items import OMITTED, POINTS, RANK
from itemone.locate.candidates import CONTENTS, NAMED, WEAK, Candidate
from itemone.locate.doubt import tells_of_risks

# What usually stands right behind the heading of an item; a heading is believed more readily in front of it.
_SIGNATURES = {
    "1B": r"\b(?:none|not\s+applicable|no\s+unresolved|not\s+required|n/?a|staff)\b",
    "1C": r"\bcyber|information\s+security|not\s+(?:required|applicable)",
    "2": r"\b(?:square|lease[sd]?|leasing|acres?|offices?|facilit|own|owns|owned|space|none|not\s+applicable)",
    "3": r"\b(?:legal|litigation|proceeding|claims?|lawsuit|none|not\s+applicable|pending)",
}
_SIGNATURE_PATTERNS = {number: re.compile(pattern, re.IGNORECASE) for number, pattern in _SIGNATURES.items()}
# Headings that compete for one chain; the few real ones stand among the running heads of a long filing.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Chain:
    """A sequence of headings in document order, their numbers rising, the first that of Item 1."""

    headings: tuple[Candidate, ...]
    score: float

    @property
    def start(self) -> Candidate:
        """The heading of Item 1."""
        return self.headings[0]

    @property
    def end(self) -> Candidate | None:
        """The heading that ends Item 1, None when no later item follows."""
        return self.headings[1] if len(self.headings) > 1 else None


def chains(document: Document, found: Sequence[Candidate]) -> list[Chain]:
    """Return the best chain from each possible heading of Item 1, the best of all first.

    A chain is worth the weights of its headings and the length of Item 1; it loses for each heading that it passes
    over. That is the longest path in a small graph without cycles, found from its end.
    """
    usable = _without_running_heads(document, [c for c in found if not c.note])
    strong = {c.number for c in usable if c.weight > WEAK}
    usable = [c for c in usable if c.weight > WEAK or c.number not in strong][:_MOST]
    listed = [c.start for c in found if c.note == CONTENTS]
    weights = [c.weight + _signature(document, c) for c in usable]
    best: list[tuple[float, int | None]] = [(0.0, None)] * len(usable)
    for i in reversed(range(len(usable))):
        best[i] = max(
            ((weights[i] + gain, j) for j, gain in _followers(document, usable, listed, best, i)),
            key=lambda option: option[0],
        )
    found_chains = [
        Chain(_follow(usable, best, i), best[i][0]) for i, candidate in enumerate(usable) if candidate.number == "1"
    ]
    return sorted(found_chains, key=lambda chain: -chain.score)


def _followers(
    document: Document, usable: list[Candidate], listed: list[int], best: list[tuple[float, int | None]], i: int
) -> list[tuple[int | None, float]]:
    """Return what each way to go on from a heading adds to a chain."""
    here = usable[i]
    ways: list[tuple[int | None, float]] = []
    passed: dict[str, float] = {}  # what the headings between are worth, by number
    for j in range(i + 1, len(usable)):
        there = usable[j]
        if RANK[there.number] > RANK[here.number] and there.number not in here.also:
            entries = bisect(listed, there.start) - bisect(listed, here.start) if here.number == "1" else 0
            lost = sum(passed.values()) - passed.get(there.number, 0.0) + (min(entries, 6) if entries >= 2 else 0)
            length = _worth(document, here.start, there.start) if here.number == "1" else 0.0
            ways.append((j, best[j][0] + length - lost))
        if there.number != here.number:
            # A heading within Item 1 costs more than one that is passed over later.
            loss = min(there.weight, NAMED) + (0.5 if here.number == "1" else 0.0)
            passed[there.number] = max(loss, passed.get(there.number, 0.0))
    rest = (2.0 if len(document.text) - here.start > 1_500 else -2.0) - 2 if here.number == "1" else 0.0
    ways.append((None, rest))
    return ways


def _worth(document: Document, start: int, end: int) -> float:
    """Return what the length of Item 1 says for a chain: a line or two speak against it, a long text for it."""
    characters = end - start
    if characters < 300:
        says_so = POINTS.search(document.text, start, end) or OMITTED.search(document.text, start, end)
        return 0.0 if says_so else -2.0
    return 0.0 if characters < 1_500 else 1.0 if characters < 3_000 else 2.0


def _signature(document: Document, candidate: Candidate) -> float:
    """Return 1 when what stands behind a heading is what its item is about."""
    start = candidate.start + len(candidate.text)
    if candidate.number == "1A":
        text = document.text[start : start + 5_000]
        return float(tells_of_risks(text) or OMITTED.search(text, 0, 120) is not None)
    pattern = _SIGNATURE_PATTERNS.get(candidate.number)
    return 1.0 if pattern and pattern.search(document.text, start, start + 800) else 0.0


def _without_running_heads(document: Document, usable: list[Candidate]) -> list[Candidate]:
    """Keep the first of several like headings of one item that follow each other: the others are the heads of pages.

    When what stands behind the first is not what the item is about, it may be a mention: then the first one with such
    a text is kept too.
    """
    kept: list[Candidate] = []
    settled = False  # one of the run stands before what its item is about
    for candidate in usable:
        like = bool(kept) and (candidate.number, candidate.text) == (kept[-1].number, kept[-1].text)
        if not like:
            kept.append(candidate)
            settled = candidate.number == "1" or _signature(document, candidate) > 0
        elif candidate.number == "1":
            kept.append(candidate)
        elif not settled and _signature(document, candidate) > 0:
            kept.append(candidate)
            settled = True
    return kept


def _follow(usable: list[Candidate], best: list[tuple[float, int | None]], i: int) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    at: int | None = i
    while at is not None:
        found.append(usable[at])
        at = best[at][1]
    return tuple(found)
