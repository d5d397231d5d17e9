"""What moved a date that follows another: words, what was undone since, circles by their names."""

from __future__ import annotations

from app.domain.change import ChangeKind
from app.domain.following import Pull, circle_sentence, pull_words, standing_pulls
from app.domain.identity import CommitmentId
from app.domain.timing import Timing

VISIT = CommitmentId("v" * 20)


def pull(before, after, kind=ChangeKind.DO, **more):
    return Pull(
        cause=VISIT,
        ref="R/1",
        title="A visit",
        before=Timing(edtf=before),
        after=Timing(edtf=after),
        kind=kind,
        **more,
    )


def test_a_pull_names_what_moved_from_what_to_what_and_why():
    moved = pull("2025-02?", "2025-04-11", reason="elections")
    assert pull_words(moved) == "moved with R/1: Feb 2025, likely → 11 Apr 2025 (elections)"
    assert pull_words(pull("", "2026-05-12")) == "moved with R/1: No date → 12 May 2026"


def test_a_pull_that_was_undone_holds_no_longer():
    there, back = pull("2025-02", "2025-04"), pull("2025-04", "2025-02", ChangeKind.UNDO)
    assert standing_pulls([there, back]) == ()
    assert standing_pulls([there, back, there]) == (there,)


def test_a_date_that_was_moved_back_by_an_officer_moved_twice():
    there, back = pull("2025-02", "2025-04"), pull("2025-04", "2025-02")
    assert standing_pulls([there, back]) == (there, back)


def test_an_undo_of_something_else_takes_no_pull_away():
    first, second = pull("2025-02", "2025-04"), pull("2025-04", "2025-06", ChangeKind.UNDO)
    assert standing_pulls([first, second]) == (first, second)


def test_a_circle_is_named_all_round():
    assert circle_sentence(["A/1", "A/2", "A/3"]) == (
        "These dates would hang on each other, and none would have a day: "
        "A/1 on A/2, A/2 on A/3, A/3 on A/1."
    )
    assert circle_sentence(["A/1"]) == "The date of A/1 cannot hang on itself."
