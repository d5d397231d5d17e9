"""Parsing in a process of its own, which may break, hang or grow without harm to this one.

The file's bytes go in, pages of cells come back as JSON: nothing that comes back is run. Where the
system can, the process is kept from taking more memory than allowed; time is watched from here.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from app.domain.errors import InvalidValueError, StorageError
from app.domain.intake.grid import BLANK, Cell, CellKind, Grid, GridRow
from app.services.intake.assembly import Tally
from app.services.intake.gate import Content, Limits, called_off, refused

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]

_LETTERS = {each: each.value[0] for each in CellKind}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_PAGE = 20_000
"""After how many cells a page is sent."""

_KEPT = 50_000
"""How many cells are remembered, so that a word that comes again and again is kept once."""

_GLANCE = 0.05
_BROKEN = "cannot be read: it is damaged, only half written, or made in an unusual way"
_LOST = "cannot be read: it is damaged, or takes more memory than one file is allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be parsed: its bytes' kind, the name for sentences, how much may come of it."""

    content: Content
    name: str
    limits: Limits


def parsed(task: Task, data: bytes, told: Callable[[int, int], None]) -> Iterator[Grid]:
    """Give the tables of a file, in this very process.

    Raises `InvalidValueError` beyond the limits, and whatever a library raises for a broken file.
    """
    tally = Tally(task.name, task.limits)
    match task.content:
        case Content.WORKBOOK:
            from app.services.intake.workbook import read_workbook  # noqa: PLC0415 - one of them

            yield from read_workbook(data, tally, told)
        case Content.OPEN_SHEET:
            from app.services.intake.open_sheet import read_open_sheet  # noqa: PLC0415 - one

            yield from read_open_sheet(data, tally, told)
        case Content.LETTER:
            from app.services.intake.worddoc import read_letter  # noqa: PLC0415 - one

            yield from read_letter(data, tally, told)
        case _:
            from app.services.intake.markup import read_markup  # noqa: PLC0415 - one

            yield from read_markup(data.decode("utf-8", "surrogatepass"), tally)


def parsed_apart(
    task: Task, data: bytes, *, progress: Progress, cancelled: Cancelled
) -> tuple[Grid, ...]:
    """Return the tables of a file, parsed in another process.

    Raises `InvalidValueError` where the file is refused, broken, or takes more time or memory than
    its limits; `CancelledError` as soon as `cancelled` says so; `StorageError` where the system
    gives no other process.
    """
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_work, args=(there, task), name="servanda-intake", daemon=True)
    try:
        process.start()
    except OSError as error:
        here.close()
        there.close()
        raise StorageError(
            f"“{task.name}” was not read: the system could not begin another process."
        ) from error
    there.close()
    try:
        with suppress(OSError):  # it broke before it listened, which is met below
            here.send_bytes(data)
        return _received(task, _messages(task, here, cancelled), progress)
    finally:
        _ended(process)
        here.close()


def _ended(process: SpawnProcess) -> None:
    process.kill()
    process.join()
    process.close()


def _messages(task: Task, here: Connection, cancelled: Cancelled) -> Iterator[Any]:
    """Give what the process says until it is done. Raises as `parsed_apart` does."""
    end = time.monotonic() + task.limits.seconds
    while True:
        if cancelled():
            raise called_off()
        if time.monotonic() > end:
            raise refused(
                task.name,
                f"was not read within {task.limits.seconds:g} seconds: "
                "save the one table that is wanted as a file of its own",
            )
        try:
            if not here.poll(_GLANCE):
                continue
            message = json.loads(here.recv_bytes())
        except (EOFError, OSError):
            raise refused(task.name, _LOST) from None
        if message == "done":
            return
        yield message


def _received(task: Task, messages: Iterator[Any], progress: Progress) -> tuple[Grid, ...]:
    """Put the tables together from what the process sent."""
    grids: list[tuple[Mapping[str, Any], list[GridRow]]] = []
    known: dict[tuple[str, str], Cell] = {}
    for message in messages:
        match message:
            case {"step": [done, all_]}:
                progress(done, all_)
            case {"grid": about}:
                grids.append((about, []))
            case {"rows": rows}:
                grids[-1][1].extend(_row(each, known) for each in rows)
            case {"refused": why}:
                raise InvalidValueError("file", why)
            case _:
                raise refused(task.name, _LOST if message == "memory" else _BROKEN)
    return tuple(
        Grid(
            rows=tuple(rows),
            name=about["name"],
            hidden=about["hidden"],
            notes=tuple(about["notes"]),
            marking=about["marking"],
            days_from=date.fromisoformat(about["days_from"]) if about["days_from"] else None,
        )
        for about, rows in grids
    )


def _row(sent: tuple[int, list[str], str], known: dict[tuple[str, str], Cell]) -> GridRow:
    """Return a row as it was sent; cells that come again and again are kept once."""
    number, texts, kinds = sent
    cells = []
    for pair in zip(texts, kinds, strict=True):
        cell = known.get(pair)
        if cell is None:
            text, kind = pair
            cell = Cell(text, _KINDS[kind.lower()], kind.isupper()) if text else BLANK
            if len(known) < _KEPT:
                known[pair] = cell
        cells.append(cell)
    return GridRow(number=number, cells=tuple(cells))


# --- in the other process -------------------------------------------------------------------------


def _work(connection: Connection, task: Task) -> None:
    """Parse what comes through the connection, and send what comes of it."""
    _hushed()
    _limited(task.limits)
    gc.disable()  # it would walk through millions of cells, none of which is in a cycle

    def say(message: object) -> None:
        connection.send_bytes(json.dumps(message).encode())

    try:
        data = connection.recv_bytes()
        for each in parsed(task, data, lambda done, all_: say({"step": [done, all_]})):
            for page in _pages(each):
                say(page)
        say("done")
    except InvalidValueError as error:
        say({"refused": str(error)})
    except (BrokenPipeError, EOFError):
        return  # nobody waits any more
    except MemoryError:
        say("memory")
    except BaseException:  # noqa: BLE001 - a library's panic is no Exception; a file is at fault
        say("broken")


def _pages(grid: Grid) -> Iterator[object]:
    """Give a grid in pages, each small enough to be sent at once."""
    days_from = grid.days_from.isoformat() if grid.days_from is not None else ""
    about = {"name": grid.name, "hidden": grid.hidden, "notes": grid.notes}
    about["marking"] = grid.marking
    yield {"grid": {**about, "days_from": days_from}}
    page: list[object] = []
    cells = 0
    for row in grid.rows:
        kinds = "".join(
            _LETTERS[each.kind].upper() if each.spread else _LETTERS[each.kind]
            for each in row.cells
        )
        page.append((row.number, [each.text for each in row.cells], kinds))
        cells += len(row.cells)
        if cells > _PAGE:
            yield {"rows": page}
            page, cells = [], 0
    yield {"rows": page}


def _hushed() -> None:
    """Let nothing of a file reach a terminal, and leave Ctrl-C to the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 2)
    # A library that breaks for want of memory would try to say where, and hang for want of more.
    os.environ["RUST_BACKTRACE"] = os.environ["RUST_LIB_BACKTRACE"] = "0"


def _limited(limits: Limits) -> None:
    """Keep this process from taking more memory or time than allowed, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - where there is one

    seconds = int(limits.seconds) + 1
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
