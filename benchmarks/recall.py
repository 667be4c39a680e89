"""Nugget recall of the embedded engine on labelled filings.

    python benchmarks/recall.py DATA [--budget 512]

DATA holds gold/src/NAME.txt and gold/dev/NAME.json; the scorer is the one that comes with the labels
(DATA/../tools/nuggets.py).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from statistics import mean
from types import ModuleType

from itemone import Options, summarize


def main() -> None:
    """Print a line a filing and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--budget", type=int, default=512)
    arguments = parser.parse_args()
    scores = recall(arguments.data, Options(budget=arguments.budget))
    for name, score in scores.items():
        print(f"{name:32} recall {score['recall']:.3f}  vital {score['vital']:.3f}  tokens {score['tokens']:.0f}")
    for figure in ("recall", "vital", "macro", "tokens", "passed"):
        print(f"mean {figure}: {mean(score[figure] for score in scores.values()):.3f}")


def recall(data: Path, options: Options) -> dict[str, dict[str, float]]:
    """Return recall, vital recall, macro recall, tokens and verdict (1 or 0) by filing."""
    scorer = _scorer(data.parent / "tools" / "nuggets.py")
    scores: dict[str, dict[str, float]] = {}
    for path in sorted((data / "gold" / "dev").glob("*.json")):
        result = summarize(data / "gold" / "src" / f"{path.stem}.txt", options)
        score = scorer.score(json.loads(path.read_text(encoding="utf-8")), result.text)
        scores[path.stem] = {key: float(score[key]) for key in ("recall", "vital", "macro")}
        scores[path.stem]["tokens"] = float(result.summary.tokens if result.summary else 0)
        scores[path.stem]["passed"] = float(bool(result.verdict and result.verdict.passed))
    return scores


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("nuggets", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there; DATA must stand beside tools/nuggets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
