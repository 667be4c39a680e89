"""The nouns of itemone: frozen, hashable, standard library only.

All offsets are half-open character offsets into `Document.text`, the one coordinate system of the program.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Literal, NamedTuple

SCHEMA_VERSION = 1

BlockKind = Literal["heading", "paragraph", "list_item", "table", "furniture"]
EvidenceKind = Literal["verbatim", "compressed", "paraphrase"]
JudgementLabel = Literal["supported", "unsupported", "not_verifiable"]
MIN_BUDGET = 32


class Aspect(StrEnum):
    """The five aspects of a business model, in the order in which a summary tells them."""

    PRODUCTS = "products"
    CUSTOMERS = "customers"
    DISTRIBUTION = "distribution"
    REVENUE = "revenue"
    FINANCING = "financing"


class Status(StrEnum):
    """What became of the search for Item 1."""

    EXTRACTED = "extracted"
    COMBINED = "combined"
    CROSS_REFERENCE = "cross_reference"
    INCORPORATED_BY_REFERENCE = "incorporated_by_reference"
    ABSENT = "absent"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters; `ValueError` unless 0 <= start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, found ({self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Filing:
    """The bytes of a filing, their sha256, and what is known of its identity; nothing is interpreted yet."""

    ref: str
    raw: bytes
    company: str | None = None
    cik: str | None = None
    form: str | None = None
    period: str | None = None
    filed: str | None = None
    url: str | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.raw).hexdigest())

    @property
    def identity(self) -> Identity:
        """Everything but the bytes, which are represented by their sha256."""
        return Identity(
            ref=self.ref,
            company=self.company,
            cik=self.cik,
            form=self.form,
            period=self.period,
            filed=self.filed,
            url=self.url,
            sha256=self.sha256,
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """Which filing a result speaks of; unknown fields are None."""

    ref: str
    company: str | None = None
    cik: str | None = None
    form: str | None = None
    period: str | None = None
    filed: str | None = None
    url: str | None = None
    sha256: str | None = None


class Block(NamedTuple):
    """A piece of the document: a heading, a paragraph, a list item, one table row, or page furniture.

    A tuple rather than a dataclass, for a filing has thousands and making them showed in the time of a run.
    """

    start: int
    end: int
    kind: BlockKind

    @property
    def span(self) -> Span:
        """Where the block stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a filing, its blocks in order, and how many characters reading left out, by reason.

    What was not read at all is counted in bytes of the source: behind Item 1 as "unread", behind the longest plain text
    that is read as "overlong".
    """

    text: str
    blocks: tuple[Block, ...]
    dropped: tuple[tuple[str, int], ...] = ()

    @property
    def unread(self) -> int:
        """How many bytes of the source behind this text were not read, for Item 1 seems to end before them."""
        return dict(self.dropped).get("unread", 0)

    @property
    def overlong(self) -> int:
        """How many bytes of the source were not read, for the text is too long to be a report."""
        return dict(self.dropped).get("overlong", 0)


@dataclass(frozen=True, slots=True)
class Location:
    """Where Item 1 stands, or why it cannot be given; `span` is None exactly when there is no text to take.

    `document` is the type of the exhibit that the span indexes ("EX-13"), None for the annual report itself.
    """

    status: Status
    reason: str
    found_by: str
    span: Span | None = None
    warnings: tuple[str, ...] = ()
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Item 1 of a document."""

    document: Document
    location: Location

    @property
    def text(self) -> str:
        """The characters of the section, empty when it was not found."""
        return self.location.span.of(self.document.text) if self.location.span else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `text == span.of(document.text)`, always."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the document that supports a claim, with its exact words."""

    span: Span
    quote: str
    kind: EvidenceKind


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the summary, the places it rests on, and the aspects it speaks of."""

    text: str
    evidence: tuple[Evidence, ...]
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The claims in reading order; `tokens` is the count of `.text` under `tokenizer`."""

    claims: tuple[Claim, ...]
    engine: str
    tokenizer: str
    tokens: int

    @property
    def text(self) -> str:
        """The summary as one paragraph."""
        return join_claims(self.claims)


def join_claims(claims: tuple[Claim, ...]) -> str:
    """Return the text of a summary: its claims as one paragraph."""
    return " ".join(claim.text for claim in claims)


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check: what was measured (`value`), what is allowed (`limit`), and why."""

    name: str
    passed: bool
    value: float | None = None
    limit: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of a summary."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """True when every check passed."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checker says of a sentence: its label, why, its evidence, and the check that said no."""

    label: JudgementLabel
    reason: str
    evidence: tuple[Evidence, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no summary: the stage that could not go on, and its reason."""

    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose.

    Args:
        budget: the most tokens that a summary may have; 32 or more.
        tokenizer: the name under which tokens are counted, see `itemone.tokens.tokenizer`.
        engine: the name of the engine that writes the summary.
    """

    budget: int = 512
    tokenizer: str = "tekken"
    engine: str = "extractive"

    @property
    def key(self) -> str:
        """A short stable name of these options: equal options have equal keys."""
        canonical = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a result, so that it can be made again."""

    itemone: str
    engine: str
    engine_hash: str | None
    prompt_hash: str | None
    options: Options
    options_key: str
    dropped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that itemone has to say of one filing: a summary with its verdict, or a failure."""

    filing: Identity
    provenance: Provenance
    section: Location | None = None
    summary: Summary | None = None
    aspects: tuple[tuple[Aspect, bool], ...] = ()
    verdict: Verdict | None = None
    failure: Failure | None = None

    @property
    def text(self) -> str:
        """The summary as one paragraph, empty when there is none."""
        return self.summary.text if self.summary else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the one JSON form of a result (strings, numbers, lists and dicts only)."""
        return {
            "schema_version": SCHEMA_VERSION,
            "filing": asdict(self.filing),
            "section": location_to_dict(self.section),
            "summary": _summary_to_dict(self.summary),
            "aspects": {aspect.value: "stated" if stated else "not_stated" for aspect, stated in self.aspects},
            "verdict": verdict_to_dict(self.verdict),
            "failure": asdict(self.failure) if self.failure else None,
            "provenance": {**asdict(self.provenance), "dropped": dict(self.provenance.dropped)},
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Result:
        """Rebuild a result from `to_dict`; `ValueError` when the schema version is another one."""
        if data.get("schema_version") != SCHEMA_VERSION:
            raise ValueError(f"schema_version {data.get('schema_version')!r} is not {SCHEMA_VERSION}")
        provenance = dict(data["provenance"])
        provenance["options"] = Options(**provenance["options"])
        provenance["dropped"] = tuple(provenance["dropped"].items())
        return cls(
            filing=Identity(**data["filing"]),
            provenance=Provenance(**provenance),
            section=_location_from_dict(data["section"]),
            summary=_summary_from_dict(data["summary"]),
            aspects=tuple((Aspect(name), value == "stated") for name, value in data["aspects"].items()),
            verdict=_verdict_from_dict(data["verdict"]),
            failure=Failure(**data["failure"]) if data["failure"] else None,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence that somebody wrote, with what the checker says of it."""

    text: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Verification:
    """What the checker says of a text that somebody wrote about a filing."""

    filing: Identity
    section: Location
    claims: tuple[Judged, ...]
    verdict: Verdict

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of a verification."""
        return {
            "schema_version": SCHEMA_VERSION,
            "filing": asdict(self.filing),
            "section": location_to_dict(self.section),
            "verdict": verdict_to_dict(self.verdict),
            "claims": [
                {
                    "text": claim.text,
                    "label": claim.judgement.label,
                    "check": claim.judgement.check,
                    "reason": claim.judgement.reason,
                    "evidence": [_evidence_to_dict(evidence) for evidence in claim.judgement.evidence],
                }
                for claim in self.claims
            ],
        }


def verdict_to_dict(verdict: Verdict | None) -> dict[str, Any] | None:
    """Return the JSON form of a verdict."""
    if verdict is None:
        return None
    return {"passed": verdict.passed, "checks": [asdict(check) for check in verdict.checks]}


def _verdict_from_dict(data: dict[str, Any] | None) -> Verdict | None:
    return None if data is None else Verdict(tuple(Check(**check) for check in data["checks"]))


def location_to_dict(location: Location | None) -> dict[str, Any] | None:
    """Return the JSON form of a location."""
    if location is None:
        return None
    return {
        "status": location.status.value,
        "reason": location.reason,
        "start": location.span.start if location.span else None,
        "end": location.span.end if location.span else None,
        "found_by": location.found_by,
        "warnings": list(location.warnings),
        "document": location.document,
    }


def _location_from_dict(data: dict[str, Any] | None) -> Location | None:
    if data is None:
        return None
    span = None if data["start"] is None else Span(data["start"], data["end"])
    return Location(
        status=Status(data["status"]),
        reason=data["reason"],
        found_by=data["found_by"],
        span=span,
        warnings=tuple(data["warnings"]),
        document=data["document"],
    )


def _summary_to_dict(summary: Summary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    return {
        "text": summary.text,
        "tokens": summary.tokens,
        "tokenizer": summary.tokenizer,
        "engine": summary.engine,
        "claims": [
            {
                "text": claim.text,
                "aspects": [aspect.value for aspect in claim.aspects],
                "evidence": [_evidence_to_dict(evidence) for evidence in claim.evidence],
            }
            for claim in summary.claims
        ],
    }


def _evidence_to_dict(evidence: Evidence) -> dict[str, Any]:
    span = evidence.span
    return {"start": span.start, "end": span.end, "quote": evidence.quote, "kind": evidence.kind}


def _summary_from_dict(data: dict[str, Any] | None) -> Summary | None:
    if data is None:
        return None
    claims = tuple(
        Claim(
            text=claim["text"],
            evidence=tuple(Evidence(Span(e["start"], e["end"]), e["quote"], e["kind"]) for e in claim["evidence"]),
            aspects=tuple(Aspect(name) for name in claim["aspects"]),
        )
        for claim in data["claims"]
    )
    return Summary(claims, data["engine"], data["tokenizer"], data["tokens"])
