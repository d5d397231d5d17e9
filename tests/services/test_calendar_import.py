"""A calendar file taken back: nothing comes twice, nothing is written that was not accepted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar_entry import Form
from app.domain.commitment import Commitment
from app.domain.errors import (
    CancelledError,
    InvalidValueError,
    NotFoundError,
    NothingToDoError,
    ServandaError,
)
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import Query
from app.domain.timing import Basis, Sense, Timing
from app.services.calendar_comparison import Outcome
from app.services.calendar_file import export_calendar
from app.services.calendar_import import compared, outcome_words, taken
from app.services.calendar_reading import LARGEST, read_calendar
from app.services.opening import open_register
from tests.conftest import TODAY


def proposed(register, title="Tractors", edtf="2026-12-01", **values):
    timing = Timing(edtf=edtf, basis=Basis.STATED, sense=values.pop("sense", Sense.POINT))
    fields = {"ref": "", "relation": "PK-BY", "kind": Kind.ACTION, "owed_by": "PK", **values}
    commitment = Commitment(id=CommitmentId(new_id()), title=title, **fields)
    register.propose(commitment, timing=timing)
    return commitment.id


@pytest.fixture
def phone(register, tmp_path):
    """Export all, change the file as a phone would, and compare it."""
    target = tmp_path / "x.ics"

    def edit(*changes, again=True):
        if again:
            export_calendar(register.reader, Query(), TODAY, target)
        text = target.read_bytes().decode()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        target.write_bytes(text.encode())
        return compared(register, read_calendar(target))

    return edit


@pytest.fixture
def of_others(register, tmp_path):
    """Compare a file of events and tasks of others."""

    def run(*lines, part="VEVENT", more="", **options):
        target = tmp_path / "others.ics"
        body = "\r\n".join([f"BEGIN:{part}", *lines, f"END:{part}"])
        target.write_text(f"BEGIN:VCALENDAR\r\n{body}\r\n{more}END:VCALENDAR\r\n", "utf-8")
        return compared(register, read_calendar(target), **options)

    return run


def outcomes(lines):
    return [each.outcome for each in lines]


# What is as it was


def test_a_file_that_nobody_changed_comes_to_nothing(sample, tmp_path):
    target = tmp_path / "x.ics"
    exported = export_calendar(sample.reader, Query(), TODAY, target)
    heads = sample.store.heads()
    lines = compared(sample, read_calendar(target))
    assert outcomes(lines) == [Outcome.SAME] * exported.entries
    assert sample.store.heads() == heads
    with pytest.raises(NothingToDoError):
        taken(sample, lines, {each.number for each in lines})


def test_an_old_file_takes_nothing_back_that_was_changed_here_since(register, phone):
    identity = proposed(register)
    phone()
    register.postpone(identity, Timing(edtf="2027-05-01", basis=Basis.STATED))
    register.amend(identity, title="Other words")
    register.move(identity, Status.FULFILLED, why="seen")
    assert outcomes(phone(again=False)) == [Outcome.SAME]
    register.discard([identity])
    assert outcomes(phone(again=False)) == [Outcome.SAME]


def test_a_phone_that_keeps_none_of_our_values_is_compared_with_the_register(register, phone):
    proposed(register)
    lines = phone(("X-SERVANDA-PLACED", "X-FORGOTTEN"), ("X-SERVANDA-STATE", "X-TOO"))
    assert outcomes(lines) == [Outcome.SAME]


# What was moved


def test_a_moved_task_is_proposed_as_a_revision_and_says_whence(register, phone):
    identity = proposed(register)
    (line,) = phone(("DUE;VALUE=DATE:20261201", "DUE;VALUE=DATE:20270115"))
    assert (line.outcome, line.before, line.after) == (Outcome.DATE, "01 Dec 2026", "15 Jan 2027")
    assert register.reader.row(identity).bounds.latest == date(2026, 12, 1)
    change = taken(register, [line], {1})
    assert change.kind == "import"
    held = register.reader.dossier(identity)
    assert [each.role for each in held.timings] == ["first", "revision"]
    revision = held.timings[1]
    assert (revision.timing.edtf, revision.timing.sense) == ("2027-01-15", Sense.POINT)
    assert (revision.timing.basis, revision.timing.why) == (
        Basis.INFERRED,
        "Moved in a calendar file.",
    )
    assert outcomes(phone(again=False)) == [Outcome.SAME]
    register.undo()
    assert register.reader.row(identity).bounds.latest == date(2026, 12, 1)
    assert register.store.check() == []


def test_an_hour_and_a_zone_stay_as_words_and_the_day_is_kept_as_written(register, phone):
    identity = proposed(register)
    (line,) = phone(("DUE;VALUE=DATE:20261201", "DUE;TZID=Asia/Karachi:20270115T013000"))
    taken(register, [line], {1})
    timing = register.reader.row(identity).timing
    assert (timing.edtf, timing.words) == ("2027-01-15", "15 Jan 2027, 01:30 (Asia/Karachi)")


def test_a_deadline_stays_a_deadline(register, phone):
    identity = proposed(register, edtf="[..2026-12-31]", sense=Sense.DEADLINE)
    (line,) = phone(("DUE;VALUE=DATE:20261231", "DUE;VALUE=DATE:20270131"))
    taken(register, [line], {1})
    row = register.reader.row(identity)
    assert (row.timing.sense, row.bounds.latest) == (Sense.DEADLINE, date(2027, 1, 31))


def test_a_span_that_was_moved_is_a_span(register, phone):
    identity = proposed(register, edtf="2027/2028", sense=Sense.SPAN)
    (line,) = phone(("DTEND;VALUE=DATE:20290101", "DTEND;VALUE=DATE:20280101"))
    assert line.timing.edtf == "2027-01-01/2027-12-31"
    taken(register, [line], {1})
    assert register.reader.row(identity).timing.sense is Sense.SPAN


def test_what_was_placed_for_want_of_a_day_is_moved_to_a_day(register, phone):
    identity = proposed(register, edtf="2027", kind=Kind.VISIT)
    (line,) = phone(
        ("DTSTART;VALUE=DATE:20271231", "DTSTART;VALUE=DATE:20270914"),
        ("DTEND;VALUE=DATE:20280101", "DTEND;VALUE=DATE:20270915"),
    )
    assert (line.before, line.after) == ("2027, day not stated", "14 Sep 2027")
    taken(register, [line], {1})
    assert register.reader.row(identity).timing.edtf == "2027-09-14"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("DUE;VALUE=DATE:20261201\r\n", ""), "taken out"),
        (("DUE;VALUE=DATE:20261201", "DUE:tomorrow"), "cannot be read"),
        (("STATUS:NEEDS-ACTION", "STATUS:CANCELLED"), "needs a reason"),
        (("UID:", "X-WAS:"), "no identity"),
        (("STATUS:NEEDS-ACTION", "RECURRENCE-ID:20261201\r\nSTATUS:NEEDS-ACTION"), "one time"),
    ],
)
def test_what_cannot_be_taken_over_is_left_out_and_says_why(register, phone, change, words):
    proposed(register)
    (line,) = phone(change)
    assert line.outcome is Outcome.HELD
    assert not line.choosable
    assert words in line.refusal


def test_what_is_settled_or_binned_keeps_its_date(register, phone):
    done, gone = proposed(register, "Done"), proposed(register, "Gone", "2026-12-02")
    phone()
    register.move(done, Status.FULFILLED, why="seen")
    register.discard([gone])
    lines = phone(
        ("DUE;VALUE=DATE:20261201", "DUE;VALUE=DATE:20270115"),
        ("DUE;VALUE=DATE:20261202", "DUE;VALUE=DATE:20270115"),
        again=False,
    )
    assert outcomes(lines) == [Outcome.HELD, Outcome.HELD]
    assert ["already" in lines[0].refusal, "bin" in lines[1].refusal] == [True, True]


def test_a_computed_day_of_a_term_is_not_moved_from_a_phone(register, phone):
    identity = proposed(register, "Accord", edtf="", kind=Kind.AGREEMENT)
    register.set_term(
        identity, starts="2020-08-01", initial="P36M", renewal="tacit",
        renewal_period="P12M", notice="P3M",
    )  # fmt: skip
    register.record_event(identity, "in force", happened_on="2020-08-01")
    notice, end = phone(("DUE;VALUE=DATE:20270501", "DUE;VALUE=DATE:20270601"))
    assert (notice.outcome, end.outcome) == (Outcome.HELD, Outcome.SAME)
    assert "computed from the clauses" in notice.refusal


# What was done

DONE = ("STATUS:NEEDS-ACTION", "COMPLETED:20261120T220000Z\r\nSTATUS:COMPLETED")


def test_what_was_marked_done_is_proposed_as_a_move_on_that_day(register, phone):
    identity = proposed(register)
    (line,) = phone(DONE)
    assert (line.outcome, line.before) == (Outcome.DONE, "open")
    assert "20 Nov 2026, 22:00 (UTC)" in line.after
    assert register.reader.row(identity).status is Status.OPEN
    taken(register, [line], {1})
    row = register.reader.row(identity)
    assert (row.status, row.done.latest) == (Status.FULFILLED, date(2026, 11, 20))
    assert [each.text for each in register.reader.dossier(identity).notes] == [line.after]
    assert outcomes(phone(again=False)) == [Outcome.SAME]


def test_without_a_day_it_was_done_by_today_and_no_more_is_said(register, phone):
    identity = proposed(register)
    (line,) = phone(("STATUS:NEEDS-ACTION", "STATUS:COMPLETED"))
    taken(register, [line], {1})
    done = register.reader.row(identity).done
    assert (done.earliest, done.latest) == (None, TODAY)


def test_moved_and_done_are_two_things_to_decide(register, phone):
    proposed(register)
    lines = phone(DONE, ("DUE;VALUE=DATE:20261201", "DUE;VALUE=DATE:20261119"))
    assert outcomes(lines) == [Outcome.DATE, Outcome.DONE]
    assert [each.number for each in lines] == [1, 2]


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.ON_HOLD, "cannot be moved to"), (Status.WITHDRAWN, "cannot be moved to")],
)
def test_a_move_the_register_does_not_allow_is_refused_beforehand(register, phone, status, words):
    identity = proposed(register)
    register.move(identity, status, why="as agreed", review_on="2027-01-01")
    before = register.store.heads()
    text = "NEEDS-ACTION" if status is Status.ON_HOLD else "CANCELLED"
    (line,) = phone((f"STATUS:{text}", "STATUS:COMPLETED"))
    assert not line.choosable
    assert words in line.refusal
    assert register.store.heads() == before


def test_what_is_done_on_a_day_to_come_is_left_out(register, phone):
    proposed(register)
    (line,) = phone((DONE[0], DONE[1].replace("20261120", "20261220")))
    assert "still to come" in line.refusal


def test_what_was_opened_again_on_the_phone_is_left_out(register, phone):
    identity = proposed(register)
    register.move(identity, Status.FULFILLED, happened_on="2026-11-20", why="seen")
    (line,) = phone(("STATUS:COMPLETED", "STATUS:NEEDS-ACTION"), ("COMPLETED:", "X-WAS:"))
    assert "Opened again" in line.refusal


def test_what_was_opened_again_here_is_not_closed_by_an_old_file(register, phone):
    identity = proposed(register)
    register.move(identity, Status.FULFILLED, happened_on="2026-11-20", why="seen")
    phone()
    register.move(identity, Status.OPEN, why="not so")
    assert outcomes(phone(again=False)) == [Outcome.SAME]
    assert register.reader.row(identity).phase is Phase.OPEN


# What is not ours

VISIT = (
    "UID:abc@phone",
    "SUMMARY:Delegation arrives",
    "DESCRIPTION:Gate 4",
    "DTSTART;TZID=Europe/Minsk:20270301T090000",
    "DTEND;TZID=Europe/Minsk:20270302T180000",
)


def test_an_event_of_others_can_become_a_draft_and_is_known_from_then_on(register, of_others):
    (line,) = of_others(*VISIT)
    assert (line.outcome, line.choosable, line.title) == (Outcome.NEW, True, "Delegation arrives")
    assert register.reader.count(Query(), TODAY) == 0
    taken(register, [line], {1})
    (row,) = register.reader.each_row(Query(), TODAY)
    assert (row.status, row.kind) == (Status.DRAFT, Kind.INTERNAL_MEETING)
    assert (row.timing.edtf, row.timing.sense) == ("2027-03-01/2027-03-02", Sense.SPAN)
    assert (
        row.timing.words == "01 Mar 2027, 09:00 (Europe/Minsk) – 02 Mar 2027, 18:00 (Europe/Minsk)"
    )
    assert register.reader.commitment(row.id).summary == "Gate 4"
    assert outcomes(of_others(*VISIT)) == [Outcome.SAME]
    moved = [each.replace("20270302", "20270303") for each in VISIT]
    (line,) = of_others(*moved)
    assert (line.outcome, line.id, line.timing.edtf) == (
        Outcome.DATE, row.id, "2027-03-01/2027-03-03",
    )  # fmt: skip
    assert register.store.check() == []


def test_what_was_undone_can_be_entered_again(register, of_others):
    for _ in range(2):
        (line,) = of_others(*VISIT)
        taken(register, [line], {1})
        assert register.reader.count(Query(), TODAY) == 1
        register.undo()
    (line,) = of_others(*VISIT)
    assert line.choosable
    assert register.store.check() == []


def test_a_binned_one_does_not_come_back_as_a_new_one(register, of_others):
    taken(register, of_others(*VISIT), {1})
    (row,) = register.reader.each_row(Query(), TODAY)
    register.discard([row.id])
    assert outcomes(of_others(*VISIT)) == [Outcome.SAME]


def test_a_task_of_others_without_a_day_has_none(register, of_others):
    (line,) = of_others("UID:t", "SUMMARY:Call", part="VTODO")
    taken(register, [line], {1})
    (row,) = register.reader.each_row(Query(), TODAY)
    assert (row.kind, row.timing.basis, row.bounds.known) == (Kind.ACTION, Basis.NOT_STATED, False)


@pytest.mark.parametrize("part", ["VTODO", "VEVENT"])
def test_what_others_cancelled_is_left_out_and_counted(of_others, part):
    lines = of_others("UID:t", "SUMMARY:Call", "STATUS:CANCELLED", part=part)
    assert outcomes(lines) == [Outcome.HELD]
    assert "cancelled" in lines[0].refusal
    assert outcome_words(lines) == "1 left out."


def test_a_second_entry_of_one_identity_with_another_day_is_left_out_and_counted(of_others):
    second = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Call\r\nDUE:{day}\r\nEND:VTODO\r\n"
    first = ("UID:t", "SUMMARY:Call", "DUE:20270301")
    lines = of_others(*first, part="VTODO", more=second.format(day="20270308"))
    assert outcomes(lines) == [Outcome.NEW, Outcome.HELD]
    assert lines[0].timing.edtf == "2027-03-01"
    assert "another day" in lines[1].refusal
    assert outcome_words(lines) == "1 new, 1 left out."
    same = of_others(*first, part="VTODO", more=second.format(day="20270301"))
    assert outcomes(same) == [Outcome.NEW]


def test_a_repeated_event_stands_for_its_first_time_and_says_so(of_others):
    later = "BEGIN:VEVENT\r\nUID:abc@phone\r\nRECURRENCE-ID:20270308T090000\r\nEND:VEVENT\r\n"
    first, other = of_others(*VISIT, "RRULE:FREQ=SECONDLY", more=later)
    assert "repeated: the first time only" in first.after
    assert other.outcome is Outcome.HELD


def test_where_there_are_several_pairs_it_must_be_said_which(register, of_others):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    (line,) = of_others(*VISIT)
    assert (line.outcome, line.choosable) == (Outcome.NEW, False)
    assert "which two countries" in line.refusal
    (line,) = of_others(*VISIT, relation="PK-KZ")
    assert line.commitment.relation == "PK-KZ"


def test_what_came_from_another_register_is_not_taken_for_ours(register, sample, tmp_path):
    target = tmp_path / "x.ics"
    export_calendar(sample.reader, [sample.reader.find("PK-BY/JMC-8/30")], TODAY, target)
    lines = compared(register, read_calendar(target))
    assert outcomes(lines) == [Outcome.NEW]
    taken(register, lines, {1})
    assert outcomes(compared(register, read_calendar(target))) == [Outcome.SAME]


def test_only_what_was_accepted_is_written_as_one_change(register, phone):
    kept, moved = proposed(register, "Kept"), proposed(register, "Moved", "2026-12-02")
    lines = phone(
        ("DUE;VALUE=DATE:20261201", "DUE;VALUE=DATE:20270115"),
        ("DUE;VALUE=DATE:20261202", "DUE;VALUE=DATE:20270116"),
    )
    heads = register.store.heads()
    change = taken(register, lines, {2})
    assert change.label == "Import a calendar file"
    assert [each.n for each in register.store.heads().values()] == [
        each.n + 1 for each in heads.values()
    ]
    assert register.reader.row(kept).bounds.latest == date(2026, 12, 1)
    assert register.reader.row(moved).bounds.latest == date(2027, 1, 16)


def test_a_register_that_is_only_read_can_be_compared(sample_path, places, clock, tmp_path):
    read_only = open_register(sample_path, places, clock, "officer", read_only=True)
    try:
        target = tmp_path / "x.ics"
        export_calendar(read_only.reader, Query(), TODAY, target)
        text = target.read_bytes().replace(b"DUE;VALUE=DATE:20250411", b"DUE;VALUE=DATE:20270411")
        target.write_bytes(text)
        lines = compared(read_only, read_calendar(target))
        assert outcomes(lines).count(Outcome.DATE) == 1
    finally:
        read_only.close()


def test_a_comparison_can_be_called_off(register, phone, tmp_path):
    proposed(register)
    phone()
    with pytest.raises(CancelledError):
        compared(register, read_calendar(tmp_path / "x.ics"), cancelled=lambda: True)


# Files as they come


def calendar(tmp_path, text):
    path = tmp_path / "in.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Talk\nDTSTART:20270301\nEND:VEVENT\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is empty"),
        (b"\xff\xfeB\0E\0", "not UTF-8"),
        ("PK\x03\x04", "its line 1"),
        ("hello", "its line 1"),
        ("BEGIN:VCARD\nEND:VCARD\n", "does not begin as one"),
        (EVENT, "it breaks off"),
        (EVENT + "END:VTODO\n", "closes what was not opened"),
        (EVENT + "END:VCALENDAR\nEND:VCALENDAR\n", "closes what was not opened"),
        (EVENT + "a line that is none\nEND:VCALENDAR\n", "its line 7"),
        (EVENT[:60], "it breaks off"),
    ],
)
def test_what_is_no_calendar_file_gets_one_sentence(tmp_path, text, words):
    with pytest.raises(InvalidValueError) as refused:
        read_calendar(calendar(tmp_path, text))
    sentence = str(refused.value)
    assert words in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_file_over_five_megabytes_is_not_read(tmp_path):
    path = calendar(tmp_path, b"")
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InvalidValueError, match="over-large"):
        read_calendar(path)
    with pytest.raises(NotFoundError):
        read_calendar(tmp_path / "none.ics")


@pytest.mark.parametrize(
    ("lines", "first", "last", "said"),
    [
        (["DTSTART;VALUE=DATE:20270301"], "2027-03-01", "2027-03-01", ""),
        (["DTSTART:20270301", "DTEND;VALUE=DATE:20270304"], "2027-03-01", "2027-03-03", ""),
        (["DTSTART;VALUE=DATE:20270301", "DURATION:P1W"], "2027-03-01", "2027-03-07", ""),
        (["DTSTART;VALUE=DATE:20270301", "DURATION:PT1H"], "2027-03-01", "2027-03-01", ""),
        (["DTSTART:20270301T230000Z", "DTEND:20270302T000000Z"], "2027-03-01", "2027-03-01",
         "01 Mar 2027, 23:00 (UTC) – 02 Mar 2027, 00:00 (UTC)"),
        (['DTSTART;TZID="A:B;C":20270301T230000'], "2027-03-01", "2027-03-01",
         "01 Mar 2027, 23:00 (A:B;C)"),
        (["DTSTART:20270301T235960"], "2027-03-01", "2027-03-01", "01 Mar 2027, 23:59"),
        (["DTSTART:20270301", "DTEND:20260101"], "2027-03-01", "2027-03-01", ""),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_written(tmp_path, lines, first, last, said):
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT",
                      "END:VCALENDAR", ""])  # fmt: skip
    (found,) = read_calendar(calendar(tmp_path, text))
    assert (found.first.isoformat(), found.last.isoformat(), found.said) == (first, last, said)
    assert not found.problem


@pytest.mark.parametrize(
    "line",
    ["DTSTART:20270230", "DTSTART:garbage", "DTSTART:20270301T250000", "DTSTART:",
     "DTSTART:99991231\nDURATION:P99999D"],
)  # fmt: skip
def test_a_day_that_cannot_be_read_is_no_day(tmp_path, line):
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{line}\nEND:VEVENT\nEND:VCALENDAR\n"
    (found,) = read_calendar(calendar(tmp_path, text))
    assert found.problem
    assert found.first is None


def test_of_one_identity_the_newest_counts(tmp_path):
    part = "BEGIN:VTODO\nUID:1\nSEQUENCE:{n}\nSUMMARY:{n}\nEND:VTODO\n"
    text = "BEGIN:VCALENDAR\n" + "".join(part.format(n=n) for n in (2, 9, 4)) + "END:VCALENDAR\n"
    (found,) = read_calendar(calendar(tmp_path, text))
    assert (found.title, found.form) == ("9", Form.TASK)


def test_alarms_and_zones_inside_are_not_taken_for_the_event(tmp_path):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\n"
        "SUMMARY:no\nUID:2\nEND:VALARM\nSUMMARY:yes\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    (found,) = read_calendar(calendar(tmp_path, text))
    assert (found.uid, found.title) == ("1", "yes")


@pytest.mark.slow
def test_a_large_hostile_file_is_refused_before_the_clock_runs_out(tmp_path):
    deep = "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 300_000
    for text in (deep, 'A;B="' * 900_000, "A" * 4_900_000, "X:" + "\\" * 4_900_000,
                 "A" + ";b=c" * 1_200_000, "A:" + "\n " * 1_600_000):  # fmt: skip
        with pytest.raises(InvalidValueError):
            read_calendar(calendar(tmp_path, text))


PIECES = st.sampled_from(
    ["BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTODO", "END:VTODO",
     "UID:1", "UID:2", "SUMMARY:a", "DUE:20270101", "DTSTART:20270101T000000Z", "DTEND:20261231",
     "STATUS:COMPLETED", "COMPLETED:x", "RRULE:y", " folded", "\t", 'X;Y="Z:1', "SEQUENCE:-1",
     "SEQUENCE:9999999999999"]
)  # fmt: skip


@given(
    st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=24),
    st.booleans(),
)
def test_any_file_is_read_or_refused_in_a_sentence(tmp_path_factory, pieces, whole):
    if whole:
        pieces = ["BEGIN:VCALENDAR", "BEGIN:VTODO", *pieces, "END:VTODO", "END:VCALENDAR"]
    path = tmp_path_factory.mktemp("any") / "x.ics"
    path.write_bytes("\r\n".join(pieces).encode())
    refusal, found = "", ()
    try:
        found = read_calendar(path)
    except ServandaError as error:
        refusal = str(error)
    assert not refusal or refusal.endswith(".")
    assert all((each.first is None) == (each.last is None) for each in found)
    assert all(each.first <= each.last for each in found if each.first)
