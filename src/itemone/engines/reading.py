"""How much each sentence of a section tells of a business model, and how much each of its terms is worth telling.

Three linear models, one on top of another: a first one for all sentences by their words, place and shape; one for
the terms of the section by the sentences they stand in; a last one for the sentences that may be chosen, by the first,
by its neighbours and by its terms.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise, repeat
from operator import mul

from itemone.data import Section, Sentence
from itemone.engines.model import Model
from itemone.evidence import FUNCTION_WORDS, fold

_PUNCTUATION = "$.,;:!?()[]\"'•*-®™℠"
_LENGTHS, _NAMES, _COMMAS, _FIRST, _NEW = (
    [f"{name}:{n}" for n in range(9)] for name in ("length", "names", "commas", "first", "new")
)
_CAPITAL = re.compile(r" [A-Z]")
_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
# Beside the words that name nothing, those that every report is full of.
_NO_TERMS = FUNCTION_WORDS | frozenset("may can will including such other company".split())
# The names of the features of a term of a section, and of a sentence among others, in the order of their values.
_OF_TERMS = (
    "log count, log mass, log most, mean, first, in heading, capital, figure, length, filings, log filings, rate, "
    "log share, log sentences, dense, top"
).split(", ")
_OF_SENTENCES = (
    "first, near -2, near -1, near 1, near 2, rank, since heading, heading mean, heading most, heading size, "
    "worth mean, worth sum, worth best, worth many, terms, place, early, sentences, commas, figure, money, percent, "
    "words"
).split(", ")
TOP = 30  # a term is told where it counts when it stands in one of the so many most salient sentences
_SMOOTHING = 4  # filings of a term that are taken for granted, with the mean rate
_MEAN_RATE = 0.21  # of the terms of a section, those that analysts keep
UNKNOWN = 0.1  # the worth of a term that stands nowhere in the section


class Reading:
    """One section, read sentence by sentence."""

    def __init__(
        self, section: Section, sentences: Sequence[Sentence], model: Model, first: Sequence[float] | None = None
    ) -> None:
        """Read a section; `first` stands for what the first model says, for training the others."""
        self._section, self._sentences, self._model = section, sentences, model
        self._weigh_term = _weigher(model.terms, _OF_TERMS)
        self._weigh_sentence = _weigher(model.context, _OF_SENTENCES)
        self._starts, self._headings, self._in_headings = _headings(section)
        self.words = [words_of(sentence.text) for sentence in sentences]
        self.terms = [terms_of(words) for words in self.words]
        self._size = f"sentences:{len(sentences).bit_length()}"
        self._having = _having(self.terms)
        self._news, self._common = _news(self.terms, self._having)
        self._openings = self._paragraphs()
        self._opened = {at: {"p:" + word for word in self.words[at][:6]} for at in set(self._openings)}
        self._at = [bisect_right(self._starts, sentence.span.start) for sentence in sentences]
        self.first = list(first) if first is not None else [self._first(i) for i in range(len(sentences))]
        self._worth: dict[str, float] = {}
        self._probabilities = list(map(_logistic, self.first))
        self._ranks = _ranks(self.first)
        self._best = {i for i, rank in enumerate(_ranks(self._probabilities)) if rank < TOP}
        # The most salience a root of a sentence's terms.
        self._dense = [p / math.sqrt(max(5, len(of))) for p, of in zip(self._probabilities, self.terms, strict=True)]
        self._capitals = Counter(chain.from_iterable(map(self.capitals, range(len(sentences)))))
        self._since = [index - bisect_left(self._at, at) for index, at in enumerate(self._at)]
        self._by_heading: dict[int, list[float]] = {}
        for at, logit in zip(self._at, self.first, strict=True):
            self._by_heading.setdefault(at, []).append(logit)

    # --- all sentences, by themselves

    def _first(self, index: int) -> float:
        model = self._model
        total = model.plain.get("bias:", 0) + sum(map(model.plain.get, self.plain(index), repeat(0)))
        shared = shared_features(self.words[index])
        return (total + sum(map(model.shared.get, shared, repeat(0))) / math.sqrt(len(shared) or 1)) / 1000

    def plain(self, index: int) -> set[str]:
        """Return the names of the features of one sentence: what it says, and where it stands.

        A word in lower case is its own feature, "#" stands for any figure, and all other names hold a colon.
        """
        sentence = self._sentences[index]
        text = sentence.text
        words = self.words[index]
        names = set(words)
        if _DIGIT.search(text):
            names.add("#")
        if self._at[index]:
            names |= self._headings[self._at[index] - 1]
        if words:
            names.add("start:" + words[0])
        names |= self._opened[self._openings[index]]
        names.update(
            (
                self._size,
                f"common:{int(2 * self._common[index])}",
                f"decile:{10 * index // len(self._sentences)}",
                _NEW[int(6 * self._news[index])],
                _FIRST[bisect_right((0, 2, 7, 19), index - 1)],  # 1st, 3rd, 8th and 20th sentence and later
                _LENGTHS[min(8, len(words) // 8)],
                _NAMES[min(6, len(_CAPITAL.findall(text)))],
                _COMMAS[min(6, text.count(","))],
            )
        )
        if "$" in text:
            names.add("has:money")
        if "%" in text or "percent" in names:
            names.add("has:percent")
        if "#" in names and _YEAR.search(text):
            names.add("has:year")
        if self._openings[index] == index:
            names.add("opens:block")
        return names

    def _paragraphs(self) -> list[int]:
        """Return for each sentence the first one of its paragraph."""
        openings: list[int] = []
        for index, sentence in enumerate(self._sentences):
            opens = index == 0 or sentence.span.start > self._sentences[index - 1].span.end + 2
            openings.append(index if opens else openings[-1])
        return openings

    def capitals(self, index: int) -> frozenset[str]:
        """Return the terms of a sentence that are written with a capital, its first word left out."""
        pieces = fold(self._sentences[index].text).split()[1:]
        words = [piece.strip(_PUNCTUATION) for piece in pieces if not piece.islower()]
        return frozenset([term_of(word.lower()) for word in words if word[:1].isupper()])

    # --- terms

    def worth(self, term: str) -> float:
        """Return how likely (0 to 1) an analyst tells a term of this section."""
        found = self._worth.get(term)
        if found is None:
            found = _logistic(self._weigh_term(self._of_term(term))) if term in self._having else UNKNOWN
            self._worth[term] = found
        return found

    def term_features(self, term: str, left_out: float | None = None) -> list[tuple[str, float]]:
        """Return the features of a term that stands in the section, by name.

        Args:
            term: the term.
            left_out: when the section is one of the labelled ones, how much of the term was kept there, which is
                then taken out of the lexicon.
        """
        return list(zip(_OF_TERMS, self._of_term(term, left_out), strict=True))

    def _of_term(self, term: str, left_out: float | None = None) -> tuple[float, ...]:
        """Return the values of those features."""
        indexes = self._having[term]
        count, number = len(indexes), len(self._sentences)
        probabilities = [self._probabilities[i] for i in indexes]
        mass, most = math.fsum(probabilities), max(probabilities)
        filings, kept = self._model.lexicon.get(term, (0, 0))
        rate: float = kept / 1000
        if left_out is not None:
            filings, rate = filings - 1, rate - left_out
        return (
            math.log(count),
            math.log(mass + 0.001),
            math.log(most + 0.001),
            mass / count,
            indexes[0] / number,
            float(term in self._in_headings),
            self._capitals[term] / count,
            float(term[0].isdigit()),
            float(min(len(term), 12)),
            filings / 71,
            math.log1p(max(filings, 0)),
            (max(rate, 0.0) + _MEAN_RATE * _SMOOTHING) / (max(filings, 0) + _SMOOTHING),
            math.log(count / number + 0.0001),
            math.log(number),
            max(map(self._dense.__getitem__, indexes)),
            float(min(len(self._best.intersection(indexes)), 6)),
        )

    # --- the sentences that may be chosen

    def salience(self, index: int) -> float:
        """Return the probability (0 to 1) that an analyst would want a sentence."""
        return _logistic(self._weigh_sentence(self._of_sentence(index)))

    def context(self, index: int) -> list[tuple[str, float]]:
        """Return the features of a sentence among others, by name."""
        return list(zip(_OF_SENTENCES, self._of_sentence(index), strict=True))

    def _of_sentence(self, index: int) -> tuple[float, ...]:
        """Return the values of those features."""
        logits, number = self.first, len(self.first)
        near = [logits[at] if 0 <= at < number else -6.0 for at in (index - 2, index - 1, index + 1, index + 2)]
        below = self._by_heading[self._at[index]]
        worths = sorted(map(self.worth, self.terms[index]), reverse=True) or [0.0]
        text = self._sentences[index].text
        return (
            logits[index],
            *near,
            math.log1p(self._ranks[index]),
            float(min(10, self._since[index])),
            math.fsum(below) / len(below),
            max(below),
            math.log(len(below)),
            math.fsum(worths) / len(worths),
            math.fsum(worths),
            math.fsum(worths[:5]) / 5,
            float(sum([worth > 0.5 for worth in worths])),
            float(len(worths)),
            index / number,
            float(min(index, 60)),
            math.log(number),
            float(min(text.count(","), 12)),
            float(_DIGIT.search(text) is not None),
            float("$" in text),
            float("%" in text),
            float(len(self.words[index])),
        )


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without the punctuation around them."""
    return [word for piece in fold(text).lower().split() if (word := piece.strip(_PUNCTUATION))]


def shared_features(words: Sequence[str]) -> set[str]:
    """Return the words and pairs of words, every figure as "#"."""
    plain = ["#" if word < ":" and word[0] in "0123456789" else word for word in words]
    return {*plain, *map(" ".join, pairwise(plain))}


def terms_of(words: Iterable[str]) -> frozenset[str]:
    """Return the terms among words: what is left without words that name nothing, in one form for both numbers."""
    return frozenset(filter(None, map(term_of, words)))


@lru_cache(maxsize=65_536)  # filings share most of their words
def term_of(word: str) -> str:
    """Return the term of a word, "" when it names nothing."""
    if word in _NO_TERMS:
        return ""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "su":
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return "" if word in _NO_TERMS else word


def _having(terms: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """Return for each term the sentences that have it, in their order."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for index, of in enumerate(terms):
        for term in of:
            having[term].append(index)
    return dict(having)


def _news(terms: Sequence[frozenset[str]], having: dict[str, list[int]]) -> tuple[list[float], list[float]]:
    """Return for each sentence the share of its terms that no sentence before has, and how common its terms are.

    The latter is the mean logarithm of the share of sentences that have a term, between -7 and 0.
    """
    logs = {term: math.log(len(indexes) / len(terms) + 0.001) for term, indexes in having.items()}
    seen: set[str] = set()
    news, common = [], []
    for of in terms:
        news.append(len(of - seen) / len(of) if of else 0.0)
        common.append(math.fsum(map(logs.__getitem__, of)) / len(of) if of else -7.0)
        seen |= of
    return news, common


def _ranks(logits: Sequence[float]) -> list[int]:
    """Return for each sentence how many have a higher logit."""
    ranks = [0] * len(logits)
    for rank, index in enumerate(sorted(range(len(logits)), key=lambda i: (-logits[i], i))):
        ranks[index] = rank
    return ranks


def _weigher(weights: dict[str, float], names: Sequence[str]) -> Callable[[Iterable[float]], float]:
    """Return what weighs the values of the features of these names."""
    bias, known = weights.get("bias:", 0.0), [weights.get(name, 0.0) for name in names]
    return lambda values: math.fsum((bias, *map(mul, known, values))) / 1000


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


def _headings(section: Section) -> tuple[list[int], list[set[str]], frozenset[str]]:
    """Return where the headings of the section start, the features of the text below each, and their terms."""
    span = section.location.span
    starts: list[int] = []
    names: list[set[str]] = []
    terms: set[str] = set()
    for block in section.document.blocks if span else ():
        if block.kind == "heading" and span and span.start <= block.start < span.end:
            starts.append(block.start)
            words = words_of(block.span.of(section.document.text))
            terms |= terms_of(words)
            names.append({"h:" + word for word in words[:8]})
    return starts, names, frozenset(terms)
