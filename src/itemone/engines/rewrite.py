"""Deletions that shorten a sentence and keep it true.

Only words are taken away, never added or moved, so that the result is a subsequence of its source and a checker
can see that. What carries a negation, a hedge or a figure is not touched.
"""

from __future__ import annotations

import re

from itemone.polarity import carries_meaning, governs

# Connectives that lead to a sentence before; "instead" and "in general" are not among them, for they carry meaning.
_CONNECTIVE = re.compile(
    r"(?:However|In addition|Additionally|Furthermore|Moreover|Accordingly|As a result|Therefore|Consequently|Also|"
    r"Finally|For example|As such|Thus|Further|Likewise|Similarly|Currently|Today|To date|Specifically|"
    r"In particular|Overall|Importantly|Notably|As of the date of this (?:report|filing))"
    r",\s+(?=\w)"
)
_LABEL = re.compile(
    r"(?:GENERAL|General|Overview|OVERVIEW|Introduction|Background|Operations|The Company)\s*[-–—:.]+\s+(?=[A-Z])"
)
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
# "for the year ended December 31, 2009" -> "for 2009"; another month stays, for that is no calendar year, and so does
# what has a date before or behind it: "as of and for the year ended", "December 31, 2009 and December 31, 2008"
_FOR = r"(?<!and )\b([Ff]or|[Ii]n|[Dd]uring) (?:the |our |its )?"
_OF_YEAR = r"(?=(?:19|20)\d\d\b(?!,? (?:\w+ )?[A-Z][a-z]+ \d))"
_YEAR_ENDED = re.compile(
    rf"{_FOR}(?:each of the )?(?:(?:fiscal |calendar )?years?|twelve months)(?: period)? (?:ended|ending) (?:on )?"
    rf"December 31,? {_OF_YEAR}"
)
# A year that ends early in 2010 is fiscal 2010 to some and fiscal 2009 to others.
_FISCAL_YEAR_ENDED = re.compile(
    rf"{_FOR}(fiscal )years? (?:ended|ending) (?:on )?(?!January|February)[A-Z][a-z]+ \d{{1,2}},? {_OF_YEAR}"
)
_YEARS = re.compile(r"\b(?:the )?(?:years|fiscal years) (?=(?:19|20)\d\d\b(?!,? (?:and|to|through)))")
_FIGURE_1 = r"(?:approximately )?\$?\d[\d,]*(?:\.\d+)?(?: ?%| percent| (?:million|billion|thousand))?"
_FIGURES = re.compile(rf"{_FIGURE_1}(?:, {_FIGURE_1})*,? and {_FIGURE_1}(?![\d,]*\d)")
_YEAR_LIST = re.compile(r"(?:fiscal )?(?:19|20)\d\d(?:, (?:fiscal )?(?:19|20)\d\d)*,? and (?:fiscal )?(?:19|20)\d\d\b")
_UNIT = re.compile(r"%|percent|million|billion|thousand")
# Beside these the figures may go with something else than the years, or the newest of the years says least.
_NUMBER = "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
_NOT_OF_YEARS = re.compile(
    rf"\b(?:[A-Z][\w.]*|{_NUMBER}) and (?:[A-Z]|{_NUMBER}\b)|[Ee]ach of|\b{_NUMBER} (?:fiscal )?years|"
    r"\b(?:expir|matur|will\b|due\b)|(?:%|percent|million|billion|thousand),? and\b"
)
_RESPECTIVELY = re.compile(r",? respectively(?:(?=, (?:which|who|where|while|and|but|compared|an?|\w+ing)\b)|,?)")
_ENUMERATES = re.compile(r"(?<=[A-Za-z,;:] )\((?:[ivx]{1,4}|[a-h]|\d)\) (?=\w)")  # "(i) pumps and (ii) valves"
_MARKS = re.compile(r"(?<=[\w.,)])(?:[®™℠†‡]+(?!\w)|\((?:TM|R|SM)\))")
_SPACE_BEFORE = re.compile(r"\s+([,;:]|\.(?=\s|$))")


def shorten(sentence: str) -> str:
    """Return the sentence without leading connectives, defining parentheses and trade mark signs."""
    text = sentence
    for lead in (_LABEL, _REPEATED_LABEL, _CONNECTIVE):
        if match := lead.match(text):
            text = text[match.end() : match.end() + 1].upper() + text[match.end() + 1 :]
    if match := _ALSO.match(text):
        text = text[: match.end() - 5] + text[match.end() :]
    text = latest(text)
    if "ended" in text or "ending" in text:
        text = _YEAR_ENDED.sub(r"\1 ", text)
        text = _FISCAL_YEAR_ENDED.sub(r"\1 \2", text)
    if "(" in text or "[" in text:
        text = _PARENTHESIS.sub(_without_definition, text)
        text = _ENUMERATES.sub("", text)
    if "(" in text or not text.isascii():
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
    tells = governs(inner) or any(map(carries_meaning, _WORD.findall(inner.lower().replace("’", "'"))))
    return "" if names and not tells else match.group()


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
    rest = text
    for match in lists:
        rest = rest.replace(match.group(), "")
    if _NOT_OF_YEARS.search(rest):
        return text
    pieces = [(m.start(), m.end(), _about(part[0], part[at])) for m, part in zip(lists, parts, strict=True)]
    fiscal = "fiscal " if of.group().startswith("fiscal") else ""
    pieces.append((of.start(), of.end(), fiscal + members[at]))
    for start, end, kept in sorted(pieces, reverse=True):
        text = text[:start] + kept + text[end:]
    text = _RESPECTIVELY.sub("", text)
    text = re.sub(rf"({_FIGURE_1}), (?=(?:in|for) (?:fiscal )?(?:years? )?(?:19|20)\d\d\b)", r"\1 ", text)
    text = re.sub(r"\byears (?=end)", "year ", text)
    return _YEARS.sub(lambda m: "fiscal " if "fiscal" in m.group() else "", text)


def _about(first: str, kept: str) -> str:
    """Return a figure with the "approximately" that the first of its list holds for all."""
    about = "approximately "
    return about + kept if first.startswith(about) and not kept.startswith(about) else kept
