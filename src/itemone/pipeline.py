"""The program in about ten lines: a filing in, a verified result out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from itemone._version import __version__
from itemone.acquire import acquire, reference
from itemone.data import (
    MIN_BUDGET,
    Check,
    Claim,
    Failure,
    Filing,
    Identity,
    Judged,
    Location,
    Options,
    Provenance,
    Result,
    Section,
    Status,
    Summary,
    Verdict,
    Verification,
    join_claims,
)
from itemone.engines import Engine, engine
from itemone.errors import ComposeError, ItemoneError, LocateError, OptionsError
from itemone.evidence import statements
from itemone.locate import Candidate, explain, is_certain, locate, locate_exhibit
from itemone.read import read, read_exhibits
from itemone.read.encoding import decode
from itemone.segment import segment
from itemone.tokens import tokenizer
from itemone.verify import Source, fault, judge, stated_aspects, verify
from itemone.verify.nli import Backend
from itemone.verify.prose import sentences_of

ATTEMPTS = 3  # of writing anew when the checker refuses claims


def summarize(source: str | Path | Filing, options: Options | None = None) -> Result:
    """Summarise one filing: a path, "-" for standard input, or a `Filing`.

    Raises:
        ItemoneError: a stage could not give its output; the message says what was found and what to do.
    """
    options = checked(options or Options())
    filing = source if isinstance(source, Filing) else acquire(source)
    return _summarize(filing, item1(filing), options, engine(options.engine))


def _summarize(filing: Filing, section: Section, options: Options, writer: Engine) -> Result:
    claims = _compose(section, options, writer)
    count = tokenizer(options.tokenizer).count(join_claims(claims))
    summary = Summary(claims, writer.name, options.tokenizer, count)
    return Result(
        filing=filing.identity,
        provenance=_provenance(options, writer.hash, section.document.dropped),
        section=section.location,
        summary=summary,
        aspects=stated_aspects(claims),
        verdict=verify(section.document, summary, options.budget),
    )


def _compose(section: Section, options: Options, writer: Engine) -> tuple[Claim, ...]:
    """Let the engine write, and write anew without the last sentence of a claim that the checker refuses.

    So the room of such a claim goes to the next best, and what was joined with that sentence may be told alone. Only
    claims that are made of sentences are refused here; of a text in an engine's own words the verdict says what is
    wrong.
    """
    sentences = segment(section)
    claims = writer.compose(section, sentences, options)
    for _ in range(ATTEMPTS):
        refused = {claim.evidence[-1].span for claim in claims if _is_refused(section, claim)}
        if not refused:
            return claims
        sentences = tuple(sentence for sentence in sentences if sentence.span not in refused)
        try:
            claims = writer.compose(section, sentences, options)
        except ComposeError:  # nothing more can be said
            break
    return tuple(claim for claim in claims if not _is_refused(section, claim)) or claims


def _is_refused(section: Section, claim: Claim) -> bool:
    written = any(evidence.kind == "paraphrase" for evidence in claim.evidence)
    return not written and bool(claim.evidence) and fault(section.document, claim) is not None


def text_of(source: str | Path) -> str:
    """Return the text of a file that is no filing, a path or "-" for standard input, whatever its encoding.

    Raises:
        AcquireError: the file is missing, unreadable, empty, over 200 MB, or no text.
    """
    return decode(acquire(source).raw)


def verify_text(
    text: str,
    source: str | Path | Filing,
    backend: Backend | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Verification:
    """Check a text, whoever wrote it, against Item 1 of a filing, sentence by sentence.

    Args:
        text: plain text or Markdown, at most 200,000 characters.
        source: a path, "-" for standard input, or a `Filing`.
        backend: a second opinion on what the checks let pass.
        progress: called before each sentence with its number, how many there are, and the sentence.

    Raises:
        ItemoneError: the text holds no sentence, or the filing no Item 1; the message says what to do.
    """
    sentences = sentences_of(text)
    filing = source if isinstance(source, Filing) else acquire(source)
    section = item1(filing)
    known = Source(statements(section))
    claims = []
    for number, sentence in enumerate(sentences):
        if progress:
            progress(number, len(sentences), sentence)
        claims.append(Judged(sentence, judge(sentence, known, backend)))
    others = [claim for claim in claims if claim.judgement.label != "supported"]
    detail = f"{others[0].judgement.reason}: {others[0].text[:60]!r}" if others else ""
    verdict = Verdict((Check("grounded", not others, len(others), 0, detail),))
    return Verification(filing.identity, section.location, tuple(claims), verdict)


def item1(source: str | Path | Filing) -> Section:
    """Return Item 1 of one filing, from the exhibit that it points to when the submission carries that.

    Reading stops behind Item 1 when what was read makes it certain (`itemone.read.read` with whole=False).

    Raises:
        ItemoneError: the filing cannot be read, or has no Item 1 text (a `LocateError` with its location).
    """
    filing = source if isinstance(source, Filing) else acquire(source)
    with _naming(filing):
        section = _followed(filing, _located(filing))
    if section.location.span is None:
        raise LocateError(f"{filing.ref}: {section.location.reason}", section.location)
    return section


def explain_item1(source: str | Path | Filing) -> tuple[Section, tuple[Candidate, ...]]:
    """Return Item 1 of one filing, without a span when there is none, and all lines that could have been a heading.

    Raises:
        ItemoneError: the filing cannot be read, or is none.
    """
    filing = source if isinstance(source, Filing) else acquire(source)
    with _naming(filing):
        document = read(filing)
        return _followed(filing, locate(document)), explain(document)


@contextmanager
def _naming(filing: Filing) -> Iterator[None]:
    """Put the name of the filing into an error of finding its Item 1."""
    try:
        yield
    except LocateError as error:
        raise LocateError(f"{filing.ref}: {error}") from None


def _located(filing: Filing) -> Section:
    """Find Item 1 in as little of the filing as makes it certain."""
    front = read(filing, whole=False)
    if front.unread:
        with suppress(LocateError):  # the part that was read is no filing
            section = locate(front)
            if is_certain(section):
                return section
    document = read(filing) if front.unread else front
    section = locate(document)
    if document.overlong:
        doubt = f"{document.overlong:,} bytes at the end of an overlong text were not read"
        return replace(section, location=replace(section.location, warnings=(*section.location.warnings, doubt)))
    return section


def _followed(filing: Filing, pointer: Section) -> Section:
    """Return the text that Item 1 points to; the section itself when it points nowhere, or out of the submission."""
    if pointer.location.status is not Status.INCORPORATED_BY_REFERENCE:
        return pointer
    kinds: list[str] = []
    for kind, document in read_exhibits(filing, "EX-13"):
        if found := locate_exhibit(document, kind, pointer):
            return found
        kinds.append(kind)
    if not kinds:
        return pointer
    reason = f"{pointer.location.reason}; {' and '.join(kinds)} of the submission has no description of the business"
    return replace(pointer, location=replace(pointer.location, reason=reason))


def attempt(source: str | Path | Filing, options: Options | None = None, writer: Engine | None = None) -> Result:
    """Summarise one filing and turn every error into a result with a failure, so that a run goes on.

    Args:
        source: a path, "-" for standard input, or a `Filing`.
        options: budget, tokenizer, and the name of the engine.
        writer: an engine that has no name of its own in `itemone.engines`; `options.engine` then only says what
            the result calls it.

    Raises:
        OptionsError: the options have no meaning for any filing.
    """
    options = checked(options or Options(), writer)
    filing: Filing | None = None
    location: Location | None = None
    try:
        filing = source if isinstance(source, Filing) else acquire(source)
        section = item1(filing)
        location = section.location
        return _summarize(filing, section, options, writer or engine(options.engine))
    except OptionsError:
        raise
    except ItemoneError as error:
        location = error.location if isinstance(error, LocateError) else location
        failure = Failure(error.stage, str(error))
    except Exception as error:  # one bad filing must not end a run; the row names the fault
        reason = f"unexpected {type(error).__name__}: {error}; please report it with the filing"
        failure = Failure("internal", reason)
    identity = filing.identity if filing else Identity(ref=reference(str(source)))
    return Result(filing=identity, provenance=_provenance(options, None, ()), section=location, failure=failure)


def checked(options: Options, writer: Engine | None = None) -> Options:
    """Return the options when engine, tokenizer and budget have a meaning; `OptionsError` when not."""
    if options.budget < MIN_BUDGET:
        raise OptionsError(f"a budget of {options.budget} tokens holds no sentence; give {MIN_BUDGET} or more")
    if writer is None:
        engine(options.engine)
    tokenizer(options.tokenizer)
    return options


def _provenance(options: Options, engine_hash: str | None, dropped: tuple[tuple[str, int], ...]) -> Provenance:
    return Provenance(
        itemone=__version__,
        engine=options.engine,
        engine_hash=engine_hash,
        prompt_hash=None,
        options=options,
        options_key=options.key,
        dropped=dropped,
    )
