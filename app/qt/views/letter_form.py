"""The form in which a round of reminder letters is prepared: to whom, which number, where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import new_id
from app.domain.letter_words import LANGUAGES
from app.domain.letters import WRITTEN_AS, LetterForm, LetterRound
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.models.directory_words import language_word
from app.qt.models.letters import form_word
from app.qt.views.choice_field import Choice
from app.qt.views.forms import YES, Ask, AskForm, Question
from app.qt.views.letter_ticks import Candidate, Ticks
from app.qt.views.sections import wrapped
from app.qt.work import Cancelled, Progress
from app.services.letter_drafts import Order
from app.services.letter_files import Prepared, prepare
from app.services.register import Register

Drafting = Callable[[Register, Progress, Cancelled], Prepared]
"""Drafts a round, aside from the window."""


class PrepareForm(QWidget):
    """Asks to whom, under which number and by when, and drafts the letters in the background.

    `prepared` carries the `Prepared`; `closed` tells that the form was put away or is done.
    """

    prepared = Signal(object)
    closed = Signal()

    key = "letters"
    """Begins the names of its parts."""

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._previous: LetterRound | None = None
        self._done: Prepared | None = None
        self.setObjectName(f"{self.key}-prepare")
        self.heading = InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD)
        self.told = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.told.setObjectName(f"{self.key}-told")
        self.ticks = Ticks(look, self.key)
        self.form = AskForm(
            look,
            self.key,
            self._questions(),
            self._verb(),
            back,
            lambda: desk.today,
        )
        self.form.confirmed.connect(self.keep)
        self.form.closed.connect(self._closed)
        self.form.hide()
        self._offer_folders()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for each in (self.heading, self.told, self.ticks):
            column.addWidget(each)
        column.addSpacing(GRID)
        column.addWidget(self.form)

    def _offer_folders(self) -> None:
        """Let the folder be chosen beside its line, by a click or a key."""
        icon = self._look.icons.icon("folder-open", self._look.tokens.text2)
        line = self.form.line("folder")
        self.browse = line.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
        self._look.dress(self.browse, "folder-open")
        self.browse.setShortcut(QKeySequence("F4"))
        self.browse.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.browse.setToolTip(self.tr("Choose a folder (F4)"))
        self.browse.triggered.connect(self._browse)

    def _verb(self) -> str:
        return self.tr("Draft the letters")

    def _questions(self) -> tuple[Question, ...]:
        forms = tuple(Choice(value=each.value, words=form_word(each)) for each in WRITTEN_AS)
        return (
            *self._about_letter(self.tr("Answer by")),
            Question(name="form", label=self.tr("As"), ask=Ask.CHOICE, choices=forms),
            Question(
                name="folder",
                label=self.tr("Folder"),
                placeholder=self.tr("where the drafts are written"),
            ),
            self._recorded(),
            Question(
                name="title",
                label=self.tr("Subject"),
                placeholder=self.tr("else the usual words"),
                more=True,
            ),
            self._which_language(),
            Question(
                name="template",
                label=self.tr("Template"),
                placeholder=self.tr("the office's own .docx with {{points}}"),
                more=True,
            ),
            self._once_more(),
        )

    # What every round is asked for

    def _about_letter(self, deadline: str) -> tuple[Question, ...]:
        """Ask for the number and the day of the letter, and by when, under a label of its own."""
        return (
            Question(
                name="reference",
                label=self.tr("Number"),
                placeholder=self.tr("the office's number of the letter"),
            ),
            Question(name="dated_on", label=self.tr("Dated"), ask=Ask.DATE),
            Question(
                name="deadline",
                label=deadline,
                ask=Ask.DATE,
                placeholder=self.tr("11 Apr 2027 · +2w"),
            ),
        )

    def _recorded(self) -> Question:
        return Question(name="record", label=self.tr("Record them as sent: one undo"), ask=Ask.TICK)

    def _which_language(self) -> Question:
        return Question(
            name="language",
            label=self.tr("Language"),
            ask=Ask.CHOICE,
            choices=languages(self.tr("the usual one of each")),
            more=True,
        )

    def _once_more(self) -> Question:
        return Question(
            name="again", label=self.tr("Use this number once more"), ask=Ask.TICK, more=True
        )

    # Opening and closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In the list too Ctrl+Enter keeps and Esc puts the form away."""
        if event.key() == Qt.Key.Key_Escape:
            self.form.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)

    @property
    def opened(self) -> bool:
        """Whether something is being prepared."""
        return not self.form.isHidden()

    def open_up(
        self, found: Sequence[Candidate], marked: int, previous: LetterRound | None = None
    ) -> None:
        """Begin a round for these, or a reminder of `previous`; `marked` points are left out."""
        self._previous = previous
        self.heading.setText(self._headline(previous))
        self._tell(marked, some=bool(found))
        self.ticks.show_candidates(found)
        folder = self.form.typed()["folder"] if self._done is None else str(self._folder)
        self.form.open_up(
            {
                "dated_on": self._desk.today.isoformat(),
                "form": LetterForm.DOCX.value,
                "record": YES,
                "folder": folder,
                "title": previous.title if previous is not None else "",
            }
        )
        self.take_keyboard()

    def _headline(self, previous: LetterRound | None) -> str:
        if previous is None:
            return self.tr("Prepare reminder letters")
        template = self.tr("Remind again: {reference}")
        return template.format(reference=previous.reference)

    def take_keyboard(self) -> None:
        """Give the keyboard to whom the letters go to."""
        self.ticks.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _folder(self) -> Path:
        return self._done.files[0].parent if self._done is not None and self._done.files else Path()

    def _tell(self, marked: int, *, some: bool) -> None:
        told = self.tr("The drafts are written to a folder of yours. Sending them is up to you.")
        if not some:
            told = self.tr("There is no open point that anybody could be asked about.")
        if marked == 1:
            told += " " + self.tr("1 classified point stands in no letter.")
        elif marked:
            told += " " + self.tr("{count} classified points stand in no letter.").format(
                count=marked
            )
        self.told.setText(told)

    @Slot()
    def _closed(self) -> None:
        self.ticks.show_candidates(())
        self.closed.emit()

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the drafts are written"))
        dialog.setObjectName(f"{self.key}-folder-dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.form.line("folder").setText)
        dialog.open()

    # Drafting

    @Slot()
    def keep(self) -> None:
        """Draft the letters, or say beside the question why not."""
        if self._desk.waits:
            return
        self.form.accept()
        try:
            draft = self._drafting()
        except EdtfError as error:
            self.form.refuse(error.field, str(error))
            return
        except ServandaError as error:
            self._refuse(error)
            return
        made: list[Prepared] = []

        def act(register: Register, progress: Progress, cancelled: Cancelled) -> object:
            done = draft(register, progress, cancelled)
            made.append(done)
            return done.change

        def settled(_found: object, error: ServandaError | None) -> None:
            self.form.keep_button.setEnabled(True)
            if error is not None:
                self._refuse(error)
            else:
                self._done = made[0]
                self.form.close_up()
                self.prepared.emit(made[0])

        self.form.keep_button.setEnabled(False)
        if not self._desk.run_aside(act, settled):
            self.form.keep_button.setEnabled(True)
            self.form.refuse("", self.tr("Something else is still running."))

    def _drafting(self) -> Drafting:
        """Return what drafts the letters as they are asked for. Raises what is wrong with that."""
        order, folder = self._order(), self._folder_meant()
        given = self.form.answers()["template"]
        template = Path(given) if given else None
        typed = self.form.typed()
        record, again = typed["record"] == YES, typed["again"] == YES

        def draft(register: Register, progress: Progress, cancelled: Cancelled) -> Prepared:
            return prepare(
                register,
                order,
                folder,
                record=record,
                template=template,
                again=again,
                progress=progress,
                cancelled=cancelled,
            )

        return draft

    def _folder_meant(self) -> Path:
        folder = self.form.answers()["folder"]
        if not folder:
            raise InvalidValueError("folder", self.tr("Say where the drafts are to be written."))
        return Path(folder).expanduser()

    def _order(self) -> Order:
        typed = self.form.answers()
        chosen = self.ticks.ticked
        if not chosen:
            raise InvalidValueError("", self.tr("Tick at least one ministry or agency."))
        previous = self._previous
        return Order(
            round=LetterRound(
                id=new_id(),
                reference=typed["reference"],
                dated_on=typed["dated_on"],
                deadline=typed["deadline"],
                title=typed["title"],
                previous=previous.id if previous is not None else None,
            ),
            form=LetterForm(typed.get("form", LetterForm.XLSX)),
            organisations=chosen,
            relation=self._desk.relation,
            language=typed["language"],
        )

    def _refuse(self, error: ServandaError) -> None:
        named = error.field if isinstance(error, InvalidValueError) else "folder"
        self.form.refuse(named, str(error))


def languages(usual: str) -> tuple[Choice, ...]:
    """Return the languages in which all may be written to, and first that each has its own."""
    known = (Choice(value=each, words=language_word(each)) for each in LANGUAGES)
    return (Choice(value="", words=usual), *known)
