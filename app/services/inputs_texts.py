"""What the desk itself writes of a point into a workbook of inputs, and as whom it asks."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.inputs import leads
from app.domain.inputs_words import inputs_words
from app.domain.letter_drafts import DraftPoint
from app.domain.letter_words import words_in
from app.domain.reports.words import status_words, translation
from app.domain.rows import RegisterRow
from app.services.letter_text import news_of
from app.store.reader import Reader


def held_texts(
    point: DraftPoint, row: RegisterRow, language: str, *, supports: bool = False
) -> tuple[str, ...]:
    """Return the texts of the columns that the desk fills in, in their order.

    `supports` says that the agency is asked as one that supports another.
    """
    said = point.said or point.title
    return (
        point.ref,
        point.paragraph,
        f"{said}\n{inputs_words(language).share}" if supports else said,
        row.owed_by.replace("+", " + "),
        point.due,
        status_words(row.status, translation(language)),
        news_of(point, words_in(language)),
    )


def supported(
    reader: Reader, body: OrganisationId, points: Iterable[CommitmentId]
) -> frozenset[CommitmentId]:
    """Return those points that an agency supports and does not lead."""
    supporters, held = reader.supporters(), reader.holdings(points)
    return frozenset(
        each
        for each, holding in held.items()
        if body in supporters.get(each, ())
        and not leads(body, holding.commitment.owner, holding.commitment.counterpart)
    )
