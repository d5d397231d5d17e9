"""The vocabulary of dates as people type them, in English and in Russian.

Everything here works on texts from `tidy`: lower case, one kind of blank, dash and letter each.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_ALIKE = str.maketrans({"ё": "е", "і": "i"})
_QUOTES = str.maketrans(dict.fromkeys('“”„«»"`', " "))

_ENGLISH_MONTHS = (
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
)
_SOFT, _HARD = "(?:[ьяею]|ем)", "(?:[аеу]|ом)"
_RUSSIAN_MONTHS = (
    f"янв(?:ар{_SOFT})?",
    f"фев(?:р(?:ал{_SOFT})?)?",
    f"март?{_HARD}?",
    f"апр(?:ел{_SOFT})?",
    "ма(?:[йяею]|ем)",
    f"июн{_SOFT}?",
    f"июл{_SOFT}?",
    f"авг(?:уст{_HARD}?)?",
    f"сен(?:т(?:ябр{_SOFT})?)?",
    f"окт(?:ябр{_SOFT})?",
    f"ноя(?:б(?:р{_SOFT})?)?",
    f"дек(?:абр{_SOFT})?",
)
_MONTHS = tuple(
    re.compile(f"(?:{english}|{russian})")
    for english, russian in zip(_ENGLISH_MONTHS, _RUSSIAN_MONTHS, strict=True)
)
MONTH = r"(?:" + "|".join((*_ENGLISH_MONTHS, *_RUSSIAN_MONTHS)) + r")(?![^\W\d_])\.?"
"""The name of a month, whole or short, in any of its cases."""

YEAR_MARK = r"(?:\s*(?:гг|г|годы|годов|года|году|годах|год)(?![^\W\d_])\.?)"
"""What Russian puts after the number of a year."""

_WEEKDAYS = (
    re.compile(r"mon(?:day)?|понедельник\w*|пн"),
    re.compile(r"tue(?:s(?:day)?)?|вторник\w*|вт"),
    re.compile(r"wed(?:nesday)?|сред[ауые]|ср"),
    re.compile(r"thu(?:rs(?:day)?)?|четверг\w*|чт"),
    re.compile(r"fri(?:day)?|пятниц\w+|пт"),
    re.compile(r"sat(?:urday)?|суббот\w+|сб"),
    re.compile(r"sun(?:day)?|воскресень\w+|вс"),
)
WEEKDAY = r"(?:" + "|".join(each.pattern for each in _WEEKDAYS) + r")(?!\w)"
"""The name of a day of the week."""

_ORDINALS = (
    re.compile(r"first|1st|1(?:-?(?:й|го|м|е|ом|ый|ое))?|i|перв(?:ый|ое|ая|ого|ом|ому|ой)"),
    re.compile(r"second|2nd|2(?:-?(?:й|го|м|е|ом|ой|ое))?|ii|втор(?:ой|ое|ая|ого|ом|ому)"),
    re.compile(r"third|3rd|3(?:-?(?:й|го|м|е|ем))?|iii|трет(?:ий|ье|ья|ьего|ьем|ьему|ьей)"),
    re.compile(
        r"fourth|4th|last|4(?:-?(?:й|го|м|е|ом))?|iv|четверт(?:ый|ое|ая|ого|ом|ому|ой)"
        r"|последн(?:ий|ем|его)"
    ),
)
ORDINAL = r"(?:" + "|".join(each.pattern for each in _ORDINALS) + r")"
"""Which of four: a word, a number or a Roman numeral."""

_NUMBERS = {
    1: "a|an|one|один|одного|одну|одной|одна",
    2: "two|два|две|двух",
    3: "three|три|трех",
    4: "four|четыре|четырех",
    5: "five|пять|пяти",
    6: "six|шесть|шести",
    7: "seven|семь|семи",
    8: "eight|восемь|восьми",
    9: "nine|девять|девяти",
    10: "ten|десять|десяти",
    12: "twelve|двенадцать|двенадцати",
    14: "fourteen|четырнадцать|четырнадцати",
    15: "fifteen|пятнадцать|пятнадцати",
    20: "twenty|двадцать|двадцати",
    21: "twenty-one|двадцать один",
    30: "thirty|тридцать|тридцати",
    45: "forty-five|сорок пять|сорока пяти",
    60: "sixty|шестьдесят|шестидесяти",
    90: "ninety|девяносто",
    100: "a hundred|one hundred|сто|ста",
}
_NUMBER = {word: value for value, words in _NUMBERS.items() for word in words.split("|")}
_STEMS = {
    "двух": 2,
    "трех": 3,
    "четырех": 4,
    "пяти": 5,
    "шести": 6,
    "семи": 7,
    "десяти": 10,
    "пятнадцати": 15,
    "двадцати": 20,
    "тридцати": 30,
}
_UNITS = (
    ("D", 1, r"d|days?|д|дн|день|дня|дней"),
    ("W", 1, r"w|wks?|weeks?|н|нед|неделя|недели|недель|неделю"),
    ("W", 2, r"fortnights?"),
    ("M", 1, r"m|mo|mos|mths?|months?|м|мес|месяц|месяца|месяцев"),
    ("M", 6, r"half[- ]years?|полугодия?|полугода|полгода"),
    ("Y", 1, r"y|yrs?|years?|г|год|года|лет"),
)
_ADJECTIVES = (
    ("D", r"дневный"),
    ("W", r"недельный"),
    ("M", r"месячный"),
    ("Y", r"годичный|летний|годовой"),
)
_COUNTED = "|".join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))
LENGTH = (
    rf"(?:(?P<count>\d{{1,4}}|{_COUNTED})?(?:\s+full)?\s*(?:calendar\s+|календарн\w+\s+)?"
    rf"(?P<unit>{'|'.join(unit for *_, unit in _UNITS)})(?![^\W_])\.?)"
)
"""A length of time such as `two weeks`, `30 days`, `месяц`: the groups `count` and `unit`."""
SHORT_TERM = (
    rf"(?P<stem>\d{{1,3}}-?(?:ти|х|и)?|{'|'.join(_STEMS)})?-?\s?"
    rf"(?P<term>{'|'.join(word for _, word in _ADJECTIVES)}) срок"
)
"""What Russian puts into one adjective, `двухнедельный срок`: the groups `stem` and `term`."""

WORKING = re.compile(r"(?:working|business|office|рабочих|рабочие|рабочего)\s+(?:days?|дн\w+)")
"""Days that only a calendar of holidays can count."""

SEASONS = (
    re.compile(r"spring(?:time)?|весн(?:а|ы|ой|у|е)"),
    re.compile(r"summer(?:time)?|лет(?:о|а|ом|у|е)"),
    re.compile(r"autumn|fall|осен(?:ь|и|ью)"),
    re.compile(r"winter(?:time)?|зим(?:а|ы|ой|у|е)"),
)
"""The four seasons, in the order of their EDTF codes 21 to 24."""

EVENT = (
    r"(?:sessions?|visits?|meetings?|summits?|commissions?|rounds?|talks|consultations?"
    r"|signings?|signatures?|signed|ratifications?|entry into force|enters into force"
    r"|conferences?|ceremon(?:y|ies)|negotiations?|approval|receipt|"
    r"заседани\w+|сесси\w+|визит\w*|встреч\w*|саммит\w*|подписани\w+|ратификаци\w+"
    r"|вступлени\w+ в силу|переговор\w*|консультаци\w+|раунд\w*|конференци\w+|одобрени\w+"
    r"|получени\w+)"
)
"""What another commitment may be: something that takes place, on which a date can hang."""


LEAD = re.compile(
    r"(?:(?:in|on|at|the|of|any ?time|some ?time|the course of|в|во|на|течение|ходе) )*"
)
"""The small words before a date that add nothing to it."""


def tidy(text: str) -> str:
    """Return a typed text in one spelling: lower case, plain dashes and blanks, no quotes."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = plain.translate(_DASHES).translate(_ALIKE).translate(_QUOTES)
    return " ".join(plain.replace("’", "'").split()).strip(" .,;:")


def month_of(name: str) -> int:
    """Return the number of a month by its name. Raises `KeyError`."""
    return _place(_MONTHS, name.strip().rstrip("."))


def weekday_of(name: str) -> int:
    """Return a day of the week, 0 for Monday. Raises `KeyError`."""
    return _place(_WEEKDAYS, name) - 1


def ordinal_of(name: str) -> int:
    """Return 1 to 4 for a word, number or Roman numeral. Raises `KeyError`."""
    return _place(_ORDINALS, name)


def _place(words: tuple[re.Pattern[str], ...], name: str) -> int:
    for place, each in enumerate(words, 1):
        if each.fullmatch(name):
            return place
    raise KeyError(name)


def duration(count: str | None, unit: str) -> str:
    """Return a counted unit as an ISO 8601 duration, such as `P2W`; no count is one."""
    number = 1 if not count else int(count) if count.isdecimal() else _NUMBER[count]
    for letter, times, pattern in _UNITS:
        if re.fullmatch(pattern, unit):
            return f"P{number * times}{letter}"
    raise KeyError(unit)


def short_term(stem: str | None, term: str) -> str:
    """Return what one Russian adjective counts as an ISO 8601 duration."""
    number = 1
    if stem:
        digits = re.match(r"\d+", stem)
        number = int(digits[0]) if digits else _STEMS[stem]
    letter = next(letter for letter, words in _ADJECTIVES if re.fullmatch(words, term))
    return f"P{number}{letter}"
