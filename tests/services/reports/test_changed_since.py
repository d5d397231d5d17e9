"""What changed since a day or a version: what is other now, and only that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.as_of import AsOf, By
from app.domain.decisions import Choice, Decision
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import NoteBasis
from app.domain.reports.changed_since import What
from app.domain.reports.changed_since_document import changed_since_document
from app.domain.reports.document import texts
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Sense, Timing
from app.services.asof import look_back
from app.services.reports.changed_since import changed_since
from app.services.reports.changed_since_form import changed_since_form
from app.store.lives import State
from app.store.records import RECORDS
from tests.services.reports.quarters import TODAY, Desk
from tests.store.desks import (
    VERBS,
    Officer,
    created,
    erase,
    examples,
    exchange,
    folder,
    hand_copy,
    raw,
    seated,
)

numbers = st.integers(0, 10_000)
histories = st.lists(
    st.tuples(st.sampled_from([*VERBS, "undo", "redo"]), numbers, numbers, numbers), max_size=30
)


@pytest.fixture
def desk(tmp_path):
    opened = Desk.at(tmp_path / "r.servanda")
    yield opened
    opened.register.close()


def changed(register, since="2026-07-01", **asked):
    request = Request(name=ReportName.CHANGED_SINCE, since=since, **asked)
    return changed_since(register.reader, request, TODAY)


def by(day):
    return Timing(edtf=day, sense=Sense.DEADLINE, basis=Basis.STATED)


def lines(report, ref, key="changed"):
    """What is said of one point."""
    [table] = changed_since_document(report).tables
    place = [each.key for each in table.columns].index(key)
    found = next(each for each in table.rows if each[0].text == ref)
    return found[place].text.splitlines()


def test_of_the_sample_all_is_new_on_the_day_it_was_entered(sample):
    found = changed(sample, since=TODAY.isoformat())
    assert found.counts == {What.NEW: 76}
    assert (found.acts, found.actors, found.others["organisation"]) == (1, 1, 48)
    assert changed(sample, since=sample.reader.digest()).points == ()


def test_each_point_is_told_once_by_what_changed_first(desk):
    session = desk.promise("s", kind=Kind.SESSION)
    refs = ("moved", "dated", "reported", "decided", "corrected", "binned", "papers", "same")
    held = {each: desk.promise(each, timing=by("2026-12-31"), origin=session) for each in refs}
    register = desk.on("2026-07-05")
    desk.promise("new")
    upcoming = desk.promise("t", kind=Kind.SESSION)
    register.move(held["moved"], Status.IN_PROGRESS, happened_on="2026-07-01", why="Begun.")
    register.amend(held["moved"], title="Another title")
    register.postpone(held["dated"], by("2027-03-31"), asked_by="PK", agreed_by="protocol")
    register.note(held["reported"], "Ground broken.", happened_on="2026-07-04")
    register.decide(
        Decision(
            id="", commitment=held["decided"], session=session, upcoming=upcoming,
            choice=Choice.DROP, why="Overtaken.", status="lapsed",
        )
    )  # fmt: skip
    register.amend(held["corrected"], sector="trade")
    register.discard([held["binned"]])
    register.add_milestone(held["papers"], "Draft sent")
    found = changed(register)
    assert {each.ref: each.what.value for each in found.points} == {
        "new": "new", "t": "new", "binned": "binned or taken back", "moved": "status",
        "dated": "date", "reported": "progress", "decided": "decision",
        "corrected": "corrected", "papers": "papers and steps",
    }  # fmt: skip
    assert sum(found.counts.values()) == len(found.points) == 9
    assert lines(found, "moved") == [
        "Status: Open → In progress",
        "In progress: 01 Jul 2026 (\u2068Begun.\u2069)",
        "Title: \u2068moved\u2069 → \u2068Another title\u2069",
    ]
    assert lines(found, "dated") == [
        "Date: by 31 Dec 2026 → by 31 Mar 2027",
        "asked by PK, agreed by the protocol",
    ]
    assert lines(found, "reported") == ["04 Jul 2026, no evidence", "Ground broken."]
    assert lines(found, "decided") == ["Chosen: Drop", "Overtaken."]
    assert lines(found, "corrected") == ["Sector: nothing → \u2068trade\u2069"]
    assert lines(found, "binned") == ["In the bin"]
    assert lines(found, "papers") == ["steps: added 1"]
    assert lines(found, "new") == ["Entered as: Open", "No date"]


def test_what_was_undone_again_is_no_change(desk):
    held = desk.promise("held")
    register = desk.on("2026-07-05")
    register.move(held, Status.IN_PROGRESS, happened_on="2026-07-01")
    desk.promise("brief")
    register.undo()
    register.undo()
    found = changed(register)
    assert (found.points, found.acts) == ((), 4)
    assert "No point is other than it was then." in texts(changed_since_document(found))


def test_what_was_entered_later_than_it_happened_is_told_with_how_much(desk):
    held = desk.promise("held")
    register = desk.on("2026-07-05")
    register.move(held, Status.IN_PROGRESS, happened_on="2026-03")
    register.note(held, "Begun.", happened_on="2026-07-05", basis=NoteBasis.EVIDENCED)
    found = changed(register)
    assert [(each.happened, each.days) for each in found.points[0].belated] == [("2026-03", 96)]
    assert lines(found, "held", "entered") == [
        "05 Jul 2026, \u2068officer\u2069",
        "at least 96 days after it happened (Mar 2026)",
    ]
    assert found.belated == 1
    assert not found.points[0].belated[0].exact


def test_a_day_counts_from_its_beginning_and_a_version_from_what_came_after_it(desk):
    desk.on("2026-07-04")
    desk.promise("a")
    version = desk.register.reader.digest()
    desk.on("2026-07-05")
    desk.promise("b")
    refs = [[each.ref for each in changed(desk.register, since=since).points] for since in (
        "2026-07-04", "2026-07-05", "2026-07-06", version, version.upper(), "0001-01-01",
    )]  # fmt: skip
    assert refs == [["a", "b"], ["b"], [], ["b"], ["b"], ["a", "b"]]


def test_what_another_copy_wrote_earlier_is_new_since_a_version_but_not_since_a_day(desk, tmp_path):
    other = seated(
        hand_copy(desk.register, tmp_path / "o.servanda"), actor="colleague", now=desk.now
    )
    Desk(other, desk.now).promise("theirs")
    desk.on("2026-07-05")
    version = desk.register.reader.digest()
    exchange(other, desk.register)
    [point] = changed(desk.register, since=version).points
    assert (point.ref, [each.actor for each in point.entered]) == ("theirs", ["colleague"])
    assert changed(desk.register).points == ()
    other.close()


def test_what_came_back_and_what_was_taken_back_is_told(desk):
    back, gone = desk.promise("back"), desk.promise("gone")
    desk.register.discard([back])
    register = desk.on("2026-07-05")
    register.restore([back])
    found = changed(register)
    assert [(each.ref, each.what) for each in found.points] == [("back", What.BACK)]
    register.undo()
    register.undo()
    assert changed(register).points[0].what is What.BACK
    erase(register, gone)
    assert changed(register).erased == 1


def test_an_entry_that_was_taken_back_is_shown_by_what_it_was(desk):
    desk.promise("held")
    register = desk.on("2026-07-05")
    register.undo()
    [point] = changed(register).points
    assert (point.ref, point.what, point.there) == ("held", What.GONE, False)
    assert lines(changed(register), "held") == ["Its entry was taken back"]


def test_a_date_put_right_is_a_change_of_date_that_nobody_asked_for(desk):
    held = desk.promise("held", timing=by("2026-12-31"))
    register = desk.on("2026-07-05")
    register.correct_timing(held, by("2026-11-30"))
    assert lines(changed(register), "held") == ["Date: by 31 Dec 2026 → by 30 Nov 2026"]


def test_a_new_lead_agency_is_named(desk):
    first, second = desk.body("MoFA"), desk.body("MoIP")
    held = desk.promise("held", owner=first)
    register = desk.on("2026-07-05")
    register.amend(held, owner=second)
    assert lines(changed(register), "held") == ["Lead agency: \u2068MoFA\u2069 → \u2068MoIP\u2069"]


def test_a_link_is_told_at_both_of_its_ends_and_a_source_at_none(sample):
    version = sample.reader.digest()
    sample.note(sample.reader.find("JMC-8/05"), "A report.", happened_on="2026-11-20")
    found = changed(sample, since=version)
    assert [each.ref for each in found.points] == ["PK-BY/JMC-8/05"]
    assert found.others == {}


def test_marked_points_are_left_out_also_where_the_mark_is_gone_by_now(desk):
    held = desk.promise("held", classification="Restricted")
    register = desk.on("2026-07-05")
    register.amend(held, classification="")
    desk.promise("open")
    whole, part = changed(register), changed(register, unmarked=True)
    assert len(whole.points) == 2
    assert ([each.ref for each in part.points], part.left_out) == (["open"], 1)


def test_a_point_that_is_marked_and_merely_reported_on_is_left_out_as_well(desk):
    held = desk.promise("held", classification="Restricted")
    register = desk.on("2026-07-05")
    register.note(held, "Secret.", happened_on="2026-07-05")
    part = changed(register, unmarked=True)
    assert (part.points, part.left_out) == ((), 1)


def test_a_report_without_marked_points_names_none_of_them_either(desk):
    visit = desk.promise("v", title="Secret visit", classification="Restricted")
    held = desk.promise("held")
    register = desk.on("2026-07-05")
    register.amend(held, origin=visit)
    register.correct_timing(held, Timing(words="at the secret visit", anchor=visit))
    said = [" ".join(lines(changed(register, unmarked=each), "held")) for each in (False, True)]
    assert said == [
        "Date: No date → at the secret visit Made at: nothing → \u2068v\u2069",
        "Date: No date → with another commitment Made at: nothing → \u2068…\u2069",
    ]


def test_another_pair_of_countries_is_left_aside(desk):
    register = desk.on("2026-07-05")
    register.add_relation("PK-TR", "Pakistan", "Türkiye")
    desk.promise("theirs", relation="PK-TR", owed_by="TR")
    desk.promise("ours")
    assert [each.ref for each in changed(register, relation="PK-TR").points] == ["theirs"]


def test_of_a_selection_only_changes_of_what_is_shown_are_counted(desk):
    gone = desk.promise("gone")
    register = desk.on("2026-07-05")
    register.add_relation("PK-TR", "Pakistan", "Türkiye")
    desk.promise("theirs", relation="PK-TR", owed_by="TR")
    desk.promise("ours")
    secret = desk.promise("secret", classification="Secret")
    register.amend(secret, title="Another title")
    desk.body("A ministry that only the secret concerns")
    erase(register, gone)
    whole = changed(register)
    assert whole.acts > 5
    assert (whole.others["organisation"], whole.erased) == (1, 1)
    for asked, acts in (({"relation": "PK-TR"}, 1), ({"unmarked": True}, 2)):
        part = changed(register, **asked)
        assert (part.acts, part.actors, part.others, part.erased) == (acts, 1, {}, None)
        said = "\n".join(texts(changed_since_document(part)))
        assert f"Changes made of these points since: {acts}, by one person." in said
        assert "Not counted here: entries that belong to no point" in said
    assert changed(register, relation="PK-TR", unmarked=True, since="2026-07-06").acts == 0


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("", "Say since when"),
        ("yesterday", "Say since when"),
        ("2026-11-23", "yet to come"),
        ("0123456789ab", "never was at the version"),
        ("0123456789", "Say since when"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(sample, since, words):
    with pytest.raises(InvalidValueError, match=words) as refused:
        changed(sample, since=since)
    assert refused.value.field == "since"


def test_looking_back_by_entry_shows_what_had_changed_by_then_and_by_what_happened_nothing(desk):
    desk.on("2026-07-05")
    desk.promise("a")
    desk.on("2026-07-20")
    desk.promise("b")
    request = Request(name=ReportName.CHANGED_SINCE, since="2026-07-01")
    day = date(2026, 7, 10)
    known = look_back(desk.register, AsOf(day=day, by=By.ENTRY))
    assert [each.ref for each in changed_since(known.reader, request, day).points] == ["a"]
    known.close()
    happened = look_back(desk.register, AsOf(day=day, by=By.HAPPENED))
    with pytest.raises(InvalidValueError, match="by what was known"):
        changed_since(happened.reader, request, day)
    happened.close()


def test_json_holds_the_same_points_as_the_document(desk):
    held = desk.promise("held")
    register = desk.on("2026-07-05")
    desk.done(held, "2026-07-02")
    form = changed_since_form(changed(register))
    [point] = form["points"]
    assert (point["changed"], point["status_then"], point["status"]) == (
        "status",
        "open",
        "fulfilled",
    )
    assert point["moves"][0]["happened_on"] == "2026-07-02"
    assert form["counts"]["points"] == form["counts"]["status"] == 1
    [table] = changed_since_document(changed(register)).tables
    assert len(list(table.rows)) == 1


def states(register):
    """Every record that is there, by its table and identity, as it stands."""
    found = {}
    for name, spec in RECORDS.items():
        there = ("", "binned") if name == "commitment" else ("",)
        columns = ", ".join(f'"{each}"' for each in spec.columns)
        for identity, gone, *values in raw(register).execute(
            f"SELECT id, gone, {columns} FROM {name}"  # noqa: S608 - our own names
        ):
            if gone in there:
                found[name, identity] = (gone, *values)
    return found


@given(histories, histories)
@examples(15)
def test_what_differs_is_exactly_what_the_tables_say_otherwise(before, after):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        officer = Officer(register)
        officer.work(before)
        version, then = register.reader.digest(), states(register)
        officer.work(after)
        now = states(register)
        differing = {key for key in {*then, *now} if then.get(key) != now.get(key)}
        state = register.reader.state_of(version)
        assert isinstance(state, State)
        told = register.reader.differences(state)
        assert {(each.record, each.id) for each in told} == differing
        found = changed(register, since=version)
        assert len({each.id for each in found.points}) == len(found.points)
        assert {identity for name, identity in differing if name == "commitment"} <= {
            each.id for each in found.points
        }
        assert texts(changed_since_document(found))
        register.close()
