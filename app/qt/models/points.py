"""The points of a session as lines of a table: by paragraph, then what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.agenda import PointLine, PointStanding, SessionSheet
from app.domain.lifecycle import Phase
from app.domain.proposals import choice_words, reason_words
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.models.column_words import row_sentence
from app.qt.models.columns import COLUMNS, Column, ColumnKey
from app.qt.models.lines import LineColumn, SpanKind, Spanning

BAR_ORDER = (
    PointStanding.SETTLED,
    PointStanding.ACTIVE,
    PointStanding.NEWS,
    PointStanding.SILENT,
    PointStanding.OVERDUE,
)
"""How the classes follow each other in the bar and in its legend."""

_WORDS = {
    PointStanding.SETTLED: QT_TRANSLATE_NOOP("Sessions", "Settled"),
    PointStanding.OVERDUE: QT_TRANSLATE_NOOP("Sessions", "Overdue"),
    PointStanding.ACTIVE: QT_TRANSLATE_NOOP("Sessions", "Active"),
    PointStanding.NEWS: QT_TRANSLATE_NOOP("Sessions", "With news"),
    PointStanding.SILENT: QT_TRANSLATE_NOOP("Sessions", "No news"),
}
_COUNTED = {
    PointStanding.SETTLED: QT_TRANSLATE_NOOP("Sessions", "{count} settled"),
    PointStanding.OVERDUE: QT_TRANSLATE_NOOP("Sessions", "{count} overdue"),
    PointStanding.ACTIVE: QT_TRANSLATE_NOOP("Sessions", "{count} active"),
    PointStanding.NEWS: QT_TRANSLATE_NOOP("Sessions", "{count} with news"),
    PointStanding.SILENT: QT_TRANSLATE_NOOP("Sessions", "{count} no news"),
}
_MEANINGS = {
    PointStanding.SETTLED: QT_TRANSLATE_NOOP("Sessions", "Done, or dropped with a reason"),
    PointStanding.OVERDUE: QT_TRANSLATE_NOOP(
        "Sessions", "Still owed, and its last day is over; wording that is only noted is left out"
    ),
    PointStanding.ACTIVE: QT_TRANSLATE_NOOP(
        "Sessions", "In progress, on hold, dates agreed, signed, in force or notice given"
    ),
    PointStanding.NEWS: QT_TRANSLATE_NOOP(
        "Sessions", "Not begun by its status, but a progress note tells of it"
    ),
    PointStanding.SILENT: QT_TRANSLATE_NOOP(
        "Sessions", "No progress note was ever written about it"
    ),
}
_ICONS = {
    PointStanding.SETTLED: "circle-check",
    PointStanding.OVERDUE: "clock-alert",
    PointStanding.ACTIVE: "circle-dot",
    PointStanding.NEWS: "scroll-text",
    PointStanding.SILENT: "circle-minus",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFilter:
    """Which points are wanted: those of some classes, those a side owes alone or with others."""

    standings: frozenset[PointStanding] = frozenset()
    owed_by: str = ""

    @property
    def set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.standings or self.owed_by)

    def keeps(self, line: PointLine) -> bool:
        """Whether a point is wanted; what is no point goes as soon as anything is asked for."""
        if not self.set:
            return True
        if line.standing is None or (self.standings and line.standing not in self.standings):
            return False
        return not self.owed_by or self.owed_by in line.row.owed_by.split("+")


def standing_word(standing: PointStanding) -> str:
    """Return the word for where a point stands."""
    return QCoreApplication.translate("Sessions", _WORDS[standing])


def standing_count(standing: PointStanding, count: int) -> str:
    """Return a count of points that stand there, such as “3 overdue”."""
    return QCoreApplication.translate("Sessions", _COUNTED[standing]).format(count=count)


def standing_meaning(standing: PointStanding) -> str:
    """Return what a class of points means, in one line."""
    return QCoreApplication.translate("Sessions", _MEANINGS[standing])


def standing_icon(line: PointLine) -> str:
    """Return the icon beside the word; what was dropped has its own."""
    if line.standing is None:
        return ""
    return "circle-slash" if line.row.phase is Phase.DROPPED else _ICONS[line.standing]


def batch_words(announced: int | None, known: int) -> str:
    """Return how many texts were announced together (None: not stated), and how many are known."""
    if announced is None:
        one = QCoreApplication.translate(
            "Sessions", "1 text identified; how many were announced is not recorded"
        )
        several = QCoreApplication.translate(
            "Sessions", "{known} texts identified; how many were announced is not recorded"
        )
        return one if known == 1 else several.format(known=known)
    said = QCoreApplication.translate("Sessions", "1 text announced")
    if announced != 1:
        several = QCoreApplication.translate("Sessions", "{announced} texts announced")
        said = several.format(announced=announced)
    if known > announced:
        rest = QCoreApplication.translate("Sessions", "{known} identified: more than announced")
    elif known < announced:
        rest = QCoreApplication.translate(
            "Sessions", "{known} identified, {missing} not identified"
        )
    else:
        rest = QCoreApplication.translate("Sessions", "all identified")
    return f"{said}, {rest.format(known=known, missing=announced - known)}"


def point_lines(
    sheet: SessionSheet, wanted: PointFilter, folded: frozenset[str]
) -> list[PointLine | Spanning]:
    """Return the lines of a session: its points, then each part beside them under its name."""
    lines: list[PointLine | Spanning] = [each for each in sheet.points if wanted.keeps(each)]
    if sheet.batch is not None:
        lines += _part(
            "batch",
            batch_words(sheet.batch.announced, len(sheet.batch.members)),
            sheet.batch.members,
            wanted,
            folded,
        )
    parts = (
        ("restated", _restated(len(sheet.restated)), sheet.restated),
        (
            "documents",
            QCoreApplication.translate("Sessions", "Papers of the meeting"),
            sheet.documents,
        ),
        (
            "events",
            QCoreApplication.translate("Sessions", "Also took place there"),
            sheet.events,
        ),
        (
            "internal",
            QCoreApplication.translate("Sessions", "Internal meetings"),
            sheet.internal,
        ),
    )
    for key, text, members in parts:
        if members:
            lines += _part(key, text, members, wanted, folded)
    return lines


def _restated(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Sessions", "1 point restated here, made elsewhere")
    template = QCoreApplication.translate(
        "Sessions", "{count} points restated here, made elsewhere"
    )
    return template.format(count=count)


def _part(
    key: str,
    text: str,
    members: Iterable[PointLine],
    wanted: PointFilter,
    folded: frozenset[str],
) -> list[PointLine | Spanning]:
    kept = [each for each in members if wanted.keeps(each)]
    if wanted.set and not kept:
        return []
    shut = key in folded
    heading = Spanning(kind=SpanKind.FOLD, text=text, key=key, folded=shut)
    return [heading] if shut else [heading, *kept]


# The columns

_REGISTER = {each.key: each for each in COLUMNS}
_Say = Callable[[PointLine, date], str]


def _of_row(column: Column) -> tuple[_Say, _Say, _Say]:
    """Return what a column of the register says of a point: text, speech and tooltip."""
    return (
        lambda line, today: column.text(line.row, today),
        lambda line, today: column.speech(line.row, today),
        lambda line, today: column.tip(line.row, today),
    )


def _paragraph(line: PointLine, _today: date) -> str:
    return line.paragraph


def _paragraph_speech(line: PointLine, _today: date) -> str:
    if not line.paragraph:
        return QCoreApplication.translate("Sessions", "Paragraph not recorded")
    template = QCoreApplication.translate("Sessions", "Paragraph {paragraph}")
    return template.format(paragraph=line.paragraph)


def _ref(line: PointLine, _today: date) -> str:
    return words.short_ref(line.row)


def _sentence(line: PointLine, today: date) -> str:
    said = row_sentence(line.row, today)
    before = f"{_paragraph_speech(line, today)}. " if line.paragraph else ""
    after = f" {_standing_text(line, today)}." if line.standing else ""
    return f"{before}{said}{after}"


def _title_tip(line: PointLine, _today: date) -> str:
    if line.appearance is not None and line.appearance.wording:
        return f"{line.row.title}\n{line.appearance.wording}"
    return line.row.title


def _standing_text(line: PointLine, _today: date) -> str:
    return standing_word(line.standing) if line.standing else ""


def _standing_tip(line: PointLine, _today: date) -> str:
    return standing_meaning(line.standing) if line.standing else ""


def decision_text(line: PointLine, _today: date) -> str:
    """Return what was chosen for the next session, else what is proposed, with a question mark."""
    if line.decision is not None:
        return choice_words(line.decision.choice, words.translated)
    if line.proposal is not None and line.proposal.choice is not None:
        return f"{choice_words(line.proposal.choice, words.translated)}?"
    return ""


def _decision_speech(line: PointLine, _today: date) -> str:
    if line.decision is not None:
        template = QCoreApplication.translate("Sessions", "Chosen: {choice}")
        if line.decision.applied:
            template = QCoreApplication.translate("Sessions", "Carried out: {choice}")
        return template.format(choice=choice_words(line.decision.choice, words.translated))
    if line.proposal is None:
        return ""
    if line.proposal.choice is None:
        return choice_words(None, words.translated)
    template = QCoreApplication.translate("Sessions", "Proposed: {choice}")
    return template.format(choice=choice_words(line.proposal.choice, words.translated))


def _decision_tip(line: PointLine, today: date) -> str:
    said = [_decision_speech(line, today)]
    if line.decision is not None and line.decision.why:
        said.append(line.decision.why)
    elif line.proposal is not None:
        said.append(reason_words(line.proposal, words.translated))
    return "\n".join(each for each in said if each)


def _taken(key: ColumnKey, *, width: int, spare: int) -> LineColumn:
    """Take a column over from the register's table."""
    column = _REGISTER[key]
    text, speech, tip = _of_row(column)
    return LineColumn(
        key=key.value,
        heading=column.heading,
        name=column.name,
        text=text,
        speech=speech,
        tip=tip,
        width=width,
        spare=spare,
    )


POINT_COLUMNS: tuple[LineColumn, ...] = (
    LineColumn(
        key="paragraph",
        heading="¶",
        name=QT_TRANSLATE_NOOP("Sessions", "Paragraph"),
        text=_paragraph,
        speech=_paragraph_speech,
        tip=_paragraph,
        width=56,
    ),
    LineColumn(
        key="ref",
        heading=QT_TRANSLATE_NOOP("Sessions", "Ref."),
        name=QT_TRANSLATE_NOOP("Sessions", "Reference; no paragraph is recorded"),
        text=_ref,
        speech=_ref,
        tip=_ref,
        width=96,
    ),
    LineColumn(
        key="commitment",
        heading=QT_TRANSLATE_NOOP("Sessions", "Point"),
        name=QT_TRANSLATE_NOOP("Sessions", "Point"),
        text=lambda line, _today: line.row.title,
        speech=_sentence,
        tip=_title_tip,
        width=300,
        stretch=True,
    ),
    _taken(ColumnKey.OWED_BY, width=84, spare=3),
    _taken(ColumnKey.LEAD, width=96, spare=1),
    _taken(ColumnKey.DUE, width=176, spare=4),
    _taken(ColumnKey.STATUS, width=98, spare=2),
    LineColumn(
        key="standing",
        heading=QT_TRANSLATE_NOOP("Sessions", "Standing"),
        name=QT_TRANSLATE_NOOP("Sessions", "Where it stands"),
        text=_standing_text,
        speech=_standing_text,
        tip=_standing_tip,
        width=112,
        spare=6,
    ),
    LineColumn(
        key="decision",
        heading=QT_TRANSLATE_NOOP("Sessions", "Next session"),
        name=QT_TRANSLATE_NOOP("Sessions", "Decision for the next session"),
        text=decision_text,
        speech=_decision_speech,
        tip=_decision_tip,
        width=116,
    ),
)
"""The columns of a session's points; of paragraph and reference one is shown."""
