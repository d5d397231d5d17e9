"""What the panel and the pages say where it was cut, alike, or led to a wrong answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.qt.views.today import Today


def offered(panel):
    combo = panel.part("ball-side", QComboBox)
    return combo.currentText(), [combo.itemText(place) for place in range(combo.count())]


SIDES = ["Pakistan (PK)", "Belarus (BY)", "a third party", "nobody"]


def test_no_side_is_proposed_where_nobody_has_the_ball_and_none_is_refused(panel):
    panel.click("ball-pass")
    assert offered(panel) == ("", ["", *SIDES])
    panel.hands.press("Ctrl+Return")
    assert panel.part("ball-error", QLabel).text() == "Say whose turn it is."
    assert not [each for each in panel.dossier.moves if each.field == "ball_with"]


@pytest.mark.parametrize(("has", "proposed"), [("PK", SIDES[1]), ("BY", SIDES[0])])
def test_the_side_that_has_it_not_is_proposed(panel, has, proposed):
    panel.desk.run(lambda register: register.pass_ball(panel.widget.identity, has))
    panel.click("ball-pass")
    assert offered(panel) == (proposed, SIDES)


def test_a_value_that_does_not_fit_ends_in_an_ellipsis_until_it_is_edited(panel):
    owner = panel.part("edit-owner")
    whole = owner.text()
    assert owner.shown.endswith("…")
    assert whole.startswith(owner.shown[:-1].rstrip())
    assert whole in owner.toolTip().replace("&amp;", "&")
    owner.setFocus()
    assert owner.shown == owner.text()


def test_values_of_lines_texts_and_choices_begin_at_one_place(panel, qtbot):
    facts = panel.widget.facts
    panel.widget.ensureWidgetVisible(panel.part("edit-summary"))
    qtbot.waitUntil(lambda: panel.part("edit-kind").height() > 15)
    picture = facts.grab().toImage()

    def begins(name):
        part = panel.part(name)
        corner = part.mapTo(facts, QPoint(0, 0))
        ground = picture.pixelColor(corner + QPoint(1, 1)).lightness()
        return next(
            x
            for x in range(corner.x() + 1, corner.x() + part.width())
            for y in range(corner.y() + 3, corner.y() + part.height() - 3)
            if abs(picture.pixelColor(x, y).lightness() - ground) > 60
        )

    places = [begins(each) for each in ("edit-kind", "edit-sector", "edit-summary")]
    assert max(places) - min(places) <= 2  # letters begin a pixel or two beside their place


def test_buttons_that_withdraw_say_what(panel):
    panel.click("evidence-add")
    panel.part("evidence-source").setText("Protocol of the session")
    panel.part("evidence-new").setChecked(True)
    panel.write("evidence-paragraph", "4")
    panel.part("evidence-quotation").setPlainText("to build")
    panel.part("evidence-quotation").setFocus()
    panel.hands.press("Ctrl+Return")
    names = [
        each.accessibleName()
        for each in panel.widget.evidence.findChildren(QAbstractButton)
        if each.objectName().startswith("evidence-withdraw-")
    ]
    assert "Withdraw this passage: Protocol of the session, ¶4" in names
    assert len(set(names)) == len(names) > 1


def test_who_owes_it_is_mirrored_with_the_layout(panel):
    panel.stand("PK-BY/JMC-8/05")
    panel.desk.run(lambda register: register.amend(panel.widget.identity, owed_by="BY"))
    assert panel.part("detail-owed", QLabel).text() == "BY → PK"
    panel.widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    panel.widget.reload()
    owed = panel.part("detail-owed", QLabel)
    assert "←" in owed.text()
    assert owed.text().startswith("\u200f")
    assert owed.text().index("BY") < owed.text().index("PK")
    assert owed.accessibleName() == "BY → PK"


def test_a_register_with_drafts_only_says_once_that_there_is_nothing_to_chart(qtbot, look, desk):
    draft = Commitment(
        id=CommitmentId(new_id()), ref="", relation="PK-BY", kind=Kind.PROJECT, title="A ferry"
    )
    desk.run(lambda register: register.propose(draft))
    page = Today(desk, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not desk.asks)
    assert page.unpromised.isVisible()
    assert not any(each.isVisible() for each in page.charts.all)


def test_charts_stand_where_something_is_promised(qtbot, look, sample_desk):
    page = Today(sample_desk, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not sample_desk.asks)
    assert not page.unpromised.isVisible()
    assert all(each.isVisible() for each in page.charts.all)
