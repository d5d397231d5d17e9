"""The form in which inputs are asked for: of whom, under which number, by when, where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.inputs import InputsAsked
from app.domain.letters import LetterRound
from app.domain.reports.request import Wish
from app.qt.desk import Desk
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import Scale
from app.qt.models.letters import asked_words
from app.qt.views.forms import YES, Question
from app.qt.views.inputs_choices import Chosen, InputsChoices
from app.qt.views.letter_form import Drafting, PrepareForm
from app.qt.views.letter_ticks import Reachable, asked_of
from app.qt.work import Cancelled, Progress
from app.services.focal_points import reachable
from app.services.inputs import InputsOrder, further_points, prepare_inputs, to_be_asked
from app.services.letter_files import Prepared
from app.services.register import Register
from app.services.reports.usual import Offered, offered
from app.store.reader import Reader

Found = tuple[tuple[InputsAsked, ...], Reachable, int]
"""Who may be asked about what, of whom an address is held, how many aspirations are left out."""

_OFFERED = frozenset({Wish.MEETING, Wish.SECTOR, Wish.AGENCY})


class InputsForm(PrepareForm):
    """Makes a workbook for each agency that is ticked, with its open points.

    `begun` carries who may be asked and how many points are classified, once that is known.
    """

    begun = Signal(object, int)

    key = "inputs"

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        self.choices = InputsChoices(desk, look)
        self.count = QuietLabel(look, scale=Scale.BODY)
        self.count.setObjectName("inputs-asked")
        self._asked: dict[OrganisationId, InputsAsked] = {}
        self._left: set[OrganisationId] = set()
        self._aspirations = 0
        super().__init__(desk, look, back)
        self.choices.changed.connect(self._ask_again)
        self.ticks.list.itemChanged.connect(self._tell_count)

    def _lay_out(self) -> None:
        super()._lay_out()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.ticks), self.choices)
            column.insertWidget(column.indexOf(self.ticks) + 1, self.count)

    # Whom, about what

    def begin(self) -> None:
        """Find out in the background who may be asked, and open up."""
        relation, today = self._desk.relation, self._desk.today

        def read(reader: Reader) -> tuple[Offered, Found]:
            return offered(reader, _OFFERED, relation, today), _found(
                reader, today, relation, Chosen()
            )

        self._desk.ask("inputs", read, self._begin)

    def _begin(self, read: tuple[Offered, Found]) -> None:
        offers, (found, addressed, self._aspirations) = read
        self._left = set()
        self.choices.offer(offers)
        self._asked = {each.organisation.id: each for each in found}
        self.begun.emit(asked_of(found, addressed), sum(each.marked for each in found))
        self._tell_count()

    @Slot()
    def _ask_again(self) -> None:
        relation, today, chosen = self._desk.relation, self._desk.today, self.choices.chosen()
        self._desk.ask(
            "inputs", lambda reader: _found(reader, today, relation, chosen), self._show_found
        )

    def _show_found(self, read: Found) -> None:
        """Show whom the choices leave; who was unticked stays so."""
        if not self.opened:
            return
        found, addressed, self._aspirations = read
        ticked = set(self.ticks.ticked)
        shown = {each for each, asked in self._asked.items() if asked.points}
        self._left = (self._left | shown) - ticked
        self._asked = {each.organisation.id: each for each in found}
        self.ticks.show_candidates(
            [
                replace(each, ticked=each.organisation not in self._left)
                for each in asked_of(found, addressed)
            ]
        )
        self._tell(sum(each.marked for each in found), some=any(each.points for each in found))
        self._tell_count()

    @Slot()
    def _tell_count(self) -> None:
        """Say how much is asked of how many before anything is written."""
        asked = [self._asked[each] for each in self.ticks.ticked if each in self._asked]
        points = {point for each in asked for point in each.points}
        self.count.setText(asked_words(len(asked), len(points)))

    def _left_words(self) -> str:
        """Say how many open aspirations nobody is asked about, empty for none."""
        if not self._aspirations:
            return ""
        one, many = (
            self.tr("1 open aspiration is left out."),
            self.tr("{count} open aspirations are left out."),
        )
        return (one if self._aspirations == 1 else many).format(count=self._aspirations)

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
        self.told.setText(" ".join(filter(None, (told, self._left_words()))))

    def _drafting(self) -> Drafting:
        order, folder = self._order(), self._folder_meant()
        typed = self.form.typed()
        record, again = typed["record"] == YES, typed["again"] == YES
        chosen = self.choices.chosen()
        order = replace(order, round=replace(order.round, concerns=_session(chosen)))
        wanted = InputsOrder(
            order=order,
            query=chosen.query,
            country=chosen.country,
            supporting=chosen.supporting,
            due_by=chosen.due_by,
            aspirations=chosen.aspirations,
        )

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


def _session(chosen: Chosen) -> CommitmentId | None:
    return CommitmentId(chosen.session) if chosen.session else None


def _found(reader: Reader, today: date, relation: str, chosen: Chosen) -> Found:
    asking = partial(
        to_be_asked,
        reader,
        today,
        relation,
        concerns=chosen.session,
        query=chosen.query,
        country=chosen.country,
        supporting=chosen.supporting,
        due_by=chosen.due_by,
    )
    asked = asking(aspirations=chosen.aspirations)
    left = 0 if chosen.aspirations else further_points(asked, asking(aspirations=True))
    return asked, reachable(reader), left
