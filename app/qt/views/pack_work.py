"""The making of a briefing pack off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.reports.look import Paper
from app.qt.printing.book import book, printed
from app.qt.work import Cancelled, Progress, Task
from app.services.register import Register
from app.services.reports.pack import Making, Pack, gathered
from app.services.reports.pack_files import write_pack
from app.services.reports.pack_plan import PackAsked
from app.services.written import beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What is said at the end: where it lies, what was not made, what is damaged."""

    told: str
    missing: str
    damaged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How the making of a pack ended: what is said, and whether something was wrong with it."""

    said: str
    wrong: bool = False


def packing(
    register: Register,
    asked: PackAsked,
    today: date,
    target: Path,
    *,
    paper: Paper,
    said: Sentences,
) -> Task:
    """Return the task that makes a pack at `target`: as PDF where the name ends so, else whole."""
    store, as_of, single = register.store, register.as_of, target.suffix.casefold() == ".pdf"

    def task(progress: Progress, cancelled: Cancelled) -> Told:
        making = Making(
            paper=paper,
            as_of=as_of,
            printed=printed(paper),
            files=not single,
            progress=progress,
            cancelled=cancelled,
        )
        reader = store.fresh_reader()
        try:
            pack = gathered(reader, asked, today, making)
        finally:
            reader.close()
        if single:
            data = book(pack, paper, progress, cancelled)
            with beside(target) as file:
                file.write(data)
        else:
            write_pack(pack, target)
        return _told(pack, target, said)

    return task


def _told(pack: Pack, target: Path, said: Sentences) -> Told:
    contents = pack.contents
    lines = [said.told.format(file=target.name)]
    lines += [said.missing.format(report=each.name, why=each.why) for each in contents.not_made]
    if contents.damaged:
        lines.append(said.damaged.format(count=len(contents.damaged)))
    return Told(said=" ".join(lines), wrong=bool(contents.damaged))
