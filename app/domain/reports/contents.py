"""The first page of a briefing pack: what lies in it, what does not and why, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.date_words import Translate
from app.domain.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Group,
    Heading,
    Line,
    Paragraph,
    Table,
    cell,
)
from app.domain.reports.frame import Frame
from app.domain.reports.phrases import isolated


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A report of the pack: its title and subtitle, its rows and those left out.

    `page` is the number of its first page, where all stand in one file.
    """

    title: str
    subtitle: str
    rows: int
    left_out: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMade:
    """A report that was asked for and could not be made, with the sentence that says why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of the pack, with what proves that it is still the same."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a pack holds.

    `about` says in the language of the pack what it is about. `held` counts stored texts and
    files in it, `withheld` those left out since only marked points rest on their sources;
    `damaged` names by their SHA-256 those that are missing or no longer what was stored.
    """

    frame: Frame
    about: str
    shows: str
    parts: tuple[Part, ...]
    not_made: tuple[NotMade, ...] = ()
    files: tuple[PackedFile, ...] = ()
    held: int = 0
    withheld: int = 0
    damaged: tuple[str, ...] = ()


def shows_words(
    tr: Translate,
    *,
    sector: str,
    agency: str,
    pair: str,
    names: Sequence[tuple[str, str]],
) -> str:
    """Return what the list of a pack holds: a sector, what an agency leads, or all of a pair."""
    if sector:
        return tr("Every point of the sector {name}").format(name=isolated(sector))
    if agency:
        return tr("Every point that {name} leads").format(name=isolated(agency))
    said = pair or tr("All pairs of countries")
    if names and all(names[0]):
        said = " – ".join(names[0])
    return tr("Every point between {name}").format(name=said)


def contents_document(contents: Contents) -> Document:
    """Return the page as a document."""
    voice = contents.frame.voice
    tr = voice.tr
    blocks: list[Block] = [Heading(text=tr("Reports")), _parts(contents, tr)]
    blocks += [
        Paragraph(
            line=voice.told(tr("Not made: {report}. {why}").format(report=each.name, why=each.why))
        )
        for each in contents.not_made
    ]
    blocks += [
        Paragraph(line=voice.told(said, Emphasis.STRONG if alarms else Emphasis.PLAIN))
        for said, alarms in _stored(contents, tr)
    ]
    if contents.files:
        blocks += [Heading(text=tr("Files")), _files(contents.files, tr)]
    return contents.frame.document(
        title=tr("Briefing pack"),
        subtitle=contents.about,
        shows=contents.shows,
        blocks=blocks,
        upright=True,
    )


def _parts(contents: Contents, tr: Translate) -> Table:
    paged = any(each.page is not None for each in contents.parts)
    columns = [
        Column(key="report", heading=tr("Report"), width=110),
        Column(key="rows", heading=tr("Rows"), width=20, align=Align.END),
        Column(key="left", heading=tr("Left out"), width=24, align=Align.END),
    ]
    if paged:
        columns.append(Column(key="page", heading=tr("Page"), width=20, align=Align.END))
    rows = []
    for each in contents.parts:
        language = contents.frame.language
        made = [
            cell(
                Line(text=each.title, language=language, emphasis=Emphasis.STRONG),
                Line(text=each.subtitle, language=language, emphasis=Emphasis.QUIET),
            ),
            cell(str(each.rows)),
            cell(str(each.left_out)),
        ]
        rows.append(tuple([*made, cell(str(each.page or ""))] if paged else made))
    return Table(columns=tuple(columns), groups=(Group(rows=tuple(rows)),))


def _stored(contents: Contents, tr: Translate) -> list[tuple[str, bool]]:
    """Say what of the stored texts and files is in the pack, and what is wrong with others."""
    found = [
        (tr("Stored texts and files in it: {count}.").format(count=contents.held), False)
    ] if contents.files else []  # fmt: skip
    if contents.withheld:
        said = tr(
            "Stored texts and files left out, since only marked points rest on them: {count}."
        )
        found.append((said.format(count=contents.withheld), False))
    for each in contents.damaged:
        said = tr("A stored file is missing or not what it was, and is not in the pack: {digest}")
        found.append((said.format(digest=each), True))
    return found


def _files(files: Sequence[PackedFile], tr: Translate) -> Table:
    columns = (
        Column(key="name", heading=tr("File"), width=84),
        Column(key="size", heading=tr("Bytes"), width=20, align=Align.END),
        Column(key="sha256", heading="SHA-256", width=74),
    )
    rows = tuple((cell(each.name), cell(str(each.size)), cell(each.sha256)) for each in files)
    return Table(columns=columns, groups=(Group(rows=rows),))
