"""The embedded engine: no network, no key, no download.

Each sentence gets a probability of salience and shorter wordings; wordings are chosen for the most worth a token with
little repetition and with every aspect that the text speaks of; they are told of the company in the third person and
put in the order in which an analyst tells a business: who they are, what is sold, to whom, how it reaches them, how
money comes in, and how it is financed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from itemone.aspects import aspects_of, strengths
from itemone.data import Aspect, Claim, Evidence, EvidenceKind, Options, Section, Sentence, join_claims
from itemone.engines.alone import (
    begins_within,
    headless,
    is_whole,
    leans_on,
    may_be_told,
    points_elsewhere,
    stands_alone,
)
from itemone.engines.choose import WORTH_POWER, Candidate, choose
from itemone.engines.compress import Wording, wordings
from itemone.engines.model import Model, model
from itemone.engines.person import third_person, without_owner
from itemone.engines.reading import Reading, term_of, terms_of, words_of
from itemone.engines.rewrite import shorten
from itemone.engines.weave import fuse, weave, with_pronoun
from itemone.errors import ComposeError
from itemone.tokens import tokenizer

POOL = 48  # sentences that are considered at all, by salience; 60 told no more of the facts, and took a tenth longer
LEAST_SALIENCE = 0.08  # below this a sentence is not worth its tokens, even when there is room
PARTS = ("selector", "coverage", "compression", "fusion", "leaning")
TOGETHER = 4  # sentences apart in the filing that are still told together
AIMS = 8  # attempts at using the budget
SLACK = 6  # tokens that may be left without another attempt
OPENING = 12  # sentences at the head of a section among which the one that says who they are is looked for

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
_ORDER = {aspect: rank for rank, aspect in enumerate(Aspect, start=1)}


class Extractive:
    """Chooses sentences of the section, shortens them and tells them in the third person."""

    name = "extractive"

    def __init__(self, weights: Model | None = None, without: Collection[str] = ()) -> None:
        """Make the engine.

        Args:
            weights: what it has learned, when not what comes with the package.
            without: parts of `PARTS` that it does without, to measure what each is worth.
        """
        self._model = weights or model()
        self._without = frozenset(without)

    @property
    def hash(self) -> str:
        """The hash of the weights."""
        return self._model.digest

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the chosen sentences as claims in reading order; `ComposeError` when none fits or is worth it."""
        count = tokenizer(options.tokenizer).count
        pool = self._pool(section, sentences, options)
        opening = _opening(pool, sentences)
        # What a pronoun or a fusion saves shows only in the text: aim, look how far off, and aim again.
        best: tuple[Claim, ...] = ()
        most, aim = 0, options.budget
        aims: set[int] = set()
        while aim not in aims and len(aims) < AIMS:
            aims.add(aim)
            chosen = choose(pool, aim, opening, "coverage" not in self._without)
            claims = _told(chosen, section, sentences, "fusion" not in self._without)
            used = count(join_claims(claims))
            if most < used <= options.budget:
                best, most = claims, used
            if options.budget - SLACK <= used <= options.budget or not claims:
                break
            # What was aimed at is a bound; what was chosen may be far below it.
            over = used - options.budget
            aim = sum(c.tokens for c in chosen) - over if over > 0 else aim - over
        if best:
            return best
        raise ComposeError(
            f"none of {len(sentences)} sentences both tells of the business and fits into "
            f"{options.budget} tokens; look at the text with `itemone item1`, or raise the budget"
        )

    def _pool(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> list[Candidate]:
        """Return the wordings of the `POOL` most salient sentences that could stand in a summary."""
        count = tokenizer(options.tokenizer).count
        reading = Reading(section, sentences, self._model)
        leaning = _leaning(sentences) if "leaning" not in self._without else {}
        order = sorted(range(len(sentences)), key=lambda i: (-reading.first[i], i))
        if "selector" in self._without:  # the first sentences are as good as any
            order.sort()
        broken = headless(section)
        whole = (
            i
            for i in order
            if (i in leaning or may_be_told(sentences[i].text))
            and sentences[i].span.start not in broken
            and not begins_within(section.document.text, sentences[i].span.start)
        )
        if "selector" in self._without:
            scores = dict.fromkeys(islice(whole, POOL), 0.5)
        else:
            scores = {i: reading.salience(i) for i in islice(whole, POOL * 3 // 2)}
        pool: list[Candidate] = []
        seen: set[str] = set()
        used = 0
        for i in sorted(scores, key=lambda i: (-scores[i], i)):
            if used == POOL or (scores[i] < LEAST_SALIENCE and pool):
                break
            before = len(pool)
            shortened = shorten(sentences[i].text)
            if points_elsewhere(shortened):
                continue
            if "compression" in self._without:
                found: Iterable[Wording] = (Wording(shortened, 1.0),)
            else:
                found = wordings(shortened, self._model, reading.worth)
            for wording in found:
                text = third_person(without_owner(wording.text)) if wording.text not in seen else None
                seen.add(wording.text)
                if text is None or not stands_alone(text, i in leaning):
                    continue
                tokens = count(" " + with_pronoun(text))
                if tokens <= options.budget:
                    worth = tuple((t, reading.worth(t) ** WORTH_POWER) for t in sorted(terms_of(words_of(text))))
                    aspects = _main_aspects(text)
                    aspect = aspects[0] if aspects else None
                    pool.append(Candidate(i, text, tokens, scores[i], wording.share, worth, aspect, leaning.get(i, "")))
            used += len(pool) > before
        return pool


def _leaning(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Return the sentences that speak of what the one before them has named, and the term for it."""
    found: dict[int, str] = {}
    for i in range(1, len(sentences)):
        text = sentences[i].text
        term = term_of(leans_on(text))
        follows = bool(term) and sentences[i].span.start - sentences[i - 1].span.end <= 2
        if follows and is_whole(text) and not may_be_told(text) and term in terms_of(words_of(sentences[i - 1].text)):
            found[i] = term
    return found


def _main_aspects(text: str) -> tuple[Aspect, ...]:
    """Return the aspects with the most cues: the best one, and others as strong as two thirds of it."""
    found = strengths(text)
    limit = max(found.values(), default=0) * 2 / 3
    return tuple(sorted((a for a in found if found[a] >= limit), key=lambda a: (-found[a], _ORDER[a])))


def _opening(pool: Sequence[Candidate], sentences: Sequence[Sentence]) -> list[Candidate]:
    """Return the sentence at the head of the section that says who the company is.

    That is the first that names the registrant, else the most salient that begins with a name and what it does;
    the earlier the better, and best is one that says what the company is.
    """
    head = sorted((c for c in pool if c.index < OPENING), key=lambda c: c.index)
    naming = (c for c in head if _NAMES_REGISTRANT.search(sentences[c.index].text))
    saying = (c for c in head if _SAYS_WHO.match(c.text))
    best = next(naming, None) or max(saying, key=_introduces, default=None)
    return [c for c in pool if best and c.index == best.index]


def _introduces(candidate: Candidate) -> float:
    says_what = _SAYS_WHAT.search(candidate.text, 0, 120) is not None
    return candidate.salience + 0.5 * says_what + 0.5 / (1 + candidate.index)


def _in_reading_order(chosen: list[Candidate], sentences: Sequence[Sentence]) -> list[Candidate]:
    """Put first who they are, then aspect by aspect; sentences that stand together in the filing stay together."""
    opening = _opening(chosen, sentences)
    groups: list[list[Candidate]] = []
    for candidate in sorted(chosen, key=lambda c: c.index):
        if groups and candidate.index - groups[-1][-1].index <= TOGETHER:
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    groups.sort(key=lambda group: (not set(opening) & set(group), min(map(_rank, group)), group[0].index))
    ordered = [candidate for group in groups for candidate in group]
    if opening and ordered[0] not in opening:
        # Who they are comes first, with what leans on it.
        at = ordered.index(opening[0])
        end = next((i for i in range(at + 1, len(ordered)) if not ordered[i].leans_on), len(ordered))
        ordered = ordered[at:end] + ordered[:at] + ordered[end:]
    return ordered


def _rank(candidate: Candidate) -> int:
    return _ORDER[candidate.aspect] if candidate.aspect else 0


def _told(chosen: list[Candidate], section: Section, sentences: Sequence[Sentence], fusing: bool) -> tuple[Claim, ...]:
    """Return the chosen wordings as the claims of one text."""
    ordered = _in_reading_order(chosen, sentences)
    leaned_on = {candidate.index - 1 for candidate in ordered if candidate.leans_on}
    alone = [fusing and not candidate.leans_on and candidate.index not in leaned_on for candidate in ordered]
    fused = fuse([candidate.text for candidate in ordered], alone, lambda word: f" {word} " in section.text)
    texts = weave(text for text, _ in fused)
    return tuple(
        _claim(text, [sentences[ordered[number].index] for number in numbers])
        for text, (_, numbers) in zip(texts, fused, strict=True)
    )


def _claim(text: str, sources: list[Sentence]) -> Claim:
    kind: EvidenceKind = "verbatim" if [text] == [source.text for source in sources] else "compressed"
    return Claim(text, tuple(Evidence(source.span, source.text, kind) for source in sources), aspects_of(text))
