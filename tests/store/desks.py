"""Officers at work, for tests: desks with a register of their own, and random acts on them.

What hypothesis or a seeded generator draws are plain numbers; `Officer.do` makes of them an act
that the register may take or refuse. So a failing history shrinks, and can be played again.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from app.domain.change import ChangeKind
from app.domain.clock import Clock
from app.domain.commitment import Commitment, Completion, Strength
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId, OrganisationId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import legal_moves
from app.domain.particulars import Link, LinkKind, Organisation, Source
from app.domain.timing import Basis, Sense, Timing
from app.services.register import Register
from app.store import file
from app.store.records import RECORDS
from app.store.signature import Signature
from app.store.store import Store

TODAY = date(2026, 11, 22)
START = 1_795_334_400_000  # 2026-11-22T08:00:00Z
LONG = "long" in (os.environ.get("SERVANDA_FAULTS"), os.environ.get("HYPOTHESIS_PROFILE"))
"""Whether the long forms are wanted: `SERVANDA_FAULTS=long poe faults`, an hour or two."""

TEXTS = (
    "Tractor plant",
    "Совместная комиссия",
    "مشترکہ کمیشن کا اجلاس",
    "naïve café Zürich",
    'says "later", it\'s; DROP TABLE--',
    "=1+1",
    "two\nlines",
    "x" * 3000,
    "",
)
DATES = ("2025-02?", "2026", "2026-33", "2026-12-31", "[2026-11-01..2026-12-10]", "2026-05/..")
PLACES = ("2025/2027", "../2025-12-31", "2024-11-26")


def examples(short: int) -> settings:
    """Return how many random examples to try: `short`, or forty times as many."""
    return settings(max_examples=short * 40 if LONG else short)


@contextmanager
def folder() -> Iterator[Path]:
    """Give an empty folder, for tests in which many examples share one fixture."""
    with tempfile.TemporaryDirectory(prefix="servanda-desk-", ignore_cleanup_errors=True) as name:
        yield Path(name).resolve()


@dataclass(slots=True)
class Instants:
    """A computer's clock: each look moves it by a second, or by what `steps` says."""

    at: int = START
    steps: list[int] = field(default_factory=list)

    def __call__(self) -> int:
        self.at += self.steps.pop(0) if self.steps else 1000
        return self.at


def commitment(ref: str = "", title: str = "A promise", **values: object) -> Commitment:
    """Return a commitment that may be proposed."""
    given = {"relation": "PK-BY", "kind": Kind.ACTION, **values}
    return Commitment(id=CommitmentId(new_id()), ref=ref, title=title, **given)


@cache
def _empty() -> bytes:
    with folder() as place:
        file.create(place / "r.servanda")
        return (place / "r.servanda").read_bytes()


def created(path: Path) -> Path:
    """Make an empty register, the same one at every call: making one takes its time."""
    path.write_bytes(_empty())
    return path


def seated(path: Path, *, actor: str = "officer", now: Instants | None = None, **how) -> Register:
    """Open a register at a desk whose copy notes lie in a folder of the actor's."""
    clock = Clock(today=lambda: TODAY, now=now or Instants())
    store = Store(
        path,
        copies=path.parent / f"notes-{actor}",
        backups=path.parent / "backups",
        signature=Signature(actor=actor, now=clock.now),
        **how,
    )
    return Register(store, clock)


def hand_copy(register: Register, to: Path) -> Path:
    """Copy a register's file as a file manager would."""
    shutil.copyfile(register.store.path, to)
    return to


def raw(register: Register):
    """Return the connection under a register, for looking behind the door."""
    return register.store._connection  # noqa: SLF001 - the tests look where no caller may


def raw_of(reader):
    """Return the connection under a reader."""
    return reader._connection  # noqa: SLF001 - the same


def rows(register: Register, table: str, *, rid: bool = False, undone: bool = True) -> list[tuple]:
    """Return every row of a table, by identity; derived columns included."""
    cursor = raw(register).execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
    names = [each[0] for each in cursor.description]
    keep = [place for place, name in enumerate(names) if rid or name != "rid"]
    gone = names.index("gone") if "gone" in names else None
    found = [
        tuple(row[place] for place in keep)
        for row in cursor
        if undone or gone is None or row[gone] != "undone"
    ]
    return sorted(found, key=repr)


def contents(register: Register, *, rid: bool = False, undone: bool = True) -> dict[str, list]:
    """Return every record table as it stands."""
    return {name: rows(register, name, rid=rid, undone=undone) for name in RECORDS}


def everything(register: Register) -> dict[str, object]:
    """Return all that two copies of a register must agree on once they are merged."""
    return {
        **contents(register),
        "conflict": rows(register, "conflict"),
        "braid": rows(register, "braid"),
        "blob": rows(register, "blob"),
        "heads": register.store.heads(),
    }


def exchange(one: Register, other: Register) -> None:
    """Let `other` take in what `one` holds and it lacks."""
    other.store.absorb(one.store.bundle(other.store.heads()))


def erase(register: Register, identity: CommitmentId) -> None:
    """Erase a commitment and all that stands beside it, as emptying the bin does."""
    with register.store.write("Empty the bin", ChangeKind.ERASE) as writer:
        for spec in RECORDS.values():
            if spec.owner:
                found = writer.connection.execute(
                    f"SELECT id FROM {spec.name} WHERE {spec.owner}=?",  # noqa: S608
                    (identity,),
                ).fetchall()
                for (each,) in found:
                    writer.erase(spec.name, each)
        writer.erase("commitment", identity)


class Refusal:
    """Expects an act to be refused in one sentence, and to leave the register as it was."""

    def __init__(self, register, kind):
        self._register, self._kind = register, kind
        self.error: ServandaError | None = None

    def __enter__(self):
        self._before = contents(self._register), self._register.store.heads()
        return self

    def __exit__(self, kind, error, trace):
        assert kind is not None, "it was not refused"
        if not issubclass(kind, self._kind):
            return False
        assert (contents(self._register), self._register.store.heads()) == self._before
        text = str(error)
        assert text.endswith((".", "”"))
        assert "\n" not in text
        self.error = error
        return True

    @property
    def field(self):
        return self.error.field

    def __str__(self):
        return str(self.error)


Draw = tuple[str, int, int, int]

VERBS = [
    "propose",
    "propose",
    "propose",
    "amend",
    "amend",
    "amend",
    "rename",
    "move",
    "move",
    "move",
    "note",
    "withdraw",
    "evidence",
    "link",
    "unlink",
    "milestone",
    "support",
    "meeting",
    "holiday",
    "year",
    "time",
    "postpone",
    "correct",
    "reading",
    "choose",
    "completion",
    "ball",
    "discard",
    "restore",
    "body",
    "owner",
    "together",
    "text",
    "text",
    "paper",
    "forget",
    "unsource",
]
"""What an officer does; some oftener than others."""

numbers = st.integers(0, 10_000)
acts = st.lists(st.tuples(st.sampled_from(VERBS), numbers, numbers, numbers), max_size=30)
"""Random work, as plain numbers."""


def seeded(number: int) -> random.Random:
    """Return a generator that draws the same at every run."""
    return random.Random(number)  # noqa: S311 - nothing is kept secret by it


def at_random(generator, count: int, verbs=VERBS) -> list[Draw]:
    """Return random work drawn from a seeded `random.Random`."""
    return [
        (generator.choice(verbs), *(generator.randrange(10_000) for _ in range(3)))
        for _ in range(count)
    ]


class Officer:
    """Does at one desk what the numbers say, and takes a refusal for an answer."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.refused: list[str] = []

    def work(self, draws: list[Draw]) -> int:
        """Do one act after another; returns how many were taken."""
        return sum(self.do(*each) for each in draws)

    def do(self, verb: str, a: int, b: int, c: int) -> bool:
        """Do one act; whether it was taken."""
        try:
            getattr(self, f"_{verb}")(a, b, c)
        except ServandaError as error:
            self.refused.append(str(error))
            return False
        return True

    # What there is to act on

    def _ids(self, table: str, clause: str = "gone=''") -> list:
        found = raw(self.register).execute(
            f"SELECT id FROM {table} WHERE {clause} ORDER BY id"  # noqa: S608
        )
        return [row[0] for row in found]

    def _one(self, number: int, table: str = "commitment", clause: str = "gone=''"):
        found = self._ids(table, clause)
        if not found:
            raise ServandaError("nothing there")
        return found[number % len(found)]

    def _timing(self, a: int, b: int, c: int) -> Timing:
        if a % 4 == 0:
            anchor = self._one(b)
            return Timing(words="hangs", anchor=anchor, offset=("", "P10D", "-P1M")[c % 3])
        if a % 4 == 1:
            return Timing(words=TEXTS[b % len(TEXTS)], basis=Basis.TO_BE_AGREED)
        edtf = DATES[b % len(DATES)]
        sense = Sense.DEADLINE if edtf.startswith("[") else Sense.POINT
        return Timing(words="said", edtf=edtf, sense=sense, basis=Basis.STATED)

    # Verbs

    def _propose(self, a: int, b: int, c: int) -> None:
        kinds = tuple(Kind)
        timing = None
        if b % 3:
            with suppress(ServandaError):
                timing = self._timing(a, b, c)
        self.register.propose(
            commitment(
                ref="" if a % 2 else f"R/{a % 40}.{b % 3}",
                title=TEXTS[c % len(TEXTS)] or "Nameless",
                kind=kinds[a % len(kinds)],
                owed_by=("", "PK", "both", "Some firm")[b % 4],
                summary=TEXTS[b % len(TEXTS)],
                strength=(None, *Strength)[c % 7],
                made_on=("", "2024-11-26", "2025-02")[a % 3],
                sector=("", "industry", "agriculture")[c % 3],
            ),
            timing=timing,
        )

    def _amend(self, a: int, b: int, c: int) -> None:
        names = ("title", "summary", "sector", "remarks", "paragraph", "line_to_take")
        text = TEXTS[c % len(TEXTS)]
        name = names[b % len(names)]
        self.register.amend(self._one(a), **{name: text or ("Nameless" if name == "title" else "")})

    def _rename(self, a: int, b: int, c: int) -> None:
        self.register.amend(self._one(a), ref=f"R/{b % 40}.{c % 3}", owed_by="BY", strength=c % 6)

    def _move(self, a: int, b: int, c: int) -> None:
        identity = self._one(a)
        row = self.register.reader.row(identity)
        legal = legal_moves(row.kind.family, row.status)
        self.register.move(
            identity,
            legal[b % len(legal)],
            why="because",
            review_on="2027-01-15",
            happened_on=("", "2025-04-11", "2025-03")[c % 3],
        )

    def _note(self, a: int, b: int, c: int) -> None:
        self.register.note(self._one(a), TEXTS[b % len(TEXTS)], as_of=("", "2026-10")[c % 2])

    def _withdraw(self, a: int, b: int, c: int) -> None:
        note = self._one(a, "note")
        at = raw(self.register).execute("SELECT commitment FROM note WHERE id=?", (note,))
        self.register.withdraw_note(at.fetchone()[0], note)

    def _evidence(self, a: int, b: int, c: int) -> None:
        source = Source(id=SourceId(new_id()), title=TEXTS[b % len(TEXTS)], published="2025-04")

        def enter(officer) -> None:
            officer.add_source(source)
            quotation = f"word {c % 9}" if c % 2 else ""
            officer.add_evidence(self._one(a), source.id, paragraph=f"3.{c}", quotation=quotation)

        self.register.together("Evidence", enter)

    def _text(self, a: int, b: int, c: int) -> None:
        words = [f"word {(b * each) % 9}" for each in range(c % 7)]
        self.register.keep_text(self._one(a, "source"), "\n".join(words))

    def _paper(self, a: int, b: int, c: int) -> None:
        self.register.keep_file(self._one(a, "source"), b"page" * (b % 5), TEXTS[c % len(TEXTS)])

    def _forget(self, a: int, b: int, c: int) -> None:
        source = self._one(a, "source")
        (self.register.forget_text if (b + c) % 2 else self.register.forget_file)(source)

    def _unsource(self, a: int, b: int, c: int) -> None:
        if c % 2:
            self.register.erase_source(self._one(b, "source", "gone='binned'"))
        source = self._one(a, "source")
        for each in self.register.reader.evidence_from(source):
            self.register.withdraw_evidence(each.commitment, each.id)
        self.register.withdraw_source(source)

    def _link(self, a: int, b: int, c: int) -> None:
        kinds = tuple(LinkKind)
        self.register.link(
            Link(
                id=new_id(),
                origin=self._one(a),
                kind=kinds[c % len(kinds)],
                target=self._one(b),
                presumed=bool(c % 2),
            )
        )

    def _unlink(self, a: int, b: int, c: int) -> None:
        self.register.together("Unlink", lambda officer: officer.unlink(self._one(a, "link")))

    def _milestone(self, a: int, b: int, c: int) -> None:
        self.register.add_milestone(self._one(a), TEXTS[b % len(TEXTS)], due=DATES[c % len(DATES)])

    def _support(self, a: int, b: int, c: int) -> None:
        body = self._one(b, "organisation")
        self.register.together("Support", lambda officer: officer.support(self._one(a), body))

    def _meeting(self, a: int, b: int, c: int) -> None:
        self.register.together(
            "Meeting",
            lambda officer: officer.set_meeting(self._one(a), ordinal=b % 9 + 1, host="PK"),
        )

    def _holiday(self, a: int, b: int, c: int) -> None:
        country, day = ("PK", "BY")[a % 2], f"2026-11-{b % 5 + 1:02}"
        if c % 3:
            self.register.set_holiday(
                country, day, off=bool(c % 2), name="A feast", reason=f"notice {a % 3}"
            )
        else:
            self.register.clear_holiday(country, day, f"notice {a % 3}")

    def _year(self, a: int, b: int, c: int) -> None:
        self.register.set_year(
            ("PK", "BY")[a % 2], 2026 + b % 2, settled=bool(c % 2), reason=f"decree {a % 3}"
        )

    def _time(self, a: int, b: int, c: int) -> None:
        self.register.set_timing(self._one(a), self._timing(b, c, a))

    def _postpone(self, a: int, b: int, c: int) -> None:
        self.register.postpone(
            self._one(a), self._timing(b, c, a), agreed_on="2026-10-01", reason="asked"
        )

    def _correct(self, a: int, b: int, c: int) -> None:
        self.register.correct_timing(self._one(a), self._timing(b, c, a))

    def _reading(self, a: int, b: int, c: int) -> None:
        timing = self._timing(b, c, a)
        self.register.together("Reading", lambda acts_: acts_.add_reading(self._one(a), timing))

    def _choose(self, a: int, b: int, c: int) -> None:
        timing = self._one(a, "timing")
        at = raw(self.register).execute("SELECT commitment FROM timing WHERE id=?", (timing,))
        self.register.choose_timing(at.fetchone()[0], timing)

    def _completion(self, a: int, b: int, c: int) -> None:
        self.register.set_completion(self._one(a), tuple(Completion)[b % 5].value)

    def _ball(self, a: int, b: int, c: int) -> None:
        self.register.pass_ball(self._one(a), ("PK", "BY", "third", "")[b % 4], letter="No 5")

    def _discard(self, a: int, b: int, c: int) -> None:
        self.register.discard([self._one(a)])

    def _restore(self, a: int, b: int, c: int) -> None:
        self.register.restore([self._one(a, clause="gone='binned'")])

    def _body(self, a: int, b: int, c: int) -> None:
        if b % 3 and self._ids("organisation"):
            with self.register.store.write("Rename a body") as writer:
                writer.set("organisation", self._one(a, "organisation"), acronym=f"MI{c % 7}")
            return
        self.register.add_organisation(
            Organisation(id=OrganisationId(new_id()), name=TEXTS[b % 4], country="PK")
        )

    def _owner(self, a: int, b: int, c: int) -> None:
        body = self._one(b, "organisation")
        self.register.amend(self._one(a), owner=body, counterpart=body if c % 2 else "")

    def _together(self, a: int, b: int, c: int) -> None:
        def bulk(officer) -> None:
            officer.propose(commitment(title="In bulk"))
            for each in self._ids("commitment")[: a % 5]:
                officer.amend(each, sector=f"sector {b % 3}")

        self.register.together("In bulk", bulk)

    # What only some histories hold

    def _undo(self, a: int, b: int, c: int) -> None:
        self.register.undo()

    def _redo(self, a: int, b: int, c: int) -> None:
        self.register.redo()

    def _erase(self, a: int, b: int, c: int) -> None:
        erase(self.register, self._one(a, clause="gone IN('','binned')"))

    def _settle(self, a: int, b: int, c: int) -> None:
        found = (
            raw(self.register)
            .execute(
                "SELECT record, id, field FROM conflict WHERE field<>'gone' ORDER BY id, field"
            )
            .fetchall()
        )
        if not found:
            raise ServandaError("nothing to settle")
        record, identity, name = found[a % len(found)]
        with self.register.store.write("Settle", ChangeKind.SETTLE) as writer:
            writer.settle(record, identity, **{name: writer.row(record, identity)[name]})
