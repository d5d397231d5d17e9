"""What is kept of a source, in the window: keeping, reading, opening, saving; hostile names."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from app.domain.directory import PassageAt, SourceText
from app.domain.errors import InvalidValueError
from app.domain.identity import SourceId, new_id
from app.domain.particulars import Source
from app.domain.quotations import LARGEST_FILE, LARGEST_TEXT
from app.qt.views.opened_copies import OpenedCopies
from app.qt.views.sources_page import Sources

TEXT = "The \U0001f91d Sides agreed to hold\nthe 9th session in 2026.\nThey agreed to meet."


@pytest.fixture
def kind():
    return Sources


@pytest.fixture
def page(page_on, sample_desk):
    return page_on(sample_desk)


@pytest.fixture
def source(page, settle):
    """Stand on a source on which two quotations rest."""
    held = Source(id=SourceId(new_id()), title="Protocol", language="en")
    register = page.desk.register
    points = [register.reader.find(f"PK-BY/JMC-8/{each}") for each in ("05", "30")]

    def enter(acts):
        acts.add_source(held)
        acts.add_evidence(points[0], held.id, quotation="hold the 9th session")
        acts.add_evidence(points[1], held.id, quotation="the 10th session")

    page.desk.run(lambda register: register.together("A protocol", enter))
    page.show_target(held.id)
    settle(page)
    return held.id


@pytest.fixture
def kept(page, source, settle):
    """The same source with its text and a file kept."""
    page.desk.run(lambda register: register.keep_text(source, TEXT))
    page.desk.run(lambda register: register.keep_file(source, b"%PDF-1.7", "Protocol.pdf"))
    settle(page)
    return source


class Opener(QObject):
    """Stands in the place of the programs that would show a file."""

    def __init__(self):
        super().__init__()
        self.paths = []

    @Slot(QUrl)
    def show(self, url):
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def opener():
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def part(page):
    return page.sheet.kept


def seen(page, name):
    return [each for each in page.findChildren(QAbstractButton, name) if each.isVisibleTo(page)]


def now(page, identity):
    return page.desk.register.reader.source(identity)


# --- keeping -------------------------------------------------------------------------------------


def test_a_text_is_pasted_and_kept(page, source, hands, settle):
    assert part(page).text.text() == "not kept"
    hands.click(part(page).paste)
    part(page).form.editors["text"].setPlainText(TEXT)
    hands.click(part(page).form.keep_button)
    settle(page)
    assert part(page).form.isHidden()
    assert page.desk.register.reader.text_of(now(page, source)) == TEXT
    assert "kept on 22 Nov 2026" in part(page).text.text()
    assert "1 quotation has no one place" in part(page).astray.text()
    texts = [each.text() for each in page.sheet.passages.findChildren(QLabel)]
    assert "Does not stand in the kept text." in texts
    assert page.desk.register.store.next_undo() == "Text of a source"


def test_a_text_that_is_refused_stays_in_the_form_with_the_reason(page, source, hands, settle):
    hands.click(part(page).paste)
    part(page).form.editors["text"].setPlainText("  \n ")
    hands.click(part(page).form.keep_button)
    settle(page)
    assert part(page).form.refused == ("text", "There is no text to be kept.")
    hands.press("Esc")
    assert part(page).form.isHidden()


def test_a_text_comes_from_a_file(page, source, settle, tmp_path):
    path = tmp_path / "protocol.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    part(page).deeds.keep_text_in(str(path))
    settle(page)
    assert page.desk.register.reader.text_of(now(page, source)) == TEXT


def test_what_cannot_be_kept_is_said_in_the_part(page, source, settle, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("Протокол восьмого заседания комиссии".encode("cp1251"))
    part(page).deeds.keep_text_in(str(path))
    settle(page)
    assert "windows-1251" in part(page).refused.text()
    assert part(page).refused.isVisibleTo(page)
    part(page).deeds.keep_file(str(tmp_path / "none.pdf"))
    settle(page)
    assert "There is no file" in part(page).refused.text()


def test_a_file_of_twenty_megabytes_is_kept_off_the_windows_thread(page, source, settle, tmp_path):
    path = tmp_path / "large.bin"
    data = hashlib.sha256(b"x").digest() * (LARGEST_FILE // 32)
    path.write_bytes(data)
    part(page).deeds.keep_file(str(path))
    assert now(page, source).file == ""  # it is on its way
    settle(page)
    assert now(page, source).file == hashlib.sha256(data).hexdigest()
    assert "20.0 MB" in part(page).file.text()


def test_undo_shows_what_was_kept_before(page, kept, settle):
    page.desk.run(lambda register: register.keep_file(kept, b"another", "Other.pdf"))
    settle(page)
    assert "Other.pdf" in part(page).file.text()
    page.desk.run(lambda register: register.undo())
    settle(page)
    assert "Protocol.pdf" in part(page).file.text()
    part(page).deeds.forget_file()
    settle(page)
    assert part(page).file.text() == "not kept"
    assert seen(page, "kept-open") == []


def test_what_is_pasted_survives_the_changes_of_others(page, source, hands, settle):
    hands.click(part(page).paste)
    part(page).form.editors["text"].setPlainText("half a te")
    page.desk.run(lambda register: register.amend_source(source, publisher="MoI"))
    settle(page)
    assert part(page).form.typed()["text"] == "half a te"


def chosen(page, name, path):
    """Choose a file in the dialog of that name, as the officer does."""
    dialog = page.findChild(QFileDialog, name)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_files_are_chosen_in_a_dialog(page, source, settle, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    part(page).another.click()
    chosen(page, "source-file-dialog", tmp_path / "a.txt")
    settle(page)
    part(page).from_file.click()
    chosen(page, "source-file-dialog", tmp_path / "a.txt")
    settle(page)
    held = now(page, source)
    assert (held.file, held.file_name) == (held.text, "a.txt")
    for button, name in ((part(page).save, "a.txt"), (part(page).save_text, "Protocol.txt")):
        button.click()
        dialog = page.findChild(QFileDialog, "source-copy-dialog")
        assert Path(dialog.selectedFiles()[0]).name == name
        chosen(page, "source-copy-dialog", tmp_path / f"copy-{name}")
        settle(page)
        assert (tmp_path / f"copy-{name}").read_text(encoding="utf-8") == TEXT


def test_a_file_goes_to_the_source_its_dialog_was_opened_on(page, source, settle, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    other = Source(id=SourceId(new_id()), title="Another paper")
    page.desk.run(lambda register: register.add_source(other))
    part(page).another.click()
    page.show_target(other.id)
    settle(page)
    chosen(page, "source-file-dialog", tmp_path / "a.txt")
    settle(page)
    assert now(page, source).file_name == "a.txt"
    assert now(page, other.id).file == ""


# --- taking away ---------------------------------------------------------------------------------


def test_a_document_opens_from_a_private_copy_that_goes_at_the_end(page, kept, opener, settle):
    part(page).open.click()
    settle(page)
    [path] = opener.paths
    assert (path.name, path.read_bytes()) == ("Protocol.pdf", b"%PDF-1.7")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    page.stop()
    assert not path.parent.parent.exists()


@pytest.mark.parametrize(
    "name",
    ["run.exe", "page.html", "invoice\u202efdp.exe", "x.pdf.lnk", "macro.docm", "a.desktop", "a"],
)
def test_what_is_no_document_is_never_opened(page, source, opener, settle, name):
    page.desk.run(lambda register: register.keep_file(source, b"MZ", name))
    settle(page)
    assert seen(page, "kept-open") == []
    assert len(seen(page, "kept-save")) == 1
    part(page).deeds.open()
    settle(page)
    assert opener.paths == []
    assert "no document or picture" in part(page).refused.text()


def test_a_hostile_name_leads_out_of_no_folder():
    copies = OpenedCopies()
    path = copies.copy("..\\../../CON.pdf", b"x")
    assert path.name == "CON-.pdf"
    with pytest.raises(InvalidValueError):
        copies.copy("../../autostart.desktop", b"x")
    copies.remove()
    assert not path.exists()


def test_an_altered_file_is_not_opened_but_said(page, kept, opener, settle):
    connection = page.desk.register.store._connection  # noqa: SLF001 - what only damage can do
    connection.execute("UPDATE blob SET data=x'00'")
    part(page).deeds.open()
    settle(page)
    assert opener.paths == []
    assert "not what it was" in part(page).refused.text()


def test_a_copy_is_saved(page, kept, settle, tmp_path):
    part(page).deeds.save(str(tmp_path / "copy.pdf"), text=False)
    settle(page)
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-1.7"
    assert part(page).said.text() == "Saved as “copy.pdf”."
    part(page).deeds.save(str(tmp_path / "copy.txt"), text=True)
    settle(page)
    assert (tmp_path / "copy.txt").read_bytes() == TEXT.encode()


# --- reading -------------------------------------------------------------------------------------


def test_the_text_is_read_with_its_passages_marked(page, kept, hands, settle):
    hands.click(part(page).read)
    settle(page)
    reader = page.views.reader
    assert page.views.reads
    assert reader.paper.toPlainText() == TEXT
    assert reader.paper.isReadOnly()
    [mark] = reader.paper.extraSelections()
    assert mark.cursor.selectedText() == "hold\u2029the 9th session"
    assert reader.place.text() == "Passage 1 of 1"
    assert reader.nowhere.text() == "1 quotation has no one place in this text."
    hands.press("Esc")
    assert not page.views.reads


def test_a_passage_leads_to_its_place_and_from_there_to_its_commitment(page, kept, settle, qtbot):
    [button] = [
        each for each in page.findChildren(QAbstractButton)
        if each.objectName().startswith("passage-text-")
    ]  # fmt: skip
    button.click()
    settle(page)
    passage = page.views.reader.current
    assert passage.evidence.quotation == "hold the 9th session"
    jump = page.views.reader.about.itemAt(0).widget()
    with qtbot.waitSignal(page.jumped) as jumped:
        jump.click()
    assert jumped.args[0] == passage.row.id


def test_a_passage_is_shown_by_its_target_from_elsewhere(page, kept, settle):
    first = page.list.table.lines[1].id
    page.show_target(first)
    settle(page)
    evidence = page.desk.register.reader.evidence_from(kept)
    page.show_target(PassageAt(source=kept, evidence=evidence[0].id))
    settle(page)
    assert page.views.reads
    assert page.views.reader.current.evidence.id == evidence[0].id
    page.show_target(PassageAt(source=kept, evidence=evidence[1].id))
    settle(page)
    assert page.views.reader.current is None
    assert page.views.reader.place.text() == "The quotation has no one place in this text."


def test_next_and_previous_go_round(page, kept, settle):
    point = page.desk.register.reader.find("PK-BY/JMC-8/30")
    page.desk.run(lambda register: register.add_evidence(point, kept, quotation="They agreed"))
    page.sheet.text_wanted.emit("")
    settle(page)
    quotations = []
    for _ in range(3):
        quotations.append(page.views.reader.current.evidence.quotation)
        page.views.reader.after.click()
    assert quotations == ["hold the 9th session", "They agreed", "hold the 9th session"]
    page.views.reader.before.click()
    assert page.views.reader.current.evidence.quotation == "hold the 9th session"


def test_markup_in_a_text_stays_text(page, source, settle):
    hostile = "<b>bold</b> <img src='file:///etc/passwd'>"
    page.desk.run(lambda register: register.keep_text(source, hostile))
    page.sheet.text_wanted.emit("")
    settle(page)
    assert page.views.reader.paper.toPlainText() == hostile


def test_urdu_is_shown_from_the_right(page, source, settle):
    page.desk.run(lambda register: register.amend_source(source, language="ur"))
    page.desk.run(lambda register: register.keep_text(source, "فریقین نے اتفاق کیا۔"))
    page.sheet.text_wanted.emit("")
    settle(page)
    option = page.views.reader.paper.document().defaultTextOption()
    assert option.textDirection() is Qt.LayoutDirection.RightToLeft
    assert option.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_text_that_is_taken_away_while_it_is_read_is_left(page, kept, settle):
    page.sheet.text_wanted.emit("")
    settle(page)
    page.desk.run(lambda register: register.forget_text(kept))
    settle(page)
    assert not page.views.reads
    assert part(page).text.text() == "not kept"


def test_a_large_text_is_read_without_keeping_the_window_waiting(page, source, settle):
    line = "The Sides agreed to continue their consultations on this matter.\n"
    text = line * (LARGEST_TEXT // len(line))
    page.desk.run(lambda register: register.keep_text(source, text))
    settle(page)
    page.sheet.text_wanted.emit("")
    settle(page)
    assert page.views.reader.paper.document().blockCount() == text.count("\n") + 1


def test_a_text_that_is_one_endless_word_is_not_wrapped_and_the_next_one_is(page, source):
    wraps = []
    reader = page.views.reader
    for text in ("plain words", "word" * 20_000, "more" * 20_000, "plain words again"):
        reader.show_text(SourceText(source=page.desk.register.reader.source(source), text=text))
        option = reader.paper.document().defaultTextOption().wrapMode()
        wraps.append((reader.paper.lineWrapMode().name, option.name))
    endless, plain = ("NoWrap", "NoWrap"), ("WidgetWidth", "WrapAtWordBoundaryOrAnywhere")
    assert wraps == [plain, endless, endless, plain]


def test_a_register_that_is_only_read_offers_reading_and_copies_alone(
    page_on, opened, desk_on, sample_path, settle
):
    register = opened(sample_path)
    source = register.reader.sources()[-1].id
    register.keep_text(source, TEXT)
    register.keep_file(source, b"%PDF-1.7", "a.pdf")
    register.close()
    page = page_on(desk_on(opened(sample_path, read_only=True)))
    page.show_target(source)
    settle(page)
    names = ("kept-paste", "kept-from-file", "kept-forget-text", "kept-choose", "kept-forget")
    assert not any(seen(page, each) for each in names)
    assert all(seen(page, each) for each in ("kept-read", "kept-save", "kept-open"))


# --- from the panel of a commitment --------------------------------------------------------------


def test_evidence_in_the_panel_leads_to_its_place_in_the_text(window, sample_desk, stand_on, hands):
    stand_on("PK-BY/JMC-8/05")
    register = sample_desk.register
    source = register.reader.sources()[0].id
    point = register.reader.find("PK-BY/JMC-8/05")

    def enter(acts):
        acts.keep_text(source, TEXT)
        return acts.add_evidence(point, source, quotation="hold the 9th session")

    sample_desk.run(lambda register: register.together("A text", enter))
    hands.settle(window)
    [button] = [
        each for each in window.detail.findChildren(QAbstractButton)
        if each.objectName().startswith("passage-text-")
    ]  # fmt: skip
    button.click()
    page = window.pages.page
    hands.settle(window)
    assert isinstance(page, Sources)
    assert page.views.reads
    assert page.views.reader.current.evidence.quotation == "hold the 9th session"
    window.travels.back()
    assert window.pages.page is window.list


def test_where_no_text_is_kept_evidence_leads_nowhere(window, stand_on):
    stand_on("PK-BY/JMC-8/05")
    assert window.detail.evidence.isVisible()
    assert not [
        each for each in window.detail.findChildren(QAbstractButton)
        if each.objectName().startswith("passage-text-")
    ]  # fmt: skip


# --- quoting -------------------------------------------------------------------------------------


@pytest.fixture
def read(page, kept, settle):
    """Read the text, with some words of it selected."""
    page.sheet.text_wanted.emit("")
    settle(page)

    def select(words):
        paper = page.views.reader.paper
        cursor = paper.document().find(words)
        paper.setTextCursor(cursor)
        return page.views.reader.quoting

    return select


def test_selected_words_are_kept_as_evidence(page, kept, read, hands, settle):
    quoting = read("They agreed to meet")
    hands.click(quoting.begin_button)
    assert quoting.words.text() == "“They agreed to meet”"
    quoting.form.line("commitment").setText("PK-BY/JMC-8/23")
    hands.click(quoting.form.keep_button)
    settle(page)
    evidence = page.desk.register.reader.evidence_from(kept)[-1]
    assert (evidence.quotation, TEXT[evidence.starts : evidence.ends]) == (
        "They agreed to meet", "They agreed to meet",
    )  # fmt: skip
    assert evidence.commitment == page.desk.register.reader.find("PK-BY/JMC-8/23")
    assert quoting.form.isHidden()
    assert page.views.reads
    assert len(page.views.reader.paper.extraSelections()) == 2


def test_what_is_selected_stays_so_while_others_change_something(page, kept, read, settle):
    read("They agreed to meet")
    page.desk.run(lambda register: register.amend_source(kept, publisher="MoI"))
    settle(page)
    assert page.views.reader.paper.textCursor().selectedText() == "They agreed to meet"


@pytest.mark.parametrize(
    ("words", "ref", "said"),
    [
        ("agreed to", "PK-BY/JMC-8/23", "more words"),
        ("They agreed to meet", "nobody", "nobody"),
        ("They agreed to meet", "", "reference"),
    ],
)
def test_what_cannot_be_quoted_is_said_in_the_form(
    page, kept, read, hands, settle, words, ref, said
):
    quoting = read(words)
    before = page.desk.register.reader.evidence_from(kept)
    hands.click(quoting.begin_button)
    quoting.form.line("commitment").setText(ref)
    hands.click(quoting.form.keep_button)
    settle(page)
    assert said in quoting.form.refused[1]
    assert page.desk.register.reader.evidence_from(kept) == before
    hands.press("Esc")
    assert quoting.words.isHidden()


def test_without_a_selection_nothing_can_be_quoted(page, kept, read):
    quoting = read("They agreed")
    assert quoting.begin_button.isEnabled()
    page.views.reader.paper.moveCursor(QTextCursor.MoveOperation.Start)
    assert not quoting.begin_button.isEnabled()
