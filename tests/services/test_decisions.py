"""What a session is to decide of a point: chosen, kept, carried out, undone."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.as_of import AsOf
from app.domain.decisions import Choice, Decision, decision_id, with_timing
from app.domain.errors import InvalidValueError, NotFoundError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import NOT_KNOWN, TimingRole
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Basis, Sense, Timing
from app.services.asof import look_back
from tests.services.reports.sessions import made, two_sessions

NEW = Timing(words="by mid-2027", edtf="../2027-06-30", sense=Sense.DEADLINE, basis=Basis.STATED)


@pytest.fixture
def sessions(register):
    return two_sessions(register)


@pytest.fixture
def point(register, sessions):
    return made(
        register,
        "PK-BY/8/1",
        origin=sessions[0],
        timing=Timing(edtf="2025", basis=Basis.STATED),
    )


@pytest.fixture
def choose(register, sessions):
    """Choose what is to be decided of a point; returns the decision as it is kept."""

    def chosen(commitment, choice, **details):
        timing = details.pop("timing", None)
        decision = Decision(
            id="",
            commitment=commitment,
            session=sessions[0],
            upcoming=sessions[1],
            choice=choice,
            **details,
        )
        register.decide(decision if timing is None else with_timing(decision, timing))
        return register.reader.decision(decision_id(commitment, *sessions))

    return chosen


@pytest.fixture
def hold(register, sessions):
    """Record when the ninth session was held."""

    def held(day="2026-11-20"):
        register.move(sessions[1], Status.HELD, happened_on=day)

    return held


def status(register, identity):
    return register.reader.commitment(identity).status


def test_a_choice_is_kept_as_one_record_whoever_makes_it(register, sessions, point, choose):
    first = choose(point, Choice.REITERATE)
    second = choose(point, Choice.DROP, why="Overtaken.", status="withdrawn")
    assert first.id == second.id == decision_id(point, *sessions)
    assert register.reader.decisions(*sessions) == [second]
    assert (second.status, second.chosen_on, second.applied) == ("withdrawn", "2026-11-22", False)
    register.undo()
    assert register.reader.decisions(*sessions) == [first]
    assert register.store.check() == []


def test_choosing_changes_nothing_of_the_point(register, point, choose):
    before = register.reader.dossier(point)
    choose(point, Choice.DROP, why="Overtaken.", status="withdrawn")
    assert register.reader.dossier(point) == before


def test_a_choice_is_taken_back(register, sessions, point, choose):
    register.withdraw_decision(choose(point, Choice.REITERATE))
    assert register.reader.decisions(*sessions) == []
    with pytest.raises(NotFoundError):
        register.apply_decisions([Decision(
            id=decision_id(point, *sessions), commitment=point, session=sessions[0],
            upcoming=sessions[1], choice=Choice.REITERATE,
        )])  # fmt: skip


def test_reiterating_keeps_the_first_date_and_the_delay_and_adds_the_session(
    register, sessions, point, choose, hold
):
    hold()
    register.postpone(point, NEW)
    before = register.reader.dossier(point)
    register.apply_decisions([choose(point, Choice.REITERATE, paragraph="4.2")])
    after = register.reader.dossier(point)
    assert [(each.session, each.paragraph) for each in after.appearances] == [(sessions[1], "4.2")]
    assert (after.timings, after.ledger) == (before.timings, before.ledger)
    assert (after.row.slip, after.row.status) == (before.row.slip, before.row.status)
    assert after.moves == before.moves


def test_revising_gives_a_date_by_the_protocol_and_the_point_is_carried_over(
    register, sessions, point, choose
):
    register.move(sessions[1], Status.HELD, happened_on="2026-11-20")
    register.apply_decisions(
        [choose(point, Choice.REVISE, timing=NEW, why="The plant is not ready.")]
    )
    held = register.reader.dossier(point)
    revision = next(each for each in held.timings if each.role is TimingRole.REVISION)
    assert (revision.agreed_by, revision.agreed_on) == ("protocol", "2026-11-20")
    assert (revision.asked_on, revision.reason) == ("", "The plant is not ready.")
    assert held.row.timing.edtf == "../2027-06-30"
    assert held.first_timing.timing.edtf == "2025"
    assert [each.session for each in held.appearances] == [sessions[1]]


@pytest.mark.parametrize(
    ("choice", "details"),
    [
        (Choice.NOTE, {"why": "Letter 12/2026."}),
        (Choice.REITERATE, {}),
        (Choice.REVISE, {"timing": NEW}),
        (Choice.DROP, {"why": "Overtaken.", "status": "lapsed"}),
    ],
)
def test_before_the_session_was_held_a_choice_is_kept_and_nothing_is_carried_out(
    register, sessions, point, choose, choice, details
):
    chosen = choose(point, choice, **details)
    before = register.reader.dossier(point)
    with pytest.raises(InvalidValueError, match=r"^PK-BY/9 is “foreseen”: .* recorded as held"):
        register.apply_decisions([chosen])
    assert register.reader.dossier(point) == before
    assert register.reader.decisions(*sessions) == [chosen]


def test_a_session_of_which_nobody_knows_when_it_was_held_carries_nothing_out(
    register, point, choose, hold
):
    hold(NOT_KNOWN)
    with pytest.raises(InvalidValueError, match="Record first when PK-BY/9 was held"):
        register.apply_decisions([choose(point, Choice.REITERATE)])


def test_several_choices_for_a_session_not_held_are_refused_once_and_not_by_point(
    register, sessions, point, choose
):
    other = made(register, "PK-BY/8/2", origin=sessions[0])
    chosen = [choose(point, Choice.REITERATE), choose(other, Choice.REITERATE)]
    with pytest.raises(InvalidValueError) as refused:
        register.apply_decisions(chosen)
    assert str(refused.value).startswith("PK-BY/9 is")


@pytest.mark.parametrize(
    ("held", "latest"),
    [
        ("2026-11-20", "[..2026-11-20]"),
        ("2026-10", "[..2026-10-31]"),
        ("2026-10?", "[..2026-10-31?]"),
        ("[2026-10-05..2026-10-07]", "[..2026-10-07]"),
    ],
)
def test_what_a_session_decides_is_as_sure_as_its_day_and_what_it_notes_had_happened_by_then(
    register, sessions, choose, hold, held, latest
):
    made_there = [made(register, f"PK-BY/8/{each}", origin=sessions[0]) for each in range(3)]
    noted, revised, dropped = made_there
    hold(held)
    register.apply_decisions(
        [
            choose(noted, Choice.NOTE, why="Letter 12/2026."),
            choose(revised, Choice.REVISE, timing=NEW),
            choose(dropped, Choice.DROP, why="Overtaken.", status="lapsed"),
        ]
    )
    last = [register.reader.dossier(each).moves[-1].happened_on for each in (noted, dropped)]
    assert last == [latest, held]
    assert register.reader.dossier(revised).timings[-1].agreed_on == held
    assert {each.applied_on for each in register.reader.decisions(*sessions)} == {held}
    [note] = register.reader.dossier(noted).notes
    assert (note.text, note.happened_on) == ("Letter 12/2026.", latest)


def test_a_point_noted_long_after_its_date_is_not_said_to_be_done_late(
    register, point, choose, hold
):
    hold("2026-11-20")
    register.apply_decisions([choose(point, Choice.NOTE, why="Letter 12/2026.")])
    row = register.reader.row(point)
    assert timeliness(row.standing, date(2026, 11, 22)) is Timeliness.DONE_UNKNOWN


def test_noting_what_was_implemented_closes_it_at_the_session(register, point, choose, hold):
    register.move(point, Status.FULFILLED, why="The plant works.", happened_on="2026-05-01")
    hold()
    register.apply_decisions([choose(point, Choice.NOTE)])
    assert status(register, point) is Status.CLOSED
    assert register.reader.dossier(point).moves[-1].happened_on == "2026-11-20"


def test_a_report_of_progress_is_no_reason_to_note_fulfilment(register, point, choose):
    register.note(point, "Drafting started.")
    with pytest.raises(InvalidValueError, match="Say what shows that it was carried out"):
        choose(point, Choice.NOTE)
    register.note(point, "The plant works.", completion="complete", basis="evidenced")
    assert choose(point, Choice.NOTE).choice is Choice.NOTE


def test_what_happens_happens_on_the_day_of_the_session(register, sessions, point, choose):
    register.move(sessions[1], Status.HELD, happened_on="2026-11-20")
    register.apply_decisions([choose(point, Choice.DROP, why="Overtaken.", status="superseded")])
    last = register.reader.dossier(point).moves[-1]
    assert (last.value, last.happened_on, last.why) == ("superseded", "2026-11-20", "Overtaken.")


@pytest.mark.parametrize(
    ("choice", "details", "field"),
    [
        (Choice.NOTE, {}, "why"),
        (Choice.DROP, {"status": "lapsed"}, "why"),
        (Choice.DROP, {"why": "x"}, "status"),
        (Choice.DROP, {"why": "x", "status": "fulfilled"}, "status"),
        (Choice.REVISE, {}, "due"),
    ],
)
def test_what_could_not_be_carried_out_is_not_kept(
    register, sessions, point, choose, choice, details, field
):
    with pytest.raises(InvalidValueError) as refused:
        choose(point, choice, **details)
    assert refused.value.field == field
    assert register.reader.decisions(*sessions) == []


def test_a_new_date_cannot_follow_another_commitment(point, choose, sessions):
    with pytest.raises(InvalidValueError, match="cannot follow"):
        choose(point, Choice.REVISE, timing=Timing(anchor=sessions[1]))


def test_only_points_of_the_session_are_decided(register, choose):
    elsewhere = made(register, "PK-BY/X")
    with pytest.raises(InvalidValueError, match="neither made nor restated"):
        choose(elsewhere, Choice.REITERATE)


def test_a_restated_point_is_decided_like_any_other(register, sessions, choose):
    elsewhere = made(register, "PK-BY/X")
    register.add_appearance(elsewhere, sessions[0], paragraph="3.1")
    assert choose(elsewhere, Choice.REITERATE).choice is Choice.REITERATE


def test_what_was_carried_out_is_not_decided_again_until_it_is_undone(
    register, point, choose, hold
):
    hold()
    register.apply_decisions([choose(point, Choice.REITERATE)])
    with pytest.raises(InvalidValueError, match="carried out on 20 Nov 2026"):
        choose(point, Choice.DROP, why="Overtaken.", status="withdrawn")
    register.undo()
    assert choose(point, Choice.DROP, why="Overtaken.", status="withdrawn").choice is Choice.DROP


def test_all_that_was_chosen_is_carried_out_in_one_step_and_undone_in_one(
    register, sessions, point, choose, hold
):
    hold()
    other = made(register, "PK-BY/8/2", origin=sessions[0])
    chosen = [
        choose(point, Choice.REITERATE),
        choose(other, Choice.DROP, why="Overtaken.", status="withdrawn"),
    ]
    register.apply_decisions(chosen)
    assert {each.applied_on for each in register.reader.decisions(*sessions)} == {"2026-11-20"}
    assert status(register, other) is Status.WITHDRAWN
    register.undo()
    assert status(register, other) is Status.OPEN
    assert register.reader.dossier(point).appearances == ()
    assert not any(each.applied for each in register.reader.decisions(*sessions))
    assert register.store.check() == []


def test_where_one_of_several_cannot_be_carried_out_none_is_and_it_is_named(
    register, sessions, point, choose, hold
):
    hold()
    other = made(register, "PK-BY/8/2", origin=sessions[0])
    chosen = [choose(point, Choice.REITERATE), choose(other, Choice.REITERATE)]
    register.move(other, Status.WITHDRAWN, why="Overtaken.")
    with pytest.raises(InvalidValueError, match=r"^PK-BY/8/2 is .*settled is not carried over"):
        register.apply_decisions(chosen)
    assert register.reader.dossier(point).appearances == ()


def test_the_session_that_decides_is_a_point_of_the_former_and_has_to_be_held_first(
    register, sessions, choose
):
    register.amend(sessions[1], origin=sessions[0])
    chosen = choose(sessions[1], Choice.NOTE)
    with pytest.raises(InvalidValueError, match="PK-BY/9 is “foreseen”"):
        register.apply_decisions([chosen])
    register.move(sessions[1], Status.HELD)
    register.apply_decisions([chosen])
    assert status(register, sessions[1]) is Status.HELD


@pytest.mark.parametrize(
    ("choice", "details"),
    [
        (Choice.REITERATE, {}),
        (Choice.REVISE, {"timing": NEW}),
        (Choice.DROP, {"why": "x", "status": "cancelled"}),
    ],
)
def test_the_session_that_decides_can_only_be_noted_and_that_is_said_at_once(
    register, sessions, choose, choice, details
):
    register.amend(sessions[1], origin=sessions[0])
    with pytest.raises(InvalidValueError, match="PK-BY/9 is to decide itself"):
        choose(sessions[1], choice, **details)
    assert register.reader.decisions(*sessions) == []


@pytest.mark.parametrize(
    ("kind", "stands", "choice", "details"),
    [
        (Kind.ACTION, Status.ON_HOLD, Choice.NOTE, {"why": "Letter 5."}),
        (Kind.ACTION, Status.WITHDRAWN, Choice.NOTE, {"why": "Letter 5."}),
        (Kind.ACTION, Status.FULFILLED, Choice.DROP, {"why": "x", "status": "lapsed"}),
        (Kind.ACTION, Status.WITHDRAWN, Choice.DROP, {"why": "x", "status": "lapsed"}),
        (Kind.VISIT, Status.CANCELLED, Choice.NOTE, {}),
        (Kind.MOU, Status.SUPERSEDED, Choice.NOTE, {}),
        (Kind.MOU, Status.NOTICE_GIVEN, Choice.DROP, {"why": "x", "status": "superseded"}),
    ],
)
def test_a_choice_that_its_status_does_not_allow_is_refused_at_once_and_named(
    register, sessions, choose, kind, stands, choice, details
):
    stuck = made(register, "PK-BY/8/4", origin=sessions[0], kind=kind, status=stands)
    with pytest.raises(ServandaError, match=r"^PK-BY/8/4"):
        choose(stuck, choice, **details)
    assert register.reader.decisions(*sessions) == []


def test_what_was_dropped_before_is_dropped_as_what_it_was(register, sessions, choose):
    gone = made(register, "PK-BY/8/4", origin=sessions[0], status=Status.LAPSED)
    assert choose(gone, Choice.DROP, why="As noted.").status == "lapsed"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": Kind.ACTION}, "no meeting"),
        ({"kind": Kind.SESSION, "status": Status.CANCELLED}, "nothing will be decided there"),
    ],
)
def test_only_a_meeting_that_can_still_decide_is_chosen_for(
    register, sessions, point, facts, words
):
    other = made(register, "PK-BY/O", **facts)
    decision = Decision(
        id="", commitment=point, session=sessions[0], upcoming=other, choice=Choice.REITERATE
    )
    with pytest.raises(InvalidValueError, match=words):
        register.decide(decision)


def test_an_agreement_is_noted_once_it_is_signed(register, sessions, choose, hold):
    hold()
    text = made(register, "PK-BY/8/3", kind=Kind.MOU, origin=sessions[0])
    chosen = choose(text, Choice.NOTE)
    with pytest.raises(InvalidValueError, match="signed"):
        register.apply_decisions([chosen])
    register.move(text, Status.SIGNED)
    register.apply_decisions([chosen])
    assert status(register, text) is Status.SIGNED


def test_a_session_does_not_follow_itself_up(register, sessions, point):
    decision = Decision(
        id="", commitment=point, session=sessions[0], upcoming=sessions[0], choice=Choice.REITERATE
    )
    with pytest.raises(InvalidValueError, match="own points"):
        register.decide(decision)


def test_what_is_erased_takes_its_decisions_with_it(register, sessions, point, choose):
    choose(point, Choice.DROP, why="SECRET-REASON", status="lapsed")
    register.discard([point])
    register.erase([point])
    assert register.reader.decisions(*sessions) == []
    assert b"SECRET-REASON" not in register.store.path.read_bytes()
    assert register.store.check() == []


def test_looking_back_knows_no_choice_that_came_later(register, sessions, point, choose, hold):
    hold()
    register.apply_decisions([choose(point, Choice.REITERATE, chosen_on="2026-11-10")])
    for day, kept in ((date(2026, 11, 9), []), (date(2026, 11, 15), [False])):
        past = look_back(register, AsOf(day=day))
        assert [each.applied for each in past.reader.decisions(*sessions)] == kept
        past.close()


def test_a_label_names_only_references(register, point, choose):
    choose(point, Choice.DROP, why="SECRET", status="lapsed")
    labels = {each.label for each in register.store.history(CommitmentId(point))}
    assert "Decision on PK-BY/8/1" in labels
    assert not any("SECRET" in each for each in labels)


def test_what_a_session_held_in_the_future_would_decide_is_not_carried_out(
    register, sessions, point, choose
):
    chosen = choose(point, Choice.REITERATE)
    with pytest.raises(InvalidValueError, match="05 Dec 2026 is still to come"):
        register.move(sessions[1], Status.HELD, happened_on="2026-12-05")
    with pytest.raises(InvalidValueError, match="PK-BY/9 is “foreseen”"):
        register.apply_decisions([chosen])


def test_a_session_dated_before_the_one_it_follows_carries_nothing_out(
    register, sessions, point, choose, hold
):
    hold("2024-01-01")
    chosen = choose(point, Choice.NOTE, why="Letter 12/2026.")
    with pytest.raises(InvalidValueError, match="PK-BY/9 is recorded as held before PK-BY/8"):
        register.apply_decisions([chosen])
    assert status(register, point) is Status.OPEN
    assert register.reader.decisions(*sessions) == [chosen]


def test_by_a_session_held_on_some_day_not_before_a_month_the_day_of_fulfilment_is_not_known(
    register, sessions, point, choose, hold
):
    hold("2026-05/..")
    register.apply_decisions([choose(point, Choice.NOTE, why="Letter 12/2026.")])
    assert status(register, point) is Status.FULFILLED
    assert register.reader.dossier(point).moves[-1].happened_on == ""


def test_a_session_whose_decisions_were_carried_out_cannot_be_held_no_more(
    register, sessions, point, choose, hold
):
    hold()
    register.apply_decisions([choose(point, Choice.REITERATE)])
    with pytest.raises(InvalidValueError, match="PK-BY/8/1 was carried out"):
        register.move(sessions[1], Status.FORESEEN, why="Was not held after all.")
    register.move(sessions[1], Status.CLOSED)
    register.undo()
    register.undo()
    register.move(sessions[1], Status.FORESEEN, why="Was not held after all.")
    assert status(register, sessions[1]) is Status.FORESEEN


def test_for_an_earlier_session_nothing_is_chosen(register, sessions):
    later = made(register, "PK-BY/9/1", origin=sessions[1])
    decision = Decision(
        id="", commitment=later, session=sessions[1], upcoming=sessions[0], choice=Choice.REITERATE
    )
    with pytest.raises(InvalidValueError, match="PK-BY/8 came before PK-BY/9"):
        register.decide(decision)


@pytest.mark.parametrize("binned", ["point", "former", "upcoming"])
def test_of_what_lies_in_the_bin_nothing_is_chosen(register, sessions, point, choose, binned):
    gone = {"point": point, "former": sessions[0], "upcoming": sessions[1]}[binned]
    register.discard([gone])
    with pytest.raises(InvalidValueError, match="lies in the bin"):
        choose(point, Choice.REITERATE)


def test_the_reason_for_which_fulfilment_is_noted_is_nobodys_own_report(
    register, point, choose, hold
):
    hold()
    register.apply_decisions([choose(point, Choice.NOTE, why="Letter 12/2026.")])
    [note] = register.reader.dossier(point).notes
    assert (note.reporter, note.told_basis) == (None, None)
