"""Deletions that shorten a sentence and keep it true.

Only words are taken away, never added or moved, so that the result is a subsequence of its source and a checker
can see that. What carries a negation, a hedge or a figure is not touched.
"""

from __future__ import annotations

import re

from itemone.polarity import carries_meaning

# Connectives that lead to a sentence before; "instead" and "only" are not among them, for they carry meaning.
_CONNECTIVE = re.compile(
    r"(?:However|In addition|Additionally|Furthermore|Moreover|Accordingly|As a result|Therefore|Consequently|Also|"
    r"Finally|For example|As such|Thus|Further|Likewise|Similarly|Currently|Today|To date|Specifically|"
    r"In particular|In general|Historically|Overall|Importantly|Notably|As of the date of this (?:report|filing))"
    r",\s+(?=\w)"
)
_LABEL = re.compile(r"(?:GENERAL|General|Overview|OVERVIEW|Introduction|Background|The Company)\s*[-–—:.]+\s+(?=[A-Z])")
# "Chicken: Chicken includes ...": the title of a paragraph before a sentence that says it again.
_REPEATED_LABEL = re.compile(r"([A-Z][\w &/’'-]{2,40}?)\s*[:–—-]+\s+(?=(?i:\1)\b)")
# ("Sonim" or the "Company"), (the “Bank”), (collectively, “we”), (NASDAQ: ABC), (see Item 7): names and pointers.
# An acronym stays, for the text goes on to use it.
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DEFINES = re.compile(
    r"[(\[](?:[^()]*[\"“”][^()]*[\"“”][^()]*|(?:see|refer to|as (?:defined|described|discussed))\b[^()]*|"
    r"(?:NASDAQ|NYSE|Nasdaq|AMEX|OTC)[^()]*)[)\]]$"
)
_ACRONYM = re.compile(r"[(\[](?:the |an? )?[\"“]?[A-Z][A-Za-z&./-]{0,3}[A-Z]s?,?[\"”]?[)\]]$")
_FIGURE = re.compile(r"\d{2,}|[$%]")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_MARKS = re.compile(r"(?<=[\w.,)])(?:[®™℠†‡]+(?!\w)|\((?:TM|R|SM)\))")
_SPACE_BEFORE = re.compile(r"\s+([,;:]|\.(?=\s|$))")


def shorten(sentence: str) -> str:
    """Return the sentence without leading connectives, defining parentheses and trade mark signs."""
    text = sentence
    for lead in (_LABEL, _REPEATED_LABEL, _CONNECTIVE):
        if match := lead.match(text):
            text = text[match.end() :]
    if "(" in text or "[" in text:
        text = _PARENTHESIS.sub(_without_definition, text)
    text = _MARKS.sub("", text)
    text = _SPACE_BEFORE.sub(r"\1", text).replace(",,", ",").strip()
    if text.endswith("..") and not sentence.endswith(".."):  # "Fernhollow, Inc. (the "Company")."
        text = text[:-1]
    return text[:1].upper() + text[1:] if text != sentence else sentence


def _without_definition(match: re.Match[str]) -> str:
    inner = match.group().strip()
    names = not _FIGURE.search(inner) and _DEFINES.match(inner) and not _ACRONYM.match(inner)
    if names and not any(map(carries_meaning, _WORD.findall(inner.lower().replace("’", "'")))):
        return ""
    return match.group()
