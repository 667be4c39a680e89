"""Train the models of the embedded engine and write their weights.

    python benchmarks/train_extractive.py DATA              DATA holds train/src/*.txt and train/labels/*.json
    python benchmarks/train_extractive.py DATA --dry-run    only print the cross-validated figures
    python benchmarks/train_extractive.py DATA --folds DIR  also write the weights of each fold, for tuning

A label is a quote with a grade and with what of it must be kept; it is matched to the sentence that shares most of its
words. There are four logistic regressions, each on what the ones before say of companies that they have not seen:

1. sentences by their words, place and shape: is it wanted?
2. terms by the sentences that they stand in: is it kept?
3. sentences by 1, their neighbours and 2: is it wanted?
4. limbs of wanted sentences by their words and 2: how much of it is kept?

All figures leave whole companies out. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

from itemone.acquire import acquire
from itemone.data import Section, Sentence
from itemone.engines.alone import may_be_told
from itemone.engines.limbs import features, limbs
from itemone.engines.model import Model
from itemone.engines.reading import Reading, shared_features, terms_of, words_of
from itemone.locate import locate
from itemone.read import read
from itemone.segment import segment

TARGET = Path(__file__).parents[1] / "src" / "itemone" / "engines" / "model.json"
FOLDS = 6
Weights = Mapping[int | None, Mapping[str, int]]  # by the fold left out, None for all filings
# Regularizations by cross-validation, of steps of about three (benchmarks/LOG.md).
SENTENCES_C, TERMS_C, CONTEXT_C, LIMBS_C = 0.15, 1.0, 0.1, 0.03
PLAIN_SCALE, SHARED_SCALE = 0.35, 0.6  # of the features of a sentence before they are learned
RARE = 3  # features seen less often are left out
TINY = 0.02  # weights of words below are not written
# One company under two registrations.
SAME_COMPANY = {"1288776": "1652044"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One filing with its labels."""

    name: str
    company: str
    section: Section
    sentences: tuple[Sentence, ...]
    grades: tuple[int, ...]
    kept: Mapping[str, float]  # terms that must survive, with 1 for grade 2 and 0.5 for grade 1
    pairs: tuple[tuple[str, str], ...]  # quote, and what of it must survive


def main() -> None:
    """Train, print the figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--folds", type=Path, help="also write the weights of each fold into this folder")
    arguments = parser.parse_args()
    filings = load(arguments.data / "train")
    folds = folds_of(filings)
    trained = train(filings, folds)
    print("\n".join(trained.figures))
    if arguments.folds:
        arguments.folds.mkdir(parents=True, exist_ok=True)
        for fold, weights in enumerate(trained.by_fold):
            (arguments.folds / f"{fold}.json").write_bytes(weights)
    if not arguments.dry_run:
        TARGET.write_bytes(trained.weights)
        print(f"wrote {TARGET.name}: {len(trained.weights):,} bytes")


def load(folder: Path) -> list[Labelled]:
    """Return the labelled filings in which Item 1 is found."""
    filings = []
    for path in sorted((folder / "labels").glob("*.json")):
        section = locate(read(acquire(folder / "src" / f"{path.stem}.txt")))
        sentences = segment(section)
        if not sentences:
            print(f"left out: {path.stem}: {section.location.reason}")
            continue
        labels = json.loads(path.read_text(encoding="utf-8"))["sentences"]
        number = path.stem.split("-")[0]
        kept: dict[str, float] = {}
        for label in labels:
            for term in terms_of(words_of(label.get("keep", label["quote"]))):
                kept[term] = max(kept.get(term, 0.0), 1.0 if int(label["grade"]) == 2 else 0.5)
        filings.append(
            Labelled(
                path.stem,
                SAME_COMPANY.get(number, number if number.isdigit() else path.stem),
                section,
                sentences,
                tuple(_grades(sentences, labels)),
                kept,
                tuple((" ".join(label["quote"].split()), label.get("keep", label["quote"])) for label in labels),
            )
        )
    return filings


def folds_of(filings: Sequence[Labelled]) -> list[int]:
    """Return the fold of each filing: all filings of a company are in one."""
    companies = sorted({filing.company for filing in filings})
    return [companies.index(filing.company) % FOLDS for filing in filings]


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights of all filings, those of each fold, and what they reach on companies left out."""

    weights: bytes
    by_fold: tuple[bytes, ...]
    figures: tuple[str, ...]


def train(filings: Sequence[Labelled], folds: Sequence[int]) -> Trained:
    """Train the four models, each on what the ones before say of filings that they have not seen."""
    everything = [*range(FOLDS), None]
    # 1. sentences
    readings = [Reading(f.section, f.sentences, _EMPTY, [0.0] * len(f.sentences)) for f in filings]
    sentences = _Sentences(filings, readings)
    first = {fold: sentences.fit(_without(folds, fold)) for fold in everything}
    logits = [sentences.logits(first[fold][0], i) for i, fold in enumerate(folds)]
    # 2. terms
    lexicons = {fold: _lexicon(filings, readings, _without(folds, fold)) for fold in everything}
    parts = {fold: replace(_EMPTY, lexicon=lexicons[fold]) for fold in everything}
    terms = [_terms(reading) for reading in readings]
    term_rows: dict[int | None, list[list[list[tuple[str, float]]]]] = {}
    for fold in everything:
        term_rows[fold] = []
        for i, filing in enumerate(filings):
            reading = Reading(filing.section, filing.sentences, parts[fold], logits[i])
            known = fold is None or folds[i] != fold
            term_rows[fold].append(
                [reading.term_features(t, filing.kept.get(t, 0.0) if known else None) for t in terms[i]]
            )
    term_weights = {
        fold: _dense(
            [row for i in _without(folds, fold) for row in term_rows[fold][i]],
            [filings[i].kept.get(t, 0.0) for i in _without(folds, fold) for t in terms[i]],
            TERMS_C,
        )
        for fold in everything
    }
    parts = {fold: replace(parts[fold], terms=term_weights[fold]) for fold in everything}
    readings = [Reading(f.section, f.sentences, parts[folds[i]], logits[i]) for i, f in enumerate(filings)]
    # 3. sentences among others
    able = [_able(filing) for filing in filings]
    contexts = [[reading.context(s) for s in of] for reading, of in zip(readings, able, strict=True)]
    context_weights = {
        fold: _dense(
            [row for i in _without(folds, fold) for row in contexts[i]],
            [filings[i].grades[s] / 2 for i in _without(folds, fold) for s in able[i]],
            CONTEXT_C,
        )
        for fold in everything
    }
    parts = {fold: replace(parts[fold], context=context_weights[fold]) for fold in everything}
    readings = [Reading(f.section, f.sentences, parts[folds[i]], logits[i]) for i, f in enumerate(filings)]
    # 4. limbs
    found = [list(_limbs(filing, reading)) for filing, reading in zip(filings, readings, strict=True)]
    limb_weights = {
        fold: _sparse(
            [names for i in _without(folds, fold) for names, _ in found[i]],
            [kept for i in _without(folds, fold) for _, kept in found[i]],
            LIMBS_C,
        )
        for fold in everything
    }
    parts = {
        fold: replace(parts[fold], plain=first[fold][1], shared=first[fold][2], limbs=limb_weights[fold])
        for fold in everything
    }
    figures = _figures(filings, folds, readings, limb_weights)
    return Trained(_written(parts[None]), tuple(_written(parts[fold]) for fold in range(FOLDS)), tuple(figures))


_EMPTY = Model({}, {}, {}, {}, {}, {})


def _without(folds: Sequence[int], fold: int | None) -> list[int]:
    return [i for i, of in enumerate(folds) if of != fold]


class _Sentences:
    """The features of all sentences as one matrix, and the first model."""

    def __init__(self, filings: Sequence[Labelled], readings: Sequence[Reading]) -> None:
        plain = [
            reading.plain(s) for reading, f in zip(readings, filings, strict=True) for s in range(len(f.sentences))
        ]
        shared = [shared_features(words) for reading in readings for words in reading.words]
        self._plain, self._plain_matrix = _matrix(plain, RARE + 1)
        self._shared, matrix = _matrix(shared, RARE)
        roots = np.array([1 / np.sqrt(len(names) or 1) for names in shared])
        # A rare word tells more: inverse document frequency, as in TfidfTransformer of scikit-learn.
        counts = np.asarray(matrix.sum(axis=0)).ravel()
        self._scale = SHARED_SCALE * (np.log((1 + len(shared)) / (1 + counts)) + 1)
        self._shared_matrix = csr_matrix(matrix.multiply(roots[:, None]).multiply(self._scale[None, :]))
        self._all = csr_matrix(hstack([self._plain_matrix * PLAIN_SCALE, self._shared_matrix]))
        self._wanted = np.array([grade > 0 for filing in filings for grade in filing.grades])
        ends = np.cumsum([len(filing.sentences) for filing in filings])
        self._rows = [np.arange(end - len(f.sentences), end) for end, f in zip(ends, filings, strict=True)]

    def fit(self, members: Sequence[int]) -> tuple[Any, dict[str, int], dict[str, int]]:
        """Return the model of these filings, and its weights as whole thousandths."""
        rows = np.concatenate([self._rows[i] for i in members])
        model = LogisticRegression(C=SENTENCES_C, max_iter=600).fit(self._all[rows], self._wanted[rows])
        weights, bias = model.coef_[0], float(model.intercept_[0])
        plain = {"bias:": round(1000 * bias)} | _thousandths(self._plain, weights[: len(self._plain)] * PLAIN_SCALE)
        return model, plain, _thousandths(self._shared, weights[len(self._plain) :] * self._scale)

    def logits(self, model: Any, filing: int) -> list[float]:
        """Return what a model says of the sentences of one filing."""
        return [float(value) for value in model.decision_function(self._all[self._rows[filing]])]


def _matrix(rows: Sequence[Iterable[str]], rare: int) -> tuple[list[str], csr_matrix]:
    counts = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(n for n in row if counts[n] >= rare), 1.0) for row in rows])
    return list(vectorizer.get_feature_names_out()), csr_matrix(matrix)


def _thousandths(names: Sequence[str], weights: np.ndarray) -> dict[str, int]:
    return {name: round(1000 * float(w)) for name, w in zip(names, weights, strict=True) if abs(w) >= TINY}


def _lexicon(
    filings: Sequence[Labelled], readings: Sequence[Reading], members: Sequence[int]
) -> dict[str, tuple[int, int]]:
    standing: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for i in members:
        for term in frozenset().union(*readings[i].terms):
            standing[term] += 1
            kept[term] += round(1000 * filings[i].kept.get(term, 0.0))
    return {term: (standing[term], kept[term]) for term in sorted(standing) if standing[term] >= RARE}


def _soft(matrix: Any, targets: Sequence[float], c: float) -> LogisticRegression:
    """Fit shares: a row counts as one of each class, with the weight of its share."""
    share = np.array(targets)
    labels, weights = np.r_[np.ones(len(share)), np.zeros(len(share))], np.r_[share, 1 - share]
    both = vstack([matrix, matrix]).tocsr() if hasattr(matrix, "tocsr") else np.vstack([matrix, matrix])
    used = weights > 0
    return LogisticRegression(C=c, max_iter=1000).fit(both[used], labels[used], sample_weight=weights[used])


def _dense(rows: Sequence[Sequence[tuple[str, float]]], targets: Sequence[float], c: float) -> dict[str, float]:
    """Fit a model of the same few features in all rows, and return its weights for the features as they are."""
    names = [name for name, _ in rows[0]]
    matrix = np.array([[value for _, value in row] for row in rows])
    scaler = StandardScaler().fit(matrix)
    model = _soft(scaler.transform(matrix), targets, c)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0]) - float(np.dot(weights, scaler.mean_))
    return {"bias:": float(round(1000 * bias))} | {
        name: round(1000 * float(w), 2) for name, w in zip(names, weights, strict=True)
    }


def _sparse(rows: Sequence[set[str]], targets: Sequence[float], c: float) -> dict[str, int]:
    names, matrix = _matrix(rows, RARE)
    model = _soft(matrix, targets, c)
    return {"bias:": round(1000 * float(model.intercept_[0]))} | _thousandths(names, model.coef_[0])


def _limbs(filing: Labelled, reading: Reading) -> Iterator[tuple[set[str], float]]:
    for quote, keep in filing.pairs:
        kept = _kept(quote, keep)
        if kept is None:
            continue
        for limb in limbs(quote):
            share = sum(kept[limb.start : limb.end]) / (limb.end - limb.start)
            yield features(quote, limb, reading.worth), share


def _kept(quote: str, keep: str) -> list[bool] | None:
    """Return for each character of a quote whether it must survive, None when `keep` is not made of its parts."""
    kept = [False] * len(quote)
    at = 0
    for part in re.split(r"\s*\.\.\.\s*", " ".join(keep.split())):
        start = quote.find(part, at)
        if start < 0:
            start = quote.find(part)
        if start < 0:
            return None
        kept[start : start + len(part)] = [True] * len(part)
        at = start + len(part)
    return kept


def _figures(
    filings: Sequence[Labelled], folds: Sequence[int], readings: Sequence[Reading], limb_weights: Weights
) -> list[str]:
    """Return what the models reach; the readings are those of models that have not seen their companies."""
    able = [_able(filing) for filing in filings]
    terms = [_terms(reading) for reading in readings]
    wanted = [[filing.grades[s] > 0 for s in of] for filing, of in zip(filings, able, strict=True)]
    alone = [[reading.first[s] for s in of] for reading, of in zip(readings, able, strict=True)]
    salience = [[reading.salience(s) for s in of] for reading, of in zip(readings, able, strict=True)]
    kept = [[t in f.kept for t in of] for f, of in zip(filings, terms, strict=True)]
    worth = [[reading.worth(t) for t in of] for reading, of in zip(readings, terms, strict=True)]
    shares: list[bool] = []
    sums: list[float] = []
    for filing, fold, reading in zip(filings, folds, readings, strict=True):
        weight = limb_weights[fold]
        for names, share in _limbs(filing, reading):
            shares.append(share > 0.5)
            sums.append(sum(weight.get(name, 0) for name in names))
    told, count = sum(map(len, wanted)), sum(map(sum, wanted))
    return [
        f"{len(filings)} filings, {told} sentences that may be told, {count} wanted, {len(shares)} limbs",
        f"1. sentences, average precision by filing: {_precision(wanted, alone):.3f}",
        f"2. terms, the same: {_precision(kept, worth):.3f}",
        f"3. sentences among others, the same: {_precision(wanted, salience):.3f}",
        f"4. limbs, area under the curve: {float(roc_auc_score(shares, sums)):.3f}",
    ]


def _able(filing: Labelled) -> list[int]:
    return [s for s, sentence in enumerate(filing.sentences) if may_be_told(sentence.text)]


def _terms(reading: Reading) -> list[str]:
    return sorted(frozenset().union(*reading.terms))


def _precision(wanted: Sequence[Sequence[bool]], scores: Sequence[Sequence[float]]) -> float:
    return float(np.mean([average_precision_score(w, s) for w, s in zip(wanted, scores, strict=True) if any(w)]))


def _written(model: Model) -> bytes:
    parts = {name: getattr(model, name) for name in ("plain", "shared", "context", "lexicon", "terms", "limbs")}
    return (
        json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace('],"', '],\n"') + "\n"
    ).encode()


def _grades(sentences: tuple[Sentence, ...], labels: list[dict[str, str]]) -> list[int]:
    words = [_words(sentence.text) for sentence in sentences]
    grades = [0] * len(sentences)
    for label in labels:
        quote = _words(label["quote"])
        overlaps = [len(quote & w) / len(quote | w) if quote else 0.0 for w in words]
        best = int(np.argmax(overlaps))
        if overlaps[best] > 0.6:  # below, the quote is a table row or spans sentences
            grades[best] = int(label["grade"])
    return grades


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


if __name__ == "__main__":
    main()
