"""What an officer means by a name, a reference or a title that was typed into a form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.particulars import Organisation, Source
from app.domain.rows import RegisterRow
from app.qt.look import words
from app.store.reader import Reader


def organisation_meant(reader: Reader, field: str, text: str) -> OrganisationId:
    """Return the ministry or agency of that name, acronym or alias.

    A misspelt name never makes a new one: it raises `InvalidValueError` for `field`.
    """
    found = reader.organisations_named(text)
    if len(found) == 1:
        return found[0].id
    if found:
        template = QCoreApplication.translate(
            "Lookups", "Several go by “{name}”: {names}. Write the one you mean in full."
        )
        names = ", ".join(each.name for each in found)
        raise InvalidValueError(field, template.format(name=text, names=names))
    template = QCoreApplication.translate(
        "Lookups",
        "No ministry or agency is called “{name}”. Choose one from the list; what is not in the "
        "register: add it first (Commitment menu).",
    )
    raise InvalidValueError(field, template.format(name=text))


def organisation_names(reader: Reader) -> list[str]:
    """Return the names and acronyms that ministries and agencies may be chosen by."""
    names = [name for each in reader.organisations() for name in (each.acronym, each.name) if name]
    return list(dict.fromkeys(names))


def full_name(organisation: Organisation | None) -> str:
    """Return a name with its acronym, such as “Ministry of Energy (MoE)”."""
    if organisation is None:
        return ""
    acronym = organisation.acronym
    named = acronym and acronym != organisation.name
    return f"{organisation.name} ({acronym})" if named else organisation.name


def commitment_meant(reader: Reader, field: str, text: str) -> CommitmentId:
    """Return the commitment whose reference the text begins with, as `found_line` writes it.

    Raises `InvalidValueError` for `field`.
    """
    ref = text.split(maxsplit=1)[0] if text.split() else ""
    if not ref:
        template = QCoreApplication.translate("Lookups", "Write the reference of the other one.")
        raise InvalidValueError(field, template)
    try:
        return reader.find(ref)
    except NotFoundError as error:
        raise InvalidValueError(field, str(error)) from None


def found_line(row: RegisterRow) -> str:
    """Return a commitment as it is offered while a reference is typed: reference and title."""
    return f"{row.ref} {row.title}"


def source_line(source: Source) -> str:
    """Return a source as it is offered for choice: title, publisher, date."""
    pieces = [source.title, source.publisher, words.date_text(source.published)]
    return " · ".join(each for each in pieces if each)


def source_meant(reader: Reader, field: str, text: str) -> Source:
    """Return the source of that title, or that line. Raises `InvalidValueError` for `field`."""
    wanted = text.casefold()
    sources = reader.sources()
    exact = [each for each in sources if source_line(each).casefold() == wanted]
    found = exact or [each for each in sources if each.title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if not text:
        refusal = QCoreApplication.translate("Lookups", "Evidence needs a source.")
    elif found:
        refusal = QCoreApplication.translate(
            "Lookups", "Several sources have this title: choose one from the list."
        )
    else:
        refusal = QCoreApplication.translate(
            "Lookups",
            "“{title}” is not in the register. Choose a source from the list, or tick that it is "
            "a new one.",
        ).format(title=text)
    raise InvalidValueError(field, refusal)
