"""Train the salience model of the embedded engine and write its weights.

    python benchmarks/train_extractive.py DATA            DATA holds train/src/*.txt and train/labels/*.json
    python benchmarks/train_extractive.py DATA --dry-run  only print the cross-validated figures

A label is a quote with a grade; it is matched to the sentence that shares most of its words. The model is a
logistic regression on binary features (`itemone.engines.salience.Places`), validated by leaving whole
companies out. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from itemone.acquire import acquire
from itemone.data import Sentence
from itemone.engines.salience import Places
from itemone.locate import locate
from itemone.read import read
from itemone.segment import segment

TARGET = Path(__file__).parents[1] / "src" / "itemone" / "engines" / "salience.json"
REGULARIZATION = 0.07  # of 0.01, 0.03, 0.07, 0.1, 0.3: best mean average precision by cross-validation
RARE = 4  # features seen in fewer sentences are left out
TINY = 0.02  # weights below are not written: they move a probability by less than one in two hundred


def main() -> None:
    """Train, print the figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    names, grades, groups = _load(arguments.data / "train")
    frequent = {name for name, count in Counter(n for row in names for n in row).items() if count >= RARE}
    rows = [dict.fromkeys(sorted(row & frequent), 1.0) for row in names]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    wanted = np.array(grades) > 0
    group = np.array(groups)
    scores = []
    for fold in range(6):
        test = group % 6 == fold
        model = _fit(matrix[~test], wanted[~test])
        decision = model.decision_function(matrix[test])
        for one in sorted(set(group[test])):
            of_one = group[test] == one
            if wanted[test][of_one].any():
                scores.append(average_precision_score(wanted[test][of_one], decision[of_one]))
    print(f"{len(set(groups))} filings, {len(rows)} sentences, {int(wanted.sum())} wanted, {len(frequent)} features")
    print(f"average precision by filing, companies left out: {np.mean(scores):.3f}")
    if not arguments.dry_run:
        model = _fit(matrix, wanted)
        pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        weights = {"bias:": round(1000 * float(model.intercept_[0]))}
        weights |= {name: round(1000 * float(w)) for name, w in sorted(pairs) if abs(w) >= TINY}
        TARGET.write_text(json.dumps(weights, ensure_ascii=False, separators=(",\n", ":")) + "\n", encoding="utf-8")
        print(f"wrote {TARGET.name}: {len(weights)} weights, {TARGET.stat().st_size:,} bytes")


def _fit(matrix: np.ndarray, wanted: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=REGULARIZATION, max_iter=500).fit(matrix, wanted)


def _load(folder: Path) -> tuple[list[set[str]], list[int], list[int]]:
    names: list[set[str]] = []
    grades: list[int] = []
    groups: list[int] = []
    for group, path in enumerate(sorted((folder / "labels").glob("*.json"))):
        section = locate(read(acquire(folder / "src" / f"{path.stem}.txt")))
        sentences = segment(section)
        if not sentences:
            print(f"left out: {path.stem}: {section.location.reason}")
            continue
        places = Places(section, sentences)
        names += [places.features(index) for index in range(len(sentences))]
        grades += _grades(sentences, json.loads(path.read_text(encoding="utf-8"))["sentences"])
        groups += [group] * len(sentences)
    return names, grades, groups


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
