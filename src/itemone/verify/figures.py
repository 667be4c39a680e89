"""The figures and names of a text, as they can be compared."""

from __future__ import annotations

import re

from itemone.evidence import FUNCTION_WORDS, fold

_FIGURE = re.compile(
    r"(?P<currency>[$€£¥]|\bUS\$)?\s?(?P<value>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?![\d])"
    r"\s?-?(?P<unit>%|percent\b|per cent\b|thousand\b|million\b|billion\b|trillion\b|basis points\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['&.][^\W_]+)*")
_NAME = re.compile(r"(?<![\w'])[^\W\d_a-z][\w]*(?:['&.-][\w]+)*")


def figures(text: str) -> list[tuple[str, str]]:
    """Return the figures of a text as (canonical form, as written): "$1,200.50 million" -> "$1200.5 million"."""
    found = []
    for match in _FIGURE.finditer(fold(text)):
        value = match["value"].replace(",", "")
        if "." in value:
            value = value.rstrip("0").rstrip(".") or "0"
        unit = (match["unit"] or "").lower()
        unit = "%" if unit in ("percent", "per cent") else unit
        currency = (match["currency"] or "").upper().removeprefix("US")
        found.append((f"{currency}{value.lstrip('0') or '0'} {unit}".strip(), match.group().strip()))
    return found


def missing_figures(text: str, quotes: str) -> str | None:
    """Return the first figure of a text, as written, that no quote holds with its currency, unit and scale."""
    present = {canonical for canonical, _ in figures(quotes)}
    return next((written for canonical, written in figures(text) if canonical not in present), None)


def missing_names(text: str, quotes: str) -> str | None:
    """Return the first name of a text that no quote holds."""
    present = set(_names(quotes))
    lower = {word.lower() for word in _WORD.findall(fold(quotes))}
    for i, name in enumerate(_names(text)):
        if name in present:
            continue
        # The first word of a sentence has a capital of its own.
        opens = i == 0 and fold(text).lstrip("\"'(").startswith(name)
        if opens and (name.lower() in lower or name.lower() in FUNCTION_WORDS):
            continue
        return name
    return None


def _names(text: str) -> list[str]:
    return [re.sub(r"'s$", "", name) for name in _NAME.findall(fold(text))]
