"""The page of reminder letters, driven as an officer does."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.letter_chains import Standing
from app.domain.letters import LetterForm
from app.qt.models.letters import standing_words
from app.qt.views.letters_page import Letters
from app.services.letters import letter_meant, rounds

THREE = ("MoCC", "MoFA", "NAVTTC")


@pytest.fixture
def kind():
    return Letters


@pytest.fixture
def page(page_on, sample_desk):
    return page_on(sample_desk)


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "drafts"
    place.mkdir()
    return place


@pytest.fixture
def prepare(page, hands, settle, out):
    """Draft and record letters to these with the keyboard alone."""

    def run(*labels, number="F. No. 3/12-2026", deadline="6 Dec 2026", dated=""):
        page.add.setFocus()
        hands.press("Space")
        settle(page)
        assert page.sheet.prepare.ticks.list.hasFocus()
        fill(labels, number, deadline, dated)
        settle(page)

    def fill(labels, number="1", deadline="6 Dec 2026", dated=""):
        form = page.sheet.prepare
        ticks = form.ticks
        bodies = {each.id: each.label for each in page.desk.register.reader.organisations()}
        ticks.none.setFocus()
        hands.press("Space")
        ticks.list.setFocus()
        hands.press("Home")
        for place in range(ticks.list.count()):
            if bodies[ticks.list.item(place).data(0x0100)] in labels:
                hands.press("Space")
            hands.press("Down")
        assert len(ticks.ticked) == len(labels)
        form.form.line("reference").setFocus()
        hands.rewrite(number)
        if dated:
            form.form.line("dated_on").setFocus()
            hands.rewrite(dated)
        form.form.line("deadline").setFocus()
        hands.rewrite(deadline)
        form.form.line("folder").setFocus()
        hands.rewrite(str(out))
        hands.press("Return")

    run.fill = fill
    return run


def button(page, name):
    found = [each for each in page.findChildren(QAbstractButton, name) if each.isVisibleTo(page)]
    return found[-1] if found else None


def refused(page):
    return page.sheet.prepare.form.refused


def remind(page, hands, settle, number, folder):
    """Remind again whoever has not answered, with the keyboard; the folder is the one used last."""
    page.sheet.again.setFocus()
    hands.press("Space")
    settle(page)
    form = page.sheet.prepare
    assert form.heading.text() == "Remind again: F. No. 3/12-2026"
    assert form.ticks.list.hasFocus()
    assert len(form.ticks.ticked) == 2
    form.form.line("reference").setFocus()
    hands.write(number)
    form.form.line("deadline").setFocus()
    hands.write("+4w")
    form.form.line("folder").setFocus()
    assert form.form.line("folder").text() == folder
    hands.press("Return")
    settle(page)
    assert refused(page) == ("", "")


def test_letters_are_prepared_answered_and_reminded_of_by_keyboard(
    page, prepare, hands, settle, out
):
    prepare(*THREE)
    assert refused(page) == ("", "")
    assert sorted(each.name for each in out.iterdir()) == [
        f"F-No-3-12-2026-{each}.docx" for each in sorted(THREE)
    ]
    reader = page.desk.register.reader
    (line,) = rounds(reader)
    assert (line.replied, line.asked) == (0, 3)
    assert page.sheet.title.text() == "F. No. 3/12-2026"
    assert page.sheet.said.text() == f"3 letters drafted in {out}."
    assert not page.sheet.prepare.isVisible()
    point = next(iter(reader.letters_awaiting())).commitments[0]
    assert reader.commitment(point).ball_with == "PK"

    (mofa,) = reader.organisations_named("MoFA")
    _, letter = letter_meant(reader, "F. No. 3/12-2026", mofa.id)
    page.sheet.letters.stand_on(letter.id)
    page.sheet.letters.setFocus()
    hands.press("Return")
    reply = page.sheet.deeds.replying
    assert reply.line("replied_on").hasFocus()
    hands.rewrite("22 Nov 2026")
    reply.line("reply_letter").setFocus()
    hands.write("U.O. 7")
    hands.press("Return")
    settle(page)
    assert not reply.isVisible()
    assert page.sheet.facts["replied"].text() == "replied 1 of 3, 2 awaited"
    assert reader.letter(letter.id).reply_letter == "U.O. 7"

    remind(page, hands, settle, "F. No. 3/31-2026", str(out))
    second, first = rounds(reader)
    assert (second.round.number, second.asked) == (2, 2)
    assert second.round.previous == first.round.id
    assert sorted(each.name for each in out.glob("*3-31*")) == [
        "F-No-3-31-2026-MoCC.docx",
        "F-No-3-31-2026-NAVTTC.docx",
    ]
    assert page.sheet.title.text() == "F. No. 3/31-2026"
    hands.click(button(page, "round-round"))
    settle(page)
    assert page.sheet.title.text() == "F. No. 3/12-2026"
    assert button(page, "round-again") is None


def test_one_undo_takes_the_round_back_and_the_page_says_so(page, prepare, settle):
    prepare(*THREE)
    page.desk.run(lambda register: register.undo())
    settle(page)
    assert rounds(page.desk.register.reader) == ()
    assert button(page, "letters-first") is not None


def test_what_is_refused_stands_beside_its_question_and_is_kept(page, prepare, hands, settle, out):
    prepare("MoFA", deadline="1 Nov 2026")
    assert refused(page) == ("deadline", "The deadline lies before the date of the letter.")
    assert list(out.iterdir()) == []
    form = page.sheet.prepare.form
    assert form.typed()["reference"] == "F. No. 3/12-2026"
    form.line("deadline").setFocus()
    hands.rewrite("6 Dec 2026")
    form.line("folder").setFocus()
    hands.rewrite(str(out / "none"))
    hands.press("Return")
    settle(page)
    assert refused(page)[0] == "folder"
    hands.rewrite(str(out))
    hands.press("Return")
    settle(page)
    assert len(rounds(page.desk.register.reader)) == 1


def test_a_number_that_was_used_is_asked_about_in_place(page, prepare, hands, settle):
    prepare("MoFA")
    prepare("MoCC")
    name, reason = refused(page)
    assert name == "again"
    assert "was used already" in reason
    again = page.sheet.prepare.form.editors["again"]
    assert again.isVisible()
    again.setFocus()
    hands.press("Space")
    hands.press("Return")
    settle(page)
    assert [each.asked for each in rounds(page.desk.register.reader)] == [1, 1]


def test_without_a_tick_nobody_is_written_to(page, prepare, out):
    prepare()
    assert refused(page)[1] == "Tick at least one ministry or agency."
    assert list(out.iterdir()) == []


def test_drafts_may_be_made_without_a_record(page, prepare, hands, settle, out):
    page.add.setFocus()
    hands.press("Space")
    settle(page)
    page.sheet.prepare.form.editors["record"].setFocus()
    hands.press("Space")
    form = page.sheet.prepare.form
    form.editors["form"].setCurrentIndex(form.editors["form"].findData(LetterForm.EML.value))
    prepare.fill(("MoFA",))
    settle(page)
    assert [each.name for each in out.iterdir()] == ["1-MoFA.eml"]
    assert rounds(page.desk.register.reader) == ()


def test_an_agency_that_is_withdrawn_is_asked_no_longer(page, prepare, hands, settle):
    prepare(*THREE)
    first = page.sheet.letters.table.lines[0]
    page.sheet.letters.stand_on(first.id)
    hands.click(button(page, "letter-withdraw"))
    page.sheet.deeds.withdrawing.line("why").setFocus()
    hands.write("merged")
    hands.press("Return")
    settle(page)
    line = next(each for each in page.sheet.letters.table.lines if each.id == first.id)
    assert line.standing is Standing.WITHDRAWN
    assert page.sheet.facts["replied"].text() == "replied 0 of 2, 2 awaited"
    assert button(page, "letter-withdraw") is None
    assert standing_words(line, "2026-11-22", page.desk.today) == "withdrawn 22 Nov 2026"


def test_classified_points_are_told_to_the_officer_as_a_count(page, hands, settle):
    desk = page.desk
    (mofa,) = desk.register.reader.organisations_named("MoFA")
    identity = desk.register.reader.find("PK-BY/JMC-8/30")
    desk.run(lambda register: register.amend(identity, owner=mofa.id, classification="secret"))
    settle(page)
    page.begin()
    settle(page)
    assert "1 classified point stands in no letter." in page.sheet.prepare.told.text()
    said = [
        page.sheet.prepare.ticks.list.item(place).text()
        for place in range(page.sheet.prepare.ticks.list.count())
    ]
    assert not any("classified" in each for each in said)


def test_esc_puts_the_form_away_from_wherever_the_keyboard_is(page, hands, settle):
    page.begin()
    settle(page)
    assert page.sheet.prepare.isVisible()
    hands.press("Esc")
    assert not page.sheet.prepare.isVisible()
    page.begin()
    settle(page)
    page.sheet.prepare.form.line("deadline").setFocus()
    hands.press("Esc")
    assert not page.sheet.prepare.isVisible()


def test_a_point_of_a_letter_leads_to_its_commitment(page, prepare, hands, qtbot):
    prepare("MoFA")
    page.sheet.rows.setFocus()
    page.sheet.rows.stand_on(page.sheet.rows.table.lines[0].id)
    with qtbot.waitSignal(page.jumped) as jumped:
        hands.press("Return")
    assert jumped.args == [page.sheet.rows.table.lines[0].id]


@pytest.mark.parametrize("width", [706, 1162, 1716])
def test_no_part_is_wider_than_its_room(page, prepare, settle, width):
    prepare(*THREE)
    page.resize(width, 505)
    for opened in (False, True):
        if opened:
            page.begin()
            settle(page)
        content = page.sheet.widget()
        assert content.width() <= page.sheet.viewport().width()
        shown = [each for each in page.sheet.findChildren(QWidget) if each.isVisibleTo(page)]
        for each in shown:
            if content.isAncestorOf(each):
                right = each.mapTo(content, each.rect().topRight()).x()
                assert right <= content.width(), each.objectName()


def test_a_register_that_is_only_read_offers_no_act(page, prepare, page_on, opened, desk_on):
    prepare(*THREE)
    path = page.desk.register.store.path
    only = page_on(desk_on(opened(path, read_only=True)))
    assert only.sheet.title.text() == "F. No. 3/12-2026"
    for name in ("letters-new", "round-again", "letter-reply", "letter-withdraw"):
        assert button(only, name) is None


def test_the_page_is_reached_from_the_agencies_and_by_a_command(window, hands):
    hands.press("Ctrl+9")
    hands.settle(window)
    hands.click(button(window, "organisations-letters"))
    hands.settle(window)
    assert window.pages.key == "letters"
    assert window.pages.page.counts() == "0 letters, 0 answers awaited"
    hands.press("Alt+Left")
    hands.settle(window)
    assert window.pages.key == "organisations"
    hands.press("Ctrl+Alt+9")
    hands.settle(window)
    assert window.pages.key == "letters"
