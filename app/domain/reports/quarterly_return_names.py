"""The tables of a quarterly return that name promises: what was corrected, what came and went."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.date_words import Translate, day_words
from app.domain.reports.document import Cell, Column, Emphasis, Group, Line, Table, cell
from app.domain.reports.phrases import Voice, date_text, isolated
from app.domain.reports.quarter_course import Came, Extension, Late, Went
from app.domain.reports.quarterly_return import Point, QuarterlyReturn, Reason, Rows
from app.domain.reports.quarterly_return_tables import name_of, signed

_STRONG = Emphasis.STRONG


def corrections_table(report: QuarterlyReturn, voice: Voice) -> Table:
    """Return each promise that the return before counted otherwise."""
    tr = voice.tr
    rows = []
    for each in report.corrections:
        change = (
            signed(1) if each.then is None else signed(-1) if each.now is None else tr("other row")
        )
        entered = tr("not known") if each.entered is None else day_words(each.entered, tr)
        lines = [voice.told(_reason_words(each.reason, tr))]
        if each.then is not None and each.now is not None:
            template = tr("from {first} to {second}")
            names = (isolated(name_of(report, key, voice).text) for key in (each.then, each.now))
            lines.append(voice.told(template.format(first=next(names), second=next(names))))
        rows.append(
            (
                cell(Line(text=each.ref, emphasis=_STRONG)),
                cell(Line(text=each.title), *_marked(each.classification, voice)),
                cell(voice.told(change)),
                cell(*lines),
                cell(voice.told(entered)),
            )
        )
    columns = (
        Column(key="ref", heading=tr("Reference"), width=40),
        Column(key="title", heading=tr("Point"), width=110),
        Column(key="change", heading=tr("Change"), width=24),
        Column(key="reason", heading=tr("Why"), width=64),
        Column(key="entered", heading=tr("Entered on"), width=30),
    )
    return Table(columns=columns, groups=(Group(rows=tuple(rows)),))


def _reason_words(reason: Reason, tr: Translate) -> str:
    return {
        Reason.ENTERED_LATE: tr("entered since, made by then"),
        Reason.CLOSED_LATE: tr("closed by then, entered since"),
        Reason.OPENED_LATE: tr("opened by then, entered since"),
        Reason.REOPENED: tr("its closing was corrected"),
        Reason.MADE_LATER: tr("the day on which it was made was corrected"),
        Reason.BINNED: tr("put in the bin since"),
        Reason.BROUGHT_BACK: tr("brought back from the bin since"),
        Reason.TAKEN_BACK: tr("its entry was taken back"),
        Reason.COUNTS: tr("counts as a promise since"),
        Reason.COUNTS_NO_LONGER: tr("counts as a promise no longer"),
        Reason.PAIR_JOINED: tr("belonged to another pair of countries until then"),
        Reason.PAIR_LEFT: tr("belongs to another pair of countries since"),
        Reason.REGROUPED: tr("stands in another row since"),
    }[reason]


def _marked(classification: str, voice: Voice) -> tuple[Line, ...]:
    if not classification:
        return ()
    said = voice.tr("Marked: {mark}").format(mark=isolated(classification))
    return (voice.told(said, emphasis=_STRONG),)


def details_table(report: QuarterlyReturn, voice: Voice) -> Table | None:
    """Return the promises behind the figures of movement and delay; None where there are none.

    One stands in every part that it is counted in; what merely stayed open is not named.
    """
    tr, points = voice.tr, report.points
    parts: list[tuple[str, list[Point], Callable[[Point], str]]] = []
    for came, heading in (
        (Came.OPENED, tr("Opened")),
        (Came.TAKEN_UP, tr("Taken up again")),
        (Came.UNPLACED, tr("Opened, quarter not known")),
    ):
        held = [each for each in points if each.course.came is came]
        parts.append((heading, held, lambda each: each.course.came_on))
    for went, heading in (
        (Went.DONE, tr("Done")),
        (Went.DROPPED, tr("Dropped")),
        (Went.UNPLACED, tr("Closed, quarter not known")),
    ):
        held = [each for each in points if each.course.went is went]
        parts.append((heading, held, lambda each: each.course.went_on))
    for extension, heading in (
        (Extension.BEFORE, tr("Extended before expiry")),
        (Extension.AFTER, tr("Extended after expiry")),
        (Extension.UNKNOWN, tr("Extended, before or after not known")),
    ):
        held = [each for each in points if each.course.extension is extension]
        parts.append((heading, held, _last_day))
    for late, heading in (
        (Late.ASKED, tr("Overdue, new date asked")),
        (Late.WITHOUT_REQUEST, tr("Overdue without request")),
    ):
        held = [each for each in points if each.course.late is late]
        parts.append((heading, held, _last_day))
    groups = tuple(
        Group(heading=heading, rows=tuple(_detail(each, day(each), report, voice) for each in held))
        for heading, held, day in parts
        if held
    )
    if not groups:
        return None
    columns = (
        Column(key="ref", heading=tr("Reference"), width=40),
        Column(key="title", heading=tr("Point"), width=120),
        Column(
            key="row",
            heading=tr("Lead agency") if report.rows is Rows.LEAD else tr("Sector"),
            width=62,
        ),
        Column(key="day", heading=tr("On, or last day"), width=46),
    )
    return Table(columns=columns, groups=groups)


def _last_day(point: Point) -> str:
    latest = point.course.due.latest
    return "" if latest is None else latest.isoformat()


def _detail(point: Point, day: str, report: QuarterlyReturn, voice: Voice) -> tuple[Cell, ...]:
    tr = voice.tr
    said = date_text(day, tr) if day else tr("not known")
    return (
        cell(Line(text=point.ref, emphasis=_STRONG)),
        cell(Line(text=point.title), *_marked(point.classification, voice)),
        cell(_named(report, point, voice)),
        cell(voice.told(said)),
    )


def _named(report: QuarterlyReturn, point: Point, voice: Voice) -> Line:
    name = name_of(report, point.group, voice)
    if not point.presumed or report.rows is not Rows.LEAD:
        return name
    return voice.told(voice.tr("{agency}, presumed").format(agency=isolated(name.text)))
