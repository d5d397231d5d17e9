"""Passages and their places in a kept text: what leads there, what is asked and said of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.domain.particulars import Stance
from app.domain.quotations import Standing
from app.qt.look.look import Look
from app.qt.models.directory_words import stance_word
from app.qt.views.choice_field import Choice
from app.qt.views.field_words import SUPPORTED, field_word
from app.qt.views.questions import Ask, Question
from app.qt.views.sections import IconButton


def text_button(look: Look, evidence: str, shown: Callable[[], object]) -> IconButton:
    """Return a button that calls `shown`; its subject is the identity of the passage."""
    said = QCoreApplication.translate("Passages", "Show the passage in the kept text")
    button = IconButton(look, "book-open-text", f"passage-text-{evidence}", said)
    button.setProperty("subject", evidence)
    button.clicked.connect(shown)
    return button


def standing_words(standing: Standing) -> str:
    """Return what is said of a quotation that has no one place in the kept text."""
    if standing is Standing.SEVERAL:
        return QCoreApplication.translate("Passages", "Stands more than once in the kept text.")
    return QCoreApplication.translate("Passages", "Does not stand in the kept text.")


def bearing_questions() -> tuple[Question, Question]:
    """Return what is asked of any passage: what it does, and for which field."""
    whole = QCoreApplication.translate("Passages", "the whole")
    return (
        Question(
            name="stance",
            label=QCoreApplication.translate("Passages", "What it does"),
            ask=Ask.CHOICE,
            choices=tuple(Choice(value=each.value, words=stance_word(each)) for each in Stance),
        ),
        Question(
            name="supports",
            label=QCoreApplication.translate("Passages", "Bears on"),
            ask=Ask.CHOICE,
            choices=(
                Choice(value="", words=whole),
                *(Choice(value=each, words=field_word(each)) for each in SUPPORTED),
            ),
        ),
    )
