"""Work that is done, on disk, so that an evaluation that was interrupted goes on where it was.

One file an entry, written beside its place and moved there when it is whole. What cannot be read is not there; what
cannot be written costs nothing but the work of the next run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

_FORMAT = 1
_KEPT_DAYS = 30
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
# Libraries whose version can change a result.
_LIBRARIES = ("mistral-common", "regex", "selectolax")


class Cache:
    """Entries of this version of the program by name; those of a changed program are not seen."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self._home, self._fresh = folder, fresh
        self._folder = folder / fingerprint()
        self.fault: str | None = None

    def get(self, *names: str) -> Any:
        """Return what was put under these names, None when there is nothing that can be read, or all is done anew."""
        if self._fresh:
            return None
        with suppress(OSError, ValueError, RecursionError):
            return json.loads(self._path(names).read_text(encoding="utf-8"))
        return None

    def put(self, value: Any, *names: str) -> None:
        """Keep a value that JSON can hold; `.fault` says why when that is not possible."""
        path = self._path(names)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(value), encoding="utf-8")
            partial.replace(path)
        except OSError as error:
            self.fault = f"{self._folder}: {error.strerror or error}"
            with suppress(OSError):
                partial.unlink()

    def prune(self) -> None:
        """Forget what a program that has changed left more than 30 days ago."""
        with suppress(OSError):
            for folder in self._home.iterdir():
                ours = _FINGERPRINT.fullmatch(folder.name) and not folder.is_symlink()
                if ours and folder != self._folder and folder.stat().st_mtime < time.time() - _KEPT_DAYS * 86_400:
                    shutil.rmtree(folder, ignore_errors=True)

    def _path(self, names: tuple[str, ...]) -> Path:
        return self._folder / f"{hashlib.sha256(json.dumps(names).encode()).hexdigest()[:32]}.json"


def default_folder() -> Path:
    """Return where a user's entries are: the folder that ITEMONE_CACHE names, else the one of the system."""
    if named := os.environ.get("ITEMONE_CACHE"):
        return Path(named) / "evaluate"
    from platformdirs import user_cache_path  # noqa: PLC0415 -- only this needs it

    return user_cache_path("itemone", appauthor=False) / "evaluate"


@cache
def fingerprint() -> str:
    """Return a hash (16 hex digits) of the program: its files, and the versions of libraries that it reads with."""
    digest = hashlib.sha256(f"{_FORMAT} {[(name, version(name)) for name in _LIBRARIES]}".encode())
    package = Path(__file__).parents[1]
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".json")):
        digest.update(f"{path.relative_to(package).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
