"""Names that came from outside: what is left of a hostile one, and which files may be opened."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_names import LONGEST_NAME, RESERVED, ending, may_be_opened, said_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Protocol of the 8th session.pdf", "Protocol of the 8th session.pdf"),
        ("Протокол 8-го заседания.docx", "Протокол 8-го заседания.docx"),
        ("مشترکہ اعلامیہ.pdf", "مشترکہ اعلامیہ.pdf"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        ("C:\\Windows\\System32\\cmd.exe", "cmd.exe"),
        ("/etc/passwd", "passwd"),
        ("folder/", "folder"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u2066b\u2069\u200b.pdf", "ab.pdf"),
        ("two\nlines\tand\x00nul\x1b[2J.txt", "two lines andnul[2J.txt"),
        ('what?<>:"|*.pdf', "what-------.pdf"),
        ("report.pdf:evil.exe", "report.pdf-evil.exe"),
        ("CON", "CON-"),
        ("nul.txt", "nul-.txt"),
        ("Com1 .tar.gz", "Com1-.tar.gz"),
        ("LPT²", "LPT²-"),
        ("conin$", "conin$-"),
        (".bashrc", "bashrc"),
        ("letter.pdf. . ", "letter.pdf"),
        ("..", "file"),
        ("", "file"),
        ("\u202e\u200f", "file"),
        ("\ud800x.pdf", "x.pdf"),
    ],
)
def test_a_name_is_cleaned(name, kept):
    assert said_name(name) == kept


@pytest.mark.parametrize("name", ["a" * 500 + ".pdf", "я" * 500 + ".pdf", "语" * 90 + ".pdf"])
def test_an_over_long_name_keeps_its_ending(name):
    kept = said_name(name)
    assert kept.endswith(".pdf")
    assert len(kept) <= LONGEST_NAME
    assert len(kept.encode()) <= 200
    assert kept[0] == name[0]


@given(
    st.text(st.characters(codec=None), max_size=300) | st.text("con.txt/\\ \u202e:я", max_size=200)
)
def test_whatever_it_was_a_cleaned_name_is_safe_and_stays_as_it_is(name):
    kept = said_name(name)
    assert kept
    assert not set(kept) & set('<>:"|?*/\\')
    assert all(unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in kept)
    assert kept == kept.strip(". ")
    assert kept.partition(".")[0].strip().casefold() not in RESERVED
    assert len(kept) <= LONGEST_NAME
    assert said_name(kept) == kept


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF", "a.b.docx", "table.csv", "photo.jpeg", "x.odt"])
def test_documents_and_pictures_may_be_opened(name):
    assert may_be_opened(name)


@pytest.mark.parametrize(
    "name",
    [
        "a.exe", "a.pdf.exe", "a.html", "a.htm", "a.svg", "a.js", "a.vbs", "a.lnk", "a.url",
        "a.desktop", "a.bat", "a.cmd", "a.ps1", "a.sh", "a.docm", "a.xlsm", "a.hta", "a.scr",
        "a.jar", "a.zip", "pdf", ".pdf", "a", "", "a.pdf ", "a.rtf",
    ],
)  # fmt: skip
def test_nothing_else_is_opened(name):
    assert not may_be_opened(name)


def test_an_ending_is_told_in_small_letters():
    assert ending("A.PDF") == "pdf"
    assert ending("no ending") == ""
    assert ending("a.this is a sentence") == ""
