"""Does a summary keep what tells businesses apart? Two tasks on real filings, by word statistics alone.

    python benchmarks/downstream.py DATA [--write]

- industry: is the nearest other company of the same industry (first two digits of the SIC code, which full submissions
  carry)? Among the companies whose industry has another one here.
- next year: is the nearest filing of another year one of the same company? Among companies with several filings here.

Nearest is by the cosine of TF-IDF vectors of lower-case words, of the whole Item 1, of the summary in 512 tokens, and
of the first sentences in 512 tokens. "without names" leaves out all words with a capital, for the name of a company
finds its next year by itself. Extra `train` (scikit-learn).
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import results
from sklearn.feature_extraction.text import TfidfVectorizer

from itemone import Filing, ItemoneError, Options, item1
from itemone.acquire import acquire
from itemone.evaluate.finder import labels
from itemone.evaluate.interval import Estimate, mean
from itemone.evaluate.report import with_interval
from itemone.pipeline import attempt

SIC = re.compile(rb"STANDARD INDUSTRIAL CLASSIFICATION:[^\n]*\[(\d{2})\d{2}\]")
TEXTS = ("whole Item 1", "summary, 512 tokens", "first 512 tokens")


@dataclass(frozen=True)
class Case:
    """A filing, the number of its company, its industry when it is known, and its texts by name."""

    company: str
    industry: str | None
    texts: dict[str, str]


def cases(data: Path) -> list[Case]:
    """Return the filings that have a business to tell of."""
    filings = [(label.path.name.split("-")[0], acquire(label.path)) for label in labels(data / "filings")]
    industries = {company: match[1].decode() for company, f in filings if (match := SIC.search(f.raw, 0, 20_000))}
    found: list[Case] = []
    for company, filing in filings:
        try:
            texts = dict(
                zip(TEXTS, (item1(filing).text, _summary(filing, "extractive"), _summary(filing, "lead")), strict=True)
            )
        except ItemoneError:
            continue
        if all(texts.values()):
            found.append(Case(company, industries.get(company), texts))
    return found


def _summary(filing: Filing, engine: str) -> str:
    return attempt(filing, Options(engine=engine)).text


def without_names(text: str) -> str:
    """Return the words of a text that have no capital."""
    return " ".join(word for word in text.split() if not any(character.isupper() for character in word))


def right(found: Sequence[Case], texts: Sequence[str], same: Callable[[Case, Case], bool | None]) -> Estimate | None:
    """Return how often the nearest filing, by these texts, is the right one.

    `same` tells of two filings whether the second is right for the first, and None when it does not come into
    question; filings for which none is right are not asked.
    """
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    similar = (vectors @ vectors.T).toarray()
    by_company: defaultdict[str, list[float]] = defaultdict(list)
    for i, case in enumerate(found):
        answers = {j: answer for j, other in enumerate(found) if j != i and (answer := same(case, other)) is not None}
        if any(answers.values()):
            by_company[case.company].append(float(answers[max(answers, key=lambda j: similar[i, j])]))
    return mean([sum(values) / len(values) for values in by_company.values()])


def _same_industry(case: Case, other: Case) -> bool | None:
    if case.industry is None or other.industry is None or case.company == other.company:
        return None
    return case.industry == other.industry


def _same_company(case: Case, other: Case) -> bool | None:
    return case.company == other.company


TASKS = {"industry": _same_industry, "next year": _same_company}


def report(found: Sequence[Case]) -> str:
    """Return the table."""
    lines = ["| task | companies | " + " | ".join(TEXTS) + " |", "|---|---" + "|---" * len(TEXTS) + "|"]
    for task, same in TASKS.items():
        for names in (True, False):
            texts = [[case.texts[name] for case in found] for name in TEXTS]
            shares = [right(found, t if names else [*map(without_names, t)], same) for t in texts]
            cells = [with_interval(s, 2) for s in shares]
            n = next((s.n for s in shares if s), 0)
            lines.append(f"| {task}{'' if names else ', without names'} | {n} | {' | '.join(cells)} |")
    return f"{len(found)} filings; mean over companies with its 95 % interval.\n\n" + "\n".join(lines)


def main() -> None:
    """Print the table; write it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="put the result into RESULTS.md")
    arguments = parser.parse_args()
    page = report(cases(arguments.data))
    print(page)
    if arguments.write:
        results.write("downstream", page, "python benchmarks/downstream.py DATA --write")


if __name__ == "__main__":
    main()
