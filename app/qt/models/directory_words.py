"""What the officer reads of ministries and agencies, of sources and of passages."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.directory import AliasKind, OrganisationLine, Part, SourceLine
from app.domain.focal_points import FocalRole
from app.domain.particulars import SourceKind, Stance
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP

_NOOP = QT_TRANSLATE_NOOP

_KINDS = {
    SourceKind.PRIMARY_TEXT: _NOOP("Directory", "Primary text"),
    SourceKind.OFFICIAL_RELEASE: _NOOP("Directory", "Official release"),
    SourceKind.STATE_MEDIA: _NOOP("Directory", "State media"),
    SourceKind.PRESS: _NOOP("Directory", "Press"),
}
_STANCES = {
    Stance.SUPPORTS: _NOOP("Directory", "supports"),
    Stance.PARTIAL: _NOOP("Directory", "supports in part"),
    Stance.CONTRADICTS: _NOOP("Directory", "contradicts"),
}
_STANCE_ICONS = {
    Stance.SUPPORTS: "check",
    Stance.PARTIAL: "circle-dashed",
    Stance.CONTRADICTS: "triangle-alert",
}
_ALIASES = {
    AliasKind.ALIAS: _NOOP("Directory", "also called"),
    AliasKind.FORMER: _NOOP("Directory", "former name"),
    AliasKind.SPELLING: _NOOP("Directory", "other spelling"),
}
_FOCAL_ROLES = {
    FocalRole.MAIN: _NOOP("Directory", "main"),
    FocalRole.ALTERNATE: _NOOP("Directory", "alternate"),
    FocalRole.VALIDATOR: _NOOP("Directory", "validator"),
}
_PARTS = {
    Part.LEADS: _NOOP("Directory", "Leads"),
    Part.SUPPORTS: _NOOP("Directory", "Supports"),
    Part.COUNTERPART: _NOOP("Directory", "Counterpart of"),
}


def source_kind_word(kind: SourceKind) -> str:
    """Return the words for a kind of source."""
    return QCoreApplication.translate("Directory", _KINDS[kind])


def stance_word(stance: Stance) -> str:
    """Return what a passage does, in words."""
    return QCoreApplication.translate("Directory", _STANCES[stance])


def stance_icon(stance: Stance) -> str:
    """Return the icon that stands beside a stance."""
    return _STANCE_ICONS[stance]


def alias_word(kind: str) -> str:
    """Return what a further name is; a kind that is not known is shown as it is stored."""
    known = {each.value: text for each, text in _ALIASES.items()}
    return QCoreApplication.translate("Directory", known[kind]) if kind in known else kind


def focal_role_word(role: FocalRole) -> str:
    """Return what a focal point does, in words."""
    return QCoreApplication.translate("Directory", _FOCAL_ROLES[role])


def part_word(part: Part) -> str:
    """Return what an organisation does for commitments, as a heading."""
    return QCoreApplication.translate("Directory", _PARTS[part])


def language_word(code: str) -> str:
    """Return a language's name, such as “Russian”; a code that is not known as it is stored."""
    found = QLocale.codeToLanguage(code.partition("-")[0])
    if not code or found is QLocale.Language.AnyLanguage:
        return code
    return QLocale.languageToString(found)


def news_words(line: OrganisationLine, today: date) -> str:
    """Return since when nothing was heard of what it leads and is pending.

    Empty where nothing is pending. Days are counted from the last day on which the newest report
    can have happened, so that they are never too many.
    """
    if not line.figures.pending:
        return ""
    days = line.silence(today)
    if days is None:
        return QCoreApplication.translate("Directory", "no news yet")
    if days < 0:
        return QCoreApplication.translate("Directory", "news, day not stated")
    if days == 0:
        return QCoreApplication.translate("Directory", "news today")
    if days == 1:
        return QCoreApplication.translate("Directory", "no news for 1 day")
    return QCoreApplication.translate("Directory", "no news for {days} days").format(days=days)


def subtitle(line: OrganisationLine) -> tuple[str, ...]:
    """Return the pieces of the line under a name: acronym, kind, country."""
    body = line.organisation
    acronym = body.acronym if body.acronym != body.name else ""
    return tuple(each for each in (acronym, body.kind, body.country) if each)


def source_subtitle(line: SourceLine) -> tuple[str, ...]:
    """Return the pieces of the line under a source's title."""
    source = line.source
    pieces = (source.publisher, source_kind_word(source.kind), language_word(source.language))
    return tuple(each for each in pieces if each)


def published_words(line: SourceLine) -> str:
    """Return when a source was published, as sure as that is known."""
    published = words.date_text(line.source.published)
    return published or QCoreApplication.translate("Directory", "not stated")
