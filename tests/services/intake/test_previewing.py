"""A table as it is looked at, and which column is which field, kept for the next one."""

from __future__ import annotations

import pytest

from app.domain.errors import CancelledError, StorageError
from app.services.intake.importing import Wanted, read_map
from app.services.intake.kept_maps import keep_map, kept_map, map_path, write_map
from app.services.intake.previewing import names_of, previewed, sessions
from app.services.intake.reading import read_tables
from tests.conftest import TODAY

NAMES = ["Decision", "Deadline", "State"]
TABLE = """Decision;Deadline;State
Send the first list;03/04/2026;Deferred
Send the second list;05/06/2026;Pending
Name the contact points;2026;Pending
"""


@pytest.fixture
def tables(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return read_tables(path)


def test_each_row_has_what_the_file_says_and_the_questions_it_waits_for(sample, tables):
    preview = previewed(sample.reader, tables, Wanted(), TODAY)
    assert [each.row for each in preview.lines] == [2, 3, 4]
    assert preview.lines[0].said == {
        "title": "Send the first list", "due": "03/04/2026", "status": "Deferred",
    }  # fmt: skip
    asked = [[each.key for each in line.asked] for line in preview.lines]
    assert asked == [["Deadline", "State@Deferred"], ["Deadline"], []]
    assert [each.comes() for each in preview.lines] == [False, False, True]


def test_it_looks_up_at_each_row_and_leaves_off_where_the_officer_says_so(sample, tables):
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) == 2

    with pytest.raises(CancelledError, match="called off"):
        previewed(sample.reader, tables, Wanted(), TODAY, cancelled=cancelled)
    assert len(asked) == 2


def test_the_day_of_the_session_is_said_with_its_name(sample, tables):
    wanted = Wanted(session="PK-BY/JMC-8/01")
    preview = previewed(sample.reader, tables, wanted, TODAY)
    assert preview.said.isoformat() == "2025-02-10"
    assert preview.session.startswith("PK-BY/JMC-8/01  ")


def test_sessions_are_offered_by_their_references_each_once(sample):
    found = sessions(sample.reader, "PK-BY", TODAY)
    refs = [ref for ref, _ in found]
    assert "PK-BY/JMC-8/01" in refs
    assert len(set(refs)) == len(refs)


def test_what_was_said_of_columns_holds_for_a_table_with_the_same_columns(sample, tables, tmp_path):
    keep_map(tmp_path, NAMES, {"State": "remarks"})
    preview = previewed(sample.reader, tables, Wanted(), TODAY, data=tmp_path)
    assert preview.columns == {"State": "remarks"}
    assert preview.lines[0].proposal.fields["remarks"] == "Deferred"
    assert names_of(preview.plan) == NAMES


def test_what_is_said_now_comes_before_what_was_kept(sample, tables, tmp_path):
    keep_map(tmp_path, NAMES, {"State": "remarks"})
    wanted = Wanted(columns={"State": ""})
    preview = previewed(sample.reader, tables, wanted, TODAY, data=tmp_path)
    assert "remarks" not in preview.lines[0].proposal.fields


def test_a_table_is_known_again_however_its_names_are_written(tmp_path):
    keep_map(tmp_path, NAMES, {"State": "remarks"})
    assert kept_map(tmp_path, ["DECISION", " deadline ", "State:"]) == {"State": "remarks"}
    assert kept_map(tmp_path, ["Deadline", "Decision", "State"]) == {}


def test_nothing_said_is_nothing_kept(tmp_path):
    keep_map(tmp_path, NAMES, {"State": "remarks"})
    keep_map(tmp_path, NAMES, {})
    assert not map_path(tmp_path, NAMES).exists()
    keep_map(tmp_path, NAMES, {})


def test_a_kept_map_that_cannot_be_read_counts_as_none(tmp_path):
    path = map_path(tmp_path, NAMES)
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    assert kept_map(tmp_path, NAMES) == {}


def test_a_map_in_three_scripts_comes_back_as_it_was_written(tmp_path):
    columns = {"Срок исполнения": "due", "عنوان": "title", "A, “B”": ""}
    write_map(tmp_path / "map.json", columns)
    assert read_map(tmp_path / "map.json") == columns


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path):
    (tmp_path / "maps").write_text("in the way")
    with pytest.raises(StorageError, match="The mapping was not kept"):
        keep_map(tmp_path, NAMES, {"State": "remarks"})


def test_a_side_said_of_the_whole_file_is_for_what_is_new_or_owed_by_nobody_yet(sample, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Ref;Decision;Remarks\nPK-BY/JMC-8/05;x;Looked at\n;Send the list;\n")
    wanted = Wanted(owed_by="BY", columns={"Decision": "title"})
    known, new = previewed(sample.reader, read_tables(path), wanted, TODAY).lines
    assert [each.field for each in known.proposal.changes] == ["title", "remarks"]
    assert new.proposal.fields["owed_by"] == "BY"


def test_a_cell_is_mended_by_an_answer_for_its_row(sample, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Decision;Deadline\n;soon enough\nSend the list;\n")
    answers = {
        "Decision@2": "Name the contact points",
        "Deadline@2": "2026",
        "Deadline@3": "Q1 2027",
    }
    lines = previewed(sample.reader, read_tables(path), Wanted(answers=answers), TODAY).lines
    fields = [each.proposal.fields for each in lines]
    assert [each["title"] for each in fields] == ["Name the contact points", "Send the list"]
    assert [each["due"] for each in fields] == ["2026", "2027-33"]
    assert [each["due_words"] for each in fields] == ["soon enough", "Q1 2027"]


def test_a_column_without_a_name_goes_by_its_place(sample, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Decision;;Deadline\nSend the list;by note;2026\nName them;by mail;2027\n")
    wanted = Wanted(columns={"Column 2": "remarks"})
    preview = previewed(sample.reader, read_tables(path), wanted, TODAY)
    assert [each.proposal.fields["remarks"] for each in preview.lines] == ["by note", "by mail"]
