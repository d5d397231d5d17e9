"""What ties a quarterly return to the one before: what was known then against what is known now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.identity import CommitmentId
from app.domain.lifecycle import Status
from app.domain.reports.lives import DayEnd, Life
from app.domain.reports.quarterly_return import Correction, Reason, Rows, row_of

Steps = Mapping[CommitmentId, Sequence[tuple[date, Life | None]]]
"""Each commitment after every change of it, with the day of the change; None while not there."""


@dataclass(slots=True)
class Tie:
    """Compares what was known to be open at one day's end, then and now.

    `now` and `then` are lives by identity, `start` is that day's end, `scope` the promises that
    may be named and counted, `rows` what the rows are.
    """

    now: Mapping[CommitmentId, Life]
    then: Mapping[CommitmentId, Life]
    start: DayEnd
    rows: Rows
    relation: str = ""
    hidden: Collection[CommitmentId] = frozenset()
    known: Counter[str] = field(default_factory=Counter)

    def corrections(self, steps_of: Callable[[Sequence[CommitmentId]], Steps]) -> list[Correction]:
        """Return every promise that is counted otherwise now, and count what was known.

        `steps_of` returns of some commitments what became of them since, change by change.
        """
        found: list[Correction] = []
        for identity in {**self.then, **self.now}:
            then, now = self.then.get(identity), self.now.get(identity)
            was, is_ = self._row(then), self._row(now)
            if was is not None:
                self.known[was] += 1
            life = now or then
            if was == is_ or life is None:
                continue
            found.append(
                Correction(
                    id=identity,
                    ref=life.ref,
                    title=life.commitment.title,
                    reason=self._reason(then, now, was, is_),
                    then=was,
                    now=is_,
                    classification=life.commitment.classification,
                )
            )
        steps = steps_of([each.id for each in found])
        dated = (replace(each, entered=self._turned(each, steps[each.id])) for each in found)
        return sorted(dated, key=lambda each: (each.reason, each.ref))

    def _turned(
        self, correction: Correction, steps: Iterable[tuple[date, Life | None]]
    ) -> date | None:
        """Return the day on which something came to count as it does now, for the last time."""
        row, turned = correction.then, None
        for day, life in steps:
            before, row = row, self._row(life)
            if row != before and row == correction.now:
                turned = day
        return turned

    def _row(self, life: Life | None) -> str | None:
        """The row in which a promise counts as open; None where it does not."""
        if life is None or not self._counts(life):
            return None
        status = life.status(self.start)
        return row_of(life, self.rows) if status is not None and status.phase.pending else None

    def _counts(self, life: Life) -> bool:
        return self._of_pair(life) and life.counted and life.id not in self.hidden

    def _of_pair(self, life: Life) -> bool:
        return self.relation in ("", life.commitment.relation)

    def _reason(
        self, then: Life | None, now: Life | None, was: str | None, is_: str | None
    ) -> Reason:
        if was is not None and is_ is not None:
            return Reason.REGROUPED
        if was is not None:
            return self._gone(now)
        return self._come(then)

    def _gone(self, now: Life | None) -> Reason:
        """Why what was counted is not any more."""
        if now is None:
            return Reason.TAKEN_BACK
        if now.binned:
            return Reason.BINNED
        if not self._of_pair(now):
            return Reason.PAIR_LEFT
        if not self._counts(now):
            return Reason.COUNTS_NO_LONGER
        status = now.status(self.start)
        if status is None or status is Status.DRAFT:
            return Reason.MADE_LATER
        return Reason.CLOSED_LATE

    def _come(self, then: Life | None) -> Reason:
        """Why what was not counted is now."""
        if then is None:
            return Reason.ENTERED_LATE
        if then.binned:
            return Reason.BROUGHT_BACK
        if not self._of_pair(then):
            return Reason.PAIR_JOINED
        if not self._counts(then):
            return Reason.COUNTS
        status = then.status(self.start)
        if status is None:
            return Reason.MADE_LATER
        if status is Status.DRAFT:
            return Reason.OPENED_LATE
        return Reason.REOPENED
