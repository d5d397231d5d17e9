"""Reminder letters: who owes an answer, what each is told, what is recorded and what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.kinds import Kind
from app.domain.letter_chains import Standing
from app.domain.letter_drafts import Reason
from app.domain.letters import LetterForm
from app.domain.lifecycle import Status
from app.domain.timing import Timing
from app.services.acts.letters import Addressed
from app.services.letter_drafts import Order, compose
from app.services.letter_files import prepare
from app.services.letter_text import letter_text, plain_lines
from app.services.letters import debtors, letter_meant, round_sheet, rounds
from tests.services.lettering import TODAY, at_desk, body, order, point, sent
from tests.store.desks import created, folder, rows, seated

TABLES = ("letterround", "letter", "letterpoint", "commitment", "move")


def lines_of(register, held):
    drafts = compose(register.reader, held, TODAY)
    return {
        each.organisation.label: "\n".join(plain_lines(letter_text(drafts, each)))
        for each in drafts.letters
    }


@pytest.fixture
def desk(register):
    return at_desk(register)


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "drafts"
    place.mkdir()
    return place


# --- who owes an answer --------------------------------------------------------------------------


def test_whoever_leads_without_news_owes_an_answer(desk):
    found = debtors(desk.reader, "", TODAY)
    assert [(each.organisation.label, len(each.points)) for each in found] == [
        ("MoC", 2),
        ("MoFA", 1),
    ]
    assert {each.reasons for each in found} == {frozenset({Reason.SILENT})}


def reasons_of(register, identity):
    found = {each.organisation.id: each.reasons for each in debtors(register.reader, "", TODAY)}
    return found[identity]


def test_fresh_news_settle_what_was_owed_until_it_is_their_turn(desk):
    desk.note(desk.visa, "They wrote.", happened_on="2026-11-20")
    (mofa,) = (
        each for each in debtors(desk.reader, "", TODAY) if each.organisation.id == desk.mofa
    )
    assert mofa.reasons == frozenset()
    desk.pass_ball(desk.visa, "PK")
    (mofa,) = (
        each for each in debtors(desk.reader, "", TODAY) if each.organisation.id == desk.mofa
    )
    assert mofa.reasons == {Reason.BALL}


def test_a_point_is_left_out_while_it_is_the_other_sides_turn(desk):
    desk.pass_ball(desk.plant, "BY")
    found = {each.organisation.label: each.points for each in debtors(desk.reader, "", TODAY)}
    assert found["MoC"] == (desk.fair,)


def test_an_unanswered_letter_keeps_its_points_where_the_round_turned_them_to_the_other_side(
    desk, out
):
    other = body(desk, "Ministry of Industry", "MinProm", "BY")
    both = point(desk, "Joint action", desk.mofa, counterpart=other)
    beside = point(desk, "Not asked about", desk.mofa, counterpart=other)
    desk.pass_ball(beside, "third")
    prepare(desk, order(), out, record=True)
    assert desk.reader.commitment(both).ball_with == "PK"
    (minprom,) = (each for each in debtors(desk.reader, "", TODAY) if each.organisation.id == other)
    assert (minprom.points, minprom.reasons) == ((both,), {Reason.UNANSWERED})
    _, letter = letter_meant(desk.reader, "F.1/2026", other)
    desk.record_reply(letter.id, "2026-11-22")
    assert other not in {each.organisation.id for each in debtors(desk.reader, "", TODAY)}


def test_what_is_done_dropped_binned_or_in_force_is_nobodys_to_answer(desk):
    desk.move(desk.visa, Status.FULFILLED, why="held")
    desk.discard([desk.fair])
    point(desk, "Old agreement", desk.mofa, kind=Kind.AGREEMENT, status=Status.IN_FORCE)
    found = {each.organisation.label: each.points for each in debtors(desk.reader, "", TODAY)}
    assert found == {"MoC": (desk.plant,)}


def test_what_was_settled_at_an_internal_meeting_is_told_to_the_responsible_side_alone(desk):
    other = body(desk, "Ministry of Industry", "MinProm", "BY")
    review = point(desk, "Review", kind=Kind.INTERNAL_MEETING, status=Status.FORESEEN)
    inside = point(desk, "Draft a note", desk.moc, counterpart=other, origin=review)
    found = {each.organisation.label: each.points for each in debtors(desk.reader, "", TODAY)}
    assert inside in found["MoC"]
    assert "MinProm" not in found
    assert "Review" not in lines_of(desk, order())["MoC"]


# --- what each is told ---------------------------------------------------------------------------


def test_a_letter_says_what_the_register_says(desk):
    desk.add_wording(desk.plant, "en", "The Sides shall establish a plant.")
    desk.note(desk.plant, "Old news.", happened_on="2025-01-02")
    desk.note(desk.plant, "Site chosen.", happened_on="2026-03")
    desk.amend(desk.plant, line_to_take="Do not concede.", remarks="internal remark")
    text = lines_of(desk, order())["MoC"]
    assert "2. Para. 3.10: “The Sides shall establish a plant.”" in text
    assert "Due: 2026, day not agreed" in text
    assert "Last information recorded: Mar 2026: Site chosen." in text
    assert text.index("Trade fair") < text.index("The Sides shall")
    for hidden in ("Old news", "Do not concede", "internal remark", "Visa talks", "Tractor plant"):
        assert hidden not in text


def test_a_classified_point_stands_in_no_letter_and_is_counted_for_the_officer(desk):
    desk.amend(desk.plant, classification="confidential")
    held = point(desk, "Opening", desk.moc, timing=Timing(anchor=desk.plant))
    drafts = compose(desk.reader, order(organisations=[desk.moc]), TODAY)
    assert drafts.left_out == 1
    text = lines_of(desk, order(organisations=[desk.moc]))["MoC"]
    assert "Tractor plant" not in text
    assert "Opening" in text
    assert "classified" not in text
    assert held in {each.commitment for each in drafts.letters[0].points}


def test_whose_points_are_all_classified_or_settled_is_refused_with_a_sentence(desk):
    desk.amend(desk.visa, classification="secret")
    with pytest.raises(InvalidValueError, match="Every open point of MoFA is classified"):
        compose(desk.reader, order(organisations=[desk.mofa]), TODAY)
    idle = body(desk, "Idle Board")
    with pytest.raises(InvalidValueError, match="Idle Board has no open point"):
        compose(desk.reader, order(organisations=[idle]), TODAY)


def test_nobody_to_write_to_is_said(register):
    with pytest.raises(NothingToDoError):
        compose(register.reader, order(), TODAY)


def test_only_the_points_of_a_session_are_asked_about_where_one_is_named(desk):
    session = point(desk, "Eighth session", kind=Kind.SESSION, status=Status.FORESEEN)
    desk.amend(desk.fair, origin=session)
    desk.add_appearance(desk.visa, session)
    text = lines_of(desk, order(concerns=session))
    assert set(text) == {"MoC", "MoFA"}
    assert "Eighth session\n\n1. Para. 3.2: Trade fair" in text["MoC"]
    assert "Tractor plant" not in text["MoC"]


def test_an_agency_is_written_to_in_its_language_as_far_as_there_are_words(desk):
    minprom = body(desk, "Ministry of Industry", "MinProm", "BY")
    desk.add_alias(minprom, "Министерство промышленности", "ru")
    held = point(desk, "Buses", counterpart=minprom, timing=Timing(edtf="2026-33"))
    desk.add_wording(held, "en", "Assembly of buses")
    desk.add_wording(held, "ru", "Сборка автобусов")
    text = lines_of(desk, order(organisations=[minprom]))["MinProm"]
    assert "Кому: Министерство промышленности" in text
    assert "1. “Сборка автобусов”" in text
    assert "Срок: 1-й квартал 2026 г." in text
    assert "06.12.2026" in text
    english = Order(round=sent(), form=LetterForm.EML, organisations=(minprom,), language="en")
    assert "To: Ministry of Industry" in lines_of(desk, english)["MinProm"]
    unknown = Order(round=sent(), form=LetterForm.EML, language="fr")
    with pytest.raises(InvalidValueError, match="only in en, ru"):
        compose(desk.reader, unknown, TODAY)


# --- recording -----------------------------------------------------------------------------------


def test_a_recorded_round_turns_the_ball_of_each_point_since_the_day_of_the_letter(desk, out):
    done = prepare(desk, order(day="2026-11-20"), out, record=True)
    now = desk.reader.commitment(desk.plant)
    assert (now.ball_with, now.ball_since, now.ball_letter) == ("PK", "2026-11-20", "F.1/2026")
    (move,) = (each for each in desk.reader.dossier(desk.plant).moves if each.field == "ball_with")
    assert move.happened_on == "2026-11-20"
    awaited = desk.reader.letters_awaiting()
    assert [(each.reference, each.deadline, each.number) for each in awaited] == [
        ("F.1/2026", date(2026, 12, 6), 1),
        ("F.1/2026", date(2026, 12, 6), 1),
    ]
    assert {each.commitments for each in awaited} == {(desk.fair, desk.plant), (desk.visa,)}
    assert len(done.files) == 2


def test_one_undo_takes_a_whole_round_back_row_by_row(desk, out):
    before = {name: rows(desk, name, undone=False) for name in TABLES}
    prepare(desk, order(), out, record=True)
    assert {name: rows(desk, name, undone=False) for name in TABLES} != before
    desk.undo()
    assert {name: rows(desk, name, undone=False) for name in TABLES} == before
    assert desk.reader.letters_awaiting() == ()
    assert desk.store.check() == []


def test_where_both_sides_are_asked_it_is_the_responsible_sides_turn(desk, out):
    other = body(desk, "Ministry of Industry", "MinProm", "BY")
    both = point(desk, "Joint action", desk.mofa, counterpart=other)
    prepare(desk, order(), out, record=True)
    assert desk.reader.commitment(both).ball_with == "PK"
    moves = [each for each in desk.reader.dossier(both).moves if each.field == "ball_with"]
    assert len(moves) == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"deadline": "2026-11-21"}, "deadline"),
        ({"deadline": "soon"}, "deadline"),
        ({"day": "2026-11"}, "dated_on"),
        ({"day": "2026-11-23"}, "dated_on"),
        ({"reference": "   "}, "reference"),
        ({"reference": "9" * 81}, "reference"),
    ],
)
def test_a_round_that_cannot_be_kept_is_refused_and_nothing_is_written(desk, out, facts, field):
    with pytest.raises(InvalidValueError) as refused:
        prepare(desk, order(**facts), out, record=True)
    assert refused.value.field == field
    assert list(out.iterdir()) == []
    assert desk.reader.letter_rounds() == []


def test_a_reference_number_that_was_used_is_asked_about(desk, out, tmp_path):
    prepare(desk, order(), out, record=True)
    second = tmp_path / "second"
    second.mkdir()
    again = order(reference="f.1/2026", deadline="2026-12-30")
    with pytest.raises(InvalidValueError, match=r"used already, for the letter of 2026-11-22"):
        prepare(desk, again, second, record=True)
    assert list(second.iterdir()) == []
    assert prepare(desk, again, second, record=True, again=True).change.n
    assert len(desk.reader.letter_rounds("F.1/2026")) == 2


def test_a_reply_is_recorded_with_its_note_and_changes_no_turn_by_itself(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "f.1/2026", desk.moc)
    desk.record_reply(letter.id, "2026-11-22", reply_letter="U.O. 7", text="Under way.")
    now = desk.reader.commitment(desk.plant)
    assert (now.ball_with, now.ball_since) == ("PK", "2026-11-22")
    (note,) = desk.reader.dossier(desk.plant).notes
    assert (note.text, note.reporter, note.letter, note.happened_on) == (
        "Under way.",
        desk.moc,
        "U.O. 7",
        "2026-11-22",
    )
    assert {each.note for each in desk.reader.letter_points(letter.id)} == {
        each.id for held in (desk.plant, desk.fair) for each in desk.reader.dossier(held).notes
    }
    (line,) = rounds(desk.reader)
    assert (line.replied, line.asked, line.awaited) == (1, 2, 1)
    desk.undo()
    assert desk.reader.dossier(desk.plant).notes == ()
    assert rounds(desk.reader)[0].replied == 0


def test_a_reply_may_speak_of_one_point_and_turn_the_ball(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    desk.record_reply(
        letter.id, "2026-11-22", text="Done.", commitments=[desk.fair], ball_with="BY"
    )
    assert desk.reader.commitment(desk.fair).ball_with == "BY"
    assert desk.reader.commitment(desk.plant).ball_with == "PK"
    assert desk.reader.dossier(desk.plant).notes == ()
    with pytest.raises(InvalidValueError, match="did not ask about"):
        desk.record_reply(letter.id, "2026-11-22", commitments=[desk.visa])


def test_the_same_reply_once_more_changes_nothing(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    said = {"reply_letter": "U.O. 7", "text": "Under way. ", "ball_with": "BY"}
    desk.record_reply(letter.id, "2026-11-22", **said)
    before = {name: rows(desk, name, undone=False) for name in (*TABLES, "note")}
    assert not desk.record_reply(letter.id, "2026-11-22", **said).n
    assert {name: rows(desk, name, undone=False) for name in before} == before


def test_the_number_of_a_reply_stays_until_another_is_given(desk, out):
    prepare(desk, order(day="2026-11-02"), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    desk.record_reply(letter.id, "2026-11-20", reply_letter="U.O. 7")
    desk.record_reply(letter.id, "2026-11-21", text="Under way.")
    now = desk.reader.letter(letter.id)
    assert (now.replied_on, now.reply_letter) == ("2026-11-21", "U.O. 7")
    desk.record_reply(letter.id, "2026-11-21", reply_letter="")
    assert desk.reader.letter(letter.id).reply_letter == ""


def test_another_note_of_a_reply_is_added_and_an_identical_one_is_not(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.mofa)
    for text in ("Under way.", "Site chosen.", "Under way.", "Site chosen."):
        desk.record_reply(letter.id, "2026-11-22", text=text)
    desk.record_reply(letter.id, "2026-11-22", reply_letter="U.O. 7", text="Site chosen.")
    notes = desk.reader.dossier(desk.visa).notes
    assert sorted(each.text for each in notes) == ["Site chosen.", "Under way."]


def test_a_reply_of_a_day_to_come_is_refused(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    with pytest.raises(InvalidValueError, match="still ahead") as refused:
        desk.record_reply(letter.id, "2026-11-23")
    assert refused.value.field == "replied_on"
    assert desk.reader.letter(letter.id).replied_on == ""


def test_a_letter_of_a_day_to_come_may_be_drafted_but_not_recorded(desk, out):
    ahead = order(day="2026-11-23")
    with pytest.raises(InvalidValueError, match="still ahead"):
        prepare(desk, ahead, out, record=True)
    assert list(out.iterdir()) == []
    assert len(prepare(desk, ahead, out, record=False).files) == 2


def test_a_reply_before_its_letter_is_refused(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    with pytest.raises(InvalidValueError, match="before the letter it answers"):
        desk.record_reply(letter.id, "2026-11-21")


def test_who_is_withdrawn_is_asked_no_longer_and_not_counted(desk, out):
    prepare(desk, order(), out, record=True)
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    desk.withdraw_letter(letter.id, why="moved to MoIP")
    (line,) = rounds(desk.reader)
    assert (line.asked, line.awaited) == (1, 1)
    with pytest.raises(InvalidValueError):
        desk.record_reply(letter.id, "2026-11-22")
    with pytest.raises(InvalidValueError):
        desk.withdraw_letter(letter.id)


# --- reminding again -----------------------------------------------------------------------------


def reminder(held, reference="F.2/2026", **facts):
    facts = {"day": "2026-11-22", "deadline": "2026-12-24", **facts}
    return order(reference=reference, previous=held.id, **facts)


def test_reminder_two_reaches_only_who_did_not_reply_with_what_is_still_open(desk, out):
    first = prepare(desk, order(), out, record=True).drafts.round
    _, mofa = letter_meant(desk.reader, "F.1/2026", desk.mofa)
    desk.record_reply(mofa.id, "2026-11-22")
    desk.move(desk.fair, Status.FULFILLED, why="held in May")
    drafts = compose(desk.reader, reminder(first), TODAY)
    assert [each.organisation.label for each in drafts.letters] == ["MoC"]
    assert [each.title for each in drafts.letters[0].points] == ["Tractor plant"]
    text = lines_of(desk, reminder(first))["MoC"]
    assert "We refer to our letter F.1/2026 of 22 Nov 2026, to which no reply is recorded." in text
    assert drafts.round.number == 2


def test_who_answers_a_reminder_has_answered_the_letter_before_it(desk, out, tmp_path):
    first = prepare(desk, order(), out, record=True).drafts.round
    second = prepare(desk, reminder(first), out, record=True).drafts.round
    sheet = round_sheet(desk.reader, first.id)
    assert {each.standing for each in sheet.letters} == {Standing.REMINDED}
    assert sheet.following == second
    assert [each.number for each in desk.reader.letters_awaiting()] == [2, 2]
    _, letter = letter_meant(desk.reader, "F.2/2026", desk.moc)
    desk.record_reply(letter.id, "2026-11-22", reply_letter="U.O. 9")
    line = next(
        each
        for each in round_sheet(desk.reader, first.id).letters
        if each.organisation.id == desk.moc
    )
    assert line.standing is Standing.REPLIED
    assert line.answer.reply_letter == "U.O. 9"
    assert [each.replied for each in rounds(desk.reader)] == [1, 1]


def test_a_letter_is_reminded_of_once_and_the_reminder_is_reminded_of(desk, out):
    first = prepare(desk, order(), out, record=True).drafts.round
    second = prepare(desk, reminder(first), out, record=True).drafts.round
    with pytest.raises(InvalidValueError, match=r"F.2/2026 reminds of this letter already"):
        compose(desk.reader, reminder(first, "F.3/2026"), TODAY)
    with pytest.raises(InvalidValueError, match=r"F.2/2026 reminds of F.1/2026 already"):
        desk.record_round(
            reminder(first, "F.3/2026").round,
            [Addressed(organisation=desk.moc, form=LetterForm.EML, commitments=[desk.plant])],
        )
    third = compose(
        desk.reader, reminder(second, "F.3/2026", day="2027-01-05", deadline="2027-02-01"), TODAY
    )
    assert third.round.number == 3


def test_a_reminder_leaves_the_day_since_when_it_is_their_turn(desk, out):
    first = prepare(desk, order(day="2026-11-02"), out, record=True).drafts.round
    prepare(desk, reminder(first), out, record=True)
    now = desk.reader.commitment(desk.plant)
    assert (now.ball_since, now.ball_letter) == ("2026-11-02", "F.1/2026")


def test_where_all_have_replied_or_nothing_is_open_there_is_nobody_to_remind(desk, out):
    first = prepare(desk, order(), out, record=True).drafts.round
    _, moc = letter_meant(desk.reader, "F.1/2026", desk.moc)
    desk.record_reply(moc.id, "2026-11-22")
    desk.move(desk.visa, Status.FULFILLED, why="agreed")
    with pytest.raises(NothingToDoError):
        compose(desk.reader, reminder(first), TODAY)
    assert desk.reader.letters_awaiting() == ()


def test_a_point_that_was_classified_since_is_left_out_of_the_reminder(desk, out):
    first = prepare(desk, order(), out, record=True).drafts.round
    desk.amend(desk.plant, classification="secret")
    drafts = compose(desk.reader, reminder(first), TODAY)
    moc = next(each for each in drafts.letters if each.organisation.id == desk.moc)
    assert [each.title for each in moc.points] == ["Trade fair"]
    assert drafts.left_out == 1


acts = st.lists(
    st.tuples(
        st.sampled_from(["reply", "withdraw", "fulfil", "discard", "classify", "new", "ball"]),
        st.integers(0, 5),
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(acts)
def test_a_reminder_never_asks_more_than_the_letter_before_it(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        bodies = [body(register, f"Body {number}") for number in range(3)]
        points = [point(register, f"Point {n}", bodies[n % 3]) for n in range(6)]
        out = Path(place) / "out"
        out.mkdir()
        first = prepare(register, order(form=LetterForm.EML), out, record=True).drafts
        asked = {
            each.organisation.id: {one.commitment for one in each.points} for each in first.letters
        }
        answered = set()
        for act, number in draws:
            _, letter = letter_meant(register.reader, "F.1/2026", bodies[number % 3])
            try:
                _do(register, act, letter, points[number], bodies[number % 3])
            except InvalidValueError:
                continue
            if act in ("reply", "withdraw"):
                answered.add(bodies[number % 3])
        try:
            second = compose(register.reader, reminder(first.round), TODAY)
        except NothingToDoError:
            second = None
        for each in second.letters if second else ():
            now = {one.commitment for one in each.points}
            assert now
            assert now <= asked[each.organisation.id]
            assert each.organisation.id not in answered
        register.close()


def _do(register, act, letter, identity, organisation):
    binned = register.reader.row(identity).binned
    match act:
        case "reply":
            register.record_reply(letter.id, "2026-11-22")
        case "withdraw":
            register.withdraw_letter(letter.id)
        case "fulfil" if not binned and register.reader.row(identity).phase.pending:
            register.move(identity, Status.FULFILLED, why="done")
        case "discard" if not binned:
            register.discard([identity])
        case "classify":
            register.amend(identity, classification="secret")
        case "ball":
            register.pass_ball(identity, "BY")
        case "new":
            point(register, "Another", organisation)


# --- beside other things -------------------------------------------------------------------------


def test_merging_two_entries_of_an_agency_takes_its_letters_along(desk, out):
    prepare(desk, order(), out, record=True)
    twin = body(desk, "Commerce Division")
    desk.merge_organisations(desk.moc, twin)
    assert letter_meant(desk.reader, "F.1/2026", twin)[1].organisation == twin
    with pytest.raises(InvalidValueError, match="refer"):
        desk.discard_organisation(twin)


def test_erasing_a_point_leaves_the_letters_and_the_register_whole(desk, out):
    prepare(desk, order(), out, record=True)
    desk.discard([desk.plant])
    desk.erase([desk.plant])
    _, letter = letter_meant(desk.reader, "F.1/2026", desk.moc)
    assert [each.commitment for each in desk.reader.letter_points(letter.id)] == [desk.fair]
    assert desk.store.check() == []
