"""What a commitment is tied to: links both ways, its session, its batch, what hangs on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.dossier import Dossier, Tie
from app.domain.particulars import LinkKind
from app.domain.rows import RegisterRow
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import Verb
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.views.sections import Section, Stack, wrapped

_MOST = 40


class TiesSection(Section):
    """Other commitments, one line each; a line leads there."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Connected"), "section-ties")
        self._list = Stack("ties")
        self.body.addWidget(self._list)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what this commitment is tied to; the part is hidden where that is nothing."""
        super().show_dossier(dossier)
        lines = [*self._around(dossier), *(self._tie(tie) for tie in dossier.ties)]
        lines += self._batch(dossier)
        lines += self._points(dossier)
        self._list.fill(lines)
        self.setVisible(bool(lines))

    def _around(self, dossier: Dossier) -> list[QWidget]:
        lines: list[QWidget] = []
        if dossier.origin is not None:
            lines.append(self._line(self.tr("agreed at"), dossier.origin))
        meeting, series = dossier.meeting, dossier.series
        if series is not None and meeting is not None and meeting.ordinal is not None:
            text = self.tr("{series}, meeting no. {ordinal}").format(
                series=series.name, ordinal=meeting.ordinal
            )
            rows = self.desk.register.reader.series_rows(series)
            missing = [each.ordinal for each in rows if each.meeting is None]
            if missing:
                text += ". " + self.tr("Not recorded: {numbers}").format(numbers=_runs(missing))
            lines.append(wrapped(QuietLabel(self.look, text)))
        return lines

    def _tie(self, tie: Tie) -> QWidget:
        verb = self._outward(tie.link.kind) if tie.outward else self._inward(tie.link.kind)
        if tie.link.presumed:
            verb = self.tr("{link}, presumed").format(link=verb)
        return self._line(verb, tie.other)

    def _batch(self, dossier: Dossier) -> list[QWidget]:
        batch = dossier.batch
        if batch is None:
            return []
        known = len(batch.members)
        if batch.announced is None:
            text = self.tr("{known} texts identified; how many were announced is not stated")
        else:
            text = self.tr("{announced} texts announced, {known} identified, {unknown} not")
        said = text.format(announced=batch.announced, known=known, unknown=batch.unidentified)
        return [wrapped(QuietLabel(self.look, said))]

    def _points(self, dossier: Dossier) -> list[QWidget]:
        if not dossier.points:
            return []
        text = self.tr("Agreed there: {count}").format(count=len(dossier.points))
        heading: QWidget = wrapped(QuietLabel(self.look, text))
        return [heading, *(self._line("", point) for point in dossier.points[:_MOST])]

    def _line(self, relation: str, row: RegisterRow) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        button = _Link(row.title)
        button.setObjectName(f"tie-{row.id}")
        set_kind(button, ButtonKind.LINK)
        button.setProperty("commitment", row.id)
        button.setAccessibleName(f"{relation} {row.ref}: {row.title}")
        button.clicked.connect(self._jump)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        pieces = [relation, words.short_ref(row), words.status_word(row.status)]
        column.addWidget(QuietLabel(self.look, " · ".join(piece for piece in pieces if piece)))
        return block

    @Slot()
    def _jump(self) -> None:
        button = self.sender()
        if button is not None:
            self.jumped.emit(button.property("commitment"))

    def _outward(self, kind: LinkKind) -> str:
        return {
            LinkKind.IMPLEMENTS: self.tr("implements"),
            LinkKind.RESTATES: self.tr("restates"),
            LinkKind.CARRIED_OVER_TO: self.tr("carried over to"),
            LinkKind.SUPERSEDES: self.tr("supersedes"),
            LinkKind.DEPENDS_ON: self.tr("depends on"),
            LinkKind.FULFILS: self.tr("fulfils"),
            LinkKind.ARISES_FROM: self.tr("arises from"),
            LinkKind.CONFLICTS_WITH: self.tr("conflicts with"),
        }[kind]

    def _inward(self, kind: LinkKind) -> str:
        return {
            LinkKind.IMPLEMENTS: self.tr("implemented by"),
            LinkKind.RESTATES: self.tr("restated by"),
            LinkKind.CARRIED_OVER_TO: self.tr("carried over from"),
            LinkKind.SUPERSEDES: self.tr("superseded by"),
            LinkKind.DEPENDS_ON: self.tr("depended on by"),
            LinkKind.FULFILS: self.tr("fulfilled by"),
            LinkKind.ARISES_FROM: self.tr("gave rise to"),
            LinkKind.CONFLICTS_WITH: self.tr("conflicts with"),
        }[kind]


class _Link(Verb):
    """A title that leads to its record; where it is too long, it ends in dots and a tip."""

    def __init__(self, title: str) -> None:
        super().__init__(title.replace("&", "&&"))
        self._title = title
        self.setMinimumWidth(40)

    def sizeHint(self) -> QSize:
        """As wide as the whole title."""
        hint = super().sizeHint()
        now = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(hint.width() - now + self._whole(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - (self.sizeHint().width() - self._whole())
        elide = Qt.TextElideMode.ElideRight
        fitted = self.fontMetrics().elidedText(self._title, elide, room)
        self.setText(fitted.replace("&", "&&"))
        self.setToolTip("" if fitted == self._title else words.plain_tip(self._title))

    def _whole(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._title)


def _runs(numbers: list[int]) -> str:
    """Write numbers shortly: 2, 3, 4, 7 as “2 to 4, 7”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
