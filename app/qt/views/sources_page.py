"""The section Sources: what the register rests on, and one source with all that rests on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QLineEdit

from app.domain.directory import PassageAt, SourceLine, SourceSheet
from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError, NotFoundError, ServandaError
from app.domain.identity import SourceId, new_id
from app.domain.particulars import Source, SourceKind
from app.qt.delegates.directory import SourceMaker
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.tokens import GAP, GROUP_GAP
from app.qt.models.directory import SOURCE_COLUMNS
from app.qt.models.directory_words import source_kind_word
from app.qt.views.choice_field import Choice
from app.qt.views.entry_list import EntryHead, EntryList
from app.qt.views.entry_page import EntryHalves, no_match, nothing_yet
from app.qt.views.forms import Ask, AskForm, Question
from app.qt.views.page import Page
from app.qt.views.source_sheet import SourceSheetView
from app.qt.views.text_views import TextViews
from app.services.directory import MOST, matching_sources, source_lines, source_sheet
from app.store.reader import Reader

_MORE = 4
"""How many times as many passages are read when more are asked for."""


class Sources(Page):
    """Sources as a list, and beside it the sheet of the one that is chosen."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("Sources", "Sources")
        super().__init__(desk, look, "sources", title)
        self._lines: tuple[SourceLine, ...] = ()
        self._wanted: SourceId | None = None
        self._shown: SourceId | None = None
        self._most = MOST
        self.add = plain_button(self.tr("Add…"), "source-new")
        self.add.setAccessibleName(self.tr("Add a source"))
        self.add.setToolTip(self.tr("Add a source"))
        look.dress(self.add, "plus")
        self.add.clicked.connect(self._begin)
        if desk.read_only:
            self.add.hide()
        self.head = EntryHead(look, title, self.tr("Search sources"), self.add)
        self.head.search.textChanged.connect(self._filtered)
        self.form = self._made_form()
        self.list = EntryList(
            look, SOURCE_COLUMNS, SourceMaker(look), lambda: desk.today, lambda line: line.id
        )
        self.list.setObjectName("sources-list")
        self.list.setAccessibleName(title)
        self.list.stood_on.connect(self._choose)
        self.head.leads_to(self.list)
        self.sheet = SourceSheetView(desk, look)
        self.sheet.jumped.connect(self.jumped)
        self.sheet.more_wanted.connect(self._read_more)
        self.sheet.text_wanted.connect(self._read_text)
        self.halves = EntryHalves(
            look,
            (self.head, self.form),
            self.list,
            self.sheet,
            self._nothing(),
            self._no_match(),
        )
        self.views = TextViews(desk, look, self.halves)
        self.views.jumped.connect(self.jumped)
        self.views.left.connect(self._back_to_sheet)
        self.views.refused.connect(self.sheet.kept.deeds.refused)
        self.views.fill(self)

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the list and for the sheet that stands beside it."""
        relation = self.desk.relation
        self.desk.ask("sources", lambda reader: source_lines(reader, relation), self._show_found)
        self.views.read_again()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to the search where nothing is in it.

        A text that is read has it first.
        """
        if self.views.reads:
            self.views.reader.take_keyboard()
            return
        (self.list if self.list.table.lines else self.head.search).setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def search_line(self) -> QLineEdit:
        """The search of this page."""
        return self.head.search

    def counts(self) -> str:
        """How many sources there are, and how many passages are cited."""
        passages = sum(each.figures.passages for each in self._lines)
        template = self.tr("{count} sources, {passages} passages")
        return template.format(count=len(self._lines), passages=passages)

    @Slot(object)
    def show_target(self, target: object) -> None:
        """Show one source, by its identity, or a passage in its text, by a `PassageAt`.

        A search that hides it is cleared.
        """
        self.views.show_halves()
        passage = target if isinstance(target, PassageAt) else None
        wanted = SourceId(str(target)) if passage is None else passage.source
        self._wanted = wanted
        if passage is not None:
            self._shown, self._most = wanted, MOST
            self._ask_sheet()
            self.views.read(wanted, passage.evidence)
        if self.list.table.rows_of(wanted):
            self._stand_on_wanted()
        else:
            self.head.search.clear()
            self.outdate()

    # The list

    def _show_found(self, lines: tuple[SourceLine, ...]) -> None:
        self._lines = lines
        self._show_lines()
        self._stand_on_wanted()
        self._ask_sheet()
        self.counted.emit()

    def _show_lines(self) -> None:
        lines = matching_sources(self._lines, self.head.search.text())
        self.list.show_entries(lines)
        asked = not self.form.isHidden()
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

    # The sheet

    @Slot(object)
    def _choose(self, identity: str | None) -> None:
        if identity is not None and identity != self._shown:
            self._shown, self._most = SourceId(identity), MOST
            self._ask_sheet()

    @Slot()
    def _read_more(self) -> None:
        self._most *= _MORE
        self._ask_sheet()

    def _ask_sheet(self) -> None:
        identity, most, relation = self._shown, self._most, self.desk.relation
        if identity is None:
            return

        def read(reader: Reader) -> SourceSheet | None:
            try:
                return source_sheet(reader, identity, relation, most)
            except NotFoundError:
                return None

        self.desk.ask("source", read, partial(self._show_sheet, identity))

    def _show_sheet(self, identity: SourceId, sheet: SourceSheet | None) -> None:
        if identity != self._shown:
            return
        self.halves.show_sheet(shown=sheet is not None)
        if sheet is not None:
            self.sheet.show_sheet(sheet)

    # The text

    @Slot(str)
    def _read_text(self, evidence: str) -> None:
        if self._shown is not None:
            self.views.read(self._shown, evidence)

    @Slot()
    def _back_to_sheet(self) -> None:
        if self.isVisible():
            self.take_keyboard()

    def stop(self) -> None:
        """Remove the copies that other programs were given."""
        self.sheet.kept.deeds.copies.remove()
        super().stop()

    # Adding

    def _made_form(self) -> AskForm:
        kinds = [Choice(value=each.value, words=source_kind_word(each)) for each in SourceKind]
        questions = (
            Question(name="title", label=self.tr("Title")),
            Question(name="publisher", label=self.tr("Publisher")),
            Question(
                name="published",
                label=self.tr("Published"),
                ask=Ask.DATE,
                placeholder=self.tr("10 Feb 2025 · Feb 2025 · 2025"),
            ),
            Question(name="kind", label=self.tr("Kind"), ask=Ask.CHOICE, choices=tuple(kinds)),
            Question(
                name="language",
                label=self.tr("Language"),
                placeholder=self.tr("two letters, such as ru"),
            ),
            Question(name="address", label=self.tr("Address"), more=True),
            Question(name="accessed", label=self.tr("Accessed"), ask=Ask.DATE, more=True),
        )
        verb = self.tr("Add the source")
        form = AskForm(
            self.look, "new-source", questions, verb, self.add.setFocus, lambda: self.desk.today
        )
        form.setContentsMargins(GROUP_GAP, GAP, GROUP_GAP, GROUP_GAP)
        form.hide()
        form.confirmed.connect(self._add)
        form.closed.connect(self._filtered)
        return form

    @Slot()
    def _begin(self) -> None:
        if self.form.isHidden():
            self.form.open_up({"kind": SourceKind.PRESS.value})
            self._show_lines()
        self.form.take_keyboard()

    @Slot()
    def _add(self) -> None:
        if self.desk.waits:
            return
        try:
            typed = self.form.answers()
        except EdtfError as error:
            self.form.refuse(error.field, str(error))
            return
        source = Source(
            id=SourceId(new_id()),
            title=typed["title"],
            publisher=typed["publisher"],
            published=typed["published"],
            language=typed["language"],
            kind=SourceKind(typed["kind"]),
            address=typed["address"],
            accessed=typed["accessed"],
        )
        self.desk.run(lambda register: register.add_source(source), partial(self._added, source.id))

    def _added(self, identity: SourceId, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.close_up()
            self.show_target(identity)
            return
        named = refusal.field if isinstance(refusal, InvalidValueError) else ""
        self.form.refuse(named, str(refusal))

    def _nothing(self) -> EmptyState:
        said = (
            self.tr("No source yet"),
            self.tr(
                "Documents and reports are kept here once, with every passage\n"
                "that a commitment rests on, so that it can be said where it says so."
            ),
        )
        offer = Offer(text=self.tr("Add a source"), icon="plus", name="source-first")
        return nothing_yet(
            self.look, "book-open-text", said, offer, None if self.desk.read_only else self._begin
        )

    def _no_match(self) -> EmptyState:
        reason = self.tr("No source has these words in its title, publisher or address.")
        return no_match(self.look, reason, "sources-all", self._clear)
