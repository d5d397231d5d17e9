"""Beginning a register: what is offered while typing, and what is said where something is amiss."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from app.domain.errors import StorageError
from app.qt.views.new_register import NewRegister, country_name, free_file
from app.services.countries import Countries


@pytest.fixture
def asked():
    return []


@pytest.fixture
def make(qtbot, look, asked):
    def made(folder):
        dialog = NewRegister(look, folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.wanted.connect(asked.append)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    return made


@pytest.fixture
def dialog(make, tmp_path):
    return make(tmp_path)


def text(dialog, name):
    return dialog.findChild(QLineEdit, f"new-register-{name}").text()


def error(dialog, name):
    label = dialog.findChild(QLabel, f"new-register-error-{name}")
    return label.text() if label.isVisible() else ""


def errors(dialog):
    names = ("first", "first_name", "second", "second_name", "path")
    return {name for name in names if error(dialog, name)}


def test_what_stands_in_an_empty_line_is_told_to_be_an_example(dialog):
    names = ("first", "first_name", "second", "second_name")
    lines = [dialog.findChild(QLineEdit, f"new-register-{each}") for each in names]
    examples = ["such as PK", "such as Pakistan", "such as BY", "such as Belarus"]
    assert [each.placeholderText() for each in lines] == examples
    assert all(
        each.fontMetrics().horizontalAdvance(each.placeholderText()) + 12 <= each.width()
        for each in lines
    )


def test_two_codes_are_enough_and_name_countries_and_file(dialog, hands, asked, tmp_path):
    hands.write("pk")
    hands.press("Tab", "Tab")
    hands.write("by")
    assert (text(dialog, "first_name"), text(dialog, "second_name")) == ("Pakistan", "Belarus")
    hands.press("Return")
    (beginning,) = asked
    assert beginning.path == tmp_path / "pakistan-belarus.servanda"
    assert beginning.countries.code == "PK-BY"
    assert beginning.countries.names == ("Pakistan", "Belarus")


def test_tab_goes_through_the_fields_as_they_stand(dialog, hands):
    order = []
    for _ in range(8):
        order.append(hands.holder.objectName().removeprefix("new-register-"))
        hands.press("Tab")
    assert order == [
        "first", "first_name", "second", "second_name", "path", "choose", "leave", "begin",
    ]  # fmt: skip


def test_a_name_that_was_written_is_not_written_over(dialog, hands):
    hands.press("Tab")
    hands.write("Islamic Republic of Pakistan")
    hands.press("Shift+Tab")
    hands.write("PK")
    assert text(dialog, "first_name") == "Islamic Republic of Pakistan"


def test_a_file_that_was_written_is_not_written_over(dialog, hands, tmp_path):
    line = dialog.findChild(QLineEdit, "new-register-path")
    line.setFocus()
    hands.rewrite(str(tmp_path / "mine.servanda"))
    dialog.findChild(QLineEdit, "new-register-first").setFocus()
    hands.write("PK")
    assert line.text() == str(tmp_path / "mine.servanda")


def test_what_is_missing_is_said_beside_each_field_at_once(dialog, hands, asked):
    hands.press("Return")
    assert errors(dialog) == {"first", "first_name", "second", "second_name"}
    assert asked == []
    assert hands.holder.objectName() == "new-register-first"
    assert hands.holder.accessibleDescription() == error(dialog, "first")


def test_room_is_made_for_what_is_said(dialog, hands):
    before = dialog.height()
    hands.press("Return")
    assert dialog.height() > before
    line = dialog.findChild(QLineEdit, "new-register-first")
    assert line.height() >= line.sizeHint().height()


def test_one_country_is_no_pair(dialog, hands):
    hands.write("PK")
    hands.press("Tab", "Tab")
    hands.write("pk")
    hands.press("Return")
    assert error(dialog, "second") == "The two sides are the same country."


@pytest.mark.parametrize("code", ["P", "1K", "ПК", "P "])
def test_a_code_is_two_or_three_letters(dialog, hands, code):
    dialog.findChild(QLineEdit, "new-register-first").setText(code)
    hands.press("Return")
    assert "two or three letters" in error(dialog, "first")


def test_a_file_that_is_there_is_not_taken(dialog, hands, tmp_path, asked):
    (tmp_path / "mine.servanda").write_text("")
    dialog._chosen(str(tmp_path / "mine.servanda"))  # noqa: SLF001 - what its file dialog tells
    for name, code in (("first", "PK"), ("second", "BY")):
        dialog.findChild(QLineEdit, f"new-register-{name}").setFocus()
        hands.write(code)
    hands.press("Return")
    assert "mine.servanda" in error(dialog, "path")
    assert asked == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mine", "mine.servanda"), ("below/mine.servanda", "below/mine.servanda")],
)
def test_a_file_without_a_folder_lies_with_the_others(dialog, hands, asked, tmp_path, typed, meant):
    for name, words in (("first", "PK"), ("second", "BY"), ("path", typed)):
        dialog.findChild(QLineEdit, f"new-register-{name}").setFocus()
        hands.rewrite(words)
    hands.press("Return")
    assert asked[0].path == tmp_path / meant


def test_without_a_file_it_says_so(dialog, hands, asked):
    dialog.findChild(QLineEdit, "new-register-path").setFocus()
    hands.rewrite("")
    hands.press("Return")
    assert "path" in errors(dialog)


def test_the_file_dialog_makes_nothing_and_writes_over_nothing(dialog):
    dialog.findChild(QPushButton, "new-register-choose").click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert chooser.defaultSuffix() == "servanda"
    assert chooser.testOption(QFileDialog.Option.DontConfirmOverwrite)
    chooser.close()


def test_a_refusal_stands_beside_the_file_and_one_can_try_again(dialog, hands, asked):
    hands.write("PK")
    hands.press("Tab", "Tab")
    hands.write("BY")
    hands.press("Return")
    assert not dialog.begin_button.isEnabled()
    dialog.refuse(StorageError("The disk is full. Nothing was changed."))
    assert error(dialog, "path") == "The disk is full. Nothing was changed."
    hands.press("Return")
    assert len(asked) == 2


def test_as_a_greeting_it_asks_for_no_file_and_can_be_put_off(make, hands, asked):
    dialog = make(None)
    assert dialog.findChild(QLineEdit, "new-register-path") is None
    assert dialog.findChild(QPushButton, "new-register-leave").text() == "Later"
    hands.write("PK")
    hands.press("Tab", "Tab")
    hands.write("BY")
    hands.press("Return")
    assert asked[0].path is None
    dialog.refuse(StorageError("The disk is full. Nothing was changed."))
    assert errors_said(dialog) == ["The disk is full. Nothing was changed."]


def errors_said(dialog):
    labels = dialog.findChildren(QLabel)
    return [
        each.text()
        for each in labels
        if each.objectName().startswith("new-register-error") and each.isVisible()
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [("PK", "Pakistan"), ("by", "Belarus"), (" tr ", "Türkiye"), ("XX", ""), ("P", ""), ("", "")],
)
def test_a_code_has_its_country(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("names", "stem"),
    [
        (("Pakistan", "Belarus"), "pakistan-belarus"),
        (("Türkiye", "Côte d'Ivoire"), "turkiye-cote-d-ivoire"),
        (("پاکستان", "Беларусь"), "pk-by"),
        (("", ""), "pk-by"),
    ],
)
def test_a_file_is_named_in_plain_letters(tmp_path, names, stem):
    pair = Countries(first="PK", first_name=names[0], second="BY", second_name=names[1])
    assert free_file(tmp_path, pair) == tmp_path / f"{stem}.servanda"
    (tmp_path / f"{stem}.servanda").write_text("")
    assert free_file(tmp_path, pair) == tmp_path / f"{stem}-2.servanda"
