"""The columns of the register's table: one declarative tuple for models, delegates and menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt

from app.domain import query
from app.domain.rows import RegisterRow
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.models import column_words

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


COLUMNS: tuple[Column, ...] = (
    Column(
        key=ColumnKey.COMMITMENT,
        heading=QT_TRANSLATE_NOOP("Columns", "Commitment"),
        name=QT_TRANSLATE_NOOP("Columns", "Commitment"),
        text=column_words.title,
        speech=column_words.row_sentence,
        tip=column_words.title,
        sort=query.Column.TITLE,
        width=240,
        stretch=True,
        field="title",
    ),
    Column(
        key=ColumnKey.OWED_BY,
        heading=QT_TRANSLATE_NOOP("Columns", "Responsible"),
        name=QT_TRANSLATE_NOOP("Columns", "Responsible side"),
        text=column_words.owed,
        speech=column_words.owed_speech,
        tip=column_words.owed_speech,
        sort=query.Column.OWED_BY,
        width=88,
        icon="arrow-right-left",
        field="owed_by",
    ),
    Column(
        key=ColumnKey.DUE,
        heading=QT_TRANSLATE_NOOP("Columns", "Due"),
        name=QT_TRANSLATE_NOOP("Columns", "Due"),
        text=column_words.due,
        speech=column_words.due_speech,
        tip=words.timing_sentence,
        sort=query.Column.DUE,
        width=190,
        field="due",
    ),
    Column(
        key=ColumnKey.STATUS,
        heading=QT_TRANSLATE_NOOP("Columns", "Status"),
        name=QT_TRANSLATE_NOOP("Columns", "Status"),
        text=column_words.status,
        speech=column_words.status,
        tip=column_words.status,
        sort=query.Column.STATUS,
        width=98,
        field="status",
    ),
    Column(
        key=ColumnKey.LEAD,
        heading=QT_TRANSLATE_NOOP("Columns", "Lead"),
        name=QT_TRANSLATE_NOOP("Columns", "Lead agency"),
        text=column_words.lead,
        speech=column_words.lead_speech,
        tip=column_words.lead_speech,
        sort=query.Column.OWNER,
        width=92,
        icon="landmark",
        field="owner",
    ),
    Column(
        key=ColumnKey.EVIDENCE,
        heading=QT_TRANSLATE_NOOP("Columns", "Evidence"),
        name=QT_TRANSLATE_NOOP("Columns", "Evidence"),
        text=column_words.evidence,
        speech=column_words.evidence_speech,
        tip=column_words.evidence_speech,
        width=46,
        icon="quote",
    ),
    Column(
        key=ColumnKey.REF,
        heading=QT_TRANSLATE_NOOP("Columns", "Reference"),
        name=QT_TRANSLATE_NOOP("Columns", "Reference"),
        text=column_words.ref,
        speech=column_words.ref,
        tip=column_words.nothing,
        sort=query.Column.REF,
        width=160,
        initial=False,
        field="ref",
    ),
    Column(
        key=ColumnKey.KIND,
        heading=QT_TRANSLATE_NOOP("Columns", "Kind"),
        name=QT_TRANSLATE_NOOP("Columns", "Kind"),
        text=column_words.kind,
        speech=column_words.kind,
        tip=column_words.nothing,
        sort=query.Column.KIND,
        width=112,
        initial=False,
    ),
    Column(
        key=ColumnKey.SECTOR,
        heading=QT_TRANSLATE_NOOP("Columns", "Sector"),
        name=QT_TRANSLATE_NOOP("Columns", "Sector"),
        text=column_words.sector,
        speech=column_words.sector,
        tip=column_words.sector,
        sort=query.Column.SECTOR,
        width=112,
        initial=False,
        field="sector",
    ),
    Column(
        key=ColumnKey.STRENGTH,
        heading=QT_TRANSLATE_NOOP("Columns", "Strength"),
        name=QT_TRANSLATE_NOOP("Columns", "Strength of wording"),
        text=column_words.strength,
        speech=column_words.strength,
        tip=column_words.nothing,
        sort=query.Column.STRENGTH,
        width=124,
        initial=False,
    ),
    Column(
        key=ColumnKey.MADE_ON,
        heading=QT_TRANSLATE_NOOP("Columns", "Made on"),
        name=QT_TRANSLATE_NOOP("Columns", "Made on"),
        text=column_words.made_on,
        speech=column_words.made_on,
        tip=column_words.nothing,
        sort=query.Column.MADE_ON,
        width=100,
        initial=False,
        field="made_on",
    ),
    Column(
        key=ColumnKey.COUNTERPART,
        heading=QT_TRANSLATE_NOOP("Columns", "Counterpart"),
        name=QT_TRANSLATE_NOOP("Columns", "Counterpart: lead of the other side"),
        text=column_words.counterpart,
        speech=column_words.counterpart,
        tip=column_words.counterpart,
        width=112,
        initial=False,
        field="counterpart",
    ),
    Column(
        key=ColumnKey.PARAGRAPH,
        heading=QT_TRANSLATE_NOOP("Columns", "Para."),
        name=QT_TRANSLATE_NOOP("Columns", "Paragraph of the protocol"),
        text=column_words.paragraph,
        speech=column_words.paragraph,
        tip=column_words.nothing,
        width=64,
        initial=False,
        field="paragraph",
    ),
    Column(
        key=ColumnKey.BALL,
        heading=QT_TRANSLATE_NOOP("Columns", "Ball with"),
        name=QT_TRANSLATE_NOOP("Columns", "Whose turn it is, since when"),
        text=column_words.ball,
        speech=column_words.ball,
        tip=column_words.ball,
        width=150,
        initial=False,
    ),
    Column(
        key=ColumnKey.HEARD,
        heading=QT_TRANSLATE_NOOP("Columns", "Last news"),
        name=QT_TRANSLATE_NOOP("Columns", "Last progress note"),
        text=column_words.heard,
        speech=column_words.heard,
        tip=column_words.nothing,
        width=100,
        initial=False,
    ),
    Column(
        key=ColumnKey.SLIP,
        heading=QT_TRANSLATE_NOOP("Columns", "Change of date"),
        name=QT_TRANSLATE_NOOP("Columns", "Change of date since the first promise"),
        text=column_words.slip,
        speech=column_words.slip,
        tip=column_words.nothing,
        sort=query.Column.SLIP,
        width=124,
        initial=False,
    ),
    Column(
        key=ColumnKey.RELATION,
        heading=QT_TRANSLATE_NOOP("Columns", "Between"),
        name=QT_TRANSLATE_NOOP("Columns", "Between which countries"),
        text=column_words.relation,
        speech=column_words.relation,
        tip=column_words.nothing,
        width=76,
        initial=False,
    ),
    Column(
        key=ColumnKey.NOT_ESTABLISHED,
        heading=QT_TRANSLATE_NOOP("Columns", "Not established"),
        name=QT_TRANSLATE_NOOP("Columns", "What no source establishes"),
        text=column_words.not_established,
        speech=column_words.not_established,
        tip=column_words.not_established,
        width=210,
        initial=False,
    ),
)
"""Every column, in the order a new window shows them."""

USUAL: tuple[str, ...] = tuple(each.key.value for each in COLUMNS if each.initial)
"""The keys of the columns that are shown unless others are chosen."""
