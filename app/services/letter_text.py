"""A reminder letter as text: its lines in the words of its language, whatever file it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.domain.date_words import day_words
from app.domain.focal_points import attention
from app.domain.letter_drafts import Draft, DraftPoint, Drafts
from app.domain.letter_words import LetterWords, words_in
from app.domain.letters import roman


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """The parts of one letter. `reminder` is empty in a first letter.

    `attention` names whom at the organisation it is for, empty where nobody is known there.
    """

    words: LetterWords
    reference: str
    date: str
    organisation: str
    attention: str
    subject: str
    deadline: str
    reminder: str
    asks: str
    by: str
    points: tuple[DraftPoint, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[int, DraftPoint], ...]], ...]:
        """The points, numbered through, under the titles of the documents they stand in."""
        numbered = enumerate(self.points, start=1)
        return tuple(
            (origin, tuple(held)) for origin, held in groupby(numbered, lambda each: each[1].origin)
        )


def letter_text(drafts: Drafts, draft: Draft) -> LetterText:
    """Return what one organisation is to read."""
    held, said = drafts.round, words_in(draft.language)
    subject = held.title or said.first
    if held.number > 1:
        subject = f"{said.later.format(number=roman(held.number))}: {subject}"
    deadline = _day(held.deadline, said)
    previous = drafts.previous
    reminder = ""
    if previous is not None:
        reminder = said.reminds.format(
            reference=previous.reference, date=_day(previous.dated_on, said)
        )
    asks = said.asks_one if len(draft.points) == 1 else said.asks
    return LetterText(
        words=said,
        reference=held.reference,
        date=_day(held.dated_on, said),
        organisation=draft.name,
        attention=_attention(draft),
        subject=subject,
        deadline=deadline,
        reminder=reminder,
        asks=asks.format(count=len(draft.points)),
        by=said.by.format(date=deadline, reference=held.reference),
        points=draft.points,
    )


def _attention(draft: Draft) -> str:
    """Return name and post of whom it is for, as they are recorded."""
    person = attention(draft.focal_points)
    pieces = () if person is None else (person.name, person.post)
    return ", ".join(each for each in pieces if each)


def said_of(point: DraftPoint) -> str:
    """Return what was agreed, as it was worded; the point's title where no wording is held."""
    return f"“{point.said}”" if point.said else point.title


def news_of(point: DraftPoint, said: LetterWords) -> str:
    """Return the newest report with its day, or that none is recorded."""
    return f"{point.noted_on}: {point.note}" if point.note else said.no_news


def plain_lines(letter: LetterText) -> Sequence[str]:
    """Return the letter as lines of plain text."""
    said = letter.words
    lines = [
        f"{said.reference}: {letter.reference}",
        f"{said.date}: {letter.date}",
        f"{said.to}: {letter.organisation}",
        *((f"{said.attention}: {letter.attention}",) if letter.attention else ()),
        "",
        said.greeting,
        "",
        *((letter.reminder, "") if letter.reminder else ()),
        letter.asks,
    ]
    for origin, points in letter.groups:
        lines += ["", origin] if origin else []
        for number, point in points:
            paragraph = f"{said.paragraph} {point.paragraph}: " if point.paragraph else ""
            lines += [
                "",
                f"{number}. {paragraph}{said_of(point)}",
                f"   {said.due}: {point.due}",
                f"   {said.news}: {news_of(point, said)}",
            ]
    return (*lines, "", letter.by, "", said.closing, "")


def _day(day: str, said: LetterWords) -> str:
    return day_words(date.fromisoformat(day), said.tr)
