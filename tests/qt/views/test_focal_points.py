"""Focal points on the sheet of a ministry or agency, and what the letters page says of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from app.domain.focal_points import FocalPoint, FocalRole
from app.domain.identity import new_id
from app.qt.views.letters_page import Letters
from app.qt.views.merge_words import merge_words
from app.qt.views.organisations_page import Organisations
from app.services.directory import merge_plan

MAIN, ALTERNATE, VALIDATOR = FocalRole


@pytest.fixture
def kind():
    return Organisations


@pytest.fixture
def page(page_on, sample_desk):
    return page_on(sample_desk)


@pytest.fixture
def mofa(page, settle):
    """Stand on the Ministry of Foreign Affairs."""
    (found,) = page.desk.register.reader.organisations_named("MoFA")
    page.show_target(found.id)
    settle(page)
    return found.id


@pytest.fixture
def section(page, mofa):
    return page.sheet.focal_points


def entered(desk, organisation, name, role=MAIN, email="", **facts):
    point = FocalPoint(
        id=new_id(), organisation=organisation, name=name, role=role, email=email, **facts
    )
    desk.run(lambda register: register.add_focal_point(point))
    return point.id


def known(page, organisation):
    held = page.desk.register.reader.focal_points(organisation)
    return {each.name: (each.role.value, each.email, each.post) for each in held}


def words(part):
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part))


def test_one_is_added_by_keyboard_and_the_keyboard_comes_back(page, mofa, section, hands, settle):
    assert "None is recorded" in words(section)
    section.add.setFocus()
    hands.press("Return")
    hands.write("Ayesha Khan")
    hands.press("Tab")
    hands.press("Tab")
    hands.write("Deputy Secretary")
    hands.press("Tab")
    hands.write("a.khan@example.org")
    hands.press("Return")
    settle(page)
    assert known(page, mofa) == {"Ayesha Khan": ("main", "a.khan@example.org", "Deputy Secretary")}
    assert section.form.isHidden()
    assert section.add.hasFocus()
    (row,) = section.rows
    assert row.email.editor.text() == "a.khan@example.org"
    assert "None is recorded" not in words(section)


def test_an_address_that_is_none_is_refused_beside_its_question_and_stays(section, hands):
    hands.click(section.add)
    hands.write("Ayesha Khan")
    section.form.line("email").setText("a khan@example.org")
    section.form.confirmed.emit()
    assert section.form.refused[0] == "email"
    assert "no e-mail address" in section.form.refused[1]
    assert section.form.line("email").text() == "a khan@example.org"


def test_facts_are_edited_in_place_and_what_is_refused_says_why(page, mofa, section, hands, settle):
    entered(page.desk, mofa, "Ayesha Khan")
    settle(page)
    (row,) = section.rows
    row.email.editor.setFocus()
    hands.write("nobody")
    hands.press("Return")
    assert "no e-mail address" in row.email.refused
    hands.rewrite("a@example.org")
    hands.press("Return")
    settle(page)
    assert not row.email.refused
    row.language.editor.setFocus()
    hands.write("ur")
    hands.press("Return")
    settle(page)
    assert row.language.editor.text() in ("ur", "Urdu")
    assert known(page, mofa) == {"Ayesha Khan": ("main", "a@example.org", "")}


def test_another_main_one_is_told_of_and_one_undo_takes_it_back(page, mofa, section, hands, settle):
    entered(page.desk, mofa, "Ayesha Khan")
    entered(page.desk, mofa, "Bilal Ahmed", ALTERNATE)
    settle(page)
    assert section.told.isHidden()
    hands.choose(section.rows[1].role.editor, "main")
    settle(page)
    assert known(page, mofa)["Ayesha Khan"][0] == "alternate"
    assert "Ayesha Khan" in section.told.text()
    assert [row.name.editor.text() for row in section.rows] == ["Ayesha Khan", "Bilal Ahmed"]
    page.desk.run(lambda register: register.undo())
    settle(page)
    assert known(page, mofa)["Ayesha Khan"][0] == "main"
    assert "Bilal Ahmed" in section.told.text()


def test_the_first_is_the_main_one_and_others_are_alternates(page, mofa, section, hands, settle):
    hands.click(section.add)
    assert section.form.typed()["role"] == "main"
    hands.press("Esc")
    entered(page.desk, mofa, "Ayesha Khan")
    settle(page)
    hands.click(section.add)
    assert section.form.typed()["role"] == "alternate"


def test_withdrawn_ones_are_counted_and_erased_after_a_question(page, mofa, section, hands, settle):
    entered(page.desk, mofa, "Ayesha Khan", MAIN, "a@example.org")
    settle(page)
    assert not section.erase.isVisibleTo(page)
    hands.click(section.rows[0].withdraw)
    settle(page)
    assert section.rows == []
    assert "1 withdrawn" in words(section)
    hands.click(section.erase)
    dialog = page.window().findChild(QDialog, "erase-dialog")
    assert "Ayesha Khan" in words(dialog)
    hands.press("Esc")
    assert len(page.desk.register.reader.former_focal_points(mofa)) == 1
    hands.click(section.erase)
    dialog = next(each for each in page.window().findChildren(QDialog) if each.isVisible())
    hands.click(dialog.findChild(QAbstractButton, "erase-confirm"))
    settle(page)
    assert page.desk.register.reader.former_focal_points(mofa) == []
    assert not section.erase.isVisibleTo(page)


def test_another_agency_leaves_a_half_typed_one_behind(page, section, hands, settle):
    hands.click(section.add)
    hands.write("Ayesha")
    (drap,) = page.desk.register.reader.organisations_named("DRAP")
    page.show_target(drap.id)
    settle(page)
    assert section.form.isHidden()
    assert page.desk.register.reader.focal_points() == []


def test_markup_in_a_name_is_shown_as_text(page, mofa, section, settle):
    entered(page.desk, mofa, "<b>Ayesha</b> <img src='file:///x'>")
    settle(page)
    entered(page.desk, mofa, "Bilal")
    settle(page)
    assert section.rows[0].name.editor.text() == "<b>Ayesha</b> <img src='file:///x'>"
    assert section.told.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Ayesha</b>" in section.told.text()


def test_a_register_that_is_only_read_offers_no_act(page_on, sample_path, opened, desk_on, settle):
    register = opened(sample_path)
    (found,) = register.reader.organisations_named("MoFA")
    register.add_focal_point(FocalPoint(id=new_id(), organisation=found.id, name="Ayesha Khan"))
    register.close()
    page = page_on(desk_on(opened(sample_path, read_only=True)))
    page.show_target(found.id)
    settle(page)
    section = page.sheet.focal_points
    (row,) = section.rows
    assert row.name.editor.isReadOnly()
    for each in (section.add, row.withdraw, section.erase):
        assert not each.isVisibleTo(page)


@pytest.mark.parametrize("width", [706, 1162, 1716])
def test_no_part_is_wider_than_its_room(page_on, sample_desk, settle, width):
    page = page_on(sample_desk, width, 700)
    (found,) = page.desk.register.reader.organisations_named("MoFA")
    entered(page.desk, found.id, "A" * 200, MAIN, "a" * 64 + "@" + "d" * 60 + ".org", post="P" * 99)
    page.show_target(found.id)
    page.sheet.focal_points.add.click()
    settle(page)
    content = page.sheet.widget()
    assert content.width() <= page.sheet.viewport().width()
    (row,) = page.sheet.focal_points.rows
    for each in (row, row.withdraw, row.email, row.language, page.sheet.focal_points.form):
        right = each.mapTo(content, each.rect().topRight()).x()
        assert right <= content.width(), each.objectName()


class TestLetters:
    """The page of letters."""

    @pytest.fixture
    def kind(self):
        return Letters

    def ticks(self, page):
        held = page.sheet.prepare.ticks.list
        return [held.item(place).text() for place in range(held.count())]

    def test_who_has_no_address_is_told_where_letters_are_prepared(self, page, hands, settle):
        (most,) = page.desk.register.reader.organisations_named("MoST")
        entered(page.desk, most.id, "Ayesha Khan", MAIN, "a@example.org")
        page.add.setFocus()
        hands.press("Return")
        settle(page)
        told = self.ticks(page)
        (there,) = [each for each in told if "Science and Technology" in each]
        assert "no address held" not in there
        others = [each for each in told if each != there]
        assert others
        assert all(each.rstrip("\u2069").endswith("no address held") for each in others)

    def test_of_whom_no_address_is_held_is_said_after_drafting(self, page, hands, settle, tmp_path):
        page.add.setFocus()
        hands.press("Return")
        settle(page)
        form = page.sheet.prepare
        form.ticks.none.click()
        form.ticks.list.item(0).setCheckState(Qt.CheckState.Checked)
        for name, text in (("reference", "F.1"), ("deadline", "+2w"), ("folder", str(tmp_path))):
            form.form.line(name).setText(text)
        form.form.editors["form"].setCurrentIndex(1)
        form.keep()
        settle(page)
        assert list(tmp_path.glob("*.eml"))
        said = "\n".join(each.text() for each in page.findChildren(QLabel))
        assert "No address is held of " in said


def test_tab_goes_through_a_row_in_the_order_of_reading(page, mofa, section, hands, settle):
    entered(page.desk, mofa, "Ayesha Khan", MAIN, "a@example.org", post="Director")
    settle(page)
    (row,) = section.rows
    row.name.editor.setFocus()
    seen = []
    for _ in range(6):
        hands.press("Tab")
        seen.append(QApplication.focusWidget().objectName())
    assert seen == [
        "edit-focal-role",
        "focal-withdraw",
        "edit-focal-post",
        "edit-focal-email",
        "edit-focal-telephone",
        "edit-focal-language",
    ]


def test_a_merge_says_beforehand_that_they_go_over_and_who_stays_the_main_one(page, mofa, settle):
    reader = page.desk.register.reader
    (most,) = reader.organisations_named("MoST")
    entered(page.desk, most.id, "Ayesha Khan")
    assert "Its focal point goes over too." in merge_words(merge_plan(reader, most.id, mofa))
    entered(page.desk, most.id, "Bilal Ahmed", ALTERNATE)
    entered(page.desk, mofa, "Omar Malik")
    said = merge_words(merge_plan(reader, most.id, mofa))
    assert "Its 2 focal points go over too." in said
    assert "“MoFA” keeps its main one." in said
