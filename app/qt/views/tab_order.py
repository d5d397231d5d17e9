"""The order in which Tab goes where something was made later than what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def in_tab_order(holder: QWidget, widgets: Sequence[QWidget]) -> None:
    """Let Tab reach what was made later where its holder stands, instead of last of all."""
    if any(_tabbed(each) or each.findChild(QAbstractButton) for each in widgets):
        _chain(_stop_before(holder), (stop for each in widgets for stop in _stops(each)))


def tab_goes_on(before: QWidget, made: QWidget) -> None:
    """Let Tab go on from the last stop within `before` to what was made later."""
    stops = _stops(before)
    if stops:
        _chain(stops[-1], _stops(made))


# The tree of widgets is asked, never the focus chain: with what the chain hands out, the binding
# takes one widget for a part of the one before it, and for deleted as soon as that one is.


def _stop_before(holder: QWidget) -> QWidget | None:
    """Where Tab stops last before it comes to a widget; None where it is the first."""
    if _tabbed(holder):
        return holder
    child, parent = holder, holder.parentWidget()
    while parent is not None:
        found = None
        for each in parent.children():
            if each is child:
                break
            if isinstance(each, QWidget) and not each.isWindow():
                found = next(reversed(_stops(each)), found)
        if found is not None or _tabbed(parent) or parent.isWindow():
            return found or (parent if _tabbed(parent) else None)
        child, parent = parent, parent.parentWidget()
    return None


def _stops(holder: QWidget) -> list[QWidget]:
    """Where Tab stops at and within a widget, in the order its parts were made."""
    stops = [holder] if _tabbed(holder) else []
    for each in holder.children():
        if isinstance(each, QWidget) and not each.isWindow():
            stops += _stops(each)
    return stops


def _chain(before: QWidget | None, stops: Iterable[QWidget]) -> None:
    for each in stops:
        if before is not None:
            _move(each, before)
        before = each


def _move(stop: QWidget, before: QWidget) -> None:
    """Let Tab come to a stop after another; what hands its keyboard on to it goes with it.

    Left where it was, such a holder would lead Tab back to the stop.
    """
    holder = stop.parentWidget()
    if holder is None or holder.focusProxy() is not stop:
        QWidget.setTabOrder(before, stop)
        return
    holder.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes none
    holder.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    QWidget.setTabOrder(before, holder)
    QWidget.setTabOrder(holder, stop)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.setFocusProxy(stop)


def _tabbed(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
