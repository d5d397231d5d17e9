"""Quarterly return: what is counted where, that it adds up, and what ties it to the one before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.as_of import AsOf, By
from app.domain.commitment import OwnerBasis, Strength
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import NoteBasis
from app.domain.query import OPEN, Query
from app.domain.reports.document import texts
from app.domain.reports.lives import Dates, DayEnd, by_identity
from app.domain.reports.quarter import last_complete, parse_quarter
from app.domain.reports.quarter_course import Came, Extension, Late, Went
from app.domain.reports.quarterly_return import Reason
from app.domain.reports.quarterly_return_document import quarterly_return_document
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Sense, Timing
from app.services.asof import end_of, look_back
from app.services.reports.quarterly_return import quarterly_return
from app.services.reports.quarterly_return_form import quarterly_return_form
from tests.services.reports.quarters import TODAY, Desk
from tests.store.desks import (
    LONG,
    VERBS,
    Instants,
    Officer,
    created,
    erase,
    examples,
    exchange,
    folder,
    hand_copy,
    seated,
)

QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
numbers = st.integers(0, 10_000)
histories = st.lists(
    st.tuples(st.sampled_from([*VERBS, "undo", "redo", "erase"]), numbers, numbers, numbers),
    max_size=40,
)


@pytest.fixture
def desk(tmp_path):
    opened = Desk.at(tmp_path / "r.servanda")
    yield opened
    opened.register.close()


def sample_return(sample, **asked):
    request = Request(name=ReportName.QUARTERLY_RETURN, **asked)
    return quarterly_return(sample.reader, request, TODAY)


def point(desk, ref, quarter="2026-Q3"):
    return next(each.course for each in desk.returned(quarter).points if each.ref == ref)


def dated(edtf, sense=Sense.DEADLINE):
    return Timing(edtf=edtf, sense=sense, basis=Basis.STATED)


# --- the sample ---------------------------------------------------------------------------------


def test_of_the_sample_nine_came_and_two_were_done_in_the_second_quarter_of_2025(sample):
    total = sample_return(sample, quarter="2025-Q2").total
    assert (total.opening, total.came[Came.OPENED], total.went[Went.DONE]) == (49, 9, 2)
    assert total.closing == 56 == sample.reader.count(OPEN, TODAY)


def test_without_a_choice_it_is_the_last_complete_calendar_quarter(sample):
    assert sample_return(sample).quarter == last_complete(TODAY) == parse_quarter("2026-Q3")


def test_events_and_what_is_only_noted_are_counted_apart(sample):
    left = sample_return(sample).uncounted
    assert (left.events, left.noted, left.internal, left.drafts) == (7, 10, 0, 1)


def test_the_same_three_months_of_both_years_give_the_same_figures(sample):
    calendar, fiscal = (sample_return(sample, quarter=each) for each in ("2025-Q3", "FY2025-26-Q1"))
    assert calendar.total == fiscal.total
    assert fiscal.quarter.fiscal


# --- how each came and went ---------------------------------------------------------------------


def test_each_promise_comes_in_one_way_and_goes_in_one_way(desk):
    old, done, dropped = (desk.promise(each) for each in ("old", "done", "dropped"))
    desk.promise("new", made_on="2026-08-03")
    both = desk.promise("both", made_on="2026-07-01")
    back = desk.promise("back")
    desk.done(back, "2026-03-01")
    desk.register.move(back, Status.OPEN, happened_on="2026-09-30", why="It was not.")
    desk.done(done, "2026-07-01")
    desk.register.move(dropped, Status.WITHDRAWN, happened_on="2026-09-30", why="Overtaken.")
    desk.done(both, "2026-08-01")
    settled = desk.promise("settled")
    desk.done(settled, "2026-06-30")
    desk.promise("later", made_on="2026-10-01")
    assert desk.courses() == {
        "old": ("open at the beginning", "open at the end"),
        "done": ("open at the beginning", "carried out"),
        "dropped": ("open at the beginning", "dropped"),
        "new": ("opened", "open at the end"),
        "both": ("opened", "carried out"),
        "back": ("taken up again", "open at the end"),
    }
    assert old


def test_a_draft_comes_when_it_becomes_a_promise_and_one_withdrawn_never_was(desk):
    waiting = desk.promise("waiting", timing=None, happened_on="2026-02-01")
    desk.register.set_timing(waiting, dated("2026-12-31"))
    desk.register.move(waiting, Status.OPEN, happened_on="2026-08-05")
    never = desk.promise("never", timing=None, happened_on="2026-02-01")
    desk.register.move(never, Status.WITHDRAWN, happened_on="2026-08-06", why="A slip.")
    assert desk.courses("2026-Q2") == {}
    assert desk.courses() == {"waiting": ("opened", "open at the end")}


def test_what_was_closed_and_reopened_within_is_open_all_along(desk):
    held = desk.promise("held")
    desk.done(held, "2026-07-10")
    desk.register.move(held, Status.OPEN, happened_on="2026-07-20", why="A mistake.")
    assert desk.courses() == {"held": ("open at the beginning", "open at the end")}


def test_a_closing_without_a_day_is_placed_only_where_its_days_all_lie_in_the_quarter(desk):
    sure, unsure = desk.promise("sure"), desk.promise("unsure")
    desk.done(sure, "2026-08")
    desk.done(unsure, "2026")
    assert desk.courses()["sure"] == ("open at the beginning", "carried out")
    assert desk.courses()["unsure"] == ("open at the beginning", "open at the end")
    assert desk.returned().perhaps_closed == 1
    assert desk.returned("2026-Q2").perhaps_closed == 1


def test_what_was_closed_at_some_time_in_a_year_leaves_in_its_last_quarter_unplaced(desk):
    unsure = desk.promise("unsure", made_on="2025-02-01")
    desk.done(unsure, "2025")
    assert desk.courses("2025-Q3") == {"unsure": ("open at the beginning", "open at the end")}
    assert desk.courses("2025-Q4") == {
        "unsure": ("open at the beginning", "closed, quarter not known")
    }
    assert desk.courses("2026-Q1") == {}


def test_what_was_made_at_some_time_in_a_year_comes_in_its_last_quarter_unplaced(desk):
    desk.promise("unsure", made_on="2025", happened_on="2026-05-01")
    assert desk.returned("2025-Q3").perhaps_made == 1
    assert desk.courses("2025-Q4") == {"unsure": ("opened, quarter not known", "open at the end")}


def test_what_was_set_aside_after_an_unsure_fulfilment_is_not_placed(desk):
    held = desk.promise("held")
    desk.done(held, "2026")
    desk.register.move(held, Status.CLOSED, happened_on="2026-08-01")
    assert desk.courses()["held"][1] == "closed, quarter not known"


def test_internal_meetings_noted_wording_and_events_are_in_no_figure(desk):
    desk.promise("i", kind=Kind.INTERNAL_MEETING)
    desk.promise("n", strength=Strength.ASPIRATION)
    desk.promise("e", kind=Kind.VISIT, event=True, status=Status.HELD)
    found = desk.returned()
    assert found.points == ()
    left = found.uncounted
    assert (left.internal, left.noted, left.events) == (1, 1, 1)


def test_a_quarter_that_is_not_over_is_counted_up_to_today(desk):
    desk.promise("old")
    desk.promise("ahead", made_on="2026-12-01")
    found = desk.returned("2026-Q4")
    assert (found.until, found.over, found.total.closing) == (TODAY, False, 1)
    assert "not over yet, counted up to 22 Nov 2026" in quarterly_return_document(found).subtitle


# --- dates and news -----------------------------------------------------------------------------


def test_an_extension_is_told_by_when_it_was_asked_for(desk):
    for ref, asked in (("before", "2026-08-31"), ("after", "2026-09-01"), ("unsure", "2026")):
        held = desk.promise(ref, timing=dated("2026-08-31"))
        desk.register.postpone(
            held, dated("2026-12-31"), asked_on=asked, agreed_on="2026-09-15", agreed_by="protocol"
        )
    found = {ref: point(desk, ref).extension.value for ref in ("before", "after", "unsure")}
    assert found == {
        "before": "before expiry",
        "after": "after expiry",
        "unsure": "before or after expiry not known",
    }


def test_a_date_brought_forward_or_agreed_in_another_quarter_is_no_extension(desk):
    earlier = desk.promise("earlier", timing=dated("2026-12-31"))
    desk.register.postpone(earlier, dated("2026-11-30"), agreed_on="2026-08-01")
    other = desk.promise("other", timing=dated("2026-08-31"))
    desk.register.postpone(other, dated("2026-12-31"), agreed_on="2026-10-01")
    assert (point(desk, "earlier").extension, point(desk, "other").extension) == (None, None)
    assert point(desk, "other", "2026-Q4").extension.value == "after expiry"


def test_a_new_date_agreed_nobody_knows_when_is_counted_as_not_placed(desk):
    held = desk.promise("held", timing=dated("2026-08-31"))
    desk.register.postpone(held, dated("2026-12-31"), agreed_on="2026")
    assert desk.returned().unplaced_extensions == 1
    assert point(desk, "held").extension is None


def test_what_was_asked_for_is_no_extension_until_it_was_agreed_or_entered(desk):
    held = desk.promise("held", made_on="2025-06-01", timing=dated("2025-12-31"))
    desk.on("2026-11-10").postpone(held, dated("2026-12-31"), asked_on="2025-11-05")
    asked = desk.returned("2025-Q4")
    assert (asked.total.extensions[Extension.BEFORE], asked.extensions_asked) == (0, 1)
    assert "asked for in this quarter and not known to be agreed" in "\n".join(
        texts(quarterly_return_document(asked))
    )
    entered = desk.returned("2026-Q4")
    assert (entered.total.extensions[Extension.BEFORE], entered.extensions_by_entry) == (1, 1)
    assert desk.form("2026-Q4")["counts"]["extensions_by_entry"] == 1


def test_what_says_no_day_of_making_was_opened_in_no_quarter_that_is_known(desk):
    held = desk.promise("held", made_on="", happened_on="2026-03-01")
    desk.register.note(held, "Begun.", happened_on="2026-03-01")
    desk.done(held, "2026-03-01")
    assert desk.courses("2026-Q1") == {"held": (Came.UNPLACED.value, Went.DONE.value)}


def test_overdue_is_told_from_overdue_with_a_request(desk):
    desk.promise("late", timing=dated("2026-08-31"))
    asked = desk.promise("asked", timing=dated("2026-08-31"))
    desk.register.postpone(
        asked, dated("2026-12-31"), asked_on="2026-09-20", agreed_on="2026-10-05"
    )
    only = desk.promise("only-asked", timing=dated("2026-08-31"))
    desk.on("2026-11-10").postpone(only, dated("2026-12-31"), asked_on="2026-09-20")
    desk.promise("ahead", timing=dated("2026-10-31"))
    desk.promise("undated")
    late = {each.ref: each.course.late for each in desk.returned().points}
    assert late == {
        "late": Late.WITHOUT_REQUEST,
        "asked": Late.ASKED,
        "only-asked": Late.ASKED,
        "ahead": Late.NOT_OVERDUE,
        "undated": Late.NO_LAST_DAY,
    }


def test_a_date_follows_its_anchor_as_it_stood_at_the_end_of_the_quarter(desk):
    visit = desk.promise("visit", kind=Kind.VISIT, timing=dated("2026-08-10"))
    desk.promise("plan", timing=Timing(words="at the visit", anchor=visit))
    desk.register.postpone(visit, dated("2026-12-10"), agreed_on="2026-10-15")
    assert point(desk, "plan").late is Late.WITHOUT_REQUEST
    assert point(desk, "plan", "2026-Q4").late is Late.NOT_OVERDUE


def test_news_of_the_quarter_is_told_by_what_it_rests_on(desk):
    for ref, day, basis in (
        ("evidenced", "2026-09-30", NoteBasis.EVIDENCED),
        ("reported", "2026-07", NoteBasis.SELF_REPORTED),
        ("unsure", "2026", NoteBasis.EVIDENCED),
        ("earlier", "2026-06-30", NoteBasis.EVIDENCED),
    ):
        desk.register.note(desk.promise(ref), "Text.", happened_on=day, basis=basis)
    assert {each.ref: each.course.news.value for each in desk.returned().points} == {
        "evidenced": "progress with evidence",
        "reported": "reported without evidence",
        "unsure": "reported, quarter not known",
        "earlier": "no news",
    }


def test_an_end_that_the_clauses_give_is_a_last_day_and_its_basis_is_said(desk):
    for ref, term in (("runs", "P60M"), ("over", "P50M"), ("unknown", None)):
        held = desk.promise(ref, made_on="2022-01-01", kind=Kind.MOU, status=Status.IN_FORCE)
        if term:
            clauses = {"starts": "2022-01-01", "initial": term, "renewal": "none"}
            desk.register.set_term(held, **clauses)
    found = desk.returned()
    late = {each.ref: (each.course.late, each.course.computed) for each in found.points}
    assert late == {
        "runs": (Late.NOT_OVERDUE, date(2027, 1, 1)),
        "over": (Late.NOT_OVERDUE, date(2026, 3, 1)),
        "unknown": (Late.NO_LAST_DAY, None),
    }
    assert (found.total.late[Late.NOT_OVERDUE], found.total.late[Late.NO_LAST_DAY]) == (2, 1)
    said = "\n".join(texts(quarterly_return_document(found)))
    assert "computed from its clauses: 2; of them 1 with a term that is over by then." in said


# --- the return before --------------------------------------------------------------------------


def reasons(found):
    return {each.ref: each.reason for each in found.corrections}


def test_whatever_was_entered_since_the_return_before_is_named_with_its_reason(desk):
    ministry, other = desk.body("MoFA"), desk.body("MoIP")
    named = ("closed", "binned", "noted", "moved", "dated")
    held = {each: desk.promise(each, owner=ministry) for each in named}
    back, wrong = desk.promise("back"), desk.promise("wrong")
    noted = desk.promise("promise", strength=Strength.ASPIRATION)
    draft = desk.promise("opened", timing=None)
    desk.register.set_timing(draft, dated("2026-12-31"))
    desk.register.discard([back])
    register = desk.on("2026-07-05")
    register.undo()
    register.redo()
    desk.done(held["closed"], "2026-06-01")
    desk.promise("late")
    register.discard([held["binned"]])
    register.amend(held["noted"], strength=1)
    register.amend(held["moved"], owner=other)
    register.amend(held["dated"], made_on="2026-07-02")
    register.restore([back])
    register.amend(noted, strength=4)
    register.move(draft, Status.OPEN, happened_on="2026-06-15")
    erase(register, wrong)
    found = desk.returned()
    assert reasons(found) == {
        "closed": Reason.CLOSED_LATE,
        "late": Reason.ENTERED_LATE,
        "binned": Reason.BINNED,
        "noted": Reason.COUNTS_NO_LONGER,
        "moved": Reason.REGROUPED,
        "back": Reason.BROUGHT_BACK,
        "promise": Reason.COUNTS,
        "opened": Reason.OPENED_LATE,
        "dated": Reason.MADE_LATER,
    }
    assert {each.entered for each in found.corrections} == {date(2026, 7, 5)}
    assert found.filed.erased == 1
    total = found.total
    assert (total.previous, total.corrected, total.opening) == (5, 0, 5)


def test_each_correction_names_the_day_on_which_that_very_change_was_entered(desk):
    closed, moved = desk.promise("closed"), desk.promise("moved")
    back_and_forth = desk.promise("weak")
    binned = desk.promise("binned", owner=desk.body("MoFA"))
    desk.on("2026-09-20").add_relation("PK-TR", "Pakistan", "Türkiye")
    desk.done(closed, "2026-06-20")
    desk.register.amend(back_and_forth, strength=1)
    desk.on("2026-10-01").amend(back_and_forth, strength=4)
    desk.on("2026-10-02").amend(moved, relation="PK-TR")
    desk.register.discard([binned])
    desk.on("2026-10-05").amend(back_and_forth, strength=0)
    register = desk.on("2026-11-10")
    register.amend(closed, remarks="Seen again.")
    register.amend(moved, remarks="Theirs.")
    register.amend(back_and_forth, remarks="Weak.")
    register.restore([binned])
    found = desk.returned(filed="2026-09-15", relation="PK-BY")
    assert {each.ref: (each.reason, each.entered) for each in found.corrections} == {
        "closed": (Reason.CLOSED_LATE, date(2026, 9, 20)),
        "moved": (Reason.PAIR_LEFT, date(2026, 10, 2)),
        "weak": (Reason.COUNTS_NO_LONGER, date(2026, 10, 5)),
    }
    [joined] = desk.returned(filed="2026-09-15", relation="PK-TR").corrections
    assert (joined.ref, joined.reason, joined.entered) == (
        "moved",
        Reason.PAIR_JOINED,
        date(2026, 10, 2),
    )


def test_what_was_undone_since_is_named_too(desk):
    desk.promise("kept")
    desk.promise("undone")
    desk.on("2026-07-05").undo()
    found = desk.returned()
    assert reasons(found) == {"undone": Reason.TAKEN_BACK}
    document = quarterly_return_document(found)
    said = "Closing of the return before, as entered by 01 Jul 2026: 2 + 0 − 1 corrected since = "
    assert f"{said}1 open at the beginning of this quarter." in texts(document)
    [row] = document.tables[2].rows
    assert [cell.text for cell in row] == [
        "undone", "undone", "\u2066−1\u2069", "its entry was taken back", "05 Jul 2026",
    ]  # fmt: skip


def test_a_closing_that_was_corrected_is_open_again(desk):
    held = desk.promise("held")
    desk.done(held, "2026-06-01")
    desk.on("2026-07-05").undo()
    assert reasons(desk.returned()) == {"held": Reason.REOPENED}


def test_the_return_before_may_have_been_made_on_another_day_or_at_a_version(desk):
    desk.promise("first")
    desk.on("2026-07-04")
    desk.promise("second")
    version = desk.register.reader.digest()
    desk.on("2026-07-20")
    desk.promise("third")
    assert set(reasons(desk.returned())) == {"second", "third"}
    assert set(reasons(desk.returned(filed="2026-07-04"))) == {"third"}
    assert set(reasons(desk.returned(filed=version.upper()))) == {"third"}
    assert desk.returned(filed="2026-11-22").corrections == ()
    assert [desk.returned(filed=each).total.previous for each in ("", version)] == [1, 2]


def test_what_came_from_another_copy_was_not_known_at_a_version(desk, tmp_path):
    desk.promise("ours")
    other = seated(
        hand_copy(desk.register, tmp_path / "o.servanda"), actor="colleague", now=desk.now
    )
    colleague = Desk(other, desk.now)
    colleague.promise("theirs")
    version = desk.register.reader.digest()
    exchange(other, desk.register)
    assert reasons(desk.returned(filed=version)) == {"theirs": Reason.ENTERED_LATE}
    other.close()


def test_before_anything_was_entered_there_is_nothing_to_tie_to(sample):
    found = sample_return(sample)
    assert found.filed.empty
    said = " ".join(texts(quarterly_return_document(found)))
    assert "By 01 Jul 2026 nothing had been entered" in said
    assert "Closing of the return before" not in said
    form = quarterly_return_form(found)
    assert form["counts"]["previous"] is None
    assert form["counts"]["corrected"] is None
    assert form["corrections"] is None
    assert {row["previous"] for row in form["rows"]} == {None}


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"quarter": "2026-Q9"}, "quarter", "no quarter"),
        ({"quarter": "2027-Q1"}, "quarter", "yet to come"),
        ({"filed": "July"}, "filed", "Say when"),
        ({"filed": "2026-12-01"}, "filed", "yet to come"),
        ({"filed": "2026-06-29"}, "filed", "no return was made"),
        ({"filed": "0123456789ab"}, "filed", "never was at the version"),
        ({"rows": "colour"}, "rows", "lead or sector"),
        ({"language": "fr"}, "language", "English"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(sample, asked, field, words):
    with pytest.raises(InvalidValueError, match=words) as refused:
        sample_return(sample, **asked)
    assert refused.value.field == field


# --- rows, marks, other relations ---------------------------------------------------------------


def test_the_rows_are_lead_agencies_or_sectors_and_add_up_to_the_whole(desk):
    ministry = desk.body("MoFA")
    desk.promise("a", owner=ministry, sector="health")
    desk.promise("b", owner=ministry, sector="trade", owner_basis=OwnerBasis.PRESUMED)
    desk.promise("c")
    by_lead, by_sector = desk.form(), desk.form(rows="sector")
    closing = {each["name"]: each["went"]["open at the end"] for each in by_lead["rows"]}
    assert closing == {"MoFA": 2, "": 1}
    assert [each["name"] for each in by_sector["rows"]] == ["health", "trade", ""]
    assert [each["lead_presumed"] for each in by_lead["points"]] == [False, True, False]
    assert by_lead["counts"] == by_sector["counts"]


def test_marked_promises_are_left_out_where_asked_though_corrected_since(desk):
    desk.promise("open")
    desk.promise("marked", classification="Restricted")
    fresh = desk.promise("marked.since")
    register = desk.on("2026-07-05")
    register.amend(fresh, classification="Restricted")
    desk.promise("marked.late", classification="Restricted")
    whole, part = desk.returned(), desk.returned(unmarked=True)
    assert (len(whole.points), whole.frame.marks) == (4, ("Restricted",))
    assert [each.ref for each in part.points] == ["open"]
    assert (part.left_out, part.corrections, part.total.previous) == (3, (), 1)


def test_another_pair_of_countries_is_another_return(desk):
    desk.promise("ours")
    desk.register.add_relation("PK-TR", "Pakistan", "Türkiye")
    desk.promise("theirs", relation="PK-TR", owed_by="TR")
    assert [each.ref for each in desk.returned(relation="PK-TR").points] == ["theirs"]
    assert desk.returned(relation="PK-TR").corrections == ()


def test_a_register_without_promises_says_so_in_a_sentence(desk):
    document = quarterly_return_document(desk.returned())
    assert "Nothing was open, came or went in this quarter." in texts(document)
    assert document.tables == ()


def test_the_document_says_the_figures_that_json_gives(desk):
    held = desk.promise("held", timing=dated("2026-08-31"))
    desk.promise("new", made_on="2026-08-01")
    desk.done(held, "2026-09-01")
    said = texts(quarterly_return_document(desk.returned()))
    assert (
        "1 open at the beginning + 1 opened − 1 carried out − 0 dropped = 1 open at the end."
        in said
    )
    counts = desk.form()["counts"]
    assert (counts["came"]["opened"], counts["went"]["carried out"]) == (1, 1)
    assert len(desk.form()["points"]) == 2


def test_looking_back_gives_the_return_as_it_was_made_then(desk):
    held = desk.promise("held")
    desk.on("2026-10-20")
    desk.done(held, "2026-08-01")
    desk.promise("late")
    request = Request(name=ReportName.QUARTERLY_RETURN, quarter="2026-Q3")
    for by, expected in (
        (By.ENTRY, {"held": Went.CLOSING}),
        (By.HAPPENED, {"held": Went.DONE, "late": Went.CLOSING}),
    ):
        day = date(2026, 10, 10)
        past = look_back(desk.register, AsOf(day=day, by=by))
        found = quarterly_return(past.reader, request, day)
        assert {each.ref: each.course.went for each in found.points} == expected
        assert found.total.previous == 1
        past.close()


# --- what holds of every register ---------------------------------------------------------------


@given(histories, st.lists(st.integers(0, 40), max_size=40))
@examples(15)
@pytest.mark.timeout(1_800 if LONG else 120)
def test_every_quarter_adds_up_and_begins_where_the_one_before_ended(work, pauses):
    with folder() as place:
        now = Instants(at=end_of(date(2026, 1, 5)))
        now.steps = [each * 86_400_000 for each in pauses]
        register = seated(created(place / "r.servanda"), now=now)
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        Officer(register).work(work)
        ended = None
        for name in QUARTERS:
            request = Request(name=ReportName.QUARTERLY_RETURN, quarter=name)
            found = quarterly_return(register.reader, request, TODAY)
            check_sums(found)
            opening = {each.id for each in found.points if each.course.came is Came.OPENING}
            assert ended is None or opening == ended
            ended = {each.id for each in found.points if each.course.went is Went.CLOSING}
            assert ended == open_at(register, found.until)
        register.close()


def check_sums(found):
    assert len({each.id for each in found.points}) == len(found.points)
    rows = [found.figures(key) for key in found.groups]
    for figures in (found.total, *rows):
        assert sum(figures.came.values()) == sum(figures.went.values())
        assert sum(figures.late.values()) == sum(figures.news.values()) == figures.closing
        assert figures.previous + figures.corrected == figures.opening
    for name in ("previous", "opening", "closing", "corrected"):
        assert sum(getattr(each, name) for each in rows) == getattr(found.total, name)


def open_at(register, day):
    """What a look back shows as open on a day, apart from what is internal."""
    past = look_back(register, AsOf(day=day))
    rows = list(past.reader.each_row(OPEN, day))
    past.close()
    return {each.id for each in rows if each.kind is not Kind.INTERNAL_MEETING}


@given(histories)
@examples(15)
def test_a_life_stands_on_every_day_as_a_look_back_shows(work):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        Officer(register).work(work)
        lives = by_identity(register.reader.lives())
        for day in (date(2025, 2, 15), date(2025, 12, 31), date(2026, 10, 5), TODAY - timedelta(1)):
            end = DayEnd(day=day, instant=end_of(day))
            dates = Dates(lives=lives, end=end)
            past = look_back(register, AsOf(day=day))
            rows = [
                row
                for binned in (False, True)
                for row in past.reader.each_row(Query(binned=binned), day)
            ]
            past.close()
            assert {row.id for row in rows} == {
                each.id for each in lives.values() if each.there(end)
            }
            for row in rows:
                life = lives[row.id]
                assert (life.status(end), dates.due(life), life.done(end)) == (
                    row.status, row.bounds, row.done,
                )  # fmt: skip
        register.close()


@given(histories, histories)
@examples(10)
def test_lives_as_they_were_known_are_those_that_a_look_back_by_entry_knows(before, after):
    with folder() as place:
        now = Instants(at=end_of(date(2026, 6, 10)))
        register = seated(created(place / "r.servanda"), now=now)
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        officer = Officer(register)
        officer.work([each for each in before if each[0] != "erase"])
        state = register.reader.state_of(register.reader.digest())
        known = register.reader.lives()
        now.at = end_of(date(2026, 7, 10))
        officer.work([each for each in after if each[0] != "erase"])
        then = {each.id: each for each in register.reader.lives_since(state)[1]}
        assert set(then) == {each.id for each in known}
        for life in known:
            was = then[life.id]
            assert (was.commitment, was.binned, was.statuses, was.notes, was.dates) == (
                life.commitment, life.binned, life.statuses, life.notes, life.dates,
            )  # fmt: skip
        register.close()
