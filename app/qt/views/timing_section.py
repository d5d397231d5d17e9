"""When it is due: the words, the bar, the sentence, and the ways to change it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.errors import ServandaError
from app.domain.particulars import TimingRecord, TimingRole
from app.domain.reading import due_words
from app.domain.timing import Timing
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.timing_bar import TimingBar
from app.qt.look.tokens import Scale
from app.qt.views.due_form import DueForm
from app.qt.views.entries import Entry, joined
from app.qt.views.sections import Prose, Section, Stack, quiet_prose, wrapped


class TimingSection(Section):
    """The date that counts, spelled out; second readings beside it; a form to change it."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Timing"), "section-timing")
        self.headline = wrapped(InkLabel(look, scale=Scale.SECTION, weight=SEMIBOLD))
        self.headline.setObjectName("timing-headline")
        self.timing_bar = TimingBar(look)
        self.spelled = wrapped(InkLabel(look, ink="text2"))
        self.spelled.setObjectName("timing-sentence")
        self.said = wrapped(QuietLabel(look))
        self.said.setObjectName("timing-said")
        self._readings = Stack("timing-readings")
        self._ledger = Stack("timing-ledger")
        self.change = self.act(self.tr("Change"), "pencil", "timing-change")
        self.change.clicked.connect(self.begin)
        self._made: DueForm | None = None
        for widget in (
            self.headline,
            self.timing_bar,
            self.spelled,
            self.said,
            self._ledger,
            self._readings,
        ):
            self.body.addWidget(widget)

    @property
    def form(self) -> DueForm:
        """The form that changes the date, made when it is first wanted."""
        if self._made is None:
            self._made = DueForm(self.look, lambda: self.desk.today, self.change.setFocus)
            self._made.confirmed.connect(self._confirmed)
            self._made.hide()
            self.body.addWidget(self._made)
        return self._made

    def show_dossier(self, dossier: Dossier) -> None:
        """Spell out the timing of this commitment."""
        other = self.dossier is None or self.dossier.commitment.id != dossier.commitment.id
        super().show_dossier(dossier)
        if self._made is not None and (other or not self.editable):
            self._made.hide()
        row, today = dossier.row, self.desk.today
        self.headline.setText(words.due_words(row))
        self.timing_bar.show_row(row, today)
        self.spelled.setText(words.timing_sentence(row, today))
        anchored = ""
        if dossier.anchor is not None:
            anchored = self.tr("It hangs on {ref}: {title}").format(
                ref=dossier.anchor.ref, title=dossier.anchor.title
            )
        said = row.timing.words
        pieces = [self.tr("In the source: {words}").format(words=said) if said else "", anchored]
        self.said.setText("\n".join(piece for piece in pieces if piece))
        self.said.setVisible(bool(self.said.text()))
        ledger = _ledger(dossier)
        readings = [each for each in dossier.other_readings if each not in ledger]
        self._ledger.show_items(ledger, self._dated)
        self._readings.show_items(readings, self._reading, self.editable)
        self.change.setText(self.tr("Change") if dossier.commitment.timing else self.tr("Set"))

    @Slot()
    def begin(self) -> None:
        """Ask for another date."""
        if self.dossier is not None and self.editable:
            self.form.ask(self.dossier)

    def _dated(self, record: TimingRecord) -> QWidget:
        """One line of the ledger: a date that was promised, and how it came to be."""
        due = due_words(record.timing, words.translated)
        if record.role is TimingRole.FIRST:
            said = self.tr("First promised: {due}").format(due=due)
        else:
            said = self.tr("Then: {due}").format(due=due)
        asked, agreed = words.date_text(record.asked_on), words.date_text(record.agreed_on)
        pieces = (
            self.tr("asked {day}").format(day=asked) if asked else "",
            self.tr("agreed {day}").format(day=agreed) if agreed else "",
            self.tr("agreed by {side}").format(side=record.agreed_by) if record.agreed_by else "",
            record.reason,
        )
        return quiet_prose(self.look, joined((said, *pieces)))

    def _reading(self, record: TimingRecord) -> QWidget:
        """A second reading of the same promise, and a way to let it count."""
        due = due_words(record.timing, words.translated)
        said = f" ({record.timing.words})" if record.timing.words else ""
        text = self.tr("Another reading: {due}{said}").format(due=due, said=said)
        acts: list[QWidget] = []
        if self.editable:
            button = plain_button(self.tr("Let it count"), f"choose-{record.id}")
            set_kind(button, ButtonKind.QUIET)
            button.setProperty("timing", record.id)
            button.clicked.connect(self._choose)
            acts.append(button)
        return Entry(Prose(self.look, text, ink="text2", scale=Scale.CAPTION), acts=acts)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if self.dossier is None:
            return
        identity, chosen = self.dossier.commitment.id, button.property("timing")
        self.change.setFocus()  # the button goes, and the keyboard must not end up in a text
        self.attempt(lambda register: register.choose_timing(identity, chosen))

    @Slot(object, bool)
    def _confirmed(self, timing: Timing, correct: bool) -> None:
        if self.dossier is None:
            return
        identity = self.dossier.commitment.id
        if self.desk.waits:
            return  # this same date may be what waits for another program
        if correct:
            self.run(lambda register: register.correct_timing(identity, timing), self._settled)
        else:
            details = self.form.agreement()
            self.run(lambda register: register.postpone(identity, timing, **details), self._settled)

    def _settled(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.put_away()
        else:
            self.form.refuse(refusal)


def _ledger(dossier: Dossier) -> list[TimingRecord]:
    """The dates that were promised one after the other, where there was more than one."""
    dates = [each for each in dossier.timings if each.role is not TimingRole.READING]
    return dates if len(dates) > 1 else []
