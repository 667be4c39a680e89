"""The sentences of a text that somebody wrote: a summary as a model answers it, with its Markdown."""

from __future__ import annotations

import re

from itemone.errors import VerifyError
from itemone.segment import split

MAX_CHARACTERS = 200_000  # of a text; a summary has 3,000, Item 1 itself 20,000 to 300,000
MAX_SENTENCE = 2_000  # what is longer is no sentence, and would cost as much as a text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HEADING = re.compile(r"#{1,6}\s|(?:\*\*|__)[^*_]+(?:\*\*|__):?$|[^.!?]{1,60}:$|[-=*_]{3,}$")
_MARK = re.compile(r"^(?:[-*+•·▪‣–]|\d{1,3}[.)]|\(\w\))\s+|^>\s*|^\|")
_MARKUP = re.compile(r"\*\*|__|`|(?<=[.!?\w\"”])\s?\[\d{1,3}\]|\|$")


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, headings, list marks, emphasis and numbers of notes left out.

    Raises:
        VerifyError: the text has over 200,000 characters, or no sentence.
    """
    if len(text) > MAX_CHARACTERS:
        raise VerifyError(
            f"the text has {len(text):,} characters; a summary of at most {MAX_CHARACTERS:,} can be checked"
        )
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+•·▪‣#>|]|\d{1,3}[.)]\s))", _CONTROL.sub(" ", text)):
        line = " ".join(paragraph.split())
        if line and not _HEADING.match(line):
            plain = _MARKUP.sub("", _MARK.sub("", line)).strip()
            found += [span.of(plain) for span in split(plain)]
    sentences = tuple(sentence for sentence in found if any(map(str.isalnum, sentence)))
    if not sentences:
        raise VerifyError("the text holds no sentence; give the summary as plain text or Markdown")
    return sentences
