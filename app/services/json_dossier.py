"""One commitment with all that stands beside it, as JSON; the record itself is `json_form`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from app.domain.commitment import Commitment
from app.domain.dossier import Batch, Cited, Dossier, Tie
from app.domain.errors import NotFoundError
from app.domain.following import Pull, pull_words, standing_pulls
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.ledger import DateLine
from app.domain.particulars import CHOICE, Organisation, TimingRecord, TimingRole
from app.domain.reading import due_words, sentence
from app.domain.rows import RegisterRow, SeriesRow
from app.domain.timeliness import timeliness
from app.services.json_form import SCHEMA, Form, record
from app.services.json_term import clauses, events_form
from app.store.reader import Reader


def whole(reader: Reader, identity: CommitmentId, today: date) -> Form:
    """Return everything about a commitment, looked up. Raises `NotFoundError`."""
    held = reader.dossier(identity)
    anchors = {each.timing.anchor for each in held.timings if each.timing.anchor is not None}
    return dossier(
        held,
        today,
        series_rows=reader.series_rows(held.series) if held.series else (),
        organisations=reader.organisations(),
        anchors=_refs(reader, anchors),
    )


def dates(reader: Reader, identity: CommitmentId, today: date) -> Form:
    """Return all that is known of when a commitment is due, looked up. Raises `NotFoundError`."""
    form = whole(reader, identity, today)
    names = ("schema", "ref", "title", "timeliness", "overdue", "due", "reading", "slip", *_DATES)
    return {name: form[name] for name in names}


def batch_of(held: Dossier) -> Form:
    """Return which texts were announced together at an event."""
    batch = None if held.batch is None else _batch(held.batch)
    return {"schema": SCHEMA, "ref": held.row.ref, "title": held.row.title, "batch": batch}


_DATES = ("timings", "disputed", "choice", "moved_with")


def _refs(reader: Reader, identities: Iterable[CommitmentId]) -> dict[CommitmentId, str]:
    """Return the references of commitments; what is in the register no more has none."""
    found = {}
    for each in identities:
        with suppress(NotFoundError):
            found[each] = reader.row(each).ref
    return found


def dossier(
    held: Dossier,
    today: date,
    *,
    series_rows: Sequence[SeriesRow] = (),
    organisations: Iterable[Organisation] = (),
    anchors: Mapping[CommitmentId, str] | None = None,
) -> Form:
    """Return everything about a commitment: its record, and lists of what stands beside it.

    `series_rows` are the meetings of the series it belongs to; `organisations` gives reporters
    their names, `anchors` the dates that follow another commitment their references.
    """
    row, commitment = held.row, held.commitment
    names = {each.id: each.label for each in organisations}
    return {
        "schema": SCHEMA,
        **record(
            row,
            commitment,
            held.origin.ref if held.origin else "",
            today,
        ),
        "reading": sentence(row.timing, row.standing, today, row.slip, follows=row.follows),
        "ball_with": commitment.ball_with,
        "ball_since": commitment.ball_since or None,
        "ball_letter": commitment.ball_letter,
        "priority": commitment.priority,
        "update_days": commitment.update_days,
        "review_on": commitment.review_on or None,
        "line_to_take": commitment.line_to_take,
        "supporting": [each.label for each in held.supporting],
        "timings": _timings(held, held.timings, anchors or {}),
        "readings": _timings(
            held,
            [each for each in held.timings if each.role is not TimingRole.REVISION],
            anchors or {},
        ),
        "choice": _choice(held),
        "moved_with": [_pull(each) for each in standing_pulls(held.pulls)],
        "moves": [
            {
                "field": each.field,
                "value": each.value,
                "happened_on": each.happened_on or None,
                "why": each.why,
                "who": each.who,
            }
            for each in held.moves
            if each.field != CHOICE
        ],
        "notes": _notes(held, names),
        "evidence": [_evidence(each) for each in held.evidence],
        "links": [_link(each) for each in held.ties],
        "milestones": [
            {
                "label": each.label,
                "who": each.who,
                "due": each.due or None,
                "done_on": each.done_on or None,
            }
            for each in held.milestones
        ],
        "term": None if held.term is None else clauses(held.term),
        "events": events_form(held.instrument_events),
        "meeting": _meeting(held),
        "series": _series(held, series_rows),
        "batch": None if held.batch is None else _batch(held.batch),
        "points": [_brief(each, today) for each in held.points],
    }


def _timings(
    held: Dossier, timings: Iterable[TimingRecord], anchors: Mapping[CommitmentId, str]
) -> list[Form]:
    lines = {each.record.id: each for each in held.ledger}
    return [_timing(each, held.commitment, lines.get(each.id), anchors) for each in timings]


def _timing(
    kept: TimingRecord,
    commitment: Commitment,
    line: DateLine | None,
    anchors: Mapping[CommitmentId, str],
) -> Form:
    timing = kept.timing
    slip = None if line is None else line.slip
    return {
        "role": kept.role.value,
        "counts": kept.id == commitment.timing,
        "words": due_words(timing),
        "said": timing.words,
        "edtf": timing.edtf or None,
        "sense": timing.sense.value,
        "basis": timing.basis.value,
        "why": timing.why,
        "anchor": None if timing.anchor is None else anchors.get(timing.anchor),
        "offset": timing.offset,
        "asked_on": kept.asked_on or None,
        "asked_by": kept.asked_by,
        "agreed_on": kept.agreed_on or None,
        "agreed_by": kept.agreed_by,
        "reason": kept.reason,
        "slip": None if slip is None else {"sure": slip.sure, "most": slip.most},
        "asked": None if line is None or line.asked is None else line.asked.value,
    }


def _choice(held: Dossier) -> Form | None:
    """Who let one of the readings count, when and why; null while none was chosen."""
    if held.choice is None:
        return None
    choice = held.choice
    return {"decided_on": choice.happened_on, "decided_by": choice.who, "why": choice.why}


def _pull(pull: Pull) -> Form:
    """One time that the date moved with what it follows, in words and as EDTF."""
    return {
        "ref": pull.ref,
        "title": pull.title,
        "before": pull.before.edtf or None,
        "after": pull.after.edtf or None,
        "held": pull.held,
        "reason": pull.reason,
        "words": pull_words(pull),
    }


def _notes(dossier: Dossier, names: Mapping[OrganisationId, str]) -> list[Form]:
    return [
        {
            "text": each.text,
            "happened_on": each.happened_on,
            "as_of": each.as_of or None,
            "reporter": None if each.reporter is None else names.get(each.reporter),
            "channel": each.channel,
            "letter": each.letter,
            "letter_date": each.letter_date or None,
            "completion": None if each.completion is None else each.completion.value,
            "basis": each.basis.value,
        }
        for each in dossier.notes
    ]


def _evidence(cited: Cited) -> Form:
    evidence, source = cited.evidence, cited.source
    return {
        "source": source.title,
        "publisher": source.publisher,
        "published": source.published or None,
        "source_kind": source.kind.value,
        "address": source.address,
        "paragraph": evidence.paragraph,
        "paraphrase": evidence.paraphrase,
        "quotation": evidence.quotation,
        "supports": evidence.supports,
        "stance": evidence.stance.value,
    }


def _link(tie: Tie) -> Form:
    return {
        "kind": tie.link.kind.value,
        "direction": "to" if tie.outward else "from",
        "ref": tie.other.ref,
        "title": tie.other.title,
        "presumed": tie.link.presumed,
        "remark": tie.link.remark,
    }


def _meeting(dossier: Dossier) -> Form | None:
    meeting = dossier.meeting
    if meeting is None:
        return None
    return {
        "series": dossier.series.name if dossier.series else None,
        "ordinal": meeting.ordinal,
        "host": meeting.host,
        "chairs": meeting.chairs,
    }


def _series(dossier: Dossier, rows: Sequence[SeriesRow]) -> Form | None:
    if dossier.series is None or dossier.meeting is None:
        return None
    return {
        "name": dossier.series.name,
        "acronym": dossier.series.acronym,
        "aliases": dossier.series.aliases,
        "ordinal": dossier.meeting.ordinal,
        "not_recorded": [each.ordinal for each in rows if each.meeting is None],
    }


def _batch(batch: Batch) -> Form:
    return {
        "announced": batch.announced,
        "identified": len(batch.members),
        "unidentified": batch.unidentified,
        "members": [each.ref for each in batch.members],
    }


def _brief(row: RegisterRow, today: date) -> Form:
    return {
        "ref": row.ref,
        "paragraph": row.paragraph,
        "kind": row.kind.value,
        "title": row.title,
        "status": row.status.value,
        "timeliness": timeliness(row.standing, today).value,
    }
