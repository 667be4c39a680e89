"""`Result` -> text, JSON, Markdown. Computes nothing that is not in the result."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from itemone.data import Check, Claim, Result, Section, location_to_dict

if TYPE_CHECKING:
    from itemone.locate import Candidate

FORMATS = ("text", "json", "markdown")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(result: Result, form: str) -> str:
    """Return the result as "text", "json" (one line) or "markdown", without a final newline.

    Raises:
        ValueError: there is no such format.
    """
    if form == "text":
        return result.text
    if form == "json":
        return json.dumps(result.to_dict(), ensure_ascii=False)
    if form == "markdown":
        return _markdown(result)
    raise ValueError(f"unknown format {form!r}; formats: {', '.join(FORMATS)}")


def printable(text: str) -> str:
    """Return the text without control characters but tabs and line breaks: a terminal must not obey a filing."""
    return _CONTROL.sub("", text)


def render_explanation(section: Section, candidates: Sequence[Candidate], form: str) -> str:
    """Return why Item 1 was found where it was: as "text" a line a candidate and the reason, as "json" one object."""
    location = section.location
    if form == "json":
        lines = [
            {"start": c.start, "item": c.number, "text": c.text, "weight": c.weight, "note": c.note} for c in candidates
        ]
        found = {**(location_to_dict(location) or {}), "text": section.text, "candidates": lines}
        return json.dumps(found, ensure_ascii=False)
    rows = [f"{'offset':>9}  item  what became of it              line"]
    rows += [f"{c.start:>9}  {c.number:4}  {c.note:30} {' '.join(c.text.split())[:90]}" for c in candidates]
    rows += [f"{location.status.value}: {location.reason} (found by: {location.found_by})"]
    rows += [f"warning: {warning}" for warning in location.warnings]
    return printable("\n".join(rows))


def _markdown(result: Result) -> str:
    """The summary with numbered marks, and the quote of each number beneath."""
    filing = result.filing
    title = [part for part in (filing.company or filing.ref, filing.form, filing.period) if part]
    lines = [f"# {_escape(' · '.join(title))}", ""]
    if result.failure:
        lines += [f"No summary: {_escape(result.failure.reason)} (stage: {result.failure.stage})", ""]
    if result.summary:
        numbered = (f"{_escape(c.text)} [{i}]" for i, c in enumerate(result.summary.claims, start=1))
        lines += [" ".join(numbered), "", "## Evidence", ""]
        lines += [_evidence(i, claim) for i, claim in enumerate(result.summary.claims, start=1)]
        lines += ["", "## Checks", ""]
    for check in result.verdict.checks if result.verdict else ():
        detail = f": {_escape(check.detail)}" if check.detail else ""
        lines.append(f"- {'passed' if check.passed else 'FAILED'} {check.name}{_measure(check)}{detail}")
    lines += ["", _origin(result)]
    return "\n".join(lines)


def _measure(check: Check) -> str:
    parts = [f"{check.value:g}"] if check.value is not None else []
    parts += [f"limit {check.limit:g}"] if check.limit is not None else []
    return f" ({', '.join(parts)})" if parts else ""


def _evidence(number: int, claim: Claim) -> str:
    quotes = (f"“{_escape(e.quote)}” (characters {e.span.start} to {e.span.end}, {e.kind})" for e in claim.evidence)
    return f"{number}. " + "; ".join(quotes)


def _origin(result: Result) -> str:
    parts = [f"itemone {result.provenance.itemone}", f"engine {result.provenance.engine}"]
    if result.summary:
        parts.append(f"{result.summary.tokens} tokens ({result.summary.tokenizer})")
    if result.section:
        parts.append(f"Item 1: {result.section.status.value} ({result.section.reason})")
    if result.filing.sha256:
        parts.append(f"sha256 {result.filing.sha256}")
    return f"*{_escape('; '.join(parts))}*"


def _escape(text: str) -> str:
    """Take from a filing's text every meaning that Markdown and HTML would give it, in one line."""
    folded = " ".join(text.split()).replace("&", "&amp;")
    return _LIST_MARK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", folded))
