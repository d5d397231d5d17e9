"""Cells of a workbook of inputs that the desk wrote itself: whoever changed one is told so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from app.domain.cells import carried, is_cut
from app.domain.identity import CommitmentId
from app.domain.inputs_words import InputsColumn, inputs_words
from app.domain.intake.grid import Grid, GridRow
from app.domain.intake.references import References
from app.domain.intake.returned import laid_out_return
from app.domain.intake.returned_columns import ours
from app.domain.intake.vocabulary import plain
from app.domain.letter_words import ENGLISH, RUSSIAN, words_in
from app.services.inputs_texts import held_texts
from app.services.intake.comparing import plain_value
from app.services.letter_drafts import Telling
from app.store.reader import Reader

_KEPT = tuple(InputsColumn)[:7]
_FIELDS: Mapping[InputsColumn, str] = {
    InputsColumn.PARAGRAPH: "paragraph",
    InputsColumn.POINT: "title",
    InputsColumn.OWED_BY: "owed_by",
    InputsColumn.DUE: "due",
    InputsColumn.HELD: "status",
}
"""The fields by whose change here a cell differs without anybody having touched it."""


class KeptCells:
    """Compares what the desk wrote into a workbook with what it would write there now."""

    def __init__(
        self, reader: Reader, grid: Grid, points: Collection[CommitmentId], refs: References
    ) -> None:
        """Look at the rows of these points; `refs` are all commitments of the register."""
        self._refs = refs
        layout = laid_out_return(grid)
        self._places = {column: place for place, column in ours(layout.names).items()}
        self._names = layout.names
        self._language = _language(layout.names)
        self._rows: dict[int, GridRow] = {each.row.number: each.row for each in layout.points}
        self._held = reader.rows_by(points)
        told = Telling(reader, set(points)).points(tuple(self._held), self._language)
        self._told = {each.commitment: each for each in told}
        self._notes = reader.notes_of(points)

    def point_text(self, row: int) -> str:
        """Return what a row says was agreed, without what asks an agency for its own share."""
        place = self._places.get(InputsColumn.POINT)
        text = self._rows[row].text(place).strip() if place is not None else ""
        return text.removesuffix(inputs_words(self._language).share).rstrip()

    def worded_alike(self, row: int, point: CommitmentId) -> frozenset[CommitmentId]:
        """Return which other commitments go by the wording of a row; none where `point` does."""
        alike = self._worded.get(plain_value(self.point_text(row)), frozenset())
        return frozenset() if point in alike else alike

    @cached_property
    def _worded(self) -> Mapping[str, frozenset[CommitmentId]]:
        """Commitments by their titles, and by the wordings that stand in this workbook."""
        told = ((each.commitment, each.said or each.title) for each in self._told.values())
        titled = ((each.id, each.title) for each in self._refs.all if not each.gone)
        found: dict[str, set[CommitmentId]] = defaultdict(set)
        for identity, text in (*told, *titled):
            for written in {plain_value(text), plain_value(carried(text))} - {""}:
                found[written].add(identity)
        return {text: frozenset(held) for text, held in found.items()}

    def warnings(self, row: int, point: CommitmentId, since: Collection[str]) -> Iterator[str]:
        """Say of each cell of a row that it was changed; `since` are fields changed here since."""
        held, told = self._held.get(point), self._told.get(point)
        if held is None or told is None:
            return
        texts = held_texts(told, held, self._language)
        for column, expected in zip(_KEPT[1:], texts[1:], strict=True):
            place = self._places.get(column)
            text = self._rows[row].text(place).strip() if place is not None else ""
            if not text or place is None or _FIELDS.get(column) in since or is_cut(text):
                continue
            others = self._news(point) if column is InputsColumn.NEWS else ()
            if column is InputsColumn.POINT:
                text = self.point_text(row)
            if _same(text, expected) or any(plain_value(text).endswith(each) for each in others):
                continue
            yield (
                f"“{self._names[place]}” says “{' '.join(text.split())[:80]}”, here "
                f"“{' '.join(expected.split())[:80]}”: that column is ours, and nothing of it is "
                "taken over."
            )

    def _news(self, point: CommitmentId) -> Iterable[str]:
        """Return with what the last progress may end that was held when the file was made."""
        notes = tuple(plain_value(carried(each.text)) for each in self._notes.get(point, ()))
        return (*(each for each in notes if each), words_in(self._language).no_news)


def _same(text: str, expected: str) -> bool:
    return plain_value(text) in (plain_value(expected), plain_value(carried(expected)))


def _language(names: Iterable[str]) -> str:
    """Return in which language most of the headings are."""
    found = {plain(each) for each in names}
    russian = {plain(each) for each in inputs_words(RUSSIAN).headings.values()}
    english = {plain(each) for each in inputs_words(ENGLISH).headings.values()}
    return RUSSIAN if len(found & russian) > len(found & english) else ENGLISH
