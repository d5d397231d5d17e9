"""The form in which inputs are asked for: of whom, under which number, by when, where to."""

from __future__ import annotations

from app.domain.letters import LetterRound
from app.qt.views.forms import YES, Ask, Question
from app.qt.views.letter_form import Drafting, PrepareForm
from app.qt.work import Cancelled, Progress
from app.services.inputs import InputsOrder, prepare_inputs
from app.services.letter_files import Prepared
from app.services.register import Register


class InputsForm(PrepareForm):
    """Makes a workbook for each agency that is ticked, with its open points."""

    key = "inputs"

    def _verb(self) -> str:
        return self.tr("Make the workbooks")

    def _headline(self, previous: LetterRound | None) -> str:
        return self.tr("Ask for inputs")

    def _questions(self) -> tuple[Question, ...]:
        return (
            *self._about_letter(self.tr("Back by")),
            Question(
                name="folder",
                label=self.tr("Folder"),
                placeholder=self.tr("where the workbooks are written"),
            ),
            self._recorded(),
            Question(
                name="supporting",
                label=self.tr("Also the points each supports"),
                ask=Ask.TICK,
                more=True,
            ),
            Question(
                name="title",
                label=self.tr("Subject"),
                placeholder=self.tr("for your own list of letters"),
                more=True,
            ),
            self._which_language(),
            self._once_more(),
        )

    def _tell(self, marked: int, *, some: bool) -> None:
        told = self.tr(
            "Each gets a workbook with its open points and empty columns to fill in. What comes "
            "back is imported: it becomes progress notes. Sending them is up to you."
        )
        if not some:
            told = self.tr("There is no open point that any agency could be asked about.")
        if marked == 1:
            told += " " + self.tr("1 classified point stands in no workbook.")
        elif marked:
            told += " " + self.tr("{count} classified points stand in no workbook.").format(
                count=marked
            )
        self.told.setText(told)

    def _drafting(self) -> Drafting:
        order, folder = self._order(), self._folder_meant()
        typed = self.form.typed()
        record, again = typed["record"] == YES, typed["again"] == YES
        wanted = InputsOrder(order=order, supporting=typed["supporting"] == YES)

        def draft(register: Register, progress: Progress, cancelled: Cancelled) -> Prepared:
            return prepare_inputs(
                register,
                wanted,
                folder,
                record=record,
                again=again,
                progress=progress,
                cancelled=cancelled,
            )

        return draft
