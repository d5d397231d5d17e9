"""The tables of a quarterly return: figures by row, what was corrected, what stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.date_words import Translate
from app.domain.reports.document import (
    Align,
    Cell,
    Column,
    Emphasis,
    Group,
    Line,
    Table,
    Tone,
    cell,
)
from app.domain.reports.phrases import Voice
from app.domain.reports.quarter_course import Came, Extension, Late, News, Went
from app.domain.reports.quarterly_return import Figures, QuarterlyReturn, Rows

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_NAME, _NUMBER = 50.0, 24.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """One column of figures; it is left out where all are nothing, unless it is always there."""

    key: str
    heading: str
    value: Callable[[Figures], int]
    always: bool = True
    tone: Tone = Tone.INK
    signed: bool = False


def late_words(late: Late, tr: Translate) -> str:
    """Return the words for whether something was overdue at the end."""
    return {
        Late.NOT_OVERDUE: tr("not overdue"),
        Late.ASKED: tr("overdue, another date asked for"),
        Late.WITHOUT_REQUEST: tr("overdue without request"),
        Late.NO_LAST_DAY: tr("no last day known"),
    }[late]


def news_words(news: News, tr: Translate) -> str:
    """Return the words for what was reported."""
    return {
        News.EVIDENCED: tr("progress with evidence"),
        News.REPORTED: tr("reported without evidence"),
        News.UNPLACED: tr("reported, quarter not known"),
        News.NONE: tr("no news"),
    }[news]


def movement_table(report: QuarterlyReturn, voice: Voice) -> Table:
    """Return what was open, came, went and is open, by row and in total."""
    tr = voice.tr
    before = [
        _Measure("previous", tr("Closing of the return before"), lambda each: each.previous),
        _Measure("corrected", tr("Corrected since"), lambda each: each.corrected, signed=True),
    ]
    return _figures(
        report,
        voice,
        [
            *([] if report.filed.empty else before),
            _Measure("opening", tr("Opening"), lambda each: each.opening),
            _Measure("opened", tr("Opened"), lambda each: each.came[Came.OPENED]),
            _Measure(
                "taken_up",
                tr("Taken up again"),
                lambda each: each.came[Came.TAKEN_UP],
                always=False,
            ),
            _Measure(
                "came_unplaced",
                tr("Opened, quarter not known"),
                lambda each: each.came[Came.UNPLACED],
                always=False,
            ),
            _Measure("done", tr("Done"), lambda each: each.went[Went.DONE]),
            _Measure("dropped", tr("Dropped"), lambda each: each.went[Went.DROPPED]),
            _Measure(
                "went_unplaced",
                tr("Closed, quarter not known"),
                lambda each: each.went[Went.UNPLACED],
                always=False,
            ),
            _Measure("closing", tr("Closing"), lambda each: each.closing),
        ],
    )


def standing_table(report: QuarterlyReturn, voice: Voice) -> Table:
    """Return where stands what is open at the end, and what was extended, by row and in total."""
    tr = voice.tr
    late, news, asked = Late, News, Extension
    return _figures(
        report,
        voice,
        [
            _Measure("closing", tr("Open"), lambda each: each.closing),
            _Measure("not_overdue", tr("Not overdue"), lambda each: each.late[late.NOT_OVERDUE]),
            _Measure(
                "overdue_asked",
                tr("Overdue, new date asked"),
                lambda each: each.late[late.ASKED],
                tone=Tone.LATE,
                always=False,
            ),
            _Measure(
                "overdue",
                tr("Overdue without request"),
                lambda each: each.late[late.WITHOUT_REQUEST],
                tone=Tone.LATE,
            ),
            _Measure("undated", tr("No last day known"), lambda each: each.late[late.NO_LAST_DAY]),
            _Measure("evidenced", tr("With evidence"), lambda each: each.news[news.EVIDENCED]),
            _Measure("reported", tr("Reported only"), lambda each: each.news[news.REPORTED]),
            _Measure(
                "news_unplaced",
                tr("Reported, quarter not known"),
                lambda each: each.news[news.UNPLACED],
                always=False,
            ),
            _Measure("silent", tr("No news"), lambda each: each.news[news.NONE]),
            _Measure(
                "before", tr("Extended before expiry"), lambda each: each.extensions[asked.BEFORE]
            ),
            _Measure(
                "after", tr("Extended after expiry"), lambda each: each.extensions[asked.AFTER]
            ),
            _Measure(
                "unknown",
                tr("Extended, before or after not known"),
                lambda each: each.extensions[asked.UNKNOWN],
                always=False,
            ),
        ],
    )


def _figures(report: QuarterlyReturn, voice: Voice, measures: Sequence[_Measure]) -> Table:
    tr, total = voice.tr, report.total
    shown = [each for each in measures if each.always or each.value(total)]
    by = tr("Lead agency") if report.rows is Rows.LEAD else tr("Sector")
    columns = (
        Column(key="row", heading=by, width=_NAME),
        *(
            Column(key=each.key, heading=each.heading, width=_NUMBER, align=Align.END)
            for each in shown
        ),
    )
    rows = [
        _row(name_of(report, key, voice), report.figures(key), shown, voice)
        for key in report.groups
    ]
    rows.append(_row(voice.told(tr("In all"), emphasis=_STRONG), total, shown, voice))
    return Table(columns=columns, groups=(Group(rows=tuple(rows)),))


def signed(number: int) -> str:
    """Return a number with its sign before it, whichever way the text around it runs."""
    return f"\u2066{number:+d}\u2069".replace("-", "−")


def name_of(report: QuarterlyReturn, key: str, voice: Voice) -> Line:
    """Return the name of a row; where there is none, that nobody or nothing is named."""
    label = report.labels[key]
    if label:
        return Line(text=label)
    nothing = (
        voice.tr("No lead agency named") if report.rows is Rows.LEAD else voice.tr("No sector")
    )
    return voice.told(nothing, emphasis=_QUIET)


def _row(
    name: Line, figures: Figures, measures: Sequence[_Measure], voice: Voice
) -> tuple[Cell, ...]:
    cells = [cell(name)]
    for each in measures:
        number = each.value(figures)
        text = signed(number) if each.signed and number else str(number)
        tone = each.tone if number else Tone.INK
        quiet = _QUIET if number == 0 else Emphasis.PLAIN
        emphasis = _STRONG if name.emphasis is _STRONG else quiet
        cells.append(cell(voice.told(text, emphasis=emphasis, tone=tone)))
    return tuple(cells)
