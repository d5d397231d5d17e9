"""What agencies report when they were asked for inputs."""

from __future__ import annotations

from typing import Any

from app.domain.identity import CommitmentId
from app.domain.particulars import NoteBasis
from app.services.acts.letters import BY_LETTER, LetterActs


class InputActs(LetterActs):
    """Reports are noted as reported: they prove nothing and move nothing by themselves."""

    def note_input(
        self, commitment: CommitmentId, text: str, *, answers: str | None = None, **facts: Any
    ) -> str:
        """Note what an agency reports of a point, self-reported, by letter; return the note.

        `answers` is the letter that asked, whose point then knows its answer. Raises as `note`.
        """
        noted = self.note(
            commitment, text, channel=BY_LETTER, basis=NoteBasis.SELF_REPORTED.value, **facts
        )
        for point in self._reader.letter_points(answers) if answers is not None else ():
            if point.commitment == commitment:
                self._writer.set("letterpoint", point.id, note=noted)
        return noted
