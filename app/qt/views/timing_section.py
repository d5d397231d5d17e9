"""When it is due: the words, the bar, the sentence, and the ways to change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.errors import ServandaError
from app.domain.following import Pull, standing_pulls
from app.domain.identity import CommitmentId, TimingId
from app.domain.offsets import offset_words
from app.domain.particulars import TimingRole
from app.domain.rows import RegisterRow
from app.domain.timing import Timing
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.timing_bar import TimingBar
from app.qt.look.tokens import Scale
from app.qt.views.asking import Asking, Plan
from app.qt.views.date_ledger import LedgerLine, ledger_words, lines_of, pulled_words
from app.qt.views.due_form import DueForm, Way
from app.qt.views.entries import Entry, joined
from app.qt.views.jumps import Jump
from app.qt.views.questions import Answers, Question
from app.qt.views.readings import Compared, Readings
from app.qt.views.sections import Section, Stack, quiet_prose, wrapped


class TimingSection(Section):
    """The date that counts, spelled out; what it follows, how it changed, what others read.

    A form changes it, another asks who chose among readings.
    """

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Timing"), "section-timing")
        self.headline = wrapped(InkLabel(look, scale=Scale.SECTION, weight=SEMIBOLD))
        self.headline.setObjectName("timing-headline")
        self.timing_bar = TimingBar(look)
        self.spelled = wrapped(InkLabel(look, ink="text2"))
        self.spelled.setObjectName("timing-sentence")
        self.said = wrapped(QuietLabel(look))
        self.said.setObjectName("timing-said")
        self._anchor = Stack("timing-anchor")
        self._pulls = Stack("timing-pulls")
        self._ledger = Stack("timing-ledger")
        self._readings = Readings(look)
        self._readings.chosen.connect(self._choose)
        self.change = self.act(self.tr("Change"), "pencil", "timing-change")
        self.change.clicked.connect(self.begin)
        self.choosing = Asking(
            self,
            Plan(
                name="reading",
                verb=self.tr("This reading counts"),
                questions=self._questions,
                write=self._chosen,
                back=self.change.setFocus,
                at={"happened_on": "decided_on"},
            ),
        )
        self._made: DueForm | None = None
        for widget in (
            self.headline,
            self.timing_bar,
            self.spelled,
            self.said,
            self._anchor,
            self._pulls,
            self._ledger,
            self._readings,
            self.choosing,
        ):
            self.body.addWidget(widget)

    @property
    def form(self) -> DueForm:
        """The form that changes the date, made when it is first wanted."""
        if self._made is None:
            self._made = DueForm(self.desk, self.look, self.change.setFocus)
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
        said = row.timing.words
        self.said.setText(self.tr("In the source: {words}").format(words=said) if said else "")
        self.said.setVisible(bool(said))
        anchors = [dossier.anchor] if dossier.anchor is not None else []
        self._anchor.show_items(anchors, self._followed, row.timing.offset)
        self._pulls.show_items(standing_pulls(dossier.pulls), self._pulled)
        self._ledger.show_items(lines_of(dossier), self._dated)
        self._readings.show_readings(self._compared(dossier))
        self.change.setText(self.tr("Change") if dossier.commitment.timing else self.tr("Set"))

    @Slot()
    def begin(self) -> None:
        """Ask for another date."""
        if self.dossier is not None and self.editable:
            self.form.ask(self.dossier)

    def _followed(self, row: RegisterRow) -> QWidget:
        """The commitment that the date follows, and the way there."""
        jump = Jump(row.title, row.id)
        jump.setAccessibleName(
            self.tr("Follows {ref}: {title}").format(ref=row.ref, title=row.title)
        )
        jump.clicked.connect(self._jump)
        timing = self.dossier.row.timing if self.dossier is not None else Timing()
        length = offset_words(timing.offset, words.translated)
        pieces = (
            self.tr("due {length} this").format(length=length)
            if length
            else self.tr("due with this"),
            words.short_ref(row),
            words.status_word(row.status),
            self.tr("in the bin") if row.binned else "",
        )
        return Entry(jump, quiet_prose(self.look, joined(pieces)))

    @Slot()
    def _jump(self) -> None:
        self.jumped.emit(self.sender().property("commitment"))

    def _pulled(self, pull: Pull) -> QWidget:
        return quiet_prose(self.look, pulled_words(pull))

    def _dated(self, line: LedgerLine) -> QWidget:
        """One line of the ledger: a date that was promised, and how it came to be."""
        return quiet_prose(self.look, ledger_words(line))

    # Readings

    def _compared(self, dossier: Dossier) -> Compared:
        readings = [each for each in dossier.timings if each.role is not TimingRole.REVISION]
        return Compared(
            readings=tuple(readings),
            counting=dossier.commitment.timing,
            disputed=dossier.row.disputed,
            choice=dossier.choice,
            editable=self.editable,
        )

    def _questions(self) -> Sequence[Question]:
        return (
            Question(
                name="decided_by",
                label=self.tr("Who decided"),
                placeholder=self.tr("optional"),
            ),
            Question(
                name="decided_on",
                label=self.tr("Decided on"),
                placeholder=self.tr("a day, month or year"),
            ),
            Question(name="why", label=self.tr("Reason"), placeholder=self.tr("optional")),
        )

    @Slot(str)
    def _choose(self, timing: str) -> None:
        self.choosing.begin(timing, {"decided_on": self.desk.today.isoformat()})

    def _chosen(self, identity: CommitmentId, subject: str, answers: Answers) -> Write:
        timing, details = TimingId(subject), dict(answers)
        return lambda register: register.choose_timing(identity, timing, **details)

    # Another date

    @Slot(object, object)
    def _confirmed(self, timing: Timing, way: Way) -> None:
        if self.dossier is None:
            return
        if self.desk.waits:
            return  # this same date may be what waits for another program
        try:
            write = self._write(self.dossier.commitment.id, timing, way)
        except ServandaError as error:
            self.form.refuse(error)
            return
        self.run(write, self._settled)

    def _write(self, identity: CommitmentId, timing: Timing, way: Way) -> Write:
        if way is Way.CORRECTION:
            return lambda register: register.correct_timing(identity, timing)
        if way is Way.READING:
            return lambda register: register.add_reading(identity, timing)
        details, passage = self.form.agreement(), self.form.revision.passage()
        return lambda register: register.postpone(identity, timing, passage=passage, **details)

    def _settled(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.put_away()
        else:
            self.form.refuse(refusal)
