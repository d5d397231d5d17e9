"""renewals, term, event and add with clauses: the vectors come out of the commands."""

from __future__ import annotations

import re

import pytest

AGREEMENT = ("add", "--kind", "agreement", "--title", "Accord")
YEARLY = (
    *AGREEMENT,
    *("--term-start", "2020-08-01", "--term", "P36M", "--renewal", "tacit"),
    *("--renewal-period", "P12M", "--notice", "P3M"),
)


def only(shell, day):
    (found,) = shell.json("renewals", "--today", day)["items"]
    return found


@pytest.mark.parametrize(
    ("clauses", "day", "wanted"),
    [
        (
            ["--term-end", "2025-08-28", "--renewal", "tacit", "--renewal-period", "P12M",
             "--notice", "P2M"],
            "2026-02-11",
            {
                "state": "in force",
                "initial_end": "2025-08-28",
                "period": {"n": 2, "start": "2025-08-28", "end": "2026-08-28", "basis": "tacit"},
                "notice_by": "2026-06-28",
                "dispatch_by": None,
            },
        ),
        (
            ["--term-start", "2020-08-01", "--term", "P36M", "--renewal", "tacit",
             "--renewal-period", "P12M", "--notice", "P3M"],
            "2023-10-31",
            {
                "initial_end": "2023-08-01",
                "period": {"n": 2, "start": "2023-08-01", "end": "2024-08-01", "basis": "tacit"},
                "notice_by": "2024-05-01",
            },
        ),
        (
            ["--term-start", "2018-09-27", "--term", "P36M", "--notice", "P3M"],
            "2021-01-01",
            {
                "initial_end": "2021-09-27",
                "period": {"n": 1, "start": "2018-09-27", "end": "2021-09-27", "basis": "initial"},
                "notice_by": "2021-06-27",
            },
        ),
        (
            ["--term-start", "2020-08-01", "--term", "P36M", "--renewal", "tacit",
             "--renewal-period", "P12M", "--notice", "P3M", "--end-convention", "day-before"],
            "2023-10-31",
            {
                "initial_end": "2023-07-31",
                "period": {"n": 2, "start": "2023-08-01", "end": "2024-07-31", "basis": "tacit"},
                "notice_by": "2024-04-30",
            },
        ),
        (
            ["--term-start", "2020-03-01", "--term", "indefinite", "--notice", "P6M",
             "--min-term", "P3Y"],
            "2021-01-01",
            {
                "initial_end": None,
                "period": {"n": 1, "start": "2020-03-01", "end": None, "basis": "initial"},
                "notice_by": None,
            },
        ),
    ],
)  # fmt: skip
def test_the_vectors_come_out_of_the_commands(fresh, clauses, day, wanted):
    assert fresh(*AGREEMENT, *clauses).exit_code == 0
    found = only(fresh, day)
    assert {name: found[name] for name in wanted} == wanted
    assert found["ref"] == "PKBY.2026.001"
    assert found["explanation"].endswith(".")


def test_an_agreement_with_its_term_is_one_change(fresh):
    fresh(*YEARLY)
    assert fresh("undo").exit_code == 0
    assert fresh.json("renewals")["count"] == 0


def test_the_dispatch_counts_back_in_joint_working_days(fresh):
    assert fresh("holidays", "fill", "--year", "2024").exit_code == 0
    fresh(*YEARLY, "--buffer", "10")
    before = only(fresh, "2024-04-01")
    assert before["dispatch_by"] < before["notice_by"] == "2024-05-01"
    missed = only(fresh, "2024-04-25")
    assert missed["state"] == "dispatch missed"
    assert missed["days_late"] > 0
    assert "The letter should have left" in missed["explanation"]


def test_without_a_filled_calendar_that_is_said(fresh):
    fresh(*YEARLY, "--buffer", "10")
    found = only(fresh, "2024-04-25")
    assert found["dispatch_by"] is None
    assert "the calendar of working days is not filled" in found["explanation"]


def test_unknown_clauses_say_which_text_to_obtain(shell):
    items = {each["ref"]: each for each in shell.json("renewals")["items"]}
    found = items["PK-BY/PTV/01"]
    assert (found["initial_end"], found["period"], found["notice_by"]) == (None, None, None)
    assert found["missing"] == ["start", "term", "renewal", "notice"]
    assert "cannot be computed: obtain the text" in found["explanation"]
    assert "PK-BY/SUM-2024-11/02" not in items  # a communiqué has no term


def test_events_are_recorded_and_the_status_follows(shell):
    said = shell("event", "VIS-2025-04/08", "in-force", "--on", "2025-06-01", "--place", "Minsk")
    assert said.exit_code == 0
    form = shell.json("show", "VIS-2025-04/08")
    assert form["status"] == "in force"
    assert form["events"] == [
        {
            "event": "in force",
            "party": "",
            "happened_on": "2025-06-01",
            "place": "Minsk",
            "until": None,
            "period": None,
            "remark": "",
        }
    ]
    assert "2025-06-01 Entered into force (Minsk)" in shell("show", "VIS-2025-04/08").stdout


def test_what_is_outstanding_names_the_side(shell):
    ref = "SUM-2024-11/16"
    assert shell("term", ref, "--start-rule", "last notification").exit_code == 0
    shell("event", ref, "signed", "--on", "2024-11-26")
    found = shell.json(
        "event", ref, "internal", "procedures", "notified", "--party", "BY", "--on", "2025-03-03"
    )
    assert found["outstanding"] == [
        {"step": "internal procedures notified", "party": "PK", "since": None}
    ]
    assert "notification of Pakistan not received" in found["explanation"]


def test_a_late_notice_is_stored_and_flagged(fresh):
    fresh(*YEARLY)
    arguments = ("--party", "PK", "--on", "2024-05-19")
    assert fresh("event", "PKBY.2026.001", "notice given", *arguments).exit_code == 0
    found = only(fresh, "2024-06-01")
    assert found["state"] == "rolls on"
    assert found["notice"] == {"happened_on": "2024-05-19", "party": "PK", "verdict": "late"}


def test_a_term_is_entered_later_shown_and_emptied(shell):
    ref = "VIS-2025-04/08"
    clauses = ("--term-start", "11 Apr 2025", "--term", "10 years", "--renewal", "tacit")
    answer = shell("term", ref, *clauses, "--renewal-period", "5 years", "--notice", "a year")
    assert "Notice is due by 11 Apr 2034" in answer.stdout
    assert shell.json("show", ref)["term"]["initial"] == "P10Y"
    assert "10 years; renews automatically for 5 years at a time" in shell("show", ref).stdout
    assert shell("term", ref, "--renewal", "", "--renewal-period", "").exit_code == 0
    assert shell.json("show", ref)["term"]["renewal"] == "unknown"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["term", "VIS-2025-04/08"], 2),
        (["term", "VIS-2025-04/08", "--notice", "soon"], 1),
        (["term", "JMC-8/05", "--notice", "P1M"], 1),
        (["event", "VIS-2025-04/08", "dancing"], 1),
        (["event", "VIS-2025-04/08", "signed", "--on", "2027-01-01"], 1),
        (["event", "VIS-2025-04/08", "notice given", "--party", "DE"], 1),
        (["add", "--title", "A plant", "--relation", "PK-BY", "--term", "P1Y"], 1),
        (["renewals", "--relation", "nowhere"], 1),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(shell, arguments, code):
    before = shell.json("list")["count"]
    answer = shell(*arguments)
    assert answer.exit_code == code
    assert answer.stderr.strip()
    assert shell.json("list")["count"] == before


def test_the_same_clauses_again_change_nothing(fresh):
    fresh(*YEARLY)
    assert fresh("term", "PKBY.2026.001", "--notice", "P3M").exit_code == 1


def test_a_table_for_reading(fresh):
    fresh(*YEARLY)
    answer = fresh("renewals", "--today", "2023-10-31")
    assert re.split(r"  +", answer.stdout.splitlines()[1]) == [
        "PKBY.2026.001", "In force", "01 Aug 2024", "01 May 2024", "Accord",
    ]  # fmt: skip
    assert answer.stderr == "1 instrument\n"
