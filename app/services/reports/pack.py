"""The briefing pack: reports, tables and sources to travel with, and a manifest that proves them.

The same register and the same day give the same bytes: nothing in the pack tells when, where or
by whom it was made. Everything in it is of one state of the register.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from app.domain.as_of import AsOf
from app.domain.errors import BusyError, CancelledError, InvalidValueError
from app.domain.reports.contents import (
    Contents,
    NotMade,
    PackedFile,
    Part,
    contents_document,
)
from app.domain.reports.document import Document
from app.domain.reports.frame import Frame
from app.domain.reports.look import Paper
from app.domain.reports.request import ReportName
from app.domain.reports.words import translation
from app.services.json_form import Form
from app.services.reports.catalogue import made
from app.services.reports.file_names import plain_name
from app.services.reports.html import html
from app.services.reports.pack_papers import Papers, papers
from app.services.reports.pack_plan import PackAsked, about, planned, unmade
from app.services.reports.report import Report
from app.services.reports.table_file import csv_bytes
from app.services.reports.text_file import text_bytes
from app.services.reports.word import docx
from app.store.reader import Reader

SCHEMA = 1
"""Goes up when a key of the manifest changes its meaning or disappears."""

MANIFEST, CONTENTS = "manifest.json", "manifest.txt"
_ATTEMPTS = 3

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]
Printed = Callable[[Document], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack in memory: its files by their names, in order, and what it says of itself.

    `reports` are its reports as values, for whoever puts them into one file; `contents` is what
    their first page says.
    """

    version: str
    reports: tuple[Report, ...]
    contents: Contents
    files: Mapping[str, bytes] = field(default_factory=dict)
    manifest: Form = field(default_factory=dict)

    @property
    def file_name(self) -> str:
        """The name that is proposed for it, without an ending."""
        name = next((each.file_name for each in self.reports), "pack")
        return f"pack-{plain_name(name)}"


def _silent(_done: int, _whole: int) -> None:
    """Hear of progress and say nothing."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a pack is made: on which paper, with which writer of PDF, heard by whom.

    `as_of` is the past day that the reader shows, if any. Without `files` only the reports are
    made, for one single file. As soon as `cancelled` says so, `CancelledError` is raised.
    """

    paper: Paper = Paper.A4
    as_of: AsOf | None = None
    printed: Printed | None = None
    files: bool = True
    progress: Progress = _silent
    cancelled: Cancelled = _never

    def step(self, done: int, whole: int) -> None:
        """Tell how far it has come; raise `CancelledError` where it was called off."""
        if self.cancelled():
            raise CancelledError("The pack was cancelled. Nothing was written.")
        self.progress(done, whole)


def gathered(reader: Reader, asked: PackAsked, today: date, making: Making | None = None) -> Pack:
    """Return the pack that is asked for.

    A report that cannot be made, such as a follow-up where no session is to come, is named with
    the reason. Raises `InvalidValueError` where none can be made and for what the brief does not
    take, `NotFoundError`, `BusyError` where the register is written to all the time.
    """
    how = making or Making()
    translation(asked.language)
    for _ in range(_ATTEMPTS):
        version = reader.digest()
        found = _gathered(reader, asked, today, version, how)
        if reader.digest() == version:
            return found
    raise BusyError("The register is being written to. Make the pack again in a moment.")


def _gathered(reader: Reader, asked: PackAsked, today: date, version: str, how: Making) -> Pack:
    whole = len(asked.reports) + 2
    reports, not_made = list[Report](), list[NotMade]()
    for done, name in enumerate(asked.reports):
        how.step(done, whole)
        try:
            reports.append(made(reader, planned(reader, asked, name, today), today))
        except InvalidValueError as error:
            if name is ReportName.BRIEF:
                raise
            not_made.append(unmade(name, error))
    if not reports:
        raise InvalidValueError("reports", not_made[0].why if not_made else "Choose a report.")
    how.step(whole - 2, whole)
    beside = papers(reader, asked, today, how.as_of, full=how.files)
    marks = set(beside.marks)
    for each in reports:
        marks |= set(each.form()["classifications"])
    contents = Contents(
        frame=Frame(
            today=today,
            version=version,
            language=asked.language,
            unmarked=asked.unmarked,
            left_out=beside.left_out,
            marks=tuple(sorted(marks)),
        ),
        about=reports[0].document.title,
        shows=about(reader, asked),
        parts=tuple(map(_part, reports)),
        not_made=tuple(not_made),
        held=beside.held,
        withheld=beside.withheld,
        damaged=beside.damaged,
    )
    pack = Pack(version=version, reports=tuple(reports), contents=contents)
    if not how.files:
        return pack
    how.step(whole - 1, whole)
    filled = _filled(pack, beside, how)
    how.step(whole, whole)
    return filled


def _part(report: Report) -> Part:
    document = report.document
    return Part(
        title=document.title,
        subtitle=document.subtitle,
        rows=report.points,
        left_out=report.left_out,
    )


def _filled(pack: Pack, beside: Papers, how: Making) -> Pack:
    """Return a pack with its files: reports, tables, sources, and what proves them."""
    files: dict[str, bytes] = {}
    listed: list[Form] = []
    for number, report in enumerate(pack.reports, 1):
        how.step(number - 1, len(pack.reports))
        name = f"{number}-{plain_name(report.file_name)}"
        written = {f"{name}.{kind}": data for kind, data in _kinds(report.document, how).items()}
        files |= written
        listed.append(_told(report, sorted(written)))
    files |= beside.files
    held = tuple(_packed(name, files[name]) for name in sorted(files))
    contents = replace(pack.contents, files=held)
    files[CONTENTS] = text_bytes(contents_document(contents))
    manifest = _manifest(replace(pack, contents=contents), listed, files, how.as_of)
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    files[MANIFEST] = text.encode("utf-8", "surrogatepass")
    ordered = {name: files[name] for name in sorted(files)}
    return replace(pack, contents=contents, files=ordered, manifest=manifest)


def _kinds(document: Document, how: Making) -> dict[str, bytes]:
    """Return a report as every kind of file that can be written here."""
    found = {"html": html(document, how.paper), "docx": docx(document, how.paper)}
    if document.tables:
        found["csv"] = csv_bytes(document)
    if how.printed is not None:
        found["pdf"] = how.printed(document)
    return found


def _told(report: Report, names: Sequence[str]) -> Form:
    return {
        "report": report.request.name.value,
        "title": report.document.title,
        "subtitle": report.document.subtitle,
        "row_count": report.points,
        "left_out_count": report.left_out,
        "files": list(names),
    }


def _packed(name: str, data: bytes) -> PackedFile:
    return PackedFile(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def _manifest(
    pack: Pack, reports: list[Form], files: Mapping[str, bytes], as_of: AsOf | None
) -> Form:
    contents, frame = pack.contents, pack.contents.frame
    listed = map(partial(_entry, files), sorted(files))
    return {
        "schema": SCHEMA,
        "pack": "briefing pack",
        "about": contents.about,
        "language": frame.language,
        "day": frame.today.isoformat(),
        "as_of": None if as_of is None else {"day": as_of.day.isoformat(), "by": as_of.by.value},
        "version": pack.version,
        "filter": {"shows": contents.shows, "unmarked": frame.unmarked},
        "classifications": list(frame.marks),
        "left_out_count": frame.left_out,
        "reports": reports,
        "not_made": [{"report": each.name, "why": each.why} for each in contents.not_made],
        "held_file_count": contents.held,
        "held_files_left_out_count": contents.withheld,
        "damaged": list(contents.damaged),
        "files": list(listed),
    }


def _entry(files: Mapping[str, bytes], name: str) -> Form:
    packed = _packed(name, files[name])
    return {"name": packed.name, "size": packed.size, "sha256": packed.sha256}
