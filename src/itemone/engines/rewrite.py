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
_REPEATED_LABEL = re.compile(
    r"([A-Z][\w &/’'-]{2,40}?)(?:\s*[:–—]+|\s+-+)\s+"
    r"(?=(?:(?:The|Our|In (?:fiscal )?\d{4}|The Company['’]s)\b,? )?(?i:\1)\b)"
)
# ("Sonim" or the "Company"), (the “Bank”), (collectively, “we”), (NASDAQ: ABC), (see Item 7): names and pointers.
# An acronym stays, for the text goes on to use it.
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DEFINES = re.compile(
    r"[(\[](?:[^()]*[\"“”][^()]*[\"“”][^()]*|(?:see|refer to|as (?:defined|described|discussed))\b[^()]*|"
    r"(?:NASDAQ|NYSE|Nasdaq|AMEX|OTC)[^()]*)[)\]]$"
)
_ACRONYM = re.compile(r"[(\[](?:the |an? )?[\"“]?[A-Z][A-Za-z&./-]{0,3}[A-Z]s?,?[\"”]?[)\]]$")
_FISCAL = re.compile(r"[(\[](?:the )?[\"“](?:fiscal |fiscal year |FY)?(?:19|20)\d\d[,.]?[\"”][)\]]$", re.IGNORECASE)
_FIGURE = re.compile(r"\d{2,}|[$%]")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_ALSO = re.compile(r"^((?:We|The [Cc]ompany|[A-Z][\w&]*))(?: (have|has|are|is|may|will))? also (?=[a-z])")
# "for the year ended December 31, 2009" -> "for 2009"; another month stays, for that is no calendar year
_YEAR_ENDED = re.compile(
    r"\b([Ff]or|[Ii]n|[Dd]uring) (?:the |our |its |each of the )?"
    r"(?:(?:fiscal |calendar )?years?|twelve months)(?: period)? "
    r"(?:ended|ending) (?:on )?December 31,? (?=(?:19|20)\d\d\b)"
)
_FISCAL_YEAR_ENDED = re.compile(
    r"\b([Ff]or|[Ii]n|[Dd]uring) (?:the |our |its )?(fiscal )years? (?:ended|ending) (?:on )?[A-Z][a-z]+ \d{1,2},? "
    r"(?=(?:19|20)\d\d\b)"
)
_YEARS = re.compile(r"\b(?:years|fiscal years) (?=(?:19|20)\d\d\b(?!,? (?:and|to|through)))")
_FIGURE_1 = r"(?:approximately )?\$?\d[\d,]*(?:\.\d+)?(?: ?%| percent| (?:million|billion|thousand))?"
_FIGURES = re.compile(rf"{_FIGURE_1}(?:, {_FIGURE_1})*,? and {_FIGURE_1}(?![\d,]*\d)")
_YEAR_LIST = re.compile(r"(?:fiscal )?(?:19|20)\d\d(?:, (?:fiscal )?(?:19|20)\d\d)*,? and (?:fiscal )?(?:19|20)\d\d\b")
_UNIT = re.compile(r"%|percent|million|billion|thousand")
_ENUMERATES = re.compile(r"(?<=[\w,;:] )\((?:[ivx]{1,4}|[a-h]|\d)\) (?=\w)")  # "(i) pumps and (ii) valves"
_MARKS = re.compile(r"(?<=[\w.,)])(?:[®™℠†‡]+(?!\w)|\((?:TM|R|SM)\))")
_SPACE_BEFORE = re.compile(r"\s+([,;:]|\.(?=\s|$))")


def shorten(sentence: str) -> str:
    """Return the sentence without leading connectives, defining parentheses and trade mark signs."""
    text = sentence
    for lead in (_LABEL, _REPEATED_LABEL, _CONNECTIVE):
        if match := lead.match(text):
            text = text[match.end() :]
    if match := _ALSO.match(text):
        text = text[: match.end() - 5] + text[match.end() :]
    text = latest(text)
    text = _YEAR_ENDED.sub(r"\1 ", text)
    text = _FISCAL_YEAR_ENDED.sub(r"\1 \2", text)
    if "(" in text or "[" in text:
        text = _PARENTHESIS.sub(_without_definition, text)
    text = _ENUMERATES.sub("", text)
    text = _MARKS.sub("", text)
    text = _SPACE_BEFORE.sub(r"\1", text).replace(",,", ",").strip()
    if text.endswith("..") and not sentence.endswith(".."):  # "Fernhollow, Inc. (the "Company")."
        text = text[:-1]
    return text[:1].upper() + text[1:] if text != sentence else sentence


def _without_definition(match: re.Match[str]) -> str:
    inner = match.group().strip()
    if _FISCAL.match(inner):
        return ""
    names = not _FIGURE.search(inner) and _DEFINES.match(inner) and not _ACRONYM.match(inner)
    if names and not any(map(carries_meaning, _WORD.findall(inner.lower().replace("’", "'")))):
        return ""
    return match.group()


def latest(text: str) -> str:
    """Keep the newest of several years: "5%, 4% and 3% in 2009, 2008 and 2007, respectively" -> "5% in 2009"."""
    if "respectively" not in text:
        return text
    years = list(_YEAR_LIST.finditer(text))
    if len(years) != 1:
        return text
    [of] = years
    members = re.findall(r"(?:19|20)\d\d", of.group())
    at = members.index(max(members))
    lists = [m for m in _FIGURES.finditer(text) if m.end() <= of.start() or m.start() >= of.end()]
    parts = [re.split(r",? and |, (?!\d{3}\b)", m.group()) for m in lists]
    if not lists or any(len(part) != len(members) for part in parts):
        return text
    if any(len({(*_UNIT.findall(p), "$" in p) for p in part}) != 1 for part in parts):
        return text
    pieces = [(m.start(), m.end(), _about(part[0], part[at])) for m, part in zip(lists, parts, strict=True)]
    fiscal = "fiscal " if of.group().startswith("fiscal") else ""
    pieces.append((of.start(), of.end(), fiscal + members[at]))
    for start, end, kept in sorted(pieces, reverse=True):
        text = text[:start] + kept + text[end:]
    text = re.sub(r",? respectively,?", "", text)
    text = re.sub(r"(?<=\w), (?=(?:in|for) (?:fiscal )?(?:years? )?(?:19|20)\d\d\b)", " ", text)
    text = re.sub(r"\byears (?=end)", "year ", text)
    return _YEARS.sub(lambda m: "fiscal " if "fiscal" in m.group() else "", text)


def _about(first: str, kept: str) -> str:
    """Return a figure with the "approximately" that the first of its list holds for all."""
    about = "approximately "
    return about + kept if first.startswith(about) and not kept.startswith(about) else kept
