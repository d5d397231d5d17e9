"""What stands beside a commitment, in the panel: each part added to, amended, withdrawn, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from app.domain.commitment import Completion
from app.domain.particulars import LinkKind, NoteBasis, Stance

SESSION = "PK-BY/JMC-8/30"
URDU = "فریقین نے مشترکہ پلانٹ پر اتفاق کیا۔"


def error(panel, form):
    return panel.part(f"{form}-error", QLabel).text()


def beside(panel, form, question):
    """Whether the refusal of a form stands right under a question."""
    refusal, editor = panel.part(f"{form}-error"), panel.part(f"{form}-{question}")
    top = refusal.mapTo(panel.widget, refusal.rect().topLeft()).y()
    bottom = editor.mapTo(panel.widget, editor.rect().bottomLeft()).y()
    return 0 <= top - bottom < 12


# Agreed wording


def add_wording(panel, language, text):
    offered = panel.seen("offer-section-wording")
    panel.click("offer-section-wording" if offered else "wording-add")
    panel.write("wording-language", language)
    panel.part("wording-text").setFocus()
    panel.part("wording-text").setPlainText(text)  # as an input method does
    panel.hands.press("Ctrl+Return")


def test_a_wording_is_added_in_each_language_and_shown_as_it_is_written(panel):
    assert not panel.seen("section-wording")
    add_wording(panel, "en", "to build a plant")
    add_wording(panel, "ur", URDU)
    kept = {each.language: each for each in panel.dossier.wordings}
    assert {code: each.text for code, each in kept.items()} == {
        "en": "to build a plant",
        "ur": URDU,
    }
    assert "English (en)" in panel.words("section-wording")
    assert "Urdu (ur)" in panel.words("section-wording")
    directions = {
        code: panel.part(f"wording-{each.id}").layoutDirection() for code, each in kept.items()
    }
    assert directions == {
        "en": Qt.LayoutDirection.LeftToRight,
        "ur": Qt.LayoutDirection.RightToLeft,
    }
    assert panel.part(f"wording-{kept['ur'].id}").font().families()[0] == "Noto Sans Arabic"
    assert not panel.seen("wording-form")


def test_a_wording_is_replaced_withdrawn_and_brought_back(panel):
    add_wording(panel, "en", "to build a plant")
    (wording,) = panel.dossier.wordings
    panel.click(f"wording-replace-{wording.id}")
    editor = panel.part("wording-replace-text")
    assert editor.toPlainText() == "to build a plant"
    editor.setPlainText("to build a joint plant")
    panel.hands.press("Ctrl+Return")
    assert "to build a joint plant" in panel.words("section-wording")
    panel.click(f"wording-withdraw-{wording.id}")
    assert panel.dossier.wordings == ()
    assert not panel.seen("section-wording")
    panel.undo()
    assert "to build a joint plant" in panel.words("section-wording")
    panel.undo()
    assert "to build a plant" in panel.words("section-wording")


@pytest.mark.parametrize(
    ("language", "text", "question", "reason"),
    [
        ("", "to build", "language", "in which language"),
        ("English!", "to build", "language", "no language code"),
        ("en", "", "text", "needs a text"),
    ],
)
def test_a_wording_that_is_refused_says_why_beside_its_question(
    panel, language, text, question, reason
):
    add_wording(panel, language, text)
    assert reason in error(panel, "wording")
    assert beside(panel, "wording", question)
    assert panel.part("wording-text").toPlainText() == text
    assert panel.dossier.wordings == ()
    panel.hands.press("Esc")
    assert not panel.seen("section-wording")
    assert panel.seen("offer-section-wording")


# Milestones


def add_milestone(panel, label, **more):
    offered = panel.seen("offer-section-milestones")
    panel.click("offer-section-milestones" if offered else "milestone-add")
    panel.write("milestone-label", label)
    for name, value in more.items():
        panel.write(f"milestone-{name}", value)
    panel.hands.press("Return")


def test_a_milestone_is_added_and_one_that_is_late_says_so(panel):
    add_milestone(panel, "Site chosen", due="2026-09-30", who="MoIP")
    add_milestone(panel, "Partner named", due="2027-05")
    add_milestone(panel, "First tractor")
    late, later, undated = panel.dossier.milestones
    said = panel.words("section-milestones")
    assert "due 30 Sep 2026 · MoIP" in said
    assert panel.part(f"milestone-standing-{late.id}").text() == "53 days late"
    assert not panel.seen(f"milestone-standing-{later.id}")
    assert "no date" in said
    panel.undo()
    assert undated not in panel.dossier.milestones


def test_a_milestone_is_ticked_with_its_day_and_unticked(panel):
    add_milestone(panel, "Site chosen", due="2026-09-30")
    (step,) = panel.dossier.milestones
    panel.click(f"milestone-tick-{step.id}")
    assert panel.part("milestone-done-done-on").text() == "2026-11-22"
    panel.write("milestone-done-done-on", "2026-10-02")
    panel.hands.press("Return")
    assert panel.dossier.milestones[0].done_on == "2026-10-02"
    assert "done 02 Oct 2026" in panel.words("section-milestones")
    assert not panel.seen(f"milestone-standing-{step.id}")
    panel.click(f"milestone-tick-{step.id}")
    assert panel.dossier.milestones[0].done_on == ""


def test_a_milestone_is_edited_withdrawn_and_brought_back(panel):
    add_milestone(panel, "Site chosen", due="2026-09-30", who="MoIP")
    (step,) = panel.dossier.milestones
    panel.click(f"milestone-edit-{step.id}")
    assert panel.part("milestone-due").text() == "2026-09-30"
    panel.write("milestone-label", "Site agreed")
    panel.write("milestone-due", "2027")
    panel.hands.press("Return")
    (changed,) = panel.dossier.milestones
    assert (changed.label, changed.due, changed.who) == ("Site agreed", "2027", "MoIP")
    panel.click(f"milestone-withdraw-{step.id}")
    assert panel.dossier.milestones == ()
    panel.undo()
    assert panel.dossier.milestones == (changed,)


@pytest.mark.parametrize(
    ("label", "due", "question"), [("", "", "label"), ("Site", "2026-02-30", "due")]
)
def test_a_milestone_that_is_refused_says_why_beside_its_question(panel, label, due, question):
    add_milestone(panel, label, due=due)
    assert beside(panel, "milestone", question)
    assert panel.part("milestone-due").text() == due
    assert panel.dossier.milestones == ()


# Ball and completion


def test_the_ball_is_handed_over_since_a_day_by_a_letter(panel):
    assert "not stated" in panel.part("ball", QLabel).text()
    panel.click("ball-pass")
    panel.choose("ball-side", "Pakistan (PK)")
    panel.write("ball-since", "2026-11-03")
    panel.write("ball-letter", "4/2-Eur")
    panel.hands.press("Return")
    held = panel.dossier.commitment
    assert (held.ball_with, held.ball_since, held.ball_letter) == ("PK", "2026-11-03", "4/2-Eur")
    assert panel.part("ball", QLabel).text() == "PK since 03 Nov 2026, letter 4/2-Eur"
    assert panel.part("ball-pass").hasFocus()
    panel.click("ball-pass")
    panel.choose("ball-side", "nobody")
    panel.hands.press("Ctrl+Return")
    assert panel.part("ball", QLabel).text() == "nobody since 22 Nov 2026"
    panel.undo()
    assert panel.part("ball", QLabel).text().startswith("PK since")


def test_a_ball_since_no_day_is_refused_beside_it(panel):
    panel.click("ball-pass")
    panel.choose("ball-side", "a third party")
    panel.write("ball-since", "2026-02-30")
    panel.hands.press("Return")
    assert "30 Feb 2026 does not exist." in error(panel, "ball")
    assert beside(panel, "ball", "since")
    assert panel.dossier.commitment.ball_with == ""


def test_completion_is_rated_as_of_a_day_with_what_shows_it(panel):
    panel.click("completion-set")
    panel.choose("completion-completion", "limited")
    panel.write("completion-happened-on", "2026-10")
    panel.write("completion-why", "Site visited")
    panel.hands.press("Return")
    assert panel.dossier.commitment.completion is Completion.LIMITED
    assert panel.part("completion", QLabel).text() == "limited, as of Oct 2026 · Site visited"
    panel.undo()
    assert panel.part("completion", QLabel).text() == "no evidence"


# Notes


def test_a_quick_note_asks_for_no_more_than_a_text_and_a_day(panel):
    panel.click("note-add")
    assert not panel.seen("note-reporter")
    panel.hands.write("Letter sent.")
    panel.hands.press("Ctrl+Return")
    (note,) = panel.dossier.notes
    assert (note.text, note.happened_on, note.basis) == (
        "Letter sent.",
        "2026-11-22",
        NoteBasis.SELF_REPORTED,
    )
    assert "self-reported" not in panel.words("section-notes")


def test_a_note_tells_who_reported_it_by_which_letter(panel):
    panel.click("note-add")
    panel.hands.write("Site visited.")
    panel.click("note-more")
    panel.write("note-reporter", "mofa")
    panel.write("note-letter", "4/2-Eur")
    panel.write("note-letter-date", "2026-11-03")
    panel.write("note-as-of", "2026-10-31")
    panel.choose("note-completion", "limited")
    panel.choose("note-basis", "contradicted")
    panel.click("note-keep")
    (note,) = panel.dossier.notes
    assert note.basis is NoteBasis.CONTRADICTED
    assert note.completion is Completion.LIMITED
    said = panel.words("section-notes")
    for piece in ("MoFA", "letter 4/2-Eur of 03 Nov 2026", "as of 31 Oct 2026", "contradicted"):
        assert piece in said
    panel.click(f"note-withdraw-{note.id}")
    assert panel.dossier.notes == ()
    panel.undo()
    assert panel.dossier.notes == (note,)


@pytest.mark.parametrize(
    ("question", "typed", "reason"),
    [
        ("reporter", "Ministry of Silly Walks", "not in the register: add it first"),
        ("letter-date", "3/11", ""),
        ("as-of", "2026-02-30", "does not exist"),
    ],
)
def test_a_refusal_behind_the_fold_stands_beside_its_question(panel, question, typed, reason):
    panel.click("note-add")
    panel.hands.write("Site visited.")
    panel.click("note-more")
    panel.write(f"note-{question}", typed)
    panel.hands.press("Return")
    assert reason in error(panel, "note")
    assert beside(panel, "note", question)
    assert panel.part(f"note-{question}").hasFocus()
    assert panel.dossier.notes == ()


# Evidence


def open_evidence(panel):
    panel.click("evidence-add")


def test_a_passage_of_a_known_source_is_added_and_withdrawn(panel):
    source = panel.desk.register.reader.sources()[1]
    before = panel.dossier.evidence
    open_evidence(panel)
    panel.write("evidence-source", source.title)
    panel.write("evidence-paragraph", "7")
    panel.part("evidence-quotation").setPlainText("to set up a plant")
    panel.choose("evidence-stance", "contradicts")
    panel.choose("evidence-supports", "Date")
    panel.hands.press("Ctrl+Return")
    (added,) = (each for each in panel.dossier.evidence if each not in before)
    assert added.source == source
    assert (added.evidence.stance, added.evidence.supports) == (Stance.CONTRADICTS, "due")
    said = panel.words("section-evidence")
    assert "“to set up a plant”" in said
    assert f"contradicts: Date · {source.publisher}" in said
    assert "¶7" in said
    panel.click(f"evidence-withdraw-{added.evidence.id}")
    assert panel.dossier.evidence == before
    panel.undo()
    assert added in panel.dossier.evidence


def test_a_passage_may_come_with_a_new_source(panel):
    open_evidence(panel)
    panel.write("evidence-source", "Протокол встречи")
    panel.hands.press("Return")
    assert "is not in the register" in error(panel, "evidence")
    assert beside(panel, "evidence", "source")
    panel.part("evidence-new", QCheckBox).setChecked(True)
    panel.write("evidence-publisher", "BelTA")
    panel.write("evidence-published", "2026-11")
    panel.write("evidence-language", "ru")
    panel.part("evidence-paraphrase").setPlainText("Names the site.")
    panel.click("evidence-keep")
    added = panel.dossier.evidence[-1]
    assert (added.source.title, added.source.publisher) == ("Протокол встречи", "BelTA")
    assert added.evidence.paraphrase == "Names the site."
    panel.undo()
    assert "BelTA" not in [each.publisher for each in panel.desk.register.reader.sources()]


def test_a_passage_that_says_nothing_is_refused(panel):
    open_evidence(panel)
    panel.write("evidence-source", panel.desk.register.reader.sources()[0].title)
    panel.hands.press("Return")
    assert "a quotation, a paragraph or a paraphrase" in error(panel, "evidence")
    assert beside(panel, "evidence", "paragraph")


# Links and appearances


def test_a_link_is_made_either_way_seen_from_both_ends_and_undone(panel):
    plant = panel.widget.identity
    other = panel.desk.register.reader.find("PK-BY/JMC-8/18")
    panel.click("link-add")
    panel.choose("link-kind", "carried over from")
    panel.write("link-other", "JMC-8/18")
    panel.part("link-presumed", QCheckBox).setChecked(True)
    panel.write("link-remark", "said in passing")
    panel.hands.press("Return")
    tie = next(each for each in panel.dossier.ties if each.other.id == other)
    assert (tie.link.origin, tie.link.kind, tie.outward) == (
        other,
        LinkKind.CARRIED_OVER_TO,
        False,
    )
    assert "carried over from, presumed · JMC-8/18" in panel.words("section-ties")
    assert "said in passing" in panel.words("section-ties")
    panel.stand("PK-BY/JMC-8/18")
    assert "carried over to, presumed · JMC-8/05" in panel.words("section-ties")
    panel.click(f"unlink-{tie.link.id}")
    assert plant not in [each.other.id for each in panel.dossier.ties]
    panel.undo()
    assert plant in [each.other.id for each in panel.dossier.ties]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Write the reference"),
        ("JMC-8/99", "is not in this register"),
        ("JMC-8/05", "cannot be linked to itself"),
    ],
)
def test_a_link_to_nothing_or_itself_is_refused_beside_the_other(panel, typed, reason):
    before = panel.dossier.ties
    panel.click("link-add")
    panel.write("link-other", typed)
    panel.hands.press("Return")
    assert reason in error(panel, "link")
    assert beside(panel, "link", "other")
    assert panel.dossier.ties == before


def test_words_of_another_commitment_find_it(qtbot, panel):
    panel.click("link-add")
    panel.hands.write("ninth")
    editor = panel.part("link-other")
    editor.setFocus()
    panel.hands.write("ninth")
    popup = editor.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    panel.hands.press("Down", "Return")
    assert editor.text() == "PK-BY/JMC-8/30 Ninth Joint Ministerial Commission"
    assert panel.seen("link-form")
    panel.hands.back_to(panel.widget)
    editor.setFocus()
    panel.hands.press("Return")
    assert SESSION in [each.other.ref for each in panel.dossier.ties]


def test_a_restating_session_is_added_leads_there_and_is_withdrawn(qtbot, panel):
    panel.click("offer-section-appearances")
    panel.write("appearance-session", "JMC-8/30")
    panel.write("appearance-paragraph", "3.10")
    panel.part("appearance-wording").setPlainText("The sides noted the plant.")
    panel.choose("appearance-strength", "0, statement")
    panel.hands.press("Ctrl+Return")
    (appearance,) = panel.dossier.appearances
    said = panel.words("section-appearances")
    assert "¶3.10" in said
    assert "The sides noted the plant." in said
    (jump,) = (
        each
        for each in panel.widget.appearances.findChildren(type(panel.part("note-add")))
        if each.property("commitment")
    )
    with qtbot.waitSignal(panel.widget.jumped) as signal:
        panel.hands.click(jump)
    assert signal.args == [appearance.session]
    panel.click(f"appearance-withdraw-{appearance.id}")
    assert panel.dossier.appearances == ()
    assert not panel.seen("section-appearances")
