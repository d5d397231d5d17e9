"""The command line as a whole: its options, its exit codes, the way to the window."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest

from app import __version__
from app.cli.program import run
from app.domain import errors
from app.services.opening import open_register


def words(value):
    """What a case is called: the arguments of its command."""
    return " ".join(value) if isinstance(value, list) else None


COMMANDS = """
    new sample list show add edit move note due history undo redo discard restore export check
"""


def test_help_names_every_command(empty):
    text = empty.bare("--help").stdout
    assert [each for each in COMMANDS.split() if f"\n  {each} " not in text] == []


@pytest.mark.parametrize("command", COMMANDS.split())
def test_every_command_explains_itself_and_takes_the_shared_options(empty, command):
    answer = empty.bare(command, "--help")
    assert answer.exit_code == 0
    for option in ("--register", "--data", "--today", "--read-only", "--json"):
        assert option in answer.stdout


def test_the_version_is_named(empty):
    assert empty.bare("--version").stdout == f"servanda {__version__}\n"


def test_shared_options_stand_before_the_command_or_after_it(shell, sample_path, places):
    before = shell.bare(
        "--data", places.data, "--register", sample_path, "--today", "2027-01-01", "--json", "due"
    )
    after = shell.bare(
        "due", "--register", sample_path, "--data", places.data, "--json", "--today", "2027-01-01"
    )
    assert before.exit_code == after.exit_code == 0
    assert before.stdout == after.stdout


def test_the_option_after_the_command_wins(shell):
    early = shell("--today", "2026-01-01", "list", "--overdue", "--today", "2027-01-01", "--json")
    assert early.stdout == shell("list", "--overdue", "--json", "--today", "2027-01-01").stdout


def test_data_goes_to_the_output_and_messages_to_the_errors(shell):
    answer = shell("list", "--limit", "2")
    assert answer.stdout.splitlines()[0].startswith("REF")
    assert answer.stderr == "2 of 76 commitments\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--unknown"],
        ["unknown"],
        ["show"],
        ["list", "--limit", "0"],
        ["list", "--today", "2025-02-30"],
        ["list", "--today", "2026"],
        ["due", "--within", "soon"],
        ["move", "JMC-8/30"],
        ["add", "--kind", "action"],
        ["edit", "JMC-8/30"],
        ["edit", "JMC-8/30", "--reason", "no date with it"],
        ["edit", "JMC-8/30", "--correct"],
        ["edit", "JMC-8/30", "--due", "2026-12", "--correct", "--agreed-by", "mutual"],
        ["edit", "JMC-8/30", "--basis", "stated"],
        ["--sample", "list"],
        ["new", "other.servanda"],
        ["new", "--names", "Pakistan,Belarus"],
    ],
)
def test_a_wrong_command_line_ends_with_2_and_changes_nothing(shell, sample_path, arguments):
    before = sample_path.read_bytes()
    answer = shell(*arguments)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr
    assert sample_path.read_bytes() == before


CODES = {
    "CancelledError": 1,
    "InvalidValueError": 1,
    "IllegalMoveError": 1,
    "NotFoundError": 1,
    "NothingToDoError": 1,
    "OvertakenError": 1,
    "StorageError": 1,
    "BusyError": 3,
    "ReadOnlyError": 3,
    "DamagedError": 4,
    "NotARegisterError": 4,
    "TooNewError": 5,
}


def test_each_error_has_the_exit_code_that_was_promised():
    kinds = [each for each in vars(errors).values() if isinstance(each, type)]
    codes = {
        each.__name__: each.exit_code
        for each in kinds
        if issubclass(each, errors.ServandaError) and each is not errors.ServandaError
    }
    assert codes == CODES


# --- the window --------------------------------------------------------------------------------


def test_without_a_command_the_window_opens_and_its_code_is_returned(empty, tmp_path, places):
    answer = empty("--read-only", "--today", "2027-01-01")
    (request,) = empty.windows
    assert answer.exit_code == 7
    assert request.register == tmp_path / "mine.servanda"
    assert request.folders == places
    assert request.actor == "officer"
    assert request.read_only
    assert request.clock.today() == date(2027, 1, 1)
    assert (request.sample, request.rtl) == (False, False)


def test_the_window_hears_that_no_register_was_named(empty, places):
    empty.bare("--data", places.data, "--sample", "--rtl")
    (request,) = empty.windows
    assert request.register is None
    assert (request.sample, request.rtl) == (True, True)


def test_today_leaves_the_instants_of_the_log_to_the_computer(empty, clock):
    empty("--today", "1999-01-01")
    (request,) = empty.windows
    assert request.clock.now == clock.now


def test_run_returns_the_exit_code_for_the_process(empty, capsys):
    assert run(["--version"], empty.start) == 0
    assert run(["--unknown"], empty.start) == 2
    assert run([], empty.start) == 7
    assert "No such option" in capsys.readouterr().err


# --- registers that cannot be worked on ----------------------------------------------------------


@pytest.mark.parametrize("command", [["list"], ["undo"], ["show", "JMC-8/30"], ["check"]])
def test_without_a_register_the_officer_is_told_how_to_make_one(empty, tmp_path, command):
    answer = empty(*command)
    assert answer.exit_code == 1
    assert "servanda new" in answer.stderr
    assert "servanda sample" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def damaged(file: Path, kind: str) -> None:
    if kind == "no register":
        file.write_text("Dear colleague,\n" * 50)
        return
    content = bytearray(file.read_bytes())
    if kind == "newer":
        content[60:64] = (9_999).to_bytes(4, "big")
    else:
        del content[len(content) // 3 :]
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("kind", "code"), [("no register", 4), ("newer", 5), ("cut off", 4)], ids=str
)
@pytest.mark.parametrize("command", [["list"], ["move", "JMC-8/30", "held"]], ids=words)
def test_a_file_that_cannot_be_a_register_is_named_and_left_alone(
    shell, sample_path, kind, code, command
):
    damaged(sample_path, kind)
    before = sample_path.read_bytes()
    answer = shell(*command)
    assert answer.exit_code == code
    assert answer.stderr.count("\n") == 1
    assert answer.stdout == ""
    assert sample_path.read_bytes() == before


WRITES = [
    ["add", "--title", "One more"],
    ["edit", "JMC-8/30", "--title", "Another title"],
    ["move", "JMC-8/30", "held"],
    ["note", "JMC-8/30", "Heard on the telephone"],
    ["discard", "JMC-8/30"],
    ["undo"],
]


@pytest.mark.parametrize("command", WRITES, ids=lambda each: each[0])
def test_read_only_writes_nothing(shell, sample_path, command):
    shell("note", "JMC-8/05", "So that there is something to undo.")
    before = sample_path.read_bytes()
    answer = shell("--read-only", *command)
    assert answer.exit_code == 3
    assert "reading only" in answer.stderr
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("command", [["new"], ["sample"]])
def test_read_only_makes_nothing(empty, tmp_path, command):
    assert empty("--read-only", *command).exit_code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", WRITES, ids=lambda each: each[0])
def test_a_register_in_use_is_not_written_and_keeps_its_old_values(
    shell, sample_path, places, clock, command
):
    shell("note", "JMC-8/05", "So that there is something to undo.")
    other = open_register(sample_path, places, clock, "colleague")
    before = shell.json("show", "JMC-8/30")
    with contextlib.closing(other), other.store.write("A long piece of work"):
        answer = shell(*command)
    assert answer.exit_code == 3
    assert "Another program" in answer.stderr
    assert shell.json("show", "JMC-8/30") == before


def test_a_disk_that_refuses_is_said_in_plain_words(shell, places):
    places.data.mkdir()
    places.copies.write_text("in the way of a folder")
    answer = shell("note", "JMC-8/30", "Heard on the telephone")
    assert answer.exit_code == 1
    assert "Nothing was changed" in answer.stderr
    assert shell.json("show", "JMC-8/30")["notes"] == []
