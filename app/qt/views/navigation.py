"""The navigation at the leading side: which pair of countries, which section, which view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.domain.view import View
from app.qt.delegates.navigation import NavigationDelegate
from app.qt.desk import Desk
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import CONTROL_RADIUS, GAP, GRID, ICON, Scale
from app.qt.look.words import isolated
from app.qt.models.navigation import SECTIONS, VIEWS, NavigationModel, Place, place_words

if TYPE_CHECKING:
    from app.domain.particulars import Relation
    from app.services.navigation import Overview
    from app.services.reminder_list import Tally
    from app.store.reader import Reader

WIDTH = 204
_LARGE, _REST_MS = 20_000, 1_000
"""So many commitments take their time to be looked through; they are once nothing was written."""
_AROUND = 74
"""Beside a name and its count: edges, icon, gaps."""


class Navigation(QWidget):
    """Shows where one can go and how much is there.

    `chosen` carries the key of a section or view; `renaming`, `updating` and `discarding` the
    identity of a saved view the officer wants to be called otherwise, to show what is shown now,
    or to go. `tallied` carries the `Tally` of the reminders.
    """

    chosen = Signal(str)
    renaming = Signal(str)
    updating = Signal(str)
    discarding = Signal(str)
    tallied = Signal(object)

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Navigation"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.saved: dict[str, View] = {}
        self.relation = RelationButton(look)
        self.relation.picked.connect(desk.look_at)
        self.model = NavigationModel(self)
        self.list = _Places(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(NavigationDelegate(look, self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.selectionModel().currentChanged.connect(self._moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.relation)
        column.addWidget(self.list, 1)
        self._look = look
        self._large = desk.register.store.lists.size() > _LARGE
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count_reminders)
        self._fit()
        for signal in (desk.changed, desk.outside, desk.day_changed, desk.relation_changed):
            signal.connect(self.recount)
        desk.marked.connect(self.count_reminders)

    def _fit(self) -> None:
        """Wide enough for every section's name and a count."""
        metrics = self._look.fonts.metrics()
        names = (metrics.horizontalAdvance(place_words(each)) for each in (*SECTIONS, *VIEWS))
        self.setFixedWidth(max(WIDTH, max(names) + _AROUND + metrics.horizontalAdvance("000")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._fit()

    def show_place(self, key: str) -> None:
        """Mark a section or view as the one shown; “” marks none."""
        position = self.model.position_of(key)
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(
            QModelIndex() if position is None else self.model.index(position, 0)
        )
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    @Slot()
    def recount(self) -> None:
        """Count again in the background."""
        from app.services.navigation import overview

        relation, today = self._desk.relation, self._desk.today
        self._desk.ask(
            "navigation", lambda reader: overview(reader, relation, today), self._counted
        )
        self.count_reminders()

    @Slot()
    def count_reminders(self) -> None:
        """Count in the background what is due; in a large register once it has rested."""
        if self._large:
            self._rest.start()
        else:
            self._count_reminders()

    @Slot()
    def _count_reminders(self) -> None:
        relation, today = self._desk.relation, self._desk.today
        seat = self._desk.register.store.seat

        def read(reader: Reader) -> Tally:
            from app.services.reminder_list import tally

            return tally(reader, today, seat=seat, relation=relation)

        self._desk.ask("tally", read, self._tell)

    def _tell(self, found: Tally) -> None:
        self.model.tell("reminders", found.due)
        self.tallied.emit(found)

    def _counted(self, found: Overview) -> None:
        current = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.saved = dict(found.saved)
        names = [(identity, view.name) for identity, view in found.saved]
        self.list.selectionModel().blockSignals(True)
        self.model.show(names, found.counts)
        self.list.selectionModel().blockSignals(False)
        self.relation.show_relations(found.relations, self._desk.relation)
        if current is not None:
            self.show_place(current.key)

    @Slot(object, object)
    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        place = index.data(Qt.ItemDataRole.UserRole)
        if place is not None and place.key:
            self.chosen.emit(place.key)

    @Slot(object)
    def _menu(self, at: QPoint) -> None:
        place: Place | None = self.list.indexAt(at).data(Qt.ItemDataRole.UserRole)
        if place is not None and place.saved and not self._desk.read_only:
            menu = self.menu_of(place.key)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def menu_of(self, identity: str) -> QMenu:
        """Return what can be done with a saved view."""
        menu = QMenu(self)
        menu.setObjectName("saved-view-menu")
        for text, signal in (
            (self.tr("Rename…"), self.renaming),
            (self.tr("Keep what is shown now"), self.updating),
            (self.tr("Discard the view"), self.discarding),
        ):
            menu.addAction(text).triggered.connect(partial(_tell, signal, identity))
        return menu


def _tell(signal: object, identity: str, *_: object) -> None:
    signal.emit(identity)  # type: ignore[attr-defined]


class _Places(QListView):
    """The lines; the keyboard moves, and what is moved to is shown at once."""

    def __init__(self, parent: Navigation) -> None:
        super().__init__(parent)
        self.setObjectName("places")
        self.setAccessibleName(parent.accessibleName())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setAutoFillBackground(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The context-menu key opens the menu of the line one stands on."""
        if event.key() == Qt.Key.Key_Menu:
            self.customContextMenuRequested.emit(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)


class RelationButton(QAbstractButton):
    """Which pair of countries is looked at; its menu offers each of them, and all.

    `picked` carries the code, empty for all.
    """

    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._heading = ""
        self._detail = ""
        self.setObjectName("relation-button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self.clicked.connect(self._open)
        self.show_relations((), "")

    def show_relations(self, relations: tuple[Relation, ...], chosen: str) -> None:
        """Offer these pairs of countries, one of them being looked at."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        offers = [("", self.tr("All relations"))] if len(relations) != 1 else []
        offers += [(each.code, f"{each.first_name} – {each.second_name}") for each in relations]
        for code, words in offers:
            action = self._menu.addAction(f"{words}  {code}" if code else words)
            action.setCheckable(True)
            action.setChecked(code == chosen or len(offers) == 1)
            action.setData(code)
            action.triggered.connect(partial(self._pick, code))
            group.addAction(action)
        only = relations[0].code if len(relations) == 1 else chosen
        self._heading = next((words for code, words in offers if code == only), "Servanda")
        self._detail = only or (
            self.tr("{count} pairs of countries").format(count=len(relations)) if relations else ""
        )
        self.setAccessibleName(
            self.tr("Relation: {name} {code}").format(name=self._heading, code=self._detail)
        )
        self.setToolTip(self.tr("Which countries are looked at"))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and some air."""
        fonts = self._look.fonts
        height = fonts.line_height() + fonts.line_height(Scale.CAPTION) + 2 * GRID
        return QSize(WIDTH, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, fonts = self._look.tokens, self._look.fonts
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(GAP, 0, -GAP, 0)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.hairline)
            painter.drawRoundedRect(rect, CONTROL_RADIUS, CONTROL_RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(tokens.accent)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), CONTROL_RADIUS, CONTROL_RADIUS)
        direction, ratio = self.layoutDirection(), self.devicePixelRatioF()
        middle = rect.center().y()
        icon = QRect(rect.left() + 8, middle - ICON // 2, ICON, ICON)
        chevron = QRect(rect.right() - 8 - ICON, middle - ICON // 2, ICON, ICON)
        for name, place, ink in (
            ("handshake", icon, tokens.accent),
            ("chevron-down", chevron, tokens.text2),
        ):
            spot = QStyle.visualRect(direction, self.rect(), place)
            painter.drawPixmap(spot.topLeft(), self._look.icons.pixmap(name, ink, ICON, ratio))
        room = QRect(icon.right() + 10, 0, chevron.left() - icon.right() - 14, self.height())
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = (side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value
        top = (self.height() - fonts.line_height() - fonts.line_height(Scale.CAPTION)) // 2
        for text, scale, weight, ink in (
            (self._heading, Scale.BODY, SEMIBOLD, tokens.text),
            (self._detail, Scale.CAPTION, REGULAR, tokens.text2),
        ):
            line = QRect(room.left(), top, room.width(), fonts.line_height(scale))
            top += line.height()
            metrics = fonts.metrics(scale, weight, text)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.setFont(fonts.font(scale, weight, text))
            painter.setPen(ink)
            place = QStyle.visualRect(direction, self.rect(), line)
            painter.drawText(place, flags, isolated(shown))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _pick(self, code: str, *_: object) -> None:
        self.picked.emit(code)
