"""The sample register: read from its JSON and entered into an empty register.

`resources/sample/README.md` tells where its facts come from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.change import Change, ChangeKind
from app.domain.commitment import sides_of
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError, StorageError
from app.domain.query import Query
from app.domain.timing import Bounds
from app.services.acts import Acts
from app.services.holidays import fill_within, years_around
from app.services.register import Register
from app.services.sample_entries import SampleEntries

LABEL = "Sample register"


def load_sample(
    register: Register, data: Mapping[str, Any] | Path, *, working_days: bool = False
) -> Change:
    """Enter the sample into an empty register, all of it in one change that one undo takes back.

    `data` is the sample itself or the file that holds it. With `working_days` those of the years
    in use are filled in too, which takes a moment longer. Raises `InvalidValueError` where the
    register holds something already, or where the sample is malformed, naming the place;
    `StorageError` where the file cannot be read. Then nothing was entered.
    """
    content = read_sample(data) if isinstance(data, Path) else data
    if not is_empty(register):
        raise InvalidValueError(
            "sample", "This register holds entries already; load the sample into a new one."
        )
    loader = SampleEntries(content)

    def act(acts: Acts) -> None:
        loader.enter(acts)
        if working_days:
            codes = sides_of(content["relation"]["code"])
            fill_within(acts, register.reader, codes, _years(content, register.clock.today()))

    return register.together(LABEL, act, ChangeKind.IMPORT)


def _years(content: Mapping[str, Any], today: date) -> set[int]:
    """This year, the next, and those in which something of the sample begins or ends to be due."""
    dates = (each["edtf"] for entry in content["commitments"] for each in entry["timings"])
    read = [parse(each) for each in dates if each]
    bounds = [Bounds(earliest=each.earliest, latest=each.latest) for each in read]
    return {year for each in (Bounds(), *bounds) for year in years_around(each, today)}


def is_empty(register: Register) -> bool:
    """Whether nothing was entered but, perhaps, which countries the register is about."""
    reader, today = register.reader, register.clock.today()
    held = any(reader.count(Query(binned=binned), today) for binned in (False, True))
    return not (held or reader.organisations() or reader.sources() or reader.series())


def read_sample(path: Path) -> Mapping[str, Any]:
    """Read a sample's file. Raises `StorageError`, or `InvalidValueError` for what is no sample."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StorageError(f"The sample “{path}” cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise InvalidValueError("sample", f"“{path.name}” is not a sample register.") from error
    if not isinstance(content, dict):
        raise InvalidValueError("sample", f"“{path.name}” is not a sample register.")
    return content
