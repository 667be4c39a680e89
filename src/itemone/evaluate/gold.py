"""Labelled filings: for each, Item 1 as text, the facts that an expert wants, and claims that are true or false.

FOLDER/NAME.json        {"reference", "nuggets": [{"id", "facet", "importance", "keys", "fact"}],
                         "claims": [{"id", "text", "label", "type"}]}
FOLDER/../src/NAME.txt  or FOLDER/src/NAME.txt, or any file of that name that `itemone summarize` reads
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itemone.acquire import acquire
from itemone.data import Aspect, Filing
from itemone.errors import EvaluateError
from itemone.evaluate.nuggets import Nugget

_SUFFIXES = (".txt", ".htm", ".html", ".txt.gz", ".htm.gz", ".html.gz")


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A sentence about a filing, whether the filing supports it, and what is wrong with it when not."""

    id: str
    text: str
    supported: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled filing; `digest` is a hash of its labels and of its text."""

    name: str
    filing: Filing
    nuggets: tuple[Nugget, ...]
    claims: tuple[LabelledClaim, ...]
    reference: str
    digest: str


def load(folder: Path) -> tuple[Gold, ...]:
    """Return the labelled filings of a folder by name.

    Raises:
        EvaluateError: there are none, a label has not the form above, or the text of one is missing.
        AcquireError: the text of one cannot be read.
    """
    if not folder.is_dir():
        raise EvaluateError(f"{folder}: is no folder; give one that holds NAME.json for each labelled filing")
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise EvaluateError(f"{folder}: holds no NAME.json; give the folder of the labels, such as gold/dev")
    return tuple(_gold(path) for path in paths)


def digest_of(golds: Sequence[Gold]) -> str:
    """Return a hash (16 hex digits) of the labels and texts of some filings."""
    lines = sorted(f"{gold.name} {gold.digest}" for gold in golds)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _gold(path: Path) -> Gold:
    try:
        raw = path.read_bytes()
        labels = json.loads(raw)
    except OSError as error:
        raise EvaluateError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise EvaluateError(f"{path}: is no JSON: {' '.join(str(error).split())}") from error
    filing = acquire(_source(path))
    try:
        nuggets = tuple(map(_nugget, labels["nuggets"]))
        claims = tuple(map(_claim, labels.get("claims", ())))
        reference = str(labels.get("reference", ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise EvaluateError(f"{path}: is no label of a filing: {what}") from error
    if not nuggets:
        raise EvaluateError(f"{path}: has no nuggets, so that no summary can be scored")
    digest = hashlib.sha256(raw + filing.raw).hexdigest()
    return Gold(path.stem, filing, nuggets, claims, reference, digest)


def _source(path: Path) -> Path:
    """Return the text that belongs to a label."""
    folders = (path.parent.parent / "src", path.parent / "src", path.parent, path.parent.parent)
    for folder in folders:
        for suffix in _SUFFIXES:
            if (source := folder / f"{path.stem}{suffix}").is_file():
                return source
    raise EvaluateError(
        f"{path}: its filing is missing; looked for {folders[0] / path.stem}.txt and {folders[1].name}/"
    )


def _nugget(data: dict[str, Any]) -> Nugget:
    importance = data["importance"]
    if importance not in ("vital", "okay"):
        raise ValueError(f"importance of a nugget is {importance!r}, not 'vital' or 'okay'")
    keys = tuple(tuple(_text(alternative) for alternative in group) for group in data["keys"])
    if not keys or not all(keys):
        raise ValueError(f"nugget {data['id']!r} has no keys")
    return Nugget(_text(data["id"]), Aspect(data["facet"]), importance == "vital", keys, data.get("fact", ""))


def _claim(data: dict[str, Any]) -> LabelledClaim:
    label = data["label"]
    if label not in ("supported", "unsupported"):
        raise ValueError(f"label of a claim is {label!r}, not 'supported' or 'unsupported'")
    fault = None if label == "supported" else data.get("type") or "unnamed"
    return LabelledClaim(_text(data["id"]), _text(data["text"]), label == "supported", fault)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a text, found {value!r}")
    return value
