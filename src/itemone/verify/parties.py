"""The checks of names and roles: is it this one that the source says it of, and has each the part that it has there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from itemone.verify.fault import Fault
from itemone.verify.source import Clause, Source
from itemone.verify.wording import Term, content, is_place, terms

# Shares of the weight of a clause's terms, chosen on the claims and summaries of the labelled filings.
CLOSE = 0.5  # what a statement on another must hold of what is said here
NAMED = 0.75  # of that, what a statement on the one named must at least hold
ALMOST = 0.8  # of what a statement holds, what its part on another must hold
MISSING = 0.2  # what the statements on the one named lack
FIRST = 3  # words before the name that a clause is about, and before what a part of a statement is about
SHORT = 5  # letters of an abbreviation that the source may write out
HEAD = 60  # characters within which a statement says whom it is about
MOST = 20  # names of a clause that are looked at one by one
BEHIND = 2  # terms that may follow the last name
JOINT = 8  # characters before a preposition that tell whether it belongs to what follows
SHOWN = 60  # characters of a statement that a reason quotes
_OPPOSITE = {"from": "to", "to": "from"}
# What divides a statement into parts on one and on another; "Caldera (a pump) and Norvik (a valve)" has such too.
_CONTRAST = re.compile(r"[;:]|\)(?=,? (?:and )?[\w' -]{1,40} \()|,? (?:while|whereas|but|although|though)\b")
_FROM_TO = re.compile(
    r"\b(from|to) (?:the |its |our |an? |their |other |such )?(?!\w+ing\b)([A-Za-z-]+)(?: and ([A-Za-z-]+))?",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"\b(from|in|by|to|for|at|with|under|through) (?=(?:the )?[A-Z])")
# "In Iowa, ...", "and in Iowa ..."
_AHEAD = re.compile(r"(?:[,;:(]|^|\b(?:and|or|but|while)) ?$")
_NAMES = re.compile(r"(?:(?:the |and |or |& |of )?[A-Z][\w&'’.-]*[ ,]*(?:\([^()]*\)[ ,]*)?)*")
_WRITTEN = re.compile(r"\S{1,60}")
_WORD = re.compile(r"[^\W_][\w'’]*")


class _Segment(NamedTuple):
    """The terms of a statement before a preposition, back to the same one before it, and the names right behind it."""

    before: frozenset[str]
    behind: frozenset[str]


def name_faults(clause: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault for each name that the source does not have, or that stands where the source has another."""
    groups = source.names(clause)
    absent = {index: sum(source.sets[index].isdisjoint(_set(group)) for group in groups) for index in clause.best}
    for number, group in enumerate(groups):
        written = _words(clause.text, group)
        missing = [term for term in group if not source.holds(term.canonical)]
        if missing:
            if not source.abbreviates(written):
                yield Fault("name", f"the source does not name {_word(clause.text, missing[0])!r}")
        elif number < MOST and (rival := _in_its_place(clause, group, absent, source)):
            yield Fault("name", f"{rival!r} in the source, {written!r} in the summary")


def _in_its_place(clause: Clause, group: list[Term], absent: dict[int, int], source: Source) -> str:
    """Return the name of which the source says what a clause says of another, "" when there is none.

    `absent` counts for each statement the names of the clause that it has not.
    """
    names = _set(group)
    written = _words(clause.text, group)
    rest = clause.wanted - names
    if not rest or not clause.best or (written.isupper() and len(written) <= SHORT):
        return ""
    shares = {index: source.share(rest, source.sets[index]) for index in clause.best}
    best = max(shares, key=lambda index: (shares[index], -index))
    where = source.where(names) | frozenset(source.places.get(_initials(written), ()))
    # Another name than this that the statement has not either: it speaks of something else.
    if shares[best] < CLOSE or best in where or names & source.sets[best] or absent[best] > 1:
        return ""
    place = any(map(is_place, names))
    rival = next((term for term in _others(clause, best, source) if is_place(term.canonical) == place), None)
    if rival is None:
        return ""
    follows = {i + 1 for i in where if i + 1 < len(source.sets) and not _others(clause, i + 1, source)}
    having = max((source.share(rest, source.sets[i]) for i in where | follows), default=0.0)
    return "" if having >= NAMED * shares[best] else _word(source.statements[best], rival)


def role_faults(clause: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault where the source gives the parts otherwise: from whom to whom, which of two, who of several."""
    if clause.best and clause.found[clause.best[0]] >= CLOSE:
        yield from _turned(clause, clause.best[0], source)
    if other := _said_of_another(clause, source):
        yield Fault("role", f"the source says it of {other!r}")


def _turned(clause: Clause, index: int, source: Source) -> Iterator[Fault]:
    """Yield a fault where a statement has the same parties as a clause, but in other parts."""
    statement = source.statements[index]
    here, there = _from_to(clause.text), _from_to(statement)
    for term in here:
        if _OPPOSITE.get(here[term]) == there.get(term, ""):
            yield Fault("role", f"{term!r} has another part in the source: {statement[:SHOWN]!r}")
    if _is_of_the_other(clause, index, source):
        yield Fault("role", f"the source says it of another than {_word(clause.text, clause.terms[0])!r}")
    for preposition in _joined_otherwise(clause, statement):
        yield Fault("role", f"{preposition!r} joins others in the source: {statement[:SHOWN]!r}")


def _is_of_the_other(clause: Clause, index: int, source: Source) -> bool:
    """Tell whether a statement contrasts two, and says of the other what a clause says of this one."""
    subject = clause.terms[0].canonical
    parts = [terms(part) for part in _CONTRAST.split(source.statements[index])]
    said = clause.wanted - {subject}
    of_other = max(parts, key=lambda part: source.share(said, _set(part)))
    return (
        any(subject in _set(part[:FIRST]) for part in parts)
        and subject not in _set(of_other)
        # A part that begins with what the clause has too goes on about the same.
        and clause.wanted.isdisjoint(_set(of_other[:1]))
        and source.share(said, _set(of_other)) >= max(CLOSE, ALMOST * source.share(said, source.sets[index]))
    )


def _joined_otherwise(clause: Clause, statement: str) -> Iterator[str]:
    """Yield each preposition that joins a name with what a statement joins with another by the same preposition.

    In "Norvik buys valves from Caldera and motors from Wellspring" motors do not go with Caldera.
    """
    for preposition in sorted({match[1] for match in _BEFORE_NAME.finditer(clause.text)}):
        segments = _segments(statement, preposition)
        for here in _segments(clause.text, preposition)[:MOST]:
            with_it = [there.before for there in segments if there.behind & here.behind]
            with_others = [there.before for there in segments if not there.behind & here.behind]
            # Who is spoken of at the head of a statement may go with all.
            own = frozenset[str]().union(*with_it, *(there.before for there in segments[:1]))
            other = frozenset[str]().union(*with_others)
            if with_it and here.before & other - own and not here.before & (own - other - segments[0].before):
                yield preposition


def _segments(text: str, preposition: str) -> list[_Segment]:
    """Return what each of the prepositions before a name joins; nothing where one belongs to what follows it."""
    found: list[_Segment] = []
    start = 0
    for mark in re.finditer(rf"\b(?i:{preposition}) (?=(?:the )?[A-Z])", text):
        if _AHEAD.search(text, max(0, mark.start() - JOINT), mark.start()):
            return []
        names = _NAMES.match(text, mark.end())
        end = names.end() if names else mark.end()
        found.append(_Segment(content(text[start : mark.start()]), content(text[mark.end() : end])))
        start = end
    return found if len(terms(text[start:])) <= BEHIND else []


def _said_of_another(clause: Clause, source: Source) -> str:
    """Return of whom the source says what is missing where it speaks of the one named, "" when of nobody."""
    groups = source.names(clause)
    if not groups or clause.text.count(" ", 0, groups[0][0].start) > FIRST:
        return ""
    names = _set(groups[0])
    where = source.where(names)
    rest = clause.wanted - names
    if not where or not rest:
        return ""
    missing = rest.difference(*(source.sets[index] for index in where))
    if source.share(rest, missing) < MISSING:
        return ""
    for index in clause.best:
        if index in where or source.share(rest, source.sets[index]) < CLOSE:
            continue
        rival = next(iter(_others(clause, index, source)), None)
        if rival and rival.start < HEAD and source.share(missing, source.sets[index]) >= CLOSE:
            return _word(source.statements[index], rival)
    return ""


def _others(clause: Clause, index: int, source: Source) -> list[Term]:
    """Return the names of a statement that are not in a clause, nor short for words of it, in order."""
    initials = "".join(word[0] for word in _WORD.findall(clause.text)).upper()
    return [
        term
        for term in source.terms[index]
        if term.capital
        and term.canonical not in clause.wanted
        and source.is_somebody(term.canonical)
        and not _is_short(_word(source.statements[index], term), initials)
    ]


def _set(found: Iterable[Term]) -> frozenset[str]:
    return frozenset(term.canonical for term in found)


def _words(text: str, group: Sequence[Term]) -> str:
    """Return a name as a text writes it, from its first to its last word."""
    return text[group[0].start : group[-1].start] + _word(text, group[-1])


def _word(text: str, term: Term) -> str:
    match = _WRITTEN.match(text, term.start)
    return match.group().rstrip(" ,.;:()\"'") if match else ""


def _is_short(word: str, initials: str) -> bool:
    """Tell whether a word is made of letters that begin words that follow one another: STB."""
    letters = re.sub(r"[^A-Z]", "", word)
    return len(letters) > 1 and letters in initials


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""


def _from_to(text: str) -> dict[str, str]:
    """Return of each term behind "from" or "to" behind which of them it stands, "both" for both."""
    found: dict[str, str] = {}
    for match in _FROM_TO.finditer(text):
        role = match[1].lower()
        for term in terms(f"{match[2]} {match[3] or ''}"):
            found[term.canonical] = role if found.get(term.canonical, role) == role else "both"
    return found
