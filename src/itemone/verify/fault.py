"""What speaks against a claim."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """The name of the check that says no, and why, in words."""

    check: str
    reason: str
