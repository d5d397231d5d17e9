"""Short tables: lines of a kind and lines across all columns, and the words they are made of."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.agenda import BatchLine, PointLine, PointStanding
from app.domain.identity import SeriesId
from app.domain.lifecycle import Status
from app.domain.particulars import Series
from app.qt.models import meetings
from app.qt.models.lines import LineTable, SpanKind, Spanning
from app.qt.models.meetings import MEETING_COLUMNS, agenda_lines, ordinal_word
from app.qt.models.points import (
    POINT_COLUMNS,
    PointFilter,
    batch_words,
    point_lines,
    standing_icon,
)
from app.services.sessions import agendas, session_sheet

TODAY = date(2026, 11, 22)
ROLE = Qt.ItemDataRole
FAILS = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def sheet(sample):
    """The eighth session of the sample."""
    return session_sheet(sample.reader, sample.reader.find("PK-BY/JMC-8/01"), TODAY)


@pytest.fixture
def visit(sample):
    """The visit of November 2024, with its batch."""
    return session_sheet(sample.reader, sample.reader.find("PK-BY/SUM-2024-11/01"), TODAY)


@pytest.fixture
def everything(sample):
    """The lines of all meetings of the sample."""
    return agenda_lines(agendas(sample.reader, "", TODAY))


def table(columns):
    return LineTable(columns, lambda: TODAY, lambda line: line.row.id)


def test_the_points_of_a_session_make_a_sound_model(qapp, visit):
    model = table(POINT_COLUMNS)
    QAbstractItemModelTester(model, FAILS)
    model.show(point_lines(visit, PointFilter(), frozenset()))
    assert model.rowCount() == 24 + 1 + 14 + 1 + 1
    model.show(point_lines(visit, PointFilter(owed_by="PK"), frozenset({"batch"})))
    model.show(())
    assert model.rowCount() == 0


def test_all_meetings_make_a_sound_model(qapp, everything):
    model = table(MEETING_COLUMNS)
    QAbstractItemModelTester(model, FAILS)
    model.show(everything)
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert texts[1] == "Ninth Joint Ministerial Commission"
    assert texts[3] == "2nd to 7th: not recorded"
    assert "1st to 4th: not recorded" in texts


def test_a_line_that_spans_can_be_stood_on_but_not_selected(qapp, everything):
    model = table(MEETING_COLUMNS)
    model.show(everything)
    heading, record = model.index(0, 0), model.index(1, 0)
    assert heading.flags() == Qt.ItemFlag.ItemIsEnabled
    assert record.flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.identity_at(0) is None
    assert model.identity_at(1) == everything[1].row.id
    assert model.identity_at(99) is None
    assert model.index(0, 1).data() == ""


def test_the_same_records_in_the_same_places_reset_nothing(qtbot, sheet):
    model = table(POINT_COLUMNS)
    lines = point_lines(sheet, PointFilter(), frozenset())
    assert model.show(lines)
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        assert not model.show(list(lines))
    assert model.show(lines[1:])


def test_a_screen_reader_gets_the_point_as_a_sentence(qapp, sheet):
    model = table(POINT_COLUMNS)
    model.show(point_lines(sheet, PointFilter(), frozenset()))
    column = [each.key for each in POINT_COLUMNS].index("commitment")
    said = model.index(0, column).data(ROLE.AccessibleTextRole)
    assert said.startswith("Open talks on labour mobility. Action. Open.")
    assert said.endswith("No news.")


def test_a_screen_reader_gets_the_meeting_as_a_sentence(qapp, everything):
    model = table(MEETING_COLUMNS)
    model.show(everything)
    ninth = model.index(1, 0).data(ROLE.AccessibleTextRole)
    assert ninth.startswith("9th. Ninth Joint Ministerial Commission. Session. Planned.")
    assert "2026, day not agreed, 39 days left" in ninth
    assert "place not recorded. host: PK" in ninth
    eighth = model.index(2, 0).data(ROLE.AccessibleTextRole)
    assert "26 points. 2 overdue, 24 no news" in eighth


def test_headings_have_a_name_for_screen_readers(qapp):
    model = table(POINT_COLUMNS)
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(0, horizontal) == "¶"
    assert model.headerData(0, horizontal, ROLE.AccessibleTextRole) == "Paragraph"
    assert model.headerData(0, vertical) is None
    assert model.headerData(99, horizontal) is None


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
        (21, "21st"), (22, "22nd"), (101, "101st"), (111, "111th"), (113, "113th"),
    ],
)  # fmt: skip
def test_a_place_in_a_series_is_said_in_words(qapp, number, word):
    assert ordinal_word(number) == word


@pytest.mark.parametrize(
    ("announced", "known", "words"),
    [
        (15, 14, "15 texts announced, 14 identified, 1 not identified"),
        (2, 2, "2 texts announced, all identified"),
        (1, 1, "1 text announced, all identified"),
        (1, 2, "1 text announced, 2 identified: more than announced"),
        (3, 0, "3 texts announced, 0 identified, 3 not identified"),
        (None, 9, "9 texts identified; how many were announced is not recorded"),
        (None, 1, "1 text identified; how many were announced is not recorded"),
    ],
)
def test_a_batch_says_no_more_than_is_known(qapp, sheet, announced, known, words):
    batch = BatchLine(announced=announced, members=sheet.points[:known])
    assert batch_words(batch.announced, len(batch.members)) == words


def test_a_filter_takes_classes_and_a_side_together(qapp, sheet):
    late = PointFilter(standings=frozenset({PointStanding.OVERDUE}))
    assert [each.row.ref[-2:] for each in point_lines(sheet, late, frozenset())] == ["18", "23"]
    theirs = PointFilter(standings=frozenset({PointStanding.OVERDUE}), owed_by="PK")
    assert [each.row.ref[-2:] for each in point_lines(sheet, theirs, frozenset())] == ["23"]
    assert not PointFilter().set


def test_a_filter_goes_into_the_batch_and_drops_what_is_no_point(qapp, visit):
    settled = PointFilter(standings=frozenset({PointStanding.SETTLED}))
    assert [type(each) for each in point_lines(visit, settled, frozenset())] == [PointLine] * 2
    active = PointFilter(standings=frozenset({PointStanding.ACTIVE}))
    lines = point_lines(visit, active, frozenset())
    assert [each.text for each in lines if isinstance(each, Spanning)] == [
        "15 texts announced, 14 identified, 1 not identified"
    ]
    assert len(lines) == 14 + 1 + 14


def test_a_part_that_is_folded_keeps_its_heading(qapp, visit):
    lines = point_lines(visit, PointFilter(), frozenset({"batch"}))
    batch = next(each for each in lines if isinstance(each, Spanning))
    assert (batch.kind, batch.key, batch.folded) == (SpanKind.FOLD, "batch", True)
    assert len(lines) == 24 + 1 + 1 + 1


def test_what_was_dropped_has_an_icon_of_its_own(sample, visit):
    point = next(each for each in visit.points if each.row.ref.endswith("/25"))
    assert standing_icon(point) == "circle-minus"
    sample.move(point.row.id, Status.LAPSED, why="Overtaken.")
    again = session_sheet(sample.reader, visit.id, TODAY)
    dropped = next(each for each in again.points if each.row.id == point.row.id)
    assert (dropped.standing, standing_icon(dropped)) == (PointStanding.SETTLED, "circle-slash")


def test_several_pairs_of_countries_stand_under_their_names(qapp, sample):
    sample.add_relation("PK-TR", "Pakistan", "Türkiye")
    sample.add_series(Series(id=SeriesId("s1"), relation="PK-TR", name="Council"))
    parts = [
        (each.text, each.quiet)
        for each in agenda_lines(agendas(sample.reader, "", TODAY))
        if isinstance(each, Spanning) and each.kind is SpanKind.PART
    ]
    assert parts == [("Pakistan – Belarus", "PK-BY"), ("Pakistan – Türkiye", "PK-TR")]


def test_more_meetings_than_are_shown_are_offered(qapp, sample):
    *_, last = agenda_lines(agendas(sample.reader, "", TODAY, limit=3))
    assert (last.kind, last.text, last.key) == (SpanKind.MORE, "Show 5 more", "PK-BY")


def test_a_meeting_says_whether_it_came_late(qapp, everything):
    visit = next(each for each in everything if getattr(each, "held", "") == "2025-04-11"
                 and not each.place)  # fmt: skip
    assert meetings.when_words(visit) == "11 Apr 2025"
    assert meetings.delay_words(visit, TODAY) == "done 42 to 69 days late"
