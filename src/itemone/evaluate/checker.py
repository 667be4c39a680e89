"""How often is the checker wrong? Claims that experts labelled, and true sentences made false by a small change.

A labelled claim is given to the checker as its text alone: it has to find the evidence itself. A mutant is given
three times, from what an engine tells it to what a reader of the text would know:

- as written: with its evidence and how it was made of it (verbatim, compressed);
- as a paraphrase: with its evidence, but as if reworded;
- alone: the text; the checker has to find the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from itemone.data import Claim, Options
from itemone.engines import engine
from itemone.errors import ComposeError, ItemoneError
from itemone.evaluate.gold import SOUND, SUPPORTED, UNCHANGED, Gold
from itemone.evaluate.mutate import Pool, mutants
from itemone.evidence import statements
from itemone.pipeline import item1
from itemone.segment import segment
from itemone.verify import Source, judge, unsupported

CLAIMS = "claims"
READINGS = ("as written", "as a paraphrase", "alone")
# The embedded engine, and one whose sentences hold more negations, hedges and opinions.
MUTATED = ("extractive", "random")


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence that the checker was asked about.

    `test` is "claims" or one of `READINGS`; `kind` is what is wrong with the sentence, or "supported" or "unchanged"
    when nothing is.
    """

    filing: str
    test: str
    kind: str
    text: str
    refused: bool
    reason: str
    check: str = ""
    """Which of the typed checks refused it, when it was asked about alone."""

    @property
    def sound(self) -> bool:
        """Whether the sentence is true, so that it should not be refused."""
        return self.kind in SOUND


def trials(gold: Gold, options: Options) -> tuple[Trial, ...]:
    """Return what the checker says of all labelled claims of a filing, and of mutants of summaries of it.

    There is none when the filing has no Item 1 text; the rows of the engines say why.
    """
    try:
        section = item1(gold.filing)
    except ItemoneError:
        return ()
    sentences = segment(section)
    source = Source(statements(section))
    found = list(_labelled(gold, source))
    pool = Pool(sentence.text for sentence in sentences)
    for name in MUTATED:
        try:
            claims = engine(name).compose(section, sentences, options)
        except ComposeError:
            continue
        for number, claim in enumerate(claims):
            changed = mutants(claim.text, pool, f"{gold.name} {name} {number}")
            for kind, text in {UNCHANGED: claim.text, **changed}.items():
                found += _mutated(gold.name, kind, replace(claim, text=text), source)
    return tuple(found)


def _labelled(gold: Gold, source: Source) -> Iterator[Trial]:
    for claim in gold.claims:
        judgement = judge(claim.text, source)
        kind = SUPPORTED if claim.supported else claim.fault or ""
        refused = judgement.label != "supported"
        yield Trial(gold.name, CLAIMS, kind, claim.text, refused, judgement.reason, judgement.check)


def _mutated(filing: str, kind: str, claim: Claim, source: Source) -> Iterator[Trial]:
    reworded = replace(claim, evidence=tuple(replace(e, kind="paraphrase") for e in claim.evidence))
    alone = judge(claim.text, source)
    reasons = (unsupported(claim), unsupported(reworded), None if alone.label == "supported" else alone.reason)
    for test, reason in zip(READINGS, reasons, strict=True):
        yield Trial(filing, test, kind, claim.text, reason is not None, reason or "")


def refused(found: Sequence[Trial]) -> float:
    """Return the share of sentences that the checker refused, 0 when there is none."""
    return sum(trial.refused for trial in found) / len(found) if found else 0.0


def balanced_accuracy(found: Sequence[Trial]) -> float:
    """Return the mean of the share of false sentences refused and the share of true ones accepted."""
    sound = [trial for trial in found if trial.sound]
    return (refused([trial for trial in found if not trial.sound]) + 1 - refused(sound)) / 2
