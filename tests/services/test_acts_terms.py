"""The clauses of an instrument and its events within a change: kept, refused, undone, followed."""

from __future__ import annotations

import pytest

from app.domain.commitment import Commitment
from app.domain.errors import IllegalMoveError, InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId, new_id
from app.domain.instrument_events import EventKind
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import LinkKind
from app.domain.terms import Renewal
from app.domain.timing import Basis, Timing
from app.services.renewals import course_of, renewals

DAY = "2026-11-22"


@pytest.fixture
def enter(register):
    """Enter an agreement of a status; returns its identity."""

    def made(status=Status.SIGNED, kind=Kind.AGREEMENT, **more):
        identity = CommitmentId(new_id())
        register.propose(
            Commitment(
                id=identity,
                ref="",
                relation="PK-BY",
                kind=kind,
                title="Accord on postal services",
                status=status,
                **{"owed_by": "PK+BY", **more},
            ),
            timing=Timing(basis=Basis.NOT_STATED),
        )
        return identity

    return made


def term_of(register, identity):
    return register.reader.term(identity)


def events_of(register, identity):
    return register.reader.instrument_events(identity)


def status_of(register, identity):
    return register.reader.row(identity).status


def test_clauses_are_entered_changed_and_undone(register, enter):
    identity = enter()
    register.set_term(identity, starts="2020-08-01", initial="10 years", renewal="Tacit")
    register.set_term(identity, renewal_period="5 years", notice="a year", buffer="10")
    held = term_of(register, identity)
    assert (held.starts, held.initial, held.renewal) == ("2020-08-01", "P10Y", Renewal.TACIT)
    assert (held.renewal_period, held.notice, held.buffer) == ("P5Y", "P1Y", 10)
    register.set_term(identity, buffer="")
    assert term_of(register, identity).buffer is None
    register.undo()
    register.undo()
    assert term_of(register, identity).notice == ""
    register.undo()
    assert term_of(register, identity) is None
    assert register.store.check() == []


def test_clauses_that_are_withdrawn_can_be_entered_again(register, enter):
    identity = enter()
    register.set_term(identity, initial="P1Y", notice="P1M")
    register.withdraw_term(identity)
    assert term_of(register, identity) is None
    register.set_term(identity, initial="P2Y")
    assert term_of(register, identity).initial == "P2Y"
    assert term_of(register, identity).notice == ""
    register.withdraw_term(identity)
    with pytest.raises(NotFoundError):
        register.withdraw_term(identity)
    assert register.store.check() == []


@pytest.mark.parametrize(
    ("clauses", "field"),
    [
        ({"renewal": "sometimes"}, "renewal"),
        ({"notice": "soon"}, "notice"),
        ({"buffer": "ten"}, "buffer"),
        ({"buffer": "251"}, "buffer"),
        ({"commitment": "x"}, "commitment"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_no_clause_is_refused_and_nothing_kept(register, enter, clauses, field):
    identity = enter()
    with pytest.raises(InvalidValueError) as refusal:
        register.set_term(identity, initial="P1Y", **clauses)
    assert refusal.value.field == field
    assert term_of(register, identity) is None


def test_only_an_instrument_has_a_term(register, enter):
    identity = enter(Status.OPEN, Kind.ACTION)
    with pytest.raises(InvalidValueError):
        register.set_term(identity, initial="P1Y")
    with pytest.raises(InvalidValueError):
        register.record_event(identity, "signed")


def test_an_event_is_kept_with_all_that_is_known_of_it(register, enter):
    identity = enter()
    register.record_event(
        identity,
        "internal procedures notified",
        party="by",
        happened_on="2025-03",
        place=" Minsk ",
        remark="note 14-2/118",
    )
    (event,) = events_of(register, identity)
    assert (event.kind, event.party, event.happened_on) == (EventKind.NOTIFIED, "BY", "2025-03")
    assert (event.place, event.remark) == ("Minsk", "note 14-2/118")
    register.withdraw_event(identity, event.id)
    assert events_of(register, identity) == ()
    with pytest.raises(NotFoundError):
        register.withdraw_event(identity, event.id)
    register.undo()
    assert events_of(register, identity) == (event,)


@pytest.mark.parametrize(
    ("kind", "details", "field"),
    [
        ("dancing", {}, "event"),
        ("signed", {"party": "DE"}, "party"),
        ("law vetting", {}, "party"),
        ("comments awaited", {"party": "both"}, "party"),
        ("signed", {"happened_on": "2026-11-23"}, "happened_on"),
        ("signed", {"happened_on": "2027"}, "happened_on"),
        ("extended", {}, "period"),
    ],
)
def test_an_event_that_cannot_be_is_refused(register, enter, kind, details, field):
    identity = enter()
    with pytest.raises(InvalidValueError) as refusal:
        register.record_event(identity, kind, **details)
    assert refusal.value.field == field
    assert events_of(register, identity) == ()


# The status follows


def test_the_status_follows_the_events(register, enter):
    identity = enter(Status.UNDER_NEGOTIATION)
    register.record_event(identity, "signed", party="PK", happened_on="2024-11-26")
    assert status_of(register, identity) is Status.AGREED_TEXT
    register.record_event(identity, "signed", party="BY", happened_on="2024-11-27")
    assert status_of(register, identity) is Status.SIGNED
    register.record_event(identity, "in force", happened_on="2025-05-31")
    assert status_of(register, identity) is Status.IN_FORCE
    moves = register.reader.dossier(identity).moves
    assert [(each.value, each.happened_on) for each in moves[1:]] == [
        ("agreed text", "2024-11-26"),
        ("signed", "2024-11-27"),
        ("in force", "2025-05-31"),
    ]
    register.undo()
    assert status_of(register, identity) is Status.SIGNED
    assert len(events_of(register, identity)) == 2


def test_the_status_follows_the_last_notification(register, enter):
    identity = enter()
    register.set_term(identity, start_rule="last notification")
    for party in ("BY", "PK"):
        assert status_of(register, identity) is Status.SIGNED
        register.record_event(
            identity, "internal procedures notified", party=party, happened_on="2025-03-03"
        )
    assert status_of(register, identity) is Status.IN_FORCE


def test_a_status_that_was_set_against_the_events_stays_and_is_said_to(register, enter):
    identity = enter(Status.IN_FORCE)
    register.record_event(identity, "signed", happened_on="2024-11-26")
    assert status_of(register, identity) is Status.IN_FORCE
    held = course_of(register.reader, register.reader.dossier(identity), register.clock.today())
    assert (held.derived, held.disagrees) == (Status.SIGNED, True)


def test_a_draft_without_what_a_move_needs_stays_a_draft(register, enter):
    identity = enter(Status.DRAFT, owed_by="")
    register.record_event(identity, "signed", happened_on="2024-11-26")
    assert status_of(register, identity) is Status.DRAFT


def test_a_late_notice_is_kept_and_changes_no_status(register, enter):
    identity = enter(Status.IN_FORCE)
    register.set_term(
        identity,
        starts="2020-12-01",
        initial="P1Y",
        renewal="tacit",
        renewal_period="P1Y",
        notice="P3M",
    )
    register.give_notice(identity, party="PK", given_on=DAY)
    assert status_of(register, identity) is Status.IN_FORCE
    register.undo()
    register.give_notice(identity, party="PK", given_on="2026-08-01", received_on="2026-08-20")
    assert [each.kind for each in events_of(register, identity)] == [
        EventKind.NOTICE_GIVEN,
        EventKind.NOTICE_RECEIVED,
    ]
    assert status_of(register, identity) is Status.NOTICE_GIVEN
    register.undo()
    assert events_of(register, identity) == ()


def test_it_expires_is_revived_and_extended(register, enter):
    identity = enter(Status.IN_FORCE)
    register.set_term(identity, starts="2020-01-01", initial="P2Y", renewal="express")
    with pytest.raises(InvalidValueError, match="revived, not extended"):
        register.record_event(identity, "extended", happened_on="2023-01-01", period="P5Y")
    register.record_event(identity, "expired", happened_on="2022-01-01")
    assert status_of(register, identity) is Status.EXPIRED
    register.record_event(identity, "revived", happened_on="2023-05-01", period="P5Y")
    assert status_of(register, identity) is Status.IN_FORCE
    register.record_event(identity, "extended", happened_on="2025-01-01", until="2030-12-31")
    held = course_of(register.reader, register.reader.dossier(identity), register.clock.today())
    assert [period.n for period in held.chain.periods] == [1, 2, 3]
    assert held.chain.periods[-1].end.isoformat() == "2030-12-31"


def test_another_text_takes_its_place(register, enter):
    old, new = enter(Status.IN_FORCE), enter()
    register.supersede(old, new, happened_on="2026-05-01")
    assert status_of(register, old) is Status.SUPERSEDED
    (tie,) = register.reader.dossier(old).ties
    assert (tie.link.kind, tie.link.origin, tie.outward) == (LinkKind.SUPERSEDES, new, False)
    register.undo()
    assert status_of(register, old) is Status.IN_FORCE
    assert register.reader.dossier(old).ties == ()
    with pytest.raises(InvalidValueError):
        register.supersede(old)
    register.supersede(old, why="the new protocol says so")
    with pytest.raises(IllegalMoveError):
        register.supersede(old, why="again")


# Reading all of them


def test_every_text_with_a_term_is_listed_by_its_next_day(register, enter):
    late, soon, unknown = enter(), enter(), enter()
    minutes, action = enter(kind=Kind.MINUTES), enter(Status.OPEN, Kind.ACTION)
    event = enter(event=True)
    for identity, start in ((late, "2024-06-01"), (soon, "2024-01-15")):
        register.set_term(
            identity,
            starts=start,
            initial="P3Y",
            renewal="tacit",
            renewal_period="P1Y",
            notice="P1M",
        )
    found = renewals(register.reader, "", register.clock.today())
    assert [each.row.id for each in found.rows] == [soon, late, unknown]
    assert [each.row.id for each in found.computed] == [soon, late]
    assert [each.row.id for each in found.wanting] == [unknown]
    assert not {minutes, action, event} & {each.row.id for each in found.rows}
    register.set_term(minutes, initial="P1Y")
    listed = renewals(register.reader, "PK-BY", register.clock.today()).rows
    assert minutes in {each.row.id for each in listed}
    assert renewals(register.reader, "PK-KZ", register.clock.today()).rows == ()
    assert found.names == {"PK": "Pakistan", "BY": "Belarus"}


def test_the_letter_leaves_by_joint_working_days(register, enter):
    identity = enter(Status.IN_FORCE)
    register.set_term(
        identity,
        starts="2024-05-29",
        initial="P3Y",
        renewal="tacit",
        renewal_period="P1Y",
        notice="P1Y",
        buffer=10,
    )

    def dispatch():
        day = register.clock.today().replace(month=1, day=5)
        return course_of(register.reader, register.reader.dossier(identity), day).dispatch

    assert dispatch().by is None
    for country in ("PK", "BY"):
        register.set_year(country, 2026, reason="the gazette")
    assert dispatch().by.isoformat() == "2026-05-15"
    register.set_holiday("PK", "2026-05-28", name="Eid", reason="announced")
    assert dispatch().by.isoformat() == "2026-05-14"


def test_a_term_that_is_known_is_no_longer_said_to_be_missing(register, enter):
    identity = enter()
    assert not register.reader.row(identity).termed
    register.set_term(identity, notice="P1M")
    assert not register.reader.row(identity).termed
    register.set_term(identity, initial="P1Y")
    assert register.reader.row(identity).termed


def test_terms_and_events_go_with_what_is_erased(register, enter):
    identity = enter()
    register.set_term(identity, initial="P1Y", words="a clause that is erased")
    register.record_event(identity, "signed", happened_on="2024-01-01", remark="erased too")
    register.discard([identity])
    register.erase([identity])
    assert register.store.check() == []
    assert renewals(register.reader, "", register.clock.today()).rows == ()
