"""Row 10, second half: the reminders of 30 days against SQLite's own count of what they are of.

The register is filled straight into its tables, without a log, since only reading is measured:
commitments as long as those of the other registers, dates spread over the same sixteen years, with
working days filled in. What is counted is what the scan has to look at: what is owed and due within
the 61 days that the leads of undertakings reach, and what nobody has given news of.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from getpass import getuser
from pathlib import Path

from app.domain.clock import Clock
from app.domain.edtf import parse
from app.domain.identity import derived_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.occurrences import Occurrence
from app.domain.reminder_rules import NONE, Point, ReminderRule, RuleBook
from app.domain.timeliness import UPDATE_PERIOD_DAYS
from app.paths import folders
from app.services import holidays
from app.services.opening import open_register
from app.services.reminder_scan import Scan
from app.services.reminders import inbox
from app.services.watching import look
from app.store import file, schema
from app.store.claims import WINDOW
from app.store.driver import connect
from app.store.listing import SILENT
from app.store.reader import Reader
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds, timed
from tests.benchmarks.generator import TODAY

_GOAL, _FROM = 20, 100_000
"""Held to at sizes where what has to be read outweighs making two calendars, which takes 10 ms."""
_LOOK_TIMES = 3
_RELATIONS = ("PK-BY", "PK-KZ", "PK-UZ", "PK-AZ", "PK-TR")
_AGENCIES = 40
_FIRST_DAY = date(2015, 1, 1)
_DAYS = (date(2030, 12, 31) - _FIRST_DAY).days
_TITLE, _SUMMARY = "x" * 80, "y" * 400
_OWED = ",".join(f"'{each}'" for each in Status if each.phase in (Phase.OPEN, Phase.ACTIVE))
_DATED = (  # put together from our own names
    f"SELECT count(*) FROM commitment WHERE gone='' AND event=0 AND +status IN({_OWED})"  # noqa: S608
    " AND (latest IS NULL)=0 AND latest BETWEEN :today AND :last"
)
_QUIET = f"SELECT count(*) FROM commitment WHERE gone='' AND {SILENT}"  # noqa: S608
_SILENCE_ASIDE = RuleBook([ReminderRule(id="", point=Point.NO_NEWS, leads=NONE)])


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure at every size; the inbox and a look, which have no goal, stand beside."""
    for size in sizes:
        yield from _of_size(size, times)


def _of_size(size: int, times: int) -> Iterator[Figure]:
    path = filled(size)
    connection = connect(path, read_only=True)
    reader = Reader(connection)
    values = {
        "today": TODAY.isoformat(),
        "last": (TODAY + timedelta(days=61)).isoformat(),
        "period": UPDATE_PERIOD_DAYS,
    }

    def count(statement: str) -> Callable[[], object]:
        return lambda: connection.execute(statement, values).fetchone()

    def scan(book: RuleBook | None) -> Callable[[], list[Occurrence]]:
        return lambda: list(Scan(reader, TODAY, book=book).between(TODAY, TODAY + timedelta(30)))

    dates = scan(_SILENCE_ASIDE)
    acts = [
        dates,
        scan(None),
        count(_DATED),
        count(_QUIET),
        lambda: inbox(reader, TODAY, seat="officer"),
    ]
    for each in acts:
        each()
    dated, whole, due, quiet, listed = map(
        median, in_turns([partial(timed, each) for each in acts], times)
    )
    found = len(dates())
    connection.close()
    looked = _looked(path)
    yield Figure(
        row=10,
        what=f"{found:,} reminders of 30 days at {size:,}, to a count of what is due in 61",
        value=dated / due,
        goal=_GOAL if size >= _FROM else None,
        beside=f"{milliseconds(dated)} : {milliseconds(due)}",
    )
    yield Figure(
        row=10,
        what="the same with silence by agency, to both counts",
        value=whole / (due + quiet),
        goal=_GOAL if size >= _FROM else None,
        beside=f"{milliseconds(whole)} : {milliseconds(due + quiet)}",
    )
    yield Figure(
        row=10,
        what=f"the whole inbox at {size:,}, its backlog with it, to both counts",
        value=listed / (due + quiet),
        beside=milliseconds(listed),
    )
    yield Figure(
        row=10,
        what="a look by window or helper, marks with it, to both counts",
        value=looked / (due + quiet),
        beside=milliseconds(looked),
    )


def _looked(path: Path) -> float:
    """How long a look takes that finds nothing new. Its marks stay in this register of nobody's."""
    with tempfile.TemporaryDirectory() as folder:
        register = open_register(path, folders(Path(folder)), _clock(), "benchmark")
        look(register, WINDOW)
        found = median([timed(lambda: look(register, WINDOW)) for _ in range(_LOOK_TIMES)])
        register.close()
    return found


def _clock() -> Clock:
    return Clock(today=lambda: TODAY, now=lambda: 1_800_000_000_000)


# --- the register --------------------------------------------------------------------------------


def filled(size: int) -> Path:
    """Return a register of `size` bare commitments, filled now or on an earlier run."""
    folder = Path(tempfile.gettempdir()) / f"servanda-bench-{getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    texts = [Path(each).read_bytes() for each in (schema.__file__, __file__)]
    digest = hashlib.sha256(b"".join(texts)).hexdigest()[:12]
    path = folder / f"reminders-{size}-{digest}.servanda"
    if not path.exists():
        beside = path.with_suffix(f".{os.getpid()}")
        beside.unlink(missing_ok=True)
        _fill(beside, size)
        beside.rename(path)
    return path


def _fill(path: Path, size: int) -> None:
    file.create(path)
    connection = connect(path)
    connection.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
    connection.execute("BEGIN")
    for (name,) in triggers:  # no full text is looked up here
        connection.execute(f"DROP TRIGGER {name}")
    connection.executemany(
        "INSERT INTO relation(id,code,first_name,second_name,gone) VALUES(?,?,?,?,'')",
        [(derived_id("relation", each), each, *each.split("-")) for each in _RELATIONS],
    )
    rng = random.Random(10)  # noqa: S311 - repeatable on purpose
    connection.executemany(
        "INSERT INTO organisation(id,name,acronym,country,kind,gone) VALUES(?,?,?,?,'ministry','')",
        [(_agency(code, n), f"Ministry {n}", f"{code}{n}", code)
         for code in ("PK",) for n in range(_AGENCIES)],
    )  # fmt: skip
    rows, timings = [], []
    for number in range(size):
        row, timing = _promise(rng, number)
        rows.append(row)
        timings.append(timing)
        if len(rows) == 50_000 or number == size - 1:
            _insert(connection, rows, timings)
            rows, timings = [], []
    connection.execute("COMMIT")
    connection.executescript("PRAGMA journal_mode=DELETE; ANALYZE")
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        register = open_register(path, folders(Path(folder)), _clock(), "benchmark")
        codes = dict.fromkeys(side for each in _RELATIONS for side in each.split("-"))
        years = range(TODAY.year, TODAY.year + 2)
        wanted = [(code, year) for code in codes for year in years if holidays.known(code, year)]
        holidays.fill(register, wanted)
        register.close()


def _insert(connection: object, rows: list[dict[str, object]], timings: list[tuple]) -> None:
    names = list(rows[0])
    marks = ",".join("?" * len(names))
    execute = connection.executemany  # type: ignore[attr-defined]
    execute(
        "INSERT INTO timing(id,commitment,role,edtf,sense,basis,gone) VALUES(?,?,'first',?,?,"
        "'stated','')",
        timings,
    )
    execute(
        f"INSERT INTO commitment({','.join(names)}) VALUES({marks})",
        [tuple(each.values()) for each in rows],
    )


def _promise(rng: random.Random, number: int) -> tuple[dict[str, object], tuple]:
    identity = derived_id("commitment", str(number))
    kind = rng.choices(
        (Kind.ACTION, Kind.PROJECT, Kind.SIGNATURE, Kind.SESSION, Kind.MOU, Kind.AGREEMENT),
        (50, 15, 10, 5, 12, 8),
    )[0]
    day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    edtf, sense = rng.choice(
        (
            (day.isoformat(), "point"),
            (f"{day:%Y-%m}", "point"),
            (f"{day:%Y}", "point"),
            (f"{day:%Y-%m}?", "point"),
            (f"[..{day.isoformat()}]", "deadline"),
            (f"{day.year - 1}/{day.year + 1}", "span"),
        )
    )
    read, timing = parse(edtf), derived_id("timing", identity)
    agency = rng.randrange(_AGENCIES)
    row = {
        "id": identity,
        "ref": f"R/{number}",
        "relation": rng.choice(_RELATIONS),
        "kind": kind.value,
        "title": _TITLE,
        "summary": _SUMMARY,
        "status": rng.choice(statuses(kind.family)).value,
        "strength": rng.choice((None, 0, 1, 2, 3, 3, 4, 4, 5)),
        "owner": _agency("PK", agency),
        "owner_words": f"PK{agency}",
        "timing": timing,
        "sense": sense,
        "earliest": read.earliest and read.earliest.isoformat(),
        "latest": read.latest and read.latest.isoformat(),
        "event": 0,
        "gone": "",
    }
    return row, (timing, identity, edtf, sense)


def _agency(country: str, number: int) -> str:
    return derived_id("organisation", country, str(number))
