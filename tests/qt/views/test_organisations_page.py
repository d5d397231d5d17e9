"""The section Ministries and agencies, driven as an officer does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.domain.directory import OrganisationLine, Part
from app.domain.identity import OrganisationId, new_id
from app.domain.particulars import Organisation
from app.domain.query import OPEN, OVERDUE, Query
from app.qt.models.lines import Spanning
from app.qt.views.organisation_form import OrganisationForm
from app.qt.views.organisations_page import Organisations


@pytest.fixture
def kind():
    return Organisations


@pytest.fixture
def page(page_on, sample_desk):
    return page_on(sample_desk)


@pytest.fixture
def stand(page, settle):
    """Stand on an organisation by one of its names."""

    def on(name):
        (found,) = page.desk.register.reader.organisations_named(name)
        page.show_target(found.id)
        settle(page)
        assert page.sheet.fields["name"].value == found.name
        return found.id

    return on


def listed(page):
    return [each for each in page.list.table.lines if isinstance(each, OrganisationLine)]


def button(page, name):
    found = [each for each in page.findChildren(QAbstractButton, name) if each.isVisibleTo(page)]
    return found[-1] if found else None


def entered(desk, name, acronym="", country="PK"):
    body = Organisation(id=OrganisationId(new_id()), name=name, acronym=acronym, country=country)
    desk.run(lambda register: register.add_organisation(body))
    return body.id


# --- the list ------------------------------------------------------------------------------------


def test_the_list_stands_by_country_and_the_first_is_shown(page):
    headings = [each.text for each in page.list.table.lines if isinstance(each, Spanning)]
    assert headings == ["Pakistan", "Belarus"]
    assert page.head.count.text() == "48"
    assert page.sheet.fields["name"].value == listed(page)[0].organisation.name
    assert page.wants_detail is False
    assert page.counts().startswith("48 ministries and agencies, ")


def test_typing_narrows_the_list_by_any_name(page, hands, settle):
    page.head.search.setFocus()
    hands.write("foreign office")
    assert [each.organisation.acronym for each in listed(page)] == ["MoFA"]
    assert page.head.count.text() == "1 of 48"
    settle(page)
    assert page.sheet.fields["acronym"].value == "MoFA"
    hands.press("Down")
    assert page.list.hasFocus()
    page.head.search.setFocus()
    hands.press("Esc")
    assert len(listed(page)) == 48


def test_where_nothing_matches_all_can_be_shown_again(page, hands):
    page.head.search.setFocus()
    hands.write("submarine")
    assert listed(page) == []
    hands.click(button(page, "organisations-all"))
    assert len(listed(page)) == 48


def test_a_country_is_chosen_by_its_chip(page, hands):
    hands.click(page.chips["BY"])
    assert {each.organisation.country for each in listed(page)} == {"BY"}
    hands.click(page.chips["PK"])
    assert {each.organisation.country for each in listed(page)} == {"PK"}
    assert not page.chips["BY"].isChecked()


def test_a_click_on_a_heading_sorts(page, qtbot):
    header = page.list.horizontalHeader()
    section = next(
        place for place, each in enumerate(page.list.table.columns) if each.key == "overdue"
    )
    for turned in (False, True):
        x = header.sectionViewportPosition(section) + 5
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 5))
        counts = [each.figures.overdue for each in listed(page)]
        assert counts == sorted(counts, reverse=not turned)
        assert max(counts) > 0
    assert not any(isinstance(each, Spanning) for each in page.list.table.lines)


def test_only_the_pair_looked_at_counts(page, settle):
    page.desk.run(lambda register: register.add_relation("PK-KZ", "Pakistan", "Kazakhstan"))
    page.desk.look_at("PK-KZ")
    settle(page)
    assert {each.organisation.country for each in listed(page)} == {"PK"}
    assert not any(each.commitments for each in listed(page))


def test_the_list_keeps_where_the_officer_stands_through_changes(page, stand, settle):
    mofa = stand("MoFA")
    entered(page.desk, "Aardvark Fund")
    settle(page)
    assert page.list.current == mofa
    assert len(listed(page)) == 49
    assert page.sheet.fields["acronym"].value == "MoFA"


@pytest.mark.parametrize("width", [706, 1162, 1716])
def test_no_part_is_wider_than_its_room(page_on, sample_desk, width):
    page = page_on(sample_desk, width, 505)
    content = page.sheet.widget()
    assert content.width() <= page.sheet.viewport().width()
    shown = [each for each in page.sheet.findChildren(QWidget) if each.isVisibleTo(page)]
    assert shown
    for each in shown:
        if content.isAncestorOf(each):
            right = each.mapTo(content, each.rect().topRight()).x()
            assert right <= content.width(), each.objectName()
    names = [each.key for each in page.list.table.columns]
    assert not page.list.horizontalHeader().isSectionHidden(names.index("organisation"))
    assert not page.list.horizontalHeader().isSectionHidden(names.index("overdue"))


def test_an_empty_register_says_what_belongs_here(page_on, desk, hands, qtbot, settle):
    page = page_on(desk)
    assert page.list.isVisible() is False
    hands.click(button(page, "organisation-first"))
    form = page.findChild(OrganisationForm)
    form.name.setText("Ministry of Energy")
    form.country.setText("by")
    form.kind.setText("ministry")
    with qtbot.waitSignal(form.added):
        hands.click(form.findChild(QAbstractButton, "organisation-add"))
    settle(page)
    assert [each.organisation.kind for each in listed(page)] == ["ministry"]
    assert page.sheet.fields["name"].value == "Ministry of Energy"


# --- numbers and rows ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("leads", Query(leads=frozenset({"MoFA"}))),
        ("pending", Query(leads=frozenset({"MoFA"}), phases=OPEN.phases, promises=True)),
        (
            "overdue",
            Query(leads=frozenset({"MoFA"}), timeliness=OVERDUE.timeliness, promises=True),
        ),
    ],
)
def test_each_number_leads_to_the_commitments_behind_it(page, stand, hands, qtbot, name, query):
    stand("MoFA")
    link = button(page, f"organisation-{name}-count")
    with qtbot.waitSignal(page.query_wanted) as wanted:
        hands.click(link)
    assert wanted.args[0] == query
    assert "MoFA" in wanted.args[1]
    number = page.desk.register.reader.count(query, page.desk.today)
    assert str(number) in link.text()


def test_what_is_pending_is_told_to_be_some_of_what_it_leads(page, stand):
    stand("MoFA")
    assert button(page, "organisation-leads-count").text().strip("\u2068\u2069")[:6] == "leads "
    said = button(page, "organisation-pending-count").accessibleName()
    assert said == f"{said.split()[0]} of them pending"
    assert button(page, "organisation-discard").text() == "Discard"


def test_the_pair_looked_at_is_part_of_what_a_number_leads_to(page, stand, hands, qtbot, settle):
    page.desk.look_at("PK-BY")
    settle(page)
    stand("MoFA")
    with qtbot.waitSignal(page.query_wanted) as wanted:
        hands.click(button(page, "organisation-leads-count"))
    assert wanted.args[0].relation == "PK-BY"


def test_what_it_supports_is_shown_further_down(page, stand, hands):
    stand("MoFA")
    hands.click(button(page, "organisation-supports-count"))
    rows = page.sheet.rows
    assert rows.hasFocus()
    heading = rows.table.lines[rows.currentIndex().row() - 1]
    assert (heading.key, heading.quiet) == (Part.SUPPORTS.value, "2")


def test_a_commitment_is_opened_with_enter(page, stand, hands, qtbot):
    stand("MoFA")
    rows = page.sheet.rows
    rows.setFocus()
    hands.press("Home", "Down")
    with qtbot.waitSignal(page.jumped) as jumped:
        hands.press("Return")
    assert jumped.args[0] == rows.table.lines[rows.currentIndex().row()].id


def test_more_commitments_are_read_when_asked_for(page, stand, settle, qtbot, monkeypatch):
    monkeypatch.setattr("app.qt.views.organisations_page.MOST", 2)
    stand("Ministry of Commerce")
    rows = page.sheet.rows
    more = next(each for each in rows.table.lines if getattr(each, "kind", "") == "more")
    before = rows.height()
    rows.acted.emit(more)
    settle(page)
    assert not any(getattr(each, "kind", "") == "more" for each in rows.table.lines)
    qtbot.waitUntil(lambda: rows.height() > before)


def test_where_lists_cannot_tell_two_apart_that_is_said(page, stand, hands, settle, qtbot):
    entered(page.desk, "Another ministry", "MOFA")
    settle(page)
    (mofa,) = [each.id for each in listed(page) if each.organisation.acronym == "MoFA"]
    page.show_target(mofa)
    settle(page)
    assert "Another ministry" in page.sheet.namesakes.text()
    with qtbot.assertNotEmitted(page.query_wanted):
        hands.click(button(page, "organisation-leads-count"))
    assert page.sheet.rows.hasFocus()


# --- facts ---------------------------------------------------------------------------------------


def edit(page, hands, name, text):
    editor = page.sheet.fields[name].editor
    editor.setFocus()
    hands.rewrite(text)
    hands.press("Return")


def test_facts_are_edited_in_place(page, stand, hands, settle):
    drap = stand("DRAP")
    for name, text in (("acronym", "DRA"), ("country", "pk"), ("kind", "agency")):
        edit(page, hands, name, text)
        settle(page)
    edit(page, hands, "parent", "MoST")
    settle(page)
    now = page.desk.register.reader.organisation(drap)
    assert (now.acronym, now.country, now.kind) == ("DRA", "PK", "agency")
    assert page.sheet.fields["parent"].value == "Ministry of Science and Technology"
    page.desk.run(lambda register: register.undo())
    settle(page)
    assert page.sheet.fields["parent"].value.startswith("Ministry of National Health")


@pytest.mark.parametrize(
    ("name", "text"),
    [("country", "Pakistan"), ("parent", "Nobody"), ("parent", "DRAP"), ("name", "")],
)
def test_a_fact_that_is_refused_says_why_beside_itself(page, stand, hands, name, text):
    drap = stand("DRAP")
    before = page.desk.register.reader.organisation(drap)
    edit(page, hands, name, text)
    assert page.sheet.fields[name].refused
    assert page.desk.register.reader.organisation(drap) == before


def test_what_is_typed_survives_the_changes_of_others(page, stand, hands, settle):
    stand("DRAP")
    editor = page.sheet.fields["kind"].editor
    editor.setFocus()
    hands.rewrite("half a wo")
    entered(page.desk, "Aardvark Fund")
    settle(page)
    assert editor.text() == "half a wo"


def test_parts_lead_to_their_own_sheets(page, stand, hands, settle):
    stand("NHSRC")
    hands.click(button(page, "organisation-part"))
    settle(page)
    assert page.sheet.fields["acronym"].value == "DRAP"


# --- further names -------------------------------------------------------------------------------


def test_a_name_is_added_edited_and_withdrawn(page, stand, hands, settle):
    mofa = stand("MoFA")
    names, reader = page.sheet.names, page.desk.register.reader
    hands.click(names.add)
    names.form.line("name").setText("МИД Пакистана")
    names.form.line("language").setText("RU")
    hands.press("Return")
    settle(page)
    assert names.form.isHidden()
    assert [each.alias.name for each in names.rows] == ["Foreign Office", "МИД Пакистана"]
    row = names.rows[1]
    assert row.language.editor.text() == "Russian"
    row.name.editor.setFocus()
    row.name.editor.setText("МИД")
    hands.press("Return")
    settle(page)
    assert reader.aliases(mofa)[1].name == "МИД"
    hands.choose(row.kind.editor, "former name")
    settle(page)
    assert reader.aliases(mofa)[1].kind == "former"
    hands.click(row.withdraw)
    settle(page)
    assert [each.name for each in reader.aliases(mofa)] == ["Foreign Office"]
    assert len(names.rows) == 1


def test_a_name_that_is_refused_says_why_beside_the_question(page, stand, hands):
    stand("MoFA")
    names = page.sheet.names
    hands.click(names.add)
    hands.write("foreign office")
    hands.press("Return")
    assert names.form.refused[0] == "name"
    names.form.line("name").setText("МИД")
    names.form.line("language").setText("in Russian")
    names.form.confirmed.emit()
    assert names.form.refused[0] == "language"
    row = names.rows[0]
    row.name.editor.setFocus()
    hands.rewrite("mofa")
    hands.press("Return")
    assert row.name.refused


def test_esc_puts_a_form_away_and_another_entry_leaves_it_behind(page, stand, hands):
    stand("MoFA")
    names = page.sheet.names
    hands.click(names.add)
    hands.write("MID")
    hands.press("Esc")
    assert names.form.isHidden()
    hands.click(names.add)
    hands.write("MID")
    stand("DRAP")
    assert names.form.isHidden()
    assert page.desk.register.reader.organisations_named("MID") == []


# --- deeds ---------------------------------------------------------------------------------------


def test_renaming_keeps_what_it_was_called(page, stand, hands, settle):
    moip = stand("MoIP")
    deeds = page.sheet.deeds
    hands.click(deeds.rename)
    hands.rewrite("Ministry of Industry")
    deeds.renaming.line("acronym").setText("MoI")
    hands.click(deeds.renaming.keep_button)
    settle(page)
    assert deeds.renaming.isHidden()
    assert page.sheet.fields["name"].value == "Ministry of Industry"
    names = {each.name: each.kind for each in page.desk.register.reader.aliases(moip)}
    assert names == {"Ministry of Industries and Production": "former", "MoIP": "former"}


def test_a_new_name_that_is_none_is_refused_beside_the_question(page, stand, hands):
    stand("MoIP")
    deeds = page.sheet.deeds
    hands.click(deeds.rename)
    hands.rewrite("")
    hands.press("Return")
    assert deeds.renaming.refused[0] == "name"


def test_a_merge_says_what_it_will_change_and_one_undo_takes_it_back(page, stand, hands, settle):
    tdap = stand("TDAP")
    deeds, reader = page.sheet.deeds, page.desk.register.reader
    hands.click(deeds.merge)
    assert not deeds.merging.keep_button.isEnabled()
    hands.write("Ministry of Commerce")
    settle(page)
    assert deeds.preview.text() == (
        "It leads 2: all of this will be said of “Ministry of Commerce”. "
        "“Trade Development Authority of Pakistan” and “TDAP” become other spellings of "
        "“Ministry of Commerce”. Support that would be said twice is said once. "
        "“TDAP” is discarded. One Undo takes all of it back."
    )
    hands.click(deeds.merging.keep_button)
    settle(page)
    assert page.sheet.fields["name"].value == "Ministry of Commerce"
    assert tdap not in [each.id for each in listed(page)]
    assert {each.alias.name for each in page.sheet.names.rows} >= {"TDAP", "Commerce Division"}
    assert page.desk.register.store.next_undo() == "Merge two organisations"
    page.desk.run(lambda register: register.undo())
    settle(page)
    assert reader.organisation(tdap).label == "TDAP"


@pytest.mark.parametrize("into", ["DRAP", "Belarusian Foreign Ministry"])
def test_a_merge_that_makes_no_sense_is_refused_before_it_is_tried(
    page, stand, hands, settle, into
):
    stand("NHSRC")
    deeds = page.sheet.deeds
    hands.click(deeds.merge)
    deeds.merging.line("into").setText(into)
    settle(page)
    assert deeds.merging.refused[0] == "into"
    assert deeds.preview.isHidden()
    assert not deeds.merging.keep_button.isEnabled()
    deeds.merging.confirmed.emit()
    assert deeds.merging.refused[0] == "into"


def test_a_name_nobody_goes_by_merges_nothing(page, stand, hands, settle):
    stand("NHSRC")
    deeds = page.sheet.deeds
    hands.click(deeds.merge)
    hands.write("Nobody")
    settle(page)
    assert deeds.merging.refused == ("", "")
    deeds.merging.confirmed.emit()
    assert deeds.merging.refused[0] == "into"
    assert page.desk.register.store.next_undo() is None


def test_what_is_referred_to_cannot_be_put_away_and_what_is_not_can(page, stand, hands, settle):
    stand("MoFA")
    deeds = page.sheet.deeds
    hands.click(deeds.discard)
    assert "cannot be discarded" in deeds.refused
    fund = entered(page.desk, "Aardvark Fund")
    settle(page)
    page.show_target(fund)
    settle(page)
    assert deeds.refused == ""
    hands.click(deeds.discard)
    settle(page)
    assert fund not in [each.id for each in listed(page)]
    assert page.list.current is not None
    assert page.sheet.fields["name"].value != "Aardvark Fund"


def test_an_organisation_is_added_from_the_list(page, hands, qtbot, settle):
    hands.click(page.add)
    form = page.findChild(OrganisationForm)
    hands.click(form.findChild(QAbstractButton, "organisation-add"))
    assert form.findChild(QLabel, "organisation-error").isVisible()
    form.name.setText("Aardvark Fund")
    hands.click(form.findChild(QAbstractButton, "organisation-add"))
    settle(page)
    assert page.sheet.fields["name"].value == "Aardvark Fund"


# --- states --------------------------------------------------------------------------------------


def test_a_register_that_is_only_read_offers_no_change(page_on, opened, desk_on, sample_path):
    page = page_on(desk_on(opened(sample_path, read_only=True)))
    for name in ("organisation-new", "organisation-rename", "organisation-merge", "alias-add"):
        assert button(page, name) is None
    assert all(field.editor.isReadOnly() for field in page.sheet.fields.values())


def test_everything_that_takes_the_keyboard_has_a_name(page, stand):
    stand("MoFA")
    for each in page.findChildren(QWidget):
        focusable = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if focusable and each.isVisibleTo(page):
            name = each.accessibleName() or getattr(each, "text", str)()
            assert name, each.objectName()


def test_the_section_stands_mirrored(page, stand, qapp):
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stand("MoFA")
    left = page.sheet.mapTo(page, page.sheet.rect().topLeft()).x()
    assert left < page.list.mapTo(page, page.list.rect().topLeft()).x()
    assert not page.grab().isNull()
