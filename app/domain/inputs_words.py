"""The words of a workbook of inputs, in English and Russian: headings, choices, how to fill it in.

By its headings a workbook is known again when it comes back, whoever saved it in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.kinds import Family
from app.domain.letter_words import ENGLISH, RUSSIAN


class InputsColumn(StrEnum):
    """The columns of a workbook in their order; the first seven are filled in by the desk."""

    REF = "ref"
    PARAGRAPH = "paragraph"
    POINT = "point"
    OWED_BY = "owed_by"
    DUE = "due_held"
    HELD = "status_held"
    NEWS = "news"
    STATUS = "status"
    PROGRESS = "progress"
    AS_OF = "as_of"
    LETTER = "letter"
    LETTER_DATE = "letter_date"
    NEW_DATE = "due"
    REMARKS = "remarks"


TO_FILL = (
    InputsColumn.STATUS,
    InputsColumn.PROGRESS,
    InputsColumn.AS_OF,
    InputsColumn.LETTER,
    InputsColumn.LETTER_DATE,
    InputsColumn.NEW_DATE,
    InputsColumn.REMARKS,
)
"""The columns that an agency fills in; their values are the fields an import reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsWords:
    """The words of one language; where one has a brace, a fact of the register stands in it.

    `share` stands under a point that the agency supports and another leads.
    """

    points: str
    how: str
    title: str
    asks: str
    headings: Mapping[InputsColumn, str]
    steps: tuple[str, ...]
    share: str


def inputs_words(language: str) -> InputsWords:
    """Return the words of a language, the English where there are none."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS[ENGLISH])


def every_heading() -> Mapping[InputsColumn, tuple[str, ...]]:
    """Return what each column is called, in every language there is."""
    return {each: tuple(said.headings[each] for said in _WORDS.values()) for each in InputsColumn}


def choices(family: Family, language: str) -> tuple[str, ...]:
    """Return the statuses offered for a point; each is read back as a status of its family."""
    return _CHOICES.get(language.partition("-")[0].lower(), _CHOICES[ENGLISH])[family]


_WORDS = {
    ENGLISH: InputsWords(
        points="Points",
        how="How to fill it in",
        title="{organisation}: where these points stand. Our letter {reference} of {date}",
        asks=(
            "Please fill in the columns with a dark heading and return this file by {deadline}. "
            "A row you have nothing to say about stays empty."
        ),
        headings={
            InputsColumn.REF: "Reference",
            InputsColumn.PARAGRAPH: "Para.",
            InputsColumn.POINT: "What was agreed",
            InputsColumn.OWED_BY: "Owed by",
            InputsColumn.DUE: "Due, as we hold it",
            InputsColumn.HELD: "Status in our register",
            InputsColumn.NEWS: "Last progress we hold",
            InputsColumn.STATUS: "Status",
            InputsColumn.PROGRESS: "Progress",
            InputsColumn.AS_OF: "As of",
            InputsColumn.LETTER: "Letter no.",
            InputsColumn.LETTER_DATE: "Letter date",
            InputsColumn.NEW_DATE: "New date asked for",
            InputsColumn.REMARKS: "Remarks",
        },
        steps=(
            (
                "Each row of the sheet “{points}” is one agreed point, known by the reference in "
                "its first column. Please leave the references as they are."
            ),
            "Status: choose from the list, or write your own word; we shall ask what it means.",
            "Progress: what was done, in your own words.",
            "As of: the day on which this was so.",
            (
                "Letter no., Letter date: number and date of the letter with which you send this, "
                "if there is one."
            ),
            (
                "New date asked for: only where the date has to move. It is taken as a request; "
                "the date agreed with the other side stays until both agree to another."
            ),
            (
                "Please write days so that they can be read in one way: 5 Dec 2026 or 2026-12-05. "
                "A month or a year alone may stand as it is."
            ),
            "What you report is recorded as reported by you. It changes no agreed text.",
            "The columns filled in by us are protected against slips, without a password.",
            "Please send this file back by {deadline}, quoting our reference {reference}.",
        ),
        share="(Another agency leads here: please report on your own share.)",
    ),
    RUSSIAN: InputsWords(
        points="Пункты",
        how="Как заполнить",
        title="{organisation}: ход исполнения пунктов. Наше письмо исх. № {reference} от {date}",
        asks=(
            "Просим заполнить графы с тёмным заголовком и вернуть файл до {deadline} "
            "включительно. Строка, по которой сообщить нечего, остаётся пустой."
        ),
        headings={
            InputsColumn.REF: "Код пункта",
            InputsColumn.PARAGRAPH: "Пункт",
            InputsColumn.POINT: "Содержание договорённости",
            InputsColumn.OWED_BY: "Сторона",
            InputsColumn.DUE: "Срок по нашему учёту",
            InputsColumn.HELD: "Состояние по нашему учёту",
            InputsColumn.NEWS: "Последние сведения по нашему учёту",
            InputsColumn.STATUS: "Состояние",
            InputsColumn.PROGRESS: "Ход исполнения",
            InputsColumn.AS_OF: "По состоянию на",
            InputsColumn.LETTER: "Исх. № письма",
            InputsColumn.LETTER_DATE: "Дата письма",
            InputsColumn.NEW_DATE: "Просьба о новом сроке",
            InputsColumn.REMARKS: "Примечания",
        },
        steps=(
            (
                "Каждая строка листа «{points}» — один согласованный пункт; он определяется "
                "по коду в первой графе. Просим не изменять коды."
            ),
            "Состояние: выберите из списка или напишите своими словами; мы уточним значение.",
            "Ход исполнения: что сделано, своими словами.",
            "По состоянию на: день, на который это верно.",
            (
                "Исх. № письма, Дата письма: номер и дата письма, с которым направляются сведения, "
                "если оно есть."
            ),
            (
                "Просьба о новом сроке: только если срок нужно перенести. Это просьба; "
                "согласованный с другой стороной срок остаётся, пока стороны не согласуют другой."
            ),
            (
                "Дни просим писать так, чтобы их можно было прочитать одним способом: 05.12.2026. "
                "Месяц или год без дня можно указать как есть."
            ),
            "Сообщённое записывается как сведения от вас и не меняет согласованного текста.",
            "Заполненные нами графы защищены от случайных правок, без пароля.",
            "Просим вернуть файл до {deadline} включительно со ссылкой на наш исх. № {reference}.",
        ),
        share="(Головной исполнитель — другое ведомство: просим сообщить о своей части.)",
    ),
}

_CHOICES: Mapping[str, Mapping[Family, tuple[str, ...]]] = {
    ENGLISH: {
        Family.UNDERTAKING: ("Not started", "In progress", "On hold", "Implemented"),
        Family.MEETING: ("Planned", "Dates agreed", "Held", "Postponed", "Cancelled"),
        Family.INSTRUMENT: ("Under negotiation", "Text agreed", "Signed", "In force"),
    },
    RUSSIAN: {
        Family.UNDERTAKING: ("Не начато", "Исполняется", "Приостановлено", "Исполнено"),
        Family.MEETING: (
            "Планируется",
            "Сроки согласованы",
            "Состоялось",
            "Перенесено",
            "Отменено",
        ),
        Family.INSTRUMENT: ("На согласовании", "Текст согласован", "Подписано", "Действует"),
    },
}
