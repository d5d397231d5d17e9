"""The columns of the register's table: one declarative tuple for models, delegates and menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt

from app.domain import query
from app.domain.commitment import OwnerBasis
from app.domain.gaps import gaps
from app.domain.rows import RegisterRow
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP

_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class ColumnKey(StrEnum):
    """The name of a column, stable in saved views."""

    COMMITMENT = "commitment"
    OWED_BY = "owed by"
    DUE = "due"
    STATUS = "status"
    LEAD = "lead"
    EVIDENCE = "evidence"
    REF = "ref"
    KIND = "kind"
    SECTOR = "sector"
    STRENGTH = "strength"
    MADE_ON = "made on"
    COUNTERPART = "counterpart"
    PARAGRAPH = "paragraph"
    BALL = "ball with"
    HEARD = "last news"
    SLIP = "change of date"
    RELATION = "relation"
    NOT_ESTABLISHED = "not established"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it is called, what it says of a row, how it sorts and how wide it is.

    `heading` and `name` are untranslated literals: `title` and `full_name` give the words to
    show. `text` is what is copied and displayed, `speech` what a screen reader says, `tip` what
    a tooltip adds (empty for none). `width` is in pixels at the usual font size; `icon` names an
    icon that may stand for the heading where the column is narrow. `initial` marks the columns
    that a new window shows, `field` what editing in the table changes (empty: nothing).
    """

    key: ColumnKey
    heading: str
    name: str
    text: Callable[[RegisterRow, date], str]
    speech: Callable[[RegisterRow, date], str]
    tip: Callable[[RegisterRow, date], str]
    sort: query.Column | None = None
    alignment: Qt.AlignmentFlag = _LEADING
    width: int = 96
    stretch: bool = False
    icon: str | None = None
    initial: bool = True
    field: str = ""

    @property
    def title(self) -> str:
        """The heading in the interface's language."""
        return QCoreApplication.translate("Columns", self.heading)

    @property
    def full_name(self) -> str:
        """The whole name in the interface's language, for tooltip, menu and screen reader."""
        return QCoreApplication.translate("Columns", self.name)


def subtitle(row: RegisterRow) -> tuple[str, ...]:
    """Return the pieces of the line under a title: reference, kind, sector."""
    pieces = (words.short_ref(row), words.kind_word(row.kind), row.sector)
    return tuple(piece for piece in pieces if piece)


def row_sentence(row: RegisterRow, today: date) -> str:
    """Return the whole row as one sentence, as a screen reader says it."""
    due = words.due_words(row)
    standing = words.standing_words(row, today)
    parts = [
        row.title,
        words.kind_word(row.kind),
        words.status_word(row.status),
        _owed_speech(row, today),
        f"{due}, {standing}" if standing else due,
        _lead_speech(row, today) if row.owner else "",
        _evidence_speech(row, today),
        row.ref,
    ]
    return ". ".join(part for part in parts if part) + "."


def _title(row: RegisterRow, _today: date) -> str:
    return row.title


def _nothing(_row: RegisterRow, _today: date) -> str:
    return ""


def _owed(row: RegisterRow, _today: date) -> str:
    return words.owed_words(row)


def _owed_speech(row: RegisterRow, _today: date) -> str:
    sides = words.owed_sides(row)
    if sides:
        template = QCoreApplication.translate("Columns", "{debtor} owes it to {creditor}")
        return template.format(debtor=sides[0], creditor=sides[1])
    if words.owed_by_both(row):
        return QCoreApplication.translate("Columns", "Both sides owe it")
    if not row.owed_by:
        return QCoreApplication.translate("Columns", "Responsible side not stated")
    return QCoreApplication.translate("Columns", "{debtor} owes it").format(
        debtor=row.owed_by.replace("+", ", ")
    )


def _due(row: RegisterRow, _today: date) -> str:
    return words.due_words(row)


def _due_speech(row: RegisterRow, today: date) -> str:
    standing = words.standing_words(row, today)
    return f"{words.due_words(row)}, {standing}" if standing else words.due_words(row)


def _status(row: RegisterRow, _today: date) -> str:
    return words.status_word(row.status)


def _lead(row: RegisterRow, _today: date) -> str:
    return words.lead_words(row)


def _lead_speech(row: RegisterRow, _today: date) -> str:
    if not row.owner:
        return QCoreApplication.translate("Columns", "Lead agency not stated")
    if row.owner_basis is OwnerBasis.PRESUMED:
        template = QCoreApplication.translate(
            "Columns", "Lead agency {agency}, presumed; no source names it"
        )
    else:
        template = QCoreApplication.translate("Columns", "Lead agency {agency}")
    return template.format(agency=row.owner)


def _evidence(row: RegisterRow, _today: date) -> str:
    return str(row.evidence)


def _evidence_speech(row: RegisterRow, _today: date) -> str:
    if row.evidence == 0:
        count = QCoreApplication.translate("Columns", "No evidence")
    elif row.evidence == 1:
        count = QCoreApplication.translate("Columns", "1 piece of evidence")
    else:
        template = QCoreApplication.translate("Columns", "{count} pieces of evidence")
        count = template.format(count=row.evidence)
    if not row.disputed:
        return count
    template = QCoreApplication.translate("Columns", "{readings} readings of the date disagree")
    return f"{count}. {template.format(readings=row.readings)}"


def _ref(row: RegisterRow, _today: date) -> str:
    return row.ref


def _kind(row: RegisterRow, _today: date) -> str:
    return words.kind_word(row.kind)


def _sector(row: RegisterRow, _today: date) -> str:
    return row.sector


def _strength(row: RegisterRow, _today: date) -> str:
    if row.strength is None:
        return ""
    return f"{row.strength.value}, {words.strength_word(row.strength)}"


def _made_on(row: RegisterRow, _today: date) -> str:
    return words.date_text(row.made_on)


def _counterpart(row: RegisterRow, _today: date) -> str:
    return row.counterpart


def _paragraph(row: RegisterRow, _today: date) -> str:
    return row.paragraph


def _ball(row: RegisterRow, _today: date) -> str:
    if not row.ball_with:
        return ""
    who = _third() if row.ball_with == "third" else row.ball_with
    if not row.ball_since:
        return who
    template = QCoreApplication.translate("Columns", "{side} since {day}")
    return template.format(side=who, day=words.date_text(row.ball_since))


def _third() -> str:
    return QCoreApplication.translate("Columns", "a third party")


def _heard(row: RegisterRow, today: date) -> str:
    if row.heard is None:
        return QCoreApplication.translate("Columns", "never") if row.phase.pending else ""
    days = (today - row.heard).days
    if days <= 0:
        return QCoreApplication.translate("Columns", "today")
    template = QCoreApplication.translate("Columns", "{count} days ago")
    return template.format(count=days)


def _slip(row: RegisterRow, _today: date) -> str:
    slip = row.slip
    if slip is None or slip.most == 0:
        return ""
    if slip.most is None:
        template = QCoreApplication.translate("Columns", "at least {sure} days")
    elif slip.most == slip.sure:
        template = QCoreApplication.translate("Columns", "+{sure} days")
    else:
        template = QCoreApplication.translate("Columns", "+{sure} to +{most} days")
    return template.format(sure=slip.sure, most=slip.most)


def _relation(row: RegisterRow, _today: date) -> str:
    return row.relation


def _not_established(row: RegisterRow, _today: date) -> str:
    return ", ".join(words.gap_word(gap) for gap in gaps(row))


COLUMNS: tuple[Column, ...] = (
    Column(
        key=ColumnKey.COMMITMENT,
        heading=QT_TRANSLATE_NOOP("Columns", "Commitment"),
        name=QT_TRANSLATE_NOOP("Columns", "Commitment"),
        text=_title,
        speech=row_sentence,
        tip=_title,
        sort=query.Column.TITLE,
        width=240,
        stretch=True,
        field="title",
    ),
    Column(
        key=ColumnKey.OWED_BY,
        heading=QT_TRANSLATE_NOOP("Columns", "Responsible"),
        name=QT_TRANSLATE_NOOP("Columns", "Responsible side"),
        text=_owed,
        speech=_owed_speech,
        tip=_owed_speech,
        sort=query.Column.OWED_BY,
        width=88,
        icon="arrow-right-left",
        field="owed_by",
    ),
    Column(
        key=ColumnKey.DUE,
        heading=QT_TRANSLATE_NOOP("Columns", "Due"),
        name=QT_TRANSLATE_NOOP("Columns", "Due"),
        text=_due,
        speech=_due_speech,
        tip=words.timing_sentence,
        sort=query.Column.DUE,
        width=190,
        field="due",
    ),
    Column(
        key=ColumnKey.STATUS,
        heading=QT_TRANSLATE_NOOP("Columns", "Status"),
        name=QT_TRANSLATE_NOOP("Columns", "Status"),
        text=_status,
        speech=_status,
        tip=_status,
        sort=query.Column.STATUS,
        width=98,
        field="status",
    ),
    Column(
        key=ColumnKey.LEAD,
        heading=QT_TRANSLATE_NOOP("Columns", "Lead"),
        name=QT_TRANSLATE_NOOP("Columns", "Lead agency"),
        text=_lead,
        speech=_lead_speech,
        tip=_lead_speech,
        sort=query.Column.OWNER,
        width=92,
        icon="landmark",
        field="owner",
    ),
    Column(
        key=ColumnKey.EVIDENCE,
        heading=QT_TRANSLATE_NOOP("Columns", "Evidence"),
        name=QT_TRANSLATE_NOOP("Columns", "Evidence"),
        text=_evidence,
        speech=_evidence_speech,
        tip=_evidence_speech,
        width=46,
        icon="quote",
    ),
    Column(
        key=ColumnKey.REF,
        heading=QT_TRANSLATE_NOOP("Columns", "Reference"),
        name=QT_TRANSLATE_NOOP("Columns", "Reference"),
        text=_ref,
        speech=_ref,
        tip=_nothing,
        sort=query.Column.REF,
        width=160,
        initial=False,
        field="ref",
    ),
    Column(
        key=ColumnKey.KIND,
        heading=QT_TRANSLATE_NOOP("Columns", "Kind"),
        name=QT_TRANSLATE_NOOP("Columns", "Kind"),
        text=_kind,
        speech=_kind,
        tip=_nothing,
        sort=query.Column.KIND,
        width=112,
        initial=False,
    ),
    Column(
        key=ColumnKey.SECTOR,
        heading=QT_TRANSLATE_NOOP("Columns", "Sector"),
        name=QT_TRANSLATE_NOOP("Columns", "Sector"),
        text=_sector,
        speech=_sector,
        tip=_sector,
        sort=query.Column.SECTOR,
        width=112,
        initial=False,
        field="sector",
    ),
    Column(
        key=ColumnKey.STRENGTH,
        heading=QT_TRANSLATE_NOOP("Columns", "Strength"),
        name=QT_TRANSLATE_NOOP("Columns", "Strength of wording"),
        text=_strength,
        speech=_strength,
        tip=_nothing,
        sort=query.Column.STRENGTH,
        width=124,
        initial=False,
    ),
    Column(
        key=ColumnKey.MADE_ON,
        heading=QT_TRANSLATE_NOOP("Columns", "Made on"),
        name=QT_TRANSLATE_NOOP("Columns", "Made on"),
        text=_made_on,
        speech=_made_on,
        tip=_nothing,
        sort=query.Column.MADE_ON,
        width=100,
        initial=False,
        field="made_on",
    ),
    Column(
        key=ColumnKey.COUNTERPART,
        heading=QT_TRANSLATE_NOOP("Columns", "Counterpart"),
        name=QT_TRANSLATE_NOOP("Columns", "Counterpart: lead of the other side"),
        text=_counterpart,
        speech=_counterpart,
        tip=_counterpart,
        width=112,
        initial=False,
        field="counterpart",
    ),
    Column(
        key=ColumnKey.PARAGRAPH,
        heading=QT_TRANSLATE_NOOP("Columns", "Para."),
        name=QT_TRANSLATE_NOOP("Columns", "Paragraph of the protocol"),
        text=_paragraph,
        speech=_paragraph,
        tip=_nothing,
        width=64,
        initial=False,
        field="paragraph",
    ),
    Column(
        key=ColumnKey.BALL,
        heading=QT_TRANSLATE_NOOP("Columns", "Ball with"),
        name=QT_TRANSLATE_NOOP("Columns", "Whose turn it is, since when"),
        text=_ball,
        speech=_ball,
        tip=_ball,
        width=150,
        initial=False,
    ),
    Column(
        key=ColumnKey.HEARD,
        heading=QT_TRANSLATE_NOOP("Columns", "Last news"),
        name=QT_TRANSLATE_NOOP("Columns", "Last progress note"),
        text=_heard,
        speech=_heard,
        tip=_nothing,
        width=100,
        initial=False,
    ),
    Column(
        key=ColumnKey.SLIP,
        heading=QT_TRANSLATE_NOOP("Columns", "Change of date"),
        name=QT_TRANSLATE_NOOP("Columns", "Change of date since the first promise"),
        text=_slip,
        speech=_slip,
        tip=_nothing,
        sort=query.Column.SLIP,
        width=124,
        initial=False,
    ),
    Column(
        key=ColumnKey.RELATION,
        heading=QT_TRANSLATE_NOOP("Columns", "Between"),
        name=QT_TRANSLATE_NOOP("Columns", "Between which countries"),
        text=_relation,
        speech=_relation,
        tip=_nothing,
        width=76,
        initial=False,
    ),
    Column(
        key=ColumnKey.NOT_ESTABLISHED,
        heading=QT_TRANSLATE_NOOP("Columns", "Not established"),
        name=QT_TRANSLATE_NOOP("Columns", "What no source establishes"),
        text=_not_established,
        speech=_not_established,
        tip=_not_established,
        width=210,
        initial=False,
    ),
)
"""Every column, in the order a new window shows them."""

USUAL: tuple[str, ...] = tuple(each.key.value for each in COLUMNS if each.initial)
"""The keys of the columns that are shown unless others are chosen."""
