"""What a commitment is tied to: links both ways, its session, what was made there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.errors import BusyError
from app.domain.identity import CommitmentId, new_id
from app.domain.particulars import Link
from app.domain.rows import RegisterRow
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.views.asking import Asking, Plan
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.jumps import Jump
from app.qt.views.link_words import chosen_direction, directions, tie_word
from app.qt.views.lookups import commitment_meant
from app.qt.views.optional_section import OptionalSection
from app.qt.views.questions import YES, Answers, Ask, Question
from app.qt.views.sections import IconButton, Stack, quiet_prose

_AT_ONCE = 10
"""So many points of a session are shown with it, the others a moment later."""
_MOST = 40
_RETRY_MS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the list: words alone, or another commitment and what it is to this one."""

    text: str = ""
    relation: str = ""
    row: RegisterRow | None = None
    link: str = ""
    remark: str = ""


class TiesSection(OptionalSection):
    """Other commitments, one line each; a line leads there."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Connected"), "section-ties")
        self.offer = self.tr("Link")
        self.add = self.act(self.tr("Link"), "plus", "link-add")
        self.add.clicked.connect(self.begin)
        asking = Asking(
            self,
            Plan(
                name="link",
                verb=self.tr("Keep the link"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
                at={"link": "other"},
            ),
        )
        self.ask_with(asking)
        self._most = _AT_ONCE
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._lengthen)
        self.turned.connect(self._shorten)
        self._list = Stack("ties")
        self.body.addWidget(self.asking)
        self.body.addWidget(self._list)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what this commitment is tied to."""
        super().show_dossier(dossier)
        lines = [*self._around(dossier), *self._ties(dossier)]
        lines += self._points(dossier)
        self._list.show_items(lines, self._shown, self.editable)
        self.hold(vacant=not lines)
        if self._most < len(dossier.points) and self._most < _MOST:
            self._rest.start(0)

    @Slot()
    def _shorten(self) -> None:
        self._most = _AT_ONCE
        self._rest.stop()

    @Slot()
    def _lengthen(self) -> None:
        self._most = _MOST
        if self.dossier is None:
            return
        try:
            self.show_dossier(self.dossier)
        except BusyError:  # another program holds the register: a moment later
            self._rest.start(_RETRY_MS)

    def _questions(self) -> Sequence[Question]:
        return (
            Question(name="kind", label=self.tr("This one"), ask=Ask.CHOICE, choices=directions()),
            Question(
                name="other",
                label=self.tr("The other"),
                placeholder=self.tr("reference, or words of it"),
                seeks=True,
            ),
            Question(name="remark", label=self.tr("Remark"), placeholder=self.tr("optional")),
            Question(name="presumed", label=self.tr("Presumed: no source says so"), ask=Ask.TICK),
        )

    def _write(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        other = commitment_meant(self.desk.register.reader, "other", answers["other"])
        kind, outward = chosen_direction(answers["kind"])
        link = Link(
            id=new_id(),
            origin=identity if outward else other,
            kind=kind,
            target=other if outward else identity,
            presumed=answers["presumed"] == YES,
            remark=answers["remark"],
        )
        return lambda register: register.link(link)

    def _around(self, dossier: Dossier) -> list[_Line]:
        lines: list[_Line] = []
        if dossier.origin is not None:
            lines.append(_Line(relation=self.tr("agreed at"), row=dossier.origin))
        meeting, series = dossier.meeting, dossier.series
        if series is not None and meeting is not None and meeting.ordinal is not None:
            text = self.tr("{series}, meeting no. {ordinal}").format(
                series=series.name, ordinal=meeting.ordinal
            )
            rows = self.desk.register.reader.series_rows(series)
            missing = [each.ordinal for each in rows if each.meeting is None]
            if missing:
                text += ". " + self.tr("Not recorded: {numbers}").format(numbers=_runs(missing))
            lines.append(_Line(text=text))
        return lines

    def _ties(self, dossier: Dossier) -> list[_Line]:
        return [
            _Line(relation=tie_word(tie), row=tie.other, link=tie.link.id, remark=tie.link.remark)
            for tie in dossier.ties
        ]

    def _points(self, dossier: Dossier) -> list[_Line]:
        if not dossier.points:
            return []
        text = self.tr("Agreed there: {count}").format(count=len(dossier.points))
        return [_Line(text=text), *(_Line(row=point) for point in dossier.points[: self._most])]

    def _shown(self, line: _Line) -> QWidget:
        row = line.row
        if row is None:
            return quiet_prose(self.look, line.text)
        jump = Jump(row.title, row.id)
        jump.setAccessibleName(joined((f"{line.relation} {row.ref}".strip(), row.title), ": "))
        jump.clicked.connect(self._jump)
        status = words.status_word(row.status)
        pieces = joined((line.relation, words.short_ref(row), status, line.remark))
        acts: list[QWidget] = []
        if self.editable and line.link:
            said = self.tr("Undo the link with {ref}").format(ref=row.ref)
            button = IconButton(self.look, "x", f"unlink-{line.link}", said)
            button.setProperty("subject", line.link)
            button.clicked.connect(self._unlink)
            acts.append(button)
        return Entry(jump, quiet_prose(self.look, pieces), acts=acts)

    @Slot()
    def _jump(self) -> None:
        button = self.sender()
        if button is not None:
            self.jumped.emit(button.property("commitment"))

    @Slot()
    def _unlink(self) -> None:
        link = subject_of(self.sender())
        if self.dossier is not None:
            identity = self.dossier.commitment.id
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
            self.attempt(lambda register: register.unlink(identity, link))


def _runs(numbers: list[int]) -> str:
    """Write numbers shortly: 2, 3, 4, 7 as “2 to 4, 7”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
