"""Where a refusal stands in a form of rows: under what refused."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QWidget

from app.qt.look.labels import InkLabel


def say_beside(form: QFormLayout, error: InkLabel, reason: str, editor: QWidget | None) -> None:
    """Show a reason in a row of its own under an editor, at the end where there is none.

    `error` is a row of the form already.
    """
    form.takeRow(error)
    row = form.rowCount()
    if editor is not None:
        row = form.getWidgetPosition(editor)[0] + 1  # type: ignore[index]
        editor.setAccessibleDescription(reason)
    form.insertRow(row, error)
    error.setText(reason)
    error.show()
