"""The panel as a whole: head, rarer fields, history, drafts, and where nothing is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.particulars import Link, LinkKind, TimingRole
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from app.qt.views.facts_list import FACTS
from app.qt.views.field_words import FIELDS

PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"
WIDTH = 348
HOSTILE = '<img src="file:///etc/passwd"><b>bold</b>'


def field(panel, name):
    return panel.widget.facts.fields[name]


def commit(panel, name, text):
    """Write into a field and leave it with Enter."""
    editor = panel.part(f"edit-{name}")
    panel.widget.ensureWidgetVisible(editor)
    editor.setFocus()
    panel.hands.rewrite(text)
    panel.hands.press("Ctrl+Return" if isinstance(editor, QPlainTextEdit) else "Return")


def choose(panel, name, words):
    tool = panel.part(f"edit-{name}", QToolButton)
    panel.widget.ensureWidgetVisible(tool)
    panel.hands.choose(tool, words)


# The head


def test_the_head_says_what_is_shown_and_copies_its_reference(panel):
    assert panel.part("detail-address", QLabel).text() == "JMC-8/05 · Project"
    panel.click("detail-copy")
    assert QGuiApplication.clipboard().text() == PLANT
    assert panel.part("detail-copy").accessibleName() == f"Copied: {PLANT}"
    panel.stand(SESSION)
    assert panel.part("detail-copy").accessibleName() == "Copy the reference"


def test_the_cross_asks_to_close_the_panel(qtbot, panel):
    with qtbot.waitSignal(panel.widget.closed):
        panel.click("detail-close")


def test_every_icon_has_a_name_and_a_tip(panel):
    panel.stand(SESSION)
    bare = [
        each.objectName()
        for each in panel.widget.findChildren(QAbstractButton)
        if each.isVisible() and not each.text() and not (each.accessibleName() and each.toolTip())
    ]
    assert bare == []


# Fields


RARE = {
    "priority": ("1", 1, "1"),
    "update_days": ("14", 14, "every 14 days"),
    "review_on": ("2026-12", "2026-12", "Dec 2026"),
    "classification": ("restricted", "restricted", "restricted"),
    "line_to_take": ("We are ready.", "We are ready.", "We are ready."),
    "batch_announced": ("15", 15, "15"),
}


@pytest.mark.parametrize("name", RARE)
def test_a_rare_field_comes_with_more_fields_and_stays_once_it_holds_something(panel, name):
    typed, kept, shown = RARE[name]
    assert not panel.seen(f"field-{name}")
    panel.click("facts-more")
    commit(panel, name, typed)
    assert getattr(panel.dossier.commitment, name) == kept
    panel.part("edit-ref").setFocus()
    editor = panel.part(f"edit-{name}")
    text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()
    assert text == shown
    panel.click("facts-more")
    assert panel.seen(f"field-{name}")
    panel.undo()
    assert not panel.seen(f"field-{name}")


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("priority", "high", "no whole number"),
        ("update_days", "0", "no whole number"),
        ("review_on", "2026-02-30", "does not exist"),
        ("batch_announced", "many", "no whole number"),
    ],
)
def test_a_rare_field_that_refuses_says_why_beside_itself(panel, name, typed, reason):
    panel.click("facts-more")
    commit(panel, name, typed)
    assert reason in field(panel, name).refused
    panel.click("facts-more")
    assert panel.seen(f"field-{name}"), "what is refused is not folded away"


def test_fields_stand_in_their_order_however_they_came(panel):
    panel.click("facts-more")
    places = [
        field(panel, each.name).mapTo(panel.widget.widget(), field(panel, each.name).pos()).y()
        for each in FACTS
    ]
    assert places == sorted(places)


def test_every_field_has_words_and_a_name_for_a_screen_reader(panel):
    panel.click("facts-more")
    assert [each.name for each in FACTS if each.name not in FIELDS] == []
    editors = [panel.widget.findChild(QWidget, f"edit-{each.name}") for each in FACTS]
    assert [each.objectName() for each in editors if not each.accessibleName()] == []


def test_what_took_place_is_made_an_event_and_a_promise_again(panel):
    choose(panel, "event", "an event, not a promise")
    assert panel.dossier.commitment.event is True
    assert "event, not a promise" in panel.part("detail-address", QLabel).text()
    choose(panel, "event", "a promise")
    assert panel.dossier.commitment.event is False


def test_the_origin_leads_to_its_session_and_can_be_another(qtbot, panel):
    origin = panel.dossier.origin
    with qtbot.waitSignal(panel.widget.jumped) as signal:
        panel.click("go-to-origin")
    assert signal.args == [origin.id]
    commit(panel, "origin", "JMC-8/30")
    assert panel.dossier.origin.ref == SESSION
    for typed, reason in (("JMC-8/99", "is not in this register"), (PLANT, "its own origin")):
        commit(panel, "origin", typed)
        assert reason in field(panel, "origin").refused
        panel.hands.press("Esc")
    commit(panel, "origin", "")
    assert panel.dossier.origin is None
    assert not panel.seen("go-to-origin")


def test_supporting_agencies_are_named_and_withdrawn_in_place(panel):
    commit(panel, "supporting", "mofa")
    commit(panel, "supporting", "EAD")
    assert sorted(each.acronym for each in panel.dossier.supporting) == ["EAD", "MoFA"]
    assert panel.part("edit-supporting").text() == ""
    agency = next(each for each in panel.dossier.supporting if each.acronym == "EAD")
    panel.click(f"unsupport-{agency.id}")
    assert [each.acronym for each in panel.dossier.supporting] == ["MoFA"]
    panel.undo()
    assert len(panel.dossier.supporting) == 2


def test_an_agency_nobody_knows_is_refused_beside_the_field(panel):
    commit(panel, "supporting", "Ministry of Silly Walks")
    assert "not in the register: add it first" in field(panel, "supporting").refused
    assert panel.part("edit-supporting").text() == "Ministry of Silly Walks"
    assert panel.dossier.supporting == ()


# Timing


def test_a_new_date_keeps_who_asked_and_agreed_and_the_ledger_tells_it(panel):
    panel.stand(SESSION)
    panel.click("timing-change")
    panel.hands.rewrite("2026-12")
    panel.click("due-more")
    for name, text in (
        ("asked-on", "2026-10-01"),
        ("agreed-on", "2026-10-20"),
        ("agreed-by", "both"),
        ("reason", "calendar of the host"),
    ):
        panel.write(f"due-{name}", text)
    panel.hands.press("Return")
    latest = panel.dossier.timings[-1]
    assert latest.role is TimingRole.REVISION
    assert (latest.asked_on, latest.agreed_on, latest.agreed_by) == (
        "2026-10-01",
        "2026-10-20",
        "PK+BY",
    )
    said = panel.words("timing-ledger")
    assert "First promised: 2026, day not agreed" in said
    assert (
        "Then: Dec 2026, day not agreed · asked 01 Oct 2026 · agreed 20 Oct 2026 · agreed by both"
        " sides · calendar of the host" in said
    )


def test_a_day_it_was_agreed_on_that_is_none_is_refused_beside_it(panel):
    panel.stand(SESSION)
    panel.click("timing-change")
    panel.hands.rewrite("2026-12")
    panel.click("due-more")
    panel.write("due-agreed-on", "2026-02-30")
    panel.hands.press("Return")
    refusal, editor = panel.part("due-error", QLabel), panel.part("due-agreed-on")
    assert "does not exist" in refusal.text()
    assert 0 <= refusal.y() - editor.geometry().bottom() < 16
    assert len(panel.dossier.timings) == 1


# Drafts


def test_what_was_begun_survives_a_colleagues_change_and_another_record(panel):
    identity = panel.widget.identity
    panel.click("note-add")
    panel.hands.write("Begun")
    panel.click("link-add")
    panel.write("link-other", "JMC-8/1")
    panel.desk.run(lambda register: register.note(identity, "From a colleague"))
    panel.widget.reload()
    assert panel.part("note-text").toPlainText() == "Begun"
    assert panel.part("link-other").text() == "JMC-8/1"
    panel.stand(SESSION)
    assert not panel.seen("note-form")
    assert not panel.seen("link-form")
    panel.stand(PLANT)
    assert panel.part("note-text").toPlainText() == "Begun"
    assert panel.part("link-other").text() == "JMC-8/1"


def test_what_was_begun_of_one_step_waits_while_another_is_edited(panel):
    identity = panel.widget.identity
    for label in ("One", "Two"):
        panel.desk.run(lambda register, label=label: register.add_milestone(identity, label))
    one, two = panel.dossier.milestones
    panel.click(f"milestone-edit-{one.id}")
    panel.write("milestone-label", "One, begun")
    panel.click(f"milestone-edit-{two.id}")
    assert panel.part("milestone-label").text() == "Two"
    panel.click(f"milestone-edit-{one.id}")
    assert panel.part("milestone-label").text() == "One, begun"
    panel.hands.press("Esc")
    assert not panel.seen("milestone-form")
    panel.click(f"milestone-edit-{one.id}")
    assert panel.part("milestone-label").text() == "One"


FORMS = {
    "note-add": "note",
    "evidence-add": "evidence",
    "ball-pass": "ball",
    "completion-set": "completion",
    "link-add": "link",
    "offer-section-wording": "wording",
    "offer-section-milestones": "milestone",
    "offer-section-appearances": "appearance",
}


@pytest.mark.parametrize("button", FORMS)
def test_esc_puts_a_form_away_and_nothing_is_written(panel, button):
    before = panel.dossier
    panel.click(button)
    assert panel.seen(f"{FORMS[button]}-form")
    assert QGuiApplication.focusObject().parent() is not None
    panel.hands.press("Esc")
    assert not panel.seen(f"{FORMS[button]}-form")
    assert panel.dossier == before


def test_what_did_not_change_is_not_made_anew(panel):
    panel.stand(SESSION)
    identity = panel.widget.identity
    held = panel.widget.evidence.findChildren(QLabel)
    panel.desk.run(lambda register: register.amend(identity, sector="machines"))
    panel.widget.reload()
    assert panel.widget.evidence.findChildren(QLabel) == held


# History


def history(panel):
    return panel.words("section-history")


def test_history_tells_what_stands_beside_in_words(panel):
    identity, run = panel.widget.identity, panel.desk.run
    reader = panel.desk.register.reader
    mofa = reader.organisations_named("MoFA")[0]
    source = reader.sources()[0]
    session = reader.find(SESSION)
    link = Link(id=new_id(), origin=identity, kind=LinkKind.ARISES_FROM, target=session)
    run(lambda r: r.add_wording(identity, "ur", "متن"))
    run(lambda r: r.add_milestone(identity, "Site chosen", due="2027"))
    run(lambda r: r.support(identity, mofa.id))
    run(lambda r: r.add_evidence(identity, source.id, paragraph="4"))
    run(lambda r: r.link(link))
    run(lambda r: r.add_appearance(identity, session, paragraph="3"))
    run(lambda r: r.pass_ball(identity, "PK", since="2026-11-03", letter="4/2-Eur"))
    run(lambda r: r.note(identity, "Letter sent."))
    run(lambda r: r.amend(identity, owner=mofa.id))
    QCoreApplication.processEvents()
    said = history(panel)
    for piece in (
        "Wording: Urdu (ur)",
        "Milestone: Site chosen",
        "Supporting agency: MoFA",
        f"Evidence: {source.title} · ¶4"[:40],
        f"Link: arises from {SESSION}",
        f"Restated at: {SESSION}",
        "Ball with: nothing → PK",
        "Ball since: nothing → 03 Nov 2026",
        "Note: Letter sent.",
        "Lead agency: MoIP → MoFA",
    ):
        assert piece in said
    for identifier in (mofa.id, source.id, session, link.id):
        assert identifier not in said


def test_history_tells_of_what_was_amended_and_withdrawn(panel):
    identity, run = panel.widget.identity, panel.desk.run
    run(lambda r: r.add_milestone(identity, "Site chosen"))
    step = panel.dossier.milestones[0].id
    run(lambda r: r.amend_milestone(identity, step, due="2027", done_on="2026-11-20"))
    run(lambda r: r.withdraw_milestone(identity, step))
    run(lambda r: r.note(identity, "Letter sent."))
    note = panel.dossier.notes[0].id
    run(lambda r: r.withdraw_note(identity, note))
    said = history(panel)
    assert "Milestone: Site chosen: " in said
    assert "Date: nothing → 2027" in said
    assert "Done on: nothing → 20 Nov 2026" in said
    assert "Milestone: Site chosen – withdrawn" in said
    assert "Note: Letter sent. – withdrawn" in said


def test_history_names_the_date_that_came_to_count(panel):
    identity = panel.stand(SESSION)
    timing = Timing(edtf="2026-12", basis=Basis.STATED)
    panel.desk.run(lambda register: register.postpone(identity, timing))
    assert "Date that counts: 2026, day not agreed → Dec 2026" in history(panel)


def test_an_earlier_value_is_restored_and_that_can_be_undone(panel):
    identity = panel.widget.identity
    before = panel.dossier.commitment.title
    panel.desk.run(lambda register: register.amend(identity, title="Joint plant"))
    assert panel.part("restore-title", QPushButton).text() == "Restore"
    panel.click("restore-title")
    assert panel.dossier.commitment.title == before
    assert panel.widget.title.editor.toPlainText() == before
    assert f"Restore title of {PLANT}" in history(panel)
    panel.undo()
    assert panel.dossier.commitment.title == "Joint plant"


def test_a_value_that_may_no_longer_stand_is_refused_under_its_line(panel):
    identity = panel.widget.identity
    panel.desk.run(lambda register: register.amend(identity, ref="PK-BY/JMC-8/05a"))
    other = Commitment(
        id=CommitmentId(new_id()), ref=PLANT, relation="PK-BY", kind=Kind.ACTION, title="Another"
    )
    panel.desk.run(lambda register: register.propose(other))
    panel.click("restore-ref")
    assert "is taken already" in panel.part("restore-error-ref", QLabel).text()
    assert panel.dossier.commitment.ref == "PK-BY/JMC-8/05a"


def test_what_a_move_said_has_no_restore(panel):
    identity = panel.widget.identity
    panel.desk.run(lambda register: register.set_completion(identity, "limited"))
    panel.desk.run(lambda register: register.pass_ball(identity, "BY"))
    assert "Completion: no evidence → limited" in history(panel)
    buttons = [
        each.objectName()
        for each in panel.widget.history.findChildren(QPushButton)
        if each.isVisible() and each.objectName().startswith("restore-")
    ]
    assert buttons == []


def test_a_long_history_shows_thirty_changes_and_all_when_asked(qtbot, panel):
    identity = panel.widget.identity
    for number in range(40):
        panel.desk.register.amend(identity, sector=f"sector {number}")
    panel.widget.reload()
    stack = panel.widget.findChild(QWidget, "history")
    qtbot.waitUntil(lambda: len(stack.widgets) == 30)
    count = len({(e.copy, e.n) for e in panel.desk.register.store.history(identity)})
    assert panel.part("history-all", QPushButton).text() == f"Show all {count}"
    panel.click("history-all")
    assert len(stack.widgets) == count
    assert not panel.seen("history-all")
    panel.stand(SESSION)
    panel.stand(PLANT)
    qtbot.waitUntil(lambda: len(stack.widgets) == 30)


# Where nothing is written


def writing(panel):
    """What could change something, of all that is seen."""
    reading = {"detail-copy", "detail-close", "history-all", "go-to-origin"}
    buttons = [
        each.objectName()
        for each in panel.widget.findChildren(QAbstractButton)
        if each.isVisible() and each.isEnabled() and not each.objectName().startswith("tie-")
    ]
    lines = [
        each.objectName()
        for kind in (QLineEdit, QPlainTextEdit)
        for each in panel.widget.findChildren(kind)
        if each.isVisible() and not each.isReadOnly()
    ]
    return sorted({*buttons, *lines} - reading)


def filled(register, identity):
    """Put one of everything beside a commitment."""
    reader = register.reader
    register.add_wording(identity, "en", "to build")
    register.add_milestone(identity, "Site chosen", due="2026-05")
    register.note(identity, "Letter sent.")
    register.support(identity, reader.organisations()[0].id)
    register.add_appearance(identity, reader.find("PK-BY/JMC-8/01"))
    register.amend(identity, priority=1, line_to_take="Ready.", classification="restricted")
    register.pass_ball(identity, "PK")


def test_a_register_that_is_only_read_offers_nothing(panel_on, opened, desk_on, sample_path):
    register = opened(sample_path)
    filled(register, register.reader.find(PLANT))
    register.close()
    panel = panel_on(desk_on(opened(sample_path, read_only=True)))
    panel.stand(PLANT)
    assert writing(panel) == []
    said = panel.words()
    for piece in ("to build", "Site chosen", "Letter sent.", "PK since"):
        assert piece in said


def test_what_lies_in_the_bin_offers_only_to_be_restored(panel):
    identity = panel.widget.identity
    filled(panel.desk.register, identity)
    panel.desk.run(lambda register: register.discard([identity]))
    assert writing(panel) == ["detail-restore"]
    assert "in the bin" in panel.part("detail-address", QLabel).text()
    panel.click("detail-restore")
    assert not panel.dossier.row.binned
    assert "note-add" in writing(panel)


def test_a_form_open_on_what_a_colleague_bins_keeps_what_is_typed_and_writes_nothing(panel):
    identity = panel.widget.identity
    panel.click("note-add")
    panel.hands.write("Begun")
    panel.desk.run(lambda register: register.discard([identity]))
    panel.part("note-text").setFocus()
    panel.hands.press("Ctrl+Return")
    assert "into the bin" in panel.part("note-error", QLabel).text()
    assert panel.part("note-text").toPlainText() == "Begun"
    assert panel.dossier.notes == ()


# Room and direction


def open_everything(panel):
    widget = panel.widget
    for begin in (
        widget.timing.begin,
        widget.ball.begin,
        widget.ball.begin_completion,
        widget.notes.begin,
        widget.evidence.begin,
        widget.ties.begin_anew,
        widget.milestones.begin_anew,
        widget.wording.begin_anew,
        widget.appearances.begin_anew,
    ):
        begin()
    for name in ("note-more", "due-more", "facts-more"):
        panel.part(name, QAbstractButton).setChecked(True)
    QCoreApplication.processEvents()


def test_every_commitment_fits_into_the_narrowest_panel(panel_on, sample_desk, clock):
    panel = panel_on(sample_desk, WIDTH)
    rows = list(sample_desk.register.reader.each_row(Query(), clock.today()))
    for row in rows:
        panel.widget.show_commitment(row.id)
        assert panel.widget.minimumSizeHint().width() <= WIDTH, row.ref


def test_every_form_fits_into_the_narrowest_panel(panel_on, sample_desk):
    panel = panel_on(sample_desk, WIDTH)
    identity = panel.stand(SESSION)
    filled(sample_desk.register, identity)
    panel.widget.reload()
    open_everything(panel)
    assert panel.widget.minimumSizeHint().width() <= WIDTH
    assert panel.widget.widget().width() <= panel.widget.viewport().width()


def test_mirrored_lines_begin_at_the_right_and_acts_stand_at_the_left(qapp, panel_on, sample_desk):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        panel = panel_on(sample_desk)
        identity = panel.stand(PLANT)
        filled(sample_desk.register, identity)
        panel.widget.reload()
        open_everything(panel)
        middle = panel.widget.widget().width() / 2
        lines = [each for each in panel.widget.findChildren(QLineEdit) if each.isVisible()]
        wrong = [each for each in lines if not each.alignment() & Qt.AlignmentFlag.AlignRight]
        combos = [each.objectName() for each in panel.widget.findChildren(QComboBox)]
        assert [each.objectName() for each in wrong if each.objectName() not in combos] == []
        for name in ("note-add", "detail-close", "evidence-add"):
            part = panel.part(name)
            assert part.mapTo(panel.widget.widget(), part.rect().center()).x() < middle
        (wording,) = panel.dossier.wordings
        text = panel.part(f"wording-{wording.id}")
        assert text.layoutDirection() is Qt.LayoutDirection.LeftToRight
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_nothing_that_is_held_is_read_as_markup(panel):
    identity, run = panel.widget.identity, panel.desk.run
    run(lambda r: r.add_wording(identity, "en", HOSTILE))
    run(lambda r: r.add_milestone(identity, HOSTILE, who=HOSTILE))
    run(lambda r: r.note(identity, HOSTILE, letter=HOSTILE))
    run(lambda r: r.amend(identity, title=HOSTILE, sector=HOSTILE))
    run(lambda r: r.amend(identity, sector="plain"))
    said = panel.words()
    assert said.count(HOSTILE) >= 5
    formats = {each.textFormat() for each in panel.widget.findChildren(QLabel) if each.text()}
    assert formats == {Qt.TextFormat.PlainText}
    tips = [each.toolTip() for each in panel.widget.findChildren(QWidget) if each.toolTip()]
    assert [tip for tip in tips if "<img" in tip or "<b>" in tip] == []


def test_what_a_move_lacks_is_said_beside_what_is_missing(panel):
    panel.click("move-on-hold")
    panel.hands.press("Return")
    refusal = panel.part("move-error", QLabel)
    assert "Give a reason" in refusal.text()
    assert 0 <= refusal.y() - panel.part("move-why").geometry().bottom() < 16
    panel.write("move-why", "Waiting for the study")
    panel.hands.press("Return")
    assert "day to look at it again" in panel.part("move-error", QLabel).text()
    refusal, editor = panel.part("move-error"), panel.part("move-review-on")
    assert 0 <= refusal.y() - editor.geometry().bottom() < 16
