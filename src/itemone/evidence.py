"""Which sentences of a filing speak of what a claim says: a search by words, figures and names."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from itemone.data import Evidence, Section, Sentence, Span
from itemone.segment import segment

MOST = 3  # sentences that a claim may rest on
_FOLDED = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "\u00a0": " "}
_TERM = re.compile(r"[a-z0-9]+(?:[.,'&-][a-z0-9]+)*")
# Words that stand in every sentence and name nothing.
FUNCTION_WORDS = frozenset(
    "a an the of and or to in for by with on as at from is are was were be been that this these those which its it our "
    "we us their they such has have had also not no both each some most many other all about under over through until "
    "since during after before between within outside among besides where when while if although though because so "
    "only even more than but nor either neither there here he she his her".split()
)
# The usual constants of BM25.
_SATURATION, _LENGTH = 1.2, 0.75


@lru_cache(maxsize=1_024)
def fold(text: str) -> str:
    """Return the text with typographic quotes, dashes and spaces made plain, so that writings can be compared."""
    if not text.isascii():
        for sign, plain in _FOLDED.items():
            text = text.replace(sign, plain)
    return text


def statements(section: Section) -> tuple[Sentence, ...]:
    """Return all that a section says, in its order: its sentences, its headings and the rows of its tables."""
    span = section.location.span
    if span is None:
        return ()
    found = list(segment(section))
    for block in section.document.blocks:
        start, end = max(block.start, span.start), min(block.end, span.end)
        if start < end and block.kind in ("heading", "table"):
            found.append(Sentence(Span(start, end), section.document.text[start:end]))
    return tuple(sorted(found, key=lambda statement: statement.span.start))


class Passages:
    """The sentences of a section, ready to be searched."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = tuple(sentences)
        counts = [_terms(sentence.text) for sentence in self._sentences]
        self._lengths = [count.total() for count in counts]
        self._mean = sum(self._lengths) / len(self._lengths) if self._lengths else 0.0
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, count in enumerate(counts):
            for term, times in count.items():
                self._postings[term].append((index, times))

    def search(self, text: str, most: int = MOST) -> tuple[Evidence, ...]:
        """Return the sentences most like a text, at most `most`, in the order of the filing; none when none is.

        Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).
        """
        scores: defaultdict[int, float] = defaultdict(float)
        for term in _terms(text):
            found = self._postings.get(term, ())
            rarity = math.log(1 + (len(self._sentences) - len(found) + 0.5) / (len(found) + 0.5))
            for index, times in found:
                length = 1 - _LENGTH + _LENGTH * self._lengths[index] / self._mean
                scores[index] += rarity * times * (_SATURATION + 1) / (times + _SATURATION * length)
        best = sorted(sorted(scores, key=lambda index: (-scores[index], index))[:most])
        chosen = (self._sentences[index] for index in best)
        return tuple(Evidence(sentence.span, sentence.text, "paraphrase") for sentence in chosen)


def _terms(text: str) -> Counter[str]:
    terms = (term.removesuffix("'s") for term in _TERM.findall(fold(text).lower()))
    return Counter(term for term in terms if term not in FUNCTION_WORDS)
