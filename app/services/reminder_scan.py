"""Derives reminders from a register: which commitments to look at, and what comes of them when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain

from app.domain.commitment import sides_of
from app.domain.course import Course, Instrument
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.occurrences import Awaited, Occurrence, Watched
from app.domain.reminder_reach import Days, targets
from app.domain.reminder_rules import JOINT, Point, ReminderRule, RuleBook
from app.domain.reminders import of_commitment, of_letter, of_silence
from app.domain.renewals import course
from app.domain.workdays import Calendar, UnknownYearError, WorkingDays
from app.services.holidays import joint
from app.services.renewals import JointDays
from app.store.reader import Reader


class Worked:
    """Counts working days for reminders; calendars are read when they are first needed."""

    def __init__(self, reader: Reader) -> None:
        self._calendar = cache(reader.calendar)
        self._joint = cache(partial(joint, reader))
        self._back = cache(self._counted)

    def before(self, relation: str, counting: str, day: date, days: int) -> date | None:
        """Return the day so many working days before (negative: after) a day; None if unknown."""
        return self._back(relation, counting, day, days)

    def _counted(self, relation: str, counting: str, day: date, days: int) -> date | None:
        worked = self._days(relation, counting)
        try:
            return worked.before(day, days) if days >= 0 else worked.after(day, -days)
        except UnknownYearError:
            return None

    def _days(self, relation: str, counting: str) -> WorkingDays:
        if counting == JOINT:
            return self._joint(relation)
        found: Calendar = self._calendar(counting)
        return found


class Scan:
    """Derives occurrences from one reader; what is the same for many is read once."""

    def __init__(
        self, reader: Reader, today: date, relation: str = "", book: RuleBook | None = None
    ) -> None:
        """Look at one pair of countries, or at all of them, as they stand `today`.

        `book` holds other rules than the register's, to see what they would give.
        """
        self._own_book = book
        self._reader = reader
        self._today = today
        self._relation = relation
        self._worked = Worked(reader)

    @cached_property
    def book(self) -> RuleBook:
        """The rules of the register."""
        return self._own_book or RuleBook(self._reader.reminder_rules())

    def between(self, first: date, last: date, since: date = date.min) -> Iterator[Occurrence]:
        """Yield what comes from a day to another, in no order. What is settled does not come.

        What was to be done or held before `since` is left out, unless it has a rule of its own or
        is snoozed: a large register holds more of it than anybody lists.
        """
        termed = {each.id: each for each in self._reader.termed(self._relation)}
        chosen = self._chosen(since)
        found = {each.id: each for each in self._candidates((first, last), since, chosen)} | termed
        for each in found.values():
            term = self._course(each) if each.id in termed else None
            old = (each.bounds.latest or date.max) < since and each.id not in chosen
            for one in of_commitment(each, self.book, self._worked, term, (first, last)):
                if not (old and one.point in _BY_LAST_DAY):
                    yield one
        yield from self._beside(first, last)

    def since(self, most: int, unseen: date | None = None) -> date:
        """Return from which day on to look at what is past, so as to look at about so many.

        That is the first of all days where there are no more. What comes after the day `unseen`
        is looked at in any case.
        """
        since = self._reader.past_since(self._today, most, self._relation)
        if since is None:
            return date.min
        if unseen is None:
            return since
        spans = (
            self._targets(points, family, (unseen, date.max))
            for family, points in _LAST_DAYS.items()
        )
        return min([since, *(first for first, _ in filter(None, spans))])

    def older(self, since: date) -> int:
        """Count what `between` leaves out that was last to be done or held before a day.

        Counted are commitments of which nothing was acknowledged.
        """
        families = [
            family
            for family, points in _LAST_DAYS.items()
            if any(rule.each_lead for rule in self._rules(points, family))
        ]
        return self._reader.count_older(families, since, self.book.overridden, self._relation)

    def of(self, commitment: CommitmentId) -> Iterator[Occurrence]:
        """Yield every occurrence of one commitment, whenever it comes."""
        for each in self._reader.watched([commitment]):
            yield from of_commitment(each, self.book, self._worked, self._course(each))

    # Which commitments to look at

    def _chosen(self, since: date) -> set[CommitmentId]:
        """The commitments that are looked at however old they are."""
        chosen = set(self.book.overridden)
        if since != date.min:
            snoozed = self._reader.snoozed_reminders()
            chosen |= {each.commitment for each in snoozed if each.commitment}
        return chosen

    def _candidates(
        self, within: Days, since: date, chosen: set[CommitmentId]
    ) -> Iterator[Watched]:
        reader, relation = self._reader, self._relation
        spans = {
            family: (max(days[0], since), days[1])
            for family, points in _LAST_DAYS.items()
            if (days := self._targets(points, family, within)) is not None
        }
        yield from reader.falling_due(spans, relation)
        if Family.MEETING in spans:  # the first day of a visit counts
            yield from reader.starting_spans(*spans[Family.MEETING], relation)
        starts = [self._targets((Point.START,), each, within) for each in Family]
        if days := _all_of(starts):
            yield from reader.starting(*days, relation)
        yield from reader.under_review(relation)
        if chosen:
            yield from reader.watched(chosen, relation)

    def _targets(self, points: Iterable[Point], family: Family, within: Days) -> Days | None:
        return targets(self._rules(points, family), within, self._relations, self._worked)

    def _rules(self, points: Iterable[Point], family: Family) -> list[ReminderRule]:
        found = (self.book.of(each, family) for each in points)
        return [each for each in found if each is not None]

    @cached_property
    def _relations(self) -> tuple[str, ...]:
        if self._relation:
            return (self._relation,)
        return tuple(each.code for each in self._reader.relations())

    def _course(self, watched: Watched) -> Course | None:
        term = self._reader.term(watched.id)
        if term is None or watched.kind.family is not Family.INSTRUMENT:
            return None
        instrument = Instrument(
            term=term,
            events=self._reader.instrument_events(watched.id),
            parties=sides_of(watched.relation),
            status=watched.status,
        )
        return course(instrument, self._today, partial(self._joint_days.back, watched.relation))

    @cached_property
    def _joint_days(self) -> JointDays:
        return JointDays(self._reader)

    # What is of no single commitment

    def _beside(self, first: date, last: date) -> Iterator[Occurrence]:
        silent, answer = self.book.of(Point.NO_NEWS), self.book.of(Point.ANSWER)
        found: Iterable[Occurrence] = ()
        if silent is not None and silent.each_lead and first <= self._today <= last:
            found = chain.from_iterable(
                of_silence(each, silent, self._today)
                for each in self._reader.silences(self._today, self._relation)
            )
        letters: Iterable[Occurrence] = ()
        if answer is not None and answer.each_lead:
            letters = chain.from_iterable(
                of_letter(each, answer, self._worked) for each in self._awaited()
            )
        return (each for each in chain(found, letters) if first <= each.on <= last)

    def _awaited(self) -> Iterator[Awaited]:
        """The letters nobody answered, of the pair of countries that is looked at."""
        letters = self._reader.letters_awaiting()
        if not letters:
            return
        names = {each.id: each.label for each in self._reader.organisations()}
        asked = {one for each in letters for one in each.commitments}
        relations = {each.id: each.relation for each in self._reader.watched(asked)}
        for each in letters:
            held = next((relations[one] for one in each.commitments if one in relations), "")
            if self._relation in ("", held):
                yield Awaited(
                    letter=each.letter,
                    relation=held,
                    organisation=each.organisation,
                    words=names.get(each.organisation, ""),
                    number=each.reference,
                    deadline=each.deadline,
                    count=len(each.commitments),
                )


_LAST_DAYS: Mapping[Family, tuple[Point, ...]] = {
    Family.MEETING: (Point.DAY, Point.AGREE_DAY),
    Family.UNDERTAKING: (Point.DEADLINE,),
    Family.INSTRUMENT: (Point.DEADLINE,),
}
"""The points of each family that follow from its last day."""
_BY_LAST_DAY = frozenset(point for points in _LAST_DAYS.values() for point in points)


def _all_of(spans: Iterable[Days | None]) -> Days | None:
    found = [each for each in spans if each is not None]
    return (min(each[0] for each in found), max(each[1] for each in found)) if found else None
