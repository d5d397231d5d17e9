"""A table taken over: what it comes to in a register, and that one undo takes all of it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.commitment import Commitment
from app.domain.errors import CancelledError, InvalidValueError
from app.domain.identity import CommitmentId, new_id
from app.domain.intake.asking import Told
from app.domain.intake.draft import drafted
from app.domain.intake.grid import Cell, CellKind, Grid, GridRow
from app.domain.intake.row_agencies import NEW
from app.domain.kinds import Kind
from app.domain.query import Query
from app.domain.timing import Timing
from app.services.intake.agency_lists import agency_names
from app.services.intake.applying import taken_over, tried, tried_and_taken
from app.services.intake.matching import Frame, Outcome, planned

TABLE = """
Para|Decision|Responsible side|Lead agency|Due|Status|Progress
3.1|Assembly of tractors|Pakistan|MoIP|2026|Under process|Site chosen in May
3.2|Training of welders|both|NAVTTC|by end of 2025|Pending|
3.3|Exchange of customs data||FBR|TBD|Pending|
"""


ADDED = {
    f"Lead agency@{name}": NEW
    for name in (
        "MoIP",
        "NAVTTC",
        "FBR",
        "Board of Investment",
        "Board of Trade",
        "Board of Revenue",
    )
}
"""What an officer answers of agencies that the register does not know yet."""


def lines(text: str) -> Grid:
    return Grid(
        rows=tuple(
            GridRow(
                number=number,
                cells=tuple(
                    Cell(text=each.strip(), kind=CellKind.TEXT) if each.strip() else Cell()
                    for each in line.split("|")
                ),
            )
            for number, line in enumerate(text.strip().split("\n"), 1)
        )
    )


@pytest.fixture
def session(register):
    """A session whose protocol the tables below are."""
    identity = CommitmentId(new_id())
    register.propose(
        Commitment(
            id=identity,
            ref="PK-BY/JMC-8/01",
            relation="PK-BY",
            kind=Kind.SESSION,
            title="Eighth session",
            owed_by="PK+BY",
        ),
        timing=Timing(edtf="2025-02-10"),
    )
    return identity


@pytest.fixture
def plan(register, session):
    def make(text: str = TABLE, *, answers=None, reported_on=None, **frame):
        today = register.clock.today()
        told = Told(
            today=today,
            said=date(2025, 2, 10),
            answers={**ADDED, **(answers or {})},
            agencies=agency_names(register.reader),
            reported_on=reported_on,
        )
        framed = Frame(
            relation="PK-BY", origin=frame.get("origin", session), reported_on=reported_on
        )
        return planned(register.reader, drafted(lines(text), told), framed, today)

    return make


def outcomes(plan):
    return [each.outcome for each in plan.proposals]


def whole(register):
    today = register.clock.today()
    return {
        each.paragraph: each
        for _, each, _ in register.reader.each_commitment(Query(relation="PK-BY"), today)
    }


def test_all_rows_come_in_as_one_change(register, plan) -> None:
    made = plan()
    assert outcomes(made) == [Outcome.NEW] * 3
    change = taken_over(register, made, name="matrix.xlsx")
    assert change.label == "Import 3 rows of matrix.xlsx"
    held = whole(register)
    assert (held["3.1"].title, held["3.1"].status.value) == ("Assembly of tractors", "in progress")
    assert (held["3.1"].owed_by, held["3.2"].owed_by) == ("PK", "PK+BY")
    dossier = register.reader.dossier(held["3.1"].id)
    assert dossier.owner.label == "MoIP"
    assert dossier.owner.country == "PK"
    assert dossier.timings[0].timing.edtf == "2026"
    assert [each.text for each in dossier.notes] == ["Site chosen in May"]
    assert dossier.notes[0].reporter == dossier.owner.id
    assert dossier.notes[0].basis.value == "self-reported"


def test_one_undo_takes_all_of_it_back(register, plan) -> None:
    before = register.reader.count(Query(), register.clock.today())
    taken_over(register, plan(), name="matrix.xlsx")
    register.undo()
    assert register.reader.count(Query(), register.clock.today()) == before
    assert register.reader.organisations() == []
    assert register.store.check() == []


def test_a_second_import_of_the_same_file_changes_nothing(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx")
    again = plan()
    assert outcomes(again) == [Outcome.UNCHANGED] * 3
    assert taken_over(register, again, name="matrix.xlsx").n == 0


def test_a_row_without_a_responsible_side_arrives_as_a_draft_and_says_so(register, plan) -> None:
    made = tried(register, plan(), name="matrix.xlsx")
    row = made.proposals[2]
    assert row.outcome is Outcome.NEW
    assert row.warnings[-1].startswith("It arrives as a draft")
    taken_over(register, made, name="matrix.xlsx")
    assert whole(register)["3.3"].status.value == "draft"


def test_a_trial_writes_nothing(register, plan) -> None:
    heads = register.store.heads()
    tried(register, plan(), name="matrix.xlsx")
    assert register.store.heads() == heads
    assert register.reader.organisations() == []


def test_changes_are_told_field_by_field_and_a_blank_cell_changes_nothing(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx")
    changed = plan(
        "Para|Decision|Due|Status|Progress\n"
        "3.1|Assembly of tractors|2027||Line opened\n"
        "3.2|Training of welders|||\n"
    )
    assert outcomes(changed) == [Outcome.CHANGED, Outcome.UNCHANGED]
    assert [(each.field, each.now, each.then) for each in changed.proposals[0].changes] == [
        ("due", "2026", "2027"),
        ("progress", "", "Line opened"),
    ]


def test_another_date_becomes_a_revision_and_the_first_stays(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx")
    taken_over(register, plan("Para|Decision|Due\n3.1|Tractors|2027"), name="new.csv", many=True)
    dossier = register.reader.dossier(whole(register)["3.1"].id)
    assert [each.timing.edtf for each in dossier.timings] == ["2026", "2027"]
    assert dossier.timings[1].reason == "imported from new.csv, row 2"


def test_what_a_rule_refuses_is_held_back_with_its_sentence(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx")
    held = tried(
        register, plan("Para|Decision|Status\n3.2|Training of welders|closed"), name="new.csv"
    )
    assert outcomes(held) == [Outcome.HELD]
    assert held.proposals[0].reason


def test_rows_that_wait_for_an_answer_are_held_back(register, plan) -> None:
    made = plan("Para|Decision|Due\n3.1|Tractors|03/04/2026\n3.2|Welders|2026")
    assert outcomes(made) == [Outcome.HELD, Outcome.NEW]
    assert "Due" in made.proposals[0].reason
    assert outcomes(plan("Para|Decision|Due\n3.1|Tractors|03/04/2026", answers={"Due": "dmy"})) == [
        Outcome.NEW
    ]


def test_only_the_chosen_rows_are_written(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx", rows={3})
    assert set(whole(register)) - {""} == {"3.2"}


def test_changing_over_a_fifth_of_the_register_wants_an_explicit_yes(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx")
    many = plan("Para|Decision|Due\n3.1|Tractors|2027\n3.2|Welders|2028")
    with pytest.raises(InvalidValueError, match="2 of 4"):
        taken_over(register, many, name="new.csv")
    assert taken_over(register, many, name="new.csv", many=True).n


def test_an_import_that_is_called_off_leaves_nothing(register, plan) -> None:
    heads = register.store.heads()
    with pytest.raises(CancelledError):
        taken_over(register, plan(), name="matrix.xlsx", cancelled=lambda: True)
    assert register.store.heads() == heads


def test_two_commitments_that_could_be_meant_hold_a_row_back(register, plan) -> None:
    table = "Para|Decision\n7.1|The same words\n7.2|The same words"
    taken_over(register, plan(table), name="one.csv")
    made = plan("Decision|Sector\nThe same words|trade", origin=None)
    assert outcomes(made) == [Outcome.HELD]
    assert "Several commitments" in made.proposals[0].reason


def test_an_agency_of_two_rows_is_added_once(register, plan) -> None:
    table = "Para|Decision|Lead agency\n1|One|Board of Investment\n2|Two|Board of Investment"
    taken_over(register, plan(table), name="one.csv")
    assert [each.name for each in register.reader.organisations()] == ["Board of Investment"]


def test_a_refused_row_leaves_nothing_that_later_rows_see(register, plan) -> None:
    made = plan(
        "Para|Decision|Lead agency|Completion\n1|One|Board of Trade|\n2|Two|Board of Trade|"
    )
    first = replace(made.proposals[0], fields={**made.proposals[0].fields, "strength": "9"})
    found = tried(register, replace(made, proposals=(first, made.proposals[1])), name="one.csv")
    assert outcomes(found) == [Outcome.HELD, Outcome.NEW]
    written, change = tried_and_taken(
        register, replace(made, proposals=(first, made.proposals[1])), name="one.csv"
    )
    assert outcomes(written) == [Outcome.HELD, Outcome.NEW]
    assert change.label == "Import 1 rows of one.csv"
    assert [each.name for each in register.reader.organisations()] == ["Board of Trade"]
    assert whole(register)["2"].ref.endswith(".001")
    assert register.store.check() == []


def test_an_agency_of_a_refused_row_alone_is_not_added(register, plan) -> None:
    made = plan("Para|Decision|Lead agency\n1|One|Board of Trade\n2|Two|Board of Revenue")
    first = replace(made.proposals[0], fields={**made.proposals[0].fields, "strength": "9"})
    tried_and_taken(register, replace(made, proposals=(first, made.proposals[1])), name="one.csv")
    assert [each.name for each in register.reader.organisations()] == ["Board of Revenue"]


def test_trying_and_writing_in_one_go_comes_to_the_same_as_one_after_the_other(
    register, plan
) -> None:
    at_once, change = tried_and_taken(register, plan(), name="matrix.xlsx")
    held = {each.ref: (each.title, each.status) for each in whole(register).values()}
    register.undo()
    first = tried(register, plan(), name="matrix.xlsx")
    again = taken_over(register, first, name="matrix.xlsx")
    assert [(each.outcome, each.warnings) for each in at_once.proposals] == [
        (each.outcome, each.warnings) for each in first.proposals
    ]
    assert change.label == again.label
    after = {each.ref: (each.title, each.status) for each in whole(register).values()}
    assert [after[ref] for ref in sorted(after)] == [held[ref] for ref in sorted(held)]
    assert register.store.check() == []


def test_writing_in_one_go_still_asks_about_a_fifth_of_the_register(register, plan) -> None:
    taken_over(register, plan(), name="matrix.xlsx")
    heads = register.store.heads()
    many = plan("Para|Decision|Due\n3.1|Tractors|2027\n3.2|Welders|2028")
    with pytest.raises(InvalidValueError, match="2 of 4"):
        tried_and_taken(register, many, name="new.csv")
    assert register.store.heads() == heads


def test_a_row_whose_origin_is_refused_is_held_back_with_it(register, plan) -> None:
    made = plan("Ref|Decision\nA.1|The paper\nA.2|Its point")
    paper = replace(made.proposals[0], fields={**made.proposals[0].fields, "strength": "9"})
    point = replace(made.proposals[1], fields={**made.proposals[1].fields, "origin": "A.1"})
    found, change = tried_and_taken(
        register, replace(made, proposals=(paper, point)), name="one.csv"
    )
    assert outcomes(found) == [Outcome.HELD, Outcome.HELD]
    assert "A.1" in found.proposals[1].reason
    assert change.n == 0
    assert register.store.check() == []


# --- found again ----------------------------------------------------------------------------------


@pytest.fixture
def ninth(register, session):
    """The session after that one."""
    identity = CommitmentId(new_id())
    register.propose(
        Commitment(
            id=identity,
            ref="PK-BY/JMC-9/01",
            relation="PK-BY",
            kind=Kind.SESSION,
            title="Ninth session",
            owed_by="PK+BY",
        ),
        timing=Timing(edtf="2026-02-10"),
    )
    return identity


def test_a_title_of_another_session_is_told_and_not_overwritten(register, plan, ninth) -> None:
    taken_over(register, plan("Para|Decision|Due\n5|Tourism|2026"), name="one.csv")
    made = plan("Decision|Due\nTourism|2028", origin=ninth)
    assert outcomes(made) == [Outcome.NEW]
    (warning,) = (each for each in made.proposals[0].warnings if "already" in each)
    assert "of PK-BY/JMC-8/01" in warning
    assert "restates" in warning


def test_a_title_that_a_session_restated_means_that_point(register, plan, ninth) -> None:
    taken_over(register, plan("Para|Decision|Due\n5|Tourism|2026"), name="one.csv")
    register.add_appearance(whole(register)["5"].id, ninth)
    made = plan("Decision|Due\nTourism|2028", origin=ninth)
    assert outcomes(made) == [Outcome.CHANGED]


def test_a_paragraph_is_filled_in_where_the_same_session_had_none(register, plan) -> None:
    taken_over(register, plan("Decision|Due\nTourism|2026"), name="one.csv")
    made = plan("Para|Decision|Due\n5|Tourism|2026")
    assert [(each.field, each.now, each.then) for each in made.proposals[0].changes] == [
        ("paragraph", "", "5")
    ]
    taken_over(register, made, name="two.csv", many=True)
    other = plan("Para|Decision|Due\n6|Tourism|2026")
    assert outcomes(other) == [Outcome.NEW]


def test_a_reference_without_its_countries_means_the_point(register, plan) -> None:
    taken_over(register, plan("Ref|Decision|Due\nPK-BY/JMC-8/07|Tourism|2026"), name="one.csv")
    made = plan("Ref|Decision|Due\nJMC-8/07|Tourism|2028")
    assert (outcomes(made), made.proposals[0].ref) == ([Outcome.CHANGED], "PK-BY/JMC-8/07")


def test_a_reference_alone_is_enough_to_change_what_is_there(register, plan) -> None:
    taken_over(register, plan("Ref|Decision|Due\nPK-BY/JMC-8/07|Tourism|2026"), name="one.csv")
    made = plan("Ref|Due\nPK-BY/JMC-8/07|2028\nPK-BY/JMC-8/99|2027")
    assert outcomes(made) == [Outcome.CHANGED, Outcome.HELD]
    assert "there is no title" in made.proposals[1].reason


def test_words_that_name_no_date_leave_a_stated_one_and_say_so(register, plan):
    first = plan("Para|Decision|Responsible side|Due\n1|One|Pakistan|2025")
    taken_over(register, first, name="a.csv")
    [again] = plan("Para|Decision|Responsible side|Due\n1|One|Pakistan|TBD").proposals
    assert again.outcome is Outcome.UNCHANGED
    assert again.warnings == ("“TBD” names no date: 2025, which the register has, stays.",)


def test_a_column_that_is_left_out_is_told_with_the_plan(plan):
    assert plan("Para|Decision|Colour\n1|One|red").notes == (
        "Columns left out, because they are no field that is known here: “Colour”.",
    )


def told_as_of(register, plan, first="Position as of 15.10.2026|", column="", day="", **said):
    """When a note that such a table brings is said to have been told, and as of when."""
    heads = f"Para|Decision|Responsible side|Due|Status|Progress|{column}"
    row = f"3.1|Assembly of tractors|Pakistan|2026|Under process|Site chosen|{day}"
    taken_over(register, plan(f"{first}\n{heads}\n{row}", **said), name="matrix.csv", many=True)
    (note,) = register.reader.dossier(whole(register)["3.1"].id).notes
    return note.happened_on, note.as_of


def test_progress_is_of_the_day_that_the_table_states(register, plan) -> None:
    assert told_as_of(register, plan) == ("2026-10-15", "2026-10-15")


def test_a_row_that_gives_its_own_day_tells_as_of_that(register, plan) -> None:
    found = told_as_of(register, plan, column="As of", day="2026-09-01")
    assert found == ("2026-09-01", "2026-09-01")


def test_what_the_officer_says_goes_before_the_title(register, plan) -> None:
    found = told_as_of(register, plan, reported_on=date(2026, 11, 1))
    assert found == ("2026-11-01", "2026-11-01")


def test_a_table_that_states_no_day_tells_today_and_as_of_none(register, plan) -> None:
    today = register.clock.today().isoformat()
    assert told_as_of(register, plan, first="Position|") == (today, "")


def test_a_day_to_come_is_kept_as_told_and_news_of_today(register, plan) -> None:
    today = register.clock.today().isoformat()
    found = told_as_of(register, plan, first="|", column="As of", day="2099-01-01")
    assert found == (today, "2099-01-01")


def test_the_same_table_again_brings_no_second_note(register, plan) -> None:
    assert told_as_of(register, plan) == told_as_of(register, plan)
