"""JSON that somebody else wrote, read field by field: what is wrong is said of a field, in the words of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from itemone.acquire import reference
from itemone.errors import EvaluateError

T = TypeVar("T")
_KINDS: dict[type, str] = {str: "a text", list: "a list"}


def read_json(path: Path, what: str = "JSON") -> tuple[bytes, object]:
    """Return the bytes of a file and the JSON in it; `what` is what a message says that it should be.

    Raises:
        EvaluateError: it cannot be read, or is no JSON.
    """
    ref = reference(str(path))
    try:
        raw = path.read_bytes()
        found = json.loads(raw)
        json.dumps(found, ensure_ascii=False).encode()  # half a character can be read, and not be written again
    except OSError as error:
        raise EvaluateError(f"{ref}: cannot be read: {error.strerror or error}") from error
    except UnicodeEncodeError:
        raise EvaluateError(f"{ref}: holds half a character (\\ud800 to \\udfff without its other half)") from None
    except (ValueError, RecursionError) as error:
        raise EvaluateError(f"{ref}: is no {what}: {' '.join(str(error).split())}") from error
    return raw, found


def get(data: object, name: str, kind: type[T], default: T | None = None) -> T:
    """Return a field of an object of JSON; `ValueError` when it is missing or of another kind."""
    if not isinstance(data, dict):
        raise ValueError(f"expected an object, found {shown(data)}")
    if name not in data and default is not None:
        return default
    if name not in data:
        raise ValueError(f"has no {name!r}")
    value = data[name]
    if not isinstance(value, kind):
        raise ValueError(f"{name!r} should be {_KINDS[kind]}, found {shown(value)}")
    return value


def text(data: object, name: str) -> str:
    """Return a field of an object of JSON that is a text and not blank; else `ValueError`."""
    value = get(data, name, str)
    if not value.strip():
        raise ValueError(f"{name!r} is empty")
    return value


def one_of(data: object, name: str, known: tuple[str, ...]) -> str:
    """Return a field of an object of JSON that is one of some texts; else `ValueError`, which names them."""
    value = get(data, name, object)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name!r} should be one of {', '.join(known)}, found {shown(value)}")
    return value


def shown(value: object) -> str:
    """Return how a message names a value of JSON: as it is written there, cut to 60 characters."""
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 60 else f"{written[:60]}..."
