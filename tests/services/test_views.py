"""Saved views: kept under names of their own, changed, let go, through undo and a restart."""

from __future__ import annotations

import pytest

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.query import OVERDUE, Grouping, Query
from app.domain.view import View
from app.services.opening import open_register

LATE = View(name="Late", query=OVERDUE, columns=("commitment", "due"))
TRADE = View(name="Trade", query=Query(sectors=frozenset({"trade"}), group=Grouping.LEAD))


def kept(register):
    """The saved views as they would be shown, by name."""
    found = register.reader.saved_views()
    return {each.name: View.from_text(each.name, each.definition) for each in found}


def identity(register, name):
    return next(each.id for each in register.reader.saved_views() if each.name == name)


def test_a_view_is_kept_with_its_query_and_columns(register):
    register.save_view(LATE)
    register.save_view(TRADE)
    assert kept(register) == {"Late": LATE, "Trade": TRADE}


@pytest.mark.parametrize("name", ["Late", "late", " LATE ", "La te"])
def test_a_name_is_given_once(register, name):
    register.save_view(View(name="La te", query=OVERDUE))
    register.save_view(LATE)
    with pytest.raises(InvalidValueError, match="already"):
        register.save_view(View(name=name))
    assert set(kept(register)) == {"Late", "La te"}


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_view_needs_a_name(register, name):
    with pytest.raises(InvalidValueError, match="needs a name"):
        register.save_view(View(name=name))
    assert kept(register) == {}


def test_a_name_is_kept_on_one_line_and_short(register):
    register.save_view(View(name="  Late\n and  owed " + "x" * 200))
    (name,) = kept(register)
    assert name.startswith("Late and owed xx")
    assert len(name) == 80


def test_a_view_is_renamed_and_keeps_what_it_shows(register):
    register.save_view(LATE)
    register.change_view(identity(register, "Late"), View(name="Overdue now", query=OVERDUE))
    assert kept(register)["Overdue now"].query == OVERDUE
    assert set(kept(register)) == {"Overdue now"}


def test_a_view_may_be_written_otherwise_with_its_own_name(register):
    register.save_view(LATE)
    register.change_view(identity(register, "Late"), View(name="LATE", query=OVERDUE))
    assert set(kept(register)) == {"LATE"}


def test_a_view_cannot_take_the_name_of_another(register):
    register.save_view(LATE)
    register.save_view(TRADE)
    with pytest.raises(InvalidValueError, match="already"):
        register.change_view(identity(register, "Trade"), View(name="late", query=TRADE.query))
    assert kept(register) == {"Late": LATE, "Trade": TRADE}


def test_the_name_of_a_discarded_view_is_free_again(register):
    register.save_view(LATE)
    register.discard_view(identity(register, "Late"))
    assert kept(register) == {}
    register.save_view(TRADE)
    register.save_view(LATE)
    assert set(kept(register)) == {"Late", "Trade"}


def test_saving_changing_and_discarding_can_be_undone_and_done_again(register):
    register.save_view(LATE)
    changed = View(name="Later", query=Query(silent=True))
    register.change_view(identity(register, "Late"), changed)
    register.discard_view(identity(register, "Later"))
    states = [kept(register)]
    for _ in range(3):
        register.undo()
        states.append(kept(register))
    assert states == [{}, {"Later": changed}, {"Late": LATE}, {}]
    for state in (states[2], states[1], states[0]):
        register.redo()
        assert kept(register) == state
    assert register.store.check() == []


def test_views_and_their_undo_outlive_a_restart(register, places, clock):
    path = register.store.path
    register.save_view(LATE)
    register.save_view(TRADE)
    register.close()
    again = open_register(path, places, clock, "officer")
    assert kept(again) == {"Late": LATE, "Trade": TRADE}
    again.undo()
    assert kept(again) == {"Late": LATE}
    again.close()


def test_a_view_that_is_gone_is_neither_changed_nor_discarded(register):
    register.save_view(LATE)
    gone = identity(register, "Late")
    register.discard_view(gone)
    with pytest.raises(InvalidValueError, match="no longer in the register"):
        register.change_view(gone, LATE)
    with pytest.raises(NotFoundError):
        register.discard_view("0" * 20)


def test_the_names_of_views_are_no_part_of_what_undo_is_called(register):
    changes = [register.save_view(LATE)]
    changes.append(register.change_view(identity(register, "Late"), TRADE))
    changes.append(register.discard_view(identity(register, "Trade")))
    assert [each.label for each in changes] == [
        "Save a view", "Change a view", "Discard a view"
    ]  # fmt: skip
