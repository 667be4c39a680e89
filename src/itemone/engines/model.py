"""What the embedded engine has learned: weights in one file, read once and only when they are wanted.

The file is made by `benchmarks/train_extractive.py`. All weights are whole thousandths, so that sums do not depend
on the order of a set, and that on the process.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the four linear models, by the names of their features.

    Args:
        plain: of a sentence's words, place and shape, for its salience.
        shared: of its words and pairs of words, divided by the root of their number.
        context: of what surrounds a sentence, on top of those two.
        lexicon: for a term, in how many labelled filings it stands, and in how many of them analysts kept it.
        terms: of a term in its section, for how likely an analyst tells it.
        limbs: of a part of a sentence, for how much of it analysts keep.
        digest: names these weights.
    """

    plain: dict[str, int]
    shared: dict[str, int]
    context: dict[str, float]
    lexicon: dict[str, tuple[int, int]]
    terms: dict[str, float]
    limbs: dict[str, int]
    digest: str = ""


@cache
def model() -> Model:
    """Return the weights that come with the package."""
    raw = files("itemone.engines").joinpath("model.json").read_bytes()
    return parse(raw)


def parse(raw: bytes) -> Model:
    """Return the weights in the bytes of a model file."""
    loaded = json.loads(raw)
    lexicon = {term: (both[0], both[1]) for term, both in loaded.pop("lexicon").items()}
    return Model(**loaded, lexicon=lexicon, digest=hashlib.sha256(raw).hexdigest()[:16])
