"""A second opinion on what the typed checks let pass: a model of natural language inference. Extra `nli`."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from itemone.errors import MissingExtraError, VerifyError

MAX_TOKENS = 512  # of quotes and claim together; models of this kind read no more
_ENTAILS = re.compile(r"(?!.*(?:not|non|un|in|contra))^.*(?:entail|support|consistent|faithful|true)", re.IGNORECASE)


class Backend(Protocol):
    """What gives a second opinion on a sentence."""

    name: str

    def support(self, text: str, quotes: Sequence[str]) -> float:
        """Return how sure it is, from 0 to 1, that the quotes support the text."""
        ...


class Nli:
    """A sequence classification model that tells entailment from the rest, loaded when it is first asked.

    Args:
        model: a folder with the model and its tokenizer, or its name on the Hugging Face hub.
    """

    def __init__(self, model: str) -> None:
        self.name = model
        self._loaded: tuple[Any, Any, Any, int] | None = None

    def support(self, text: str, quotes: Sequence[str]) -> float:
        """Return the probability of entailment, from 0 to 1, the quotes together being the premise.

        Raises:
            MissingExtraError: transformers or torch is not installed.
            VerifyError: there is no such model, or it has no label for entailment.
        """
        torch, tokenizer, model, entails = self._load()
        with warnings.catch_warnings(), torch.inference_mode():
            warnings.simplefilter("ignore")
            read = tokenizer(" ".join(quotes), text, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
            logits = model(**read).logits[0]
            return float(torch.softmax(logits, dim=-1)[entails])

    def _load(self) -> tuple[Any, Any, Any, int]:
        if self._loaded is None:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    torch, transformers = import_module("torch"), import_module("transformers")
            except ImportError as error:
                raise MissingExtraError(f'{error.name} is not installed: pip install "itemone[nli]"') from error
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    tokenizer = transformers.AutoTokenizer.from_pretrained(self.name)
                    model = transformers.AutoModelForSequenceClassification.from_pretrained(self.name).eval()
            except (OSError, ValueError) as error:
                reason = " ".join(str(error).split())[:200]
                raise VerifyError(f"the model {self.name!r} cannot be loaded: {reason}") from None
            labels = {int(number): str(label) for number, label in model.config.id2label.items()}
            entails = [number for number, label in labels.items() if _ENTAILS.search(label)]
            if len(entails) != 1:
                known = ", ".join(labels.values())
                raise VerifyError(f"the model {self.name!r} has no label for entailment (it has: {known})")
            self._loaded = torch, tokenizer, model, entails[0]
        return self._loaded
