"""How much of what an expert wants to know does a summary say? Nugget recall, by rule and without a model.

A nugget is one fact. Its keys are groups of alternatives: the nugget is covered when a window of `WINDOW` words of
the summary holds at least one alternative of every group. An alternative that ends in * matches the beginning of a
word. Both are compared after `fold`: lower case, plain quotes and dashes, "1,200" as "1200", "per cent" as "%".

Recall weighs a vital nugget 1 and any other 0.5. After the nugget pyramid of the TREC question answering track
(Voorhees 2003, Lin and Demner-Fushman 2006), with keys in the place of an assessor.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itemone.data import Aspect

WINDOW = 60
VITAL, OKAY = 1.0, 0.5

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("–—‑‐", "-"),
        **dict.fromkeys("\u00a0®™℠", " "),
    }
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_PERCENT = re.compile(r"\s*(?:percent|per cent)\b")
_SPACE_BEFORE_PERCENT = re.compile(r"(?<=\d)\s+%")
_SPACE_AFTER_DOLLAR = re.compile(r"\$\s+(?=\d)")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")

# For each group of a nugget, the numbers of the words at which an alternative begins, in order.
Places = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Nugget:
    """One fact: its aspect, whether a summary without it fails its reader, and how a text shows that it says it."""

    id: str
    aspect: Aspect
    vital: bool
    keys: tuple[tuple[str, ...], ...]
    fact: str = ""

    @property
    def weight(self) -> float:
        """What it counts in recall."""
        return VITAL if self.vital else OKAY


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares from 0 to 1: weighted recall of all nuggets, plain recall of the vital ones, weighted recall by aspect.

    `macro` is the mean over the aspects that have a nugget; `missed` names the nuggets that the text does not say.
    """

    recall: float
    vital: float
    macro: float
    aspects: dict[Aspect, float]
    missed: tuple[str, ...]


def fold(text: str) -> str:
    """Return the form in which texts and keys are compared."""
    text = text.translate(_PLAIN).lower()
    text = _THOUSANDS.sub("", text)
    text = _PERCENT.sub("%", text)
    text = _SPACE_BEFORE_PERCENT.sub("%", text)
    text = _SPACE_AFTER_DOLLAR.sub("$", text)
    return _SPACE.sub(" ", text).strip()


@lru_cache(maxsize=65_536)
def _pattern(alternative: str) -> re.Pattern[str]:
    """Return what finds an alternative: whole words, and no figure that goes on behind a point."""
    folded = fold(alternative)
    body = re.escape(folded.rstrip("*").strip()).replace(r"\ ", " ")
    end = "" if folded.endswith("*") else r"(?![a-z0-9])(?!\.\d)"
    return re.compile(rf"(?<![a-z0-9]){body}{end}")


def places(nugget: Nugget, folded: str) -> Places:
    """Return where each group of a nugget stands in a folded text, counted in words from 1."""
    starts = [match.start() for match in _WORD.finditer(folded)]
    return tuple(tuple(sorted(set(_places(group, folded, starts)))) for group in nugget.keys)


def _places(group: Iterable[str], folded: str, starts: Sequence[int]) -> Iterator[int]:
    for alternative in group:
        for match in _pattern(alternative).finditer(folded):
            yield bisect_right(starts, match.start())


def within_window(found: Sequence[Sequence[int]]) -> bool:
    """Tell whether there are groups, and some window of `WINDOW` words holds a place of each."""
    return all(found) and any(
        all(any(low <= place < low + WINDOW for place in group) for group in found)
        for low in sorted({place for group in found for place in group})
    )


def covers(nugget: Nugget, folded: str) -> bool:
    """Tell whether a folded text says the nugget."""
    return within_window(places(nugget, folded))


def coverage(nuggets: Sequence[Nugget], text: str) -> Coverage:
    """Return what a text says of the nuggets; all shares are 0 when there are none."""
    folded = fold(text)
    return coverage_of(nuggets, {nugget.id for nugget in nuggets if covers(nugget, folded)})


def coverage_of(nuggets: Sequence[Nugget], covered: set[str]) -> Coverage:
    """Return the shares when the nuggets of these ids are covered."""
    aspects = {
        aspect: _share([n for n in nuggets if n.aspect is aspect], covered)
        for aspect in Aspect
        if any(n.aspect is aspect for n in nuggets)
    }
    vital = [nugget for nugget in nuggets if nugget.vital]
    return Coverage(
        recall=_share(nuggets, covered),
        vital=_share(vital, covered),
        macro=sum(aspects.values()) / len(aspects) if aspects else 0.0,
        aspects=aspects,
        missed=tuple(nugget.id for nugget in nuggets if nugget.id not in covered),
    )


def _share(nuggets: Sequence[Nugget], covered: set[str]) -> float:
    total = sum(nugget.weight for nugget in nuggets)
    return sum(nugget.weight for nugget in nuggets if nugget.id in covered) / total if total else 0.0
