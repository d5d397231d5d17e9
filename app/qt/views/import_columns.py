"""Which column of a table is which field: a button for each, with the fields in a list under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from app.domain.intake.columns import LEFT_OUT, Column, How
from app.qt.look.buttons import Verb
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated, plain_tip
from app.qt.models.import_words import field_choices, field_name
from app.qt.views.checklist import Checklist
from app.qt.views.tab_order import in_tab_order

_NOOP = QT_TRANSLATE_NOOP
_HOW = {
    How.GIVEN: _NOOP("Import", "as you said"),
    How.NAME: _NOOP("Import", "found by its name"),
    How.CONTENT: _NOOP("Import", "found by what stands in it"),
    How.PLACE: _NOOP("Import", "found by its place"),
    None: _NOOP("Import", "not taken over"),
}
_LONGEST = 26
_SEEN = 15


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def _in_sight(columns: Sequence[Column]) -> Sequence[int]:
    """Return the places of columns in the order they are shown in.

    It is that of the file as long as one sees them all; of sixty, those taken over come first.
    """
    places = range(len(columns))
    if len(columns) <= _SEEN:
        return places
    return sorted(places, key=lambda place: not columns[place].field)


class ImportColumns(QScrollArea):
    """The columns as a row that scrolls sideways. `mapped` carries a column's name and its field.

    Tab stops at one of them, and the arrow keys go along: there may be sixty. The field is empty
    for a column that is to be left out.
    """

    mapped = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Column, ...] = ()
        self._names: list[str] = []
        self._order: Sequence[int] = ()
        self.buttons: list[QPushButton] = []
        self.setObjectName("import-columns")
        self.setAccessibleName(_tr("Which column is which field"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidgetResizable(True)
        self._holder = QWidget()
        self._row = QHBoxLayout(self._holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addStretch(1)
        self.setWidget(self._holder)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns; those without a name have nothing in them."""
        shown = tuple(each for each in columns if each.name)
        if [each.name for each in shown] != self._names:
            self._names = [each.name for each in shown]
            self._order = _in_sight(shown)
            self._make(len(shown))
        shown = tuple(shown[place] for place in self._order)
        self._shown = shown
        for button, column in zip(self.buttons, shown, strict=True):
            self._say(button, column)
        self.updateGeometry()
        self._fit()

    def _make(self, count: int) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place in range(count):
            button = Verb()
            button.setObjectName(f"import-column-{place}")
            button.clicked.connect(partial(self._offer, place))
            button.installEventFilter(self)
            self._row.insertWidget(place, button)
            self.buttons.append(button)
            if place:
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        in_tab_order(self._holder, self.buttons)

    def _say(self, button: QPushButton, column: Column) -> None:
        name = column.name if len(column.name) <= _LONGEST else f"{column.name[:_LONGEST]}…"
        field = field_name(column.field) if column.field else _tr("left out")
        button.setText(f"{isolated(name)}: {isolated(field)}".replace("&", "&&"))
        button.setAccessibleName(f"{column.name}: {field}")
        how = _tr(_HOW[column.how if column.field else None])
        button.setToolTip(plain_tip(f"{column.name}: {field}\n{how}"))

    def _offer(self, place: int, *_: object) -> None:
        column = self._shown[place]
        shown = Checklist(
            self._look,
            "import-fields",
            _tr("Which field is “{column}”?").format(column=column.name),
            field_choices(),
            [column.field],
            one=True,
            parent=self,
        )
        shown.none.setText(_tr("Leave this column out"))
        shown.changed.connect(partial(self._chosen, column.name))
        shown.open_under(self.buttons[place])

    def _chosen(self, name: str, chosen: list[str]) -> None:
        self.mapped.emit(name, chosen[0] if chosen else LEFT_OUT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a column into sight that the keyboard comes to; the arrow keys go to others."""
        if isinstance(watched, QPushButton) and watched in self.buttons:
            if event.type() == QEvent.Type.FocusIn:
                self._stop_at(watched)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._went(self.buttons.index(watched), event.key())
        return False

    def _stop_at(self, button: QPushButton) -> None:
        """Let Tab come back to the column that had the keyboard last."""
        for each in self.buttons:
            tab = Qt.FocusPolicy.StrongFocus if each is button else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(tab)
        self.ensureWidgetVisible(button)

    def _went(self, place: int, key: int) -> bool:
        """Go where an arrow key points, along the direction of the layout; whether it was one."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        step = -1 if mirrored else 1
        to = {
            Qt.Key.Key_Right: place + step,
            Qt.Key.Key_Left: place - step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.buttons) - 1,
        }.get(Qt.Key(key))
        if to is None:
            return False
        self.buttons[min(max(0, to), len(self.buttons) - 1)].setFocus()
        return True

    def _fit(self) -> None:
        """As high as its buttons, and its scroll bar where there is one."""
        high = max((each.sizeHint().height() for each in self.buttons), default=0)
        wide = sum(each.sizeHint().width() + GAP for each in self.buttons)
        bar = self.horizontalScrollBar().sizeHint().height() if wide > self.width() else 0
        self.setFixedHeight(high + bar + GRID)
