"""Which column is which field: said by hand, kept for the next table like it, put into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from app.domain.errors import ServandaError
from app.domain.intake.columns import LEFT_OUT
from app.domain.intake.vocabulary import plain
from app.qt.desk import Desk
from app.qt.views.import_work import ImportWork
from app.services.intake.importing import read_map
from app.services.intake.kept_maps import keep_map, write_map
from app.services.intake.previewing import names_of


class ImportMaps(QObject):
    """The mapping of the table under way, and the menu under its button.

    `refused` carries why a map was not read or written, `told` what was done.
    """

    refused = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, work: ImportWork, button: QPushButton, page: QWidget) -> None:
        """`page` is what dialogs stand over."""
        super().__init__(page)
        self._desk, self._work, self._page = desk, work, page
        menu = QMenu(button)
        menu.setObjectName("import-mapping-menu")
        for text, act in (
            (self.tr("Keep it in a file…"), self._begin_save),
            (self.tr("Use one from a file…"), self._begin_load),
            (self.tr("As it was found"), self.forget),
            (self.tr("Ask everything again"), self._ask_again),
        ):
            menu.addAction(text).triggered.connect(act)
        button.setMenu(menu)

    @Slot(str, str)
    def say(self, column: str, field: str) -> None:
        """Take a column for a field from now on; no other column is that field any more."""
        preview = self._work.preview
        if preview is None:
            return
        said = {
            name: held
            for name, held in preview.columns.items()
            if plain(name) != plain(column) and (held != field or held == LEFT_OUT)
        }
        self._use({**said, column: field})

    @Slot()
    def forget(self) -> None:
        """Let every column be found out again."""
        self._use({})

    @Slot(str)
    def load(self, name: str) -> None:
        """Use the map in a file; columns of it that this table has not are left aside."""
        preview = self._work.preview
        if preview is None:
            return
        try:
            found = read_map(Path(name))
        except ServandaError as error:
            self.refused.emit(str(error))
            return
        here = {plain(each): each for each in names_of(preview.plan)}
        self._use(
            {here[plain(each)]: field for each, field in found.items() if plain(each) in here}
        )

    @Slot(str)
    def save(self, name: str) -> None:
        """Put which column is which field into a file, those that were found out too."""
        preview = self._work.preview
        if preview is None:
            return
        columns = {each.name: each.field for each in preview.plan.draft.columns if each.name}
        try:
            write_map(Path(name), columns)
        except ServandaError as error:
            self.refused.emit(str(error))
            return
        self.told.emit(self.tr("The mapping is kept in {file}.").format(file=Path(name).name))

    def _use(self, columns: dict[str, str]) -> None:
        preview, folders = self._work.preview, self._desk.register.folders
        if preview is not None and folders is not None:
            try:
                keep_map(folders.data, names_of(preview.plan), columns)
            except ServandaError as error:
                self.refused.emit(str(error))
        self._work.ask(columns=columns)

    @Slot()
    def _ask_again(self) -> None:
        self._work.ask(answers={})

    @Slot()
    def _begin_save(self) -> None:
        dialog = self._dialog(self.tr("Keep the mapping in a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    @Slot()
    def _begin_load(self) -> None:
        dialog = self._dialog(self.tr("Use a mapping from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        source = self._work.source
        folder = source.path.parent if source is not None and source.path else Path.home()
        dialog = QFileDialog(self._page, title, str(folder))
        dialog.setObjectName("import-map-dialog")
        dialog.setNameFilter(self.tr("Mappings (*.json)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
