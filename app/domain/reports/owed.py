"""What each agency owes: its pending points by urgency, and the letters it has not answered.

A point is counted once, with the agency that leads on the first side, or with none where none is
named. Whoever supports, or leads on the other side, has it listed beside that and not counted.
Values only; `owed_document` says them in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.agenda import paragraph_key
from app.domain.commitment import OwnerBasis
from app.domain.directory import Part
from app.domain.kinds import Family
from app.domain.letter_chains import AwaitedLetter
from app.domain.lifecycle import Phase
from app.domain.particulars import Organisation
from app.domain.promises import ALL_COUNTED, Uncounted
from app.domain.reports.carry_over import News, newest
from app.domain.reports.frame import Frame, marks_of
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness

_PRESSING = (
    Timeliness.OVERDUE,
    Timeliness.ENDED,
    Timeliness.DUE_SOON,
    Timeliness.WINDOW_OPEN,
)
URGENCIES: tuple[Timeliness | None, ...] = (
    *_PRESSING,
    Timeliness.NOT_YET,
    Timeliness.RUNNING,
    Timeliness.WAITING,
    Timeliness.NO_DATE,
    None,
)
"""What a pending point can be counted as, most urgent first; see `urgency`."""


def urgency(row: RegisterRow, today: date) -> Timeliness | None:
    """Return where a pending point stands in time; None for an agreement that simply stands.

    That is one that is signed, in force or under notice, of which no date presses.
    """
    where = timeliness(row.standing, today)
    stands = row.kind.family is Family.INSTRUMENT and row.phase is Phase.ACTIVE
    return None if stands and where not in _PRESSING else where


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedPoint:
    """A pending point, what the agency whose account it stands in is to it, and its last news.

    `supporting` are those that support the lead, as shown.
    """

    row: RegisterRow
    part: Part = Part.LEADS
    supporting: tuple[str, ...] = ()
    news: News | None = None

    @property
    def presumed(self) -> bool:
        """Whether no source names the lead of the first side."""
        return bool(self.row.owner) and self.row.owner_basis is OwnerBasis.PRESUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many letters an agency was sent and replied to, and those that wait for an answer."""

    sent: int = 0
    replied: int = 0
    awaited: tuple[AwaitedLetter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that stands with one agency; `agency` is None for the points that none leads.

    `points` it leads, most urgent first; `beside` it supports or leads on the other side.
    """

    agency: Organisation | None
    points: tuple[OwedPoint, ...] = ()
    beside: tuple[OwedPoint, ...] = ()
    answers: Answers = Answers()

    @property
    def news(self) -> News | None:
        """The newest report of any point it leads, None where there is none."""
        return newest([each.news for each in self.points if each.news is not None])

    @property
    def stands(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.points or self.beside or self.answers.awaited)

    def count(self, today: date, *wanted: Timeliness | None) -> int:
        """Return how many of the points it leads are of some urgency."""
        return sum(urgency(each.row, today) in wanted for each in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The whole report, as values.

    `agency` is who was asked for, None for all. `uncounted` is what is pending or a draft and no
    promise; of the agency where one was asked for. `accounts` come as they press; see `in_order`.
    """

    accounts: tuple[Account, ...]
    today: date
    version: str
    language: str
    relation: str = ""
    agency: Organisation | None = None
    uncounted: Uncounted = ALL_COUNTED
    unmarked: bool = False
    left_out: int = 0

    @property
    def points(self) -> tuple[OwedPoint, ...]:
        """Every point that is counted, each once."""
        return tuple(point for each in self.accounts for point in each.points)

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """Every commitment it names, each once, those beside too."""
        several = (point for each in self.accounts for point in (*each.points, *each.beside))
        return tuple({point.row.id: point.row for point in several}.values())

    @property
    def lettered(self) -> bool:
        """Whether a letter to any of them is recorded."""
        return any(each.answers.sent for each in self.accounts)

    @property
    def several(self) -> bool:
        """Whether it is of several pairs of countries, so that references have to name them."""
        return len({each.relation for each in self.rows}) > 1

    @property
    def urgencies(self) -> tuple[tuple[Timeliness | None, int], ...]:
        """How many points there are of each urgency; they add up to all of them."""
        found = [urgency(each.row, self.today) for each in self.points]
        return tuple((each, found.count(each)) for each in URGENCIES if each in found)

    @property
    def unled(self) -> int:
        """How many points nobody leads."""
        return sum(len(each.points) for each in self.accounts if each.agency is None)

    @property
    def presumed(self) -> int:
        """Of how many points the lead is only presumed."""
        return sum(each.presumed for each in self.points)

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=marks_of(self.rows),
        )


def by_urgency(points: Iterable[OwedPoint], today: date) -> tuple[OwedPoint, ...]:
    """Return points, most urgent first; of one urgency the earliest last day first."""

    def place(point: OwedPoint) -> tuple[object, ...]:
        row = point.row
        last = row.bounds.latest or row.bounds.earliest or date.max
        return URGENCIES.index(urgency(row, today)), last, paragraph_key(row.ref), row.rid

    return tuple(sorted(points, key=place))


def in_order(accounts: Iterable[Account], today: date) -> tuple[Account, ...]:
    """Return accounts as they press: overdue, due soon, letters unanswered, then how many.

    The points that nobody leads come after those, and who leads nothing after them.
    """

    def place(account: Account) -> tuple[object, ...]:
        agency = account.agency
        return (
            not account.points,
            agency is None,
            -account.count(today, Timeliness.OVERDUE, Timeliness.ENDED),
            -account.count(today, Timeliness.DUE_SOON),
            -len(account.answers.awaited),
            -len(account.points),
            "" if agency is None else agency.label.casefold(),
        )

    return tuple(sorted(accounts, key=place))


def without_marked(report: Owed) -> Owed:
    """Return a report without its marked points, and with how many of them there were."""
    accounts = (
        replace(each, points=_open(each.points), beside=_open(each.beside))
        for each in report.accounts
    )
    asked = report.agency is not None
    kept = tuple(each for each in accounts if asked or each.stands)
    left = sum(bool(each.classification) for each in report.rows)
    return replace(report, accounts=kept, unmarked=True, left_out=report.left_out + left)


def _open(points: Sequence[OwedPoint]) -> tuple[OwedPoint, ...]:
    return tuple(each for each in points if not each.row.classification)
