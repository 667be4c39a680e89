"""Bytes of a filing from disk or standard input, with the identity that its header states."""

from __future__ import annotations

import html
import re
import sys
import zlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from itemone.data import Filing
from itemone.errors import AcquireError

# iXBRL documents reach 12 MB, submissions some times that; the bound keeps a wrong file from filling the memory.
MAX_BYTES = 200 * 1024 * 1024
HEADER_BYTES = 20_000
_SIGNATURES = (
    (
        b"%PDF",
        "a PDF; itemone reads .htm, .html and .txt filings: get the HTML document of the filing from EDGAR",
    ),
    (b"PK\x03\x04", "a ZIP or Office file; unpack it, or save the filing as .htm or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save the filing as .htm or .txt"),
    (b"\x89PNG", "a PNG picture, not a filing"),
    (b"\xff\xd8\xff", "a JPEG picture, not a filing"),
    (b"BZh", "bzip2-compressed; unpack it first, or use gzip"),
    (b"\xfd7zXZ", "xz-compressed; unpack it first, or use gzip"),
)
_HEADER_FIELDS = {
    "company": rb"COMPANY CONFORMED NAME:[ \t]*(\S.*)",
    "cik": rb"CENTRAL INDEX KEY:[ \t]*(\d+)",
    "form": rb"CONFORMED SUBMISSION TYPE:[ \t]*(\S+)",
    "period": rb"CONFORMED PERIOD OF REPORT:[ \t]*(\d{8})",
    "filed": rb"FILED AS OF DATE:[ \t]*(\d{8})",
}


def acquire(source: str | Path) -> Filing:
    """Return the filing at `source`: a path (gzipped or not), or "-" for standard input.

    Raises:
        AcquireError: the source is missing, unreadable, empty, over 200 MB, or no text.
    """
    ref = reference(source)
    raw = _read_stdin() if str(source) == "-" else _read_file(Path(source), ref)
    if raw[:2] == b"\x1f\x8b":
        raw = _gunzip(raw, ref)
    _refuse_what_is_no_text(raw, ref)
    return Filing(ref=ref, raw=raw, **(_header_identity(raw[:HEADER_BYTES]) or _cover_identity(raw)))


def reference(source: str | Path) -> str:
    """Return how results and messages name a source: printable, on one line, in valid Unicode."""
    name = str(source)
    return name if name.isprintable() else name.encode("unicode_escape").decode("ascii")


def _read_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise AcquireError("standard input is closed; pipe a filing into it, or give a path")
    return _bounded(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")


def _read_file(path: Path, ref: str) -> bytes:
    try:
        with path.open("rb") as file:
            return _bounded(file.read(MAX_BYTES + 1), ref)
    except FileNotFoundError:
        raise AcquireError(f"{ref}: no such file; give the path of a filing, or - for standard input") from None
    except IsADirectoryError:
        raise AcquireError(f"{ref}: is a directory; name the filings in it one by one") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AcquireError(f"{ref}: cannot be read: {reason}") from None


def _gunzip(raw: bytes, ref: str) -> bytes:
    # Decompressed with a bound: a small file can hold gigabytes. A file may have several members.
    parts: list[bytes] = []
    size = 0
    rest = raw
    try:
        while rest[:2] == b"\x1f\x8b" and size <= MAX_BYTES:
            decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            parts.append(decoder.decompress(rest, MAX_BYTES + 1 - size))
            size += len(parts[-1])
            rest = decoder.unused_data
            if not decoder.eof and size <= MAX_BYTES:
                raise AcquireError(f"{ref}: is gzipped, but cut short; fetch it again")
    except zlib.error as error:
        raise AcquireError(f"{ref}: is gzipped, but broken ({error}); fetch it again") from None
    return _bounded(b"".join(parts), ref)


def _bounded(raw: bytes, ref: str) -> bytes:
    if len(raw) > MAX_BYTES:
        raise AcquireError(f"{ref}: over {MAX_BYTES // 2**20} MB; that is no single filing")
    return raw


def _refuse_what_is_no_text(raw: bytes, ref: str) -> None:
    if not raw.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        raise AcquireError(f"{ref}: is empty; fetch the filing again")
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise AcquireError(f"{ref}: is {what}")
    head = raw[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return  # UTF-16 with its mark: half of its bytes are zero
    # Real filings hold no NUL and next to no control bytes; the odd form feed or stray 0x1a is theirs.
    controls = len(head.translate(None, bytes(range(7, 14)) + bytes(range(32, 256))))
    if controls > len(head) // 100:
        raise AcquireError(f"{ref}: is binary data, not text; itemone reads .htm, .html and .txt filings")


def _header_identity(head: bytes) -> dict[str, str]:
    """Read the SGML header of a full submission; a bare document has none."""
    if b"<SEC-HEADER>" not in head and b"<IMS-HEADER>" not in head:
        return {}
    found: dict[str, str] = {}
    for field, pattern in _HEADER_FIELDS.items():
        if match := re.search(pattern, head):
            value = match.group(1).decode("cp1252", "replace").strip()
            found[field] = f"{value[:4]}-{value[4:6]}-{value[6:]}" if field in ("period", "filed") else value
    return found


_COVER_FACTS = {
    "company": b'"dei:EntityRegistrantName"',
    "cik": b'"dei:EntityCentralIndexKey"',
    "form": b'"dei:DocumentType"',
}
_COVER_PERIOD = b'"dei:DocumentPeriodEndDate"'


def _cover_identity(raw: bytes) -> dict[str, str]:
    """Read the tagged facts of an iXBRL cover page, as Regulation S-T has required them since 2019."""
    found: dict[str, str] = {}
    for field, tag in _COVER_FACTS.items():
        if value := _text_behind(raw, tag, end=b"</ix:nonNumeric")[:200]:
            found[field] = value
    # The day stands in a fact of its own inside this one, so the first end tag is not its end.
    if match := re.search(r"[A-Z][a-z]+ \d{1,2}, \d{4}", _text_behind(raw, _COVER_PERIOD, end=b"</div")):
        with suppress(ValueError):  # a month that is none: the period stays unknown
            found["period"] = datetime.strptime(match.group(), "%B %d, %Y").date().isoformat()
    return found


def _text_behind(raw: bytes, tag: bytes, end: bytes) -> str:
    """Return the text from the tag that holds the attribute `tag` to `end`, at most 2,000 bytes of it."""
    at = raw.find(tag)
    markup = raw[at : at + 2_000].partition(b">")[2].partition(end)[0] if at >= 0 else b""
    return " ".join(html.unescape(re.sub(rb"<[^>]*>", b"", markup).decode("utf-8", "replace")).split())
