"""Drafts of reminder letters in a folder of the officer's choice, and the round on record.

Sending is the officer's act: nothing here sends, and nothing is overwritten. Either all letters of
a round are there and it is recorded, or nothing happened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.change import Change
from app.domain.errors import CancelledError, InvalidValueError, StorageError
from app.domain.letter_drafts import Drafts
from app.domain.letters import LetterForm
from app.services.letter_drafts import Order, compose
from app.services.letter_text import letter_text
from app.services.register import Register
from app.services.written import new_files

_UNSAFE = re.compile(r"\.*[^\w.()&]+\.*")
_LONGEST_NAME = 100


Write = Callable[[Drafts, int], bytes]
"""Turns one draft of a round, by its place, into the content of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was drafted: the letters, their files in the same order, the change if recorded."""

    drafts: Drafts
    files: tuple[Path, ...]
    change: Change | None = None


def prepare(
    register: Register,
    order: Order,
    folder: Path,
    *,
    record: bool,
    template: Path | None = None,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Prepared:
    """Write the letters of an order into a folder that is there, and record the round if wanted.

    Raises what `compose`, `docx` and `Register.record_round` do, and `StorageError` where a file
    cannot be written or would take the place of another; then there is no file and no record.
    """
    drafts = compose(register.reader, order, register.clock.today())
    write = _writer(order.form, _read_template(template, order.form))
    return written(
        register,
        drafts,
        write,
        folder,
        record=record,
        again=again,
        progress=progress,
        cancelled=cancelled,
    )


def written(
    register: Register,
    drafts: Drafts,
    write: Write,
    folder: Path,
    *,
    record: bool,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Prepared:
    """Write what was drafted as `write` has it, and record the round; see `prepare`."""
    from app.services.acts.letters import Addressed, check_unused  # noqa: PLC0415 - with verbs

    held = drafts.round
    if not again:
        check_unused(register.reader.letter_rounds(held.reference), held.reference)
    if not folder.is_dir():
        raise InvalidValueError("folder", f"There is no folder “{folder}”.")
    files: dict[Path, bytes] = {}
    for place, name in enumerate(file_names(drafts)):
        if cancelled():
            raise CancelledError("The letters were called off. Nothing was written.")
        files[folder / name] = write(drafts, place)
        progress(place + 1, len(drafts.letters))
    addressed = [
        Addressed(
            organisation=each.organisation.id,
            form=drafts.form,
            commitments=[point.commitment for point in each.points],
        )
        for each in drafts.letters
    ]
    change = None
    with new_files(files):
        if record:
            change = register.record_round(held, addressed, again=again)
    return Prepared(drafts=drafts, files=tuple(files), change=change)


def file_names(drafts: Drafts) -> tuple[str, ...]:
    """Return a name for each letter that every file system takes, no two of them alike."""
    names: list[str] = []
    taken: set[str] = set()
    for each in drafts.letters:
        stem = _safe(f"{drafts.round.reference} {each.organisation.label}")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names.append(f"{name}.{drafts.form.value}")
    return tuple(names)


def _safe(text: str) -> str:
    """Return a text as the name of a file: letters and digits of any script, few signs."""
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip("-. ")
    return plain[:_LONGEST_NAME].strip("-. ") or "letter"


def _writer(form: LetterForm, template: bytes | None) -> Write:
    if form is LetterForm.XLSX:
        raise InvalidValueError("form", "A workbook is made where inputs are asked for.")
    if form is LetterForm.EML:
        from app.services.letter_eml import eml  # noqa: PLC0415 - one of two forms

        return lambda drafts, place: eml(
            letter_text(drafts, drafts.letters[place]), drafts.letters[place].recipients
        )
    from app.services.letter_docx import docx  # noqa: PLC0415 - the other

    return lambda drafts, place: docx(
        letter_text(drafts, drafts.letters[place]), drafts.round.dated_on, template
    )


def _read_template(template: Path | None, form: LetterForm) -> bytes | None:
    if template is None:
        return None
    if form is not LetterForm.DOCX:
        raise InvalidValueError("template", "A template is for letters in Word (docx).")
    from app.services.docx_template import check_size  # noqa: PLC0415 - where there is one

    try:
        check_size(template.stat().st_size)
        return template.read_bytes()
    except OSError as error:
        raise StorageError(f"The template “{template.name}” cannot be read.") from error
