"""Which column is which field, kept for each kind of table an office sends again and again.

Each is a file that `import --map` reads too. A table is known again by the names of its columns:
offices rename their files with every month.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from app.domain.errors import ServandaError, StorageError
from app.domain.intake.vocabulary import plain
from app.services.intake.importing import read_map
from app.services.written import beside

_FOLDER = "maps"
_DIGITS = 16


def map_path(data: Path, names: Iterable[str]) -> Path:
    """Return where the map of a table with these columns is kept below the program's folder."""
    signature = "\n".join(plain(each) for each in names)
    digest = sha256(signature.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return data / _FOLDER / f"{digest}.json"


def kept_map(data: Path, names: Iterable[str]) -> dict[str, str]:
    """Return what the officer said of a table with these columns, nothing where he never did.

    A file that cannot be read counts as none: what it said is asked for again, nothing is lost.
    """
    path = map_path(data, names)
    with suppress(ServandaError):
        return read_map(path) if path.is_file() else {}
    return {}


def keep_map(data: Path, names: Iterable[str], columns: Mapping[str, str]) -> None:
    """Keep what the officer said of a table with these columns. Raises `StorageError`."""
    path = map_path(data, names)
    if not columns:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The mapping was not kept: {error.strerror}.") from error
    write_map(path, columns)


def write_map(path: Path, columns: Mapping[str, str]) -> None:
    """Write a map that `read_map` reads. Raises `StorageError`."""
    text = json.dumps({"columns": dict(columns)}, ensure_ascii=False, indent=2)
    with beside(path) as file:
        file.write(text.encode("utf-8", "surrogatepass") + b"\n")
