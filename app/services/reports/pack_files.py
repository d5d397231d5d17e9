"""A briefing pack written to disk: as a folder or as one ZIP file, whole or not at all."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from app.domain.errors import InvalidValueError
from app.services.reports.pack import Pack
from app.services.written import beside, new_folder

_OF_A_FILE = re.compile(r"\.[a-z][a-z0-9]{1,8}")
_STILL = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100600 << 16
_UNIX = 3
_LEVEL = 6


def check_target(target: Path) -> None:
    """Refuse a name that no pack can have: a file's, but for a ZIP. Raises `InvalidValueError`.

    A folder that is there may be called anything.
    """
    ending = target.suffix.casefold()
    if ending == ".pdf":
        raise InvalidValueError(
            "file", "A pack in a single PDF is made in the window: Reports, Briefing pack."
        )
    if ending != ".zip" and _OF_A_FILE.fullmatch(ending) and not target.is_dir():
        raise InvalidValueError(
            "file",
            f"“{target.name}” is the name of a file: a pack is written to a folder or to a file "
            "FILE.zip.",
        )


def write_pack(pack: Pack, target: Path) -> None:
    """Write a pack: as a ZIP file where the name ends so, else as a folder that is new or empty.

    It takes its name when it is complete. Raises `StorageError`; then nothing is left behind.
    """
    if target.suffix.casefold() == ".zip":
        with beside(target) as file, zipfile.ZipFile(file, "w") as packed:
            for name, data in pack.files.items():
                entry = zipfile.ZipInfo(name, _STILL)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system, entry.external_attr = _UNIX, _MODE
                packed.writestr(entry, data, compresslevel=_LEVEL)
        return
    new_folder(target, pack.files)
