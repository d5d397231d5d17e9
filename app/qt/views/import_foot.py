"""Under a table on its way in: what is under way, what came of it, and the button that writes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.qt.look.buttons import Verb, plain_button, quiet_button
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated, plain_tip
from app.qt.views.import_stages import Stage

_NOOP = QT_TRANSLATE_NOOP
_SLOW_MS = 100
_UNDER_WAY = {
    Stage.READ: _NOOP("Import", "Reading the table…"),
    Stage.COMPARE: _NOOP("Import", "Comparing it with the register…"),
    Stage.TRY: _NOOP("Import", "Trying every row…"),
    Stage.TAKE: _NOOP("Import", "Taking over…"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


class Progressing(QWidget):
    """What is under way, how far it has come, and a button that calls it off.

    It is shown once something takes longer than a moment.
    """

    cancelled = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = QuietLabel(look)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}-bar")
        self._bar.setAccessibleName(_tr("Progress"))
        self._bar.setMaximumWidth(180)
        self._bar.setTextVisible(False)
        self.cancel = plain_button(_tr("Cancel"), f"{name}-cancel")
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each in (self._words, self._bar, self.cancel):
            row.addWidget(each)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self.show)
        self.hide()

    def show_stage(self, stage: Stage | None) -> None:
        """Show that something is under way, or nothing any more."""
        if stage is None:
            self._slow.stop()
            self.hide()
            return
        self._words.setText(_tr(_UNDER_WAY[stage]))
        self._bar.setRange(0, 0)
        if not self.isVisible():
            self._slow.start()

    @Slot(object, object)
    def show_progress(self, done: int, whole: int) -> None:
        """Show how far it has come."""
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(done)


class ImportSaid(QWidget):
    """One sentence about the table, with at most two things to do about it.

    `acted` carries which of the two was chosen, by its key.
    """

    acted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("import-said-strip")
        self._icon = IconLabel(look, "info", ink="text2")
        self.words = InkLabel(look)
        self.words.setObjectName("import-outcome")
        self.words.setWordWrap(True)
        self.buttons = [plain_button("", f"import-act-{place}") for place in range(2)]
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        for button in self.buttons:
            button.clicked.connect(self._clicked)
            row.addWidget(button)
        self.hide()

    @property
    def said(self) -> str:
        """What is said, empty for nothing."""
        return "" if self.isHidden() else self.words.text()

    def say(self, icon: str, ink: str, sentence: str, *acts: tuple[str, str]) -> None:
        """Say something; `acts` are keys and words of what can be done about it."""
        self._icon.show_icon(icon, ink)
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        for place, button in enumerate(self.buttons):
            key, words = acts[place] if place < len(acts) else ("", "")
            button.setText(words)
            button.setProperty("act", key)
            button.setVisible(bool(key))
        self.show()

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.acted.emit(str(button.property("act")))


class ImportFoot(QWidget):
    """The lowest line of the page. `take` writes what is ticked, the only filled button."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("import-foot")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Window)
        self.mapping = quiet_button(look, _tr("Mapping"), "columns-3", "import-mapping")
        self.mapping.setToolTip(
            _tr("Keep which column is which field in a file, or use such a file")
        )
        self.aside = quiet_button(look, "", "rows-3", "import-aside")
        self.progress = Progressing(look, "import-progress")
        self.following = plain_button("", "import-following")
        self.other = plain_button(isolated(_tr("Another table…")), "import-other")
        self.take = Verb()
        self.take.setObjectName("import-take")
        self.take.setToolTip(plain_tip(_tr("Ctrl+Enter. One step, which Undo takes back whole.")))
        set_kind(self.take, ButtonKind.FILLED)
        look.dress(self.take, "download", "on_accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        row.setSpacing(GROUP_GAP // 2)
        row.addWidget(self.mapping)
        row.addWidget(self.aside)
        row.addStretch(1)
        row.addWidget(self.progress)
        row.addWidget(self.following)
        row.addWidget(self.other)
        row.addWidget(self.take)
        self.offer(0, ready=False)

    def offer(self, count: int, *, ready: bool) -> None:
        """Offer to take over so many rows, as soon as all of them were tried."""
        words = {0: _tr("Take over"), 1: _tr("Take over 1 row")}
        said = words.get(count, _tr("Take over {count} rows")).format(count=count)
        self.take.setText(isolated(said))
        self.take.setAccessibleName(said)
        self.take.setEnabled(ready and count > 0)
