"""`Result` -> text, JSON, Markdown. Computes nothing that is not in the result."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from itemone.data import Check, Claim, Evidence, Judged, Result, Section, Verification, location_to_dict

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


LABELS = {"supported": "supported", "unsupported": "UNSUPPORTED", "not_verifiable": "not verifiable"}


def render_verification(found: Verification, form: str) -> str:
    """Return a verification as "text", "json" (one line) or "html" (one page), without a final newline.

    Raises:
        ValueError: there is no such format.
    """
    if form == "json":
        return json.dumps(found.to_dict(), ensure_ascii=False)
    if form == "html":
        return _page(found)
    if form != "text":
        raise ValueError(f"unknown format {form!r}; formats: text, json, html")
    lines: list[str] = []
    for claim in found.claims:
        judgement = claim.judgement
        lines.append(f"{LABELS[judgement.label]:15} {claim.text}")
        if judgement.reason:
            check = f"{judgement.check}: " if judgement.check else ""
            lines.append(f"{'':15} {check}{judgement.reason}")
            lines += [f"{'':15} {_place(e)} “{_shortened(e.quote)}”" for e in judgement.evidence[:QUOTES]]
    return printable("\n".join((*lines, "", _count(found))))


QUOTES = 2  # shown of a sentence that is not supported
QUOTE = 160  # characters of each


def _shortened(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= QUOTE else folded[: QUOTE - 1] + "…"


def _place(evidence: Evidence) -> str:
    return f"characters {evidence.span.start} to {evidence.span.end}:"


def _count(found: Verification) -> str:
    supported = sum(claim.judgement.label == "supported" for claim in found.claims)
    return f"{supported} of {len(found.claims)} sentences supported by {found.filing.company or found.filing.ref}"


_STYLE = """
body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:17px/1.55 Georgia,serif;color:#1a1a1a;background:#fff}
h1{font-size:1.35rem;margin-bottom:.2rem}p.count{color:#444;margin-top:0}
ol{padding-left:2rem}li{margin:.8rem 0}
.supported{border-left:.3rem solid #0072b2}.unsupported{border-left:.3rem solid #d55e00;background:#fff4ec}
.not_verifiable{border-left:.3rem solid #767676;background:#f4f4f4}li>div{padding:.15rem .7rem}
b{font:600 .72rem/1 system-ui,sans-serif;letter-spacing:.03em;text-transform:uppercase}
.supported b{color:#005a8e}.unsupported b{color:#a33f00}.not_verifiable b{color:#595959}
.reason{margin:.2rem 0 0;font-size:.92rem}details{font-size:.9rem;margin-top:.2rem}summary{cursor:pointer}
blockquote{margin:.4rem 0 .4rem .4rem;padding-left:.7rem;border-left:1px solid #bbb;color:#333}
@media(prefers-color-scheme:dark){body{background:#161616;color:#e8e8e8}p.count,blockquote{color:#bbb}
.unsupported{background:#2b1a10}.not_verifiable{background:#222}.supported b{color:#6cb9e8}.unsupported b{color:#ff9a5c}
.not_verifiable b{color:#b0b0b0}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def _page(found: Verification) -> str:
    """One page that asks for nothing outside itself and runs no script; all that others wrote is escaped."""
    name = html.escape(printable(found.filing.company or found.filing.ref))
    items = "\n".join(map(_item, found.claims))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}: what the filing supports</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><style>{_STYLE}</style></head>\n'
        f"<body><h1>{name}</h1>\n<p class=count>{html.escape(printable(_count(found)))}</p>\n<ol>\n{items}\n</ol>"
        f"</body></html>"
    )


def _item(claim: Judged) -> str:
    judgement = claim.judgement
    check = f"{judgement.check}: " if judgement.check else ""
    reason = f"<p class=reason>{html.escape(printable(check + judgement.reason))}</p>" if judgement.reason else ""
    quotes = "".join(
        f"<blockquote>{html.escape(printable(evidence.quote))} <small>({_place(evidence)[:-1]})</small></blockquote>"
        for evidence in judgement.evidence
    )
    opened = "" if judgement.label == "supported" else " open"
    details = f"<details{opened}><summary>in the filing</summary>{quotes}</details>" if quotes else ""
    return (
        f"<li class={judgement.label}><div><b>{LABELS[judgement.label]}</b><br>"
        f"{html.escape(printable(claim.text))}{reason}{details}</div></li>"
    )


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
