"""The checker: trusts no engine, re-slices every span and re-reads every figure and name itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itemone.aspects import aspects_of
from itemone.data import Aspect, Check, Claim, Document, Evidence, Judgement, Sentence, Summary, Verdict
from itemone.tokens import tokenizer
from itemone.verify.compressed import fault_of_compression
from itemone.verify.figures import figures, missing_figures, missing_names
from itemone.verify.form import faults_of_form, first_person, speaks_of_text
from itemone.verify.nli import Backend
from itemone.verify.paraphrase import faults
from itemone.verify.prose import MAX_SENTENCE
from itemone.verify.source import Source

SURE = 0.5  # from which on a backend supports a sentence

__all__ = ["Source", "fault", "figures", "first_person", "judge", "stated_aspects", "unsupported", "verify"]


def verify(document: Document, summary: Summary, budget: int) -> Verdict:
    """Check a summary against the document it speaks of; a failed check is a value, nothing is raised."""
    return Verdict(
        (
            _budget(summary, budget),
            _continuous(document, summary.claims),
            _evidence(document, summary.claims),
            _grounded(summary.claims),
            _aspects(summary.claims),
        )
    )


def stated_aspects(claims: Iterable[Claim]) -> tuple[tuple[Aspect, bool], ...]:
    """Return for each aspect whether a claim speaks of it, by the checker's own reading."""
    stated = {aspect for claim in claims for aspect in aspects_of(claim.text)}
    return tuple((aspect, aspect in stated) for aspect in Aspect)


def fault(document: Document, claim: Claim) -> str | None:
    """Return why a claim is not grounded in a document, None when nothing speaks against it."""
    if not claim.evidence:
        return "has no evidence"
    return next(_misplaced(document, (claim,)), None) or unsupported(claim)


def judge(text: str, source: Source, backend: Backend | None = None) -> Judgement:
    """Say whether a filing supports a sentence, whoever wrote it; the evidence is what the checker found itself.

    A backend is asked about what the checks let pass, and can only make the judgement stricter.
    """
    judgement = _judge(text, source)
    if backend is None or judgement.label != "supported":
        return judgement
    sure = backend.support(text, [evidence.quote for evidence in judgement.evidence])
    if sure >= SURE:
        return judgement
    reason = f"{backend.name} is {sure:.0%} sure that the quotes say so"
    return Judgement("unsupported", reason, judgement.evidence, "backend")


def _judge(text: str, source: Source) -> Judgement:
    if len(text) > MAX_SENTENCE:
        return Judgement("not_verifiable", f"{len(text):,} characters are no sentence")
    evidence = source.evidence(text)
    if speaks_of_text(text):
        return Judgement("not_verifiable", "it speaks of the text, not of the company", evidence)
    if not evidence:
        return Judgement("not_verifiable", "no sentence of the filing speaks of it")
    if any(_is_left_of(text, (one,)) for one in evidence):
        return Judgement("supported", "", evidence)
    found = next(faults(text, source), None)
    if found is None:
        return Judgement("supported", "", evidence)
    return Judgement("unsupported", found.reason, evidence, found.check)


def _budget(summary: Summary, budget: int) -> Check:
    tokens = tokenizer(summary.tokenizer).count(summary.text)
    detail = "" if tokens == summary.tokens else f"the summary says {summary.tokens} tokens, it has {tokens}"
    return Check("budget", tokens <= budget and not detail, tokens, budget, detail)


def _continuous(document: Document, claims: tuple[Claim, ...]) -> Check:
    faults = faults_of_form(document, claims)
    return Check("continuous_text", not faults, len(faults), 0, _first(faults))


def _evidence(document: Document, claims: tuple[Claim, ...]) -> Check:
    faults = [f"no evidence for {claim.text[:60]!r}" for claim in claims if not claim.evidence]
    faults += _misplaced(document, claims)
    return Check("evidence", not faults, len(faults), 0, _first(faults))


def _misplaced(document: Document, claims: Iterable[Claim]) -> Iterator[str]:
    """Yield a message for each quote that does not stand where it should."""
    for evidence in (evidence for claim in claims for evidence in claim.evidence):
        if evidence.span.end > len(document.text) or evidence.span.of(document.text) != evidence.quote:
            yield f"the quote does not stand at {evidence.span.start}: {evidence.quote[:60]!r}"


def _grounded(claims: tuple[Claim, ...]) -> Check:
    faults = [f"{fault}: {claim.text[:60]!r}" for claim in claims if (fault := unsupported(claim))]
    return Check("grounded", not faults, len(faults), 0, _first(faults))


def _aspects(claims: tuple[Claim, ...]) -> Check:
    stated = stated_aspects(claims)
    missing = [aspect.value for aspect, is_stated in stated if not is_stated]
    detail = f"not stated: {', '.join(missing)}" if missing else ""
    return Check("aspects", len(missing) < len(stated), len(stated) - len(missing), 1, detail)


def _first(faults: list[str]) -> str:
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return faults[0] + more if faults else ""


def unsupported(claim: Claim) -> str | None:
    """Return why the quotes of a claim do not support it, None when nothing speaks against it.

    A claim that says it is verbatim must be its quote, one that says it is compressed must be left of it by deletion
    alone, and no deletion may take away a negation or a hedge. One in other words must say what its quotes say.
    """
    kinds = {evidence.kind for evidence in claim.evidence}
    quotes = " ".join(evidence.quote for evidence in claim.evidence)
    if kinds == {"verbatim"}:
        return None if claim.text == quotes else "is no verbatim quote"
    if "paraphrase" not in kinds:
        return _fault_of_wording(claim.text, claim.evidence)
    if _is_left_of(claim.text, claim.evidence):
        return None
    source = Source([Sentence(evidence.span, evidence.quote) for evidence in claim.evidence])
    return next((found.reason for found in faults(claim.text, source)), None)


def _is_left_of(text: str, evidence: tuple[Evidence, ...]) -> bool:
    """Tell whether a text is what quotes leave when words go: then it needs no further check."""
    quotes = " ".join(one.quote for one in evidence)
    return text == quotes or _fault_of_wording(text, evidence) is None


def _fault_of_wording(text: str, evidence: tuple[Evidence, ...]) -> str | None:
    quotes = " ".join(one.quote for one in evidence)
    if missing := missing_figures(text, quotes):
        return f"{missing!r} is not in the evidence"
    if missing := missing_names(text, quotes):
        return f"the name {missing!r} is not in the evidence"
    return fault_of_compression(text, evidence)
