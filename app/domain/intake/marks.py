"""Words by which a row or a column shows what it is not: totals, remarks, amounts, leads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.intake.vocabulary import names_of, plain

SECOND_FIELDS: Mapping[str, str] = {
    plain(each): "summary" for each in ("description", "содержание", "формулировка", "subject")
}
"""What a column is where another is already what its name says first."""

AMOUNTS = frozenset(
    names_of(
        "cost|costs|amount|amounts|budget|value|price|sum|usd|pkr|byn|rs|eur|mln|million|millions|"
        "bn|percent|стоимость|сумма|бюджет|цена|млн|млрд|руб|долл|финансирование|رقم|لاگت"
    )
)
"""Words of a column's name that make its figures amounts, and no paragraphs."""

TOTALS = names_of(
    "total|totals|grand total|sub total|subtotal|sum|overall|total points|итого|всего|итог|"
    "کل|میزان|مجموعہ|ٹوٹل"
)
"""How the row of a total begins."""

REMARKS = names_of(
    "note|notes|nb|n b|remark|remarks|source|legend|prepared by|compiled by|approved by|signed by|"
    "contact|page|annex|примечание|примечания|источник|исполнитель|составил|подготовил|"
    "согласовано|утверждено|страница|стр|نوٹ|ماخذ|تیار کردہ|صفحہ"
)
"""How a row begins that stands below or between the points and is none."""

FOOTERS = re.compile(
    r"\([^()]+\)"  # a name under the line on which it is signed
    r"|(?:tel|phone|fax|cell|e-?mail|copy to|cc|c\.c|enclosures?|encl|исп|исполнитель|тел|факс|"
    r"копия|приложение|نقل|فون)\b\s*[.:№-].*"
    r"|copy (?:to|for)\b.*"
    r"|(?:sd|signed)\s*/-.*"
    r"|[^\W\d][\w.-]{2,20},?\s+(?:the\s+|dated\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d]{3,10},?\s+\d{4}"
    r"(?:\s*г\.?)?\.?"
    r"|(?:(?:joint|deputy|additional|senior|under|first|second|third)\s+)*"
    r"(?:secretary|director(?:\s+general)?|section officer|minister|ambassador|consultant|chief|"
    r"начальник|директор|заместитель|министр|советник|секретарь)"
    r"(?:\s+(?:управления|отдела|департамента|министра)\b[^.]*|\s*\([^()]*\)|,[^.]*)?",
    re.IGNORECASE,
)
"""What is written below a table: who signed it, from where, to whom a copy goes."""

LEAD_MARKS = names_of("lead|lead agency|lead ministry|головной|головной исполнитель|ведущий|سربراہ")
"""What stands in brackets behind the agency that leads."""

SUPPORT_MARKS = names_of(
    "support|supporting|supporting agency|co lead|co|соисполнитель|соисполнители|معاون"
)
"""What stands in brackets behind an agency that supports."""

DITTO = frozenset(
    names_of(
        "do|ditto|same|same as above|as above|the same|то же|тот же|та же|там же|ایضاً|ایضا|حسب بالا"
    )
)
"""Words in place of what the row above says."""

NOBODY = frozenset(
    names_of(
        "tbd|tbc|tba|to be decided|to be determined|to be confirmed|nil|none|n a|na|not applicable|"
        "not decided|unknown|?|??|???|уточняется|не определено|не определен|нет|طے ہونا باقی|"
        "کوئی نہیں"
    )
)
"""What a cell of agencies says where it names none."""

NO_AGENCY = frozenset(
    names_of(
        "both sides|both parties|the sides|all concerned|all|all ministries|all stakeholders|"
        "all concerned ministries|concerned ministries|concerned ministry|concerned departments|"
        "line ministries|belarus|republic of belarus|belarusian side|belarus side|pakistan|"
        "pakistan side|pakistani side|islamic republic of pakistan|обе стороны|стороны|"
        "заинтересованные|все заинтересованные|заинтересованные ведомства|беларусь|"
        "республика беларусь|белорусская сторона|пакистан|пакистанская сторона|دونوں فریق|"
        "تمام متعلقہ|پاکستان|بیلاروس"
    )
)
"""What is said of more than one agency, or of a country: none can be added under such a name."""
