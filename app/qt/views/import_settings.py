"""How a table is read: sheet, letters, header, whose points, from which day, owed by whom.

Each is shown as it was found out and can be said otherwise; then the table is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.commitment import sides_of
from app.domain.particulars import Relation
from app.domain.typed_dates import exact_day
from app.qt.desk import Desk
from app.qt.look.buttons import Verb
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated, plain_tip
from app.qt.views.checklist import Checklist
from app.qt.views.import_work import ImportWork
from app.qt.views.named_day import NamedDay
from app.services.intake.previewing import Preview

_NOOP = QT_TRANSLATE_NOOP
_ENCODINGS = ("utf-8", "utf-16", "windows-1251", "windows-1252", "windows-1256", "koi8-r", "cp866")
_DELIMITERS = {
    ";": _NOOP("Import", "semicolon"),
    ",": _NOOP("Import", "comma"),
    "\t": _NOOP("Import", "tab"),
    "|": _NOOP("Import", "bar"),
}
_HEADER_AMONG = 15
"""A header stands among so many first rows."""
_LONGEST = 34


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the register offers beside a table: its pairs of countries, its sessions."""

    relations: Sequence[Relation] = ()
    sessions: Sequence[tuple[str, str]] = ()


class ImportSettings(QWidget):
    """A row of buttons, each with a list of values under it."""

    def __init__(self, desk: Desk, look: Look, work: ImportWork) -> None:
        super().__init__()
        self.setObjectName("import-settings")
        self._desk, self._look, self._work = desk, look, work
        self._told = Told()
        flow = Flow(self)
        self.buttons: dict[str, QPushButton] = {}
        offers: dict[str, Callable[[], None]] = {
            "sheet": self._offer_sheets,
            "encoding": self._offer_encodings,
            "delimiter": self._offer_delimiters,
            "header": self._offer_headers,
            "relation": self._offer_relations,
            "session": self._offer_sessions,
            "owed": self._offer_sides,
        }
        for name, offer in offers.items():
            button = Verb()
            button.setObjectName(f"import-{name}")
            set_kind(button, ButtonKind.CHIP)
            button.clicked.connect(offer)
            self.buttons[name] = button
            flow.addWidget(button)
        counts = _tr("From which day “within 30 days” counts")
        hint = _tr("“Within 30 days” counts from this day")
        self.said = NamedDay(desk, look, "import-said", _tr("Said on"), says=counts, hint=hint)
        self.said.told.connect(partial(self._say_day, "said"))
        tells = _tr("As of which day progress is told")
        label = _tr("Told as of")
        self.as_of = NamedDay(desk, look, "import-as-of", label, says=tells, hint=tells)
        self.as_of.told.connect(partial(self._say_day, "reported_on"))
        for day in (self.said, self.as_of):
            flow.addWidget(day)

    def offer(self, told: Told) -> None:
        """Offer these pairs of countries and sessions from now on."""
        self._told = told
        self.show_preview(self._work.preview)

    def show_preview(self, preview: Preview | None) -> None:
        """Say how the table was read; without one, what the officer has said."""
        wanted, tables = self._work.wanted, self._work.tables
        grid = preview.grid if preview is not None else tables[0] if tables else None
        unnamed = _tr("the first")
        self._say("sheet", _tr("Table"), (grid.name if grid else "") or unnamed, len(tables) > 1)
        encoding = grid.encoding if grid else ""
        shown = _tr("{encoding}, a proposal").format(encoding=encoding)
        proposed = grid is not None and grid.proposed and not self._work.encoding
        self._say("encoding", _tr("Letters"), shown if proposed else encoding, bool(encoding))
        delimiter = grid.delimiter if grid else ""
        mark = _tr(_DELIMITERS[delimiter]) if delimiter in _DELIMITERS else delimiter
        self._say("delimiter", _tr("Parted by"), mark, bool(delimiter))
        rows = preview.plan.draft.header_rows if preview is not None else ()
        header = ", ".join(map(str, rows)) or _tr("none")
        self._say("header", _tr("Header in row"), header, preview is not None)
        several = len(self._told.relations) > 1
        pair = preview.plan.frame.relation if preview is not None else wanted.relation
        self._say("relation", _tr("Between"), pair or _tr("not said"), several)
        session = preview.session if preview is not None else wanted.session
        self._say("session", _tr("Points of"), session or _tr("no session"), grid is not None)
        side = preview.plan.frame.owed_by if preview is not None else wanted.owed_by
        self._say("owed", _tr("Owed by"), self._side(side) or _tr("not said"), grid is not None)
        self.said.setVisible(grid is not None)
        self.said.show_day(preview.said.isoformat() if preview and preview.said else "")
        as_of = preview.as_of if preview is not None else None
        self.as_of.setVisible(as_of is not None)
        self.as_of.show_day(as_of or "")

    def _say(self, name: str, what: str, value: str, shown: bool) -> None:
        button = self.buttons[name]
        whole = f"{what}: {value}"
        cut = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        button.setText(f"{what}: {isolated(cut)}".replace("&", "&&"))
        button.setToolTip(plain_tip(whole) if cut != value else "")
        button.setAccessibleName(whole)
        button.setVisible(shown)

    def _side(self, side: str) -> str:
        names: dict[str, str] = {}
        for each in self._told.relations:
            first, second = sides_of(each.code)
            names |= {first: each.first_name or first, second: each.second_name or second}
        return " + ".join(names.get(each, each) for each in side.split("+")) if side else ""

    # What is offered under each

    def _open(
        self,
        name: str,
        title: str,
        values: Sequence[tuple[str, str]],
        held: Sequence[str],
        take: Callable[[list[str]], object],
        *,
        one: bool = True,
    ) -> None:
        shown = Checklist(
            self._look, f"import-{name}-values", title, values, held, one=one, parent=self
        )
        shown.changed.connect(take)
        shown.open_under(self.buttons[name])

    @Slot()
    def _offer_sheets(self) -> None:
        names = [(each.name, each.name) for each in self._work.tables]
        held = self._work.preview.grid.name if self._work.preview else ""
        self._open("sheet", _tr("Table"), names, [held], partial(self._ask, "sheet"))

    @Slot()
    def _offer_encodings(self) -> None:
        preview = self._work.preview
        held = preview.grid.encoding if preview else self._work.encoding
        names = dict.fromkeys((*_ENCODINGS, held))
        self._open(
            "encoding",
            _tr("Letters"),
            [(each, each) for each in names if each],
            [held],
            lambda chosen: self._work.read_as(encoding=_first(chosen)),
        )

    @Slot()
    def _offer_delimiters(self) -> None:
        preview = self._work.preview
        held = preview.grid.delimiter if preview else ""
        self._open(
            "delimiter",
            _tr("Parted by"),
            [(mark, _tr(word)) for mark, word in _DELIMITERS.items()],
            [held],
            lambda chosen: self._work.read_as(delimiter=_first(chosen)),
        )

    @Slot()
    def _offer_headers(self) -> None:
        preview = self._work.preview
        if preview is None:
            return
        rows = [each for each in preview.grid.rows[:_HEADER_AMONG] if not each.blank]
        values = []
        for each in rows:
            texts = (" ".join(one.text.split()) for one in each.cells if one.text)
            values.append((str(each.number), f"{each.number}  {' · '.join(texts)[:60]}"))
        held = [str(each) for each in preview.plan.draft.header_rows]
        self._open(
            "header",
            _tr("Rows that name the columns"),
            values,
            held,
            lambda chosen: self._work.ask(header_rows=tuple(int(each) for each in chosen)),
            one=False,
        )

    @Slot()
    def _offer_relations(self) -> None:
        values = [
            (each.code, f"{each.first_name} – {each.second_name}") for each in self._told.relations
        ]
        held = self._work.wanted.relation
        self._open("relation", _tr("Between"), values, [held], partial(self._ask, "relation"))

    @Slot()
    def _offer_sessions(self) -> None:
        values = [(ref, f"{title}  {ref}") for ref, title in self._told.sessions]
        held = self._work.wanted.session
        self._open("session", _tr("Points of"), values, [held], partial(self._ask, "session"))

    @Slot()
    def _offer_sides(self) -> None:
        preview = self._work.preview
        code = preview.plan.frame.relation if preview else self._work.wanted.relation
        if not code:
            return
        first, second = sides_of(code)
        sides = (first, second, f"{first}+{second}")
        values = [(each, self._side(each)) for each in sides]
        held = self._work.wanted.owed_by
        self._open("owed", _tr("Owed by"), values, [held], partial(self._ask, "owed_by"))

    def _ask(self, name: str, chosen: list[str]) -> None:
        self._work.ask(**{name: _first(chosen)})

    def _say_day(self, name: str, day: str) -> None:
        self._work.ask(**{name: exact_day(day) if day else None})


def _first(chosen: Sequence[str]) -> str:
    return chosen[0] if chosen else ""
