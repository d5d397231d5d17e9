"""The page of reminder letters: every round, who has replied, and one of them in full."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import NotFoundError
from app.domain.letter_chains import RoundLine, RoundSheet, Standing
from app.domain.letter_drafts import Debtor
from app.domain.letters import LetterForm
from app.qt.delegates.letters import RoundMaker
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.tokens import GAP, GROUP_GAP
from app.qt.look.words import isolated
from app.qt.models.letters import ROUND_COLUMNS, unaddressed_words
from app.qt.views.entry_list import EntryHead, EntryList
from app.qt.views.entry_page import EntryHalves, no_match, nothing_yet
from app.qt.views.letter_form import PrepareForm
from app.qt.views.letter_ticks import Candidate, Reachable, candidates, reminded
from app.qt.views.page import Page
from app.qt.views.round_sheet import RoundSheetView
from app.services.focal_points import reachable
from app.services.letter_files import Prepared
from app.services.letters import debtors, round_sheet, rounds
from app.store.reader import Reader


class Letters(Page):
    """Rounds as a list, and beside it the sheet of the one that is chosen."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("Letters", "Reminder letters")
        super().__init__(desk, look, "letters", title)
        self._lines: tuple[RoundLine, ...] = ()
        self._wanted: str | None = None
        self._shown: str | None = None
        self._sheet: RoundSheet | None = None
        self.add = plain_button(self.tr("Prepare…"), "letters-new")
        self.add.setAccessibleName(self.tr("Prepare reminder letters"))
        self.add.setToolTip(self.tr("Write to those who owe an answer"))
        look.dress(self.add, "mail")
        self.add.clicked.connect(self.begin)
        self.ask = plain_button(isolated(self.tr("Ask for inputs…")), "letters-inputs")
        self.ask.setToolTip(self.tr("A workbook for each agency with its open points, to fill in"))
        look.dress(self.ask, "file-spreadsheet")
        self.ask.clicked.connect(self.begin_inputs)
        self.asking = _strip(self.ask)
        if desk.read_only:
            self.add.hide()
            self.asking.hide()
        self.head = EntryHead(look, title, self.tr("Search by number or subject"), self.add)
        self.head.search.textChanged.connect(self._filtered)
        self.list = EntryList(
            look, ROUND_COLUMNS, RoundMaker(look), lambda: desk.today, lambda line: line.id
        )
        self.list.setObjectName("rounds-list")
        self.list.setAccessibleName(title)
        self.list.stood_on.connect(self._choose)
        self.list.opened.connect(self._go_on)
        self.head.leads_to(self.list)
        self.sheet = RoundSheetView(desk, look)
        self.sheet.jumped.connect(self.jumped)
        self.sheet.wanted.connect(self.show_target)
        self.sheet.again_wanted.connect(self._begin_again)
        for form in self.sheet.forms:
            form.prepared.connect(self._prepared)
            form.closed.connect(self._closed)
        self.sheet.inputs.begun.connect(self._open_inputs)
        self.halves = EntryHalves(
            look, (self.head, self.asking), self.list, self.sheet, self._nothing(), self._no_match()
        )
        self.halves.fill(self)

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the list and for the sheet that stands beside it."""
        relation = self.desk.relation
        self.desk.ask("letters", lambda reader: rounds(reader, relation), self._show_found)

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to the act where there is nothing in it."""
        if self.list.table.lines:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def search_line(self) -> QLineEdit:
        """The search of this page."""
        return self.head.search

    def counts(self) -> str:
        """How many letters there are, and how many answers are awaited."""
        awaited = sum(each.awaited for each in self._lines)
        template = self.tr("{count} letters, {awaited} answers awaited")
        return template.format(count=len(self._lines), awaited=awaited)

    @Slot(object)
    def show_target(self, target: object) -> None:
        """Show one round, by its identity; a search that hides it is cleared."""
        self._wanted = str(target)
        if self.list.table.rows_of(str(target)):
            self._stand_on_wanted()
        else:
            self.head.search.clear()
            self.outdate()

    # The list

    def _show_found(self, lines: tuple[RoundLine, ...]) -> None:
        self._lines = lines
        self._show_lines()
        self._stand_on_wanted()
        self._ask_sheet()
        self.counted.emit()

    def _show_lines(self) -> None:
        lines = [each for each in self._lines if _has(each, self.head.search.text())]
        self.list.show_entries(lines)
        asked = self.sheet.opened is not None
        self.halves.show_state(some=bool(self._lines) or asked, matching=bool(lines) or asked)
        count = len(self._lines)
        shown = self.tr("{shown} of {count}").format(shown=len(lines), count=count)
        self.head.count.setText(shown if len(lines) < count else str(count or ""))

    @Slot()
    def _filtered(self) -> None:
        self._show_lines()
        self._stand_on_wanted()

    @Slot()
    def _clear(self) -> None:
        self.head.search.clear()

    def _stand_on_wanted(self) -> None:
        """Stand on what is wanted, else where the officer stood, else on the first line."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.list.stand_on(wanted):
            return
        if self.list.current is None and self.list.table.lines:
            self.list.stand_on(self.list.table.lines[0].id)

    @Slot(object)
    def _go_on(self, _identity: object) -> None:
        """Enter goes on to whom the letter went."""
        if self.sheet.opened is None:
            self.sheet.letters.setFocus(Qt.FocusReason.TabFocusReason)

    # The sheet

    @Slot(object)
    def _choose(self, identity: str | None) -> None:
        if identity is not None and identity != self._shown:
            self._shown = identity
            self._ask_sheet()

    def _ask_sheet(self) -> None:
        identity = self._shown
        if identity is None:
            self._show_sheet("", None)
            return

        def read(reader: Reader) -> RoundSheet | None:
            try:
                return round_sheet(reader, identity)
            except NotFoundError:
                return None

        self.desk.ask("round", read, partial(self._show_sheet, identity))

    def _show_sheet(self, identity: str, sheet: RoundSheet | None) -> None:
        if identity != (self._shown or ""):
            return
        self._sheet = sheet
        if sheet is not None:
            self.sheet.show_sheet(sheet)
        opened = self.sheet.opened is not None
        self.sheet.show_form(shown=opened)
        self.halves.show_sheet(shown=opened or sheet is not None)

    # Preparing

    @Slot()
    def begin(self) -> None:
        """Ask to whom letters are to go; who owes an answer is found in the background."""
        if self.desk.read_only:
            return
        if self._goes_on():
            return
        relation, today = self.desk.relation, self.desk.today

        def read(reader: Reader) -> tuple[tuple[Debtor, ...], Reachable]:
            return debtors(reader, relation, today), reachable(reader)

        self.desk.ask("debtors", read, self._open_form)

    def _goes_on(self) -> bool:
        """Whether a round is being prepared already, which then gets the keyboard."""
        opened = self.sheet.opened
        if opened is not None:
            opened.take_keyboard()
        return opened is not None

    @Slot()
    def begin_inputs(self) -> None:
        """Ask of whom inputs are wanted; who has open points is found in the background."""
        if self.desk.read_only or self._goes_on():
            return
        self.sheet.inputs.begin()

    @Slot(object, int)
    def _open_inputs(self, found: tuple[Candidate, ...], marked: int) -> None:
        self._show_form(found, marked, form=self.sheet.inputs)

    def _open_form(self, read: tuple[tuple[Debtor, ...], Reachable]) -> None:
        found, addressed = read
        marked = sum(each.marked for each in found)
        self._show_form(candidates(found, self.desk, addressed), marked)

    @Slot()
    def _begin_again(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            self.desk.ask("debtors", reachable, partial(self._open_again, sheet))

    def _open_again(self, sheet: RoundSheet, addressed: Reachable) -> None:
        waiting = [each for each in sheet.letters if each.standing is Standing.AWAITED]
        open_rows = [
            sheet.rows[point]
            for each in waiting
            for point in each.points
            if point in sheet.rows and sheet.rows[point].phase.pending
        ]
        marked = sum(bool(row.classification) for row in open_rows)
        self._show_form(reminded(waiting, addressed), marked, sheet)

    def _show_form(
        self,
        found: tuple[Candidate, ...],
        marked: int,
        previous: RoundSheet | None = None,
        *,
        form: PrepareForm | None = None,
    ) -> None:
        opening = form or self.sheet.prepare
        self.halves.show_state(some=True, matching=True)
        self.halves.show_sheet(shown=True)
        opening.open_up(found, marked, previous.round if previous else None)
        self.sheet.show_form(shown=True)
        opening.take_keyboard()

    @Slot()
    def _closed(self) -> None:
        self.sheet.show_form(shown=False)
        self._show_lines()
        self.halves.show_sheet(shown=self._sheet is not None)
        self.take_keyboard()

    @Slot(object)
    def _prepared(self, done: Prepared) -> None:
        """Show the round that was recorded, and say where the drafts are."""
        count, folder = len(done.files), done.files[0].parent
        one, many = (
            self.tr("1 letter drafted in {folder}."),
            self.tr("{count} letters drafted in {folder}."),
        )
        if done.drafts.form is LetterForm.XLSX:
            one = self.tr("1 workbook made in {folder}.")
            many = self.tr("{count} workbooks made in {folder}.")
        said = (one if count == 1 else many).format(count=count, folder=folder)
        if done.change is None:
            said += " " + self.tr("Nothing was recorded.")
        else:
            self.show_target(done.drafts.round.id)
        if done.drafts.form is LetterForm.EML:
            names = [each.label for each in done.drafts.unaddressed]
            said = " ".join(each for each in (said, unaddressed_words(names)) if each)
        self.sheet.say(said)

    def _nothing(self) -> EmptyState:
        said = (
            self.tr("No reminder letter yet"),
            self.tr(
                "Write to all who owe an answer at once, under one number and one deadline;\n"
                "here it is seen who has replied."
            ),
        )
        offer = Offer(text=self.tr("Prepare letters"), icon="mail", name="letters-first")
        return nothing_yet(
            self.look, "mail", said, offer, None if self.desk.read_only else self.begin
        )

    def _no_match(self) -> EmptyState:
        reason = self.tr("No letter has these words in its number or subject.")
        return no_match(self.look, reason, "letters-show-all", self._clear)


def _strip(button: QWidget) -> QWidget:
    """Return a line under the head, in which a second act has room however narrow it is."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, GAP)
    row.addWidget(button)
    row.addStretch(1)
    return holder


def _has(line: RoundLine, text: str) -> bool:
    """Whether a round has all the words typed in its number or subject."""
    held = f"{line.round.reference}\n{line.round.title}".casefold()
    return all(word in held for word in text.casefold().split())
