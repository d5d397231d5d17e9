"""Time by hand: renewals, working days, a visit that slipped; in the window, by keyboard alone."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from app.domain.clock import Clock
from app.qt.models.columns import COLUMNS
from app.services.opening import create_register

INSTANT = 1_795_334_400_000


def focused():
    return QApplication.focusWidget()


def tab_to(hands, name, most=90):
    """Press Tab until the widget of that object name has the keyboard."""
    for _ in range(most):
        if focused().objectName() == name:
            return
        hands.press("Tab")
    raise AssertionError(f"{name} is not reached: {focused().objectName()}")


def choose(hands, value):
    """Go down in a list of choices until the one of that value is chosen."""
    combo = focused()
    assert isinstance(combo, QComboBox)
    hands.press("Home")
    for _ in range(combo.count()):
        if combo.currentData() == value:
            return
        hands.press("Down")
    raise AssertionError(f"{value} is none of the choices")


def read(window, name):
    """The words of a part of the panel, as they are seen."""
    part = window.detail.findChild(QWidget, name)
    assert part.isVisible(), f"{name} is not seen"
    labels = [part] if isinstance(part, QLabel) else part.findChildren(QLabel)
    return "\n".join(each.text() for each in labels)


@pytest.fixture
def window_on(tmp_path, places, opened, desk_on, shown):
    """Show a window on a new register about Pakistan and Belarus, on a day of its own."""

    def show(today):
        seconds = itertools.count(INSTANT, 1000)
        clock = Clock(today=lambda: today, now=lambda: next(seconds))
        path = tmp_path / f"{today}.servanda"
        create_register(path, places, clock, "officer").close()
        register = opened(path, clock)
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        return shown(desk_on(register))

    return show


@pytest.fixture
def enter(hands):
    """Enter a commitment through the form; `answers` come in the order of its lines."""

    def entered(window, title, **answers):
        hands.press("Ctrl+N")
        hands.write(title)
        for name, answer in answers.items():
            tab_to(hands, f"new-{name}")
            if name == "kind":
                choose(hands, answer)
            else:
                hands.write(answer)
        hands.press("Return")
        hands.settle(window)
        assert window.list.row.title == title
        return window.detail.identity

    return entered


# --- renewals ------------------------------------------------------------------------------------

VECTORS = {
    "two months before each year": (
        date(2026, 2, 11),
        {"renewal": "tacit", "renewal-period": "12 months", "notice": "2 months",
         "ends": "28 Aug 2025"},
        ("28 Aug 2026", "28 Jun 2026"),
        "The first term ended on 28 Aug 2025",
    ),
    "three years, then one by one": (
        date(2023, 10, 31),
        {"starts": "1 Aug 2020", "initial": "36 months", "renewal": "tacit",
         "renewal-period": "12 months", "notice": "3 months"},
        ("01 Aug 2024", "01 May 2024"),
        "The first term ended on 01 Aug 2023",
    ),
    "three years, and what then is not known": (
        date(2021, 1, 1),
        {"starts": "27.09.2018", "initial": "36 months", "notice": "3 months"},
        ("27 Sep 2021", "27 Jun 2021"),
        "runs from 27 Sep 2018 through 27 Sep 2021",
    ),
}  # fmt: skip


def clauses(window, hands, answers):
    """Enter the clauses, in the order in which they are asked."""
    hands.press("Ctrl+T")
    for name, answer in answers.items():
        if name == "ends":
            tab_to(hands, "term-more")
            hands.press("Space")
        tab_to(hands, f"term-{name}")
        if isinstance(focused(), QComboBox):
            choose(hands, answer)
        else:
            hands.write(answer)
    hands.press("Return")
    assert not window.detail.terms.asking.opened, read(window, "term-error")


def on_the_radar(window, hands):
    """The only row of the radar's table, as it is copied for a spreadsheet."""
    hands.press("Ctrl+3")
    hands.settle(window)
    tab_to(hands, "tab-agreements")
    hands.press("Right", "Return")
    hands.settle(window)
    assert window.pages.key == "renewals"
    tab_to(hands, "renewals-as-table")
    hands.press("Space")
    tab_to(hands, "renewals-table")
    hands.press("Ctrl+C")
    headings, row = (line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    return dict(zip(headings, row, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("vector", VECTORS)
def test_the_days_of_a_renewal_come_out_by_hand(window_on, hands, enter, vector):
    today, answers, (ends, notice_by), reason = VECTORS[vector]
    window = window_on(today)
    enter(window, "Agreement on trade", kind="agreement", **{"owed-by": "both"})
    clauses(window, hands, answers)
    assert f"to {ends}" in read(window, "term-period")
    assert read(window, "term-notice-by") == notice_by
    assert reason in read(window, "term-reason")
    row = on_the_radar(window, hands)
    assert (row["Instrument"], row["Period ends"], row["Notice by"]) == (
        "Agreement on trade",
        ends,
        notice_by,
    )
    assert window.list.desk.register.store.check() == []


# --- working days --------------------------------------------------------------------------------


@pytest.mark.slow
def test_ten_working_days_before_a_day_are_read_off_the_calendar(window_on, hands):
    window = window_on(date(2026, 5, 29))
    hands.press("Ctrl+5")
    hands.settle(window)
    page = window.pages.page
    desk = window.list.desk
    tab_to(hands, "banner-action")
    hands.press("Space")
    hands.bot.waitUntil(lambda: not page.banner.isVisible() and not desk.asks)
    assert page.grid.hasFocus()

    def back_to(day):
        while page.grid.day > day:
            hands.press("Left")
        seen = [page.sheet.counted.text(), page.sheet.counted_each.text()]
        return [each.replace("\u2068", "").replace("\u2069", "") for each in seen]

    joint, each = back_to(date(2026, 5, 15))
    assert each.endswith("Belarus alone: 10")
    assert joint == "7 joint working days ago"
    joint, each = back_to(date(2026, 5, 12))
    assert joint == "10 joint working days ago"
    assert each.startswith("Pakistan alone: 10 · ")
    assert page.heading.text() == "May 2026"


# --- a visit that slipped, and what moved along ---------------------------------------------------


WHY = "the calendar of the Prime Minister"
WHO = f"asked 20 Feb 2025 · asked by PK · agreed 02 Mar 2025 · agreed by both sides · {WHY}"


def postponed_to_april(window, hands):
    hands.press("Ctrl+D")
    hands.rewrite("Apr 2025")
    tab_to(hands, "due-more")
    hands.press("Space")
    for name, answer in (
        ("asked-on", "20 Feb 2025"),
        ("asked-by", "PK"),
        ("agreed-on", "2 Mar 2025"),
        ("agreed-by", "both"),
        ("reason", WHY),
    ):
        tab_to(hands, f"due-{name}")
        hands.write(answer)
        hands.back_to(window)  # as a desktop does when proposals go
    hands.press("Return")
    assert not window.detail.timing.form.isVisible()


def held_on_the_eleventh(window, hands):
    hands.press("Ctrl+M")
    tab_to(hands, "move-held")
    hands.press("Space")
    hands.rewrite("11 Apr 2025")
    hands.press("Return")
    assert not window.detail.moves.form.isVisible()


@pytest.mark.slow
def test_a_visit_that_slipped_says_how_far_and_who_moved_it_and_the_plan_moves_along(
    window_on, hands, enter
):
    window = window_on(date(2025, 6, 1))
    visit = enter(
        window,
        "Visit of the Prime Minister",
        kind="visit",
        **{"owed-by": "both", "due": "likely in February 2025"},
    )
    plan = with_the_visit(window, hands)
    window.list.select(visit)
    hands.settle(window)
    hands.press("F6")
    postponed_to_april(window, hands)
    held_on_the_eleventh(window, hands)
    assert read(window, "timing-ledger").splitlines() == [
        "First promised: Feb 2025, likely",
        f"Then: Apr 2025 · at least 32 days later, at most 88 · {WHO}",
        "Took place: 11 Apr 2025 · at least 42 days later, at most 69",
    ]
    hands.press("Ctrl+F6")
    hands.write("most")
    hands.settle(window)
    assert window.pages.key == "most postponed"
    assert window.list.row.id == visit
    cells = [window.list.model.index(0, column).data() for column in range(len(COLUMNS))]
    assert "+42 to +69 days" in cells

    window.list.select(plan)
    hands.settle(window)
    assert read(window, "timing-headline") == "during the visit"
    assert read(window, "timing-pulls").splitlines() == [
        f"Moved with PKBY.2025.001: Feb 2025, likely → Apr 2025 ({WHY})",
        "Moved with PKBY.2025.001: Apr 2025 → 11 Apr 2025",
    ]
    assert "11 Apr 2025" in read(window, "timing-sentence")
    assert window.list.desk.register.store.check() == []


def with_the_visit(window, hands):
    """Enter the plan that is due during the visit, which is sought by words of its title."""
    hands.press("Ctrl+N")
    hands.write("Environmental action plan")
    tab_to(hands, "new-owed-by")
    hands.write("both")
    tab_to(hands, "new-due")
    hands.write("during the visit")
    hands.press("Return")
    assert focused().objectName() == "new-anchor"
    hands.write("prime")
    hands.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    hands.press("Down", "Return")
    hands.back_to(window)
    assert window.form.anchor.other.text().endswith("Visit of the Prime Minister")
    hands.press("Return")
    hands.settle(window)
    assert window.list.row.title == "Environmental action plan"
    return window.detail.identity
