"""The benchmarks run and give a figure for every goal; how fast this machine is, is not asked."""

from __future__ import annotations

import math
import shutil

import pytest

from tests.benchmarks import run
from tests.benchmarks.exports import ROW as EXPORT
from tests.benchmarks.figures import Figure, percentile

SIZES = (200,)


@pytest.fixture(scope="module")
def found() -> list[Figure]:
    return list(run.measured(tuple(run.ROWS), SIZES, times=1))


@pytest.mark.slow
@pytest.mark.parametrize("row", run.ROWS)
def test_every_goal_gets_a_figure(found, row):
    if row == EXPORT and shutil.which("sqlite3") is None:
        pytest.skip("there is no sqlite3 to compare the export with")
    values = [each.value for each in found if each.row == row]
    assert values
    assert all(math.isfinite(value) for value in values)


@pytest.mark.slow
def test_only_ratios_memory_and_gaps_are_held_to_goals(found):
    assert {each.unit for each in found if each.goal is not None} <= {"", "MB", "ms"}


def test_a_figure_says_whether_its_goal_is_met():
    assert Figure(row=7, what="export", value=1.5, goal=1.7).verdict == "met"
    assert Figure(row=7, what="export", value=3.4, goal=1.7).verdict == "not met by 2.00"
    assert Figure(row=7, what="a rival", value=4).verdict == ""


@pytest.mark.parametrize(("percent", "value"), [(50, 51), (95, 96), (99, 100)])
def test_a_percentile_is_a_value_that_was_found(percent, value):
    assert percentile(range(1, 101), percent) == value
