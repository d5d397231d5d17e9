"""What the page of sessions and visits gets to show, from the sample and from made-up sessions."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.agenda import MeetingLine, PointStanding, Unrecorded, tally_of
from app.domain.commitment import Commitment
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId, SeriesId, new_id
from app.domain.kinds import Kind
from app.domain.particulars import Series
from app.services.sessions import agendas, session_sheet

TODAY = date(2026, 11, 22)


@pytest.fixture
def opened(sample):
    """Open a session of the sample by its reference."""

    def read(ref):
        return session_sheet(sample.reader, sample.reader.find(ref), TODAY)

    return read


def added(register, ref, **values):
    made = Commitment(
        id=CommitmentId(new_id()),
        ref=ref,
        relation=values.pop("relation", "PK-BY"),
        kind=values.pop("kind", Kind.ACTION),
        title=values.pop("title", ref),
        **values,
    )
    register.propose(made)
    return made.id


def test_a_series_comes_with_its_gaps_from_the_meeting_ahead_to_the_first(sample):
    [agenda] = agendas(sample.reader, "PK-BY", TODAY)
    commission, working_group = agenda.series
    assert (commission.series.acronym, working_group.series.acronym) == ("JMC", "JWG")
    ninth, eighth, gap, first = commission.entries
    assert (ninth.ordinal, ninth.ahead, ninth.held) == (9, True, "")
    assert (eighth.ordinal, eighth.held, eighth.place, eighth.host) == (
        8,
        "2025-02-10",
        "Minsk",
        "BY",
    )
    assert gap == Unrecorded(first=2, last=7)
    assert (first.ordinal, first.held, first.place) == (1, "2015", "")
    assert working_group.entries[-1] == Unrecorded(first=1, last=4)


def test_what_belongs_to_no_series_comes_after_it_what_is_ahead_first(sample):
    [agenda] = agendas(sample.reader, "", TODAY)
    assert [each.ahead for each in agenda.others] == [True] * 3 + [False] * 5
    held = [parse(each.held).latest for each in agenda.others if not each.ahead]
    assert held == sorted(held, reverse=True)
    assert (agenda.meetings, agenda.ahead, agenda.others_total) == (13, 5, 8)
    assert agenda.names == ("Pakistan", "Belarus")


def test_a_promised_visit_has_no_place_but_where_it_was_promised_which_is_not_shown(sample):
    [agenda] = agendas(sample.reader, "", TODAY)
    visit = next(each for each in agenda.others if each.row.ref == "PK-BY/SUM-2024-11/22")
    assert (visit.held, visit.place) == ("2025-04-11", "")


def test_only_what_is_to_come_is_there_without_gaps_where_that_is_asked_for(sample):
    [agenda] = agendas(sample.reader, "", TODAY, ahead=True)
    lines = [each for series in agenda.series for each in series.entries] + [*agenda.others]
    assert all(isinstance(each, MeetingLine) and each.ahead for each in lines)
    assert len(lines) == agenda.ahead == 5


def test_no_more_come_than_are_asked_for_and_the_rest_is_counted(sample):
    [agenda] = agendas(sample.reader, "", TODAY, limit=2)
    assert (len(agenda.others), agenda.others_total) == (2, 8)


def test_another_pair_of_countries_is_left_out_or_comes_by_itself(sample):
    added(sample, "PK-TR/1", relation="PK-TR", kind=Kind.VISIT)
    assert [each.relation for each in agendas(sample.reader, "", TODAY)] == ["PK-BY", "PK-TR"]
    [other] = agendas(sample.reader, "PK-TR", TODAY)
    assert (other.relation, other.meetings, other.series) == ("PK-TR", 1, ())
    assert agendas(sample.reader, "PK-KZ", TODAY) == ()


def test_a_communique_with_points_of_its_own_is_there_too(sample):
    paper = sample.reader.find("PK-BY/SUM-2024-11/02")
    added(sample, "PK-BY/NEW/1", origin=paper)
    [agenda] = agendas(sample.reader, "", TODAY)
    [line] = agenda.documents
    assert (line.row.id, line.tally.total) == (paper, 1)


def test_an_empty_register_has_nothing_to_show(register):
    assert agendas(register.reader, "", TODAY) == ()


def test_the_points_of_the_eighth_session_add_up_to_its_tally(opened):
    sheet = opened("PK-BY/JMC-8/01")
    assert len(sheet.points) == 26
    assert tally_of(sheet.points).counts == sheet.line.tally.counts
    assert sheet.line.tally.of(PointStanding.OVERDUE) == 2
    assert sheet.line.tally.of(PointStanding.SILENT) == 24


def test_papers_and_events_stand_beside_the_points(opened):
    sheet = opened("PK-BY/JMC-8/01")
    assert [each.row.ref for each in sheet.documents] == ["PK-BY/JMC-8/02"]
    assert [each.row.ref for each in sheet.events] == ["PK-BY/JMC-8/29"]
    assert all(each.standing is None for each in (*sheet.documents, *sheet.events))


def test_a_meeting_of_one_side_alone_is_no_point_but_stands_beside_them(sample, opened):
    before = opened("PK-BY/JMC-8/01")
    added(sample, "PK-BY/INT/1", kind=Kind.INTERNAL_MEETING, origin=before.id)
    sheet = opened("PK-BY/JMC-8/01")
    assert (len(sheet.points), sheet.line.tally) == (len(before.points), before.line.tally)
    assert [each.row.ref for each in sheet.internal] == ["PK-BY/INT/1"]


def test_the_meetings_next_to_it_are_the_nearest_that_are_recorded(opened):
    eighth = opened("PK-BY/JMC-8/01")
    assert (eighth.before.ordinal, eighth.after.ordinal) == (1, 9)
    assert opened("PK-BY/JMC-8/30").after is None
    assert opened("PK-BY/JEC-1/01").before is None
    visit = opened("PK-BY/SUM-2024-11/01")
    assert (visit.series, visit.before, visit.after) == (None, None, None)


def test_a_batch_keeps_what_was_announced_beside_what_is_known(opened):
    batch = opened("PK-BY/SUM-2024-11/01").batch
    assert (batch.announced, len(batch.members), batch.missing) == (15, 14, 1)
    other = opened("PK-BY/VIS-2025-04/01").batch
    assert (other.announced, len(other.members), other.missing) == (None, 9, None)
    assert opened("PK-BY/JMC-8/01").batch is None


def test_points_stand_by_their_paragraphs_and_those_without_last(sample, opened):
    for ref, paragraph in (("03", "3.10"), ("04", "3.2(a)"), ("05", "3.2"), ("28", "1")):
        sample.amend(sample.reader.find(f"PK-BY/JMC-8/{ref}"), paragraph=paragraph)
    points = opened("PK-BY/JMC-8/01").points
    assert [each.paragraph for each in points][:5] == ["1", "3.2", "3.2(a)", "3.10", ""]
    assert points[4].row.ref == "PK-BY/JMC-8/06"


def test_what_was_restated_there_comes_under_its_paragraph_there(sample, opened):
    session = sample.reader.find("PK-BY/JMC-8/01")
    point = sample.reader.find("PK-BY/SUM-2024-11/24")
    sample.add_appearance(point, session, paragraph="4.1", wording="Interest reaffirmed.")
    sheet = opened("PK-BY/JMC-8/01")
    [line] = sheet.restated
    assert (line.row.id, line.paragraph) == (point, "4.1")
    assert line.appearance.wording == "Interest reaffirmed."
    assert len(sheet.points) == 26  # it was made elsewhere and is counted there


def test_a_session_in_the_bin_or_unknown_is_not_there(sample):
    session = sample.reader.find("PK-BY/JMC-8/30")
    sample.discard([session])
    assert session_sheet(sample.reader, session, TODAY) is None
    assert session_sheet(sample.reader, CommitmentId("f" * 20), TODAY) is None


def test_a_session_gets_its_place_in_a_series_and_loses_it_by_undo(sample, opened):
    session = sample.reader.find("PK-BY/SUM-2024-11/20")
    series = sample.reader.forums("PK-BY")[0]
    assert sample.set_meeting(session, series=series.id, ordinal="7", host="BY").n
    sheet = opened("PK-BY/SUM-2024-11/20")
    assert (sheet.series, sheet.line.ordinal, sheet.line.host) == (series, 7, "BY")
    sample.undo()
    assert opened("PK-BY/SUM-2024-11/20").series is None
    assert sample.store.check() == []


def test_a_new_series_is_one_change(register):
    series = Series(id=SeriesId(new_id()), relation="PK-BY", name="Trade committee")
    change = register.add_series(series)
    assert (change.n > 0, register.reader.series()) == (True, [series])
    register.undo()
    assert register.reader.series() == []


def test_a_number_that_is_none_is_refused_and_nothing_is_kept(register):
    session = added(register, "PK-BY/1", kind=Kind.SESSION)
    with pytest.raises(InvalidValueError, match="whole number"):
        register.set_meeting(session, ordinal="eighth", host="PK")
    assert register.reader.meetings_by([session]) == {}
    with pytest.raises(NotFoundError):
        register.set_meeting(CommitmentId("f" * 20), ordinal="8")
