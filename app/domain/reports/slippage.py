"""Slippage: promises whose date moved or that were done late, and by how much, as sure as it is.

Values only; `slippage_document` says them in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.edtf import parse
from app.domain.ledger import Asked, DateLine
from app.domain.lifecycle import Phase
from app.domain.particulars import Organisation
from app.domain.reports.frame import Frame, marks_of
from app.domain.reports.quarterly_return import Rows
from app.domain.rows import RegisterRow
from app.domain.timeliness import Slip
from app.domain.timing import Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One promise that slipped: its first date and each later one, the oldest first.

    `group` is the key of its part: the identity of the lead agency, or the sector. `presumed`
    says that no source names the agency.
    """

    row: RegisterRow
    group: str
    first: DateLine | None
    later: tuple[DateLine, ...]
    presumed: bool = False

    @property
    def slip(self) -> Slip | None:
        """How far it lies behind the first promise; None where not even the least can be told."""
        return self.row.slip

    @property
    def done(self) -> bool:
        """Whether it was done, so that the delay is counted to that day."""
        return self.row.phase is Phase.DONE

    @property
    def late(self) -> bool:
        """Whether it was done later than the last day of its first date, as that was said."""
        return self.done and self.slip is not None and self.slip.sure > 0

    @property
    def likely(self) -> bool:
        """Whether its first date was only said to be likely, or about so.

        Such a mark moves no bound (see `app.domain.edtf`); but nothing is certain by such a date.
        """
        return self.first is not None and _likely(self.first.record.timing)

    @property
    def certain(self) -> bool:
        """Whether the delay rests on dates that were said as such, and may be added up.

        It is counted from the first date to the one that counts now, or to the day it was done.
        """
        return not (self.likely or (not self.done and _likely(self.row.timing)))


def _likely(timing: Timing) -> bool:
    said = parse(timing.edtf) if timing.edtf else None
    return said is not None and (said.uncertain or said.approximate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What some cases come to.

    `days` adds up the delays that are certain and can be told: the sure part of each, and the most
    of each, None where one of them has no most. `guessed` are as many delays that rest on a date
    that was only likely or about so, and `guessed_days` what they would come to: never part of
    `days`. `late` counts what was done late for certain, `likely` what was by a date that was
    promised as likely or about so. `untold` counts those of which nothing can be told. `asked_by`
    counts later dates by who asked, empty where nobody says; `asked` by when, None where that
    cannot be said.
    """

    cases: int
    changes: int
    late: int
    likely: int
    days: Slip | None
    guessed: int
    guessed_days: Slip | None
    untold: int
    asked_by: Mapping[str, int]
    asked: Mapping[Asked | None, int]


def summed(cases: Iterable[Case]) -> Sums:
    """Return what cases come to."""
    held = list(cases)
    told = [each for each in held if each.slip is not None]
    guessed = [each for each in told if not each.certain]
    later = [line for each in held for line in each.later]
    return Sums(
        cases=len(held),
        changes=len(later),
        late=sum(each.late and not each.likely for each in held),
        likely=sum(each.late and each.likely for each in held),
        days=_together(each.slip for each in told if each.certain),
        guessed=len(guessed),
        guessed_days=_together(each.slip for each in guessed),
        untold=len(held) - len(told),
        asked_by=dict(sorted(Counter(line.record.asked_by for line in later).items())),
        asked=dict(Counter(line.asked for line in later)),
    )


def _together(found: Iterable[Slip | None]) -> Slip | None:
    """Return what delays come to; None where there is none."""
    slips = [each for each in found if each is not None]
    tellable = [each.most for each in slips if each.most is not None]
    most = sum(tellable) if len(tellable) == len(slips) else None
    return Slip(sure=sum(each.sure for each in slips), most=most) if slips else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slippage:
    """The whole report, as values.

    `labels` names the parts; the empty key is where there is none. `agency` is the one it was
    asked for, on either side. `uncounted` is how many others slipped that are no promise to the
    other side: events, drafts, what was only noted, internal meetings.
    """

    cases: tuple[Case, ...]
    labels: Mapping[str, str]
    rows: Rows
    today: date
    version: str
    language: str
    relation: str = ""
    sector: str = ""
    agency: Organisation | None = None
    uncounted: int = 0
    unmarked: bool = False
    left_out: int = 0

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of the parts, by name, what has none last."""
        keys = {each.group for each in self.cases}
        return tuple(sorted(keys, key=lambda key: (not key, self.labels[key].casefold(), key)))

    def of(self, group: str) -> tuple[Case, ...]:
        """Return the cases of one part, the worst first."""
        return tuple(each for each in self.cases if each.group == group)

    @property
    def total(self) -> Sums:
        """What all of them come to."""
        return summed(self.cases)

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=marks_of(each.row for each in self.cases),
        )
