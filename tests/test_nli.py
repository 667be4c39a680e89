"""A second opinion is a real model, made here: it can make the verdict stricter, and never milder."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest

from itemone.data import Sentence, Span
from itemone.errors import MissingExtraError, VerifyError
from itemone.verify import Source, judge
from itemone.verify.nli import Nli

SOLD = "Fernhollow sells pumps to farms."
LABELS = ("contradiction", "entailment", "neutral")


def make(folder: Path, labels: Sequence[str], favourite: int) -> str:
    """Write a tiny BERT with random weights that always gives one of its labels, and its tokenizer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch  # noqa: PLC0415 -- only these tests need it
        from transformers import BertConfig, BertForSequenceClassification, BertTokenizer  # noqa: PLC0415

        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "fernhollow", "sells", "pumps", "to", "farms", "."]
        (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
        BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
        config = BertConfig(
            vocab_size=len(words),
            hidden_size=8,
            num_hidden_layers=1,
            num_attention_heads=1,
            intermediate_size=8,
            id2label=dict(enumerate(labels)),
        )
        model = BertForSequenceClassification(config)
        with torch.no_grad():
            model.classifier.weight.zero_()
            model.classifier.bias.copy_(torch.tensor([5.0 if i == favourite else 0.0 for i in range(len(labels))]))
        model.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Nli:
    return Nli(make(tmp_path_factory.mktemp("sure"), LABELS, 1))


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Nli:
    return Nli(make(tmp_path_factory.mktemp("doubtful"), LABELS, 2))


@pytest.fixture
def source() -> Source:
    return Source([Sentence(Span(0, len(SOLD)), SOLD)])


def test_a_model_says_how_sure_it_is(sure: Nli, doubtful: Nli) -> None:
    assert sure.support(SOLD, [SOLD]) > 0.9
    assert doubtful.support(SOLD, [SOLD, SOLD]) < 0.1
    assert sure.support(SOLD * 500, [SOLD] * 100) > 0.9  # what does not fit is cut


def test_a_model_that_agrees_changes_nothing(sure: Nli, source: Source) -> None:
    for text in (SOLD, "Fernhollow sells valves.", "Fernhollow sold 12 pumps.", "Zebras graze."):
        assert judge(text, source, sure) == judge(text, source)


def test_a_model_that_does_not_agree_makes_the_verdict_stricter(doubtful: Nli, source: Source) -> None:
    found = judge(SOLD, source, doubtful)
    assert (found.label, found.check) == ("unsupported", "backend")
    assert doubtful.name in found.reason
    assert "1%" in found.reason
    assert found.evidence == judge(SOLD, source).evidence


def test_a_model_cannot_save_what_the_checks_refuse(sure: Nli, source: Source) -> None:
    refused = judge("Fernhollow sold 2,300 pumps.", source, sure)
    assert refused.label == "unsupported"
    assert refused.check != "backend"


def test_nothing_is_loaded_before_it_is_asked(tmp_path: Path, source: Source) -> None:
    nobody = Nli(str(tmp_path / "nowhere"))
    assert judge("Fernhollow sold 2,300 pumps.", source, nobody).label == "unsupported"
    with pytest.raises(VerifyError, match="cannot be loaded"):
        nobody.support(SOLD, [SOLD])


@pytest.mark.parametrize(
    "labels", [("LABEL_0", "LABEL_1"), ("not_entailment", "unsupported"), ("entailment", "supported")]
)
def test_a_model_without_one_label_for_entailment_is_an_error(tmp_path: Path, labels: tuple[str, ...]) -> None:
    with pytest.raises(VerifyError, match="no label for entailment"):
        Nli(make(tmp_path, labels, 0)).support(SOLD, [SOLD])


@pytest.mark.parametrize(
    "labels", [("not_entailment", "ENTAILMENT"), ("UNSUPPORTED", "SUPPORTED"), ("inconsistent", "consistent")]
)
def test_labels_of_other_models_are_known(tmp_path: Path, labels: tuple[str, ...]) -> None:
    assert Nli(make(tmp_path, labels, 1)).support(SOLD, [SOLD]) > 0.9


@pytest.mark.parametrize("module", ["torch", "transformers"])
def test_a_missing_library_is_an_error_with_the_line_for_pip(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r'pip install "itemone\[nli\]"'):
        Nli("any").support(SOLD, [SOLD])
