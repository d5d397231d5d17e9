"""The words of a reminder letter, in English and Russian; another language gets the English ones.

Nothing here states a fact: facts come from the register, and stand where a word has a brace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.date_words import Translate, plain

ENGLISH, RUSSIAN = "en", "ru"
LANGUAGES = (ENGLISH, RUSSIAN)
"""The languages in which there are words."""

_OF_COUNTRIES = {"BY": RUSSIAN, "RU": RUSSIAN}
"""Countries whose agencies are written to in another language than English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """The words of one language. `first` is the subject of a first letter, `later` a reminder's."""

    first: str
    later: str
    reference: str
    date: str
    to: str
    attention: str
    subject: str
    greeting: str
    asks: str
    asks_one: str
    reminds: str
    by: str
    number: str
    paragraph: str
    point: str
    due: str
    news: str
    no_news: str
    closing: str
    tr: Translate = plain


def language_of(country: str) -> str:
    """Return in which language agencies of a country are written to, as far as there are words."""
    return _OF_COUNTRIES.get(country, ENGLISH)


def words_in(language: str) -> LetterWords:
    """Return the words of a language, such as “ru” or “ru-RU”; the English where it has none."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS[ENGLISH])


_RUSSIAN_DATES: Mapping[str, str] = {
    "Jan": "январь", "Feb": "февраль", "Mar": "март", "Apr": "апрель", "May": "май",
    "Jun": "июнь", "Jul": "июль", "Aug": "август", "Sep": "сентябрь", "Oct": "октябрь",
    "Nov": "ноябрь", "Dec": "декабрь",
    "{day} {month} {year}": "{day}.{number}.{year}",
    "{day} {month}": "{day}.{number}",
    "{month} {year}": "{month} {year} г.",
    "Q{number} {year}": "{number}-й квартал {year} г.",
    "first half of {year}": "первое полугодие {year} г.",
    "second half of {year}": "второе полугодие {year} г.",
    "{first} to {last}": "{first} – {last}",
    "between {first} and {last}": "между {first} и {last}",
    "by {date}": "до {date} включительно",
    "by the end of {date}": "до конца: {date}",
    "until {date}": "по {date} включительно",
    "until the end of {date}": "до конца: {date}",
    "throughout {date}": "в течение всего срока: {date}",
    "from {date}, end not stated": "с {date}, окончание не указано",
    "from {date} on, end not stated": "начиная с {date}, окончание не указано",
    "{others} or {last}": "{others} или {last}",
    "{date}, likely": "{date}, предположительно",
    "{date}, about": "{date}, приблизительно",
    "{date}, likely and about": "{date}, предположительно и приблизительно",
    "{date}, to be agreed": "{date}, подлежит согласованию",
    "{date}, day not agreed": "{date}, день не согласован",
    "{date}, day not stated": "{date}, день не указан",
    "{date}, month not stated": "{date}, месяц не указан",
    "{date}, year not stated": "{date}, год не указан",
    "early {date}": "начало: {date}",
    "mid {date}": "середина: {date}",
    "late {date}": "конец: {date}",
    "beginning of {date}": "начало: {date}",
    "middle of {date}": "середина: {date}",
    "end of {date}": "конец: {date}",
    "Continuing": "постоянно",
    "No date": "срок не указан",
    "To be agreed": "подлежит согласованию",
    "with another commitment": "вместе с другим пунктом",
    "with “{title}”": "вместе с «{title}»",
}  # fmt: skip


def _russian(template: str) -> str:
    """Return a template of a date in Russian; one without a Russian form stays English."""
    return _RUSSIAN_DATES.get(template, template)


_WORDS = {
    ENGLISH: LetterWords(
        first="Information on the implementation of agreed points",
        later="Reminder {number}",
        reference="Our reference",
        date="Date",
        to="To",
        attention="Attention",
        subject="Subject",
        greeting="Dear Sir or Madam,",
        asks="We should be grateful for information on where the following {count} points stand.",
        asks_one="We should be grateful for information on where the following point stands.",
        reminds="We refer to our letter {reference} of {date}, to which no reply is recorded.",
        by="Kindly reply by {date}, quoting our reference {reference}.",
        number="No.",
        paragraph="Para.",
        point="Point",
        due="Due",
        news="Last information recorded",
        no_news="none recorded",
        closing="Yours faithfully,",
    ),
    RUSSIAN: LetterWords(
        first="О ходе исполнения договорённостей",
        later="Напоминание {number}",
        reference="Наш исх. №",
        date="Дата",
        to="Кому",
        attention="Контактное лицо",
        subject="Тема",
        greeting="Уважаемые коллеги!",
        asks="Просим сообщить о ходе исполнения следующих пунктов (всего {count}).",
        asks_one="Просим сообщить о ходе исполнения следующего пункта.",
        reminds="Ссылаемся на наше письмо исх. № {reference} от {date}; ответ на него не значится.",
        by="Ответ просим направить до {date} включительно со ссылкой на наш исх. № {reference}.",
        number="№",
        paragraph="Пункт",
        point="Содержание",
        due="Срок",
        news="Последние сведения",
        no_news="не значатся",
        closing="С уважением,",
        tr=_russian,
    ),
}
