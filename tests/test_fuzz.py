"""Damaged and hostile filings: whatever comes in, there is a status or a clear error, and soon."""

from __future__ import annotations

import gzip
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from conftest import EXAMPLE, FILINGS

from itemone.data import Filing, Section, Status
from itemone.errors import ItemoneError
from itemone.pipeline import item1

# Seconds that any filing may take; most of what is below takes less than one.
BOUND = 10.0
COVER = b"<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p>"
LONG_TEXT = b"<p>Fernhollow Pump Company makes pumps for farms, and sells them to customers through dealers.</p>" * 100


def outcome(raw: bytes) -> Section | ItemoneError:
    """Return what became of a filing; fail when it takes too long or is given an impossible place."""
    start = perf_counter()
    found: Section | ItemoneError
    try:
        found = item1(Filing(ref="fuzzed", raw=raw))
    except ItemoneError as error:
        found = error
    assert perf_counter() - start < BOUND
    if isinstance(found, ItemoneError):
        assert "\n" not in str(found)
    else:
        span = found.location.span
        assert span is not None
        assert span.end <= len(found.document.text)
        assert found.location.reason
    return found


# --- damage to filings

Damage = Callable[[bytes, random.Random], bytes]


def truncated(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def without_some_tags(raw: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"<[^>]*>", lambda tag: b"" if chance.random() < 0.2 else tag.group(), raw)


def without_end_tags(raw: bytes, _: random.Random) -> bytes:
    return re.sub(rb"</[^>]*>", b"", raw)


def without_headings(raw: bytes, _: random.Random) -> bytes:
    return re.sub(rb"(?i)item(?:\s|&nbsp;|&#160;)*\d", b"", raw)


def with_contents_twice(raw: bytes, chance: random.Random) -> bytes:
    first = max(raw.lower().find(b"item"), 0)
    at = chance.randrange(len(raw))
    return raw[:at] + raw[first : first + 20_000] + raw[at:]


def with_broken_encoding(raw: bytes, chance: random.Random) -> bytes:
    broken = bytearray(raw)
    for _ in range(len(raw) // 200):
        broken[chance.randrange(len(raw))] = chance.randrange(128, 256)
    return bytes(broken)


def with_swapped_pieces(raw: bytes, chance: random.Random) -> bytes:
    pieces = [raw[at : at + 3_000] for at in range(0, len(raw), 3_000)]
    chance.shuffle(pieces)
    return b"".join(pieces)


def in_utf_16(raw: bytes, _: random.Random) -> bytes:
    return raw.decode("cp1252", "replace").encode("utf-16")


def on_one_line(raw: bytes, _: random.Random) -> bytes:
    return b" ".join(raw.split())


DAMAGES: tuple[Damage, ...] = (
    truncated,
    without_some_tags,
    without_end_tags,
    without_headings,
    with_contents_twice,
    with_broken_encoding,
    with_swapped_pieces,
    in_utf_16,
    on_one_line,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize(
    "path", [EXAMPLE, *sorted(path for path in FILINGS.iterdir() if path.suffix != ".md")], ids=lambda path: path.name
)
def test_a_damaged_filing_has_an_outcome(path: Path, damage: Damage) -> None:
    for seed in range(3):
        outcome(damage(path.read_bytes(), random.Random(f"{path.name}{seed}")))  # noqa: S311 -- no secret


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_real_filing_has_an_outcome(shared: Path, damage: Damage) -> None:
    for path in sorted((shared / "filings").glob("*.gz"))[::9]:
        outcome(damage(gzip.decompress(path.read_bytes()), random.Random(path.name)))  # noqa: S311 -- no secret


# --- hostile text

ITEM_1 = b"<p>Item 1. Business</p>"
HOSTILE = {
    "a million nested blocks": b"<html><body>" + b"<div>" * 1_000_000 + ITEM_1 + b"</div>" * 1_000_000,
    "a million nested inline tags": b"<html><body><p>" + b"<span>" * 1_000_000 + b"Item 1. Business",
    "a million blocks never closed": b"<html><body>" + b"<div>" * 1_000_000 + ITEM_1,
    "blocks closed by others": b"<html><body>" + b"<div><ul><li>text</p> " * 150_000,
    "nested tables": b"<html><body>" + b"<table><tr><td>" * 200_000 + ITEM_1,
    "many headings": b"<html>" + COVER + ITEM_1 * 300_000,
    "many sections": b"<html>" + COVER + (ITEM_1 + b"<p>Item 1A. Risk Factors</p>" + LONG_TEXT) * 2_000,
    "the word alone": b"<html>" + b"<p>Item Item Item " * 500_000,
    "many bare titles": COVER + b"Business\n\nRisk Factors\n\nProperties\n\n" * 100_000,
    "many bare numbers": COVER + b"1. Business\n\n2. Properties\n\n" * 100_000,
    "many page numbers": COVER + b"Form 10-K Cross-Reference Index\nItem 1. Business 4-6\nItem 2. Properties 7\n\n"
    b"Item 3. Legal Proceedings 8\n\n" + b"".join(b"%d\n\nsome text\n\n" % (n % 900) for n in range(200_000)),
    "white space before a title": b"<html><p>Item 1." + b" " * 20_000_000 + b"Business",
    "written spaces before a title": b"<html><p>Item 1." + b"&nbsp;" * 3_000_000 + b"Business",
    "open brackets": b"<html>" + b"<" * 20_000_000,
    "one word": b"Item 1. Business " + b"a" * 20_000_000,
    "quotes": b"Item 1. Business\n" + b'"' * 3_000_000,
    "many documents": b"<DOCUMENT><TYPE>EX-13<TEXT>hello</TEXT>" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_has_an_outcome(name: str) -> None:
    outcome(HOSTILE[name])


def test_a_file_of_100_megabytes_has_an_outcome() -> None:
    """The example repeated: its first Item 1 is found; without any heading it is read to its end, and refused."""
    raw = EXAMPLE.read_bytes()
    found = outcome(raw * (100_000_000 // len(raw)))
    assert isinstance(found, Section)
    assert found.location.status is Status.EXTRACTED
    nameless = raw.replace(b"Item", b"Itam")
    assert isinstance(outcome(nameless * (100_000_000 // len(nameless))), ItemoneError)


def test_a_plain_text_of_100_megabytes_is_read_in_part_and_says_so() -> None:
    line = b"Fernhollow Pump Company makes pumps for farms, towns and breweries in four states.\n"
    raw = b"FORM 10-K\n\nItem 1. Business\n\n" + line * (100_000_000 // len(line))
    found = outcome(raw)
    assert isinstance(found, Section)
    assert any("were not read" in warning for warning in found.location.warnings)


# VmHWM is of this process alone; what getrusage calls the maximum starts with that of the parent.
_PEAK = """
import re, sys
from itemone.data import Filing
from itemone.read import read
raw = open(sys.argv[1], "rb").read()
read(Filing(ref="big", raw=raw))
print(int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) * 1024)
"""


def test_memory_stays_under_25_times_the_file(tmp_path: Path) -> None:
    """12 MB of iXBRL, the size of the largest real ones, read to the end in a process of its own."""
    raw = EXAMPLE.read_bytes()
    raw *= 12_000_000 // len(raw)
    (tmp_path / "big.htm").write_bytes(raw)
    run = [sys.executable, "-c", _PEAK, str(tmp_path / "big.htm")]
    peak = int(subprocess.run(run, check=True, capture_output=True).stdout)
    assert peak < 25 * len(raw)
