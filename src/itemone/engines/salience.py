"""How much a sentence tells of a business model: a linear model over words, headings, position and shape.

The weights are made by `benchmarks/train_extractive.py` and evaluated here without any library.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from itemone.data import Section, Sentence

_WORD = re.compile(r"[a-z][a-z'’-]+|[$%]|\d[\d,.]*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z]")


@cache
def _weights_file() -> bytes:
    return files("itemone.engines").joinpath("salience.json").read_bytes()


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature; a feature that is not in it weighs nothing."""
    loaded: dict[str, float] = json.loads(_weights_file())
    return loaded


@cache
def weights_hash() -> str:
    """Return the first 16 hex digits of the sha256 of the weights."""
    return hashlib.sha256(_weights_file()).hexdigest()[:16]


def salience(section: Section, sentences: Sequence[Sentence]) -> list[float]:
    """Return for each sentence the probability (0 to 1) that an analyst would want it in the summary."""
    weight = weights().get
    bias = weights()["bias"]
    return [
        1.0 / (1.0 + math.exp(-bias - sum(weight(name, 0.0) for name in names)))
        for names in features(section, sentences)
    ]


def features(section: Section, sentences: Sequence[Sentence]) -> Iterator[set[str]]:
    """Yield the names of the features of each sentence, in the order given."""
    starts, headings = _headings(section)
    previous_end = -1
    for index, sentence in enumerate(sentences):
        lower = sentence.text.lower()
        words = ["#" if word[0].isdigit() else word for word in _WORD.findall(lower)]
        names = {"w:" + word for word in words}
        at = bisect_right(starts, sentence.span.start)
        if at:
            names |= headings[at - 1]
        names.add(f"start:{words[0]}" if words else "start:")
        names.add(f"decile:{10 * index // len(sentences)}")
        names.add(_rank(index))
        names.add(f"length:{min(8, len(words) // 8)}")
        names |= _shape(sentence.text, words)
        if sentence.span.start > previous_end + 2:
            names.add("opens_block")
        previous_end = sentence.span.end
        yield names


def _rank(index: int) -> str:
    return "first:" + next((name for name, limit in (("1", 1), ("3", 3), ("8", 8), ("20", 20)) if index < limit), "later")


def _shape(text: str, words: list[str]) -> set[str]:
    names = {f"names:{min(6, len(_CAPITAL.findall(text)))}", f"commas:{min(6, text.count(','))}"}
    if "$" in words:
        names.add("money")
    if "%" in words or "percent" in words:
        names.add("percent")
    if _YEAR.search(text):
        names.add("year")
    return names


def _headings(section: Section) -> tuple[list[int], list[set[str]]]:
    """Return where the headings of the section start, and the features of the text below each."""
    span = section.location.span
    starts: list[int] = []
    names: list[set[str]] = []
    for block in section.document.blocks if span else ():
        if block.kind == "heading" and span and span.start <= block.span.start < span.end:
            starts.append(block.span.start)
            words = _WORD.findall(block.span.of(section.document.text).lower())[:8]
            names.append({"h:" + word for word in words})
    return starts, names
