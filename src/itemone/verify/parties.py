"""The checks of names and roles: is it this one that the source says it of, and has each the part that it has there?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itemone.verify.fault import Fault
from itemone.verify.source import Clause, Source
from itemone.verify.wording import Term, terms

# Shares of the weight of a clause's terms, chosen on the claims and summaries of the labelled filings.
CLOSE = 0.5  # what a statement on another must hold of what is said here
NAMED = 0.75  # of that, what a statement on the one named must at least hold
MISSING = 0.2  # what the statements on the one named lack
FIRST = 3  # words before the name that a clause is about
SHORT = 5  # letters of an abbreviation that the source may write out
HEAD = 60  # characters within which a statement says whom it is about
_OPPOSITE = {"from": "to", "to": "from"}
_CONTRAST = re.compile(r";|,? (?:while|whereas|but|although|though)\b")
_FROM_TO = re.compile(
    r"\b(from|to) (?:the |its |our |an? |their |other |such )?([A-Za-z-]+)(?: and ([A-Za-z-]+))?", re.IGNORECASE
)


def name_faults(clause: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault for each name that the source does not have, or that stands where the source has another."""
    groups = source.names(clause)
    for group in groups:
        written = " ".join(_word(clause.text, term) for term in group)
        missing = [term for term in group if not source.holds(term.canonical)]
        if missing:
            if not source.abbreviates(written):
                yield Fault("name", f"the source does not name {_word(clause.text, missing[0])!r}")
        elif rival := _in_its_place(clause, group, groups, source):
            yield Fault("name", f"{rival!r} in the source, {written!r} in the summary")


def _in_its_place(clause: Clause, group: list[Term], groups: list[list[Term]], source: Source) -> str:
    """Return the name of which the source says what a clause says of another, "" when there is none."""
    names = frozenset(term.canonical for term in group)
    written = " ".join(_word(clause.text, term) for term in group)
    rest = clause.wanted - names
    if not rest or (written.isupper() and len(written) <= SHORT):
        return ""
    shares = {index: source.share(rest, source.sets[index]) for index in clause.best}
    best = max(shares, key=lambda index: (shares[index], -index))
    where = source.where(names) | frozenset(source.places.get(_initials(written), ()))
    others = [other for other in groups if other is not group]
    if (
        shares[best] < CLOSE
        or best in where
        or names & source.sets[best]
        or not all(any(term.canonical in source.sets[best] for term in other) for other in others)
    ):
        return ""
    rival = _somebody(clause, best, source)
    if rival is None:
        return ""
    follows = {i + 1 for i in where if i + 1 < len(source.sets) and _somebody(clause, i + 1, source) is None}
    having = max((source.share(rest, source.sets[i]) for i in where | follows), default=0.0)
    return "" if having >= NAMED * shares[best] else _word(source.statements[best], rival)


def role_faults(clause: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault where the source gives the parts otherwise: from whom to whom, which of two, who of several."""
    if not clause.best:
        return
    best = clause.best[0]
    statement = source.statements[best]
    if clause.found[best] >= CLOSE:
        here, there = _from_to(clause.text), _from_to(statement)
        turned = next((term for term in here if _OPPOSITE.get(here[term]) == there.get(term, "")), None)
        if turned:
            yield Fault("role", f"{turned!r} has another part in the source: {statement[:60]!r}")
        elif _is_of_the_other(clause, best, source):
            yield Fault("role", f"the source says it of another than {_word(clause.text, clause.terms[0])!r}")
    if other := _said_of_another(clause, source):
        yield Fault("role", f"the source says it of {other!r}")


def _is_of_the_other(clause: Clause, index: int, source: Source) -> bool:
    """Tell whether a statement contrasts two, and says of the other what a clause says of this one."""
    parts = [frozenset(term.canonical for term in terms(part)) for part in _CONTRAST.split(source.statements[index])]
    part = max(parts, key=lambda part: source.share(clause.wanted, part))
    subject = clause.terms[0].canonical
    return (
        len(parts) > 1
        and subject not in part
        and subject in source.sets[index]
        and source.share(clause.wanted, part) >= CLOSE
    )


def _said_of_another(clause: Clause, source: Source) -> str:
    """Return of whom the source says what is missing where it speaks of the one named, "" when of nobody."""
    groups = source.names(clause)
    if not groups or clause.text.count(" ", 0, groups[0][0].start) > FIRST:
        return ""
    names = frozenset(term.canonical for term in groups[0])
    where = source.where(names)
    rest = clause.wanted - names
    if not where or not rest:
        return ""
    own = max(where, key=lambda index: (source.share(rest, source.sets[index]), -index))
    missing = rest - source.sets[own]
    if source.share(rest, missing) < MISSING:
        return ""
    for index in clause.best:
        if index in where or source.share(rest, source.sets[index]) < CLOSE:
            continue
        rival = _somebody(clause, index, source)
        if rival and rival.start < HEAD and source.share(missing, source.sets[index]) >= CLOSE:
            return _word(source.statements[index], rival)
    return ""


def _somebody(clause: Clause, index: int, source: Source) -> Term | None:
    """Return the first name of a statement that is not in a clause."""
    return next(
        (
            term
            for term in source.terms[index]
            if term.capital and term.canonical not in clause.wanted and source.is_somebody(term.canonical)
        ),
        None,
    )


def _word(text: str, term: Term) -> str:
    return text[term.start :].split(maxsplit=1)[0].strip(" ,.;:()\"'")


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
