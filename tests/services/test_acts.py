"""Moving, dating, noting, citing, linking: what each verb does, and each refusal of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.commitment import Completion
from app.domain.edtf import EdtfError
from app.domain.errors import (
    IllegalMoveError,
    InvalidValueError,
    NotFoundError,
    ServandaError,
)
from app.domain.identity import CommitmentId, OrganisationId, SourceId, TimingId, new_id
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Need, Status, legal_moves, needs, statuses
from app.domain.particulars import (
    Link,
    LinkKind,
    NoteBasis,
    Organisation,
    Series,
    Source,
    Stance,
    TimingRole,
)
from app.domain.timing import Basis, Timing
from app.store.canonical import LONGEST
from tests.store.desks import Refusal, commitment, contents, created, seated

TODAY = date(2026, 11, 22)
NOBODY = CommitmentId("f" * 20)


@pytest.fixture
def register(tmp_path):
    """An empty register about Pakistan and Belarus."""
    opened = seated(created(tmp_path / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    assert opened.store.check() == []
    opened.store.close()


@pytest.fixture
def plant(register):
    """A promise of one side with a date: it arrives open."""
    register.propose(
        commitment("R/1", "Tractor plant", owed_by="PK", sector="industry"),
        timing=Timing(words="in 2026", edtf="2026", basis=Basis.STATED),
    )
    return register.reader.find("R/1")


@pytest.fixture
def draft(register):
    register.propose(commitment("R/2", "Exchange of vaccines"))
    return register.reader.find("R/2")


@pytest.fixture
def ministry(register):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry of Industries", acronym="MoI")
    register.add_organisation(body)
    return body.id


def held(register, identity):
    return register.reader.commitment(identity)


def moves(register, identity):
    found = register.reader.dossier(identity).moves
    return [(each.field, each.value, each.happened_on, each.why) for each in found]


@pytest.fixture
def refused(register):
    """Expect a refusal of that kind, and that it leaves the register as it was."""
    return lambda kind=InvalidValueError: Refusal(register, kind)


# --- moving ------------------------------------------------------------------------------------

MEETS = {"why": "because", "review_on": "2027-01-15"}
"""What every need is met by."""

KINDS = {
    Family.UNDERTAKING: Kind.ACTION,
    Family.MEETING: Kind.SESSION,
    Family.INSTRUMENT: Kind.AGREEMENT,
}
STANDINGS = [
    pytest.param(family, status, id=f"{family}: {status}")
    for family in Family
    for status in statuses(family)
]


@pytest.fixture
def standing(register):
    """Make a commitment that stands at any status, as an import may bring it."""

    def make(family, status):
        given = commitment(f"S/{new_id()}", kind=KINDS[family], status=status, owed_by="PK")
        if status is Status.DRAFT:
            register.propose(given)
            register.set_timing(given.id, Timing())
        else:
            register.propose(given, timing=Timing())
        assert held(register, given.id).status is status
        return given.id

    return make


@pytest.mark.parametrize(("family", "status"), STANDINGS)
def test_every_legal_move_is_made_and_dated(register, standing, family, status):
    for target in legal_moves(family, status):
        identity = standing(family, status)
        register.move(identity, target, happened_on="2026-10", **MEETS)
        assert held(register, identity).status is target
        assert moves(register, identity)[-1] == ("status", target.value, "2026-10", "because")


@pytest.mark.parametrize(("family", "status"), STANDINGS)
def test_every_illegal_move_is_refused_naming_the_legal_ones(register, standing, family, status):
    identity = standing(family, status)
    legal = legal_moves(family, status)
    before = contents(register)
    for target in set(Status) - set(legal):
        with pytest.raises(IllegalMoveError) as error:
            register.move(identity, target, **MEETS)
        assert all(f"“{each}”" in str(error.value) for each in legal)
    assert contents(register) == before


WANTING = [
    pytest.param(family, status, target, need, id=f"{status} to {target}: {need}")
    for family in Family
    for status in statuses(family)
    for target in legal_moves(family, status)
    for need in sorted(needs(status, target))
]
FIELDS = {
    Need.OBLIGOR: "owed_by",
    Need.TIMING: "due",
    Need.REASON: "why",
    Need.REVIEW_DATE: "review_on",
    Need.PROOF: "why",
}


@pytest.mark.parametrize(("family", "status", "target", "need"), WANTING)
def test_a_move_that_lacks_what_it_needs_is_refused_at_that_field(
    refused, register, family, status, target, need
):
    given = commitment("S/1", kind=KINDS[family], status=status, owed_by="PK")
    timing = Timing() if status.phase.pending else None
    if status is Status.DRAFT and need is Need.OBLIGOR:
        given, timing = replace(given, owed_by=""), Timing()
    register.propose(given, timing=timing)
    met = dict(MEETS)
    if need in (Need.REASON, Need.PROOF):
        met["why"] = "  "
    if need is Need.REVIEW_DATE:
        met["review_on"] = ""
    with refused() as refusal:
        register.move(given.id, target, **met)
    assert refusal.field == FIELDS[need]
    assert f"“{target.value}”" in str(refusal)


def test_a_reason_given_on_the_way_to_fulfilled_becomes_the_note_that_shows_it(register, plant):
    register.move(plant, Status.FULFILLED, why="First tractor rolled out", happened_on="2026-10-05")
    (note,) = register.reader.dossier(plant).notes
    assert note.text == "First tractor rolled out"


def test_the_note_of_a_reason_is_of_the_day_of_the_move_not_of_its_entry(register, plant):
    register.move(plant, Status.FULFILLED, why="First tractor rolled out", happened_on="2026-10-05")
    (note,) = register.reader.dossier(plant).notes
    assert note.happened_on == "2026-10-05"


@pytest.mark.parametrize("proof", ["note", "evidence"])
def test_a_note_or_evidence_that_says_it_is_complete_is_proof_enough(register, plant, proof):
    if proof == "note":
        register.note(plant, "First tractor", completion="complete", basis="evidenced")
    else:
        register.add_evidence(plant, sourced(register), paragraph="3.2", supports="completion")
    register.move(plant, Status.FULFILLED)
    assert held(register, plant).status is Status.FULFILLED


@pytest.mark.parametrize("held_of_it", ["progress", "claim", "passage of another field"])
def test_what_does_not_show_fulfilment_leaves_the_reason_to_be_given(
    refused, register, plant, held_of_it
):
    if held_of_it == "progress":
        register.note(plant, "Drafting started")
    elif held_of_it == "claim":
        register.note(plant, "It is complete", completion="complete")
    else:
        register.add_evidence(plant, sourced(register), paragraph="3.2", supports="strength")
    with refused() as refusal:
        register.move(plant, Status.FULFILLED)
    assert refusal.field == "why"
    register.move(plant, Status.FULFILLED, why="Letter 5 of MoIP")
    assert register.reader.dossier(plant).notes[-1].text == "Letter 5 of MoIP"


def test_a_withdrawn_note_is_no_proof(refused, register, plant):
    register.note(plant, "First tractor", completion="complete", basis="evidenced")
    (note,) = register.reader.dossier(plant).notes
    register.withdraw_note(plant, note.id)
    with refused() as refusal:
        register.move(plant, Status.FULFILLED)
    assert refusal.field == "why"


def test_a_day_to_look_again_that_is_held_already_suffices(register, plant):
    register.amend(plant, review_on="2027-02")
    register.move(plant, Status.ON_HOLD, why="no funds")
    assert held(register, plant).review_on == "2027-02"


@pytest.mark.parametrize("day", ["2027-05-01", "2027", "2026-12/.."])
def test_what_lies_wholly_in_the_future_has_not_happened(refused, register, plant, day):
    with refused() as error:
        register.move(plant, Status.FULFILLED, why="Works.", happened_on=day)
    assert error.field == "happened_on"


def test_what_may_have_happened_already_is_recorded_and_so_is_what_is_planned(register, plant):
    register.move(plant, Status.IN_PROGRESS, happened_on="2027-05-01")
    register.move(plant, Status.FULFILLED, why="Works.", happened_on="2026")
    assert register.reader.commitment(plant).status is Status.FULFILLED


def test_nothing_is_entered_as_done_on_a_day_to_come(register):
    with pytest.raises(InvalidValueError, match="still to come"):
        register.propose(
            commitment("PK-BY.2026.099", status=Status.FULFILLED, owed_by="BY"),
            timing=Timing(basis=Basis.NOT_STATED),
            happened_on="2027-05-01",
        )


@pytest.mark.parametrize("name", ["happened_on", "review_on"])
@pytest.mark.parametrize("text", ["2025-02-30", "yesterday"])
def test_a_move_on_a_day_that_cannot_be_read_is_refused(refused, register, plant, name, text):
    with refused(EdtfError) as refusal:
        register.move(plant, Status.ON_HOLD, **{**MEETS, name: text})
    assert refusal.field == name


def test_no_status_is_reached_but_by_a_move(register, plant):
    register.move(plant, Status.IN_PROGRESS)
    register.move(plant, Status.OPEN)
    assert [each[1] for each in moves(register, plant)] == ["open", "in progress", "open"]


# --- completion and the ball -------------------------------------------------------------------


@pytest.mark.parametrize("step", Completion)
def test_completion_is_a_scale_of_its_own_and_dated(register, plant, step):
    register.set_completion(plant, step.value, happened_on="2026-09", why="site visit")
    assert held(register, plant).completion is step
    assert moves(register, plant)[-1] == ("completion", step.value, "2026-09", "site visit")
    assert held(register, plant).status is Status.OPEN


def test_an_unknown_completion_is_refused(refused, register, plant):
    with refused() as refusal:
        register.set_completion(plant, "half")
    assert refusal.field == "completion"


@pytest.mark.parametrize(
    ("side", "kept"), [("PK", "PK"), ("by", "BY"), ("third", "third"), ("", "")]
)
def test_the_ball_is_passed_and_dated(register, plant, side, kept):
    register.pass_ball(plant, side, since="2026-11-01", letter=" 5/2026 ")
    now = held(register, plant)
    assert (now.ball_with, now.ball_since, now.ball_letter) == (kept, "2026-11-01", "5/2026")
    assert moves(register, plant)[-1] == ("ball_with", kept, "2026-11-01", "5/2026")


@pytest.mark.parametrize(("side", "since"), [("KZ", ""), ("PK", "yesterday"), ("us", "")])
def test_the_ball_is_not_passed_to_nowhere(refused, register, plant, side, since):
    with refused():
        register.pass_ball(plant, side, since=since)


# --- when it is due ----------------------------------------------------------------------------


def stated(edtf):
    return Timing(words=f"in {edtf}", edtf=edtf, basis=Basis.STATED)


def timings(register, identity):
    found = register.reader.dossier(identity).timings
    return [(each.role, each.timing.edtf) for each in found]


def test_a_first_date_is_given_once(refused, register, draft):
    register.set_timing(draft, stated("2026-12"))
    assert timings(register, draft) == [(TimingRole.FIRST, "2026-12")]
    with refused() as refusal:
        register.set_timing(draft, stated("2027"))
    assert refusal.field == "due"


def test_a_postponement_leaves_the_first_date_as_it_was(register, plant):
    before = register.reader.dossier(plant).first_timing
    register.postpone(
        plant,
        stated("2027-06"),
        asked_on="2026-10-01",
        agreed_on="2026-10-20",
        agreed_by="mutual",
        reason="funds",
    )
    register.postpone(plant, stated("2028"))
    dossier = register.reader.dossier(plant)
    assert dossier.first_timing == before
    assert timings(register, plant)[1:] == [
        (TimingRole.REVISION, "2027-06"),
        (TimingRole.REVISION, "2028"),
    ]
    second = dossier.timings[1]
    assert (second.asked_on, second.agreed_on) == ("2026-10-01", "2026-10-20")
    assert (second.agreed_by, second.reason) == ("PK+BY", "funds")
    assert dossier.row.slip.sure == 366
    assert dossier.commitment.timing == dossier.timings[2].id


def test_a_postponement_of_what_has_no_date_is_its_first(register, draft):
    register.postpone(draft, stated("2027"))
    assert timings(register, draft) == [(TimingRole.FIRST, "2027")]


def test_a_slip_of_the_pen_is_put_right_and_the_history_keeps_it(register, plant):
    register.correct_timing(plant, stated("2062"))
    register.correct_timing(plant, stated("2026-06"))
    assert timings(register, plant) == [(TimingRole.FIRST, "2026-06")]
    assert register.reader.row(plant).slip is None
    edits = [
        (change.old, change.new)
        for entry in register.store.history(plant)
        for change in entry.fields
        if entry.record == "timing" and change.field == "edtf"
    ]
    assert edits == [("2062", "2026-06"), ("2026", "2062"), (None, "2026")]


def test_a_correction_keeps_who_agreed_to_the_revision(register, plant):
    register.postpone(plant, stated("2027-06"), agreed_by="mutual", reason="funds")
    register.correct_timing(plant, stated("2027-07"))
    revision = register.reader.dossier(plant).timings[1]
    assert (revision.role, revision.agreed_by, revision.reason) == (
        TimingRole.REVISION,
        "PK+BY",
        "funds",
    )
    assert revision.timing.edtf == "2027-07"


@pytest.mark.parametrize("verb", ["set_timing", "postpone", "correct_timing"])
@pytest.mark.parametrize(
    "timing",
    [
        Timing(edtf="2025-02-30"),
        Timing(edtf="someday"),
        Timing(edtf="2026", basis=Basis.INFERRED),
        Timing(anchor=NOBODY),
        Timing(offset="P1D"),
    ],
    ids=["no such day", "no date", "no reason", "no anchor", "no start"],
)
def test_a_date_that_cannot_be_kept_is_refused(refused, register, plant, draft, verb, timing):
    identity = draft if verb == "set_timing" else plant
    with refused(ServandaError):
        getattr(register, verb)(identity, timing)


@pytest.mark.parametrize("name", ["asked_on", "agreed_on"])
def test_a_postponement_on_a_day_that_cannot_be_read_is_refused(refused, register, plant, name):
    with refused(EdtfError) as refusal:
        register.postpone(plant, stated("2027"), **{name: "2026-02-30"})
    assert refusal.field == name


def test_a_second_reading_counts_only_when_chosen(register, plant):
    register.together("Reading", lambda acts: acts.add_reading(plant, stated("2027")))
    assert register.reader.row(plant).timing.edtf == "2026"
    (reading,) = register.reader.dossier(plant).other_readings
    register.choose_timing(plant, reading.id)
    assert register.reader.row(plant).timing.edtf == "2027"


def test_another_commitments_date_cannot_be_chosen(refused, register, plant, draft):
    register.set_timing(draft, stated("2027"))
    for chosen in (held(register, draft).timing, TimingId("nothing")):
        with refused(NotFoundError):
            register.choose_timing(plant, chosen)


# --- notes, evidence, links, milestones --------------------------------------------------------


def sourced(register):
    source = Source(id=SourceId(new_id()), title="A report", published="2025-04-11")
    register.together("Source", lambda acts: acts.add_source(source))
    return source.id


def test_a_note_is_kept_with_all_that_was_said_of_it(register, plant, ministry):
    register.note(
        plant,
        " Foundation laid ",
        happened_on="2026-10",
        as_of="2026-11-01",
        reporter=ministry,
        channel="letter",
        letter="5/2026",
        letter_date="2026-11-05",
        completion="limited",
        basis="Evidenced",
    )
    (note,) = register.reader.dossier(plant).notes
    assert (note.text, note.happened_on, note.as_of) == ("Foundation laid", "2026-10", "2026-11-01")
    assert (note.reporter, note.letter_date) == (ministry, "2026-11-05")
    assert (note.completion, note.basis) == (Completion.LIMITED, NoteBasis.EVIDENCED)


def test_a_note_without_a_day_is_of_today(register, plant):
    register.note(plant, "Foundation laid")
    assert register.reader.dossier(plant).notes[0].happened_on == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "details", "field"),
    [
        ("", {}, "note"),
        (" \n", {}, "note"),
        ("x", {"happened_on": "2025-02-30"}, "happened_on"),
        ("x", {"as_of": "yesterday"}, "as_of"),
        ("x", {"letter_date": "31.31.2026"}, "letter_date"),
        ("x", {"completion": "nearly"}, "completion"),
        ("x", {"basis": "hearsay"}, "basis"),
        ("x" * (LONGEST + 1), {}, "text"),
    ],
    ids=str,
)
def test_a_note_that_cannot_be_kept_is_refused(refused, register, plant, text, details, field):
    with refused() as refusal:
        register.note(plant, text, **details)
    assert refusal.field == field


def test_a_withdrawn_note_leaves_the_dossier_and_stays_in_the_history(register, plant):
    register.note(plant, "Foundation laid")
    (note,) = register.reader.dossier(plant).notes
    register.withdraw_note(plant, note.id)
    assert register.reader.dossier(plant).notes == ()
    texts = [
        change.new
        for entry in register.store.history(plant)
        for change in entry.fields
        if change.field == "text"
    ]
    assert texts == ["Foundation laid"]


def test_evidence_is_shown_with_its_source(register, plant):
    source = sourced(register)
    register.keep_text(source, "They open a plant.")
    register.add_evidence(plant, source, supports="title", quotation="a plant", stance="partial")
    (cited,) = register.reader.dossier(plant).evidence
    assert cited.source.id == source
    assert (cited.evidence.starts, cited.evidence.stance) == (10, Stance.PARTIAL)
    assert register.reader.row(plant).evidence == 1


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({}, "evidence"),
        ({"supports": "title"}, "evidence"),
        ({"paragraph": "3", "stance": "perhaps"}, "stance"),
        ({"quotation": "x", "starts": 10}, "quotation"),
        ({"quotation": "x" * (LONGEST + 1)}, "quotation"),
    ],
    ids=["nothing", "no passage", "stance", "offset", "over-long"],
)
def test_evidence_that_cannot_be_kept_is_refused(refused, register, plant, details, field):
    source = sourced(register)
    with refused() as refusal:
        register.add_evidence(plant, source, **details)
    assert refusal.field == field


def test_evidence_from_no_source_is_refused(refused, register, plant):
    with refused(NotFoundError):
        register.add_evidence(plant, SourceId("nowhere"), paragraph="3")


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_is_seen_from_both_ends(register, plant, draft, kind):
    register.link(Link(id=new_id(), origin=plant, kind=kind, target=draft, presumed=True))
    (there,), (back,) = (register.reader.dossier(each).ties for each in (plant, draft))
    assert (there.outward, there.other.id, there.link.presumed) == (True, draft, True)
    assert (back.outward, back.other.id, back.link.kind) == (False, plant, kind)


def test_a_link_is_undone_by_unlinking(refused, register, plant, draft):
    link = Link(id=new_id(), origin=plant, kind=LinkKind.RESTATES, target=draft)
    register.link(link)
    register.together("Unlink", lambda acts: acts.unlink(link.id))
    assert register.reader.dossier(plant).ties == ()
    with refused(NotFoundError):
        register.together("Unlink", lambda acts: acts.unlink("no such link"))


def test_a_link_to_itself_or_to_nothing_is_refused(refused, register, plant):
    with refused() as refusal:
        register.link(Link(id=new_id(), origin=plant, kind=LinkKind.RESTATES, target=plant))
    assert refusal.field == "link"
    with refused(NotFoundError):
        register.link(Link(id=new_id(), origin=plant, kind=LinkKind.RESTATES, target=NOBODY))


def test_a_link_to_what_is_in_the_bin_is_not_shown(register, plant, draft):
    register.link(Link(id=new_id(), origin=plant, kind=LinkKind.RESTATES, target=draft))
    register.discard([draft])
    assert register.reader.dossier(plant).ties == ()


def test_a_milestone_is_kept(register, plant):
    register.add_milestone(plant, " Land bought ", who="PK", due="2026-12", done_on="2026-11-20")
    (step,) = register.reader.dossier(plant).milestones
    assert (step.label, step.who, step.due, step.done_on) == (
        "Land bought",
        "PK",
        "2026-12",
        "2026-11-20",
    )


@pytest.mark.parametrize(
    ("label", "details", "field"),
    [("", {}, "milestone"), (" ", {}, "milestone"), ("x", {"due": "soon"}, "due"),
     ("x", {"done_on": "2025-02-30"}, "done_on")],
)  # fmt: skip
def test_a_milestone_that_cannot_be_kept_is_refused(
    refused, register, plant, label, details, field
):
    with refused() as refusal:
        register.add_milestone(plant, label, **details)
    assert refusal.field == field


# --- the small tables --------------------------------------------------------------------------


def test_a_relation_named_twice_is_one(register):
    register.add_relation("pk-by", "Pakistan", "Belarus")
    assert [each.code for each in register.reader.relations()] == ["PK-BY"]


@pytest.mark.parametrize("code", ["", "PKBY", "PK-"])
def test_a_relation_without_a_pair_is_refused(refused, register, code):
    with refused() as refusal:
        register.add_relation(code, "x", "y")
    assert refusal.field == "relation"


def test_an_organisation_goes_by_its_aliases(register):
    body = Organisation(id=OrganisationId(new_id()), name="Министерство промышленности")
    register.together("Body", lambda acts: acts.add_organisation(body, ("Minprom", "MoI BY")))
    assert [each.id for each in register.reader.organisations_named("minprom")] == [body.id]


def test_an_organisation_without_a_name_is_refused(refused, register):
    with refused() as refusal:
        register.add_organisation(Organisation(id=OrganisationId(new_id()), name=" "))
    assert refusal.field == "organisation"


@pytest.mark.parametrize("name", ["published", "accessed"])
def test_a_source_of_a_day_that_cannot_be_read_is_refused(refused, register, name):
    source = Source(id=SourceId(new_id()), title="A report", **{name: "2025-02-30"})
    with refused(EdtfError) as refusal:
        register.together("Source", lambda acts: acts.add_source(source))
    assert refusal.field == name


def test_an_agency_supports_once_however_often_it_is_named(register, plant, ministry):
    for _ in range(2):
        register.together("Support", lambda acts: acts.support(plant, ministry))
    assert len(register.reader.dossier(plant).supporting) == 1


def test_a_session_has_its_place_in_its_series(register):
    series = Series(id="a" * 20, relation="PK-BY", name="Joint Ministerial Commission")
    register.propose(commitment("R/1", kind=Kind.SESSION))
    session = register.reader.find("R/1")

    def enter(acts):
        acts.add_series(series)
        acts.set_meeting(session, series=series.id, ordinal="3", host="PK")

    register.together("Series", enter)
    rows = register.reader.series_rows(series)
    assert [each.meeting and each.meeting.id for each in rows] == [None, None, session]
    register.together("Again", lambda acts: acts.set_meeting(session, ordinal=2))
    assert register.reader.dossier(session).meeting.host == "PK"
    assert len(register.reader.series_rows(series)) == 2


@pytest.mark.parametrize(
    "ordinal", ["0", "-1", "third", 10**9, "9" * 5000], ids=lambda each: str(each)[:9]
)
def test_an_ordinal_that_is_none_is_refused(refused, register, plant, ordinal):
    with refused() as refusal:
        register.together("Meeting", lambda acts: acts.set_meeting(plant, ordinal=ordinal))
    assert refusal.field == "ordinal"
