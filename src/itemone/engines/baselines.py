"""Baselines to compare an engine with: sentences by a simple rule, under the same budget and tokenizer.

- lead: the first sentences, from the first that fits up to the next that does not.
- random: sentences drawn by a generator that the text seeds, so that the same text gives the same summary.
- lexrank, textrank, lsa: the rankings of the library sumy (extra `bench`) over our sentences and our words.

Behind all but lead, a ranked sentence that no longer fits is passed over. The chosen ones stand in the order of the
filing. None of them shortens a sentence or knows what a business model is.
"""

from __future__ import annotations

import hashlib
import math
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.metadata import version
from random import Random
from typing import Any

from itemone.aspects import aspects_of
from itemone.data import Claim, Evidence, Options, Section, Sentence, join_claims
from itemone.errors import ComposeError, MissingExtraError
from itemone.tokens import tokenizer

# The summarizers of sumy by our names.
_SUMY = {
    "lexrank": ("sumy.summarizers.lex_rank", "LexRankSummarizer"),
    "textrank": ("sumy.summarizers.text_rank", "TextRankSummarizer"),
    "lsa": ("sumy.summarizers.lsa", "LsaSummarizer"),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Sentences -> their indices, the best first.
Ranking = Callable[[Sequence[str]], Iterable[int]]


class Baseline:
    """An engine that takes whole sentences in the order of a ranking while they fit."""

    def __init__(self, name: str, rank: Ranking, *, gaps: bool = True, digest: str | None = None) -> None:
        self._name, self._rank, self._gaps, self._digest = name, rank, gaps, digest

    @property
    def name(self) -> str:
        """The name of the ranking."""
        return self._name

    @property
    def hash(self) -> str | None:
        """The library that ranks, with its version; None for rankings of our own."""
        return self._digest

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the best sentences as claims in the order of the filing; `ComposeError` when none fits."""
        # A sentence that is repeated is ranked once: sumy would give all its places the rank of the last.
        first: dict[str, Sentence] = {}
        for sentence in sentences:
            first.setdefault(sentence.text, sentence)
        unique = list(first.values())
        ranked = self._rank(list(first)) if first else ()
        chosen = fitting(unique, ranked, options, gaps=self._gaps)
        if not chosen:
            raise ComposeError(f"none of {len(sentences)} sentences fits into {options.budget} tokens")
        return chosen


def fitting(
    sentences: Sequence[Sentence], ranked: Iterable[int], options: Options, *, gaps: bool = True
) -> tuple[Claim, ...]:
    """Return as verbatim claims, in the order of `sentences`, the ranked ones that fit into the budget.

    Args:
        sentences: those of a section.
        ranked: indices into them, the best first.
        options: budget and tokenizer.
        gaps: whether the ranking goes on behind a sentence that does not fit.
    """
    count = tokenizer(options.tokenizer).count
    chosen: list[int] = []
    claims: tuple[Claim, ...] = ()
    left = options.budget
    for index in ranked:
        # Tokens of joined sentences can differ by one or two from the sum of theirs.
        if count(sentences[index].text) <= left + 2:
            more = tuple(_verbatim(sentences[i]) for i in sorted([*chosen, index]))
            if (tokens := count(join_claims(more))) <= options.budget:
                chosen.append(index)
                claims, left = more, options.budget - tokens
                continue
        if chosen and not gaps:
            break
    return claims


def _verbatim(sentence: Sentence) -> Claim:
    evidence = Evidence(sentence.span, sentence.text, "verbatim")
    return Claim(sentence.text, (evidence,), aspects_of(sentence.text))


def baseline(name: str) -> Baseline:
    """Return a baseline: "lead", "random", "lexrank", "textrank" or "lsa".

    Raises:
        KeyError: there is no such baseline.
        MissingExtraError: the library that ranks is not installed.
    """
    if name == "lead":
        return Baseline(name, lambda texts: range(len(texts)), gaps=False)
    if name == "random":
        return Baseline(name, _drawn)
    module, summarizer = _SUMY[name]
    try:
        rank = _sumy(getattr(import_module(module), summarizer))
    except ImportError as error:
        raise MissingExtraError('sumy is not installed: pip install "itemone[bench]"') from error
    return Baseline(name, rank, digest=f"sumy {version('sumy')}")


def _drawn(texts: Sequence[str]) -> Iterable[int]:
    """Rank sentences by chance, the same chance for the same text."""
    order = list(range(len(texts)))
    Random(hashlib.sha256("\n".join(texts).encode()).digest()).shuffle(order)  # noqa: S311 -- guards no secret
    return order


class _Words:
    """What sumy calls a tokenizer; its own would download a model."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(text))


def _sumy(kind: Any) -> Ranking:
    """Return the ranking of a summarizer of sumy, with its English stop words and stemmer."""
    import_module("numpy")  # sumy itself says so only when it ranks
    dom = import_module("sumy.models.dom")
    stemmer = import_module("sumy.nlp.stemmers").Stemmer("english")
    stop_words = import_module("sumy.utils").get_stop_words("english")

    def rank(texts: Sequence[str]) -> Iterable[int]:
        summarizer = kind(stemmer)
        summarizer.stop_words = stop_words
        document = dom.ObjectDocumentModel([dom.Paragraph([dom.Sentence(text, _Words) for text in texts])])
        order: list[int] = []

        def take(ranked: Iterable[Any]) -> Iterable[Any]:
            """Note the order: sumy gives all sentences with their ratings, and asks which are wanted."""
            found = list(ranked)
            # Sums over sets differ in the last digits from process to process; equal ratings go by place.
            order.extend(info.order for info in sorted(found, key=lambda info: (-_rating(info), info.order)))
            return found

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of texts with little to rank
            summarizer(document, take)
        return order or range(len(texts))

    return rank


def _rating(info: Any) -> float:
    """Return a rating in which only digits that mean something are left; sentences with nothing in common have none."""
    return 0.0 if math.isnan(info.rating) else round(float(info.rating), 9)
