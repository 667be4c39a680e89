"""Labelled filings: for each, Item 1 as text, the facts that an expert wants, and claims that are true or false.

FOLDER/NAME.json        {"reference", "nuggets": [{"id", "facet", "importance", "keys", "fact"}],
                         "claims": [{"id", "text", "label", "type"}]}
FOLDER/../src/NAME.txt  or FOLDER/src/NAME.txt, or any file of that name that `itemone summarize` reads
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from itemone.acquire import acquire, reference
from itemone.data import Aspect, Filing
from itemone.errors import EvaluateError
from itemone.evaluate.nuggets import Nugget, fold

T = TypeVar("T")
# What the checker's trials call a sentence that is true.
SUPPORTED, UNCHANGED = "supported", "unchanged"
SOUND = (SUPPORTED, UNCHANGED)
_KINDS: dict[type, str] = {str: "a text", list: "a list"}
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
    shown = reference(str(path))
    raw, labels = _read(path, shown)
    filing = acquire(_source(path, shown))
    try:
        nuggets = tuple(_each("nugget", _get(labels, "nuggets", list), _nugget))
        claims = tuple(_each("claim", _get(labels, "claims", list, []), _claim))
        text = _get(labels, "reference", str, "")
    except ValueError as error:
        raise EvaluateError(f"{shown}: is no label of a filing: {error}") from None
    if not nuggets:
        raise EvaluateError(f"{shown}: has no nuggets, so that no summary can be scored")
    digest = hashlib.sha256(raw + filing.raw).hexdigest()
    return Gold(reference(path.stem), filing, nuggets, claims, text, digest)


def _read(path: Path, shown: str) -> tuple[bytes, object]:
    """Return the bytes of a file and the JSON in it."""
    try:
        raw = path.read_bytes()
        labels = json.loads(raw)
        json.dumps(labels, ensure_ascii=False).encode()
    except OSError as error:
        raise EvaluateError(f"{shown}: cannot be read: {error.strerror or error}") from error
    except UnicodeEncodeError:
        raise EvaluateError(f"{shown}: holds half a character (\\ud800 to \\udfff without its other half)") from None
    except (ValueError, RecursionError) as error:
        raise EvaluateError(f"{shown}: is no JSON: {' '.join(str(error).split())}") from error
    return raw, labels


def _source(path: Path, shown: str) -> Path:
    """Return the text that belongs to a label."""
    folders = (path.parent.parent / "src", path.parent / "src", path.parent, path.parent.parent)
    for folder in folders:
        for suffix in _SUFFIXES:
            if (source := folder / f"{path.stem}{suffix}").is_file():
                return source
    looked = ", ".join(reference(str(folder)) for folder in folders)
    raise EvaluateError(f"{shown}: its filing is missing; looked for {reference(path.stem)}.txt or .htm in {looked}")


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
    importance = _one_of(data, "importance", ("vital", "okay"))
    aspect = Aspect(_one_of(data, "facet", tuple(aspect.value for aspect in Aspect)))
    keys = _get(data, "keys", list)
    if not keys or not all(isinstance(group, list) and group and all(map(_is_key, group)) for group in keys):
        raise ValueError(f"'keys' should be a list of lists of words, none empty, found {_shown(keys)}")
    key_groups = tuple(tuple(group) for group in keys)
    return Nugget(_text(data, "id"), aspect, importance == "vital", key_groups, _get(data, "fact", str, ""))


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(fold(value).strip("* "))


def _claim(data: object) -> LabelledClaim:
    supported = _one_of(data, "label", ("supported", "unsupported")) == "supported"
    fault = None if supported else _get(data, "type", str, "") or "unnamed"
    if fault in SOUND:
        raise ValueError(f"'type' of an unsupported claim is {fault!r}, which means that nothing is wrong")
    return LabelledClaim(_text(data, "id"), _text(data, "text"), supported, fault)


def _get(data: object, name: str, kind: type[T], default: T | None = None) -> T:
    """Return a field of an object of JSON; `ValueError` when it is missing or of another kind."""
    if not isinstance(data, dict):
        raise ValueError(f"expected an object, found {_shown(data)}")
    if name not in data and default is not None:
        return default
    if name not in data:
        raise ValueError(f"has no {name!r}")
    value = data[name]
    if not isinstance(value, kind):
        raise ValueError(f"{name!r} should be {_KINDS[kind]}, found {_shown(value)}")
    return value


def _text(data: object, name: str) -> str:
    value = _get(data, name, str)
    if not value.strip():
        raise ValueError(f"{name!r} is empty")
    return value


def _one_of(data: object, name: str, known: tuple[str, ...]) -> str:
    value = _get(data, name, object)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name!r} should be one of {', '.join(known)}, found {_shown(value)}")
    return value


def _shown(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 60 else f"{written[:60]}..."
