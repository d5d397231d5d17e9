"""Reminder letters as JSON, in the conventions of `app.services.json_form`."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.identity import CommitmentId
from app.domain.letter_chains import LetterLine, RoundLine, RoundSheet
from app.domain.letter_drafts import Debtor
from app.domain.letters import LetterRound
from app.services.focal_points import reachable
from app.services.json_form import SCHEMA, Form, listed
from app.services.letter_files import Prepared
from app.store.reader import Reader


def owing(reader: Reader, found: Iterable[Debtor]) -> Form:
    """Return who owes an answer, with the references of the points they may be asked about."""
    held = list(found)
    rows = reader.rows_by(each for debtor in held for each in debtor.points)
    addressed = reachable(reader)
    return listed(
        {
            "organisation": debtor.organisation.name,
            "acronym": debtor.organisation.acronym,
            "country": debtor.organisation.country or None,
            "address_held": debtor.organisation.id in addressed,
            "reasons": sorted(each.value for each in debtor.reasons),
            "heard": None if debtor.heard is None else debtor.heard.isoformat(),
            "points": [rows[each].ref for each in debtor.points],
            "classified_count": debtor.marked,
            "unanswered": [each.reference for each in debtor.awaited],
        }
        for debtor in held
    )


def prepared(done: Prepared) -> Form:
    """Return what was drafted: a file, an organisation and its points for each letter."""
    held = done.drafts.round
    return {
        "schema": SCHEMA,
        **_round(held),
        "previous": None if done.drafts.previous is None else done.drafts.previous.reference,
        "recorded": done.change is not None,
        "classified_count": done.drafts.left_out,
        "letters": [
            {
                "organisation": draft.organisation.name,
                "language": draft.language,
                "to": [each.address for each in draft.recipients.to],
                "cc": [each.address for each in draft.recipients.copies],
                "file": str(file),
                "points": [each.ref for each in draft.points],
            }
            for draft, file in zip(done.drafts.letters, done.files, strict=True)
        ],
    }


def rounds_form(sheets: Iterable[RoundSheet]) -> Form:
    """Return every round with its letters and how each stands."""
    return listed(round_form(each) for each in sheets)


def round_form(sheet: RoundSheet) -> Form:
    """Return one round with its letters."""
    refs = {identity: row.ref for identity, row in sheet.rows.items()}
    return {
        **_round(sheet.round),
        "previous": None if sheet.previous is None else sheet.previous.reference,
        "concerns": None if sheet.concerns is None else sheet.concerns.ref,
        **_numbers(sheet.line),
        "letters": [_letter(each, refs) for each in sheet.letters],
    }


def _numbers(line: RoundLine) -> Form:
    return {
        "asked_count": line.asked,
        "replied_count": line.replied,
        "awaited_count": line.awaited,
    }


def _letter(line: LetterLine, refs: dict[CommitmentId, str]) -> Form:
    answer = line.answer
    return {
        "organisation": line.organisation.name,
        "acronym": line.organisation.acronym,
        "form": line.letter.form.value,
        "standing": line.standing.value,
        "replied_on": None if answer is None else answer.replied_on,
        "reply_letter": "" if answer is None else answer.reply_letter,
        "withdrawn_on": line.letter.withdrawn_on or None,
        "points": [refs[each] for each in line.points if each in refs],
        "pending_count": line.pending,
    }


def _round(held: LetterRound) -> Form:
    return {
        "reference": held.reference,
        "number": held.number,
        "title": held.title,
        "dated_on": held.dated_on,
        "deadline": held.deadline,
        "remark": held.remark,
    }
