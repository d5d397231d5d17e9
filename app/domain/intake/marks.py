"""Words by which a row or a column shows what it is not: totals, remarks, amounts, leads."""

from __future__ import annotations

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

LEAD_MARKS = names_of("lead|lead agency|lead ministry|головной|головной исполнитель|ведущий|سربراہ")
"""What stands in brackets behind the agency that leads."""
