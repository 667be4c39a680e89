"""Results of every shape, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from itemone.data import (
    Aspect,
    Check,
    Claim,
    Evidence,
    Failure,
    Identity,
    Location,
    Options,
    Provenance,
    Result,
    Span,
    Status,
    Summary,
    Verdict,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.none() | st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)
spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 10**6), st.integers(1, 10**6))
aspects = st.sampled_from(Aspect)
dropped = st.dictionaries(texts, st.integers(0, 10**6), max_size=3).map(lambda found: tuple(found.items()))

evidence = st.builds(Evidence, spans, texts, st.sampled_from(["verbatim", "compressed", "paraphrase"]))
claims = st.builds(Claim, texts, st.lists(evidence, max_size=2).map(tuple), st.lists(aspects, unique=True).map(tuple))
summaries = st.builds(Summary, st.lists(claims, max_size=3).map(tuple), texts, texts, st.integers(0, 600))
locations = st.builds(
    Location, st.sampled_from(Status), texts, texts, st.none() | spans, st.lists(texts, max_size=2).map(tuple)
)
verdicts = st.builds(
    Verdict,
    st.lists(st.builds(Check, texts, st.booleans(), numbers, numbers, texts), max_size=3).map(tuple),
)
options = st.builds(Options, st.integers(32, 600), texts, texts)
maybe = st.none() | texts
identities = st.builds(Identity, texts, maybe, maybe, maybe, maybe, maybe, maybe, maybe)
provenances = st.builds(Provenance, texts, texts, maybe, maybe, options, texts, dropped)
results = st.builds(
    Result,
    filing=identities,
    provenance=provenances,
    section=st.none() | locations,
    summary=st.none() | summaries,
    aspects=st.dictionaries(aspects, st.booleans()).map(lambda found: tuple(found.items())),
    verdict=st.none() | verdicts,
    failure=st.none() | st.builds(Failure, texts, texts),
)
