"""Where it says so: quotations and paraphrases with their source, date and paragraph."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from app.domain.dossier import Cited, Dossier
from app.domain.particulars import Stance
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP
from app.qt.views.sections import Section, Stack, wrapped

_BAR = 2


class EvidenceSection(Section):
    """The passages a commitment rests on."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Evidence"), "section-evidence")
        self._list = Stack("evidence")
        self._none = wrapped(QuietLabel(look, self.tr("No source is attached.")))
        self.body.addWidget(self._none)
        self.body.addWidget(self._list)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the evidence of this commitment."""
        super().show_dossier(dossier)
        self.count(len(dossier.evidence))
        self._none.setVisible(not dossier.evidence)
        self._list.fill(_Passage(self.look, each) for each in dossier.evidence)


class _Passage(QWidget):
    """One passage behind an upright bar, with what it does and where it stands."""

    def __init__(self, look: Look, cited: Cited) -> None:
        super().__init__()
        self._look = look
        evidence = cited.evidence
        text = evidence.paraphrase
        if evidence.quotation:
            text = f"“{evidence.quotation}”"
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP + _BAR, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(wrapped(InkLabel(look, text)))
        column.addWidget(wrapped(QuietLabel(look, self._origin(cited))))

    def _origin(self, cited: Cited) -> str:
        stance = {
            Stance.SUPPORTS: self.tr("supports"),
            Stance.PARTIAL: self.tr("supports in part"),
            Stance.CONTRADICTS: self.tr("contradicts"),
        }[cited.evidence.stance]
        paragraph = cited.evidence.paragraph
        pieces = [
            stance,
            cited.source.publisher or cited.source.title,
            words.date_text(cited.source.published),
            f"¶{paragraph}" if paragraph else "",
        ]
        return " · ".join(piece for piece in pieces if piece)

    def paintEvent(self, event: QPaintEvent) -> None:
        bar = QRect(0, 1, _BAR, self.height() - 2)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), bar)
        QPainter(self).fillRect(place, self._look.tokens.border)
