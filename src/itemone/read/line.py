"""What the readers of all formats share: a line of the document, and what kind of block it is."""

from __future__ import annotations

import re

from itemone.data import BlockKind

Line = tuple[str, BlockKind]

_INVISIBLE = "\u200b\ufeff\u00ad\u2060"
PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—(\[]?\s*(?:[A-Z]{1,2}-)?(?:\d{1,3}|[ivxl]{1,6})\s*[-–—)\]]?(?:\s+of\s+\d{1,3})?$|[-–—]+$",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return the text with white space folded to single spaces and invisible characters removed."""
    if "  " not in text and text.isprintable():  # white space but the plain space is not printable
        return text.strip()
    if not text.isascii():
        for character in _INVISIBLE:  # four searches are over ten times faster than one str.translate
            if character in text:
                text = text.replace(character, "")
    return " ".join(text.split())


_LIST_ITEM = re.compile(r"(?:[•●·▪■◦○►➢❖]|\uf0b7|\uf0a7|[o*–—-](?=\s))\s*\|?\s*\S")
_ENDS_LIKE_PROSE = re.compile(r"[.!?;:,][\"'”’)\]]*$")


def kind_of(line: str) -> BlockKind:
    """Return "heading", "list_item" or "paragraph" for a line of prose, which must not be empty."""
    if (not line[0].isalnum() or line.startswith("o ")) and _LIST_ITEM.match(line):
        return "list_item"
    if 3 < len(line) <= 120 and not line[0].islower() and not _ENDS_LIKE_PROSE.search(line, len(line) - 4):
        return "heading"
    return "paragraph"
