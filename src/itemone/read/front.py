"""How much of a filing's source has to be read to have its Item 1.

A 10-K goes on long after Item 1 (risk factors, financial statements), and reading is most of the time that finding
takes. So the source is searched for lines that look like the items' headings, and reading may stop behind the one that
seems to end Item 1. What this says is a guess: whoever uses it must find a complete Item 1 in the text read so, or read
on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from itemone.items import item_line, titled

_TAG = re.compile(rb"<[^>]*>?")
# What must stand before a heading: a tag, a line break or a space that is written out, never a word.
_BEFORE = re.compile(rb"(?:[>\n\r\t|]|&nbsp;|&#160;|\xc2\xa0)[ ]*(?:part i[.,: -]*)?$", re.IGNORECASE)
_WINDOW = 1_200
# Characters of text between the headings of Item 1 and the next, below which the two stand in a table of contents.
_LEAST_TEXT = 3_000
# Bytes behind the last heading that is wanted, for its title and a block behind it.
_MARGIN = 4_000
# Places that are looked at: a filing names its items some hundreds of times.
_MOST = 5_000


def front(source: bytes) -> int:
    """Return the offset behind which the source need not be read, its length when nothing tells."""
    start: int | None = None
    ends: list[tuple[str, int]] = []  # headings behind the last one of Item 1
    for number, at in _headings(source):
        if number == "1":
            start, ends = at, []
        elif start is not None:
            if not ends and not _has_text(source, start, at):
                start = None  # a table of contents, or a pointer
                continue
            ends.append((number, at))
            if number not in ("1A", "1B", "1C", "2"):
                break
    else:
        return len(source)
    numbers = [number for number, _ in ends]
    in_order = numbers == sorted(set(numbers))
    cut = (ends[0] if in_order else ends[-1])[1] + _MARGIN
    return min(cut, len(source))


def _headings(source: bytes) -> Iterator[tuple[str, int]]:
    """Yield number and offset of what may be the headings of items, in order."""
    for at in islice(_finds(source, (b"ITEM", b"Item")), _MOST):
        before = source[max(0, at - 24) : at]
        if before and not _BEFORE.search(before):
            continue
        raw = source[at : at + _WINDOW]
        line = " ".join(html.unescape(_TAG.sub(b" ", raw).decode("utf-8", "replace")).split())[:120]
        item = item_line(line)
        if item and titled(item.number, item.title) is not None:
            yield item.number, at


def _finds(source: bytes, words: tuple[bytes, ...]) -> Iterator[int]:
    """Yield the offsets of several words, in order; searches in C and looks no further than the caller asks."""
    next_at = {word: source.find(word) for word in words}
    while True:
        word, at = min(((w, a) for w, a in next_at.items() if a >= 0), key=lambda pair: pair[1], default=(b"", -1))
        if at < 0:
            return
        yield at
        next_at[word] = source.find(word, at + 1)


def _has_text(source: bytes, start: int, end: int) -> bool:
    if end - start > 60 * _LEAST_TEXT:
        return True
    return len(_TAG.sub(b"", source[start:end])) >= _LEAST_TEXT
