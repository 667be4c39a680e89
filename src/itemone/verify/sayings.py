"""The checks of what is said, figures and names aside: denied, planned, certain, first of all, of all, the contrary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from itemone.verify.fault import Fault
from itemone.verify.quantities import quantities
from itemone.verify.source import Clause, Source
from itemone.verify.wording import content, contraries, terms

# Shares of the weight of a clause's terms, chosen on the claims and summaries of the labelled filings.
CLOSE = 0.4  # what the best statement must hold before its words are compared
AS_CLOSE = 0.5  # of what the best statement holds, what others beside it must hold
CONTRARY, AS_GOOD = 0.5, 0.9  # the same two before a contrary is looked for
UNKNOWN = 0.32  # what one statement must hold of a claim, if not
KNOWN = 0.85  # the source as a whole
BESIDE = 3  # statements that are compared with a clause word by word
SCOPE, NARROW = 9, 4  # words behind a denial that it can deny; behind one of but a noun
REACH = 200  # characters behind a denial among which these words are
SHOWN = 60  # characters of a statement that a reason quotes

# What denies the words behind it.
_DENIES = re.compile(
    r"\b(?:not(?! only| limited| necessarily)|no(?! longer than| later)|never|none|neither|nor|without|cannot|"
    r"unable to|fails? to|ceased?|no longer|rather than|instead of|non|lacks?|exempt from)\b-?|n't\b",
    re.IGNORECASE,
)
# But a noun, and the verb or what stands for it.
_DENIES_NOUN = re.compile(r"without|lack|rather|instead|non", re.IGNORECASE)
_DENIES_VERB = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|may|will|can|has|have|had|could|would|must) not|cannot|never)\b|n't\b",
    re.IGNORECASE,
)
_SCOPE_ENDS = re.compile(
    r"[;:.()]|\b(?:but|which|while|although|because|since|and (?:is|are|has|have|will|may)|if)\b", re.IGNORECASE
)
# How else a denial is put.
_DENIES_OTHERWISE = re.compile(
    r"\b(?:only|solely|exclusive(?:ly)?|sole|other than|except|excluding|absence|absent|prohibit\w*|refus\w+|"
    r"den(?:y|ies|ied)|stopped|discontinu\w+|abandon\w+|bar(?:s|red)|unlike|less than|free (?:of|from)|separate\w*|"
    r"independent\w*|restrict\w*|un(?:affiliated|related|secured|insured|likely|able|available)|outside|"
    r"terminat\w+|dormant|prevent\w*|avoid\w*|stand-?alone|alternat\w+|third[- ]part(?:y|ies)|optional|voluntar\w+|"
    r"little|few|minimal|rarely|seldom|reduc\w+|eliminat\w+)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have|had) (?:\w+ly |already |since |now |been |made )*\w+(?:ed|en|un|ne|lt|ld|nt|ght|ome|ade|ut)\b|"
    r"\balready\b|\bnow\b|\bcompleted\b|\b(?:did|was|were) \w+ed\b|\bbrought\b|\bhas made\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned)? (?:to|for|is)|planning|future plans|intend\w*|expect(?:s|ed)? (?:to|that)|anticipat\w+|"
    r"propos\w+|seek(?:s|ing)? to|negotiat\w+|consider(?:s|ing)|evaluat(?:e|es|ing)|in the process of|scheduled|goal|"
    r"objective|could|would|might|will|possib\w+|under development|ability to|in the future|option|if|endeavou?r\w*|"
    r"efforts? to|attempt\w* to|decision|decided to|letter of intent|agreed to|agreement (?:to|for|with)|prototype|"
    r"opportunit\w+)\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(r"\b(?:will|must|always|guarantees?|ensures?)\b(?! not\b)", re.IGNORECASE)
_UNCERTAIN = re.compile(
    r"\b(?:may(?! \d|,)|might|could|possib\w+|can|potential\w*|likely|expect\w*|believes?|would|should|eligible|"
    r"seek\w*|intend\w*|plans?)\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:\bthe (?:\w+['’]s |single )?|\b\w+['’]s |, the )"
    r"(only|sole|largest|biggest|leading|foremost|oldest|newest|fastest|smallest|dominant|number one|most important)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\b(?:(?:one|some|two|three|several) of|among) (?:the |our |its )?(?:[\w'’-]+ )?(?:\w+['’]s )?"
    r"(?:only|sole|largest|biggest|leading|best|oldest|fastest|foremost|greatest|principal|top)\b|"
    r"\ban? (?:\w+ )?(?:leading|first)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|\d+) (?:largest|biggest|leading)\b",
    re.IGNORECASE,
)
_RANKS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "largest|biggest|leading|foremost|greatest|dominant|number one|most important|top|highest|principal",
        "only|sole|exclusive|no other",
        "oldest|newest|most recent|latest|fastest|smallest",
    )
)
_ALL = re.compile(
    r"\b(?:all|every|always|only|exclusively|solely|entirely|each|invariably|wholly)\b(?! (?:about|some|half|over))",
    re.IGNORECASE,
)
_ALL_OTHERWISE = re.compile(
    r"\b(?:all|every|always|only|exclusive(?:ly)?|solely|sole|entire(?:ly)?|each|whole|wholly|any|no|none|not|never|"
    r"must|required?|both|full|complete(?:ly)?|throughout|substantially|through|\d+%|single|without|just|unless|"
    r"until|one|limited|other than|except)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;:]|,? (?:while|whereas|although|though|but|which|however)\b|\. ")


def saying_faults(clause: Clause, source: Source) -> Iterator[Fault]:
    """Yield what a clause says otherwise than the statements that it is closest to."""
    if not clause.best or source.near(clause.best[0], clause.wanted) < CLOSE:
        return
    least = AS_CLOSE * clause.found[clause.best[0]]
    beside = [index for index in clause.best[:BESIDE] if clause.found[index] >= least]
    checks = (_polarity, _modality, _superlative, _quantifier, _contrary)
    yield from (fault for check in checks if (fault := check(clause, source, beside)))


def unknown_faults(whole: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault when no statement holds much of a claim: it comes from elsewhere."""
    near = max((source.near(index, whole.wanted) for index in whole.best), default=0.0)
    # A list or a summary of several sentences has all its words from the source, each from another place.
    if near < UNKNOWN and source.share(whole.wanted, source.known) < KNOWN:
        yield Fault("unknown", "no sentence of the source says as much")


def _polarity(clause: Clause, source: Source, beside: Sequence[int]) -> Fault | None:
    """What a clause asserts and its source only denies, or the other way."""
    texts = [source.statements[index] for index in beside]
    denials = [_denied(text) for text in texts]
    asserted = frozenset().union(*(source.sets[i] - no for i, no in zip(beside, denials, strict=True)))
    denies = _DENIES.search(clause.text) or _DENIES_OTHERWISE.search(clause.text)
    weights = sorted(map(source.weight, clause.wanted))
    for term in clause.terms if not denies else ():
        name = term.canonical
        if source.weight(name) >= weights[len(weights) // 3] and name not in asserted:
            denied = next((text for text, no in zip(texts, denials, strict=True) if name in no), None)
            if denied:
                return Fault("polarity", f"the source denies it: {denied[:SHOWN]!r}")
    parts = [_part(text, clause, source) for text in texts]
    told_false = _denied(clause.text) & clause.wanted & asserted
    asserts_all = not any(denials) and not any(map(_DENIES_OTHERWISE.search, parts))
    asserts_first = not _DENIES.search(parts[0]) and not _DENIES_OTHERWISE.search(parts[0])
    if (told_false and asserts_all) or (asserts_first and _heads(clause.text) & content(parts[0])):
        return Fault("polarity", f"the source does not deny it: {texts[0][:SHOWN]!r}")
    return None


def _heads(text: str) -> frozenset[str]:
    """Return the verbs, or what stands for them, that a text denies: "is not sold", "never sells"."""
    behind = (text[match.end() : match.end() + REACH] for match in _DENIES_VERB.finditer(text))
    return frozenset(term.canonical for found in behind for term in terms(found)[:1])


def _denied(text: str) -> frozenset[str]:
    """Return the terms that a text denies."""
    found: set[str] = set()
    for match in _DENIES.finditer(text):
        behind = _SCOPE_ENDS.split(text[match.end() : match.end() + REACH], maxsplit=1)[0]
        if _DENIES_NOUN.match(match.group()):
            found.update(content(" ".join(behind.partition(",")[0].split()[:NARROW])))
        else:
            found.update(content(" ".join(behind.split()[:SCOPE])))
    return frozenset(found)


def _modality(clause: Clause, source: Source, beside: Sequence[int]) -> Fault | None:
    """What a clause tells as done or certain and its source as planned or possible."""
    parts = [_part(source.statements[index], clause, source) for index in beside[:2]]
    if _DONE.search(clause.text):
        for part in parts if not _PLANNED.search(clause.text) else ():
            if (planned := _PLANNED.search(part)) and not _DONE.search(part):
                return Fault("modality", f"{planned.group()!r} in the source, told as done in the summary")
        return None
    certain = _CERTAIN.search(clause.text) and not _UNCERTAIN.search(clause.text) and not _CERTAIN.search(parts[0])
    if certain and (possible := _UNCERTAIN.search(parts[0])):
        return Fault("modality", f"{possible.group()!r} in the source, told as certain in the summary")
    return None


def _part(statement: str, clause: Clause, source: Source) -> str:
    """Return the part of a statement that speaks of what a clause speaks of."""
    parts = _PARTS.split(statement)
    return max(parts, key=lambda part: source.share(clause.wanted, content(part)))


def _superlative(clause: Clause, source: Source, beside: Sequence[int]) -> Fault | None:
    """What a clause calls the first or the only one, and its source one of several."""
    rank = _RANK.search(_ONE_OF.sub("", clause.text))
    # By its figures one can see which is the largest.
    if rank is None or any(quantity.kind in ("%", "money") for quantity in quantities(clause.text)):
        return None
    alike = next(ranks for ranks in _RANKS if ranks.search(rank[1]))
    if any(alike.search(_ONE_OF.sub("", source.statements[index])) for index in beside):
        return None
    return Fault("superlative", f"the source does not say {rank[1]!r}")


def _quantifier(clause: Clause, source: Source, beside: Sequence[int]) -> Fault | None:
    """What a clause says of all, or of nothing else, and its source of some."""
    said = _ALL.search(clause.text)
    if said is None or any(_ALL_OTHERWISE.search(source.statements[index]) for index in clause.best[:BESIDE]):
        return None
    return Fault("quantifier", f"the source does not say {said.group()!r}")


def _contrary(clause: Clause, source: Source, beside: Sequence[int]) -> Fault | None:
    """What a clause says with the contrary of a word of its source, or of the word before one that both have."""
    for index in beside:
        if clause.found[index] < AS_GOOD * clause.found[beside[0]] or source.near(index, clause.wanted) < CONTRARY:
            continue
        against = {
            (term, other)
            for term in clause.wanted - source.sets[index]
            for other in contraries(term) & source.sets[index] - clause.wanted
        }
        before: defaultdict[str, set[str]] = defaultdict(set)
        for one, two in pairwise(source.terms[index]):
            before[two.canonical].add(one.canonical)
        for one, two in pairwise(clause.terms):
            firsts = before.get(two.canonical, set())
            if one.canonical not in firsts:
                against |= {(one.canonical, first) for first in contraries(one.canonical) & firsts}
        if against:
            term, other = min(against)
            return Fault("contrary", f"{other!r} in the source, {term!r} in the summary")
    return None
