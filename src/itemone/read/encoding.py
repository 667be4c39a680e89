"""Bytes of a filing -> text."""

from __future__ import annotations

import codecs


def decode(raw: bytes) -> str:
    """Decode utf-8 (or UTF-16 with its mark); a byte that is no utf-8 is read as cp1252, as filings mix them."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    return raw.decode("utf-8-sig", _CP1252)


def _decode_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 -- only ever registered for decoding
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_CP1252 = "itemone-cp1252"
codecs.register_error(_CP1252, _decode_cp1252)


def as_utf8(raw: bytes) -> bytes:
    """Return the bytes in utf-8, whatever they were."""
    if raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return raw
    return decode(raw).encode("utf-8", "replace")
