"""Pages of their own and the panel of details alone, as their tests use them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.qt.views.detail import DetailPanel

PLANT = "PK-BY/JMC-8/05"


class Panel:
    """One panel and what a test asks of it: its parts by name, the words that are seen in it."""

    def __init__(self, widget, desk, hands):
        self.widget, self.desk, self.hands = widget, desk, hands

    def stand(self, ref):
        """Show a commitment by its reference, and let all of it be laid out."""
        identity = self.desk.register.reader.find(ref)
        self.widget.show_commitment(identity)
        QCoreApplication.processEvents()
        return identity

    @property
    def dossier(self):
        return self.desk.register.reader.dossier(self.widget.identity)

    def part(self, name, kind=QWidget):
        """A part that is seen, by its object name."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found = [each for each in self.widget.findChildren(kind, name) if each.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} seen"
        return found[0]

    def seen(self, name):
        """Whether a part of that name is seen."""
        return any(each.isVisible() for each in self.widget.findChildren(QWidget, name))

    def click(self, name):
        part = self.part(name)
        self.widget.ensureWidgetVisible(part)
        self.hands.click(part)

    def write(self, name, text):
        """Write into a part of an open form, in place of what stands there."""
        part = self.part(name)
        part.setFocus()
        if text.isascii():
            self.hands.rewrite(text)
        else:
            part.setText(text)  # as an input method does

    def choose(self, name, words):
        """Choose in a part of an open form by the words of the choice."""
        combo = self.part(name, QComboBox)
        place = combo.findText(words)
        assert place >= 0, [combo.itemText(n) for n in range(combo.count())]
        combo.setFocus()
        combo.setCurrentIndex(place)

    def words(self, inside=None):
        """All texts that are seen, from the top to the bottom."""
        QCoreApplication.processEvents()
        holder = self.widget.findChild(QWidget, inside) if inside else self.widget
        labels = [each for each in holder.findChildren(QLabel) if each.isVisible()]
        return "\n".join(each.text() for each in labels)

    def undo(self):
        self.desk.run(lambda register: register.undo())


@pytest.fixture
def panel_on(qtbot, look, hands):
    """Show a panel on a desk, in a window of its own that is active; it leaves nothing behind."""

    def show(desk, width=420):
        widget = DetailPanel(desk, look)
        qtbot.addWidget(widget)
        widget.resize(width, 900)
        with qtbot.waitActive(widget):
            widget.show()
        return Panel(widget, desk, hands)

    yield show
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def panel(panel_on, sample_desk):
    """The panel on the tractor plant of the sample."""
    made = panel_on(sample_desk)
    made.stand(PLANT)
    return made


# --- one page -------------------------------------------------------------------------------------


@pytest.fixture
def settle(qtbot, qapp):
    """Wait until a page has its answers, asks no more of itself, and nothing is being made."""

    def wait(page):
        desk = page.desk
        soon = [each for each in page.findChildren(QTimer) if each.isSingleShot()]
        qtbot.waitUntil(
            lambda: not (desk.asks or desk.work.running or any(each.isActive() for each in soon))
        )
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    return wait


@pytest.fixture
def page_on(kind, qtbot, look, settle):
    """Show a page on a desk, with the keyboard in it; a module of tests says of which `kind`."""

    def show(desk, width=1162, height=713):
        page = kind(desk, look)
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        settle(page)
        page.take_keyboard()
        return page

    yield show
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
