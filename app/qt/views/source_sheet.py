"""All about one source: its fields, and the passages that commitments rest on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.directory import Passage, SourceSheet
from app.domain.particulars import SourceKind, Stance
from app.domain.quotations import Standing
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import quiet_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.tokens import GRID, Scale
from app.qt.models.directory_words import language_word, source_kind_word, stance_icon, stance_word
from app.qt.views.choice_field import Choice, ChoiceField
from app.qt.views.entries import Entry, subject_of
from app.qt.views.entry_list import SheetArea
from app.qt.views.fields import Field, LineField, settled
from app.qt.views.jumps import Jump
from app.qt.views.kept_part import KeptPart
from app.qt.views.passage_links import standing_words, text_button
from app.qt.views.sections import Prose, Stack, pair, quiet_prose
from app.qt.views.text_field import TextField

_SMALL = 14
_SHOWN = {"published": words.date_text, "accessed": words.date_text, "language": language_word}
"""What stands in a field until it is edited, where that is other words."""


class SourceSheetView(SheetArea):
    """The sheet of one source, edited in place.

    `jumped` carries the identity of a commitment, `more_wanted` that more passages are to be read,
    `text_wanted` the identity of the passage at which the kept text is to be read, or nothing.
    """

    jumped = Signal(object)
    more_wanted = Signal()
    text_wanted = Signal(str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__("source-sheet")
        self._desk, self._look = desk, look
        self._sheet: SourceSheet | None = None
        self._strays: dict[str, Standing] = {}
        self.setAccessibleName(self.tr("Source"))
        self.title = TextField(
            look,
            "source-title",
            self.tr("Title"),
            one_line=True,
            scale=Scale.TITLE,
            weight=SEMIBOLD,
        )
        self.fields: dict[str, Field] = {"title": self.title, **self._lines()}
        for field in self.fields.values():
            field.committed.connect(self._committed)
        self.kept = KeptPart(desk, look)
        self.kept.read_wanted.connect(self._read_all)
        self.heading = SectionHeading(look, self.tr("What rests on it"))
        self.against = InkLabel(look, weight=SEMIBOLD)
        self.against.setObjectName("source-against")
        self.nothing = quiet_prose(look, self.tr("No commitment rests on it yet."))
        self.passages = Stack("source-passages")
        self.more = quiet_button(look, "", "plus", "source-more")
        self.more.clicked.connect(self.more_wanted)
        self._lay_out()

    def show_sheet(self, sheet: SourceSheet) -> None:
        """Show this one; what is being typed for it stays."""
        before, self._sheet = self._sheet, sheet
        source, figures = sheet.source, sheet.line.figures
        if before is not None and before.source.id != source.id:
            for field in self.fields.values():
                field.forget()
            self.verticalScrollBar().setValue(0)
        for name, field in self.fields.items():
            value = str(getattr(source, name))
            field.show_value(value, _SHOWN[name](value) if name in _SHOWN else "")
            field.set_editable(not self._desk.read_only)
        self.kept.show_sheet(sheet)
        self.heading.show_heading(self.tr("What rests on it"), figures.passages or None)
        self._show_against(figures.contradicting)
        self.nothing.setVisible(not sheet.passages)
        self._strays = {each.evidence.id: each.standing for each in sheet.astray}
        standing = (bool(sheet.source.text), tuple(self._strays.items()))
        self.passages.show_items(sheet.passages, self._passage, standing)
        left = figures.passages - len(sheet.passages)
        self.more.setText(self.tr("Show {count} more").format(count=left))
        self.more.setVisible(left > 0)

    # Layout

    def _lines(self) -> dict[str, Field]:
        kinds = [Choice(value=each.value, words=source_kind_word(each)) for each in SourceKind]
        asked = (
            ("publisher", self.tr("Publisher"), self.tr("not stated")),
            ("published", self.tr("Published"), self.tr("day, month or year")),
            ("language", self.tr("Language"), self.tr("two letters, such as ru")),
            ("address", self.tr("Address"), self.tr("where it can be read")),
            ("accessed", self.tr("Accessed"), self.tr("the day it was read there")),
        )
        lines: dict[str, Field] = {
            name: LineField(self._look, f"source-{name}", label, placeholder=hint)
            for name, label, hint in asked
        }
        lines["kind"] = ChoiceField(self._look, "source-kind", self.tr("Kind"), kinds)
        order = ("publisher", "published", "kind", "language", "address", "accessed")
        return {name: lines[name] for name in order}

    def _lay_out(self) -> None:
        column, facts = self.column, QVBoxLayout()
        facts.setSpacing(GRID // 2)
        for name, field in self.fields.items():
            if name != "title":
                facts.addWidget(pair(self._look, field.label, field))
        bar = QHBoxLayout()
        bar.addWidget(self.heading, 1)
        self._warning = IconLabel(self._look, "triangle-alert", ink="text", size=_SMALL)
        bar.addWidget(self._warning)
        bar.addWidget(self.against)
        column.addWidget(self.title)
        column.addLayout(facts)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.kept)
        column.addWidget(Hairline(self._look))
        column.addLayout(bar)
        column.addWidget(self.nothing)
        column.addWidget(self.passages)
        column.addWidget(self.more)
        column.addStretch(1)

    def _show_against(self, count: int) -> None:
        one, many = self.tr("1 contradicts"), self.tr("{count} contradict")
        self.against.setText("" if not count else one if count == 1 else many.format(count=count))
        self.against.setVisible(bool(count))
        self._warning.setVisible(bool(count))

    # Passages

    def _passage(self, passage: Passage) -> QWidget:
        """Show one passage: the commitment, what it says, what it does for which field."""
        row, evidence = passage.row, passage.evidence
        link = Jump(row.title, row.id)
        link.setAccessibleName(f"{stance_word(evidence.stance)}: {row.ref}, {row.title}")
        link.clicked.connect(self._jump)
        said = f"“{evidence.quotation}”" if evidence.quotation else evidence.paraphrase
        texts: list[QWidget] = [link]
        if said:
            texts.append(Prose(self._look, said))
        texts.append(self._about(passage))
        standing = self._strays.get(evidence.id)
        if standing is not None:
            texts.append(quiet_prose(self._look, standing_words(standing)))
        return Entry(*texts, acts=self._acts(passage), barred=self._look)

    def _acts(self, passage: Passage) -> list[QWidget]:
        """Lead to the place in the kept text where a quotation stands in one."""
        evidence = passage.evidence
        source = self._sheet.source if self._sheet is not None else None
        if source is None or not source.text or not evidence.quotation.strip():
            return []
        if evidence.id in self._strays:
            return []
        return [text_button(self._look, evidence.id, self._read)]

    def _about(self, passage: Passage) -> QWidget:
        """The line under a passage: icon and word of what it does, paragraph, reference."""
        evidence, row = passage.evidence, passage.row
        against = evidence.stance is Stance.CONTRADICTS
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        ink = "text" if against else "text2"
        box.addWidget(IconLabel(self._look, stance_icon(evidence.stance), ink=ink, size=_SMALL))
        stance = InkLabel(
            self._look, stance_word(evidence.stance), ink=ink, scale=Scale.CAPTION, weight=SEMIBOLD
        )
        stance.setObjectName("passage-stance")
        box.addWidget(stance)
        paragraph = f"¶{evidence.paragraph}" if evidence.paragraph else ""
        about = evidence.supports.replace("_", " ")
        pieces = (about, paragraph, words.short_ref(row), words.status_word(row.status))
        box.addWidget(quiet_prose(self._look, " · ".join(each for each in pieces if each)), 1)
        return line

    # What happens

    @Slot()
    def _read_all(self) -> None:
        self.text_wanted.emit("")

    @Slot()
    def _read(self) -> None:
        self.text_wanted.emit(subject_of(self.sender()))

    @Slot()
    def _jump(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.jumped.emit(sender.property("commitment"))

    @Slot(str)
    def _committed(self, text: str) -> None:
        field = self.sender()
        if not isinstance(field, Field) or self._sheet is None:
            return
        identity, name = self._sheet.source.id, field.name.removeprefix("source-")
        self._desk.run(
            lambda register: register.amend_source(identity, **{name: text}),
            partial(settled, field),
        )
