"""Beginning a register: between which two countries, and in which file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ServandaError
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, MARGIN, Scale
from app.qt.views.sections import wrapped
from app.services.countries import Countries

SUFFIX = ".servanda"
_LONGEST_CODE = 3
_NARROW, _WIDE = 9, 46
"""How many of the widest letter the field of a code, and the dialog, have room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What was asked for; `path` is None where the register is there already."""

    countries: Countries
    path: Path | None = None


class NewRegister(QDialog):
    """Asks for the two countries of a register and, unless it is there already, for its file.

    `wanted` carries a `Beginning` in which nothing is missing. Whoever hears it makes the
    register and then calls `accept`, or `refuse` with the reason.
    """

    wanted = Signal(object)

    def __init__(
        self, look: Look, folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """Offer a file in `folder`. Without a folder the dialog greets: the file is there."""
        super().__init__(parent)
        self._look, self._folder = look, folder
        self.setObjectName("new-register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines: dict[str, Line] = {}
        self._errors: dict[str, InkLabel] = {}
        self._touched: set[str] = set()
        greets = folder is None
        heading = self.tr("Between which two countries?") if greets else self.tr("New register")
        self.setWindowTitle(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, heading, scale=Scale.TITLE, weight=SEMIBOLD))
        column.addWidget(wrapped(InkLabel(look, self._reason(), ink="text2")))
        column.addSpacing(GAP)
        column.addLayout(self._fields())
        column.addStretch(1)
        column.addSpacing(GROUP_GAP)
        column.addLayout(self._buttons())
        self.setMinimumWidth(_WIDE * look.fonts.metrics().horizontalAdvance("M"))
        self._lines["first"].setFocus()

    # What is asked

    def _reason(self) -> str:
        if self._folder is None:
            return self.tr(
                "Your register is ready. Name the pair of countries it is about; others can "
                "join them later."
            )
        return self.tr(
            "A register is one file on this computer. It begins with one pair of countries; "
            "others can join them later."
        )

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        sides = (
            ("first", "first_name", self.tr("Our side"), "PK", self.tr("such as Pakistan")),
            ("second", "second_name", self.tr("Other side"), "BY", self.tr("such as Belarus")),
        )
        for number, (code, name, side, letters, country) in enumerate(sides):
            such = self.tr("such as {code}").format(code=letters)
            self._line(code, self.tr("{side}, code").format(side=side), such)
            self._line(name, self.tr("{side}, name").format(side=side), country)
            self._lines[code].setMaxLength(_LONGEST_CODE)
            self._lines[code].setFixedWidth(_NARROW * self.fontMetrics().horizontalAdvance("M"))
            self._lines[code].textEdited.connect(self._name_country)
            self._lines[name].textEdited.connect(self._touch)
            self._add_row(grid, 3 * number, side, self._lines[code], self._lines[name])
            for row, each in enumerate((code, name), start=1):
                grid.addWidget(self._errors[each], 3 * number + row, 1, 1, 3)
        if self._folder is not None:
            self._add_file(grid)
        return grid

    def _add_row(self, grid: QGridLayout, row: int, words: str, first: Line, rest: Line) -> None:
        label = InkLabel(self._look, words, ink="text2")
        label.setBuddy(first)
        grid.addWidget(label, row, 0)
        grid.addWidget(first, row, 1)
        grid.addWidget(rest, row, 2, 1, 2)

    def _add_file(self, grid: QGridLayout) -> None:
        line = self._line("path", self.tr("File"), "")
        line.textEdited.connect(self._touch)
        label = InkLabel(self._look, self.tr("File"), ink="text2")
        label.setBuddy(line)
        choose = plain_button(self.tr("Choose…"), "new-register-choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        grid.setRowMinimumHeight(6, GAP)
        grid.addWidget(label, 7, 0)
        grid.addWidget(line, 7, 1, 1, 2)
        grid.addWidget(choose, 7, 3)
        grid.addWidget(self._errors["path"], 8, 1, 1, 3)
        self._offer_file()

    def _line(self, name: str, spoken: str, hint: str) -> Line:
        line = Line()
        line.setObjectName(f"new-register-{name}")
        line.setAccessibleName(spoken)
        line.setPlaceholderText(hint)
        error = wrapped(InkLabel(self._look, ink="late", scale=Scale.CAPTION))
        error.setObjectName(f"new-register-error-{name}")
        error.hide()
        self._lines[name], self._errors[name] = line, error
        return line

    def _buttons(self) -> QHBoxLayout:
        greets = self._folder is None
        later = self.tr("Later") if greets else self.tr("Cancel")
        self._begin = plain_button(
            self.tr("Begin") if greets else self.tr("Make the register"), "new-register-begin"
        )
        set_kind(self._begin, ButtonKind.FILLED)
        self._begin.setDefault(True)
        self._begin.clicked.connect(self._try)
        leave = plain_button(later, "new-register-leave")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self._begin)
        return row

    # What is offered while typing

    @Slot()
    def _touch(self) -> None:
        """What the officer wrote is not written over."""
        self._touched |= {name for name, line in self._lines.items() if line is self.sender()}
        self._offer_file()

    @Slot()
    def _name_country(self) -> None:
        """Offer the name that goes with a code, unless the officer wrote one."""
        for code, name in (("first", "first_name"), ("second", "second_name")):
            if name not in self._touched:
                self._lines[name].setText(country_name(self._lines[code].text()))
        self._offer_file()

    def _offer_file(self) -> None:
        if self._folder is None or "path" in self._touched:
            return
        self._lines["path"].setText(str(free_file(self._folder, self._countries())))

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where is the register to lie?"))
        dialog.setObjectName("new-register-file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is written over
        dialog.setNameFilter(self.tr("Registers (*.servanda)"))
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(self._lines["path"].text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self._touched.add("path")
        self._lines["path"].setText(path)
        self._say("path", "")

    # What comes of it

    def _countries(self) -> Countries:
        typed = {name: line.text() for name, line in self._lines.items() if name != "path"}
        return Countries(**typed)

    @Slot()
    def _try(self) -> None:
        """Ask for the register, or say beside each field what is missing."""
        for name in self._errors:
            self._say(name, "")
        countries = self._countries()
        wrong = {each.field: str(each) for each in countries.refusals()}
        path = None if self._folder is None else self._path(self._folder, wrong)
        for name, sentence in wrong.items():
            self._say(name, sentence)
        self._grow()
        if wrong:
            self._lines[next(iter(wrong))].setFocus()
            return
        self._begin.setEnabled(False)
        self.wanted.emit(Beginning(countries=countries, path=path))

    def _path(self, folder: Path, wrong: dict[str, str]) -> Path | None:
        text = self._lines["path"].text().strip()
        if not text:
            wrong["path"] = self.tr("Say in which file the register is to lie.")
            return None
        path = folder / Path(text).expanduser()
        path = path if path.suffix else path.with_suffix(SUFFIX)
        if path.exists():
            template = self.tr(
                "There is a file named “{name}” here already. Choose another name, or open that."
            )
            wrong["path"] = template.format(name=path.name)
        return path

    def refuse(self, error: ServandaError) -> None:
        """Say why the register could not be made, and let the officer try again."""
        self._begin.setEnabled(True)
        where = "second_name" if self._folder is None else "path"
        self._say(where, str(error))
        self._grow()
        self._lines[where].setFocus()

    def _grow(self) -> None:
        """Make room for what is said beside the fields."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wanted = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), wanted))

    def _say(self, name: str, sentence: str) -> None:
        label, line = self._errors[name], self._lines[name]
        label.setText(sentence)
        label.setVisible(bool(sentence))
        line.setAccessibleDescription(sentence)

    @property
    def begin_button(self) -> QPushButton:
        """What is pressed when all is typed."""
        return self._begin


def country_name(code: str) -> str:
    """Return the name that goes with a country's two letters, nothing where none does."""
    text = code.strip().upper()
    territory = QLocale.codeToTerritory(text) if len(text) == 2 else QLocale.Country.AnyTerritory
    known = territory is not QLocale.Country.AnyTerritory
    return QLocale.territoryToString(territory) if known else ""


def free_file(folder: Path, countries: Countries) -> Path:
    """Return a file in `folder`, named after the countries, that is not there yet."""
    named = [_slug(name) for name in countries.names]
    codes = [_slug(each) for each in (countries.first, countries.second)]
    parts = [name or code for name, code in zip(named, codes, strict=True)]
    stem = "-".join(part for part in parts if part) or "register"
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{SUFFIX}", number + 1
    return path


def _slug(text: str) -> str:
    """The plain letters and figures of a text, as a file's name takes them on every system."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
