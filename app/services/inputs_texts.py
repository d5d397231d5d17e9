"""What the desk itself writes of a point into a workbook of inputs."""

from __future__ import annotations

from app.domain.letter_drafts import DraftPoint
from app.domain.letter_words import words_in
from app.domain.reports.words import status_words, translation
from app.domain.rows import RegisterRow
from app.services.letter_text import news_of


def held_texts(point: DraftPoint, row: RegisterRow, language: str) -> tuple[str, ...]:
    """Return the texts of the columns that the desk fills in, in their order."""
    return (
        point.ref,
        point.paragraph,
        point.said or point.title,
        row.owed_by.replace("+", " + "),
        point.due,
        status_words(row.status, translation(language)),
        news_of(point, words_in(language)),
    )
