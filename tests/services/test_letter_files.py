"""Drafts of letters as files: what they say, that they are all there or none, the template."""

from __future__ import annotations

import email
import email.policy
import io
import os
import zipfile

import pytest
from docx import Document

from app.domain.errors import InvalidValueError, StorageError
from app.domain.letters import WRITTEN_AS, LetterForm
from app.services.letter_files import prepare
from tests.services.lettering import at_desk, body, order, point


def texts(content):
    """All that a Word file says, in its order: paragraphs and cells."""
    document = Document(io.BytesIO(content))
    found = []
    for each in document.iter_inner_content():
        if hasattr(each, "rows"):
            found += [[cell.text for cell in row.cells] for row in each.rows]
        else:
            found.append(each.text)
    return found


@pytest.fixture
def desk(register):
    return at_desk(register)


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "drafts"
    place.mkdir()
    return place


# --- files ---------------------------------------------------------------------------------------


def test_a_word_letter_holds_exactly_its_parts(desk, out):
    desk.add_wording(desk.plant, "ur", "ٹریکٹر پلانٹ (MTZ) 2026 میں")
    desk.note(desk.plant, "Участок выделен.\nBell \x07 rung.", happened_on="2026-03-03")
    done = prepare(desk, order(organisations=[desk.moc]), out, record=False)
    (path,) = done.files
    assert path.name == "F.1-2026-MoC.docx"
    assert texts(path.read_bytes()) == [
        "Our reference: F.1/2026",
        "Date: 22 Nov 2026",
        "To: Ministry of Commerce",
        "Subject: Information on the implementation of agreed points",
        "Dear Sir or Madam,",
        "We should be grateful for information on where the following 2 points stand.",
        ["No.", "Para.", "Point", "Due", "Last information recorded"],
        ["1", "3.2", "Trade fair", "2026, day not agreed", "none recorded"],
        [
            "2",
            "3.10",
            "“ٹریکٹر پلانٹ (MTZ) 2026 میں”",
            "2026, day not agreed",
            "03 Mar 2026: Участок выделен.\nBell   rung.",
        ],
        "Kindly reply by 06 Dec 2026, quoting our reference F.1/2026.",
        "Yours faithfully,",
    ]
    document = Document(str(path))
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    cell = document.tables[0].rows[2].cells[2].paragraphs[0]
    assert cell._p.pPr.find(cell._p.pPr.nsmap["w"].join("{}") + "bidi") is not None  # noqa: SLF001
    right = [run.text for run in cell.runs if run.font.rtl]
    assert right == ["“ٹریکٹر پلانٹ (", ") 2026 میں”"]  # signs too run as the paragraph does
    assert desk.reader.letter_rounds() == []


def test_the_same_letters_are_the_same_bytes_and_tell_no_day_of_writing(desk, out, tmp_path):
    second = tmp_path / "second"
    second.mkdir()
    for form in WRITTEN_AS:
        one = prepare(desk, order(form=form), out, record=False)
        other = prepare(desk, order(form=form), second, record=False)
        for left, right in zip(one.files, other.files, strict=True):
            assert left.read_bytes() == right.read_bytes()
    for path in out.glob("*.docx"):
        with zipfile.ZipFile(path) as packed:
            assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_mail_draft_is_read_back_as_it_was_meant(desk, out):
    desk.amend(desk.visa, title="Переговоры о визах")
    done = prepare(
        desk,
        order(LetterForm.EML, [desk.mofa], title="Visas\r\nBcc: x@example.org"),
        out,
        record=True,
    )
    message = email.message_from_bytes(done.files[0].read_bytes(), policy=email.policy.default)
    assert message["Subject"] == "Visas Bcc: x@example.org (F.1/2026)"
    assert message["Bcc"] is message["To"] is message["From"] is None
    assert message["X-Unsent"] == "1"
    lines = message.get_content().splitlines()
    place = lines.index("1. Para. 4: Переговоры о визах")
    assert lines[place + 1] == "   Due: 2026, day not agreed"


@pytest.mark.parametrize("subject", ["Visas", "О визах " * 20, "Decisions of the session " * 11])
def test_a_subject_of_any_length_is_read_back_whole(desk, out, subject):
    held = order(LetterForm.EML, [desk.mofa], title=subject)
    (path,) = prepare(desk, held, out, record=False).files
    content = path.read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert message["Subject"] == f"{subject.strip()} (F.1/2026)"
    assert max(map(len, content.splitlines())) <= 998


def test_no_draft_is_ever_overwritten_and_the_same_draft_is_no_other(desk, out):
    first = prepare(desk, order(), out, record=False)
    stamps = [each.stat().st_mtime_ns for each in first.files]
    prepare(desk, order(), out, record=True)
    assert [each.stat().st_mtime_ns for each in first.files] == stamps
    desk.undo()
    first.files[1].write_bytes(b"the officer's own corrections")
    (out / first.files[0].name).unlink()
    with pytest.raises(StorageError, match="a file of that name is there already"):
        prepare(desk, order(), out, record=True)
    assert first.files[1].read_bytes() == b"the officer's own corrections"
    assert [each.name for each in out.iterdir()] == [first.files[1].name]
    assert desk.reader.letter_rounds() == []


def test_a_folder_that_is_not_there_is_refused(desk, out):
    with pytest.raises(InvalidValueError, match="There is no folder"):
        prepare(desk, order(), out / "none", record=True)
    assert desk.reader.letter_rounds() == []


def test_a_disk_that_is_full_leaves_no_file_and_no_record(desk, out, monkeypatch):
    real, tried = os.fsync, []

    def full(descriptor):
        tried.append(descriptor)
        if len(tried) == 2:
            raise OSError(28, "No space left on device")
        return real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the disk is full"):
        prepare(desk, order(), out, record=True)
    monkeypatch.undo()
    assert list(out.iterdir()) == []
    assert desk.reader.letter_rounds() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_leaves_nothing(desk, out):
    out.chmod(0o500)
    with pytest.raises(StorageError, match="may not be written to"):
        prepare(desk, order(), out, record=True)
    out.chmod(0o700)
    assert list(out.iterdir()) == []
    assert desk.reader.letter_rounds() == []


def test_where_the_record_is_refused_the_drafts_are_taken_back(desk, out, monkeypatch):
    def refuse(*_given, **_more):
        raise StorageError("The disk refused.")

    monkeypatch.setattr(desk, "record_round", refuse)
    with pytest.raises(StorageError):
        prepare(desk, order(), out, record=True)
    assert list(out.iterdir()) == []


def test_two_agencies_of_one_short_name_get_a_file_each(desk, out):
    twin = body(desk, "Ministry of Culture", "moc")
    point(desk, "Festival", twin)
    done = prepare(desk, order(), out, record=False)
    assert sorted(each.name for each in done.files) == [
        "F.1-2026-MoC.docx",
        "F.1-2026-MoFA.docx",
        "F.1-2026-moc-2.docx",
    ]


# --- the office's own template -------------------------------------------------------------------


def template(tmp_path, *paragraphs, header=""):
    document = Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for each in paragraphs:
        if isinstance(each, tuple):
            paragraph = document.add_paragraph()
            for run in each:
                paragraph.add_run(run)
        else:
            document.add_paragraph(each)
    path = tmp_path / "template.docx"
    document.save(str(path))
    return path


def test_a_template_is_filled_also_where_a_name_is_spread_over_runs(desk, out, tmp_path):
    path = template(
        tmp_path,
        ("Ref. {{ref", "erence", "}} of {{date}}"),
        "To {{ organisation }}, by {{Deadline}}.{{reminder}}",
        "{{points}}",
        "Director",
        header="Government – {{reference}}",
    )
    desk.amend(desk.visa, title="Talks about {{deadline}}")
    done = prepare(desk, order(organisations=[desk.mofa]), out, record=False, template=path)
    content = done.files[0].read_bytes()
    found = texts(content)
    assert found == [
        "Ref. F.1/2026 of 22 Nov 2026",
        "To Ministry of Foreign Affairs, by 06 Dec 2026.",
        ["No.", "Para.", "Point", "Due", "Last information recorded"],
        ["1", "4", "Talks about {{deadline}}", "2026, day not agreed", "none recorded"],
        "",
        "Director",
    ]
    header = Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
    assert header == "Government – F.1/2026"


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (["Dear {{name}}", "{{points}}"], r"asks for \{\{name\}\}"),
        (["Nothing to fill"], "needs {{points}} once"),
        (["{{points}}", "{{points}}"], "needs {{points}} once"),
        (["Here: {{points}}"], "in a paragraph of its own"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(desk, out, tmp_path, paragraphs, said):
    path = template(tmp_path, *paragraphs)
    with pytest.raises(InvalidValueError, match=said):
        prepare(desk, order(), out, record=True, template=path)
    assert list(out.iterdir()) == []
    assert desk.reader.letter_rounds() == []


def test_what_is_no_word_file_is_no_template(desk, out, tmp_path):
    path = tmp_path / "template.docx"
    for content in (b"", b"PK\x03\x04 nothing", b"<html>"):
        path.write_bytes(content)
        with pytest.raises(InvalidValueError, match="no Word file"):
            prepare(desk, order(), out, record=True, template=path)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"\0" * (8 << 20))
    path.write_bytes(bomb.getvalue())
    with pytest.raises(InvalidValueError, match="unpacks to more"):
        prepare(desk, order(), out, record=True, template=path)
    with pytest.raises(InvalidValueError, match="for letters in Word"):
        prepare(desk, order(LetterForm.EML), out, record=True, template=path)
