"""The documents of an EDGAR submission: the annual report and its exhibits, each with its type."""

from __future__ import annotations

import re
from dataclasses import dataclass

from itemone.errors import ReadError

ANNUAL_FORMS = re.compile(r"10-?K(?:SB|T)?(?:40)?(?:405)?(?:/A)?$", re.IGNORECASE)
_DOCUMENT = re.compile(rb"<DOCUMENT>", re.IGNORECASE)
_TYPE = re.compile(rb"<TYPE>\s*([^\r\n<]+)", re.IGNORECASE)
_SUBMISSION_TYPE = re.compile(rb"CONFORMED SUBMISSION TYPE:\s*(\S+)")
# Types of documents that are never the report: exhibits, pictures, data.
_NO_REPORT = ("EX-", "GRAPHIC", "XML", "ZIP", "EXCEL", "JSON", "COVER", "PDF")
_TEXT = re.compile(rb"<TEXT>", re.IGNORECASE)
_TEXT_END = re.compile(rb"</TEXT>\s*(?:</DOCUMENT>\s*)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a submission: its type ("10-K", "EX-13"; empty when none is stated) and its bytes.

    `annual` says whether EDGAR's header calls the submission an annual report.
    """

    type: str
    body: bytes
    annual: bool = False


def parts(raw: bytes) -> tuple[Part, ...]:
    """Return the documents of a submission in order; a file that is one document gives one part without a type."""
    if _DOCUMENT.search(raw, 0, 20_000) is None:
        return (Part("", raw),)
    tags = list(_DOCUMENT.finditer(raw))
    ends = [*(tag.start() for tag in tags[1:]), len(raw)]
    form = _SUBMISSION_TYPE.search(raw, 0, tags[0].start())
    annual = form is not None and ANNUAL_FORMS.match(form.group(1).decode("ascii", "replace")) is not None
    return tuple(_part(raw, tag.end(), end, annual) for tag, end in zip(tags, ends, strict=True))


def _part(raw: bytes, start: int, end: int, annual: bool) -> Part:
    form = _TYPE.search(raw, start, min(end, start + 400))
    text = _TEXT.search(raw, start, min(end, start + 2_000))
    body = raw[text.end() if text else start : end]
    tail = _TEXT_END.search(body, max(0, len(body) - 200))
    name = form.group(1).decode("ascii", "replace").strip() if form else ""
    return Part(name, body[: tail.start()] if tail else body, annual)


def main_part(found: tuple[Part, ...], ref: str) -> Part:
    """Return the annual report among the documents of a submission.

    Filers choose the type of a document, and some tag an annual report as 10-Q; EDGAR itself states that of the
    submission, which decides then.

    Raises:
        ReadError: none of them is one.
    """
    for part in found:
        if not part.type or ANNUAL_FORMS.match(part.type):
            return part
    for part in found:
        if part.annual and not part.type.upper().startswith(_NO_REPORT):
            return part
    types = ", ".join(dict.fromkeys(part.type for part in found[:5])) or "no document"
    raise ReadError(f"{ref}: holds {types}, no annual report; give a 10-K, 10-K405, 10-KSB or 10-KT")
