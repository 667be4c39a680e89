"""Labelled filings: for each, Item 1 as text, the facts that an expert wants, and claims that are true or false.

FOLDER/NAME.json        {"reference", "nuggets": [{"id", "facet", "importance", "keys", "fact"}],
                         "claims": [{"id", "text", "label", "type"}]}
FOLDER/../src/NAME.txt  or in FOLDER/src, FOLDER or FOLDER/..; .htm and .html, gzipped or not, will do, too
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from itemone.acquire import acquire, reference
from itemone.data import Aspect, Filing
from itemone.errors import EvaluateError
from itemone.evaluate.fields import get, one_of, read_json, shown, text
from itemone.evaluate.nuggets import Nugget, fold

# What the checker's trials call a sentence that is true.
SUPPORTED, UNCHANGED = "supported", "unchanged"
SOUND = (SUPPORTED, UNCHANGED)
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


Labelled = TypeVar("Labelled", Nugget, LabelledClaim)


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
    ref = reference(str(path))
    raw, labels = read_json(path)
    filing = acquire(_source(path, ref))
    try:
        nuggets = tuple(_each("nugget", get(labels, "nuggets", list), _nugget))
        claims = tuple(_each("claim", get(labels, "claims", list, []), _claim))
        written = get(labels, "reference", str, "")
    except ValueError as error:
        raise EvaluateError(f"{ref}: is no label of a filing: {error}") from None
    if not nuggets:
        raise EvaluateError(f"{ref}: has no nuggets, so that no summary can be scored")
    digest = hashlib.sha256(raw + filing.raw).hexdigest()
    return Gold(reference(path.stem), filing, nuggets, claims, written, digest)


def _source(path: Path, ref: str) -> Path:
    """Return the text that belongs to a label."""
    folders = (path.parent.parent / "src", path.parent / "src", path.parent, path.parent.parent)
    for folder in folders:
        for suffix in _SUFFIXES:
            if (source := folder / f"{path.stem}{suffix}").is_file():
                return source
    looked = ", ".join(reference(str(folder)) for folder in folders)
    raise EvaluateError(f"{ref}: its filing is missing; looked for {reference(path.stem)}.txt or .htm in {looked}")


def _each(what: str, found: list[Any], read: Callable[[object], Labelled]) -> Iterator[Labelled]:
    """Yield what is read of each object of a list; no two have the same id."""
    seen: set[str] = set()
    for number, data in enumerate(found, start=1):
        try:
            made = read(data)
        except ValueError as error:
            raise ValueError(f"{what} {number}: {error}") from None
        if made.id in seen:
            raise ValueError(f"{what} {number}: the id {made.id!r} has come before")
        seen.add(made.id)
        yield made


def _nugget(data: object) -> Nugget:
    importance = one_of(data, "importance", ("vital", "okay"))
    aspect = Aspect(one_of(data, "facet", tuple(aspect.value for aspect in Aspect)))
    keys = get(data, "keys", list)
    if not keys or not all(isinstance(group, list) and group and all(map(_is_key, group)) for group in keys):
        raise ValueError(f"'keys' should be a list of lists of words, none empty, found {shown(keys)}")
    key_groups = tuple(tuple(group) for group in keys)
    return Nugget(text(data, "id"), aspect, importance == "vital", key_groups, get(data, "fact", str, ""))


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(fold(value).strip("* "))


def _claim(data: object) -> LabelledClaim:
    supported = one_of(data, "label", ("supported", "unsupported")) == "supported"
    fault = None if supported else get(data, "type", str, "") or "unnamed"
    if fault in SOUND:
        raise ValueError(f"'type' of an unsupported claim is {fault!r}, which means that nothing is wrong")
    return LabelledClaim(text(data, "id"), text(data, "text"), supported, fault)
