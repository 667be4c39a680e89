"""Other tools that find Item 1, behind one call: a filing in, (status, text, whether it warned) out.

Each is loaded only when asked for, and raises ImportError when it is not installed (extra `peers`). itemseg is left
out: it needs models and word lists that it downloads. edgartools' parser is one of HTML; plain text it gives as it can.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from itemone import Filing
from itemone.evaluate.finder import Finder
from itemone.read import decode, parts
from itemone.read.encoding import as_utf8
from itemone.read.sgml import main_part


def _edgartools() -> Finder:
    from edgar.documents import HTMLParser, ParserConfig  # noqa: PLC0415 -- takes seconds

    def find(filing: Filing) -> tuple[str, str, bool]:
        try:
            source = decode(main_part(parts(as_utf8(filing.raw)), filing.ref).body)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                sections = HTMLParser(ParserConfig(form="10-K")).parse(source).sections
                text = next((str(sections[key].text()) for key in sections if key.endswith("item_1")), "")
        except Exception:
            text = ""
        return ("extracted" if text else "absent"), text, False

    return find


def _edgar_itemize() -> Finder:
    from edgar_itemize.pipeline import parse_document  # noqa: PLC0415
    from edgar_itemize.sgml import load_submission  # noqa: PLC0415

    def find(filing: Filing) -> tuple[str, str, bool]:
        raw = filing.raw
        if b"<DOCUMENT>" not in raw[:20_000]:
            raw = b"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<TEXT>\n" + raw + b"\n</TEXT>\n</DOCUMENT>\n"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "0000000000-00-000000.txt"
            path.write_bytes(raw)
            try:
                submission = load_submission(path)
                main = next(d for d in submission.documents if (d.type or "").upper().startswith("10-K"))
                parsed = parse_document(submission, main, "0", headings=False)
                node = next(n for n in parsed.nodes if n.level_kind == "item" and n.label_canon == "ITEM 1")
                text = str(parsed.normalized_text[node.norm_start : node.norm_end])
            except Exception:
                text = ""
        return ("extracted" if text else "absent"), text, False

    return find


TOOLS: dict[str, Callable[[], Finder]] = {"edgartools": _edgartools, "edgar-itemize": _edgar_itemize}
