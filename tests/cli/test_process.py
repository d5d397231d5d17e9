"""The commands as processes of their own: what only a real one can show."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def servanda(*arguments, program=("-m", "app"), env=None):
    return subprocess.run(
        [sys.executable, *program, *(str(each) for each in arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        timeout=60,
        env=env,
    )


def test_from_nothing_to_an_undo_across_processes(tmp_path):
    at = ("--register", tmp_path / "r.servanda", "--today", "2026-11-22")
    made = servanda(*at, "sample")
    assert (made.returncode, made.stdout) == (0, "")
    listed = servanda(*at, "list", "--json")
    assert json.loads(listed.stdout)["count"] == 76
    moved = servanda(*at, "move", "JMC-8/05", "in progress")
    assert moved.returncode == 0, moved.stderr
    assert servanda(*at, "undo").returncode == 0
    assert json.loads(servanda(*at, "show", "JMC-8/05", "--json").stdout)["status"] == "open"
    refused = servanda(*at, "move", "JMC-8/05", "held")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "“in progress”" in refused.stderr
    assert servanda(*at, "check").returncode == 0


LOADED = """
import sys
from app.__main__ import main
code = main()
print(code, *sys.modules, file=sys.stderr)
"""
TOOLKITS = ("PySide6", "shiboken6", "sqlite_utils", "platformdirs", "importlib.metadata")
OF_A_LIST = {
    "app.cli": "filters listing looking named options program session table",
    "app.domain": "as_of change clock commitment date_words edtf errors identity kinds lifecycle"
    " offsets query reading rows timeliness timing",
    "app.services": "json_form opening register verbs",
    "app.services.verbs": "beside commitments opened organisations reminders tables terms timings",
    "app.store": "copies driver file groups listing lists readers schema signature store tallies"
    " terms timing_row turns",
}
"""What a list of commitments is made of, by room; each module beyond it is waited for."""
OF_WHOLE_RECORDS = {
    "app.domain": "particulars",
    "app.store": "canonical commitment_records lookup record tables",
}


def modules(*rooms):
    return {f"{room}.{each}" for held in rooms for room in held for each in held[room].split()}


def loaded(places, register, *arguments):
    """The modules that are there when a command has done its work."""
    at = ("--data", places.data, "--register", register)
    answer = servanda(*at, *arguments, program=("-c", LOADED))
    code, *names = answer.stderr.splitlines()[-1].split()
    assert (code, bool(answer.stdout)) == ("0", True)
    return set(names)


def of_the_program(names):
    """The modules of the program itself, without the packages they lie in."""
    return {each for each in names if each.startswith("app.") and each.count(".") > 1}


def test_listing_loads_no_qt_and_no_toolkit(sample_path, places):
    names = loaded(places, sample_path, "list")
    assert not [each for each in names if each.startswith(TOOLKITS)]


def test_a_list_loads_the_rooms_of_lists_alone(sample_path, places):
    names = loaded(places, sample_path, "list", "--overdue", "--status", "open")
    assert of_the_program(names) <= modules(OF_A_LIST)


def test_what_is_due_loads_the_rooms_of_lists_alone(sample_path, places):
    names = loaded(places, sample_path, "due", "--within", "30d")
    assert of_the_program(names) <= modules(OF_A_LIST, {"app.cli": "due date_options"})


@pytest.mark.parametrize(
    "asked",
    [("--json",), ("--owner", "MoIP"), ("--sector", "industry"), ("--origin", "JMC-8/01")],
    ids=lambda asked: asked[0],
)
def test_a_list_of_whole_records_or_by_names_loads_no_room_beside(sample_path, places, asked):
    names = loaded(places, sample_path, "list", *asked)
    assert of_the_program(names) <= modules(OF_A_LIST, OF_WHOLE_RECORDS)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_every_script_reaches_a_pipe_whatever_the_system_speaks(tmp_path, encoding):
    at = ("--data", tmp_path, "--register", tmp_path / "r.servanda")
    speaks = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    servanda(*at, "new", "--relation", "PK-BY", env=speaks)
    title = "Завод — ٹریکٹر پلانٹ"
    added = servanda(*at, "add", "--title", title, "--json", env=speaks)
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["title"] == title


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX only")
def test_an_argument_that_is_no_text_is_refused(tmp_path):
    at = ("--data", tmp_path, "--register", tmp_path / "r.servanda")
    servanda(*at, "new", "--relation", "PK-BY")
    answer = subprocess.run(
        [sys.executable, "-m", "app", *map(str, at), "add", "--title", b"caf\xe9"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert answer.returncode == 1
    assert b"Traceback" not in answer.stderr


def test_a_reader_that_goes_away_is_no_error(sample_path, places):
    command = [sys.executable, "-m", "app", "--data", places.data, "--register", sample_path]
    with subprocess.Popen(
        [*map(str, command), "list", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        told = process.stderr.read()
        process.wait(timeout=60)
    assert b"Traceback" not in told


@pytest.fixture
def locked_away(sample_master):
    """A copy of the sample where an ordinary account may read but not write."""
    folder = Path(tempfile.mkdtemp(prefix="servanda-read-"))
    file = folder / "sample.servanda"
    shutil.copyfile(sample_master, file)
    yield file
    folder.chmod(0o700)
    shutil.rmtree(folder)


ORDINARY = """
import contextlib, io, os, sys
from app.__main__ import main
if os.geteuid() == 0:  # permissions do not apply to root: become nobody, once all is loaded
    asked, sys.argv = sys.argv, [*sys.argv[:5], "--read-only", *sys.argv[5:]]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main()
    os.setgid(65534)
    os.setuid(65534)
    sys.argv = asked
sys.exit(main())
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX modes")
@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o555, 0o666), (0o777, 0o444)], ids=["folder", "file"]
)
def test_what_cannot_be_written_is_read_and_says_so(locked_away, folder_mode, file_mode):
    locked_away.chmod(file_mode)
    locked_away.parent.chmod(folder_mode)
    before = locked_away.read_bytes()
    at = ("--data", "/nowhere/at/all", "--register", locked_away)
    listed = servanda(*at, "list", "--json", program=("-c", ORDINARY))
    assert listed.returncode == 0, listed.stderr
    assert json.loads(listed.stdout)["count"] == 76
    refused = servanda(*at, "note", "JMC-8/05", "Site found.", program=("-c", ORDINARY))
    assert refused.returncode == 3
    assert "reading only" in refused.stderr
    assert locked_away.read_bytes() == before
