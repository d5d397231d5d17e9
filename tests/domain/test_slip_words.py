"""A delay is told with its sure part first, and never surer than the dates are."""

from __future__ import annotations

import pytest

from app.domain.slip_words import slip_sentence
from app.domain.timeliness import Slip


@pytest.mark.parametrize(
    ("delay", "done", "due"),
    [
        (
            Slip(sure=42, most=69),
            "At least 42 days late, up to 69.",
            "Now due at least 42 days later than first promised, up to 69.",
        ),
        (
            Slip(sure=42, most=None),
            "At least 42 days late.",
            "Now due at least 42 days later than first promised.",
        ),
        (Slip(sure=3, most=3), "3 days late.", "Now due 3 days later than first promised."),
        (Slip(sure=1, most=1), "1 day late.", "Now due 1 day later than first promised."),
        (
            Slip(sure=0, most=9),
            "Up to 9 days late, or not at all.",
            "Now due up to 9 days later than first promised, or no later.",
        ),
        (Slip(sure=0, most=0), "No later than first promised.", "Due no later than promised."),
        (
            Slip(sure=0, most=None),
            "How far it lies behind the first date cannot be told.",
            "How far it lies behind the first date cannot be told.",
        ),
        (
            None,
            "How far it lies behind the first date cannot be told.",
            "How far it lies behind the first date cannot be told.",
        ),
    ],
)
def test_the_sure_part_comes_first(delay, done, due):
    assert slip_sentence(delay, done=True) == done
    assert slip_sentence(delay, done=False) == due
