"""The words that reports share, in English, Russian and Urdu.

A report is put together with a translation handed in as `tr`; it receives literal templates, as
everywhere in the domain. The window has its own translations: what a report says must not depend
on the language in which somebody happens to sit before it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from app.domain.date_words import Translate, day_words, plain
from app.domain.errors import InvalidValueError
from app.domain.letter_words import words_in
from app.domain.lifecycle import Status
from app.domain.reports import (
    words_brief,
    words_changed,
    words_figures,
    words_instruments,
    words_renewals,
    words_slippage,
)
from app.domain.reports.document import Fact, Facts
from app.domain.reports.request import LANGUAGES
from app.domain.reports.russian import RUSSIAN
from app.domain.reports.urdu import URDU

STATUS_WORDS: Mapping[Status, str] = {
    Status.DRAFT: "Draft",
    Status.OPEN: "Open",
    Status.IN_PROGRESS: "In progress",
    Status.ON_HOLD: "On hold",
    Status.FULFILLED: "Implemented",
    Status.CLOSED: "Closed",
    Status.SUPERSEDED: "Superseded",
    Status.WITHDRAWN: "Withdrawn",
    Status.LAPSED: "Dropped: time passed",
    Status.FORESEEN: "Planned",
    Status.DATES_AGREED: "Dates agreed",
    Status.HELD: "Held",
    Status.POSTPONED: "Postponed",
    Status.CANCELLED: "Cancelled",
    Status.UNDER_NEGOTIATION: "Under negotiation",
    Status.AGREED_TEXT: "Text agreed",
    Status.SIGNED: "Signed",
    Status.IN_FORCE: "In force",
    Status.NOTICE_GIVEN: "Notice of termination given",
    Status.EXPIRED: "Expired",
    Status.TERMINATED: "Terminated",
}
"""What is read for a status, in English; the window says the same."""


_OF_REPORTS = (
    words_brief,
    words_changed,
    words_figures,
    words_instruments,
    words_renewals,
    words_slippage,
)

RUSSIAN_WORDS: Mapping[str, str] = ChainMap(
    *(dict(each.RUSSIAN) for each in _OF_REPORTS), dict(RUSSIAN)
)
URDU_WORDS: Mapping[str, str] = ChainMap(*(dict(each.URDU) for each in _OF_REPORTS), dict(URDU))


def translation(language: str) -> Translate:
    """Return what turns a template into a language. Raises `InvalidValueError` for one unknown."""
    match language:
        case "en":
            return plain
        case "ru":
            return _russian
        case "ur":
            return _urdu
    names = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
    raise InvalidValueError("language", f"Reports are written in {names}.")


def _russian(template: str) -> str:
    return RUSSIAN_WORDS.get(template) or words_in("ru").tr(template)


def _urdu(template: str) -> str:
    return URDU_WORDS.get(template, template)


def status_words(status: Status, tr: Translate = plain) -> str:
    """Return the word for a status."""
    return tr(STATUS_WORDS[status])


def language_words(language: str, tr: Translate = plain) -> str:
    """Return the name of a language; a code without a name stays a code."""
    name = LANGUAGES.get(language.partition("-")[0].casefold())
    return tr(name) if name else language


def fact_lines(facts: Facts, tr: Translate) -> tuple[Fact, ...]:
    """Return what every report says of itself, always all of it and in this order."""
    left = tr("none") if facts.left_out == 0 else str(facts.left_out)
    return (
        Fact(name=tr("What it shows"), value=facts.filter),
        Fact(name=tr("As of"), value=day_words(facts.as_of, tr)),
        Fact(name=tr("Register version"), value=facts.version),
        Fact(name=tr("Classification"), value=facts.classification),
        Fact(name=tr("Points left out"), value=left),
    )
