"""Registers of any size, made up from a seed and written through the register's own door.

Every record is in the change log, so that `servanda check` passes; each commitment has a title of
about 80 and a summary of about 400 characters from 20,000 words, most have a date, a move and a
lead agency, a third have evidence. A register is made once and kept in the folder for temporary
files, under a name that changes with the schema and with this module.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from getpass import getuser
from pathlib import Path

from app.domain.identity import derived_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.store import file, schema
from app.store.copies import CopyNotes
from app.store.door import Door
from app.store.driver import connect
from app.store.signature import Signature
from app.store.writer import Writer

TODAY = date(2026, 11, 22)
SEED = 20261122
CHUNK = 10_000

_WORDS = 20_000
_FIRST_DAY = date(2015, 1, 1)
_DAYS = (date(2030, 12, 31) - _FIRST_DAY).days
RELATIONS = ("PK-BY", "PK-KZ", "PK-UZ", "PK-AZ", "PK-TR")
_SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
_SECTORS = (
    "trade",
    "industry",
    "agriculture",
    "energy",
    "education",
    "health",
    "transport",
    "defence",
    "banking",
    "customs",
    "media",
    "science",
    "culture",
    "tourism",
    "labour",
    "justice",
    "interior",
    "environment",
    "water",
    "standards",
)


def made(size: int, seed: int = SEED) -> Path:
    """Return a register of `size` commitments, made now or on an earlier run. Not to be written."""
    folder = Path(tempfile.gettempdir()) / f"servanda-bench-{getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{size}-{seed}-{_digest()}.servanda"
    if not path.exists():
        beside = path.with_suffix(f".{os.getpid()}")
        for suffix in ("", "-journal"):
            Path(f"{beside}{suffix}").unlink(missing_ok=True)
        generate(beside, size, seed)
        beside.rename(path)
    return path


def generate(path: Path, size: int, seed: int = SEED) -> None:
    """Write a new register of `size` commitments to `path`."""
    file.create(path)
    connection = connect(path)
    # Nobody else has this file yet: what a crash leaves is thrown away.
    connection.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    instants = itertools.count(1_700_000_000_000, 60_000)
    with tempfile.TemporaryDirectory() as notes:
        way_in = Door(
            connection,
            path,
            notes=CopyNotes(Path(notes)),
            signature=Signature(actor="generator", now=lambda: next(instants)),
            silence=lambda: None,
        )
        world = _World(rng=random.Random(seed))  # noqa: S311 - repeatable on purpose
        with way_in.write("The world around") as act:
            world.furnish(act)
        for start in range(0, size, CHUNK):
            with way_in.write(f"Commitments from {start + 1}") as act:
                for number in range(start, min(start + CHUNK, size)):
                    world.promise(act, number)
    connection.execute("INSERT INTO search(search) VALUES('optimize')")
    connection.executescript("PRAGMA journal_mode=DELETE; ANALYZE")
    connection.close()


def _digest() -> str:
    texts = [Path(each).read_bytes() for each in (schema.__file__, __file__)]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:12]


@dataclass(slots=True, kw_only=True)
class _World:
    """What the made-up commitments are about, and what was made up so far."""

    rng: random.Random
    words: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    organisations: dict[str, list[str]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    sessions: list[tuple[str, str]] = field(default_factory=list)
    last: str = ""

    def furnish(self, act: Writer) -> None:
        """Make up a vocabulary, countries, agencies and sources."""
        found: dict[str, None] = {}
        while len(found) < _WORDS:
            found["".join(self.rng.choices(_SYLLABLES, k=self.rng.randint(2, 4)))] = None
        self.words = list(found)
        self.weights = list(itertools.accumulate(1 / (place + 20) for place in range(_WORDS)))
        for code in RELATIONS:
            first, second = code.split("-")
            act.create(
                "relation",
                derived_id("relation", code),
                {"code": code, "first_name": first, "second_name": second},
            )
        for country in sorted({side for code in RELATIONS for side in code.split("-")}):
            self.organisations[country] = [self._organisation(act, country, n) for n in range(40)]
        for number in range(200):
            identity = derived_id("source", str(number))
            act.create(
                "source",
                identity,
                {"title": self._text(60), "published": self._day().isoformat(), "kind": "press"},
            )
            self.sources.append(identity)

    def _organisation(self, act: Writer, country: str, number: int) -> str:
        identity = derived_id("organisation", country, str(number))
        act.create(
            "organisation",
            identity,
            {
                "name": f"Ministry of {self._text(24)}",
                "acronym": f"{country}{self._text(5).replace(' ', '').upper()[:4]}{number}",
                "country": country,
                "kind": "ministry",
            },
        )
        return identity

    def promise(self, act: Writer, number: int) -> None:
        """Make up one commitment with what stands beside it."""
        rng = self.rng
        identity = derived_id("commitment", str(number))
        kind = rng.choices(
            (Kind.ACTION, Kind.PROJECT, Kind.SIGNATURE, Kind.SESSION, Kind.MOU, Kind.AGREEMENT),
            (50, 15, 10, 5, 12, 8),
        )[0]
        relation = rng.choice(RELATIONS)
        first, second = relation.split("-")
        status = rng.choice(statuses(kind.family))
        made_on = self._day()
        values = {
            "ref": f"{relation}/{kind.value[:3].upper()}-{made_on.year}/{number + 1}",
            "relation": relation,
            "kind": kind.value,
            "title": self._text(80).capitalize(),
            "summary": self._text(400).capitalize() + ".",
            "status": status.value,
            "owed_by": rng.choice((first, second, f"{first}+{second}")),
            "strength": rng.choice((None, 0, 1, 2, 3, 3, 4, 4, 5)),
            "sector": rng.choice(_SECTORS),
            "owner": rng.choice(self.organisations[first]),
            "owner_basis": rng.choice(("stated", "presumed")),
            "counterpart": rng.choice(self.organisations[second]),
            "origin": rng.choice(self.sessions)[0] if self.sessions and number % 3 else None,
            "paragraph": f"{rng.randint(1, 9)}.{rng.randint(1, 20)}",
            "made_on": made_on.isoformat(),
            "made_at": rng.choice(("Minsk", "Islamabad", "Astana", "Tashkent", "")),
            "timing": self._timing(act, identity, number, made_on),
            "completion": rng.choice(("no evidence", "limited", "substantial", "complete")),
        }
        act.create("commitment", identity, values)
        if status is not Status.DRAFT:
            self._moves(act, identity, status, made_on)
        if number % 3 == 0:
            self._evidence(act, identity)
        if kind is Kind.SESSION:
            self.sessions = [*self.sessions[-199:], (identity, relation)]
        self.last = identity

    def _timing(self, act: Writer, identity: str, number: int, made_on: date) -> str | None:
        rng = self.rng
        if number % 12 == 0:
            return None
        day = made_on + timedelta(days=rng.randint(10, 1200))
        edtf, sense = rng.choice(
            (
                (day.isoformat(), "point"),
                (f"{day:%Y-%m}", "point"),
                (f"{day:%Y}", "point"),
                (f"{day:%Y-%m}?", "point"),
                (f"[..{day.isoformat()}]", "deadline"),
                (f"{made_on.year}/{day.year + 1}", "span"),
            )
        )
        values = {"commitment": identity, "role": "first", "sense": sense, "basis": "stated"}
        if number % 50 == 1 and self.last:
            values |= {"anchor": self.last, "sense": "point", "words": "with the one before"}
        else:
            values |= {"edtf": edtf}
        key = derived_id("timing", identity)
        act.create("timing", key, values)
        return key

    def _moves(self, act: Writer, identity: str, status: Status, made_on: date) -> None:
        steps = ["open", status.value] if status.phase is Phase.DONE else [status.value]
        for place, value in enumerate(steps):
            day = made_on + timedelta(days=place * self.rng.randint(20, 900))
            act.create(
                "move",
                derived_id("move", identity, str(place)),
                {
                    "commitment": identity,
                    "field": "status",
                    "value": value,
                    "happened_on": day.isoformat(),
                },
            )

    def _evidence(self, act: Writer, identity: str) -> None:
        act.create(
            "evidence",
            derived_id("evidence", identity),
            {
                "commitment": identity,
                "source": self.rng.choice(self.sources),
                "supports": "title",
                "paragraph": str(self.rng.randint(1, 60)),
                "paraphrase": self._text(90),
                "stance": "supports",
            },
        )

    def _day(self) -> date:
        return _FIRST_DAY + timedelta(days=self.rng.randrange(_DAYS))

    def _text(self, length: int) -> str:
        """Return words, commas among them, of about `length` characters."""
        words = self.rng.choices(self.words, cum_weights=self.weights, k=max(1, length // 7))
        for place in range(7, len(words), 8):
            words[place] += ","
        return " ".join(words)
