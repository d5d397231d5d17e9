"""A calendar file out of the register: its form, its bytes, and what it leaves out."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar_entry import Alarm, Entry, Form, Part, Stand
from app.domain.commitment import Commitment
from app.domain.errors import CancelledError, NothingToDoError, StorageError
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.query import OVERDUE, Query
from app.domain.timing import Basis, Timing
from app.services.calendar_alarms import rule_alarms
from app.services.calendar_file import export_calendar, split_uid
from app.services.calendar_reading import read_calendar
from app.services.calendar_text import Stamped, kept, written
from tests.conftest import TODAY

ZONES = (
    "Africa/Cairo",
    "America/Caracas",
    "America/New_York",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Almaty",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Minsk",
    "Europe/Moscow",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
    "Pacific/Pago_Pago",
    "UTC",
)


def proposed(register, title="Tractors", edtf="2026-12-01", **values):
    fields = {"ref": "", "relation": "PK-BY", "kind": Kind.ACTION, "owed_by": "PK", **values}
    commitment = Commitment(id=CommitmentId(new_id()), title=title, **fields)
    register.propose(commitment, timing=Timing(edtf=edtf, basis=Basis.STATED))
    return commitment.id


@pytest.fixture
def export(register, tmp_path):
    """Export and give the events and tasks of the file by title."""

    def run(chosen=None, **more):
        target = tmp_path / "x.ics"
        export_calendar(register.reader, chosen or Query(), TODAY, target, **more)
        return parsed(target.read_bytes())

    return run


def parsed(data):
    calendar = icalendar.Calendar.from_ical(data)
    return {str(each["SUMMARY"]): each for each in calendar.subcomponents}


def parts(data):
    return icalendar.Calendar.from_ical(data).subcomponents


# The form of the file


def test_days_are_days_and_an_event_ends_the_day_after(register, export):
    proposed(register, "Task")
    proposed(register, "Visit", kind=Kind.VISIT)
    found = export()
    assert found["Task"].name == "VTODO"
    assert found["Task"]["DUE"].to_ical() == b"20261201"
    assert found["Task"]["DUE"].params["VALUE"] == "DATE"
    assert found["Visit"].name == "VEVENT"
    assert (found["Visit"].start, found["Visit"].end) == (date(2026, 12, 1), date(2026, 12, 2))
    assert found["Visit"]["TRANSP"] == "TRANSPARENT"


def test_what_is_not_known_to_the_day_says_so_and_keeps_its_edtf(register, export):
    proposed(register, "Visit", edtf="2027", kind=Kind.VISIT)
    (title,) = found = export()
    assert title == "Visit (2027, day not stated: last possible day)"
    assert found[title]["X-EDTF"] == "2027"
    assert "placed on the last possible day, 31 Dec 2027" in found[title]["DESCRIPTION"]
    assert found[title]["STATUS"] == "TENTATIVE"


def test_what_is_done_is_completed_at_noon_of_its_day(register, export):
    identity = proposed(register)
    register.move(identity, Status.FULFILLED, happened_on="2026-11-20", why="seen")
    task = export()["Tractors"]
    assert (task["STATUS"], task["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert task["COMPLETED"].dt == datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_what_was_done_on_a_day_nobody_knows_is_completed_on_none(register, export):
    identity = proposed(register)
    register.move(identity, Status.FULFILLED, happened_on="2026-11", why="seen")
    task = export()["Tractors"]
    assert task["STATUS"] == "COMPLETED"
    assert "COMPLETED" not in task


def test_kind_and_sector_are_categories(register, export):
    proposed(register, sector="industry, heavy")
    categories = export()["Tractors"]["CATEGORIES"]
    assert [str(name) for each in categories for name in each.cats] == ["action", "industry, heavy"]


def test_lines_are_short_and_end_as_the_standard_says(register, tmp_path):
    proposed(register, "فیصل آباد میں ٹریکٹر " * 20, summary="Завод «Беларус» 🚜" * 40)
    target = tmp_path / "x.ics"
    export_calendar(register.reader, Query(), TODAY, target)
    lines = target.read_bytes().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert max(len(each) for each in lines) <= 75
    assert not any(b"\n" in each or b"\r" in each for each in lines)
    assert all(each.decode() is not None for each in lines)  # no character is torn apart


# Alarms


def test_alarms_ring_at_nine_on_their_day_counted_from_start_or_due(register, export):
    task, visit = proposed(register, "Task"), proposed(register, "Visit", kind=Kind.VISIT)
    soon = Alarm(on=date(2026, 11, 24), words="7 days left; prepare")
    there = Alarm(on=date(2026, 12, 1), words="today")

    def alarms(identity):
        assert identity in (task, visit)
        return (soon, there)

    found = export(alarms=alarms)
    for title, related in (("Task", "END"), ("Visit", None)):
        bells = found[title].walk("VALARM")
        assert [each["TRIGGER"].dt for each in bells] == [
            timedelta(days=-7, hours=9),
            timedelta(hours=9),
        ]
        assert [each["TRIGGER"].params.get("RELATED") for each in bells] == [related, related]
        assert str(bells[0]["DESCRIPTION"]) == "7 days left; prepare"
    calendar = icalendar.Alarms()  # what a phone makes of it: it knows when the task is due
    calendar.set_end(found["Task"]["DUE"].dt)
    for each in found["Task"].walk("VALARM"):
        calendar.add_alarm(each)
    for alarms_of in (calendar, found["Visit"].alarms):
        assert [str(each.trigger) for each in alarms_of.times] == [
            "2026-11-24 09:00:00",
            "2026-12-01 09:00:00",
        ]


def test_the_rules_of_reminding_ring_in_the_calendar_from_today_on(sample, tmp_path):
    ninth = sample.reader.find("PK-BY/JMC-8/30")
    target = tmp_path / "x.ics"
    bells = rule_alarms(sample.reader, TODAY)
    export_calendar(sample.reader, [ninth], TODAY, target, alarms=bells)
    (session,) = parts(target.read_bytes())
    rung = [(str(each["DESCRIPTION"]), each["TRIGGER"].dt) for each in session.walk("VALARM")]
    assert rung
    for words, trigger in rung:
        day = date(2026, 12, 31) + trigger
        left = (date(2026, 12, 31) - day).days
        assert trigger + timedelta(days=left) == timedelta(hours=9)
        assert day >= TODAY
        assert words == f"{left} days to the last possible day, 31 Dec 2026, and no day agreed"


def test_each_day_of_a_term_rings_in_its_own_entry(register, tmp_path):
    identity = proposed(register, "Accord", edtf="", kind=Kind.AGREEMENT, status=Status.IN_FORCE)
    register.set_term(
        identity, starts="2025-08-01", initial="P36M", renewal="tacit",
        renewal_period="P12M", notice="P3M",
    )  # fmt: skip
    target = tmp_path / "x.ics"
    bells = rule_alarms(register.reader, TODAY)
    export_calendar(register.reader, Query(), TODAY, target, alarms=bells)
    notice = parsed(target.read_bytes())["Last day for notice: Accord"]
    days = [notice["DUE"].dt + each["TRIGGER"].dt for each in notice.walk("VALARM")]
    assert notice["DUE"].dt == date(2028, 5, 1)
    assert days == sorted(days)
    assert date(2028, 2, 1) in days  # three months before


# What is left out


def test_marked_records_are_left_out_and_counted_and_named_nowhere(register, tmp_path):
    secret = proposed(register, "A quiet visit", classification="confidential", ref="S/1")
    register.propose(
        Commitment(id=CommitmentId(new_id()), ref="", relation="PK-BY", kind=Kind.ACTION,
                   title="Follows", owed_by="PK", origin=secret),
        timing=Timing(anchor=secret, offset="P2W", basis=Basis.STATED),
    )  # fmt: skip
    target = tmp_path / "x.ics"
    exported = export_calendar(register.reader, Query(), TODAY, target)
    assert (exported.commitments, exported.marked, exported.undated) == (1, 1, 0)
    assert exported.omissions() == "1 marked record left out."
    text = target.read_bytes().decode()
    assert "Follows" in text
    assert "quiet" not in text
    assert "S/1" not in text
    assert "onfidential" not in text


def test_what_is_internal_stays_here(register, tmp_path):
    identity = proposed(register)
    register.amend(identity, line_to_take="say nothing yet", remarks="they are slow")
    target = tmp_path / "x.ics"
    export_calendar(register.reader, Query(), TODAY, target)
    text = target.read_bytes().decode()
    assert "say nothing" not in text
    assert "slow" not in text


def test_where_nothing_has_a_place_no_file_is_written(register, tmp_path):
    proposed(register, classification="secret")
    with pytest.raises(NothingToDoError, match="1 marked record left out"):
        export_calendar(register.reader, Query(), TODAY, tmp_path / "x.ics")
    assert not (tmp_path / "x.ics").exists()


def test_a_view_or_single_commitments(sample, tmp_path):
    target = tmp_path / "x.ics"
    view = export_calendar(sample.reader, OVERDUE, TODAY, target)
    assert (
        view.commitments == sample.reader.count(OVERDUE, TODAY) == len(parts(target.read_bytes()))
    )
    ninth = sample.reader.find("PK-BY/JMC-8/30")
    one = export_calendar(sample.reader, [ninth, ninth], TODAY, target)
    assert (one.commitments, len(parts(target.read_bytes()))) == (1, 1)


def test_a_cancelled_export_leaves_nothing(sample, tmp_path):
    before = set(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        export_calendar(sample.reader, Query(), TODAY, tmp_path / "x.ics", cancelled=lambda: True)
    assert set(tmp_path.iterdir()) == before


def test_a_register_is_not_written_over(sample, sample_path):
    before = sample_path.read_bytes()
    with pytest.raises(StorageError, match="that file is a register"):
        export_calendar(sample.reader, Query(), TODAY, sample_path)
    assert sample_path.read_bytes() == before


# Terms


def test_notice_and_end_of_a_term_stand_beside_the_agreement(register, export):
    identity = proposed(register, "Accord", edtf="", kind=Kind.AGREEMENT)
    register.set_term(
        identity, starts="2020-08-01", initial="P36M", renewal="tacit",
        renewal_period="P12M", notice="P3M",
    )  # fmt: skip
    register.record_event(identity, "in force", happened_on="2020-08-01")
    found = export([identity])
    assert set(found) == {"Last day for notice: Accord", "The period ends: Accord"}
    notice = found["Last day for notice: Accord"]
    assert notice["DUE"].dt == date(2027, 5, 1)
    assert "As of 22 Nov 2026" in notice["DESCRIPTION"]
    assert notice["X-SERVANDA-ENTRY"] == "notice"
    (read, _) = (split_uid(str(each["UID"])) for each in found.values())
    assert read is not None


# Identity and determinism


def test_an_entry_keeps_its_identity_whatever_changes_and_nothing_can_be_read_off_it(
    register, export
):
    identity = proposed(register)
    first = export()["Tractors"]
    register.amend(identity, title="Buses", ref="X/1")
    register.postpone(identity, Timing(edtf="2027-01-05", basis=Basis.STATED))
    second = export()["Buses"]
    assert first["UID"] == second["UID"]
    assert identity not in first["UID"]
    assert second["SEQUENCE"] == first["SEQUENCE"] + 2
    assert second["LAST-MODIFIED"].dt > first["LAST-MODIFIED"].dt


def test_the_sequence_counts_what_it_follows_and_never_goes_back(register, export):
    visit = proposed(register, "Visit", kind=Kind.VISIT)
    plan = proposed(register, "Plan", edtf="")
    counts = []

    def counted():
        counts.append(int(export([plan])["Plan"]["SEQUENCE"]))

    counted()
    register.postpone(plan, Timing(anchor=visit, offset="P2W", basis=Basis.STATED))
    counted()
    register.postpone(visit, Timing(edtf="2027-02-01", basis=Basis.STATED))
    counted()
    register.undo()
    counted()
    register.postpone(plan, Timing(edtf="2027-03-01", basis=Basis.STATED))
    counted()
    assert counts == sorted(set(counts))


def test_one_state_of_the_register_gives_the_same_bytes_in_twenty_zones(
    sample, tmp_path, monkeypatch
):
    assert len(ZONES) == 20
    bells = (Alarm(on=date(2026, 12, 1), words="soon"),)
    made = set()
    try:
        for zone in ZONES:
            monkeypatch.setenv("TZ", zone)
            if hasattr(time, "tzset"):
                time.tzset()
            target = tmp_path / "x.ics"
            export_calendar(sample.reader, Query(), TODAY, target, alarms=lambda _: bells)
            made.add(target.read_bytes())
            assert [each.first for each in read_calendar(target)][:1] == [date(2024, 11, 26)]
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()
    assert len(made) == 1


def test_two_copies_of_a_register_write_the_same_file(sample_path, sample, tmp_path, opened_again):
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    export_calendar(sample.reader, Query(), TODAY, one)
    export_calendar(opened_again(sample_path).reader, Query(), TODAY, two)
    assert one.read_bytes() == two.read_bytes()


@pytest.fixture
def opened_again(tmp_path):
    """Open a copy of a register elsewhere."""
    from app.domain.clock import Clock
    from app.paths import folders
    from app.services.opening import open_register

    registers = []

    def run(path):
        copy = tmp_path / "copy.servanda"
        copy.write_bytes(path.read_bytes())
        clock = Clock(today=lambda: TODAY, now=lambda: 1_900_000_000_000)
        registers.append(open_register(copy, folders(tmp_path / "else"), clock, "another"))
        return registers[-1]

    yield run
    for each in registers:
        each.close()


def test_the_clock_of_the_computer_is_nowhere_in_the_file(register, tmp_path, monkeypatch):
    proposed(register)
    target = tmp_path / "x.ics"
    export_calendar(register.reader, Query(), TODAY, target)
    stamps = {str(each["DTSTAMP"].dt.date()) for each in parts(target.read_bytes())}
    assert stamps == {"2026-11-22"}  # the day of the register's clock


_WITHOUT_ZONES = """
import sys, zoneinfo
from datetime import date
sys.modules["tzdata"] = None
zoneinfo.reset_tzpath([])
from app.domain.calendar_entry import Entry, Form, Part, Stand
from app.services.calendar_text import Stamped, written
day = date(2026, 1, 2)
entry = Entry(part=Part.OWN, form=Form.TASK, title="t", words="", stand=Stand.DONE,
              first=day, last=day, done=day)
print(written([Stamped(entry=entry, uid="u", sequence=1, at=0)]).decode())
"""


def test_no_table_of_zones_is_needed_to_write():
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_ZONES], capture_output=True, text=True, check=False
    )
    assert "COMPLETED:20260102T120000Z" in done.stdout.splitlines(), done.stderr
    assert "DTSTAMP:19700101T000000Z" in done.stdout.splitlines()


# Text goes through unharmed

SCRIPTS = st.sampled_from(
    [
        "پاکستان اور بیلاروس",
        "Завод «Беларус»",
        "🚜👩‍🌾",
        "C:\\New\\north",
        "a;b,c:d\"e'f^g",
        "\\n \\N \\\\",
        "=1+1",
        "BEGIN:VEVENT",
        "\r\nEND:VCALENDAR",
        "\u2028",
        "\x85",
        "\x0b\x0c",
        "\x1c",
        "\ufeff",
        "\0",
    ]
)
HOSTILE = st.lists(
    SCRIPTS | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40), max_size=6
).map("".join)


@given(title=HOSTILE, words=HOSTILE, source=HOSTILE, bell=HOSTILE)
def test_any_text_comes_back_from_the_library_and_from_us(
    tmp_path_factory, title, words, source, bell
):
    entry = Entry(
        part=Part.OWN, form=Form.TASK, title=title, words=words, stand=Stand.OPEN,
        first=TODAY, last=TODAY, alarms=(Alarm(on=TODAY, words=bell),),
    )  # fmt: skip
    stamped = Stamped(
        entry=entry, uid="u", sequence=1, at=0, categories=(source,), own=(("X-OWN", source),)
    )
    data = written([stamped])
    (part,) = parts(data)
    assert str(part["SUMMARY"]) == kept(title)
    assert str(part["DESCRIPTION"]) == kept(words)
    assert str(part.walk("VALARM")[0]["DESCRIPTION"]) == kept(bell)
    path = tmp_path_factory.mktemp("text") / "x.ics"
    path.write_bytes(data)
    (found,) = read_calendar(path)
    assert found.title == " ".join(kept(title).split())
    assert found.words == kept(words).strip()
    assert found.own_value("X-OWN") == kept(source)
    assert (found.uid, found.first, found.last) == ("u", TODAY, TODAY)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_only_control_characters_and_kinds_of_line_end_are_lost(text):
    came = kept(text)
    assert [each for each in came if each.isprintable()] == [
        each for each in text if each.isprintable()
    ]
    assert kept(came) == came
