"""The checker: trusts no engine, re-slices every span and re-reads every figure and name itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from itemone.aspects import aspects_of
from itemone.data import Aspect, Check, Claim, Document, Evidence, Judgement, Summary, Verdict
from itemone.evidence import FUNCTION_WORDS, Passages, fold
from itemone.grammar import is_present, singular
from itemone.polarity import carries_meaning, governs, is_a_part
from itemone.tokens import tokenizer

_FIGURE = re.compile(
    r"(?P<currency>[$€£¥]|\bUS\$)?\s?(?P<value>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?![\d])"
    r"\s?-?(?P<unit>%|percent\b|per cent\b|thousand\b|million\b|billion\b|trillion\b|basis points\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['&.][^\W_]+)*")
_NAME = re.compile(r"(?<![\w'])[^\W\d_a-z][\w]*(?:['&.-][\w]+)*")
# How a sentence of one continuous text begins and ends.
_BEGINS = re.compile(r"[\"“‘(]?[^\W_]")
_ENDS = re.compile(r"[.!?][\"”’)]*$")
_DANGLING = re.compile(
    r"(?:However|Additionally|In addition|Furthermore|Moreover|Therefore|Accordingly|Consequently|As a result),|"
    r"(?:These|Those|They|Such)\s"
)
# "US" and "Us" are the country and parts of names; a quoted "we" is a definition.
_FIRST_PERSON = re.compile(r"(?<![\w'’‘\"“])(?:[Ww]e|us|[Oo]urs?|[Oo]urselves)(?![\w\"”])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SPEAKS = re.compile(r"\b(?:ourselves|our (?:company|corporation)|the company's|the company|we|us|our)\b(?!-|\.\w)")
_WITH_IT = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "don't": "doesn't",
    "haven't": "hasn't",
    "weren't": "wasn't",
    "years": "year",
    "ourselves": "itself",
}
_LIST_MARK = re.compile(r"[•●▪■◦►➢❖\t\n\r|]|^[-*–—]\s")


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


def first_person(text: str) -> tuple[str, ...]:
    """Return the words by which a text speaks as the company itself, quotations aside: we, us, our, ours, ourselves."""
    return tuple(_FIRST_PERSON.findall(_QUOTED.sub("", text)))


def fault(document: Document, claim: Claim) -> str | None:
    """Return why a claim is not grounded in a document, None when nothing speaks against it."""
    if not claim.evidence:
        return "has no evidence"
    return next(_misplaced(document, (claim,)), None) or unsupported(claim)


def judge(text: str, passages: Passages) -> Judgement:
    """Say whether a filing supports a sentence, whoever wrote it, by the sentences that are most like it."""
    evidence = passages.search(text)
    if not evidence:
        return Judgement("not_verifiable", "no sentence of the filing speaks of it")
    reason = unsupported(Claim(text, evidence))
    return Judgement("unsupported" if reason else "supported", reason or "", evidence)


def _budget(summary: Summary, budget: int) -> Check:
    tokens = tokenizer(summary.tokenizer).count(summary.text)
    detail = "" if tokens == summary.tokens else f"the summary says {summary.tokens} tokens, it has {tokens}"
    return Check("budget", tokens <= budget and not detail, tokens, budget, detail)


def _continuous(document: Document, claims: tuple[Claim, ...]) -> Check:
    faults = [fault for claim in claims if (fault := _fault_of_form(claim.text))]
    for before, claim in zip((None, *claims), claims, strict=False):
        if _DANGLING.match(claim.text) and not (before and _follows(before, claim, document)):
            faults.append(f"begins with a word that leans on a missing sentence: {claim.text[:60]!r}")
    if not claims:
        faults = ["the summary holds no sentence"]
    return Check("continuous_text", not faults, len(faults), 0, _first(faults))


def _fault_of_form(text: str) -> str | None:
    shown = repr(text[:60])
    if _LIST_MARK.search(text):
        return f"a bullet, tab or line break in {shown}"
    if not _BEGINS.match(text) or text[0].islower() or not _ENDS.search(text):
        return f"no whole sentence: {shown}"
    return None


def _follows(before: Claim, claim: Claim, document: Document) -> bool:
    """Tell whether a claim rests on the sentence right behind that of the claim before it."""
    if not before.evidence or not claim.evidence:
        return False
    start, end = before.evidence[-1].span.end, claim.evidence[0].span.start
    return start <= end <= start + 3 and not document.text[start:end].strip()


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

    Every figure (with currency, unit and scale) and every name of the claim must stand in its quotes. A claim
    that says it is verbatim must be its quote, one that says it is compressed must be left of it by deletion
    alone, and no deletion may take away a negation or a hedge.
    """
    quotes = " ".join(evidence.quote for evidence in claim.evidence)
    kinds = {evidence.kind for evidence in claim.evidence}
    if kinds == {"verbatim"}:
        return None if claim.text == quotes else "is no verbatim quote"
    if missing := _missing_figures(claim.text, quotes):
        return f"{missing!r} is not in the evidence"
    if missing := _missing_names(claim.text, quotes):
        return f"the name {missing!r} is not in the evidence"
    if "compressed" in kinds and "paraphrase" not in kinds:
        return _fault_of_compression(claim.text, claim.evidence)
    return None


def figures(text: str) -> list[tuple[str, str]]:
    """Return the figures of a text as (canonical form, as written): "$1,200.50 million" -> "$1200.5 million"."""
    found = []
    for match in _FIGURE.finditer(fold(text)):
        value = match["value"].replace(",", "")
        if "." in value:
            value = value.rstrip("0").rstrip(".") or "0"
        unit = (match["unit"] or "").lower()
        unit = "%" if unit in ("percent", "per cent") else unit
        currency = (match["currency"] or "").upper().removeprefix("US")
        found.append((f"{currency}{value.lstrip('0') or '0'} {unit}".strip(), match.group().strip()))
    return found


def _missing_figures(text: str, quotes: str) -> str | None:
    present = {canonical for canonical, _ in figures(quotes)}
    return next((written for canonical, written in figures(text) if canonical not in present), None)


def _missing_names(text: str, quotes: str) -> str | None:
    present = set(_names(quotes))
    lower = {word.lower() for word in _WORD.findall(fold(quotes))}
    for i, name in enumerate(_names(text)):
        if name in present:
            continue
        # The first word of a sentence has a capital of its own.
        opens = i == 0 and fold(text).lstrip("\"'(").startswith(name)
        if opens and (name.lower() in lower or name.lower() in FUNCTION_WORDS):
            continue
        return name
    return None


def _names(text: str) -> list[str]:
    return [re.sub(r"'s$", "", name) for name in _NAME.findall(fold(text))]


def _fault_of_compression(text: str, evidence: tuple[Evidence, ...]) -> str | None:
    """Return why a text is not what its quotes leave when words go and the company no more speaks of itself.

    The third person takes the place of the first ("we sell our" -> "the company sells its"). Quotes that are told in
    one sentence may be joined by "and", and their shares by "for".
    """
    kept = _told_words(text)
    joints = ("and", "for") if len(evidence) > 1 else ()
    at = 0
    for quote in (source.quote for source in evidence):
        words = _quoted_words(quote)
        taken: list[int] = []
        for number, (word, _) in enumerate(words):
            while joints and at < len(kept) and kept[at] in joints and not _is_form(kept[at], word):
                if number and taken == list(range(number)):
                    break
                at += 1
            if at < len(kept) and _is_form(kept[at], word):
                at += 1
            else:
                taken.append(number)
        if joints:  # what is said once for all shares is not lost
            taken = [number for number in taken if words[number][0] not in kept]
        if fault := _fault_of_loss(quote, words, taken):
            return fault
    if at < len(kept):
        return f"{kept[at]!r} is not in the evidence at that place"
    return None


def _told_words(text: str) -> list[str]:
    return [word for word, _ in _quoted_words(text)]


def _quoted_words(text: str) -> list[tuple[str, int]]:
    """Return the words in lower case, every way to speak of the company as "it", with where each starts."""
    plain = _SPEAKS.sub(_same_length, fold(text).lower())
    return [(match.group(), match.start()) for match in _WORD.finditer(plain)]


def _same_length(match: re.Match[str]) -> str:
    word = "its" if match.group() == "our" or match.group().endswith("'s") else "it"
    word = "ourselves" if match.group() == "ourselves" else word
    return word.ljust(len(match.group()))


def _is_form(told: str, quoted: str) -> bool:
    """Tell whether a word of a claim is one of its quote, or the form of it that goes with "it"."""
    return told == quoted or _WITH_IT.get(quoted) == told or (is_present(quoted) and singular(quoted) == told)


def _fault_of_loss(quote: str, words: list[tuple[str, int]], taken: list[int]) -> str | None:
    """Return why the words that were taken away change what is left."""
    runs: list[list[int]] = []
    for number in taken:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        start, end = words[run[0]][1], words[run[-1]][1] + len(words[run[-1]][0])
        following = [words[number + 1][0] if number + 1 < len(words) else "" for number in run]
        lost = [
            word
            for number, after in zip(run, following, strict=True)
            if carries_meaning(word := words[number][0], after)
        ]
        if lost and not is_a_part(quote, start, end):
            return f"the word {lost[0]!r} was taken away"
        if governs(quote[start:end]):
            return f"{quote[start:end][:40]!r} was taken away, and holds for what is left"
    return None
