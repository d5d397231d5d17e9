"""The command pack: a folder or a ZIP file, what is said of it, what is refused."""

from __future__ import annotations

import json
import zipfile

import pytest

VISIT = ("--for", "VIS-2025-04/01")


def test_a_pack_is_one_file_and_its_parts_are_named(shell, tmp_path):
    target = tmp_path / "minsk.zip"
    answer = shell("pack", target, *VISIT)
    assert answer.exit_code == 0
    names = answer.stdout.splitlines()
    assert "1-brief-PK-BY-VIS-2025-04-01-2026-11-22.docx" in names
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == names
    assert answer.stderr == f"Wrote {len(names)} files to “{target}”.\n"


def test_a_pack_is_a_folder(shell, tmp_path):
    answer = shell("pack", tmp_path / "minsk", *VISIT, "--reports", "brief")
    assert answer.exit_code == 0
    assert (tmp_path / "minsk" / "manifest.txt").is_file()


def test_json_is_the_manifest(shell, tmp_path):
    form = shell.json("pack", tmp_path / "minsk", *VISIT, "--reports", "Brief,handover")
    written = json.loads((tmp_path / "minsk" / "manifest.json").read_text(encoding="utf-8"))
    assert form == {**written, "file": str(tmp_path / "minsk")}
    assert form["schema"] == 1
    assert [each["report"] for each in form["reports"]] == ["brief", "handover"]


def test_marked_commitments_that_are_left_out_are_told(shell, sample, tmp_path):
    sample.amend(sample.reader.find("JMC-8/05"), classification="Restricted")
    answer = shell("pack", tmp_path / "p.zip", *VISIT, "--leave-out-marked")
    assert "1 marked commitment left out." in answer.stderr


def test_a_past_day_is_the_day_of_the_pack(shell, tmp_path):
    form = shell.json(
        "pack", tmp_path / "p.zip", "--for", "SUM-2024-11/22", "--as-of", "2025-04-01"
    )
    assert (form["day"], form["as_of"]["by"]) == ("2025-04-01", "happened")


def test_a_russian_pack_speaks_russian(shell, tmp_path):
    form = shell.json("pack", tmp_path / "p.zip", *VISIT, "--language", "ru")
    assert form["about"].startswith("Справка: ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("p.zip", "--reports", "poem"), "“poem” is no report."),
        (("p.pdf",), "A pack in a single PDF is made in the window"),
        (("p.zip", "--sector", "poetry"), "is no sector in this register"),
        (("p.zip", "--for", "JMC-8/05"), "is a project and no meeting"),
        (("p.zip", "--for", "JMC-8/30", "--sector", "health"), "about one thing"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(shell, tmp_path, arguments, sentence):
    name, *rest = arguments
    answer = shell("pack", tmp_path / name, *rest)
    assert answer.exit_code == 1
    assert sentence in answer.stderr
    assert list(tmp_path.glob("p.*")) == []


def test_no_report_at_all_is_a_wrong_command_line(shell, tmp_path):
    assert shell("pack", tmp_path / "p.zip", "--reports", ",").exit_code == 2


def test_a_zip_file_that_is_there_already_is_refused_and_stays(shell, tmp_path):
    target = tmp_path / "p.zip"
    target.write_bytes(b"kept")
    answer = shell("pack", target, *VISIT)
    assert answer.exit_code == 1
    assert "is there already" in answer.stderr
    assert target.read_bytes() == b"kept"


def test_a_folder_that_is_not_empty_is_refused(shell, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    answer = shell("pack", tmp_path / "full", *VISIT)
    assert answer.exit_code == 1
    assert "that folder is not empty" in answer.stderr
