"""Bytes come back as they are on disk, and what is no filing is refused in one line that says what it is."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS

from itemone.acquire import MAX_BYTES, acquire
from itemone.errors import AcquireError

module = sys.modules["itemone.acquire"]
KESTREL = FILINGS / "kestrel-1996.txt"
TEXT = b"Item 1. Business. We make hardware for boats.\n"


def refusal(source: str | Path) -> str:
    with pytest.raises(AcquireError) as error:
        acquire(source)
    message = str(error.value)
    assert "\n" not in message
    return message


# --- what is given


@pytest.mark.parametrize("path", [EXAMPLE, KESTREL, FILINGS / "harrow-2009.htm"], ids=lambda path: path.name)
@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_is_given_as_it_is(path: Path, kind: type) -> None:
    filing = acquire(kind(path))
    assert filing.raw == path.read_bytes()
    assert filing.ref == str(path)


@pytest.mark.parametrize("name", ["filing.htm.gz", "filing.htm"])  # the bytes tell, not the name
def test_a_gzipped_file_is_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    assert acquire(path).raw == EXAMPLE.read_bytes()


def test_a_gzipped_submission_has_its_identity(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt.gz"
    path.write_bytes(gzip.compress(KESTREL.read_bytes()))
    assert acquire(path).company == "KESTREL POINT MARINE HARDWARE INC"


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_read(packed: bool) -> None:
    raw = KESTREL.read_bytes()
    program = (
        "from itemone.acquire import acquire; filing = acquire('-');"
        "print(filing.ref, filing.cik, filing.identity.sha256)"
    )
    given = gzip.compress(raw) if packed else raw
    run = subprocess.run([sys.executable, "-c", program], input=given, capture_output=True, check=True)
    assert run.stdout.decode().split() == ["-", "0009990002", sha256(raw).hexdigest()]


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)  # as Python sets it when the shell says <&-
    assert "standard input" in refusal("-")


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe" + TEXT.decode().encode("utf-16-le"),
        b"\xfe\xff" + TEXT.decode().encode("utf-16-be"),
        b"\xef\xbb\xbf" + TEXT,
        TEXT * 10 + b"\x1a\x0c",  # as old filings end
        b"caf\xe9 \x93quoted\x94 " + TEXT,
    ],
    ids=["utf-16-le", "utf-16-be", "utf-8-sig", "control-z", "cp1252"],
)
def test_unusual_text_is_given(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "filing.txt"
    path.write_bytes(raw)
    assert acquire(path).raw == raw


# --- gzip


def several(*parts: bytes) -> bytes:
    return b"".join(gzip.compress(part) for part in parts)


def test_all_members_of_a_gzipped_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt.gz"
    path.write_bytes(several(TEXT, TEXT.upper(), TEXT))
    assert acquire(path).raw == TEXT + TEXT.upper() + TEXT


def test_all_members_of_a_large_gzipped_file_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 300_000)
    raw = EXAMPLE.read_bytes()
    path = tmp_path / "filing.htm.gz"
    path.write_bytes(several(*(raw[at : at + 10_000] for at in range(0, len(raw), 10_000))))
    assert acquire(path).raw == raw


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_gzipped_file_that_is_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = tmp_path / "filing.htm.gz"
    whole = gzip.compress(EXAMPLE.read_bytes())
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "cut short" in refusal(path)


@pytest.mark.parametrize("kept", [2, 5, 15, -20, -9])
def test_a_second_member_that_is_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "filing.txt.gz"
    path.write_bytes(gzip.compress(TEXT) + gzip.compress(TEXT)[:kept])
    assert "gzipped" in refusal(path)


def test_a_damaged_gzipped_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "filing.htm.gz"
    packed = bytearray(gzip.compress(EXAMPLE.read_bytes()))
    packed[len(packed) // 2] ^= 0xFF
    path.write_bytes(packed)
    assert "broken" in refusal(path)


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(b"a" * 2**20) for _ in range(size // 2**20)) + packer.flush()


@pytest.mark.parametrize("members", [1, 2])
def test_a_gzip_bomb_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, members: int) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 2**20)
    path = tmp_path / "filing.txt.gz"
    path.write_bytes(gzip.compress(TEXT) * (members - 1) + bomb(128 * 2**20))
    assert path.stat().st_size < 2**18
    tracemalloc.start()
    try:
        assert "over 1 MB" in refusal(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * 2**20


# --- what is refused


def office() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t \x0c\n", "empty"),
    "mark alone": (b"\xef\xbb\xbf \n", "empty"),
    "zeros": (b"\x00" * 5000, "empty"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF"),
    "zip": (office(), "ZIP or Office"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504, "old Office"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG"),
    "bzip2": (b"BZh91AY&SY", "bzip2"),
    "xz": (b"\xfd7zXZ\x00\x00\x04", "xz"),
    "text with zeros": (TEXT.replace(b" ", b"\x00") * 20, "binary"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "binary"),
    "packed pdf": (gzip.compress(b"%PDF-1.7\n"), "a PDF"),
    "packed nothing": (gzip.compress(b""), "empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    raw, expected = REFUSED[name]
    path = tmp_path / "filing.txt"
    path.write_bytes(raw)
    message = refusal(path)
    assert expected in message
    assert str(path) in message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.htm")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert "is a directory" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["nul\x00byte.htm", "x" * 5000, f"{EXAMPLE}/below-a-file.htm"])
def test_a_name_that_cannot_be_opened_is_refused(name: str) -> None:
    assert "cannot be read" in refusal(name)


def test_a_name_with_a_line_break_is_refused_in_one_line() -> None:
    refusal("no\nsuch.htm")


@pytest.mark.parametrize(("extra", "refused"), [(-1, False), (0, False), (1, True)])
def test_the_bound_is_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int, refused: bool) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 2**20)
    raw = b"a" * (2**20 + extra)
    for name, content in {"plain.txt": raw, "packed.txt.gz": gzip.compress(raw)}.items():
        path = tmp_path / name
        path.write_bytes(content)
        if refused:
            assert "over 1 MB" in refusal(path)
        else:
            assert acquire(path).raw == raw


def test_the_bound_holds_every_filing() -> None:
    assert MAX_BYTES == 200 * 2**20


# --- identity


def test_the_header_of_a_submission_gives_its_identity() -> None:
    filing = acquire(KESTREL)
    assert filing.company == "KESTREL POINT MARINE HARDWARE INC"
    assert filing.cik == "0009990002"
    assert filing.form == "10-K"
    assert filing.period == "1996-09-30"
    assert filing.filed == "1996-12-20"
    assert filing.url is None


def test_the_tagged_cover_page_gives_its_identity() -> None:
    filing = acquire(EXAMPLE)
    assert filing.company == "Brightwater Instruments, Inc."
    assert filing.cik == "0009990001"
    assert filing.form == "10-K"
    assert filing.period == "2024-12-31"
    assert filing.filed is None


def test_a_bare_document_has_no_identity() -> None:
    identity = acquire(FILINGS / "harrow-2009.htm").identity
    assert [identity.company, identity.cik, identity.form, identity.period, identity.filed] == [None] * 5


def header(**lines: str) -> str:
    fields = {"name": "ACME INC", "cik": "0000000001"} | lines
    return (
        f"<SEC-HEADER>x.hdr.sgml\nCONFORMED SUBMISSION TYPE:\t10-K\nFILER:\n\tCOMPANY DATA:\n"
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{fields['name']}\n\t\tCENTRAL INDEX KEY:\t\t\t{fields['cik']}\n"
        f"</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n{TEXT.decode()}"
    )


@pytest.mark.parametrize(
    ("raw", "company"),
    [
        (header().encode(), "ACME INC"),
        (header(name="Nestlé – Café “Zürich”").encode("cp1252"), "Nestlé – Café “Zürich”"),
        (header(name="A & B <CO> /DE/").encode(), "A & B <CO> /DE/"),
        (header().replace("\n", "\r\n").encode(), "ACME INC"),
        (header().replace("SEC-HEADER", "IMS-HEADER").encode(), "ACME INC"),
    ],
    ids=["ascii", "cp1252", "markup", "crlf", "ims"],
)
def test_the_company_is_named_as_in_the_header(tmp_path: Path, raw: bytes, company: str) -> None:
    path = tmp_path / "filing.txt"
    path.write_bytes(raw)
    filing = acquire(path)
    assert (filing.company, filing.cik) == (company, "0000000001")


def test_an_empty_field_of_the_header_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text(header(name=""))
    filing = acquire(path)
    assert (filing.company, filing.cik) == (None, "0000000001")
