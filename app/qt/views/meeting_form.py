"""The form in which a meeting gets its place in a series, its host and its chairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.agenda import SessionSheet
from app.domain.commitment import sides_of
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId, SeriesId, new_id
from app.domain.particulars import Series
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.sections import InPlaceForm, wrapped
from app.services.acts import Acts

_NONE, _NEW = "", "new"
_WIDEST = 560


class MeetingForm(InPlaceForm):
    """Asks for series, number, host and chairs of one meeting; keeps them as one change.

    Whatever is typed stays until it is kept or put away, also while the page is filled again.
    """

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        super().__init__(back)
        self._desk, self._look = desk, look
        self._identity: CommitmentId | None = None
        self._relation = ""
        self.setObjectName("meeting-form")
        self.setAccessibleName(self.tr("Place in a series"))
        self.series = QComboBox()
        self.series.setObjectName("meeting-series")
        self.series.currentIndexChanged.connect(self._series_chosen)
        self.name = self._line(
            "meeting-series-name", self.tr("such as Joint Ministerial Commission")
        )
        self.acronym = self._line("meeting-series-acronym", self.tr("such as JMC"))
        self.aliases = self._line("meeting-series-aliases", self.tr("parted by semicolons"))
        self.ordinal = self._line("meeting-ordinal", self.tr("8 for the eighth"))
        self.host = self._line("meeting-host", self.tr("a country code, or a name"))
        self.chairs = self._line("meeting-chairs", self.tr("parted by semicolons"))
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName("meeting-error")
        self._error.hide()
        self._form = QFormLayout()
        self._lay_out()
        self.hide()

    def open_up(self, sheet: SessionSheet, series: Sequence[Series]) -> None:
        """Ask about this meeting, beginning with what is known of it."""
        meeting = sheet.meeting
        self._identity, self._relation = sheet.id, sheet.line.row.relation
        first, second = sides_of(self._relation)
        self.host.setPlaceholderText(
            self.tr("{first}, {second}, or a name").format(first=first, second=second)
        )
        self.series.clear()
        self.series.addItem(self.tr("none"), _NONE)
        for each in series:
            self.series.addItem(each.name, each.id)
        self.series.addItem(self.tr("a new series…"), _NEW)
        known = meeting.series if meeting else None
        self.series.setCurrentIndex(max(0, self.series.findData(known or _NONE)))
        ordinal = meeting.ordinal if meeting else None
        self.ordinal.setText("" if ordinal is None else str(ordinal))
        self.host.setText(meeting.host if meeting else "")
        self.chairs.setText(meeting.chairs if meeting else "")
        for editor in (self.name, self.acronym, self.aliases):
            editor.clear()
        self._error.hide()
        self._series_chosen()
        self.show()
        self.series.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def keep(self) -> None:
        """Write it down as one change, or say why not and keep what is typed."""
        if self._identity is None or self._desk.waits:
            return  # this same change may be what waits for another program
        chosen = str(self.series.currentData() or _NONE)
        fresh = self._new_series() if chosen == _NEW else None
        if fresh is not None and not fresh.name:
            self._refuse(self.tr("A series needs a name."), self.name)
            return
        details = {
            "series": fresh.id if fresh else chosen or None,
            "ordinal": self.ordinal.text().strip() or None,
            "host": self._host(),
            "chairs": " ".join(self.chairs.text().split()),
        }
        identity = self._identity
        then = partial(self._settled, identity)
        if fresh is None:
            self._desk.run(lambda register: register.set_meeting(identity, **details), then)
            return

        def enter(acts: Acts) -> None:
            acts.add_series(fresh)
            acts.set_meeting(identity, **details)

        label = self.tr("New series")
        self._desk.run(lambda register: register.together(label, enter), then)

    def _settled(self, identity: CommitmentId, refusal: ServandaError | None) -> None:
        if identity != self._identity:
            return
        if refusal is None:
            self.put_away()
        else:
            self._refuse(str(refusal), self.ordinal)

    def _refuse(self, reason: str, editor: QLineEdit) -> None:
        self._error.setText(reason)
        self._error.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_series(self) -> Series:
        return Series(
            id=SeriesId(new_id()),
            relation=self._relation,
            name=" ".join(self.name.text().split()),
            acronym=" ".join(self.acronym.text().split()),
            aliases=" ".join(self.aliases.text().split()),
        )

    def _host(self) -> str:
        """The host as it is kept: a country code of the pair in capitals, any other as typed."""
        text = " ".join(self.host.text().split())
        return text.upper() if text.upper() in sides_of(self._relation) else text

    @Slot()
    def _series_chosen(self) -> None:
        fresh = self.series.currentData() == _NEW
        for each in (self.name, self.acronym, self.aliases):
            self._form.setRowVisible(each, fresh)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        editor = Line()
        editor.setObjectName(name)
        editor.setPlaceholderText(placeholder)
        editor.returnPressed.connect(self.keep)
        return editor

    def _lay_out(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(GAP)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Series"), self.series),
            (self.tr("Name of the series"), self.name),
            (self.tr("Acronym"), self.acronym),
            (self.tr("Also called"), self.aliases),
            (self.tr("Number of the meeting"), self.ordinal),
            (self.tr("Host"), self.host),
            (self.tr("Chairs"), self.chairs),
        )
        for text, editor in rows:
            label = InkLabel(self._look, text, ink="text2")
            label.setBuddy(editor)
            editor.setAccessibleName(text)
            self._form.addRow(label, editor)
        keep = plain_button(self.tr("Keep"), "meeting-keep")
        keep.clicked.connect(self.keep)
        away = plain_button(self.tr("Not now"), "meeting-away")
        set_kind(away, ButtonKind.QUIET)
        away.clicked.connect(self.put_away)
        buttons = QHBoxLayout()
        buttons.addWidget(keep)
        buttons.addWidget(away)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GAP)
        column.setSpacing(GAP)
        column.addLayout(self._form)
        column.addWidget(self._error)
        column.addLayout(buttons)
        self.setMaximumWidth(_WIDEST)
