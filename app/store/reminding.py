"""What reminders are derived from: rules, dates that come up, silence, and what was done with them.

Looked up by the days that a rule can reach, through the index of due dates: a scan of the next
month reads that month, not the register.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.edtf import EdtfError, parse
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.occurrences import Reminder, Silence, Standing, Watched
from app.domain.reminder_rules import ReminderRule
from app.domain.timeliness import UPDATE_PERIOD_DAYS
from app.domain.timing import Bounds, Sense
from app.store.claims import Watch, watches
from app.store.driver import translated, understood
from app.store.listing import SILENT
from app.store.records import REMINDER, REMINDER_RULE
from app.store.tables import Tables
from app.store.terms import listed

_PENDING = listed({Phase.OPEN, Phase.ACTIVE})
_WATCHED = """SELECT c.rid, c.id,
 c.ref||CASE WHEN c.clash='' THEN '' ELSE '.'||c.clash END, c.title, c.relation, c.kind,
 c.status, c.sense, c.earliest, c.latest, c.strength, c.event, c.review_on, c.classification,
 CASE WHEN c.sense='span' THEN (SELECT t.edtf FROM timing t WHERE t.id=c.timing AND t.gone='') END
 FROM commitment c WHERE c.gone='' AND (:relation='' OR c.relation=:relation) AND """
# The signs keep SQLite from beginning with a status or a kind, of which there are too many.
_OWED = f"c.event=0 AND +c.status IN({_PENDING})"
_LATEST = f"{_OWED} AND (c.latest IS NULL)=0 AND c.latest BETWEEN :first AND :last"
_EARLIEST = f"{_OWED} AND c.earliest BETWEEN :first AND :last"
_REVIEW = f"{_OWED} AND c.review_on<>''"
_PAST = (
    f"SELECT c.latest FROM commitment c WHERE c.gone='' AND {_OWED} AND (c.latest IS NULL)=0"
    " AND c.latest<:today AND (:relation='' OR c.relation=:relation)"
    " ORDER BY c.latest DESC LIMIT 1 OFFSET :most"
)
_OLDER = (
    f"SELECT count(*) FROM commitment c WHERE c.gone='' AND {_OWED} AND (c.latest IS NULL)=0"
    " AND c.latest<:since AND (:relation='' OR c.relation=:relation) AND c.sense<>'continuing'"
    " AND (c.strength IS NULL OR c.strength>=2) AND (c.sense='span' OR NOT"
    f" (c.kind IN({{instruments}}) AND c.status IN({listed({Phase.ACTIVE})})))"
    " AND c.id NOT IN(SELECT value FROM json_each(:without)) AND c.id NOT IN(SELECT r.commitment"
    "  FROM reminder r WHERE r.gone='' AND r.commitment IS NOT NULL) AND c.kind IN({kinds})"
)
_TERMED = "c.event=0 AND c.id IN(SELECT k.commitment FROM term k WHERE k.gone='')"
_CHOSEN = "c.id IN(SELECT value FROM json_each(:ids))"

_QUIET = (
    "SELECT relation, owner, min(owner_words), count(*), total(classification<>''),"
    " min(coalesce(date(heard, '+'||(coalesce(update_days,:period)+1)||' days'),'')), max(heard)"
    f" FROM commitment WHERE gone='' AND {SILENT} AND (:relation='' OR relation=:relation)"
    " GROUP BY relation, owner"
)
_NEWS = (
    "SELECT c.id, (SELECT count(*) FROM note n WHERE n.commitment=c.id AND n.gone='')"
    " ||':'||c.ball_with||':'||c.ball_since FROM commitment c"
    " WHERE c.id IN(SELECT value FROM json_each(:ids))"
)


class Reminding(Tables):
    """Rules of reminding, and the commitments that a reminder may come for."""

    def reminder_rules(self) -> list[ReminderRule]:
        """Return the rules that the officer put in the place of the defaults."""
        return self._all(REMINDER_RULE, "gone=''")

    def reminders(self, identities: Iterable[str]) -> dict[str, Reminder]:
        """Return what was done with occurrences, by their identity."""
        found = self._all(
            REMINDER,
            "gone='' AND id IN(SELECT value FROM json_each(?))",
            json.dumps(sorted(identities)),
        )
        return {each.id: each for each in found}

    def snoozed_reminders(self) -> list[Reminder]:
        """Return every occurrence that is snoozed, or was and came back."""
        return self._all(REMINDER, "gone='' AND state=?", Standing.SNOOZED.value)

    def acknowledged_reminders(self, since: date) -> list[Reminder]:
        """Return what was acknowledged since a day, the latest first."""
        return self._all(
            REMINDER,
            "gone='' AND state=? AND happened_on>=? ORDER BY happened_on DESC, rid DESC",
            Standing.ACKNOWLEDGED.value,
            since.isoformat(),
        )

    def reminders_of(self, identity: CommitmentId) -> list[Reminder]:
        """Return what was done with the reminders of a commitment, as it was entered."""
        return self._all(REMINDER, "gone='' AND commitment=?", identity)

    def falling_due(
        self, spans: Mapping[Family, tuple[date, date]], relation: str = ""
    ) -> list[Watched]:
        """Return what is owed and whose latest day lies from a day to another, for each family."""
        if not spans:
            return []
        values = _between(
            min(first for first, _ in spans.values()), max(last for _, last in spans.values())
        )
        choices = []
        for family, (first, last) in spans.items():
            days = f"{family.value}_first", f"{family.value}_last"
            values |= zip(days, (first.isoformat(), last.isoformat()), strict=True)
            choices.append(
                f"+c.kind IN({_kinds(family)}) AND c.latest BETWEEN :{days[0]} AND :{days[1]}"
            )
        return self._watched(f"{_LATEST} AND ({' OR '.join(choices)})", relation, values)

    def starting_spans(self, first: date, last: date, relation: str = "") -> list[Watched]:
        """Return the meetings over several days whose first lies from a day to another."""
        return self._watched(
            f"{_EARLIEST} AND c.sense='span' AND +c.kind IN({_kinds(Family.MEETING)})",
            relation,
            _between(first, last),
        )

    def past_since(self, today: date, most: int, relation: str = "") -> date | None:
        """Return the last day of so many that are owed and past, counted back; None if fewer."""
        with translated():
            values = {"today": today.isoformat(), "most": most, "relation": relation}
            row = self._connection.execute(_PAST, values).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def count_older(
        self, families: Iterable[Family], since: date, without: Iterable[str], relation: str = ""
    ) -> int:
        """Count what is owed, last due before a day, and was neither acknowledged nor snoozed."""
        statement = _OLDER.format(
            instruments=_kinds(Family.INSTRUMENT), kinds=_kinds(*families) or "''"
        )
        values = {
            "since": since.isoformat(),
            "relation": relation,
            "without": json.dumps(sorted(without)),
        }
        with translated():
            return int(self._connection.execute(statement, values).fetchone()[0])

    def starting(self, first: date, last: date, relation: str = "") -> list[Watched]:
        """Return what is owed and can begin, at the earliest, from a day to another."""
        return self._watched(_EARLIEST, relation, _between(first, last))

    def under_review(self, relation: str = "") -> list[Watched]:
        """Return what is owed and has a day on which it is to be looked at again."""
        return self._watched(_REVIEW, relation, {})

    def termed(self, relation: str = "") -> list[Watched]:
        """Return the instruments whose clauses were entered."""
        return self._watched(_TERMED, relation, {})

    def watched(self, identities: Iterable[str], relation: str = "") -> list[Watched]:
        """Return commitments by their identity; what is gone is left out."""
        return self._watched(_CHOSEN, relation, {"ids": json.dumps(sorted(identities))})

    def silences(self, today: date, relation: str = "") -> list[Silence]:
        """Return the agencies that lead promises of which there was no news for too long."""
        values = {
            "today": today.isoformat(),
            "period": UPDATE_PERIOD_DAYS,
            "relation": relation,
        }
        with translated():
            found = self._connection.execute(_QUIET, values).fetchall()
        return [
            Silence(
                relation=row[0],
                organisation=OrganisationId(row[1]) if row[1] else None,
                words=row[2],
                count=row[3],
                marked=int(row[4]),
                quiet_from=date.fromisoformat(row[5]) if row[5] else None,
                heard=date.fromisoformat(row[6]) if row[6] else None,
            )
            for row in found
        ]

    def news(self, identities: Iterable[str]) -> dict[str, str]:
        """Return what has been heard of commitments, as one text that differs with every news."""
        with translated():
            found = self._connection.execute(_NEWS, {"ids": json.dumps(sorted(identities))})
            return {row[0]: row[1] for row in found}

    def watches(self, seat: str) -> dict[str, Watch]:
        """Return when reminders were last looked for, by the place that looked; see `claims`."""
        return watches(self._connection, seat)

    def summed(self, seat: str, showings: Sequence[str]) -> frozenset[str]:
        """Return those of some showings that were only counted, being due when they appeared."""
        with translated():
            rows = self._connection.execute(
                "SELECT id FROM claim WHERE seat=? AND state='summed'"
                " AND id IN(SELECT value FROM json_each(?))",
                (seat, json.dumps(showings)),
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def _watched(self, condition: str, relation: str, values: dict[str, Any]) -> list[Watched]:
        with translated(), understood():
            rows = self._connection.execute(_WATCHED + condition, {"relation": relation, **values})
            return [_watched(row) for row in rows]


def _kinds(*families: Family) -> str:
    return ",".join(f"'{each.value}'" for each in Kind if each.family in families)


def _between(first: date, last: date) -> dict[str, Any]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def _watched(row: Sequence[Any]) -> Watched:
    return Watched(
        rid=row[0],
        id=CommitmentId(row[1]),
        ref=row[2],
        title=row[3],
        relation=row[4],
        kind=Kind(row[5]),
        status=Status(row[6]),
        sense=Sense(row[7]) if row[7] else None,
        bounds=Bounds(
            earliest=date.fromisoformat(row[8]) if row[8] else None,
            latest=date.fromisoformat(row[9]) if row[9] else None,
        ),
        strength=row[10],
        event=bool(row[11]),
        review=_last_day(row[12]) if row[12] else None,
        marked=bool(row[13]),
        edtf=row[14] or "",
    )


def _last_day(edtf: str) -> date | None:
    try:
        return parse(edtf).latest
    except EdtfError:
        return None
