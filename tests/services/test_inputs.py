"""Asking for inputs: workbooks out, filled in by other programs, and what they become."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.kinds import Kind
from app.domain.letter_chains import Standing
from app.domain.letters import LetterForm
from app.domain.lifecycle import Status
from app.domain.particulars import NoteBasis
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from app.services.inputs import InputsOrder, prepare_inputs, to_be_asked
from app.services.intake.answering import QUESTION
from app.services.intake.applying import taken_over, tried
from app.services.intake.choosing import chosen
from app.services.intake.importing import Wanted, prepared
from app.services.intake.matching import Outcome
from app.services.intake.reading import read_tables
from app.services.intake.returned import counted
from app.services.letter_files import prepare
from app.services.letters import round_sheet, rounds
from tests.conftest import TODAY
from tests.services.inputs_filling import filled, heading_row, saved, sheets
from tests.services.lettering import at_desk, body, order, point


@pytest.fixture
def desk(register):
    return at_desk(register)


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "workbooks"
    place.mkdir()
    return place


@pytest.fixture
def sent(desk, out):
    """Ask for inputs and record it; gives the files by the name of the agency."""

    def run(record=True, **facts):
        wanted = InputsOrder(
            order=order(form=LetterForm.XLSX, organisations=facts.pop("organisations", ())),
            **facts,
        )
        done = prepare_inputs(desk, wanted, out, record=record)
        names = [each.organisation.label for each in done.drafts.letters]
        return dict(zip(names, done.files, strict=True))

    return run


def ref(register, identity):
    return register.reader.ref(identity)


def planned(register, path, **said):
    plan = prepared(register.reader, chosen(read_tables(path)), Wanted(**said), TODAY)
    return tried(register, plan, name=path.name)


def taken(register, path, *, many=False, **said):
    plan = planned(register, path, **said)
    taken_over(register, plan, name=path.name, many=many)
    return plan


POINT = 2
"""The column that says what was agreed."""


def row_in(path, reference):
    """The row of a workbook that has a reference."""
    return next(each for each in sheets(path)["Points"] if each and each[0] == reference)


def answers(register, **told):
    """What MoC fills in about the plant."""
    return {ref(register, register.plant): told}


def progress(**more):
    return {"Progress": "Site chosen.", **more}


# --- out -----------------------------------------------------------------------------------------


def test_each_lead_gets_its_open_points_and_a_round_is_recorded(desk, sent):
    files = sent()
    assert sorted(files) == ["MoC", "MoFA"]
    rows = sheets(files["MoC"])["Points"]
    assert [each[0] for each in rows[heading_row(rows) + 1 :]] == [
        ref(desk, desk.fair),
        ref(desk, desk.plant),
    ]
    (line,) = rounds(desk.reader)
    assert (line.asked, line.replied, line.awaited) == (2, 0, 2)
    assert {each.letter.form for each in round_sheet(desk.reader, line.id).letters} == {
        LetterForm.XLSX
    }


def test_a_round_is_taken_back_by_one_undo(desk, sent):
    sent()
    desk.undo()
    assert rounds(desk.reader) == ()


def test_asking_for_inputs_turns_nothing_and_neither_does_reminding_of_it(desk, out, sent):
    desk.pass_ball(desk.plant, "BY", since="2026-11-01", letter="")
    sent()
    assert desk.reader.commitment(desk.plant).ball_with == "BY"
    assert desk.reader.commitment(desk.fair).ball_with == ""
    (line,) = rounds(desk.reader)
    again = order(reference="F.2/2026", previous=line.id)
    prepare(desk, again, out, record=True)
    assert desk.reader.commitment(desk.plant).ball_with == "BY"


def test_what_the_desk_holds_stands_in_words(desk, sent):
    desk.note(desk.plant, "Land was offered.", happened_on="2026-03-03")
    rows = sheets(sent()["MoC"])["Points"]
    row = next(each for each in rows if ref(desk, desk.plant) in each[:1])
    assert row[1:7] == [
        "3.10",
        "Tractor plant",
        "PK",
        "2026, day not agreed",
        "Open",
        "03 Mar 2026: Land was offered.",
    ]


def test_an_agency_of_a_country_that_speaks_it_is_asked_in_russian(desk, sent):
    minprom = body(desk, "Минпром", country="BY")
    point(desk, "Сборка", minprom)
    held = sheets(sent()["Минпром"])
    assert list(held)[:2] == ["Пункты", "Как заполнить"]
    rows = held["Пункты"]
    assert "Просьба о новом сроке" in rows[heading_row(rows)]


def test_classified_points_are_counted_for_the_officer_and_told_to_nobody(desk, sent, out):
    desk.amend(desk.fair, classification="restricted")
    done = prepare_inputs(desk, InputsOrder(order=order()), out, record=False)
    assert done.drafts.left_out == 1
    texts = str(sheets(done.files[0])) + str(sheets(done.files[1]))
    assert "Trade fair" not in texts
    assert "restricted" not in texts


def test_a_filter_and_an_agency_narrow_what_is_asked(desk, sent):
    assert list(sent(query=Query(text="plant"), record=False)) == ["MoC"]
    with pytest.raises(InvalidValueError, match="no open point"):
        sent(query=Query(text="plant"), organisations=(desk.mofa,))
    with pytest.raises(NothingToDoError):
        sent(country="BY")


def test_who_supports_is_asked_where_that_is_wanted(desk, sent):
    desk.support(desk.plant, desk.mofa)
    assert [each.points for each in to_be_asked(desk.reader, TODAY)][1] == (desk.visa,)
    rows = sheets(sent(supporting=True)["MoFA"])["Points"]
    assert len(rows) - heading_row(rows) - 1 == 2


def test_who_supports_is_told_to_speak_of_its_own_share_and_who_leads_is_not(desk, sent):
    desk.support(desk.plant, desk.mofa)
    files = sent(supporting=True)
    said = {name: row_in(files[name], ref(desk, desk.plant))[POINT] for name in ("MoC", "MoFA")}
    share = "(Another agency leads here: please report on your own share.)"
    assert said == {"MoC": "Tractor plant", "MoFA": f"Tractor plant\n{share}"}
    own = row_in(files["MoFA"], ref(desk, desk.visa))[POINT]
    assert share not in own


def test_only_what_falls_due_by_a_day_is_asked_about(desk, sent):
    desk.correct_timing(desk.fair, Timing(edtf="2026-12-10", basis=Basis.STATED))
    rows = sheets(sent(due_by=date(2026, 12, 31))["MoC"])["Points"]
    refs = [each[0] for each in rows[heading_row(rows) + 1 :]]
    assert refs == [ref(desk, desk.fair), ref(desk, desk.plant)]
    asked = to_be_asked(desk.reader, TODAY, due_by=date(2026, 12, 30))
    assert [each.points for each in asked] == [(desk.fair,)]


def test_what_a_session_restates_is_asked_about_with_its_own_points(desk):
    session = point(desk, "Ninth session", kind=Kind.SESSION)
    desk.add_appearance(desk.plant, session)
    asked = to_be_asked(desk.reader, TODAY, concerns=session, query=Query(origin=session))
    assert [each.points for each in asked] == [(desk.plant,)]


def test_the_same_round_is_the_same_file(desk, sent, out, tmp_path):
    one = {name: path.read_bytes() for name, path in sent(record=False).items()}
    for path in out.iterdir():
        path.unlink()
    assert {name: path.read_bytes() for name, path in sent(record=False).items()} == one


# --- back ----------------------------------------------------------------------------------------


def test_what_is_told_becomes_a_note_of_whoever_told_it_and_the_reply_is_recorded(
    desk, sent, tmp_path
):
    told = progress(**{"As of": "20 Nov 2026", "Letter no.": "4-1/26", "Letter date": "22.11.2026"})
    back = filled(sent()["MoC"], tmp_path / "renamed.xlsx", answers(desk, **told))
    plan = taken(desk, back)
    (note,) = desk.reader.notes_of([desk.plant])[desk.plant]
    assert (note.text, note.as_of, note.letter, note.letter_date) == (
        "Site chosen.",
        "2026-11-20",
        "4-1/26",
        "2026-11-22",
    )
    assert (note.reporter, note.channel, note.basis) == (
        desk.moc,
        "letter",
        NoteBasis.SELF_REPORTED,
    )
    assert counted(plan).notes == 1
    (line,) = rounds(desk.reader)
    assert (line.replied, line.asked) == (1, 2)
    sheet = round_sheet(desk.reader, line.id)
    (letter,) = (each.letter for each in sheet.letters if each.standing is Standing.REPLIED)
    assert (letter.replied_on, letter.reply_letter) == ("2026-11-22", "4-1/26")
    (asked,) = (
        each for each in desk.reader.letter_points(letter.id) if each.commitment == desk.plant
    )
    assert asked.note == note.id


def test_an_import_is_taken_back_by_one_undo_reply_and_all(desk, sent, tmp_path):
    taken(desk, filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress())))
    desk.undo()
    assert desk.reader.notes_of([desk.plant]) == {}
    assert rounds(desk.reader)[0].replied == 0


def test_the_same_file_twice_changes_nothing(desk, sent, tmp_path):
    back = filled(
        sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress(Status="In progress"))
    )
    taken(desk, back)
    before = desk.reader.archive().version()
    assert [each.field for each in taken(desk, back).proposals[1].changes] == ["status"]
    assert desk.reader.archive().version() == before


def test_the_same_words_by_another_letter_are_another_note(desk, sent, tmp_path):
    file = sent()["MoC"]
    for number in ("1", "2"):
        told = progress(**{"Letter no.": number})
        taken(desk, filled(file, tmp_path / f"{number}.xlsx", answers(desk, **told)))
    assert len(desk.reader.notes_of([desk.plant])[desk.plant]) == 2


def test_status_and_date_are_proposed_and_never_taken_by_themselves(desk, sent, tmp_path):
    told = progress(**{"Status": "Implemented", "New date asked for": "2027-03-01"})
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told))
    plan = taken(desk, back)
    assert (counted(plan).statuses, counted(plan).dates) == (1, 1)
    now = desk.reader.row(desk.plant)
    assert (now.status.value, now.timing.edtf) == ("open", "2026")
    taken(desk, back, many=True, accepted=frozenset({"status", "due"}))
    now = desk.reader.row(desk.plant)
    assert (now.status.value, now.timing.edtf) == ("fulfilled", "2027-03-01")
    revision = desk.reader.dossier(desk.plant).timings[-1]
    assert (revision.asked_by, revision.agreed_by) == ("PK", "")


def test_who_supports_tells_of_its_share_and_proposes_nothing_for_the_point(desk, sent, tmp_path):
    desk.support(desk.plant, desk.mofa)
    told = progress(**{"Status": "Implemented", "New date asked for": "2027-03-01"})
    back = filled(sent(supporting=True)["MoFA"], tmp_path / "b.xlsx", answers(desk, **told))
    plan = planned(desk, back, accepted=frozenset({"all"}))
    (row,) = (each for each in plan.proposals if each.changes)
    assert [each.field for each in row.changes] == ["progress"]
    (warning,) = row.warnings
    assert warning.startswith("MoFA does not lead it: what it says of status and date is noted")
    taken(desk, back, accepted=frozenset({"all"}))
    now = desk.reader.dossier(desk.plant)
    assert (now.commitment.status.value, len(now.timings)) == ("open", 1)
    (note,) = now.notes
    assert note.reporter == desk.mofa
    assert note.text == "Site chosen.\nStatus reported: Implemented\nNew date asked for: 2027-03-01"


def test_a_proposal_is_taken_for_one_row_alone(desk, sent, tmp_path):
    told = {ref(desk, each): {"Status": "In progress"} for each in (desk.plant, desk.fair)}
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", told)
    first = planned(desk, back).proposals[0]
    taken(desk, back, many=True, accepted=frozenset({f"{first.row}:status"}))
    assert desk.reader.row(first.commitment).status.value == "in progress"
    other = desk.fair if first.commitment == desk.plant else desk.plant
    assert desk.reader.row(other).status.value == "open"


def test_what_a_rule_refuses_is_left_out_and_said_and_the_note_is_taken(desk, sent, tmp_path):
    told = progress(**{"Status": "On hold", "New date asked for": "2027-03-01"})
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told))
    plan = planned(desk, back, accepted=frozenset({"all"}))
    (row,) = (each for each in plan.proposals if each.changes)
    assert [each.field for each in row.changes] == ["progress", "due"]
    assert "day to look at it again" in row.warnings[-1]
    taken(desk, back, many=True, accepted=frozenset({"all"}))
    now = desk.reader.dossier(desk.plant)
    assert (now.commitment.status.value, now.row.timing.edtf) == ("open", "2027-03-01")
    assert now.notes[0].text.startswith("Site chosen.")


def test_a_status_that_can_never_follow_is_not_proposed_and_the_note_is(desk, sent, tmp_path):
    file = sent()["MoC"]
    desk.move(desk.plant, Status.FULFILLED, why="opened", happened_on="2026-11-20")
    back = filled(file, tmp_path / "b.xlsx", answers(desk, **progress(Status="On hold")))
    plan = planned(desk, back, accepted=frozenset({"progress"}))
    (row,) = (each for each in plan.proposals if each.changes)
    assert [each.field for each in row.changes] == ["progress"]
    assert any(each.startswith("Its status is not proposed") for each in row.warnings)


FULFILLED = [
    ({"As of": "2026-11-05", "Letter date": "2026-11-10"}, "[..2026-11-05]"),
    ({"Letter date": "2026-11-10"}, "[..2026-11-10]"),
    ({"As of": "2025"}, "[..2025-12-31]"),
    ({}, ""),
]


@pytest.mark.parametrize(("said", "day"), FULFILLED)
def test_what_is_reported_as_done_was_done_by_then_and_no_day_is_made_up(
    desk, sent, tmp_path, said, day
):
    told = progress(Status="Implemented", **said)
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told))
    plan = taken(desk, back, many=True, accepted=frozenset({"status"}))
    (row,) = (each for each in plan.proposals if each.changes)
    assert row.came_about == day
    assert desk.reader.dossier(desk.plant).moves[-1].happened_on == day


@pytest.mark.parametrize(("said", "day"), [({"Letter date": "2026-11-10"}, "2026-11-10"), ({}, "")])
def test_another_date_is_asked_for_on_the_day_of_the_letter_or_nobody_knows_when(
    desk, sent, tmp_path, said, day
):
    told = progress(**{"New date asked for": "2027-03-01", **said})
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told))
    taken(desk, back, many=True, accepted=frozenset({"due"}))
    assert desk.reader.dossier(desk.plant).timings[-1].asked_on == day


def test_all_proposals_leave_what_was_changed_here_since_unless_that_is_said_too(
    desk, sent, tmp_path
):
    file = sent()["MoC"]
    desk.postpone(desk.plant, Timing(edtf="[..2026-12-31]", basis=Basis.STATED))
    told = progress(**{"New date asked for": "2027-12-31"})
    back = filled(file, tmp_path / "b.xlsx", answers(desk, **told))
    plan = planned(desk, back, accepted=frozenset({"all"}))
    (row,) = (each for each in plan.proposals if each.changes)
    assert [each.field for each in row.taking().changes] == ["progress"]
    both = [each.field for each in row.taking(changed_too=True).changes]
    assert both == ["progress", "due"]
    plan = planned(desk, back, accepted=frozenset({f"{row.row}:due"}))
    (row,) = (each for each in plan.proposals if each.changes)
    assert [each.field for each in row.taking().changes] == both


def test_rows_left_empty_say_nothing_and_answer_nothing(desk, sent):
    plan = planned(desk, sent()["MoC"])
    assert {each.outcome for each in plan.proposals} == {Outcome.UNCHANGED}
    assert rounds(desk.reader)[0].replied == 0


def test_inserted_rows_and_columns_do_no_harm(desk, sent, tmp_path):
    back = filled(
        sent()["MoC"],
        tmp_path / "b.xlsx",
        answers(desk, **progress()),
        inserted=(["", "", "Section of trade"], [], ["NO/SUCH-1"] + [""] * 7 + ["Text"]),
        mix=True,
    )
    plan = taken(desk, back)
    held = [each for each in plan.proposals if each.outcome is Outcome.HELD]
    added, unknown = (each.reason for each in held)
    assert added.startswith("It has no reference")
    assert unknown == "No commitment in this register has this reference."
    assert [each.text for each in desk.reader.notes_of([desk.plant])[desk.plant]] == [
        "Site chosen."
    ]


def test_without_its_notes_it_is_asked_which_letter_it_answers(desk, sent, tmp_path):
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress()), notes=False)
    plan = planned(desk, back)
    (asked,) = plan.draft.questions
    assert (asked.key, asked.choices) == (QUESTION, ("F.1/2026 of 22 Nov 2026, MoC", "none"))
    assert plan.counts[Outcome.HELD] == 1
    taken(desk, back, answers={QUESTION: asked.choices[0]})
    assert rounds(desk.reader)[0].replied == 1


def test_answering_no_letter_each_point_is_told_by_its_lead(desk, sent, tmp_path):
    file = sent()["MoC"]
    back = filled(file, tmp_path / "b.xlsx", answers(desk, **progress()), notes=False)
    taken(desk, back, answers={QUESTION: "none"})
    (note,) = desk.reader.notes_of([desk.plant])[desk.plant]
    assert note.reporter == desk.moc
    assert rounds(desk.reader)[0].replied == 0


def test_a_round_that_was_never_recorded_brings_notes_and_no_reply(desk, sent, tmp_path):
    back = filled(sent(record=False)["MoC"], tmp_path / "b.xlsx", answers(desk, **progress()))
    plan = taken(desk, back)
    assert "not on record here" in plan.notes[0]
    assert len(desk.reader.notes_of([desk.plant])[desk.plant]) == 1


def test_an_agency_that_was_renamed_is_known_by_its_former_name(desk, sent, tmp_path):
    file = sent()["MoC"]
    desk.amend_organisation(desk.moc, name="Ministry of Trade", acronym="MoT")
    taken(desk, filled(file, tmp_path / "b.xlsx", answers(desk, **progress())))
    assert rounds(desk.reader)[0].replied == 1


def test_a_reply_on_record_stays_as_it_is(desk, sent, tmp_path):
    file = sent()["MoC"]
    sheet = round_sheet(desk.reader, rounds(desk.reader)[0].id)
    letter = next(each.letter for each in sheet.letters if each.organisation.id == desk.moc)
    desk.record_reply(letter.id, "2026-11-22", reply_letter="by telephone")
    plan = taken(desk, filled(file, tmp_path / "b.xlsx", answers(desk, **progress())))
    assert "recorded already" in plan.notes[0]
    assert desk.reader.letter(letter.id).reply_letter == "by telephone"


# --- what changed here meanwhile -----------------------------------------------------------------


def test_what_changed_here_since_is_marked_field_by_field_and_not_taken(desk, sent, tmp_path):
    file = sent()["MoC"]
    desk.move(desk.plant, Status.IN_PROGRESS, why="", happened_on="2026-11-22")
    told = progress(**{"Status": "Implemented", "New date asked for": "2027"})
    plan = planned(desk, filled(file, tmp_path / "b.xlsx", answers(desk, **told)))
    (row,) = (each for each in plan.proposals if each.commitment == desk.plant)
    assert {each.field: each.since_changed for each in row.changes} == {
        "progress": False,
        "status": True,
        "due": False,
    }
    assert "Changed here since this file was made: status." in row.warnings
    assert [each.field for each in row.taking(changed_too=True).changes] == ["progress"]


@pytest.mark.parametrize(
    ("meanwhile", "outcome", "said"),
    [
        (lambda d: d.discard([d.plant]), Outcome.HELD, "bin"),
        (
            lambda d: d.move(d.plant, Status.FULFILLED, why="Done."),
            Outcome.CHANGED,
            "Here it is “fulfilled”",
        ),
        (
            lambda d: d.amend(d.plant, owner=d.mofa),
            Outcome.CHANGED,
            "MoC does not answer for it here any more.",
        ),
    ],
    ids=["binned", "fulfilled", "moved to another agency"],
)
def test_what_became_of_a_point_meanwhile_is_said(desk, sent, tmp_path, meanwhile, outcome, said):
    file = sent()["MoC"]
    meanwhile(desk)
    plan = planned(desk, filled(file, tmp_path / "b.xlsx", answers(desk, **progress())))
    (row,) = (each for each in plan.proposals if each.commitment == desk.plant)
    assert row.outcome is outcome
    assert said in " ".join((row.reason, *row.warnings))


def test_notes_alone_need_no_yes_to_changing_a_fifth_of_the_register(desk, sent, tmp_path):
    told = {ref(desk, each): progress() for each in (desk.plant, desk.fair)}
    taken(desk, filled(sent()["MoC"], tmp_path / "b.xlsx", told))  # two of three commitments
    assert len(desk.reader.notes_of([desk.plant, desk.fair])) == 2


# --- other programs ------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_workbook_saved_by_libreoffice_is_known_again(desk, sent, tmp_path, ending):
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress()))
    place = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", ending, "--outdir", str(place), str(back)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    plan = taken(desk, place / f"b.{ending}")
    assert counted(plan).notes == 1
    assert rounds(desk.reader)[0].replied == 1


_HOSTILE = st.one_of(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60
    ),
    st.sampled_from(
        ["=1+1", "@SUM(A1)", "<b>bold</b>", "<r><t>x</t></r>", "ٹریکٹر پلانٹ", "Завод\nстрока",
         "2026-13-45", "31/02/2027", "-5", "'quoted", "Total: 3", "#REF!", "a" * 3000]
    ),
)  # fmt: skip


_COLUMNS = (
    "Status",
    "Progress",
    "As of",
    "Letter no.",
    "Letter date",
    "New date asked for",
    "Remarks",
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=st.fixed_dictionaries({}, optional=dict.fromkeys(_COLUMNS, _HOSTILE)))
def test_whatever_is_typed_is_noted_in_its_words_asked_or_held_and_overwrites_nothing(
    desk, sent, tmp_path_factory, told
):
    place = tmp_path_factory.mktemp("hostile")
    source = sent(record=False)["MoC"]
    back = filled(source, place / "b.xlsx", answers(desk, **told))
    plan = planned(desk, back)
    (row,) = (each for each in plan.proposals if each.ref == ref(desk, desk.plant))
    written = {name: text.strip() for name, text in told.items() if text.strip()}
    if not written:
        assert row.outcome is Outcome.UNCHANGED
    if row.taking() is not None:
        assert [each.field for each in row.taking().changes] == ["progress"]
        for name in {"Progress", "Status", "New date asked for", "Remarks"} & set(written):
            assert written[name] in row.fields["progress"]
    if row.outcome is Outcome.HELD:
        assert row.reason


def test_a_timing_is_never_overwritten_by_a_workbook(desk, sent, tmp_path):
    desk.postpone(desk.plant, Timing(edtf="2027", basis=Basis.STATED), reason="agreed")
    told = progress(**{"New date asked for": "someday"})
    taken(
        desk,
        filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told)),
        accepted=frozenset(),
    )
    assert desk.reader.row(desk.plant).timing.edtf == "2027"


# --- what an agency changed in the file itself ---------------------------------------------------


def reworked(path, target, change):
    """Save a workbook anew after `change` of the rows of its points, headings first."""
    held = sheets(path)
    rows = held[next(iter(held))]
    head = heading_row(rows)
    for row in rows[head:]:
        row.extend([""] * (14 - len(row)))
    change(rows[head:])
    return saved(held, target)


def row_of(plan, identity):
    return next(each for each in plan.proposals if each.commitment == identity)


RENAMED = {
    "Status": "Current position",
    "Progress": "Achievements so far",
    "New date asked for": "Proposed date",
}


def test_a_column_whose_heading_was_changed_is_known_by_its_place(desk, sent, tmp_path):
    told = progress(**{"New date asked for": "30 June 2028"})
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told))

    def rename(rows):
        rows[0][:] = [RENAMED.get(each, each) for each in rows[0]]

    plan = planned(desk, reworked(back, tmp_path / "c.xlsx", rename))
    row = row_of(plan, desk.plant)
    assert {each.field: each.proposed for each in row.changes} == {"progress": False, "due": True}
    assert "Site chosen." in row.fields["progress"]
    said = "“Achievements so far” stands where we asked for “Progress”: read as that."
    assert said in plan.notes


def test_a_column_that_is_none_of_ours_is_asked_about_and_never_passed_over(desk, sent, tmp_path):
    def add(rows):
        rows[0].append("Constraints")
        for row in rows[1:]:
            row.append("No budget" if row[0] == ref(desk, desk.plant) else "")

    back = reworked(sent()["MoC"], tmp_path / "b.xlsx", add)
    plan = planned(desk, back)
    (asked,) = plan.draft.questions
    assert (asked.column, row_of(plan, desk.plant).outcome) == ("Constraints", Outcome.HELD)
    noted = planned(desk, back, answers={asked.key: "note"})
    assert row_of(noted, desk.plant).fields["progress"] == "Constraints: No budget"
    left = planned(desk, back, answers={asked.key: "none"})
    assert row_of(left, desk.plant).outcome is Outcome.UNCHANGED


def test_a_point_that_was_added_and_a_sentence_for_a_reference_are_held(desk, sent, tmp_path):
    held = sheets(sent()["MoC"])
    rows = held["Points"]
    head = heading_row(rows)
    rows[head + 1][0] = "see our letter"
    rows.append(["", "", "A new point of ours"])
    plan = planned(desk, saved(held, tmp_path / "b.xlsx"))
    reasons = [each.reason for each in plan.proposals if each.outcome is Outcome.HELD]
    assert reasons[0] == "No commitment in this register has this reference."
    assert reasons[1].startswith("It has no reference")


def test_what_was_typed_into_our_own_columns_is_told_and_not_taken_over(desk, sent, tmp_path):
    source = sent()["MoC"]
    told = {"Status in our register": "Done", "Due, as we hold it": "31 Dec 2031"}
    plan = planned(desk, filled(source, tmp_path / "b.xlsx", answers(desk, **told)))
    row = row_of(plan, desk.plant)
    assert (row.outcome, len(row.warnings)) == (Outcome.UNCHANGED, 2)
    assert "“Done”" in " ".join(row.warnings)
    assert "nothing of it is taken over" in row.warnings[0]
    assert all(each.warnings == () for each in planned(desk, source).proposals)


def test_our_own_columns_changed_by_the_register_alone_are_not_told(desk, sent, tmp_path):
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress()))
    taken(desk, back)
    assert row_of(planned(desk, back), desk.plant).warnings == ()


def test_nil_and_a_dash_say_nothing(desk, sent, tmp_path):
    told = {"Remarks": "nil", "New date asked for": "-", "Progress": "–", "Letter no.": "N/A"}
    plan = planned(desk, filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told)))
    assert row_of(plan, desk.plant).outcome is Outcome.UNCHANGED
    assert plan.draft.questions == ()


def test_who_answers_only_what_others_were_asked_has_not_replied(desk, sent, tmp_path):
    files = sent()
    rows = sheets(files["MoFA"])["Points"]
    theirs = rows[heading_row(rows) + 1]

    held = sheets(files["MoC"])
    mine = held["Points"]
    row = mine[heading_row(mine) + 1]
    row.extend([""] * (14 - len(row)))
    row[0], row[POINT], row[8] = theirs[0], theirs[POINT], "Visas are ready."
    plan = taken(desk, saved(held, tmp_path / "b.xlsx"))
    (told,) = (each for each in plan.proposals if each.changes)
    said = " ".join(told.warnings)
    assert "MoC does not answer for it here." in said
    assert "asked MoFA about it, not MoC." in said
    assert "no reply is recorded" in " ".join(plan.notes)
    assert rounds(desk.reader)[0].replied == 0


def test_days_that_have_not_come_are_warned_of(desk, sent, tmp_path):
    told = progress(**{"As of": "2030-01-01", "Letter date": "2030-01-02"})
    plan = planned(desk, filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **told)))
    assert [each.split(",")[0] for each in row_of(plan, desk.plant).warnings] == [
        "The “as of” day it gives",
        "The letter date it gives",
    ]


def test_a_reference_without_its_countries_is_enough_in_a_workbook(desk, sent, tmp_path):
    desk.amend(desk.plant, ref="PK-BY/JMC-8/07")
    told = {"PK-BY/JMC-8/07": progress()}
    held = sheets(filled(sent()["MoC"], tmp_path / "b.xlsx", told))
    for row in held["Points"]:
        if row and row[0] == "PK-BY/JMC-8/07":
            row[0] = "JMC-8/07"
    plan = planned(desk, saved(held, tmp_path / "c.xlsx"))
    assert row_of(plan, desk.plant).outcome is Outcome.CHANGED


# Which column is the reference, and which point a row is about


def _renamed(rows):
    """Call the column of references otherwise and put an empty one behind it."""
    rows[0][0] = "Ref. no."
    for row in rows:
        row.insert(1, "")


def test_a_column_called_otherwise_is_the_reference_and_an_empty_one_never_is(desk, sent, tmp_path):
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress()))
    plan = planned(desk, reworked(back, tmp_path / "c.xlsx", _renamed))
    assert row_of(plan, desk.plant).outcome is Outcome.CHANGED
    assert "“Ref. no.” stands where we asked for “Reference”: read as that." in plan.notes


def test_what_the_officer_says_of_the_column_of_references_holds(desk, sent, tmp_path):
    def rename(rows):
        _renamed(rows)
        rows[0][0] = "Our code"

    back = filled(sent()["MoC"], tmp_path / "b.xlsx", answers(desk, **progress()))
    path = reworked(back, tmp_path / "c.xlsx", rename)
    held = planned(desk, path)
    (asked,) = held.draft.questions
    assert (asked.column, asked.choices[0]) == ("Our code", "ref")
    assert {each.outcome for each in held.proposals} == {Outcome.HELD}
    assert {each.reason for each in held.proposals} == {"Waits for an answer: Our code@what."}
    for said in ({"columns": {"Our code": "ref"}}, {"answers": {asked.key: "ref"}}):
        assert row_of(planned(desk, path, **said), desk.plant).outcome is Outcome.CHANGED


def _sorted_apart(desk, sent, tmp_path):
    """Sort the column of references alone, once both points were told of."""

    def rotate(rows):
        points = [each for each in rows[1:] if each[0]]
        for row, moved in zip(points, [each[0] for each in points][::-1], strict=True):
            row[0] = moved

    told = {ref(desk, each): progress() for each in (desk.plant, desk.fair)}
    back = filled(sent()["MoC"], tmp_path / "b.xlsx", told)
    return reworked(back, tmp_path / "c.xlsx", rotate)


def test_a_row_that_names_one_point_and_says_another_asks_which_is_meant(desk, sent, tmp_path):
    plan = planned(desk, _sorted_apart(desk, sent, tmp_path))
    plant, fair = ref(desk, desk.plant), ref(desk, desk.fair)
    assert [each.outcome for each in plan.proposals] == [Outcome.HELD, Outcome.HELD]
    assert {each.choices for each in plan.draft.questions} == {(plant, fair), (fair, plant)}
    assert "is “Tractor plant”, but this row says" in row_question(plan, plant).question


def test_the_answer_puts_the_row_with_the_point_that_was_meant(desk, sent, tmp_path):
    path = _sorted_apart(desk, sent, tmp_path)
    asked = planned(desk, path).draft.questions
    plan = taken(desk, path, answers={each.key: each.choices[1] for each in asked})
    assert [each.outcome for each in plan.proposals] == [Outcome.CHANGED, Outcome.CHANGED]
    assert [each.ref for each in plan.proposals] == [each.choices[1] for each in asked]
    for point_told in (desk.plant, desk.fair):
        assert [each.text for each in desk.reader.notes_of([point_told])[point_told]] == [
            "Site chosen."
        ]


def row_question(plan, first):
    return next(each for each in plan.draft.questions if each.choices[0] == first)


def test_of_a_workbook_that_came_back_only_sheets_that_are_not_ours_are_named(desk, sent, tmp_path):
    held = sheets(sent()["MoC"])
    back = saved(held | {"Our own list": [["Decision"], ["Tyres"]]}, tmp_path / "b.xlsx")
    assert [each.name for each in chosen(read_tables(back)).beside] == ["Our own list"]
