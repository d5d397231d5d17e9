"""Rows of a workbook of inputs whose reference names one point and whose wording another.

Whoever sorts one column of a workbook alone moves every reference to another row. Nothing tells
which of the two was meant, so the officer is asked, and until then the row is held back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.identity import CommitmentId
from app.domain.intake.asking import Asked, plain_key
from app.domain.intake.draft import Draft
from app.domain.intake.holdings import Known
from app.domain.intake.references import References
from app.domain.intake.rows import DraftRow
from app.services.intake.kept_cells import KeptCells

_SHOWN = 60


def asking_which(
    draft: Draft,
    kept: KeptCells,
    refs: References,
    named: Mapping[str, Known],
    answers: Mapping[str, str],
) -> Draft:
    """Let each such row wait for the officer to say which point it is about.

    `named` gives the commitment of each reference in the workbook; `answers` are as they were
    given.
    """
    column = next((each.name for each in draft.columns if each.field == "ref"), "")
    said = {plain_key(each) for each in answers}
    asked = {
        each.row: one
        for each in draft.rows
        if plain_key(f"{column}@{each.row}") not in said
        and (one := _asked(each, column, kept, refs, named)) is not None
    }
    rows = tuple(
        replace(each, waits=(*each.waits, asked[each.row].key)) if each.row in asked else each
        for each in draft.rows
    )
    return replace(draft, rows=rows, questions=(*asked.values(), *draft.questions))


def _asked(
    row: DraftRow, column: str, kept: KeptCells, refs: References, named: Mapping[str, Known]
) -> Asked | None:
    known = named.get(row.fields.get("ref", ""))
    if known is None or not row.fields.get("progress"):
        return None
    others = tuple(each.ref for each in _worded(row.row, known.id, kept, refs))
    if not others:
        return None
    wording = " ".join(kept.point_text(row.row).split())[:_SHOWN]
    question = (
        f"{known.ref} is “{known.title[:_SHOWN]}”, but this row says “{wording}”. "
        "Which point is it about?"
    )
    choices = (known.ref, *others)
    key = f"{column}@{row.row}"
    return Asked(key=key, column=column, question=question, choices=choices, row=row.row)


def _worded(row: int, point: CommitmentId, kept: KeptCells, refs: References) -> Iterator[Known]:
    """Give the other commitments whose wording stands in a row, unless its own does."""
    others = kept.worded_alike(row, point)
    for each in refs.all:
        if each.id in others and not each.gone:
            yield each
