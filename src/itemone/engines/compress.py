"""Shorter wordings of a sentence: its limbs taken away, those first of which analysts keep the least."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from operator import itemgetter

from itemone.engines.limbs import Limb, features, is_sound, limbs
from itemone.engines.model import Model

# A limb goes when less of it is kept than this; one wording for each.
THRESHOLDS = (0.5, 0.65, 0.8)
LONG_LIST = 4  # members that may go, from which on a list is long
LISTED = 0.7  # the threshold for the members of a long list, all but three of them
SHORTEST = 8  # words
_CORE = 0.75  # how much analysts keep of what belongs to no limb
_SPACE_BEFORE = re.compile(r"\s+([,;]|\.(?!\w))")
_COMMA_LEFT = re.compile(r",\s*(?=[,;]|\.(?!\w))|^[,;\s]+")
_STOPS = re.compile(r"(?<!\.)\.\.$")  # "Heron, Inc.."


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it may be told, and how much of what analysts would keep of it is left (0 to 1)."""

    text: str
    share: float


def wordings(text: str, model: Model, worth: Callable[[str], float]) -> Iterator[Wording]:
    """Yield a sentence in ever shorter wordings, no two alike, the first with least taken away."""
    found = [(limb, _kept(text, limb, model, worth)) for limb in limbs(text)]
    if not found:
        yield Wording(text, 1.0)
        return
    mass = [_CORE] * len(text)
    for limb, kept in sorted(found, key=itemgetter(1), reverse=True):  # where limbs overlap, the least is kept
        if kept < _CORE:
            mass[limb.start : limb.end] = repeat(kept, limb.end - limb.start)
    total = math.fsum(mass)
    seen: set[str] = set()
    for threshold in THRESHOLDS:
        taken = _taken(found, threshold)
        shorter = without(text, taken)
        if shorter not in seen and (not taken or (_says_enough(shorter, text) and is_sound(shorter))):
            seen.add(shorter)
            lost = math.fsum(chain.from_iterable(mass[limb.start : limb.end] for limb in taken))
            yield Wording(shorter, 1.0 - lost / total if taken else 1.0)


def _says_enough(shorter: str, text: str) -> bool:
    """Tell whether enough is left: of a long sentence a few words say nothing ("It has entered into an agreement")."""
    return shorter.count(" ") + 1 >= SHORTEST or text.count(" ") + 1 < 2 * SHORTEST


def _kept(text: str, limb: Limb, model: Model, worth: Callable[[str], float]) -> float:
    weight = model.limbs
    total = weight.get("bias:", 0) + sum(map(weight.get, features(text, limb, worth), repeat(0)))
    return 1.0 / (1.0 + math.exp(-total / 1000))


def _taken(found: list[tuple[Limb, float]], threshold: float) -> list[Limb]:
    """Return the limbs that go, disjoint, in the order of their starts."""
    wanted = [(limb, kept) for limb, kept in found if kept < (1.0 if limb.kind == "praise" else threshold)]
    members = sorted(((kept, limb.start, limb) for limb, kept in found if limb.kind == "item"), key=lambda m: m[:2])
    if len(members) >= LONG_LIST:
        wanted += [(limb, kept) for kept, _, limb in members[:-3] if threshold <= kept < LISTED]
    wanted.sort(key=lambda both: (both[1], both[0].start - both[0].end, both[0].start))
    taken: list[Limb] = []
    for limb, _ in wanted:
        if all(limb.end <= other.start or limb.start >= other.end for other in taken):
            taken.append(limb)
    return sorted(taken, key=lambda limb: limb.start)


def without(text: str, taken: list[Limb]) -> str:
    """Return the text without these disjoint limbs, with the commas and the capital that it then needs."""
    if not taken:
        return text
    pieces: list[str] = []
    at = 0
    for limb in taken:
        pieces.append(text[at : limb.start] + (" " if limb.kind == "dash" else ""))
        at = limb.end
    left = "".join([*pieces, text[at:]])
    left = _COMMA_LEFT.sub("", _SPACE_BEFORE.sub(r"\1", left)).replace("  ", " ").strip()
    if left.endswith(".."):
        left = _STOPS.sub(".", left)
    return left[:1].upper() + left[1:]
