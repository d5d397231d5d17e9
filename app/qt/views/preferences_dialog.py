"""Preferences: size of text, how days are written, rows, first page, colours. All act at once."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.date_words import ISO_DAYS, day_words
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, GROUP_GAP, MARGIN, Scale
from app.qt.preferences import (
    LEAST_TEXT,
    MOST_TEXT,
    Days,
    LivePreferences,
    Preferences,
    Scheme,
    StartPage,
)
from app.qt.views.sections import wrapped

_STEP = 10
_LOWERED = 3
"""How far a word at the top of its cell stands lower, to be level with what is beside it."""


class PreferencesDialog(QDialog):
    """Shows what is preferred and takes every choice at once; Esc or Close leaves.

    `reminding_wanted` asks for what is set about reminders while no window is open.
    """

    reminding_wanted = Signal()

    def __init__(
        self, live: LivePreferences, look: Look, today: date, parent: QWidget | None = None
    ) -> None:
        """`today` is the day that the ways of writing a date are shown with."""
        super().__init__(parent)
        self._live, self._look = live, look
        self.setObjectName("preferences")
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._groups: list[QButtonGroup] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GROUP_GAP)
        self._grid.setVerticalSpacing(GROUP_GAP)
        self._grid.setColumnStretch(1, 1)
        self._fill(live.now, today)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GROUP_GAP)
        column.setSpacing(GROUP_GAP)
        column.addWidget(InkLabel(look, self.tr("Preferences"), scale=Scale.TITLE, weight=SEMIBOLD))
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(buttons)
        live.changed.connect(self._show)

    # What can be chosen

    def _fill(self, now: Preferences, today: date) -> None:
        self.text_size = QSpinBox()
        self.text_size.setObjectName("preferences-text-size")
        self.text_size.setRange(LEAST_TEXT, MOST_TEXT)
        self.text_size.setSingleStep(_STEP)
        self.text_size.setSuffix(self.tr(" %"))
        self.text_size.setValue(now.text_size)
        self.text_size.valueChanged.connect(self._resize_text)
        self._row(self.tr("Size of text"), self.text_size)
        self._choices(
            "days",
            self.tr("Days are written"),
            now.days,
            ((Days.NAMED, day_words(today, _named)), (Days.ISO, day_words(today, _iso))),
            self.tr("What is less sure than a day stays in words: “2026, day not agreed”."),
        )
        self.compact = QCheckBox(self.tr("One line for each commitment"))
        self.compact.setObjectName("preferences-compact")
        self.compact.setChecked(now.compact)
        self.compact.toggled.connect(self._set_compact)
        self._row(self.tr("Rows"), self.compact)
        self._choices(
            "start",
            self.tr("Open with"),
            now.start,
            (
                (StartPage.TODAY, self.tr("Today")),
                (StartPage.LAST, self.tr("The page last open")),
            ),
        )
        self._choices(
            "scheme",
            self.tr("Colours"),
            now.scheme,
            (
                (Scheme.SYSTEM, self.tr("As the system")),
                (Scheme.LIGHT, self.tr("Light")),
                (Scheme.DARK, self.tr("Dark")),
            ),
            self.tr("The system asks for high contrast, which decides the colours.")
            if self._look.tokens.contrast
            else "",
        )
        reminding = plain_button(self.tr("While Servanda is closed…"), "preferences-reminding")
        reminding.setAutoDefault(False)
        reminding.clicked.connect(self.reminding_wanted)
        self._row(self.tr("Alerts"), reminding)

    def _choices(
        self,
        name: str,
        heading: str,
        now: StrEnum,
        choices: tuple[tuple[StrEnum, str], ...],
        note: str = "",
    ) -> None:
        """Add a row of choices of which one holds; `name` is the field of `Preferences`."""
        group = QButtonGroup(self)
        group.setObjectName(name)
        holder = QWidget()
        holder.setAccessibleName(heading)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GROUP_GAP)
        for value, text in choices:
            button = QRadioButton(words.isolated(text))
            button.setObjectName(f"preferences-{name}-{value.value}")
            button.setAccessibleName(f"{heading}: {text}")
            button.setProperty("choice", value.value)
            button.setChecked(value is now)
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        group.buttonClicked.connect(self._chosen)
        self._groups.append(group)
        self._row(heading, self._above(holder, note) if note else holder)

    def _above(self, choices: QWidget, note: str) -> QWidget:
        """Put choices above a note on what they mean."""
        holder = QWidget()
        holder.setAccessibleName(choices.accessibleName())
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(choices)
        column.addWidget(wrapped(QuietLabel(self._look, note)))
        return holder

    def _row(self, heading: str, editor: QWidget) -> None:
        label = InkLabel(self._look, heading, ink="text2")
        label.setBuddy(editor)
        label.setContentsMargins(0, _LOWERED * (1 + isinstance(editor, QPushButton)), 0, 0)
        if not editor.accessibleName():
            editor.setAccessibleName(heading)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        narrow = isinstance(editor, (QSpinBox, QPushButton))
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)
        self._grid.addWidget(editor, row, 1, side)

    # What was chosen

    @Slot(int)
    def _resize_text(self, percent: int) -> None:
        self._live.prefer(text_size=percent)
        QTimer.singleShot(0, self._fit)

    @Slot()
    def _fit(self) -> None:
        """Be as high as the lines need; Qt's own adjusting stops at two thirds of the screen."""
        self.adjustSize()
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._fit)

    @Slot(bool)
    def _set_compact(self, compact: bool) -> None:
        self._live.prefer(compact=compact)

    @Slot(QAbstractButton)
    def _chosen(self, button: QAbstractButton) -> None:
        name = button.group().objectName()
        kinds: dict[str, type[StrEnum]] = {"days": Days, "start": StartPage, "scheme": Scheme}
        self._live.prefer(**{name: kinds[name](button.property("choice"))})

    @Slot(object)
    def _show(self, now: Preferences) -> None:
        """Follow what was preferred elsewhere, such as rows by the window's own command."""
        self.text_size.setValue(now.text_size)
        self.compact.setChecked(now.compact)
        for group in self._groups:
            value = getattr(now, group.objectName()).value
            for button in group.buttons():
                button.setChecked(button.property("choice") == value)


def _named(text: str) -> str:
    """The interface's language, whichever way days are written now."""
    return text if text in ISO_DAYS else words.translated(text)


def _iso(text: str) -> str:
    return ISO_DAYS.get(text, text)
