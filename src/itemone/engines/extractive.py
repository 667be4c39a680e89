"""The embedded engine: no network, no key, no download.

Each sentence gets a probability of salience; sentences are chosen greedily for the most salience a token with
little repetition and with every aspect that the text speaks of; then they are put in the order in which an
analyst tells a business: who they are, what is sold, to whom, how it reaches them, how money comes in, and how
it is financed.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from itemone.aspects import aspects_of, strengths
from itemone.data import Aspect, Claim, Evidence, EvidenceKind, Options, Section, Sentence, join_claims
from itemone.engines.rewrite import shorten
from itemone.engines.salience import salience, weights_hash
from itemone.errors import ComposeError
from itemone.tokens import tokenizer

# Measured on the development labels (benchmarks/LOG.md): recall changes by less than 0.02 around these values.
POOL = 40  # sentences that are considered at all, by salience
LENGTH_POWER = 0.3  # 0 ignores the length of a sentence, 1 takes salience per token
REPETITION = 0.5  # how fast a word loses its worth when it has been said
FIGURE_WORTH = 3.0  # of a figure, in units of another word
SAME_FIGURES = 0.4  # what is left of the news of a sentence whose figures have all been told
NEW_ASPECT = 0.35  # the bonus of a sentence on an aspect that no chosen sentence speaks of
LEAST_SALIENCE = 0.08  # below this a sentence is not worth its tokens, even when there is room
LONGEST_WORDS = 60
OPENING = 12  # sentences at the head of a section among which the one that says who they are is looked for

_STOP = frozenset(
    "the a an of and or to in for by with on as at from is are was were be been that this which its it our we their "
    "such other these those has have had also may company can will not us including through".split()
)
_WORD = re.compile(r"[a-z0-9$][a-z0-9.,'’-]*[a-z0-9%]|[a-z0-9]")
# A sentence that leans on one that may not be there.
_DANGLING = re.compile(
    r"(?:These|This|Those|That|It|Its|They|Their|Such|He|She|His|Her|Both|Simultaneously|Consistent with (?:this|the)|"
    r"(?:Each|Some|All|Many|Most|Any|None|Neither|One|Two|Three|Several|Part) of (?:these|those|the|them|which)|"
    r"Any such|Of (?:these|this|those|the)|Other (?:such|factors)|Another|"
    r"The (?:following|foregoing|above|latter|former|same|other|others|remaining|remainder|balance|table|chart|two|"
    r"three|first|second|third|new|agreements?|amendments?|contracts?|license|lawsuit|transactions?|acquisition|merger|"
    r"purchase price|purchase|loans?|notes?|facility|lease|program|plan|project|proceeds|parties|initial|"
    r"majority of (?:its|these|the)|great majority|result|increase|decrease|decline|change|difference|term|rate|"
    r"patents?|building|property|center|development|site|study|trial|decision|order|settlement|shares issued)\b|"
    r"(?:In|At|On|Under|For|Following|During|Upon|With|Through|By|After|Since|To|From|Due to|Because of|As part of|"
    r"Pursuant to|Prior to|Subsequent to|Shortly after|In addition to|As a result of|In connection with) "
    r"(?:this|that|these|those|such|the (?:agreement|transaction|acquisition|merger|terms|latter|foregoing|contract|"
    r"rescission|same|past)|each case|doing so|do so)\b|"
    r"(?:When we use|As used|References? (?:to|in)|Throughout|The terms?|In this (?:report|annual|form|section)|"
    r"All references)\b|The joint venture|"
    r"For (?:more|further|additional|a (?:discussion|description))|See|Refer|Please|Unless|Except as|Instead|Yet|"
    r"Nevertheless|Nonetheless|On the other hand|Conversely|In contrast|Hence|Then|But|And|Or|So|If so|Together|"
    r"According to the|(?:We|The [Cc]ompany|Management) (?:also|then|further|therefore|thus|have since|has since|"
    r"subsequently)|While (?:this|these|that)|Although (?:this|these|that)|Shortly)\b"
)
# Matched against lower case: with a flag to ignore case the search takes three times as long.
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:as follows|(?:see|refer to|included in|described in|discussed in|set forth in|contained in|appearing in) "
    r"(?:[\"“]|part |item |note |the (?:section|table|notes|caption)|exhibit )|(?:table|chart|discussion|section|"
    r"paragraph|page|described|discussed|listed|set forth|shown|presented) (?:below|above|elsewhere)|"
    r"under (?:the|its) (?:captions?|headings?)|in notes? \d|following (?:table|chart|discussion|sections?|paragraph)|"
    r"this (?:annual )?report|form 10-k|"
    r"forward-looking|incorporated (?:herein )?by reference|www\.|https?:)"
)
# ... (the "Company"), "we" or "us": the sentence in which a filing names its registrant.
_NAMES_REGISTRANT = re.compile(
    r"[(,][^()]*[\"“](?:the )?(?:company|corporation|registrant|partnership|trust|we|us|our)\b", re.IGNORECASE
)
_SAYS_WHAT = re.compile(r"\b(?:is|are) (?:an?|the|one|among)\b")
_SAYS_WHO = re.compile(
    r"(?:We|(?:The|Our) [Cc]ompany|[A-Z][\w&.’'-]*(?:,? [A-Z&][\w&.’'-]*)*),?\s(?:\(i\) )?(?:is|are|was|were|has been|"
    r"provides?|designs?|develops?|manufactures?|operates?|sells?|offers?|engages?|acquires?|owns?|makes?|markets?|produces?|"
    r"serves?|conducts?|distributes?)\b"
)
_ENDS = re.compile(r"[.!?][\"”’)]*$")
_DATE = re.compile(r"(?:19|20)\d\d|[0-3]?\d")
_ORDER = {aspect: rank for rank, aspect in enumerate(Aspect, start=1)}


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    sentence: Sentence
    text: str
    salience: float
    tokens: int
    words: frozenset[str]
    figures: frozenset[str]  # those among the words, years and days left out
    worth: float  # of all words, when none of them has been said
    aspects: tuple[Aspect, ...]


class Extractive:
    """Chooses sentences of the section and shortens them; writes nothing of its own."""

    name = "extractive"

    @property
    def hash(self) -> str:
        """The hash of the weights of the salience model."""
        return weights_hash()

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the chosen sentences as claims in reading order; `ComposeError` when none fits or is worth it."""
        count = tokenizer(options.tokenizer).count
        pool = _pool(section, sentences, options)
        chosen = _choose(pool, options.budget, _opening(pool))
        while chosen:
            claims = tuple(_claim(candidate) for candidate in _in_reading_order(chosen))
            # Tokens of joined sentences can differ by one or two from the sum of theirs.
            if count(join_claims(claims)) <= options.budget:
                return claims
            chosen.remove(min(chosen, key=lambda c: (c.salience, -c.index)))
        raise ComposeError(
            f"none of {len(sentences)} sentences both tells of the business and fits into "
            f"{options.budget} tokens; look at the text with `itemone item1`, or raise the budget"
        )


def _pool(section: Section, sentences: tuple[Sentence, ...], options: Options) -> list[_Candidate]:
    """Return the sentences that could stand in a summary, the most salient `POOL` of them."""
    count = tokenizer(options.tokenizer).count
    scores = salience(
        section,
        sentences,
        (i for i, s in enumerate(sentences) if _is_whole(s.text) and not _DANGLING.match(s.text)),
    )
    pool: list[_Candidate] = []
    seen: set[str] = set()
    for i in sorted(scores, key=lambda i: (-scores[i], i)):
        if len(pool) == POOL or (scores[i] < LEAST_SALIENCE and pool):
            break
        text = shorten(sentences[i].text)
        if text in seen or not _stands_alone(text):
            continue
        tokens = count(" " + text)
        if tokens <= options.budget:
            seen.add(text)
            words = frozenset(_WORD.findall(text.lower())) - _STOP
            figures = frozenset(word for word in words if _worth(word) > 1.0 and not _DATE.fullmatch(word))
            worth = sum(map(_worth, words)) or 1.0
            pool.append(
                _Candidate(i, sentences[i], text, scores[i], tokens, words, figures, worth, _main_aspects(text))
            )
    return pool


def _is_whole(text: str) -> bool:
    """Tell whether this is a sentence at all: neither a fragment of a list nor a label."""
    return (
        5 <= text.count(" ") + 1 <= 2 * LONGEST_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and text.isprintable()  # no tab, no control character
        and _ENDS.search(text, len(text) - 3) is not None
    )


def _stands_alone(text: str) -> bool:
    """Tell whether a reader understands the sentence without the one before it, or a table beside it."""
    return (
        5 <= text.count(" ") + 1 <= LONGEST_WORDS
        and _DANGLING.match(text) is None  # once more: a connective before it may have gone
        and _POINTS_ELSEWHERE.search(text.lower()) is None
        and text.count("(") == text.count(")")
        and (text.count('"') + text.count("“") + text.count("”")) % 2 == 0
    )


def _main_aspects(text: str) -> tuple[Aspect, ...]:
    """Return the aspects with the most cues: the best one, and others as strong as two thirds of it."""
    found = strengths(text)
    limit = max(found.values(), default=0) * 2 / 3
    return tuple(sorted((a for a in found if found[a] >= limit), key=lambda a: (-found[a], _ORDER[a])))


def _opening(pool: Sequence[_Candidate]) -> _Candidate | None:
    """Return the sentence at the head of the section that says who the company is.

    That is the first that names the registrant, else the most salient that begins with a name and what it does;
    the earlier the better, and best is one that says what the company is.
    """
    head = sorted((c for c in pool if c.index < OPENING), key=lambda c: c.index)
    naming = (c for c in head if _NAMES_REGISTRANT.search(c.sentence.text))
    saying = (c for c in head if _SAYS_WHO.match(c.text))
    return next(naming, None) or max(saying, key=_introduces, default=None)


def _introduces(candidate: _Candidate) -> float:
    says_what = _SAYS_WHAT.search(candidate.text, 0, 120) is not None
    return candidate.salience + 0.5 * says_what + 0.5 / (1 + candidate.index)


def _choose(pool: Sequence[_Candidate], budget: int, opening: _Candidate | None) -> list[_Candidate]:
    """Choose greedily; gains only fall as more is said, so a stale gain is a bound (lazy greedy)."""
    said: Counter[str] = Counter()
    covered: set[Aspect] = set()
    chosen: list[_Candidate] = []
    left = budget
    # The opening comes first whatever its gain; an infinite bound that is never stale says just that.
    heap = [(-math.inf if c is opening else -_gain(c, said, covered), c.index, 0, c) for c in pool]
    heapq.heapify(heap)
    while heap:
        _, index, when, candidate = heapq.heappop(heap)
        if candidate.tokens > left:
            continue
        if when != len(chosen):
            heapq.heappush(heap, (-_gain(candidate, said, covered), index, len(chosen), candidate))
            continue
        chosen.append(candidate)
        left -= candidate.tokens
        said.update(candidate.words)
        covered.update(candidate.aspects[:1])
    return chosen


def _gain(candidate: _Candidate, said: Counter[str], covered: set[Aspect]) -> float:
    # A word that was said n times is worth 1 / (1 + REPETITION n) of a new one.
    # The exact sum, for the order of a set differs from process to process.
    old = math.fsum(_worth(w) * (1.0 - 1.0 / (1.0 + REPETITION * said[w])) for w in candidate.words & said.keys())
    news = 1.0 - old / candidate.worth
    if candidate.figures and candidate.figures <= said.keys():
        news *= SAME_FIGURES
    bonus = 1.0 + NEW_ASPECT if candidate.aspects and candidate.aspects[0] not in covered else 1.0
    return float(candidate.salience * news * bonus / candidate.tokens**LENGTH_POWER)


def _worth(word: str) -> float:
    """Return how much of a sentence's news a word carries: a figure is a fact, and said once it is known."""
    return FIGURE_WORTH if word[0] in "$0123456789" else 1.0


def _in_reading_order(chosen: list[_Candidate]) -> list[_Candidate]:
    """Put first who they are, then aspect by aspect, each in the order of the filing."""
    opening = _opening(chosen)
    return sorted(chosen, key=lambda c: (c is not opening, _ORDER[c.aspects[0]] if c.aspects else 0, c.index))


def _claim(candidate: _Candidate) -> Claim:
    sentence = candidate.sentence
    kind: EvidenceKind = "verbatim" if candidate.text == sentence.text else "compressed"
    evidence = Evidence(sentence.span, sentence.text, kind)
    return Claim(candidate.text, (evidence,), aspects_of(candidate.text))
