"""Finding the organisation an officer means by what was typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.particulars import Organisation
from app.store.reader import Reader


def named(reader: Reader, text: str) -> Organisation | str:
    """Return the organisation of that name, acronym or alias, or the reason why there is none.

    A misspelt name never makes a new organisation.
    """
    found = reader.organisations_named(text)
    if len(found) == 1:
        return found[0]
    if found:
        template = QCoreApplication.translate(
            "Organisations", "Several go by “{name}”: {names}. Write the one you mean in full."
        )
        return template.format(name=text, names=", ".join(each.name for each in found))
    template = QCoreApplication.translate(
        "Organisations",
        "No ministry or agency is called “{name}”. Choose one from the list, or add it "
        "(Commitment menu).",
    )
    return template.format(name=text)
