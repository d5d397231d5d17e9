"""sources, and source show, add, keep-text, keep-file, save, forget, withdraw, erase."""

from __future__ import annotations

import hashlib
import stat

import pytest

TITLE = "Protocol of the 8th session"
TEXT = "The Sides agreed to hold\r\nthe 9th session in 2026."


@pytest.fixture
def desk(fresh):
    """A shell on a register with one source."""
    assert fresh("source", "add", TITLE, "--kind", "primary-text").exit_code == 0
    return fresh


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Протокол, signed.pdf"
    path.write_bytes(b"%PDF-1.7 body")
    return path


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode("utf-8-sig"))
    return path


def test_the_list_says_what_is_kept(desk, paper, text):
    desk("source", "keep-text", TITLE, text)
    desk("source", "keep-file", TITLE, paper)
    answer = desk.json("sources")
    assert (answer["schema"], answer["count"]) == (1, 1)
    [item] = answer["items"]
    kept = TEXT.replace("\r\n", "\n").encode()
    assert item["text"] == {
        "sha256": hashlib.sha256(kept).hexdigest(), "size": len(kept), "kept_on": "2026-11-22",
    }  # fmt: skip
    assert (item["file"]["name"], item["file"]["size"]) == ("Протокол, signed.pdf", 13)
    heading, line = desk("sources").stdout.splitlines()
    assert heading.split() == ["PUBLISHED", "TEXT", "FILE", "PASSAGES", "PUBLISHER", "TITLE"]
    assert line.split()[:3] == [str(len(kept)), "13", "0"]


def test_the_samples_sources_are_listed_and_narrowed(shell):
    assert shell.json("sources")["count"] == 5
    [dawn] = shell.json("sources", "--text", "dawn")["items"]
    assert (dawn["passages_count"], dawn["text"], dawn["file"]) == (31, None, None)
    assert shell("sources", "--relation", "PK-XX").exit_code == 1
    assert shell("check").stderr == "The register and its change log agree.\n"


def test_a_part_of_a_title_is_enough_where_it_is_the_only_one(desk, text):
    assert desk("source", "keep-text", "8TH  session", text).exit_code == 0
    desk("source", "add", "Protocol of the 9th session")
    answer = desk("source", "show", "protocol of the")
    assert answer.exit_code == 1
    assert "Several sources go by" in answer.stderr
    assert desk("source", "show", "nothing of the kind").exit_code == 1
    assert desk("source", "show", " ").exit_code == 1


def test_quotations_without_a_place_are_named(shell, text):
    shell("source", "add", TITLE)
    passage = ("--source", TITLE, "--quotation", "the 10th session")
    answer = shell("due", "PK-BY/JMC-8/30", "--due", "2027", "--postpone", *passage)
    assert answer.exit_code == 0, answer.stderr
    answer = shell("source", "keep-text", TITLE, text)
    said = "PK-BY/JMC-8/30: “the 10th session” does not stand in the kept text"
    assert said in answer.stderr
    [told] = shell.json("source", "show", TITLE)["passages"]
    assert (told["ref"], told["standing"], told["starts"]) == ("PK-BY/JMC-8/30", "missing", None)
    assert said in shell("source", "show", TITLE).stdout
    answer = shell("check")
    assert (answer.exit_code, "1 quotation has no one place" in answer.stderr) == (0, True)


def test_a_text_in_another_encoding_is_refused_until_it_is_named(desk, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("Протокол восьмого заседания комиссии".encode("cp1251"))
    answer = desk("source", "keep-text", TITLE, path)
    assert answer.exit_code == 1
    assert "windows-1251" in answer.stderr
    assert desk("source", "keep-text", TITLE, path, "--encoding", "windows-1251").exit_code == 0


def test_a_copy_is_saved_and_nothing_is_written_over(desk, paper, text, tmp_path):
    desk("source", "keep-text", TITLE, text)
    desk("source", "keep-file", TITLE, paper)
    folder = tmp_path / "out"
    folder.mkdir()
    told = desk.json("source", "save", TITLE, folder)
    saved = folder / "Протокол, signed.pdf"
    assert told["file"] == str(saved)
    assert saved.read_bytes() == paper.read_bytes()
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    answer = desk("source", "save", TITLE, folder)
    assert (answer.exit_code, "there already" in answer.stderr) == (1, True)
    assert desk("source", "save", TITLE, folder, "--text").exit_code == 0
    copy = folder / "Protocol-of-the-8th-session.txt"
    assert copy.read_bytes() == TEXT.replace("\r\n", "\n").encode()
    assert desk("source", "save", TITLE, tmp_path / "no" / "where.pdf").exit_code == 1


def test_what_is_not_kept_cannot_be_saved_or_forgotten(desk, tmp_path):
    assert desk("source", "save", TITLE, tmp_path / "x.pdf").exit_code == 1
    assert desk("source", "forget", TITLE, "--text").exit_code == 1
    assert desk("source", "forget", TITLE).exit_code == 2
    assert desk("source", "forget", TITLE, "--text", "--file").exit_code == 2


def test_each_is_one_change_that_one_undo_takes_back(desk, paper, text):
    desk("source", "keep-file", TITLE, paper)
    assert desk("source", "keep-file", TITLE, paper).exit_code == 1
    desk("source", "forget", TITLE, "--file")
    assert desk.json("source", "show", TITLE)["file"] is None
    desk("undo")
    assert desk.json("source", "show", TITLE)["file"]["name"] == "Протокол, signed.pdf"
    desk("undo")
    assert desk.json("source", "show", TITLE)["file"] is None


def test_an_altered_file_is_found_and_never_saved(desk, paper, tmp_path):
    from app.store.driver import connect

    desk("source", "keep-file", TITLE, paper)
    connection = connect(tmp_path / "mine.servanda")
    connection.execute("UPDATE blob SET data=x'00'")
    connection.close()
    assert desk("source", "save", TITLE, tmp_path / "x.pdf").exit_code == 4
    assert not (tmp_path / "x.pdf").exists()
    answer = desk("check")
    assert (answer.exit_code, "A stored text or file is not what it was" in answer.stdout) == (
        4, True,
    )  # fmt: skip


def test_a_source_is_withdrawn_then_erased(desk, paper):
    desk("source", "keep-file", TITLE, paper)
    assert desk("source", "erase", TITLE, "--yes").exit_code == 1
    assert desk.json("source", "withdraw", TITLE)["state"] == "withdrawn"
    answer = desk("source", "erase", TITLE)
    assert (answer.exit_code, "cannot be undone" in answer.stderr) == (1, True)
    assert desk.json("source", "erase", TITLE, "--yes")["state"] == "erased"
    assert desk.json("sources")["count"] == 0
    assert desk("check").exit_code == 0


def test_a_source_on_which_something_rests_stays(shell):
    title = shell.json("sources")["items"][0]["title"]
    answer = shell("source", "withdraw", title)
    assert (answer.exit_code, "withdraw them first" in answer.stderr) == (1, True)


def test_what_is_hostile_reaches_the_terminal_as_boxes(desk, tmp_path):
    path = tmp_path / "a\u202efdp.exe"
    path.write_bytes(b"MZ")
    desk("source", "keep-file", TITLE, path)
    answer = desk("source", "show", TITLE)
    assert "\u202e" not in answer.stdout
    assert "afdp.exe" in answer.stdout
