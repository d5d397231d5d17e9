"""What was announced and is not established: what has to be found out, from whom, by whom."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.agenda import Unrecorded
from app.domain.as_of import AsOf
from app.domain.commitment import OwnerBasis
from app.domain.identity import SeriesId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Series, Source, SourceKind, Stance
from app.domain.reports.document import Counts, texts
from app.domain.reports.request import ReportName, Request
from app.domain.reports.unidentified import Claim, Unknown, unrecorded
from app.domain.reports.unidentified_document import unidentified_document
from app.domain.timing import Basis, Timing
from app.services.asof import look_back
from app.services.reports.unidentified import unidentified
from app.services.reports.unidentified_form import unidentified_form
from tests.services.lettering import body
from tests.services.reports.sessions import made
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)


def read(register, **asked):
    return unidentified(register.reader, Request(name=ReportName.UNIDENTIFIED, **asked), TODAY)


def said(found):
    return "\n".join(texts(unidentified_document(found)))


def source(title="Report", **facts):
    return Source(id=SourceId(new_id()), title=title, **facts)


def event(register, ref="PK-BY/E", **facts):
    return made(register, ref, kind=Kind.VISIT, event=True, status=Status.HELD, **facts)


# --- the sample ---------------------------------------------------------------------------------


def test_of_the_sample_one_announced_text_is_unknown_and_of_another_batch_no_number(sample):
    found = read(sample)
    numbers = [
        (each.row.ref, each.announced, each.identified, each.unknown) for each in found.batches
    ]
    assert numbers == [("PK-BY/SUM-2024-11/01", 15, 14, 1), ("PK-BY/VIS-2025-04/01", None, 9, None)]
    text = said(found)
    assert (
        "\u2068President Lukashenko in Islamabad\u2069: 15 announced, 14 identified, 1 unknown"
        in text
    )
    assert "9 identified; how many were announced is not known" in text


def test_of_the_sample_the_sources_that_announced_are_named(sample):
    cited = read(sample).batches[0].cited
    assert [(each.source.publisher, each.evidence.paragraph) for each in cited] == [
        ("Dawn", "2"), ("Arab News", "14"),
    ]  # fmt: skip
    assert "\u2068Arab News\u2069, 11 Feb 2025, para. \u206814\u2069" in said(read(sample))


def test_of_the_sample_every_agreement_is_there_with_what_is_not_established(sample):
    found = read(sample)
    assert [found.lacking(each) for each in Unknown] == [1, 24, 28]
    signed = next(each for each in found.papers if each.row.ref == "PK-BY/SUM-2024-11/16")
    assert signed.unknown == (Unknown.ENTRY_INTO_FORCE, Unknown.TEXT)
    roadmap = next(each for each in found.papers if each.row.ref == "PK-BY/SUM-2024-11/03")
    assert roadmap.unknown == (Unknown.TEXT,)


def test_of_the_sample_the_missing_sessions_are_named_by_their_numbers(sample):
    gaps = [(each.series.name, each.missing) for each in read(sample).sessions]
    assert gaps == [
        ("Joint Ministerial Commission", Unrecorded(first=2, last=7)),
        ("Joint Working Group on Industrial Cooperation", Unrecorded(first=1, last=4)),
    ]


def test_of_the_sample_what_is_said_to_be_stated_is_held_in_our_words_only(sample):
    claims = {each.row.ref.removeprefix("PK-BY/"): each.claims for each in read(sample).claims}
    assert len(claims) == 17
    assert claims["SUM-2024-11/03"] == (Claim.DATE,)
    assert claims["VIS-2025-04/06"] == (Claim.DATE, Claim.LEAD)
    assert "Date “2025 to 2027”: held in our words only." in said(read(sample))


# --- batches ------------------------------------------------------------------------------------


def test_a_batch_of_which_each_text_is_known_is_left_out(register):
    visit = event(register)
    text = made(register, "PK-BY/1", kind=Kind.MOU, status=Status.EXPIRED)
    register.join_batch(visit, text)
    register.announce(visit, 1)
    assert read(register).batches == ()


def test_more_texts_than_were_announced_are_a_question_too(register):
    visit = event(register)
    for number in range(2):
        register.join_batch(visit, made(register, f"PK-BY/{number}", kind=Kind.MOU))
    register.announce(visit, 1)
    [batch] = read(register).batches
    assert batch.unknown == 0
    assert "1 announced, but 2 identified" in said(read(register))


def test_a_number_without_a_single_known_text_is_a_batch(register):
    register.announce(event(register), 3)
    [batch] = read(register).batches
    assert (batch.unknown, batch.members) == (3, ())


# --- texts, signatures, entry into force --------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "unknown"),
    [
        (Status.DRAFT, ()),
        (Status.UNDER_NEGOTIATION, ()),
        (Status.AGREED_TEXT, (Unknown.SIGNATURE, Unknown.TEXT)),
        (Status.SIGNED, (Unknown.ENTRY_INTO_FORCE, Unknown.TEXT)),
        (Status.IN_FORCE, (Unknown.TEXT,)),
        (Status.EXPIRED, ()),
    ],
)
def test_what_is_not_established_follows_from_where_it_stands(register, status, unknown):
    timing = None if status is Status.DRAFT else Timing(basis=Basis.NOT_STATED)
    made(register, "PK-BY/1", kind=Kind.MOU, status=status, timing=timing)
    assert [each.unknown for each in read(register).papers] == ([unknown] if unknown else [])


def test_a_text_is_held_where_its_wording_or_the_document_itself_is(register):
    texts_held = [
        made(register, f"PK-BY/{number}", kind=Kind.MOU, status=Status.IN_FORCE)
        for number in range(3)
    ]
    register.add_wording(texts_held[0], "en", "The Parties agree.")
    register.cite(texts_held[1], source(kind=SourceKind.PRIMARY_TEXT), paragraph="1")
    register.cite(texts_held[2], source("Release", kind=SourceKind.OFFICIAL_RELEASE), paragraph="1")
    assert [each.row.ref for each in read(register).papers] == ["PK-BY/2"]


# --- sessions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ordinals", "gaps"),
    [
        ((), ()),
        ((1, 2, 3), ()),
        ((3,), ((1, 2),)),
        ((9, 1, 8), ((2, 7),)),
        ((2, 2, 5), ((1, 1), (3, 4))),
    ],
)
def test_numbers_below_the_highest_are_gathered(ordinals, gaps):
    found = tuple((each.first, each.last) for each in unrecorded(ordinals))
    assert found == gaps


@given(st.sets(st.integers(1, 60)))
def test_every_number_up_to_the_highest_is_recorded_or_in_one_gap(ordinals):
    missing = [n for each in unrecorded(ordinals) for n in range(each.first, each.last + 1)]
    assert sorted([*missing, *ordinals]) == [*range(1, max(ordinals, default=0) + 1)]


def test_a_single_missing_session_is_said_as_one(register):
    series = Series(id=SeriesId(new_id()), relation="PK-BY", name="Joint commission")
    register.add_series(series)
    for ordinal in ("1", "3"):
        session = made(register, f"PK-BY/{ordinal}", kind=Kind.SESSION, status=Status.HELD)
        register.set_meeting(session, series=series.id, ordinal=ordinal)
    text = said(read(register))
    assert "Number 2 is not recorded." in text
    assert "Whether, when and where held is not known here." in text


# --- stated, not quoted -------------------------------------------------------------------------


def test_an_exact_quotation_proves_what_it_supports_and_nothing_else(register):
    ministry = body(register, "Ministry of Commerce", "MoC")
    timing = Timing(edtf="2026-12", basis=Basis.STATED)
    point = made(register, "PK-BY/1", owner=ministry, timing=timing)
    assert [each.claims for each in read(register).claims] == [(Claim.DATE, Claim.LEAD)]
    register.cite(point, source(), supports="due", quotation="in December 2026")
    assert [each.claims for each in read(register).claims] == [(Claim.LEAD,)]
    register.cite(point, source("Other"), supports="owner", paraphrase="Names the ministry.")
    assert "Lead agency \u2068MoC\u2069: held in our words only." in said(read(register))
    register.cite(point, source("Third"), supports="owner", quotation="the Ministry of Commerce")
    assert read(register).claims == ()


def test_what_is_presumed_or_not_stated_claims_nothing(register):
    ministry = body(register, "Ministry of Commerce", "MoC")
    made(register, "PK-BY/1", owner=ministry, owner_basis=OwnerBasis.PRESUMED)
    made(register, "PK-BY/2", timing=Timing(edtf="2026", basis=Basis.INFERRED, why="The year."))
    assert read(register).claims == ()


def test_a_source_to_the_contrary_is_said_to_be_one(register):
    point = made(register, "PK-BY/1", timing=Timing(edtf="2026", basis=Basis.STATED))
    for paragraph in ("10", "2"):
        daily = source(f"Report {paragraph}", publisher="Daily")
        against = Stance.CONTRADICTS
        register.cite(point, daily, supports="due", paragraph=paragraph, stance=against)
    assert "\u2068Daily\u2069, to the contrary, para. \u20682\u2069, \u206810\u2069" in said(
        read(register)
    )


# --- the whole ----------------------------------------------------------------------------------


def test_marked_rows_are_left_out_where_that_is_asked_and_counted(register):
    visit = event(register)
    text = made(register, "PK-BY/1", kind=Kind.MOU, status=Status.SIGNED, classification="Secret")
    register.join_batch(visit, text)
    register.announce(visit, 2)
    assert read(register).frame.marks == ("Secret",)
    part = read(register, unmarked=True)
    assert (part.papers, part.left_out, part.frame.marks) == ((), 1, ())
    [batch] = part.batches
    assert (batch.identified, batch.members) == (1, ())


def test_another_pair_of_countries_is_left_out(register):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    register.announce(event(register, "PK-KZ/E", relation="PK-KZ", owed_by="PK"), 3)
    assert len(read(register).gaps) == 1
    assert read(register, relation="PK-BY").gaps == ()


def test_nothing_to_be_found_out_is_said_in_a_sentence(register):
    document = unidentified_document(read(register))
    assert "Nothing that was announced is left to be found out." in texts(document)
    assert document.tables == ()


def test_what_is_known_by_now_was_open_on_a_past_day(register):
    text = made(register, "PK-BY/1", kind=Kind.MOU, status=Status.SIGNED)
    register.move(text, Status.IN_FORCE, happened_on="2026-05-01")
    past = look_back(register, AsOf(day=date(2026, 1, 1)))
    asked = Request(name=ReportName.UNIDENTIFIED)
    then = unidentified(past.reader, asked, past.clock.today())
    assert Unknown.ENTRY_INTO_FORCE in then.papers[0].unknown
    assert Unknown.ENTRY_INTO_FORCE not in read(register).papers[0].unknown
    past.close()


def check_counts(found):
    document, form = unidentified_document(found), unidentified_form(found)
    counts = form["counts"]
    parts = ("batches", "papers", "sessions", "claims")
    assert counts["lines"] == sum(counts[each] for each in parts) == len(found.gaps)
    assert [counts[each] for each in parts] == [len(form[each]) for each in parts]
    assert sum(len([*table.rows]) for table in document.tables) == len(found.gaps)
    totals = [each.total for each in document.blocks if isinstance(each, Counts)]
    assert totals == ([len(found.gaps)] if found.gaps else [])


def test_the_counts_of_the_sample_add_up(sample):
    check_counts(read(sample))


ACTS = st.lists(
    st.tuples(
        st.sampled_from([Status.AGREED_TEXT, Status.SIGNED, Status.IN_FORCE, Status.EXPIRED]),
        st.booleans(),
        st.booleans(),
        st.integers(0, 4),
    ),
    max_size=8,
)


@pytest.mark.slow
@given(acts=ACTS)
@settings(max_examples=25)
def test_whatever_is_recorded_the_counts_add_up(acts):
    with tempfile.TemporaryDirectory() as name:
        register = seated(created(Path(name) / "r.servanda"))
        visit = event(register)
        for number, (status, joined, quoted, announced) in enumerate(acts):
            timing = Timing(edtf="2026", basis=Basis.STATED)
            text = made(register, f"PK-BY/{number}", kind=Kind.MOU, status=status, timing=timing)
            if joined:
                register.join_batch(visit, text)
            if quoted:
                register.cite(text, source(f"S{number}"), supports="due", quotation="in 2026")
            if announced:
                register.announce(visit, announced)
        check_counts(read(register))
        register.store.close()
