from __future__ import annotations

import csv
import io
import os
import shutil
import stat
import subprocess
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import guarded, unguarded
from app.domain.clock import Clock
from app.domain.commitment import Commitment
from app.domain.errors import CancelledError, InvalidValueError, StorageError
from app.domain.export_columns import DEFAULT_COLUMNS, EXPORT_COLUMNS
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import OVERDUE, Column, Query, Sort
from app.domain.reading import due_words
from app.domain.timeliness import overdue_of, timeliness
from app.domain.timing import Basis, Timing
from app.services.export import export_csv
from app.services.register import Register
from app.store import file
from app.store.export import PAGE, register_version
from app.store.export_columns import COLUMNS
from app.store.signature import Signature
from app.store.store import Store
from tests.benchmarks.generator import generate

TODAY = date(2026, 11, 22)
HOSTILE = [
    "=1+1",
    "+92 51 1234567",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "'=1+1",
    "safe\n=1+1",
    '=HYPERLINK("http://example.org","press")',
    "3.10",
    "007",
]


def opened(path: Path) -> Store:
    return Store(
        path,
        copies=path.parent / "copies",
        backups=path.parent / "backups",
        signature=Signature(actor="officer", now=lambda: 1_790_000_000_000),
    )


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "desk.servanda"
    file.create(path)
    store = opened(path)
    yield Register(store, Clock(today=lambda: TODAY, now=lambda: 1_790_000_000_000))
    store.close()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """2,300 commitments of every kind, read-only: more than two pages."""
    path = tmp_path_factory.mktemp("export") / "made-up.servanda"
    generate(path, 2_300)
    store = opened(path)
    yield store.reader
    store.close()


def proposed(register: Register, title: str = "Tractor plant", **values) -> CommitmentId:
    timing = values.pop("timing", Timing(edtf="2026-05", basis=Basis.STATED))
    fields = {"ref": "", "relation": "PK-BY", "kind": Kind.ACTION, "owed_by": "PK", **values}
    commitment = Commitment(id=CommitmentId(new_id()), title=title, **fields)
    register.propose(commitment, timing=timing)
    return commitment.id


def cells(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def records(path: Path) -> list[dict[str, str]]:
    heading, *rows = cells(path)
    return [dict(zip(heading, row, strict=True)) for row in rows]


EVERYTHING = Query()


def exported(register: Register, target: Path, *columns: str, query=EVERYTHING, **options):
    export_csv(register.reader, query, TODAY, columns or DEFAULT_COLUMNS, target, **options)
    return records(target)


# The form of the file


def test_the_file_is_utf8_with_a_bom_and_lines_that_end_as_rfc_4180_says(register, tmp_path):
    proposed(register, 'Plant "Беларус", فیصل آباد')
    export_csv(register.reader, Query(), TODAY, ["title", "strength"], tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == (
        '\ufefftitle,strength\r\n"Plant ""Беларус"", فیصل آباد",\r\n'.encode()
    )


def test_the_bom_can_be_left_out(register, tmp_path):
    export_csv(register.reader, Query(), TODAY, ["ref"], tmp_path / "x.csv", bom=False)
    assert (tmp_path / "x.csv").read_bytes() == b"ref\r\n"


def test_the_columns_come_in_the_order_asked(register, tmp_path):
    proposed(register, ref="A/1", sector="industry")
    export_csv(register.reader, Query(), TODAY, ["sector", "ref", "kind"], tmp_path / "x.csv")
    assert cells(tmp_path / "x.csv") == [["sector", "ref", "kind"], ["industry", "A/1", "action"]]


def test_dates_are_iso_with_edtf_and_words_beside_each_other(register, tmp_path):
    proposed(register, timing=Timing(edtf="2025-02?", basis=Basis.STATED), made_on="2024-11-26")
    row = exported(register, tmp_path / "x.csv")[0]
    assert row["due words"] == "Feb 2025, likely"
    assert row["due edtf"] == "2025-02?"
    assert (row["earliest"], row["latest"]) == ("2025-02-01", "2025-02-28")
    assert row["made on"] == "2024-11-26"


def test_a_commitment_without_a_timing_says_so_and_claims_no_basis(register, tmp_path):
    proposed(register, timing=None)
    row = exported(register, tmp_path / "x.csv")[0]
    assert row["due words"] == "No date"
    assert row["due edtf"] == row["due sense"] == row["due basis"] == row["latest"] == ""


def test_an_empty_view_gives_the_headings_alone(register, tmp_path):
    assert export_csv(register.reader, OVERDUE, TODAY, ["ref", "title"], tmp_path / "x.csv") == 0
    assert cells(tmp_path / "x.csv") == [["ref", "title"]]


# Exactly what the view shows


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        OVERDUE,
        Query(sort=(Sort(column=Column.TITLE, descending=True),)),
        Query(phases=frozenset({Phase.DONE}), sort=(Sort(column=Column.STATUS),)),
        Query(text="ba", sort=(Sort(column=Column.OWNER), Sort(column=Column.REF))),
    ],
)
def test_rows_are_those_of_the_view_in_its_order(made_up, tmp_path, query):
    count = export_csv(made_up, query, TODAY, ["ref"], tmp_path / "x.csv")
    refs = [row["ref"] for row in records(tmp_path / "x.csv")]
    assert refs == [row.ref for row in made_up.each_row(query, TODAY)]
    assert count == len(refs) == made_up.count(query, TODAY)


def test_every_column_says_what_the_list_says(made_up, tmp_path):
    export_csv(made_up, Query(), TODAY, tuple(EXPORT_COLUMNS), tmp_path / "x.csv")
    found = records(tmp_path / "x.csv")
    for record, (row, whole, origin) in zip(
        found, made_up.each_commitment(Query(), TODAY), strict=True
    ):
        timing = row.timing
        expected = {
            "ref": row.ref,
            "relation": row.relation,
            "kind": row.kind,
            "title": row.title,
            "summary": whole.summary,
            "status": row.status,
            "phase": row.phase,
            "timeliness": timeliness(row.standing, TODAY),
            "overdue": overdue_of(row.standing, TODAY),
            "owed by": row.owed_by,
            "strength": "" if row.strength is None else str(row.strength.value),
            "owner": row.owner,
            "owner basis": row.owner_basis if whole.owner else "",
            "counterpart": row.counterpart,
            "origin": origin,
            "paragraph": guarded(row.paragraph),
            "made on": row.made_on,
            "made at": whole.made_at,
            "completion": whole.completion,
            "due words": due_words(timing),
            "due edtf": timing.edtf,
            "due sense": timing.sense if whole.timing else "",
            "due basis": timing.basis if whole.timing else "",
            "earliest": str(row.bounds.earliest or ""),
            "latest": str(row.bounds.latest or ""),
            "done": str(row.done.earliest or ""),
            "evidence": str(row.evidence),
            "readings": str(row.readings),
        }
        assert {name: record[name] for name in expected} == expected


@pytest.mark.parametrize("today", [date(2015, 1, 1), date(2022, 6, 30), date(2031, 12, 31)])
def test_what_is_late_is_computed_as_of_the_day_asked_about(made_up, tmp_path, today):
    export_csv(made_up, Query(), today, ["timeliness", "overdue"], tmp_path / "x.csv")
    assert [tuple(row) for row in cells(tmp_path / "x.csv")[1:]] == [
        (timeliness(row.standing, today), overdue_of(row.standing, today))
        for row in made_up.each_row(Query(), today)
    ]


def test_a_day_that_is_not_known_exactly_is_exported_as_one_day_inside(register, tmp_path):
    proposed(register, kind=Kind.VISIT)
    identity = next(iter(register.reader.each_row(Query(), TODAY))).id
    register.move(identity, Status.HELD, happened_on="2025-04")
    row = exported(register, tmp_path / "x.csv", "done", "timeliness")[0]
    assert row == {"done": "[2025-04-01..2025-04-30]", "timeliness": "done in time"}


def test_what_is_in_the_bin_is_in_no_export_unless_the_bin_is_asked_for(register, tmp_path):
    kept, binned = proposed(register, ref="A/1"), proposed(register, ref="A/2")
    register.discard([binned])
    assert [row["ref"] for row in exported(register, tmp_path / "x.csv", "ref")] == ["A/1"]
    bin_ = Query(binned=True)
    assert [row["ref"] for row in exported(register, tmp_path / "y.csv", "ref", query=bin_)] == [
        "A/2"
    ]
    assert register.reader.row(kept).ref == "A/1"


def test_the_line_to_take_leaves_only_when_asked_for(register, tmp_path):
    proposed(register, line_to_take="Do not raise it first.")
    assert "line to take" not in exported(register, tmp_path / "x.csv")[0]
    row = exported(register, tmp_path / "y.csv", "line_to_take")[0]
    assert row["line to take"] == "Do not raise it first."


def test_the_service_names_every_column_the_store_can_read():
    assert frozenset(EXPORT_COLUMNS) == COLUMNS
    assert set(DEFAULT_COLUMNS) < COLUMNS


def test_an_unknown_column_is_refused_by_name(register, tmp_path):
    with pytest.raises(InvalidValueError, match="There is no column “colour”"):
        export_csv(register.reader, Query(), TODAY, ["ref", "colour"], tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()


# Formulas


def test_hostile_text_is_kept_as_text_in_every_text_column_and_comes_back(register, tmp_path):
    names = ("summary", "sector", "paragraph", "made_at", "remarks", "classification")
    for text in HOSTILE:
        proposed(register, **dict.fromkeys(names, text))
    stored = [each for _, each, _ in register.reader.each_commitment(Query(), TODAY)]
    rows = exported(register, tmp_path / "x.csv", *names)
    for commitment, row in zip(stored, rows, strict=True):
        for name in names:
            cell = row[EXPORT_COLUMNS[name]]
            assert unguarded(cell) == getattr(commitment, name)
            assert cell == guarded(getattr(commitment, name))


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_whatever_is_written_is_guarded_as_the_rule_says(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    file.create(folder / "r.servanda")
    store = opened(folder / "r.servanda")
    try:
        desk = Register(store, Clock(today=lambda: TODAY, now=lambda: 1))
        proposed(desk, remarks=text)
        stored = next(desk.reader.each_commitment(Query(), TODAY))[1].remarks
        row = exported(desk, folder / "x.csv", "remarks")[0]
    finally:
        store.close()
    assert row["remarks"] == guarded(stored)


def test_without_the_guard_text_is_written_as_it_is(register, tmp_path):
    proposed(register, summary="=1+1")
    assert exported(register, tmp_path / "x.csv", "summary", guard=False) == [{"summary": "=1+1"}]


# The companion


def test_the_companion_names_filter_order_columns_day_count_and_version(register, tmp_path):
    proposed(register, "Tractor plant")
    query = replace(OVERDUE, text="tractor", sort=(Sort(column=Column.TITLE, descending=True),))
    exported(register, tmp_path / "x.csv", "ref", "title", query=query, companion=True)
    about = (tmp_path / "x.csv.about.txt").read_text(encoding="utf-8").splitlines()
    version = register_version(register.store.heads())
    promises = "promises only, without events and what was merely noted"
    assert about[:7] == [
        "File: x.csv",
        "As of: 2026-11-22",
        f"Register version: {version}",
        "Commitments: 1",
        f"Filter: text: “tractor”; timeliness: overdue; {promises}",
        "Order: title (descending), order of entry",
        "Columns: ref, title",
    ]


def test_the_companion_names_the_origin_by_its_reference(register, tmp_path):
    session = proposed(register, "Eighth session", ref="PK-BY/JMC-8", kind=Kind.SESSION)
    proposed(register, "Tractor plant", origin=session)
    query = Query(origin=session, sort=())
    exported(register, tmp_path / "x.csv", "ref", query=query, companion=True)
    about = (tmp_path / "x.csv.about.txt").read_text(encoding="utf-8").splitlines()
    assert "Filter: origin: PK-BY/JMC-8" in about
    assert "Order: order of entry" in about


def test_there_is_no_companion_unless_asked_for(register, tmp_path):
    exported(register, tmp_path / "x.csv")
    assert sorted(each.name for each in tmp_path.glob("*x.csv*")) == ["x.csv"]


def test_the_register_version_changes_with_every_write(register):
    before = register_version(register.store.heads())
    proposed(register)
    assert register_version(register.store.heads()) != before
    assert len(before) == 12


# While it runs


def test_progress_is_told_until_all_is_done(made_up, tmp_path):
    told: list[tuple[int, int]] = []
    export_csv(
        made_up,
        Query(),
        TODAY,
        ["ref"],
        tmp_path / "x.csv",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(PAGE, 2_300), (2 * PAGE, 2_300), (2_300, 2_300)]


def test_cancelling_leaves_nothing_behind_and_the_old_file_as_it_was(made_up, tmp_path):
    target = tmp_path / "x.csv"
    target.write_text("old")
    told: list[int] = []
    with pytest.raises(CancelledError):
        export_csv(
            made_up,
            Query(),
            TODAY,
            ["ref"],
            target,
            companion=True,
            progress=lambda done, _total: told.append(done),
            cancelled=lambda: bool(told),
        )
    assert told == [PAGE]
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


def test_a_write_in_between_starts_the_export_again_on_the_new_state(tmp_path):
    path = tmp_path / "desk.servanda"
    generate(path, 1_100)
    store = opened(path)
    desk = Register(store, Clock(today=lambda: TODAY, now=lambda: 1_790_000_000_000))
    reader = store.fresh_reader()
    first, *_, last = [row.id for row in reader.each_row(Query(), TODAY)]
    told: list[int] = []

    def cut_in(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == 1:
            desk.amend(first, title="Changed above")
            desk.amend(last, title="Changed below")
            desk.discard([last])

    count = export_csv(reader, Query(), TODAY, ["title"], tmp_path / "x.csv", progress=cut_in)
    titles = [row["title"] for row in records(tmp_path / "x.csv")]
    reader.close()
    store.close()
    assert count == len(titles) == 1_099
    assert titles[0] == "Changed above"
    assert "Changed below" not in titles
    assert told == [PAGE, 1_099, PAGE, 1_099]  # the second page found one gone already


def test_somebody_who_writes_all_the_time_does_not_keep_it_from_ending(tmp_path):
    path = tmp_path / "desk.servanda"
    generate(path, 50)
    store, reader_store = opened(path), opened(path)
    desk = Register(store, Clock(today=lambda: TODAY, now=lambda: 1_790_000_000_000))
    first = next(iter(desk.reader.each_row(Query(), TODAY))).id
    told: list[int] = []

    def cut_in(done: int, _total: int) -> None:
        told.append(done)
        if len(told) < 3:
            desk.amend(first, title=f"Changed {len(told)} times")

    export_csv(reader_store.reader, Query(), TODAY, ["title"], tmp_path / "x.csv", progress=cut_in)
    desk.amend(first, title="Writers are let in again")
    titles = [row["title"] for row in records(tmp_path / "x.csv")]
    store.close()
    reader_store.close()
    assert len(told) == 3
    assert titles[0] == "Changed 2 times"


def test_being_interrupted_by_a_writer_loses_no_line(tmp_path, made_up):
    path = tmp_path / "desk.servanda"
    generate(path, 2_300)
    store = opened(path)
    reader = store.fresh_reader()
    begun = threading.Event()

    def interrupt() -> None:
        begun.wait(10)
        for _ in range(200):
            store.interrupt_readers()

    thread = threading.Thread(target=interrupt)
    thread.start()
    count = export_csv(
        reader,
        Query(),
        TODAY,
        DEFAULT_COLUMNS,
        tmp_path / "x.csv",
        progress=lambda _done, _total: begun.set(),
    )
    thread.join()
    reader.close()
    store.close()
    export_csv(made_up, Query(), TODAY, DEFAULT_COLUMNS, tmp_path / "y.csv")
    assert count == 2_300
    assert (tmp_path / "x.csv").read_bytes() == (tmp_path / "y.csv").read_bytes()


# Where it cannot be written


def refused(register: Register, target: Path) -> str:
    with pytest.raises(StorageError) as caught:
        exported(register, target)
    return str(caught.value)


def test_a_missing_folder_is_named(register, tmp_path):
    words = refused(register, tmp_path / "none" / "x.csv")
    assert words == f"“x.csv” was not written: there is no folder “{tmp_path / 'none'}”."


def test_a_folder_of_that_name_is_left_alone(register, tmp_path):
    (tmp_path / "x.csv").mkdir()
    assert refused(register, tmp_path / "x.csv").startswith("“x.csv” was not written: ")
    assert (tmp_path / "x.csv").is_dir()


def test_a_name_that_no_file_can_have_is_refused(register, tmp_path):
    assert "was not written" in refused(register, tmp_path / ("x" * 400))


def test_the_register_itself_is_never_overwritten(register, tmp_path):
    before = register.store.path.read_bytes()
    assert "that file is a register" in refused(register, register.store.path)
    assert register.store.path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file's size")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(made_up, tmp_path):
    target = tmp_path / "x.csv"
    import resource
    import signal

    target.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageError, match=r"“x\.csv” was not written: the disk is full\."):
            export_csv(made_up, Query(), TODAY, DEFAULT_COLUMNS, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_an_export_is_for_its_owner_alone(register, tmp_path):
    exported(register, tmp_path / "x.csv")
    assert stat.S_IMODE((tmp_path / "x.csv").stat().st_mode) == 0o600


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_write_protected_folder_and_file_are_named(register, tmp_path):
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    assert "the folder may not be written to" in refused(register, folder / "x.csv")
    target = tmp_path / "kept.csv"
    target.touch(mode=0o400)
    assert "that file is write-protected" in refused(register, target)


# In a spreadsheet


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_runs_nothing_and_changes_nothing(register, tmp_path):
    texts = [*HOSTILE, "Протокол, п. 3", "وزارتِ صنعت و پیداوار", 'He said "no", twice']
    for text in texts:
        proposed(register, summary=text, paragraph=text, made_on="2024-11-26")
    exported(register, tmp_path / "x.csv", "summary", "paragraph", "made_on", "due_edtf", "latest")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--infilter=CSV:44,34,76,1,,1033",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true,false,true",
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "x.csv"),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    # Formulas would be written out as formulas, numbers and dates as they are shown.
    shown = cells(tmp_path / "out" / "x.csv")
    sent = cells(tmp_path / "x.csv")
    assert shown[0] == sent[0]
    for one, other in zip(shown[1:], sent[1:], strict=True):
        assert one == other
        assert unguarded(one[0]) in texts
