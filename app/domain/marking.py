"""Markings of secrecy: which words are one, and which only say that there is none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_AROUND = " .:;,()[]«»“”\"'*_–—-"

_NONE = frozenset(
    (
        "unclassified", "not classified", "non classified", "declassified", "public", "open",
        "not marked", "unmarked", "no marking", "no classification", "none", "nil", "n/a", "na",
        "несекретно", "не секретно", "несекретный", "открыто", "открытый", "открытая",
        "для открытого пользования", "общедоступно", "без грифа", "рассекречено", "нет",
        "غیر خفیہ", "عام", "کوئی نہیں",
    )
)  # fmt: skip
_HEADING = re.compile(
    r"(?:(?:security\s+)?(?:classification|marking)|гриф(?:\s+секретности)?|درجہ\s+بندی)?\s*:?\s*"
    r"(?P<mark>"
    r"(?:(?:top|most)\s+secret|secret|confidential|restricted|in\s+confidence|classified|"
    r"(?:for\s+)?(?:official|internal|government)\s+use(?:\s+only)?|limited\s+distribution|"
    r"not\s+for\s+(?:publication|distribution|release)|"
    r"(?:совершенно\s+|строго\s+)?секретно|(?:строго\s+)?конфиденциально|"
    r"для\s+служебного\s+пользования|д\.?\s*с\.?\s*п\.?|не\s+(?:для\s+печати|подлежит\s+оглашению)|"
    r"(?:انتہائی\s+)?خفیہ|صیغہ\s*(?:ٔ\s*)?راز|محدود)"
    r")(?:\s*[/,;(–—-].{0,40})?",
    re.IGNORECASE,
)
"""A marking alone, or with what may stand behind one: “SECRET / IMMEDIATE”."""


def marking(text: str) -> str:
    """Return a marking tidied; nothing for words that say that there is none: “Unclassified”."""
    tidy = " ".join(text.split())
    said = unicodedata.normalize("NFKC", tidy).casefold().strip(_AROUND)
    return "" if not said or said in _NONE else tidy


@lru_cache(maxsize=1 << 10)  # a section is named by every row of it
def marking_heading(text: str) -> str:
    """Return the marking that a line above or below a table is, nothing where it is none."""
    line = " ".join(text.split()).strip(_AROUND)
    found = _HEADING.fullmatch(line)
    return found["mark"].strip() if found else ""
