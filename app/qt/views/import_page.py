"""The page on which a table comes in: what the file says beside what is read of it, row by row."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot

from app.domain.change import Change, ChangeKind
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.intake.asking import SAID_KEY
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.models.import_rows import ImportLine, Show
from app.qt.views.import_answers import offer_answers
from app.qt.views.import_layout import ImportLayout, summary, what_came
from app.qt.views.import_maps import ImportMaps
from app.qt.views.import_settings import Told
from app.qt.views.import_stages import Source, Stage
from app.qt.views.import_work import ImportWork
from app.qt.views.inputs_taken import Queue, Returns
from app.qt.views.page import Page
from app.services.intake.matching import Outcome
from app.services.intake.previewing import sessions
from app.store.reader import Reader


class ImportPage(Page):
    """One table on its way in, and whatever there is to be said of it first."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("Import", "Import a table")
        super().__init__(desk, look, "import", title)
        self.work = ImportWork(desk, self)
        self.shown = ImportLayout(desk, look, self.work)
        self.shown.fill(self)
        self.grid, self.panel, self.foot = self.shown.grid, self.shown.panel, self.shown.foot
        self.maps = ImportMaps(desk, self.work, self.foot.mapping, self)
        self._settled = False
        self._asks = False
        self._answered = False
        self.queue = Queue((self.foot.following, self.shown.instead), self)
        self.returns = Returns(desk, self.work, self.shown.said, self)
        self._taking: frozenset[int] = frozenset()
        self._held = 0
        self._connect()

    def _connect(self) -> None:
        work, shown = self.work, self.shown
        work.arranging = self.grid.table.arranging
        work.busied.connect(self._busied)
        work.progressed.connect(shown.show_progress)
        work.shown.connect(self._show)
        work.failed.connect(self._failed)
        work.taken.connect(self._taken)
        work.called_off.connect(self._called_off)
        shown.cancelled.connect(work.cancel)
        shown.head.too.clicked.connect(work.change_too)
        shown.head.filters.chosen.connect(self._narrow)
        shown.head.columns.mapped.connect(self.maps.say)
        shown.said.acted.connect(self._act)
        shown.head.settings.said.told.connect(self._day_said)
        shown.offered.connect(self._offered)
        self.maps.refused.connect(partial(shown.said.say, "circle-alert", "late"))
        self.maps.told.connect(partial(shown.said.say, "check", "text2"))
        self.grid.stood_on.connect(self._stand)
        self.grid.opened.connect(self._open_line)
        self.grid.table.ticked.connect(self._ticked)
        self.panel.answered.connect(self.answer)
        self.panel.jumped.connect(self.jumped)
        self.panel.accepted.connect(self.returns.accept)
        self.queue.wanted.connect(self.open)
        self.panel.left.connect(self.grid.setFocus)
        self.foot.take.clicked.connect(self.take_over)
        self.foot.other.clicked.connect(self.table_wanted)
        self.desk.changed.connect(self._changed)
        self.desk.outside.connect(self._forget_outcome)

    # What a page says for itself

    def open(self, source: Source) -> None:
        """Read a table, whose rows are shown when they are there."""
        self._forget_outcome()
        self.grid.table.forget()
        self._settled = False
        self.shown.begin(source.name)
        self.work.open(source)

    def fill(self) -> None:
        """Compare the table again with the register, and offer the sessions it holds."""
        relation, today = self.desk.relation, self.desk.today

        def read(reader: Reader) -> Told:
            return Told(relations=reader.relations(), sessions=sessions(reader, relation, today))

        self.desk.ask("import-told", read, self.shown.head.settings.offer)
        self.work.again(Stage.COMPARE)

    def take_keyboard(self) -> None:
        """Give the keyboard to the rows; where they have it, to what is said of one of them."""
        if self.grid.hasFocus() and self.grid.current is not None:
            self.panel.take_keyboard()
        else:
            self.shown.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def counts(self) -> str:
        """How many rows there are of each outcome."""
        return summary(self.work.preview)

    @property
    def settled(self) -> bool:
        """Whether all that was asked of the table is shown, and nothing is about to be."""
        return not self.work.running and not self._soon.isActive()

    def stop(self) -> None:
        """End what runs for this page."""
        self.work.stop()
        super().stop()

    # What is shown

    @Slot(object)
    def _busied(self, stage: Stage | None) -> None:
        self.shown.show_stage(stage)
        self._tell()

    @Slot(bool)
    def _show(self, settled: bool) -> None:
        preview = self.work.preview
        if preview is None:
            return
        self._forget_asked()
        self.grid.table.changed_too = self.work.changed_too
        self.grid.table.prepared, self.work.arranged = self.work.arranged, None
        first = self.shown.show_preview(preview)
        self._settled = settled
        self._tell()
        self.returns.give_back()
        if first or self._answered:
            self._answered = False
            self.grid.stand_on_question()
        if first and not self.shown.said.isAncestorOf(self.focusWidget()):
            self.take_keyboard()

    def _tell(self) -> None:
        """Say how many rows there are, and how many of them would come in."""
        table = self.grid.table
        self.shown.head.filters.show_counts(table.counts(), table.which)
        ready = self._settled and not self.work.running and not self.desk.read_only
        self.foot.offer(table.ready, ready=ready)
        self.counted.emit()

    @Slot()
    def _ticked(self) -> None:
        self._forget_asked()
        self._tell()

    @Slot(object)
    def _narrow(self, which: Show) -> None:
        self.grid.narrow(which)
        self._tell()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _stand(self, line: ImportLine | None) -> None:
        self.shown.show_line(line)

    # Questions

    @Slot(object)
    def _open_line(self, line: ImportLine) -> None:
        """Put the first question of a row where the row stands; one without goes to the panel."""
        if not line.asks:
            self.panel.take_keyboard()
            return
        asked = line.line.asked[0]
        if asked.choices:
            offer_answers(self.grid, asked, self.answer)
        else:
            self._say_day()

    @Slot(str, str)
    def answer(self, key: str, choice: str, *_: object) -> None:
        """Answer a question, or read a cell otherwise; what it settles is read again everywhere."""
        if key == SAID_KEY:
            self._say_day()
            return
        self._answered = self.grid.current is not None and self.grid.current.asks
        self.work.ask(answers={**self.work.wanted.answers, key: choice})

    def _say_day(self) -> None:
        """Go to where the day is said from which “within 30 days” counts."""
        line = self.shown.head.settings.said.line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    @Slot()
    def _day_said(self) -> None:
        """Go back to the rows, to the next one that asks once the day was reckoned with."""
        if not self.shown.head.settings.said.line.hasFocus():
            return
        self._answered = True
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # Taking over

    @Slot()
    def take_over(self) -> None:
        """Write what is ticked, as one change, after a copy of the register was made."""
        self._take(self.grid.table.accepted, many=False)

    def _take(self, rows: Collection[int], *, many: bool) -> None:
        preview = self.work.preview
        if preview is None or not rows:
            return
        self._taking = frozenset(rows)
        self._held = preview.tally.outcomes[Outcome.HELD]
        self.work.take(rows, many=many)

    @Slot(object)
    def _taken(self, found: object) -> None:
        if isinstance(found, Change):
            self._asks = False
            self.grid.table.came = self._taking
            acts = (("undo", self.tr("Undo")), ("came", self.tr("Show them")))
            if self.returns.say(self._taking):
                return
            self.shown.said.say("check", "done", what_came(len(self._taking), self._held), *acts)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.kind is not ChangeKind.IMPORT:
            self._forget_outcome()

    @Slot()
    def _forget_outcome(self) -> None:
        self.shown.said.hide()
        table = self.grid.table
        table.came = frozenset()
        if table.which is Show.CAME:
            self.grid.narrow(Show.ALL)

    def _forget_asked(self) -> None:
        """Take away what was asked or refused before the rows were as they are now."""
        if self._asks:
            self._asks = False
            self.shown.said.hide()

    @Slot(str)
    def _act(self, key: str) -> None:
        """Do what stands beside the sentence about the table."""
        match key:
            case "undo":
                self.desk.run(lambda register: register.undo())
            case "round":
                self.page_wanted.emit("letters", self.returns.round)
            case "came":
                self._narrow(Show.CAME)
            case "many":
                self.shown.said.hide()
                self._take(self._taking, many=True)
            case "again":
                self.shown.said.hide()
                self.work.again(Stage.READ)

    # What goes wrong

    @Slot(object, object)
    def _failed(self, stage: Stage, error: ServandaError) -> None:
        if stage is Stage.READ and self.work.preview is None:
            self.shown.refuse(str(error))
            return
        self._asks = True
        if isinstance(error, InvalidValueError) and error.field == "many":
            sentence = str(error).partition(". ")[0] + "."
            self.shown.said.say(
                "circle-question-mark", "soon", sentence, ("many", self.tr("Change them all"))
            )
            self.shown.said.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if stage is Stage.COMPARE:
            self.shown.bare(str(error))
        self._settled = False
        self.shown.said.say("circle-alert", "late", str(error), ("again", self.tr("Read again")))
        self._tell()

    @Slot(object)
    def _called_off(self, stage: Stage) -> None:
        said = self.tr("Called off; nothing was written.")
        if stage is Stage.READ and self.work.preview is None:
            self.shown.refuse(said, self.tr("The table was not read"))
            return
        self._asks = True
        self.shown.said.say("info", "text2", said, ("again", self.tr("Read again")))
        self._tell()

    @Slot(int)
    def _offered(self, number: int) -> None:
        if number in (0, 1):  # of the next file the queue itself hears
            (self.paste_wanted if number else self.table_wanted).emit()
