"""What every report has around it: its facts, what is marked in it, in which language it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.reports.document import Block, Document, Facts
from app.domain.reports.phrases import Voice, isolated
from app.domain.reports.words import fact_lines, translation
from app.domain.rows import RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a report says of itself, whatever it holds.

    `version` names the state of the register. `shared` says that it is a copy for the other side,
    `unmarked` that marked rows were left out, `left_out` how many were; `marks` are the
    classifications of what it shows.
    """

    today: date
    version: str
    language: str
    shared: bool = False
    unmarked: bool = False
    left_out: int = 0
    marks: tuple[str, ...] = ()

    @property
    def voice(self) -> Voice:
        """What says things in the language of the report. Raises `InvalidValueError`."""
        return Voice(tr=translation(self.language), language=self.language, today=self.today)

    def document(
        self,
        *,
        title: str,
        subtitle: str,
        shows: str,
        blocks: Sequence[Block],
        upright: bool = False,
    ) -> Document:
        """Return the report; `shows` says in its language what was asked for.

        `upright` makes its pages stand.
        """
        tr = translation(self.language)
        if self.unmarked:
            shows = tr("{filter}, without marked ones").format(filter=shows)
        facts = Facts(
            filter=shows,
            as_of=self.today,
            version=self.version,
            classification=self._classification(),
            left_out=self.left_out,
        )
        return Document(
            title=title,
            subtitle=subtitle,
            language=self.language,
            facts=facts,
            lines=fact_lines(facts, tr),
            blocks=tuple(blocks),
            page=tr("Page {page} of {pages}"),
            upright=upright,
        )

    def _classification(self) -> str:
        tr = translation(self.language)
        if self.shared:
            return tr("Copy for the other side")
        if self.marks:
            marks = tr(", ").join(isolated(each) for each in self.marks)
            return tr("Internal; holds points marked {marks}").format(marks=marks)
        return tr("Internal; no point in it is marked")


def marks_of(rows: Iterable[RegisterRow]) -> tuple[str, ...]:
    """Return the classifications among some rows, each once."""
    return tuple(sorted({each.classification for each in rows if each.classification}))


def openly(rows: Sequence[RegisterRow], *, unmarked: bool) -> tuple[tuple[RegisterRow, ...], int]:
    """Return the rows that a report shows, and how many marked ones it leaves out."""
    if not unmarked:
        return tuple(rows), 0
    kept = tuple(each for each in rows if not each.classification)
    return kept, len(rows) - len(kept)
