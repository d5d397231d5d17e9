"""The section Sources, driven as an officer does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.domain.particulars import SourceKind
from app.qt.look.panels import IconLabel
from app.qt.views.jumps import Jump
from app.qt.views.sources_page import Sources


@pytest.fixture
def kind():
    return Sources


@pytest.fixture
def page(page_on, sample_desk):
    return page_on(sample_desk)


@pytest.fixture
def stand(page, settle):
    """Stand on the source of a publisher."""

    def on(publisher):
        found = [each for each in page.list.table.lines if publisher in each.source.publisher]
        page.show_target(found[0].id)
        settle(page)
        return found[0].id

    return on


def button(page, name):
    found = [each for each in page.findChildren(QAbstractButton, name) if each.isVisibleTo(page)]
    return found[-1] if found else None


def source(page, identity):
    return page.desk.register.reader.source(identity)


# --- the list ------------------------------------------------------------------------------------


def test_the_newest_stands_first_and_is_shown(page):
    dates = [each.source.published for each in page.list.table.lines]
    assert dates == sorted(dates, reverse=True)
    assert page.sheet.fields["title"].value == page.list.table.lines[0].source.title
    assert page.head.count.text() == "5"
    assert page.counts() == "5 sources, 109 passages"
    assert page.wants_detail is False


def test_typing_narrows_the_list(page, hands, settle):
    page.head.search.setFocus()
    hands.write("dawn")
    settle(page)
    assert page.head.count.text() == "1 of 5"
    assert page.sheet.fields["publisher"].value == "Dawn"
    hands.rewrite("submarine")
    assert page.list.isVisible() is False
    hands.click(button(page, "sources-all"))
    assert page.head.count.text() == "5"


def test_only_the_pair_looked_at_counts(page, settle):
    page.desk.run(lambda register: register.add_relation("PK-KZ", "Pakistan", "Kazakhstan"))
    page.desk.look_at("PK-KZ")
    settle(page)
    assert page.list.table.lines == ()


@pytest.mark.parametrize("width", [706, 1162])
def test_no_part_is_wider_than_its_room(page_on, sample_desk, width):
    page = page_on(sample_desk, width, 505)
    content = page.sheet.widget()
    assert content.width() <= page.sheet.viewport().width()
    for each in page.sheet.findChildren(QWidget):
        if each.isVisibleTo(page) and content.isAncestorOf(each):
            right = each.mapTo(content, each.rect().topRight()).x()
            assert right <= content.width(), each.objectName()


# --- what rests on it ----------------------------------------------------------------------------


def test_every_passage_is_shown_with_what_it_does(page, stand):
    dawn = stand("Dawn")
    reader = page.desk.register.reader
    passages = reader.passages(dawn, "", 1000)
    shown = page.sheet.passages.widgets
    assert len(shown) == len(passages) == 31
    for entry, passage in zip(shown, passages, strict=True):
        texts = [each.text() for each in entry.findChildren(QLabel)]
        assert passage.evidence.paraphrase in texts
        assert {"supports", "supports in part", "contradicts"} & set(texts)
        assert entry.findChild(IconLabel) is not None
    assert page.sheet.heading.text().endswith("31")


def test_what_contradicts_is_told_by_icon_and_word(page, stand):
    stand("Dawn")
    assert page.sheet.against.text() == "1 contradicts"
    stances = [each.text() for each in page.sheet.passages.findChildren(QLabel, "passage-stance")]
    assert stances.count("contradicts") == 1
    stand("Arab News")
    assert page.sheet.against.isHidden()


def test_a_passage_leads_to_its_commitment(page, stand, hands, qtbot):
    dawn = stand("Dawn")
    first = page.sheet.passages.widgets[0].findChild(Jump)
    first.setFocus()
    with qtbot.waitSignal(page.jumped) as jumped:
        hands.press("Return")
    assert jumped.args[0] == page.desk.register.reader.passages(dawn, "", 1)[0].row.id


def test_more_passages_are_read_when_asked_for(page, stand, hands, settle, monkeypatch):
    monkeypatch.setattr("app.qt.views.sources_page.MOST", 10)
    stand("Dawn")
    assert len(page.sheet.passages.widgets) == 10
    assert page.sheet.more.text() == "Show 21 more"
    page.sheet.more.click()
    settle(page)
    assert len(page.sheet.passages.widgets) == 31
    assert page.sheet.more.isHidden()


# --- fields --------------------------------------------------------------------------------------


def test_fields_are_edited_in_place(page, stand, hands, settle):
    dawn = stand("Dawn")
    for name, text in (
        ("title", "A report"),
        ("published", "2024-11"),
        ("language", "UR"),
        ("address", "https://example.org/1"),
        ("accessed", "2026-01-05"),
    ):
        page.sheet.fields[name].editor.setFocus()
        hands.rewrite(text)
        hands.press("Return")
        settle(page)
    hands.choose(page.sheet.fields["kind"].editor, "Official release")
    settle(page)
    now = source(page, dawn)
    assert (now.title, now.published, now.language) == ("A report", "2024-11", "ur")
    assert (now.address, now.accessed) == ("https://example.org/1", "2026-01-05")
    assert now.kind is SourceKind.OFFICIAL_RELEASE
    assert page.list.current == dawn
    page.sheet.fields["title"].editor.setFocus()
    assert page.sheet.fields["language"].editor.text() == "Urdu"


@pytest.mark.parametrize(
    ("name", "text"), [("title", ""), ("published", "2025-02-30"), ("language", "in Urdu")]
)
def test_a_field_that_is_refused_says_why_beside_itself(page, stand, hands, name, text):
    dawn = stand("Dawn")
    before = source(page, dawn)
    page.sheet.fields[name].editor.setFocus()
    hands.rewrite(text)
    hands.press("Return")
    assert page.sheet.fields[name].refused
    assert source(page, dawn) == before


def test_what_is_typed_survives_the_changes_of_others(page, stand, hands, settle):
    stand("Dawn")
    editor = page.sheet.fields["publisher"].editor
    editor.setFocus()
    hands.rewrite("half a wo")
    identity = page.desk.register.reader.find("JMC-8/05")
    page.desk.run(lambda register: register.note(identity, "They wrote."))
    settle(page)
    assert editor.text() == "half a wo"


# --- adding --------------------------------------------------------------------------------------


def test_a_source_is_added_in_place(page, hands, settle):
    hands.click(page.add)
    hands.write("A new report")
    page.form.line("published").setText("2026-11-20")
    hands.press("Return")
    settle(page)
    assert page.form.isHidden()
    assert page.sheet.fields["title"].value == "A new report"
    assert page.sheet.nothing.isVisible()
    assert page.head.count.text() == "6"
    assert page.desk.register.store.next_undo() == "New source"


def test_a_source_that_is_refused_says_why_beside_the_question(page, hands):
    hands.click(page.add)
    hands.press("Return")
    assert page.form.refused[0] == "title"
    hands.write("A new report")
    page.form.line("published").setText("2025-02-30")
    page.form.confirmed.emit()
    assert page.form.refused[0] == "published"
    hands.press("Esc")
    assert page.form.isHidden()


def test_an_empty_register_says_what_belongs_here(page_on, desk, hands, settle):
    page = page_on(desk)
    assert page.list.isVisible() is False
    hands.click(button(page, "source-first"))
    assert page.form.isVisible()
    hands.press("Esc")
    assert button(page, "source-first") is not None
    hands.click(button(page, "source-first"))
    hands.write("The first report")
    hands.press("Return")
    settle(page)
    assert page.sheet.fields["title"].value == "The first report"


# --- states --------------------------------------------------------------------------------------


def test_a_register_that_is_only_read_offers_no_change(page_on, opened, desk_on, sample_path):
    page = page_on(desk_on(opened(sample_path, read_only=True)))
    assert button(page, "source-new") is None
    kind = page.sheet.fields.pop("kind")
    assert not kind.editor.isEnabled()
    assert all(field.editor.isReadOnly() for field in page.sheet.fields.values())


def test_everything_that_takes_the_keyboard_has_a_name(page):
    for each in page.findChildren(QWidget):
        focusable = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if focusable and each.isVisibleTo(page):
            name = each.accessibleName() or getattr(each, "text", str)()
            assert name, each.objectName()
