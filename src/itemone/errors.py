"""The error tree.

```
ItemoneError            every error that itemone raises on purpose; `.stage` names the stage that could not go on
├── OptionsError        an option has no meaning here (unknown engine, budget too small)       usage, exit code 2
├── MissingExtraError   an optional library is not installed; the message is the pip line      usage, exit code 2
├── AcquireError        the bytes could not be had, or are no text (missing, empty, PDF, binary)
├── ReadError           the bytes are another report (a 10-Q), or hold no text
├── LocateError         the text has no Item 1 that can be given, or is no filing at all
├── ComposeError        the engine could not write a summary
├── VerifyError         the text to be checked holds no sentence, or is too long; a model cannot be loaded
└── EvaluateError       the labels to evaluate against are missing, or have another form
```

A message says what was found and what to do about it, in one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itemone.data import Location


class ItemoneError(Exception):
    """Base of all errors that itemone raises on purpose."""

    stage = "itemone"


class OptionsError(ItemoneError):
    """An option has no meaning here."""

    stage = "options"


class MissingExtraError(OptionsError):
    """An optional library is needed and not installed."""


class AcquireError(ItemoneError):
    """The bytes of the filing could not be had, or are no text."""

    stage = "acquire"


class ReadError(ItemoneError):
    """The bytes are text, but another report, or markup without text."""

    stage = "read"


class LocateError(ItemoneError):
    """There is no Item 1 that can be given; `location` says what was found instead, None when it is no filing."""

    stage = "locate"

    def __init__(self, reason: str, location: Location | None = None) -> None:
        super().__init__(reason)
        self.location = location


class ComposeError(ItemoneError):
    """The engine could not write a summary of the section."""

    stage = "compose"


class VerifyError(ItemoneError):
    """The text that is to be checked holds no sentence, or is too long, or a second opinion cannot be had."""

    stage = "verify"


class EvaluateError(ItemoneError):
    """The labels that summaries are evaluated against are missing, or have not the form of labels."""

    stage = "evaluate"
