"""What was exported comes back: unchanged where it came from, the same where it is new."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.as_of import AsOf, By
from app.domain.cells import LONGEST_CELL, guarded, is_cut
from app.domain.commitment import OwnerBasis
from app.domain.export_columns import DEFAULT_COLUMNS, DERIVED, EXPORT_COLUMNS, FIELD_OF
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.query import Query
from app.domain.timing import Basis, Sense, Timing
from app.services.export import export_csv
from app.services.export_xlsx import export_xlsx
from app.services.intake.applying import taken_over, tried
from app.services.intake.assembly import Tally
from app.services.intake.gate import LIMITS
from app.services.intake.importing import Wanted, prepared
from app.services.intake.matching import Outcome
from app.services.intake.ours import recognised
from app.services.intake.reading import read_tables
from app.services.intake.workbook import read_workbook
from tests.store.desks import (
    TODAY,
    VERBS,
    Officer,
    acts,
    commitment,
    created,
    erase,
    examples,
    folder,
    seated,
)

EVERY = tuple(EXPORT_COLUMNS)
CARRIED = [each for each in EVERY if each not in {"evidence", "readings"}]
"""The columns that come out of a new register as they went in."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the kinds of file that a table is exported to."""

    name: str
    companion: bool = False

    def write(self, register, path, columns=EVERY):
        if path.suffix == ".xlsx":
            export_xlsx(register.reader, Query(), TODAY, columns, path)
        else:
            how = {"companion": self.companion}
            export_csv(register.reader, Query(), TODAY, columns, path, **how)

    def read(self, path):
        """Read the table in this process: another one for each example would take its time."""
        if path.suffix != ".xlsx":
            return read_tables(path)[0]
        grids = list(
            read_workbook(path.read_bytes(), Tally(path.name, LIMITS), lambda _done, _all: None)
        )
        return recognised(path, grids)[0]


FORMS = [Form("out.csv"), Form("out.csv", companion=True), Form("out.xlsx")]


def emptied(place, name="empty"):
    """An empty register about Pakistan and Belarus."""
    (place / name).mkdir()
    register = seated(created(place / name / "r.servanda"))
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    return register


def rows(register, columns=EVERY):
    """What a register exports, unguarded, by reference."""
    with folder() as place:
        export_csv(register.reader, Query(), TODAY, columns, place / "x.csv", guard=False)
        text = (place / "x.csv").read_bytes().decode("utf-8-sig")
    found = csv.DictReader(io.StringIO(text, newline=""))
    return {each["ref"]: each for each in found}


def plan_of(register, grid, **wanted):
    return prepared(register.reader, grid, Wanted(**wanted), TODAY)


def told(plan):
    """What is other, row by row, for a failure to be read."""
    return [
        (each.ref, each.outcome.value, each.reason, each.changes, each.warnings)
        for each in plan.proposals
        if each.outcome is not Outcome.UNCHANGED
    ]


def parts_of(row):
    return {name: row[EXPORT_COLUMNS[name]] for name in CARRIED}


hostile = st.text(
    st.sampled_from("'=+-@\t\r\n ;,\"\u2028\u0085\ufeff\xa0aЖبé3.10e/_x0D<>&#\U0001f600\x01"),
    max_size=14,
)
NASTY = [
    "=1+1",
    "'=1+1",
    "''007",
    "3.10",
    "007",
    "<r><t>x</t></r>",
    "_x000D_\r\n",
    '=HYPERLINK("http://example.org","press")',
    "Total",
    "двенадцать; بارہ",
    "2026-12-31",
    "12/31",
    "one\r\ntwo\rthree\n",
    "\ufffe\uffff",
    "TRUE",
    "1e5",
    "+92 51 1234567",
]
texts = st.one_of(st.sampled_from(NASTY), hostile)
FREE = ("summary", "paragraph", "sector", "made_at", "remarks", "line_to_take", "classification")
hands = st.lists(st.tuples(st.sampled_from(FREE), texts), max_size=12)


def furnish(register, draws, written):
    """Let an officer work, then write hostile texts into what there is."""
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    officer = Officer(register)
    officer.work(draws)
    shown = list(rows(register))
    for place, (name, text) in enumerate(written):
        if shown:
            identity = register.reader.find(shown[place % len(shown)])
            register.amend(identity, **{name: text})


@pytest.mark.parametrize("form", FORMS, ids=str)
@examples(40)
@given(acts, hands)
@example(
    [("propose", 1, 1, 0), ("propose", 3, 2, 1), ("time", 0, 4, 1)],
    [("summary", each) for each in NASTY],
)
def test_a_register_finds_all_of_its_own_export_unchanged(form, draws, written):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        furnish(register, draws, written)
        path = place / form.name
        form.write(register, path)
        before = rows(register)
        if before:
            plan = plan_of(register, form.read(path))
            assert told(plan) == []
            assert len(plan.proposals) == len(before)
            assert plan.draft.questions == ()
        register.close()


STAYING = sorted({*VERBS} - {"discard", "restore"})
staying = st.lists(
    st.tuples(st.sampled_from(STAYING), *[st.integers(0, 10_000)] * 3), min_size=3, max_size=30
)
BY_STATUS = {"status", "phase", "overdue", "timeliness"}


def compared(register_rows, drafts):
    """What must be the same; of what had to come in as a draft, all but what follows from that."""
    found = {}
    for ref, row in register_rows.items():
        kept = parts_of(row)
        if ref in drafts:
            kept = {name: value for name, value in kept.items() if name not in BY_STATUS}
        # Two agencies of one name are one where the name is all that is known.
        kept["supporting"] = sorted(set(kept["supporting"].split("; ")))
        found[ref] = kept
    return found


@pytest.mark.parametrize("form", FORMS, ids=str)
@examples(30)
@given(staying, hands)
@example(
    [("propose", 1, 1, 0), ("propose", 3, 2, 1), ("time", 0, 4, 1)],
    [("remarks", each) for each in NASTY if "\ufffe" not in each],
)
def test_an_empty_register_takes_in_an_export_with_every_value(form, draws, written):
    with folder() as place:
        source = seated(created(place / "r.servanda"))
        furnish(source, draws, [each for each in written if "\ufffe" not in each[1]])
        path = place / form.name
        form.write(source, path)
        before = rows(source)
        register = emptied(place)
        if before:
            plan = tried(register, plan_of(register, form.read(path)), name=path.name)
            assert [(each.row, each.reason) for each in plan.proposals if each.reason] == []
            assert plan.counts[Outcome.NEW] == len(before)
            warned = [each for each in plan.proposals if "as a draft" in " ".join(each.warnings)]
            drafts = {each.fields["ref"] for each in warned}
            taken_over(register, plan, name=path.name)
            assert compared(rows(register), drafts) == compared(before, drafts)
            assert register.store.check() == []
        register.close()
        source.close()


# One register, looked at closely


@pytest.fixture
def desk(register):
    """A register with one of everything that a table carries."""
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    bodies = {}
    for acronym, country in (("MoIP", "PK"), ("MoC", "PK"), ("MinProm", "BY"), ("MoFA", "PK")):
        bodies[acronym] = OrganisationId(new_id())
        register.add_organisation(
            Organisation(
                id=bodies[acronym], name=f"Body {acronym}", acronym=acronym, country=country
            )
        )
    for ref, title in (("A/1", "Eighth session"), ("A/2", "Ninth session")):
        register.propose(
            commitment(ref, title, kind=Kind.SESSION, owed_by="both", status=Status.FORESEEN),
            timing=Timing(edtf="2026-05-01", basis=Basis.STATED),
        )
    session = register.reader.find("A/1")
    register.propose(
        commitment(
            "A/3",
            "Tractor plant",
            owed_by="PK",
            summary="Assembly in Lahore",
            sector="industry",
            strength=4,
            owner=bodies["MoIP"],
            owner_basis=OwnerBasis.PRESUMED,
            counterpart=bodies["MinProm"],
            origin=session,
            paragraph="3.10",
            made_on="2025-02-10",
            made_at="Minsk",
            ball_with="PK",
            ball_since="2026-10-01",
            ball_letter="No 5",
            priority=2,
            update_days=60,
            review_on="2027-01",
            classification="internal",
            line_to_take="Ask for the site",
            remarks="007",
        ),
        timing=Timing(
            words="by the end of the year",
            edtf="[..2026-12-31]",
            sense=Sense.DEADLINE,
            basis=Basis.INFERRED,
            why="the protocol",
        ),
        supporting=(bodies["MoC"],),
    )
    return register


EDITS = {
    "kind": ("project", "kind"),
    "title": ("Tractor works", "title"),
    "summary": ("=1+1", "summary"),
    "status": ("in progress", "status"),
    "owed_by": ("PK+BY", "owed_by"),
    "strength": ("5", "strength"),
    "sector": ("trade", "sector"),
    "owner": ("MoFA", "owner"),
    "owner_basis": ("stated", "owner_basis"),
    "counterpart": ("Ministry of Steel", "counterpart"),
    "origin": ("A/2", "origin"),
    "paragraph": ("007", "paragraph"),
    "made_on": ("2025-02", "made_on"),
    "made_at": ("Минск", "made_at"),
    "completion": ("limited", "completion"),
    "due_edtf": ("2027-33", "due"),
    "due_sense": ("point", "due_sense"),
    "due_basis": ("stated", "due_basis"),
    "due_said": ("before the year ends", "due_words"),
    "due_why": ("a letter", "due_why"),
    "due_follows": ("A/2", "due_follows"),
    "remarks": ("'007", "remarks"),
    "classification": ("secret", "classification"),
    "supporting": ("MoC; MoFA", "supporting"),
    "line_to_take": ("Wait", "line_to_take"),
    "event": ("yes", "event"),
    "priority": ("1", "priority"),
    "ball_with": ("BY", "ball_with"),
    "ball_since": ("2026-11", "ball_since"),
    "ball_letter": ("No 6", "ball_letter"),
    "update_days": ("30", "update_days"),
    "review_on": ("2027-02-03", "review_on"),
}


def test_every_column_that_is_a_field_is_edited_below():
    assert EDITS.keys() == FIELD_OF.keys() - {"ref", "relation", "due_offset"}


def edited(path, ref, **values):
    """Write cells of one row of a CSV file anew, guarded as a careful hand would."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    for row in found:
        if row["ref"] == ref:
            row.update({EXPORT_COLUMNS[name]: guarded(text) for name, text in values.items()})
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(found[0]))
        writer.writeheader()
        writer.writerows(found)


@pytest.fixture
def exported(desk, tmp_path):
    """Export the whole desk with its companion and give the path."""
    path = tmp_path / "out.csv"
    export_csv(desk.reader, Query(), TODAY, EVERY, path, companion=True)
    return path


def looked_at(register, path):
    return tried(register, plan_of(register, read_tables(path)[0]), name=path.name)


@pytest.mark.parametrize("column", EDITS)
def test_an_edited_cell_is_the_one_change_and_is_taken_over(desk, exported, column):
    text, field = EDITS[column]
    edited(exported, "A/3", **{column: text})
    plan = looked_at(desk, exported)
    [changed] = [each for each in plan.proposals if each.outcome is not Outcome.UNCHANGED]
    assert (changed.ref, changed.outcome, changed.reason) == ("A/3", Outcome.CHANGED, "")
    assert [each.field for each in changed.changes] == [field]
    taken_over(desk, plan, name=exported.name, many=True)
    assert rows(desk)["A/3"][EXPORT_COLUMNS[column]] == text
    assert desk.store.check() == []


@pytest.mark.parametrize("column", sorted(DERIVED - {"due_words"}))
def test_what_follows_from_other_columns_is_left_out(desk, exported, column):
    edited(exported, "A/3", **{column: "2020-01-01"})
    assert told(looked_at(desk, exported)) == []


def test_a_cell_that_was_emptied_changes_nothing(desk, exported):
    edited(exported, "A/3", **dict.fromkeys(FIELD_OF.keys() - {"ref"}, ""))
    assert told(looked_at(desk, exported)) == []


def test_what_was_changed_in_the_hand_of_an_office_is_read_like_anybodys(desk, exported):
    edited(exported, "A/3", due_edtf="31.12.2027", status="Под контролем")
    plan = looked_at(desk, exported)
    [asked] = plan.draft.questions
    assert asked.key == "status@Под контролем"
    edited(exported, "A/3", status="Under process")
    [changed] = looked_at(desk, exported).proposals[-1:]
    assert {each.field: each.then for each in changed.changes} == {
        "due": "2027-12-31",
        "status": "in progress",
    }


def test_a_new_date_keeps_the_first_and_takes_none_of_its_words(desk, exported):
    edited(exported, "A/3", due_edtf="2027/2028")
    taken_over(desk, looked_at(desk, exported), name="out.csv", many=True)
    held = desk.reader.dossier(desk.reader.find("A/3"))
    first, revised = held.timings
    assert first.timing.words == "by the end of the year"
    assert (revised.timing.words, revised.timing.sense) == ("", Sense.SPAN)
    assert revised.reason.startswith("imported from out.csv, row ")


def test_a_word_that_is_none_is_held_back_with_those_there_are(desk, exported):
    edited(exported, "A/3", due_sense="sometime")
    [held] = [each for each in looked_at(desk, exported).proposals if each.reason]
    assert held.outcome is Outcome.HELD
    assert held.reason.startswith("“sometime” is no due sense. There are point, span")


def test_several_agencies_in_an_edited_cell_are_never_one(desk, exported):
    edited(exported, "A/3", owner="MoFA / MoC")
    [changed] = [each for each in looked_at(desk, exported).proposals if each.changes]
    assert [(each.field, each.then) for each in changed.changes] == [("owner", "MoFA")]


def test_nothing_in_a_file_of_ours_is_a_total_or_a_section(desk, tmp_path):
    for title in ("Total", "Всего: 3", "(a) assembly", "ref"):
        desk.propose(commitment("", title, summary="x"))
    export_csv(desk.reader, Query(), TODAY, ("title", "ref"), tmp_path / "x.csv")
    plan = plan_of(desk, read_tables(tmp_path / "x.csv")[0])
    assert plan.counts == {**dict.fromkeys(Outcome, 0), Outcome.UNCHANGED: 7}


def test_what_no_row_of_the_file_was_made_in_is_left_out_and_said(desk, tmp_path):
    export_csv(desk.reader, Query(text="tractor"), TODAY, EVERY, tmp_path / "x.csv")
    register = emptied(tmp_path)
    plan = looked_at(register, tmp_path / "x.csv")
    [row] = plan.proposals
    assert row.outcome is Outcome.NEW
    assert "“A/1”, where it was made, is not in this register: left out." in row.warnings
    register.close()


def test_a_text_that_no_cell_holds_is_cut_and_stays_whole_here(desk, tmp_path):
    whole = "слово " * 8_000
    desk.amend(desk.reader.find("A/3"), summary=whole)
    export_xlsx(desk.reader, Query(), TODAY, DEFAULT_COLUMNS, tmp_path / "x.xlsx")
    [grid] = read_tables(tmp_path / "x.xlsx")
    place = DEFAULT_COLUMNS.index("summary")
    [cut] = [row.text(place) for row in grid.rows if len(row.text(place)) > 100]
    assert is_cut(cut)
    assert len(cut) == LONGEST_CELL
    assert told(plan_of(desk, grid)) == []


def test_an_edited_text_that_was_cut_is_not_taken_over_and_said(desk, tmp_path):
    desk.amend(desk.reader.find("A/3"), summary="word " * 8_000)
    export_xlsx(desk.reader, Query(), TODAY, ("ref", "summary"), tmp_path / "x.xlsx")
    [grid] = read_tables(tmp_path / "x.xlsx")
    desk.amend(desk.reader.find("A/3"), summary="other " * 8_000)
    [row] = [each for each in plan_of(desk, grid).proposals if each.warnings]
    assert (row.outcome, row.changes) == (Outcome.UNCHANGED, ())
    assert "“summary” was cut in the file" in row.warnings[0]


def test_a_reference_that_was_erased_for_good_is_never_given_again(desk, exported):
    erase(desk, desk.reader.find("A/3"))
    [held] = [each for each in plan_of(desk, read_tables(exported)[0]).proposals if each.reason]
    assert held.outcome is Outcome.HELD
    assert held.reason.startswith("It was erased for good")


# Changed here since


def test_a_field_changed_here_since_is_marked_and_left_as_it_is(desk, exported):
    identity = desk.reader.find("A/3")
    desk.amend(identity, summary="Assembly in Multan")
    edited(exported, "A/3", remarks="008", summary="Assembly in Karachi")
    plan = looked_at(desk, exported)
    assert plan.version_known
    [row] = [each for each in plan.proposals if each.changes]
    assert {each.field: each.since_changed for each in row.changes} == {
        "summary": True,
        "remarks": False,
    }
    taken_over(desk, plan, name="out.csv", many=True)
    now = desk.reader.commitment(identity)
    assert (now.summary, now.remarks) == ("Assembly in Multan", "008")


def test_a_field_changed_here_since_is_taken_over_where_that_is_asked_for(desk, exported):
    identity = desk.reader.find("A/3")
    desk.amend(identity, summary="Assembly in Multan")
    edited(exported, "A/3", summary="Assembly in Karachi")
    taken_over(desk, looked_at(desk, exported), name="out.csv", many=True, changed_too=True)
    assert desk.reader.commitment(identity).summary == "Assembly in Karachi"


def test_what_was_changed_and_changed_back_is_not_marked(desk, exported):
    identity = desk.reader.find("A/3")
    desk.amend(identity, summary="x")
    desk.amend(identity, summary="Assembly in Lahore")
    edited(exported, "A/3", summary="Assembly in Karachi")
    [row] = [each for each in looked_at(desk, exported).proposals if each.changes]
    assert [each.since_changed for each in row.changes] == [False]


SINCE = {
    "due": lambda desk, one: desk.postpone(one, Timing(edtf="2028", basis=Basis.STATED)),
    "due_words": lambda desk, one: desk.correct_timing(
        one, Timing(words="x", edtf="[..2026-12-31]", sense=Sense.DEADLINE, basis=Basis.STATED)
    ),
    "status": lambda desk, one: desk.move(one, Status.IN_PROGRESS),
    "ball_with": lambda desk, one: desk.pass_ball(one, "BY", since="2026-10-01", letter="No 5"),
    "owner": lambda desk, one: desk.amend(one, owner=named(desk, "MoFA")),
    "supporting": lambda desk, one: desk.unsupport(one, named(desk, "MoC")),
    "origin": lambda desk, one: desk.amend(one, origin=desk.reader.find("A/2")),
}


def named(register, acronym):
    return register.reader.organisations_named(acronym)[0].id


@pytest.mark.parametrize("field", SINCE)
def test_no_kind_of_field_that_was_changed_here_is_put_back_by_a_cell_nobody_touched(
    desk, exported, field
):
    SINCE[field](desk, desk.reader.find("A/3"))
    plan = plan_of(desk, read_tables(exported)[0])
    assert plan.version_known
    assert told(plan) == []


def test_an_agency_renamed_since_is_known_by_its_old_name(desk, exported):
    desk.amend_organisation(named(desk, "MoIP"), acronym="MoI")
    assert told(plan_of(desk, read_tables(exported)[0])) == []


def test_a_file_of_another_state_says_that_this_cannot_be_told(desk, exported):
    about = exported.with_name("out.csv.about.txt")
    text = about.read_text(encoding="utf-8")
    version = text.partition("Register version: ")[2][:12]
    about.write_text(text.replace(version, "0" * 12), encoding="utf-8")
    plan = plan_of(desk, read_tables(exported)[0])
    assert not plan.version_known
    assert "cannot be told" in plan.notes[0]


def test_a_look_back_takes_nothing_back_unless_asked(desk, tmp_path):
    path = tmp_path / "past.csv"
    past = AsOf(day=TODAY, by=By.HAPPENED)
    export_csv(desk.reader, Query(), TODAY, EVERY, path, companion=True, as_of=past)
    edited(path, "A/3", remarks="008")
    plan = plan_of(desk, read_tables(path)[0])
    [row] = [each for each in plan.proposals if each.changes]
    assert all(each.since_changed for each in row.changes)
    assert "on a past day" in plan.notes[0]


@examples(25)
@given(acts, acts)
def test_what_is_marked_is_what_an_export_then_and_one_now_differ_in(before, after):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        furnish(register, before, [])
        version = register.reader.sheet(Query(), TODAY, ("ref",)).version()
        then = {register.reader.find(ref): row for ref, row in rows(register).items()}
        Officer(register).work(after)
        now = {register.reader.find(ref): row for ref, row in rows(register).items()}
        changed = register.reader.changed_since(version, list(then))
        for identity in then.keys() & now.keys():
            other = {
                field
                for column, field in FIELD_OF.items()
                if then[identity][EXPORT_COLUMNS[column]] != now[identity][EXPORT_COLUMNS[column]]
            }
            # A reference is shown anew where what it names has another one now.
            assert other - {"origin", "due_follows"} <= changed.get(identity, frozenset())
        register.close()


# --- the words of a date -------------------------------------------------------------------------


def worded(register, path, columns, **changed):
    """Export, write other due words into the cells of some references, and read it back."""
    export_csv(register.reader, Query(), TODAY, columns, path, companion=True)
    lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    head = lines[0]
    for line in lines[1:]:
        for heading, text in changed.get(line[head.index("ref")], {}).items():
            line[head.index(heading)] = text
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    return plan_of(register, read_tables(path)[0])


def a_point(register):
    """The reference of one that is due on a day, in words of its own."""
    held = rows(register, ("ref", "due_edtf", "due_words"))
    return next(ref for ref, each in held.items() if len(each["due edtf"]) == 10)


ALONE = ("ref", "title", "due_words", "status")


def test_due_words_that_stand_alone_come_back_unchanged(sample, tmp_path):
    plan = worded(sample, tmp_path / "out.csv", ALONE)
    assert told(plan) == []


def test_due_words_that_were_changed_are_read_as_a_date(sample, tmp_path):
    ref = a_point(sample)
    plan = worded(sample, tmp_path / "o.csv", ALONE, **{ref: {"due words": "by 30 June 2027"}})
    (found,) = (each for each in plan.proposals if each.outcome is not Outcome.UNCHANGED)
    then = {each.field: each.then for each in found.changes}
    assert (found.ref, then["due"], then["due_sense"]) == (ref, "[..2027-06-30]", "deadline")
    assert not any(each.since_changed for each in found.changes)
    taken_over(sample, plan, name="o.csv")
    assert rows(sample, ("ref", "due_edtf"))[ref]["due edtf"] == "[..2027-06-30]"


def test_due_words_that_can_be_meant_in_two_ways_are_asked_about(sample, tmp_path):
    plan = worded(sample, tmp_path / "o.csv", ALONE, **{a_point(sample): {"due words": "3/4/27"}})
    assert plan.draft.questions
    assert plan.counts[Outcome.HELD] == 1


def test_due_words_that_are_no_date_leave_it_and_say_so(sample, tmp_path):
    said = {"due words": "when the committee meets"}
    plan = worded(sample, tmp_path / "o.csv", ALONE, **{a_point(sample): said})
    (found,) = (each for each in plan.proposals if each.warnings)
    assert found.outcome is Outcome.UNCHANGED
    assert "the date stays as it is" in found.warnings[-1]


def test_due_words_that_disagree_with_the_date_beside_them_are_told(sample, tmp_path):
    said = {"due words": "by 30 June 2027", "due edtf": "2028"}
    plan = worded(sample, tmp_path / "o.csv", DEFAULT_COLUMNS, **{a_point(sample): said})
    (found,) = (each for each in plan.proposals if each.warnings)
    assert {each.field: each.then for each in found.changes} == {"due": "2028"}
    assert "the date is taken from “due edtf”" in found.warnings[0]


def test_due_words_beside_a_date_that_was_emptied_are_read(sample, tmp_path):
    said = {"due words": "by 30 June 2027", "due edtf": ""}
    plan = worded(sample, tmp_path / "o.csv", DEFAULT_COLUMNS, **{a_point(sample): said})
    (found,) = (each for each in plan.proposals if each.changes)
    assert {each.field: each.then for each in found.changes}["due"] == "[..2027-06-30]"


def test_due_words_of_an_old_date_do_not_take_back_one_that_was_moved_here(sample, tmp_path):
    ref = a_point(sample)
    path = tmp_path / "o.csv"
    export_csv(sample.reader, Query(), TODAY, ALONE, path, companion=True)
    identity = sample.reader.find(ref)
    sample.postpone(identity, Timing(edtf="2029-01-31", basis=Basis.STATED), reason="agreed")
    plan = plan_of(sample, read_tables(path)[0])
    (found,) = (each for each in plan.proposals if each.ref == ref)
    assert found.changes == ()


def test_a_table_of_ours_without_its_companion_says_so(sample, tmp_path):
    path = tmp_path / "o.csv"
    ref = a_point(sample)
    worded(sample, path, ALONE, **{ref: {"due words": "by 30 June 2027"}})
    path.with_name("o.csv.about.txt").unlink()
    assert "cannot be told" in " ".join(plan_of(sample, read_tables(path)[0]).notes)
