"""What is kept of a source, on its sheet: text and file with size and day, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.directory import SourceSheet
from app.domain.file_names import may_be_opened
from app.domain.quotations import Kept
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import quiet_button
from app.qt.look.flow import Flow
from app.qt.look.labels import InkLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.forms import Ask, AskForm, Question
from app.qt.views.kept_deeds import KeptDeeds
from app.qt.views.sections import pair, quiet_prose, wrapped


class KeptPart(QWidget):
    """The kept text and file of the source that is shown; `read_wanted` asks to read the text."""

    read_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._identity = ""
        self.setObjectName("source-kept")
        self.deeds = KeptDeeds(desk, self)
        self.text = InkLabel(look)
        self.file = InkLabel(look)
        for label, name in ((self.text, "kept-text"), (self.file, "kept-file")):
            wrapped(label).setObjectName(name)
        self.astray = quiet_prose(look)
        self.astray.setObjectName("kept-astray")
        self.said = wrapped(InkLabel(look, ink="text2", scale=Scale.CAPTION))
        self.said.setObjectName("kept-said")
        self.refused = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self.refused.setObjectName("kept-refused")
        self.deeds.told.connect(self._tell)
        self.deeds.refused.connect(self._refuse)
        self.deeds.kept.connect(self._text_kept)
        self._make_buttons()
        self.form = self._made_form()
        self._lay_out()

    def show_sheet(self, sheet: SourceSheet) -> None:
        """Show what is kept of a source; a text that is being pasted stays."""
        source = self.deeds.source = sheet.source
        if source.id != self._identity:
            self._identity = source.id
            self.form.close_up()
            self._tell("")
            self._refuse("")
        self.text.setText(self._words(sheet.text))
        self.file.setText(self._words(sheet.file))
        writes = not self._desk.read_only
        text, file = sheet.text is not None, sheet.file is not None
        self.paste.setText(self.tr("Keep another text…") if text else self.tr("Keep text…"))
        self.another.setText(self.tr("Keep another file…") if file else self.tr("Keep file…"))
        self.paste.setVisible(writes)
        self.from_file.setVisible(writes)
        self.another.setVisible(writes)
        self.read.setVisible(text)
        self.save_text.setVisible(text)
        self.forget_text.setVisible(text and writes)
        self.open.setVisible(sheet.file is not None and may_be_opened(sheet.file.name))
        self.save.setVisible(file)
        self.forget.setVisible(file and writes)
        count = len(sheet.astray)
        one = self.tr("1 quotation has no one place in this text; it is named below.")
        many = self.tr("{count} quotations have no one place in this text; they are named below.")
        self.astray.setText("" if not count else one if count == 1 else many.format(count=count))
        self.astray.setVisible(bool(count))

    def _words(self, kept: Kept | None) -> str:
        """Return name, size and day of what is kept."""
        if kept is None:
            return self.tr("not kept")
        size = (
            self.tr("missing from the register: keep it once more")
            if kept.size is None
            else QLocale().formattedDataSize(
                kept.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
            )
        )
        day = "" if kept.day is None else words.date_text(kept.day.isoformat())
        kept_on = self.tr("kept on {day}").format(day=day) if day else ""
        return " · ".join(words.isolated(each) for each in (kept.name, size, kept_on) if each)

    # Layout

    def _make_buttons(self) -> None:
        deeds = self.deeds
        self.read = self._button(self.tr("Read"), "book-open-text", "kept-read")
        self.read.clicked.connect(self.read_wanted)
        self.paste = self._button(self.tr("Keep text…"), "pencil", "kept-paste")
        self.paste.clicked.connect(self._begin)
        self.from_file = self._button(self.tr("Text from a file…"), "file-text", "kept-from-file")
        self.from_file.clicked.connect(deeds.choose_text)
        self.save_text = self._button(self.tr("Save a copy…"), "download", "kept-save-text")
        self.save_text.setAccessibleName(self.tr("Save a copy of the text"))
        self.save_text.clicked.connect(deeds.choose_text_copy)
        self.forget_text = self._button(self.tr("Forget"), "x", "kept-forget-text")
        self.forget_text.setAccessibleName(self.tr("Forget the text"))
        self.forget_text.clicked.connect(deeds.forget_text)
        self.open = self._button(self.tr("Open"), "folder-open", "kept-open")
        self.open.setAccessibleName(self.tr("Open the file in another program"))
        self.open.clicked.connect(deeds.open)
        self.another = self._button(self.tr("Keep file…"), "plus", "kept-choose")
        self.another.clicked.connect(deeds.choose_file)
        self.save = self._button(self.tr("Save a copy…"), "download", "kept-save")
        self.save.setAccessibleName(self.tr("Save a copy of the file"))
        self.save.clicked.connect(deeds.choose_copy)
        self.forget = self._button(self.tr("Forget"), "x", "kept-forget")
        self.forget.setAccessibleName(self.tr("Forget the file"))
        self.forget.clicked.connect(deeds.forget_file)

    def _button(self, text: str, icon: str, name: str) -> QPushButton:
        return quiet_button(self._look, text, icon, name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(SectionHeading(self._look, self.tr("What is kept of it")))
        column.addWidget(pair(self._look, self.tr("Text"), self.text))
        column.addLayout(
            _row(self.read, self.paste, self.from_file, self.save_text, self.forget_text)
        )
        column.addWidget(self.astray)
        column.addWidget(self.form)
        column.addWidget(pair(self._look, self.tr("File"), self.file))
        column.addLayout(_row(self.open, self.another, self.save, self.forget))
        column.addWidget(self.said)
        column.addWidget(self.refused)
        column.addSpacing(GAP)

    def _made_form(self) -> AskForm:
        question = Question(
            name="text",
            label=self.tr("Text"),
            ask=Ask.TEXT,
            placeholder=self.tr("paste the whole text here"),
        )
        verb = self.tr("Keep the text")
        form = AskForm(self._look, "kept", (question,), verb, self.paste.setFocus)
        form.hide()
        form.confirmed.connect(self._keep)
        return form

    # What happens

    @Slot()
    def _begin(self) -> None:
        if self.form.isHidden():
            self.form.open_up({})
        self.form.take_keyboard()

    @Slot()
    def _keep(self) -> None:
        self.deeds.keep_text(self.form.typed()["text"])

    @Slot()
    def _text_kept(self) -> None:
        if not self.form.isHidden():
            self.form.close_up()

    @Slot(str)
    def _tell(self, said: str) -> None:
        self.said.setText(said)
        self.said.setVisible(bool(said))

    @Slot(str)
    def _refuse(self, said: str) -> None:
        """Say why something was not done: beside the form where it is open, else at the end."""
        opened = not self.form.isHidden()
        if opened and said:
            self.form.refuse("text", said)
        elif opened:
            self.form.accept()
        self._tell("")
        self.refused.setText("" if opened else said)
        self.refused.setVisible(bool(said) and not opened)


def _row(*buttons: QPushButton) -> Flow:
    row = Flow()
    for each in buttons:
        row.addWidget(each)
    return row
