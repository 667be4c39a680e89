"""How much a sentence tells of a business model: a linear model over words, headings, position and shape.

The weights are made by `benchmarks/train_extractive.py` and evaluated here without any library.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat

from itemone.data import Section, Sentence

_PUNCTUATION = "$.,;:!?()[]\"'“”‘’•*–—-®™"
_LENGTHS, _NAMES, _COMMAS = ([f"{name}:{n}" for n in range(9)] for name in ("length", "names", "commas"))
_CAPITAL = re.compile(r" [A-Z]")
_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?:19|20)\d\d\b")


@cache
def _weights_file() -> bytes:
    return files("itemone.engines").joinpath("salience.json").read_bytes()


@cache
def weights() -> dict[str, int]:
    """Return the weight of each feature in thousandths; a feature that is not in it weighs nothing."""
    loaded: dict[str, int] = json.loads(_weights_file())
    return loaded


@cache
def weights_hash() -> str:
    """Return the first 16 hex digits of the sha256 of the weights."""
    return hashlib.sha256(_weights_file()).hexdigest()[:16]


def salience(section: Section, sentences: Sequence[Sentence], wanted: Iterable[int]) -> dict[int, float]:
    """Return the probability (0 to 1) that an analyst would want a sentence, for each index in `wanted`."""
    weight = weights().get
    bias = weights()["bias:"]
    place = Places(section, sentences)
    # Whole numbers: a sum of fractions depends on the order of a set, and that on the process.
    sums = {index: bias + sum(map(weight, place.features(index), repeat(0))) for index in wanted}
    return {index: 1.0 / (1.0 + math.exp(-total / 1000)) for index, total in sums.items()}


class Places:
    """The features of the sentences of one section: what each says, and where it stands."""

    def __init__(self, section: Section, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts, self._headings = _headings(section)

    def features(self, index: int) -> set[str]:
        """Return the names of the features of one sentence.

        A word in lower case is its own feature, "#" stands for any figure, and all other names hold a colon.
        """
        sentence = self._sentences[index]
        text = sentence.text
        words = text.lower().split()
        names = {word.strip(_PUNCTUATION) for word in words}
        names.discard("")
        if _DIGIT.search(text):
            names.add("#")
        at = bisect_right(self._starts, sentence.span.start)
        if at:
            names |= self._headings[at - 1]
        names.add("start:" + words[0].strip(_PUNCTUATION))
        names.add(f"decile:{10 * index // len(self._sentences)}")
        names.add(_rank(index))
        names.add(_LENGTHS[min(8, len(words) // 8)])
        names.add(_NAMES[min(6, len(_CAPITAL.findall(text)))])
        names.add(_COMMAS[min(6, text.count(","))])
        if "$" in text:
            names.add("has:money")
        if "%" in text or "percent" in names:
            names.add("has:percent")
        if "#" in names and _YEAR.search(text):
            names.add("has:year")
        if index == 0 or sentence.span.start > self._sentences[index - 1].span.end + 2:
            names.add("opens:block")
        return names


def _rank(index: int) -> str:
    return f"first:{bisect_right((0, 2, 7, 19), index - 1)}"  # 1st, 3rd, 8th and 20th sentence and later


def _headings(section: Section) -> tuple[list[int], list[set[str]]]:
    """Return where the headings of the section start, and the features of the text below each."""
    span = section.location.span
    starts: list[int] = []
    names: list[set[str]] = []
    for block in section.document.blocks if span else ():
        if block.kind == "heading" and span and span.start <= block.start < span.end:
            starts.append(block.start)
            words = block.span.of(section.document.text).lower().split()[:8]
            names.append({"h:" + word.strip(_PUNCTUATION) for word in words})
    return starts, names
