"""What a claim may rest on, ready to be compared with it: the terms, names and figures of each statement."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from itemone.data import Evidence, Sentence
from itemone.evidence import Passages
from itemone.verify.binding import Bound, bound
from itemone.verify.quantities import Quantity, quantities
from itemone.verify.wording import Term, content, is_place, months, terms

BEST = 5  # statements that a clause is compared with word by word
BESIDE = 0.7  # what the words of a neighbouring statement count
FEW = 20  # statements below which the rarity of a word says nothing
EVEN = 1.5  # the weight of every term among few statements, that of a rather rare word among many
# The company's own names: so many at most, each in so large a share of the statements.
OWN, OWN_SHARE = 3, 0.04
OPENING = 5  # statements in which the company is named
CAPITALS = 0.7  # share of the places within sentences at which a name has a capital
ROWS_BEFORE, ROWS_BEHIND = 8, 4  # a row of a table has its heads above it
_ADJECTIVE = 4  # letters that "Taiwan" and "Taiwanese" share

_CLAUSES = re.compile(r";|,? (?:while|whereas|although|though|but|yet)\b|, and (?=(?:the|it|its|they|a|an|no|none)\b)")
_ROW = re.compile(r"(?:\d[\d,.]*%? ?(?:\$ ?)?){3}|\n")
_IN_UNITS = re.compile(
    r"\b(?:in|of) (?:u\.s\. )?(?:dollars in )?(?:thousand|million)s\b|"
    r"\((?:dollars |amounts )?(?:in )?(?:thousand|million)s\b|"
    r"\b000s? omitted|\(000",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    """Return the terms that are no name of anybody, though they may have a capital."""
    return content("company bank group corporation annual report United States") | {"compani"}


class Clause(NamedTuple):
    """A part of a claim that says one thing, with the statements that hold most of its words, best first."""

    text: str
    terms: tuple[Term, ...]
    wanted: frozenset[str]
    found: dict[int, float]
    best: tuple[int, ...]


def _adjoins(text: str, one: Term, two: Term) -> bool:
    between = text[one.start : two.start]
    return between.count(" ") <= 1 and "," not in between


class Source:
    """Statements in the order of a filing, ready to be searched and compared with claims."""

    def __init__(self, statements: Sequence[Sentence]) -> None:
        self._sentences = tuple(statements)
        self.statements = tuple(statement.text for statement in statements)
        self.terms = tuple(terms(statement) for statement in self.statements)
        self.sets = tuple(frozenset(term.canonical for term in found) for found in self.terms)
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for index, found in enumerate(self.sets):
            for term in sorted(found):
                self.places[term].append(index)

    @cached_property
    def _weights(self) -> dict[str, float]:
        size = len(self.statements)
        return {
            term: EVEN if size < FEW else math.log(1 + (size - len(at) + 0.5) / (len(at) + 0.5))
            for term, at in self.places.items()
        }

    @cached_property
    def _unknown(self) -> float:
        size = len(self.statements)
        return EVEN if size < FEW else math.log(2 * size + 2)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._sentences)

    def evidence(self, text: str) -> tuple[Evidence, ...]:
        """Return the statements that a claim is most like as a whole and part by part, in the order of the filing."""
        found = {evidence.span: evidence for evidence in self._passages.search(text)}
        for clause in self.clauses(text):
            for index in clause.best[:1]:
                sentence = self._sentences[index]
                found[sentence.span] = Evidence(sentence.span, sentence.text, "paraphrase")
        return tuple(found[span] for span in sorted(found, key=lambda span: (span.start, span.end)))

    @cached_property
    def bounds(self) -> tuple[tuple[Bound, ...], ...]:
        """The figures of each statement, each with what it is said of."""
        return tuple(bound(statement) for statement in self.statements)

    @cached_property
    def figures(self) -> tuple[tuple[int, Bound], ...]:
        """All figures but years, each with the number of its statement."""
        return tuple((index, one) for index, found in enumerate(self.bounds) for one in found)

    @cached_property
    def years(self) -> tuple[tuple[Quantity, ...], ...]:
        """The years of each statement."""
        return tuple(
            tuple(quantity for quantity in quantities(statement) if quantity.kind == "year")
            for statement in self.statements
        )

    @cached_property
    def days(self) -> frozenset[float]:
        """All days of the year that are told, as month and day: 331."""
        found = (quantity for statement in self.statements for quantity in quantities(statement))
        return frozenset(quantity.value for quantity in found if quantity.kind == "day")

    @cached_property
    def _factors(self) -> frozenset[float]:
        """By what figures of tables may be multiplied, as the text says: "(in thousands)"."""
        said = [match for statement in self.statements for match in _IN_UNITS.finditer(statement)]
        return frozenset(1e6 if "million" in match.group().lower() else 1e3 for match in said)

    @cached_property
    def _capitals(self) -> tuple[Counter[str], Counter[str]]:
        within = Counter(term.canonical for found in self.terms for term in found if not term.first)
        return Counter(term.canonical for found in self.terms for term in found if term.name), within

    @cached_property
    def known(self) -> frozenset[str]:
        """All terms of all statements."""
        return frozenset(self.places)

    @cached_property
    def named(self) -> dict[str, list[int]]:
        """Where each term is written with a capital."""
        named: defaultdict[str, list[int]] = defaultdict(list)
        for index, found in enumerate(self.terms):
            for term in found:
                if term.capital:
                    named[term.canonical].append(index)
        return dict(named)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.named)

    @cached_property
    def _own(self) -> frozenset[str]:
        common = [name for name, _ in self._capitals[0].most_common(OWN) if self.is_name(name)]
        least = max(1.0, OWN_SHARE * len(self.statements))
        opening = frozenset().union(*self.sets[:OPENING])
        own = {name for name in common if name in opening and len(self.places[name]) > least}
        # "Fernhollow Pump Company makes ...": the capitals at the head of the first sentence that has a name there.
        for found in self.terms[:OPENING]:
            head = {term.canonical for term in takewhile(lambda term: term.capital, found)} - _nobody()
            if head and found[0].first and not all(term.capital for term in found):
                own |= head
                break
        return frozenset(own) | _nobody()

    @cached_property
    def _letters(self) -> str:
        """The first letters of all words, a statement a word, and all letters run together: for abbreviations."""
        words = [re.findall(r"[a-z]+", statement.lower().replace("&", "")) for statement in self.statements]
        initials = " ".join("".join(word[0] for word in found) for found in words)
        return f"{initials} {''.join(''.join(found) for found in words)}"

    def weight(self, term: str) -> float:
        """Return how much a term says: the more, the fewer statements hold it."""
        return self._weights.get(term, self._unknown)

    def share(self, wanted: frozenset[str], have: frozenset[str]) -> float:
        """Return which share of the wanted terms, by weight, is among others; between 0 and 1."""
        total = sum(map(self.weight, wanted))
        return sum(map(self.weight, wanted & have)) / total if total else 0.0

    @cached_property
    def _rows(self) -> tuple[bool, ...]:
        return tuple(
            not text.endswith((".", ";", "!", "?", ":")) or _ROW.search(text) is not None
            for text in (statement.rstrip() for statement in self.statements)
        )

    def is_row(self, index: int) -> bool:
        """Tell whether a statement is a heading or a row of a table, not a sentence."""
        return self._rows[index]

    def around(self, index: int) -> range:
        """Return the statement, or the rows near it when it is a row of a table."""
        if not self.is_row(index):
            return range(index, index + 1)
        return range(max(0, index - ROWS_BEFORE), min(len(self.statements), index + ROWS_BEHIND))

    def near(self, index: int, wanted: frozenset[str]) -> float:
        """Return the share of the wanted terms that a statement and its neighbours hold; theirs count less."""
        here = wanted & self.sets[index]
        rows = self.around(index)
        span = rows if len(rows) > 1 else range(max(0, index - 1), min(len(self.sets), index + 2))
        beside = wanted & frozenset().union(*(self.sets[i] for i in span))
        return (1 - BESIDE) * self.share(wanted, here) + BESIDE * self.share(wanted, beside | here)

    def admits(self, said: Quantity, have: Quantity, index: int) -> bool:
        """Tell whether a figure may rest on one of a statement; those of tables may be in thousands or millions."""
        if said.admits(have):
            return True
        if not self.is_row(index) or not {said.kind, have.kind} <= {"money", "count"}:
            return False
        factors = {1.0} if have.scaled else {1.0, *(self._factors if said.scaled else ())}
        alike = not (said.currency and have.currency) or said.currency == have.currency
        return alike and any(said.low <= have.value * factor <= said.high for factor in factors)

    def is_name(self, term: str) -> bool:
        """Tell whether a term is mostly written with a capital within sentences."""
        capitals, within = self._capitals
        return capitals[term] > CAPITALS * within[term]

    def is_somebody(self, term: str) -> bool:
        """Tell whether a term names somebody or something in particular, and not the company itself."""
        return self.is_name(term) and term not in months() and term not in self._own

    def names(self, clause: Clause, *, own: bool = False) -> list[list[Term]]:
        """Return the names of a clause, word by word, but for those of the company itself."""
        groups: list[list[Term]] = []
        last: Term | None = None
        for term, following in zip(clause.terms, (*clause.terms[1:], None), strict=False):
            # The first word has a capital anyway: it is a name when it is one elsewhere, or when one follows.
            leads = following is not None and following.name and _adjoins(clause.text, term, following)
            if not (term.name or (term.capital and (leads or self.is_name(term.canonical)))):
                continue
            if term.canonical in months() or (term.canonical in self._own and not own):
                continue
            if last is not None and _adjoins(clause.text, last, term):
                groups[-1].append(term)
            else:
                groups.append([term])
            last = term
        return groups

    def where(self, names: frozenset[str]) -> frozenset[int]:
        """Return the statements that hold one of the words of a name, as it is or as an adjective."""
        found = {index for name in names for index in self.named.get(name, ())}
        for name in names:
            if len(name) >= _ADJECTIVE:
                found.update(index for other in self._alike(name) for index in self.named[other])
        return frozenset(found)

    def _alike(self, name: str) -> Iterator[str]:
        """Yield the terms with a capital that begin like a name and are hardly longer."""
        stem = name[: max(_ADJECTIVE, len(name) - (3 if is_place(name) else 2))]
        for at in range(bisect_left(self._sorted, stem), len(self._sorted)):
            if not self._sorted[at].startswith(stem):
                return
            if len(self._sorted[at]) < len(name) + _ADJECTIVE:
                yield self._sorted[at]

    def holds(self, name: str) -> bool:
        """Tell whether a word of a name stands anywhere, as a name or not."""
        return name in self.places or bool(self.where(frozenset((name,))))

    def abbreviates(self, name: str) -> bool:
        """Tell whether a name is made of the first letters of words that follow one another."""
        letters = re.sub(r"[^a-z]", "", name.rstrip("s").lower())
        return name[:2].isupper() and len(letters) > 1 and letters in self._letters

    def clause(self, text: str) -> Clause:
        """Return a text with the statements that hold most of its words."""
        found = terms(text)
        wanted = frozenset(term.canonical for term in found)
        total = sum(map(self.weight, wanted))
        covered: defaultdict[int, float] = defaultdict(float)
        for term in sorted(wanted):
            for index in self.places.get(term, ()):
                covered[index] += self.weight(term) / total
        best = sorted(covered, key=lambda index: (-covered[index], index))[:BEST]
        return Clause(text, found, wanted, dict(covered), tuple(best))

    def clauses(self, text: str) -> list[Clause]:
        """Return the parts of a claim that say one thing each, at least one."""
        parts = [part.strip(" ,;") for part in _CLAUSES.split(text)]
        return [self.clause(part) for part in parts if part.count(" ") > 1] or [self.clause(text)]
