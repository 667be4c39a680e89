"""itemone: a verified business-model summary of Item 1 of a Form 10-K.

    >>> from itemone import summarize, Options
    >>> result = summarize("filing.htm", Options(budget=256))  # doctest: +SKIP
    >>> result.text, result.verdict.passed                     # doctest: +SKIP

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from itemone._version import __version__

if TYPE_CHECKING:
    from itemone.data import (
        Aspect,
        Check,
        Claim,
        Document,
        Evidence,
        Failure,
        Filing,
        Location,
        Options,
        Result,
        Section,
        Sentence,
        Span,
        Status,
        Summary,
        Verdict,
        Verification,
    )
    from itemone.errors import (
        AcquireError,
        ComposeError,
        EvaluateError,
        ItemoneError,
        LocateError,
        MissingExtraError,
        OptionsError,
        ReadError,
        VerifyError,
    )
    from itemone.pipeline import attempt, item1, summarize, verify_text

_HOMES = {
    "itemone.pipeline": ("attempt", "item1", "summarize", "verify_text"),
    "itemone.data": (
        "Aspect Check Claim Document Evidence Failure Filing Location Options Result Section Sentence Span Status "
        "Summary Verdict Verification"
    ).split(),
    "itemone.errors": (
        "AcquireError ComposeError EvaluateError ItemoneError LocateError MissingExtraError OptionsError ReadError "
        "VerifyError"
    ).split(),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AcquireError",
    "Aspect",
    "Check",
    "Claim",
    "ComposeError",
    "Document",
    "EvaluateError",
    "Evidence",
    "Failure",
    "Filing",
    "ItemoneError",
    "LocateError",
    "Location",
    "MissingExtraError",
    "Options",
    "OptionsError",
    "ReadError",
    "Result",
    "Section",
    "Sentence",
    "Span",
    "Status",
    "Summary",
    "Verdict",
    "Verification",
    "VerifyError",
    "__version__",
    "attempt",
    "item1",
    "summarize",
    "verify_text",
]


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'itemone' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
