"""Renewal radar: every agreement once, by what happens next, each date with its reason."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.as_of import AsOf
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.renewal_words import explanation
from app.domain.reports.brief_terms import Turn
from app.domain.reports.document import Counts, Tone, texts
from app.domain.reports.renewal_radar import Deed, Place
from app.domain.reports.renewal_radar_document import renewal_radar_document
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Sense, Timing
from app.services.asof import look_back
from app.services.holidays import fill
from app.services.reports.renewal_radar import renewal_radar
from app.services.reports.renewal_radar_form import renewal_radar_form
from tests.services.lettering import body
from tests.services.reports.sessions import made
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)


def read(register, today=TODAY, **asked):
    return renewal_radar(register.reader, Request(name=ReportName.RENEWAL_RADAR, **asked), today)


def agreement(register, ref="PK-BY/A", status=Status.IN_FORCE, facts=None, **clauses):
    identity = made(register, ref, kind=Kind.AGREEMENT, status=status, **(facts or {}))
    if clauses:
        register.set_term(identity, **clauses)
    return identity


def only(register, **asked):
    [found] = read(register, **asked).rows
    return found


def said(register, **asked):
    return texts(renewal_radar_document(read(register, **asked)))


TACIT = {"renewal": "tacit", "renewal_period": "P12M", "notice": "P2M"}
EXPRESS = {"renewal": "express", "renewal_period": "P5Y", "notice": "P6M"}


# --- the sample ---------------------------------------------------------------------------------


def test_of_the_sample_two_roadmaps_end_and_all_other_texts_are_to_be_obtained(sample):
    found = read(sample)
    assert [(place, len(held)) for place, held in found.places] == [
        (Place.LATER, 2), (Place.OBTAIN, 25),
    ]  # fmt: skip
    for each in found.rows[:2]:
        assert each.turns == ((Turn.ENDS, date(2027, 12, 31)),)
        assert each.course is None
    assert "Nothing that can be computed falls due by 22 Nov 2027." in said(sample)
    assert "By its own date: 2025 to 2027. No clauses are recorded." in said(sample)


def test_of_the_sample_the_roadmaps_are_within_a_year_from_the_new_year_on(sample):
    found = read(sample, today=date(2027, 1, 1))
    assert [each.place for each in found.rows[:2]] == [Place.AHEAD, Place.AHEAD]
    over = read(sample, today=date(2028, 1, 1))
    assert [(each.turns[0][0], each.deeds) for each in over.rows if each.course is None] == [
        (Turn.ENDED, (Deed.REVIVAL,)), (Turn.ENDED, (Deed.REVIVAL,)),
    ]  # fmt: skip


# --- what comes next ----------------------------------------------------------------------------


def test_a_notice_that_may_still_be_given_comes_first_with_its_last_day(register):
    agreement(register, starts="2024-03-28", initial="P3Y", **TACIT)
    found = only(register)
    assert found.turns == ((Turn.NOTICE, date(2027, 1, 28)), (Turn.ROLLS, date(2027, 3, 28)))
    assert (found.place, found.deeds) == (Place.AHEAD, (Deed.NOTICE,))
    lines = said(register)
    assert any("Notice, if it is to end: from either side to the other" in each for each in lines)


def test_once_the_last_day_for_notice_is_past_it_renews_whatever_anybody_does(register):
    agreement(register, starts="2023-12-28", initial="P3Y", **TACIT)
    found = only(register)
    assert found.turns == ((Turn.ROLLS_ON, date(2026, 12, 28)),)
    assert found.deeds == ()
    assert any("No letter follows from what is known" in each for each in said(register))


def test_a_proposal_to_extend_is_asked_for_where_silence_means_expiry(register):
    agreement(register, starts="2022-09-01", initial="P5Y", **EXPRESS)
    found = only(register)
    assert found.turns == ((Turn.PROPOSAL, date(2027, 3, 1)), (Turn.LAPSES, date(2027, 9, 1)))
    assert found.deeds == (Deed.PROPOSAL,)


def test_a_letter_that_should_have_left_stands_before_everything_else(register):
    fill(register, [("PK", 2026), ("BY", 2026)])
    agreement(register, "PK-BY/1", starts="2024-03-28", initial="P3Y", **TACIT)
    agreement(register, "PK-BY/2", starts="2022-06-01", initial="P5Y", buffer="10", **EXPRESS)
    late, ahead = read(register).rows
    assert (late.row.ref, late.place, late.turns[0][0]) == ("PK-BY/2", Place.LATE, Turn.LETTER_LATE)
    assert ahead.place is Place.AHEAD
    document = renewal_radar_document(read(register))
    [cell] = [row[2] for row in document.tables[0].rows][:1]
    assert (cell.lines[0].tone, cell.lines[1].text) == (
        Tone.LATE, "Last day to propose an extension: 01 Dec 2026",
    )  # fmt: skip


def test_what_expired_is_said_with_its_day_and_may_be_revived(register):
    agreement(register, starts="2015-01-15", initial="P5Y", **EXPRESS)
    found = only(register)
    assert (found.place, found.turns) == (Place.EXPIRED, ((Turn.LAPSED, date(2020, 1, 15)),))
    assert found.deeds == (Deed.REVIVAL,)


def test_what_has_no_end_stands_without_a_date(register):
    agreement(register, starts="2019-01-15", initial="indefinite", notice="P6M")
    assert (only(register).place, only(register).turns) == (Place.STANDS, ())


def test_what_was_terminated_comes_last_and_asks_for_nothing(register):
    identity = agreement(register, "PK-BY/1", starts="2019-01-15", initial="P20Y", **TACIT)
    register.record_event(identity, "terminated", happened_on="2025-05-05")
    agreement(register, "PK-BY/2")
    last = read(register).rows[-1]
    assert (last.row.ref, last.place, last.deeds) == ("PK-BY/1", Place.OVER, ())


def test_what_is_not_in_force_yet_names_whose_step_is_awaited(register):
    ours, theirs = body(register, "Ours", "FBR"), body(register, "Theirs", "MNS", "BY")
    identity = agreement(
        register, status=Status.SIGNED, facts={"owner": ours, "counterpart": theirs},
        start_rule="last notification", initial="P10Y", **EXPRESS,
    )  # fmt: skip
    register.record_event(identity, "signed", happened_on="2026-01-10")
    register.record_event(
        identity, "internal procedures notified", party="PK", happened_on="2026-05-05"
    )
    found = only(register)
    assert (found.place, found.course.missing) == (Place.ENTRY_OPEN, ())
    cell = next(each for each in said(register) if "notification of BY" in each)
    assert cell.splitlines() == [
        "Entry into force: notification of BY not received",
        "PK: \u2068FBR\u2069",
        "BY: \u2068MNS\u2069",
    ]


def test_a_signed_text_is_not_said_to_be_out_of_force_and_names_the_event_to_record(register):
    agreement(
        register, status=Status.SIGNED, facts={"made_on": "2025-01-10"},
        start_rule="signature", initial="P5Y", **EXPRESS,
    )  # fmt: skip
    assert only(register).place is Place.ENTRY_OPEN
    words = "\n".join(said(register))
    assert "Entry into force not established" in words
    assert "To be recorded: “Signed” of each side, with its day." in words
    assert "Not in force yet" not in words
    assert "No date is known" not in words


def test_a_notice_given_of_which_nobody_knows_when_it_arrived_asks_for_that_day(register):
    identity = agreement(
        register, starts="2022-03-01", initial="P5Y", notice_event="received", **TACIT
    )
    register.record_event(identity, "notice given", party="PK", happened_on="2026-11-01")
    found = only(register)
    assert found.deeds == (Deed.RECEIPT,)
    assert [turn for turn, _ in found.turns] == [Turn.JUDGE, Turn.MAY_END]
    words = "\n".join(said(register))
    assert "the day on which it arrived is to be established" in words
    assert "Notice, if it is to end" not in words
    assert "Letter" not in words.replace("Letters", "")


def test_unknown_clauses_ask_for_the_text_of_whoever_leads_also_where_nobody_is_named(register):
    agreement(register)
    found = only(register)
    assert (found.place, found.deeds) == (Place.OBTAIN, (Deed.OBTAIN,))
    cell = next(each for each in said(register) if each.startswith("The text: to be asked"))
    assert cell.splitlines()[1:] == ["PK: no lead named", "BY: no lead named"]


def test_each_date_is_explained_in_the_sentence_of_the_command_renewals(register):
    agreement(register, starts="2024-03-28", initial="P3Y", **TACIT)
    found = only(register)
    assert explanation(found.course) in said(register)


@pytest.mark.parametrize("language", ["ru", "ur"])
def test_no_word_of_an_explanation_is_left_in_english(register, language):
    agreement(register, "PK-BY/1", starts="2024-03-28", initial="P3Y", **TACIT)
    agreement(register, "PK-BY/2", starts="2015-01-15", initial="P5Y", **EXPRESS)
    table = renewal_radar_document(read(register, language=language)).tables[0]
    for row in table.rows:
        assert not any(each.isascii() and each.isalpha() for each in row[-1].text)


def test_a_paper_that_stands_throughout_a_period_needs_no_clauses_a_deadline_is_none(register):
    for number, sense in enumerate((Sense.SPAN, Sense.POINT)):
        edtf = "2025/2027" if sense is Sense.SPAN else "2027"
        made(
            register, f"PK-BY/{number}", kind=Kind.ROADMAP, status=Status.IN_FORCE,
            timing=Timing(edtf=edtf, sense=sense, basis=Basis.STATED),
        )  # fmt: skip
    assert [each.row.ref for each in read(register).rows] == ["PK-BY/0"]


# --- the whole ----------------------------------------------------------------------------------


def test_marked_agreements_are_left_out_where_that_is_asked_and_counted(register):
    agreement(register, "PK-BY/1", facts={"classification": "Secret"})
    agreement(register, "PK-BY/2")
    whole, part = read(register), read(register, unmarked=True)
    assert whole.frame.marks == ("Secret",)
    assert [each.row.ref for each in part.rows] == ["PK-BY/2"]
    assert (part.left_out, part.frame.marks) == (1, ())


def test_another_pair_of_countries_is_left_out(register):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    agreement(register, "PK-KZ/1", facts={"relation": "PK-KZ", "owed_by": "PK"})
    assert len(read(register).rows) == 1
    assert read(register, relation="PK-BY").rows == ()


def test_a_register_without_agreements_says_so(register):
    document = renewal_radar_document(read(register))
    assert "No agreement with a term is recorded." in texts(document)
    assert document.tables == ()


def test_on_a_past_day_it_stands_as_it_stood_then(register):
    agreement(
        register, facts={"happened_on": "2022-01-01"},
        starts="2015-01-15", initial="P10Y", **EXPRESS,
    )  # fmt: skip
    past = look_back(register, AsOf(day=date(2024, 1, 1)))
    asked = Request(name=ReportName.RENEWAL_RADAR)
    [then] = renewal_radar(past.reader, asked, past.clock.today()).rows
    assert (then.place, only(register).place) == (Place.AHEAD, Place.EXPIRED)
    past.close()


def check_counts(found):
    document, form = renewal_radar_document(found), renewal_radar_form(found)
    assert len({each.row.id for each in found.rows}) == len(found.rows)
    assert form["counts"]["agreements"] == len(form["agreements"]) == len(found.rows)
    assert sum(form["counts"]["places"].values()) == len(found.rows)
    assert sum(len([*table.rows]) for table in document.tables) == len(found.rows)
    totals = [each.total for each in document.blocks if isinstance(each, Counts)]
    assert totals == ([len(found.rows)] if found.rows else [])
    shown = [each["ref"] for each in form["agreements"]]
    assert shown == [each.row.ref for each in found.rows]


def test_the_counts_of_the_sample_add_up(sample):
    check_counts(read(sample))


DRAWS = st.lists(
    st.tuples(
        st.sampled_from([Status.SIGNED, Status.IN_FORCE, Status.UNDER_NEGOTIATION]),
        st.integers(1990, 2030),
        st.sampled_from(["", "P1Y", "P5Y", "P30Y", "indefinite"]),
        st.sampled_from(["unknown", "none", "tacit", "express"]),
        st.sampled_from(["", "P1M", "P12M"]),
    ),
    max_size=8,
)


@pytest.mark.slow
@given(draws=DRAWS)
@settings(max_examples=25)
def test_whatever_the_clauses_are_each_agreement_stands_in_one_place(draws):
    with tempfile.TemporaryDirectory() as name:
        register = seated(created(Path(name) / "r.servanda"))
        for number, (status, year, term, renewal, notice) in enumerate(draws):
            how = "none" if term == "indefinite" else renewal
            clauses = {"starts": f"{year}-03-28", "renewal": how}
            clauses |= {"initial": term} if term else {}
            clauses |= {"notice": notice} if notice else {}
            clauses |= {"renewal_period": "P1Y"} if how in ("tacit", "express") else {}
            agreement(register, f"PK-BY/{number}", status, **clauses)
        check_counts(read(register))
        register.store.close()
