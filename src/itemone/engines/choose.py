"""Which wordings of which sentences go into the budget: budgeted maximum coverage of terms.

A term is worth what an analyst would give for it, once; said again, it is worth a fraction of that. What a sentence
adds besides is its own salience, and a bonus while little has been said on its aspect.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from itemone.data import Aspect

# Measured together by random search, 72 filings cross-validated by company (benchmarks/LOG.md).
WORTH_POWER = 1.5
AGAIN = 0.1  # what is left of a term's worth each time it is said again
OF_SALIENCE = 8.0  # the worth of the surest sentence, in terms
SALIENCE_POWER = 0.7
TOKENS_POWER = 0.85  # 0 ignores the length of a wording, 1 takes worth a token
NEW_ASPECT = 0.7
NEWS = 0.3  # of the worth of a sentence; when one chosen sentence leaves less of it new, it counts for less


@dataclass(frozen=True, slots=True)
class Candidate:
    """One wording of one sentence, with all that choosing needs to know."""

    index: int
    text: str
    tokens: int
    salience: float
    share: float
    terms: tuple[tuple[str, float], ...]  # with what each is worth when it is new
    aspect: Aspect | None
    leans_on: str = ""
    """The term by which it speaks of the sentence before; then it is told only behind that."""


def choose(
    pool: Sequence[Candidate], budget: int, first: Sequence[Candidate], coverage: bool = True
) -> list[Candidate]:
    """Choose greedily by gain a token, one wording a sentence, one of `first` before all others.

    Without `coverage` only salience counts, whatever has been said.

    Gains only fall as more is said, so that a gain computed before is a bound (lazy greedy, Minoux 1978).
    """
    told = _Told(coverage)
    left = budget
    opening = max((c for c in first if c.tokens <= budget), key=told.gain, default=None)
    heap = [(-told.gain(c), c.index, number, 0) for number, c in enumerate(pool) if not c.leans_on]
    heapq.heapify(heap)
    leaning: dict[int, list[int]] = {}
    for number, candidate in enumerate(pool):
        if candidate.leans_on:
            leaning.setdefault(candidate.index, []).append(number)

    def take(candidate: Candidate) -> None:
        nonlocal left
        told.add(candidate)
        left -= candidate.tokens
        terms = {term for term, _ in candidate.terms}
        for number in leaning.get(candidate.index + 1, ()):
            if pool[number].leans_on in terms:
                heapq.heappush(heap, (-told.gain(pool[number]), candidate.index + 1, number, len(told.chosen)))

    if opening:
        take(opening)
    while heap:
        loss, index, number, when = heapq.heappop(heap)
        candidate = pool[number]
        if candidate.tokens > left or index in told.indexes:
            continue
        if when != len(told.chosen):
            heapq.heappush(heap, (-told.gain(candidate), index, number, len(told.chosen)))
            continue
        if loss < 0.0:  # else all of it has been said
            take(candidate)
    return told.chosen


class _Told:
    """What has been chosen, and what a candidate would add to it."""

    def __init__(self, coverage: bool) -> None:
        self._coverage = coverage
        self.chosen: list[Candidate] = []
        self.indexes: set[int] = set()
        self._words: Counter[str] = Counter()
        self._aspects: Counter[Aspect] = Counter()
        self._terms: list[frozenset[str]] = []
        # By the identity of a candidate: of how many, the most, and what its terms are worth together.
        self._likeness: dict[int, tuple[int, float, float]] = {}

    def add(self, candidate: Candidate) -> None:
        """Take a candidate into the text."""
        self.chosen.append(candidate)
        self.indexes.add(candidate.index)
        terms = frozenset(term for term, _ in candidate.terms)
        self._words.update(terms)
        self._terms.append(terms)
        if candidate.aspect:
            self._aspects[candidate.aspect] += 1

    def gain(self, candidate: Candidate) -> float:
        """Return what a candidate adds, a token."""
        if not self._coverage:
            return float(candidate.salience * candidate.share / candidate.tokens**TOKENS_POWER)
        new, told = 0.0, self._words
        for term, worth in candidate.terms:  # in one order: a sum must not depend on that of a set
            new += worth * AGAIN ** told[term] if term in told else worth
        value = new * candidate.salience**0.5 + OF_SALIENCE * candidate.salience**SALIENCE_POWER * candidate.share
        value *= min(1.0, (1.0 - self._like(candidate)) / NEWS)
        if candidate.aspect:
            value *= 1.0 + NEW_ASPECT / (1 + self._aspects[candidate.aspect]) ** 2
        return float(value / candidate.tokens**TOKENS_POWER)

    def _like(self, candidate: Candidate) -> float:
        """Return how much of a candidate's worth (0 to 1) one chosen sentence tells: the most of any."""
        if not self._terms:
            return 0.0
        known = self._likeness.get(id(candidate))
        seen, most, total = known or (0, 0.0, sum([worth for _, worth in candidate.terms]) or 1.0)
        for terms in self._terms[seen:]:
            most = max(most, sum([worth for term, worth in candidate.terms if term in terms]) / total)
        self._likeness[id(candidate)] = (len(self._terms), most, total)
        return most
