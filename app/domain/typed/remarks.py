"""What is said beside a date, or instead of one: how sure it is, what is still to be agreed.

All of it works on texts from `words.tidy`.
"""

from __future__ import annotations

import re

from app.domain.timing import Sense
from app.domain.typed.words import EVENT, LENGTH, MONTH, duration

_LIKELY = (
    r"most likely|likely|probably|possibly|presumably|is expected|expected|tentative(?:ly)?"
    r"|provisional(?:ly)?|вероятно|скорее всего|предположительно|ожидается|предварительно|возможно"
)
_ABOUT = (
    r"on or about|about|around|approximately|approx\.?|circa|ca\.|roughly|or so|примерно"
    r"|приблизительно|ориентировочно|около"
)
_HEDGES = (
    ("?", re.compile(rf"\(?(?<!\w)(?:{_LIKELY})(?!\w)\)?(?: and(?= about))?|\(?\?\)?$")),
    ("~", re.compile(rf"\(?(?<!\w)(?:{_ABOUT})(?!\w)\)?|^~|~$|%$")),
    ("?", re.compile(r"%$")),
)
_THROUGH = r"(?: through diplomatic channels| по дипломатическим каналам)?"
TO_AGREE = re.compile(
    r"[\s,;:(-]*(?:"
    r"(?:(?:the |exact |precise |specific )*(?:dates?|days?|times?|months?|timing|deadline)"
    r"(?: is| are)? )?(?:still |yet )*"
    r"(?:(?:to be|not yet|not) (?:mutually )?(?:agreed|determined|decided|confirmed|settled|fixed"
    r"|set|finali[sz]ed|specified|announced)(?: upon| later| mutually| by both sides)?)"
    r"|\btbd\b|\btba\b|\btbc\b|(?:on|at) (?:a )?mutually (?:convenient|agreed|acceptable)"
    r" (?:dates?|times?|days?)"
    r"|(?:дат[аы]|срок[и]?|день|точн\w+ (?:дата|даты|срок|сроки))?\s*(?:пока |еще )?(?:не |будут |"
    r"будет |подлежит |подлежат )?(?:согласованию|согласован[аоы]?|уточняется|уточняются"
    r"|уточнению|определены?|определяется|уточнен[аоы]?)(?: сторон\w*| дополнительно| позднее)?"
    r"|по согласованию(?: сторон)?|во взаимо\w+ (?:сроки|даты|время)"
    rf"){_THROUGH}[\s)]*"
)
NOT_STATED = re.compile(r", (?:day|month|date) not (?:stated|known)$")
NOTHING = re.compile(
    r"no (?:dead ?line|(?:fixed )?date(?: stated| given| set)?)|not stated|none|n/?a|-+"
    r"|нет|без срока|срок не (?:указан|установлен|определен)|не указан[аоы]?"
)
CONTINUING = re.compile(
    r"continuous(?:ly)?|continuing|on-?going|permanent(?:ly)?|indefinite(?:ly)?|open[- ]ended"
    r"|on an? (?:continuous|continuing|permanent|on-?going|regular) basis|at all times"
    r"|постоянно|непрерывно|бессрочно|регулярно|на (?:постоянной|регулярной) основе"
)


def unwrapped(line: str) -> str:
    """Take brackets off that hold all of it."""
    inside = line[1:-1]
    return inside.strip() if line[:1] + line[-1:] == "()" and "(" not in inside else line


def without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    """Take the first match out of a text, and say whether there was one."""
    rest, count = pattern.subn(" ", text, count=1)
    return " ".join(rest.split()).strip(" ,;:"), bool(count)


def unhedged(text: str) -> tuple[str, str]:
    """Take out how sure the source was, as an EDTF qualifier."""
    marks = set()
    for mark, pattern in _HEDGES:
        before = text
        text, found = without(pattern, before)
        if found:
            marks.add(mark)
            if before.endswith("%"):
                marks.update("?~")
    return text, "%" if len(marks) > 1 else "".join(marks)


# --- another commitment instead of a date ------------------------------------------------------

_CUE = re.compile(
    r"\b(?:next|upcoming|coming|forthcoming|following|during|at|upon|after|before|by|on|of|from"
    r"|prior|until|\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|следующ\w+|предстоящ\w+|очередн\w+|ближайш\w+|в ходе|во время|в рамках|на|по итогам"
    r"|после|до|к|при|с момента|со дня|с даты|\d+-?(?:м|му|го|е|ое|й))\b"
)
_DATED = re.compile(rf"\d{{4}}|\d\.\d|(?<!\w){MONTH}")
_OFFSET = re.compile(
    rf"(?P<within>within |в течение |не позднее )?(?:in |через )?{LENGTH}\s+"
    rf"(?P<way>after|following|of|from|before|prior to|ahead of|после|до|со дня|с даты|с момента"
    rf"|с|от)\s+.+"
)
_DEADLINE = re.compile(
    r"(?:by|before|until|(?:no|not) later than|prior to|within|до|к|не позднее|в течение)\b.*"
)
_BACK = ("before", "prior to", "ahead of", "до")


def hanging(line: str) -> tuple[Sense, str] | None:
    """Read a text that names an event instead of a date; None where it names none.

    Returns the sense and how long from the event, as an ISO 8601 duration; empty where it takes
    place with it, or where it is open from which end it counts.
    """
    if not re.search(rf"\b{EVENT}\b", line) or not _CUE.search(line) or _DATED.search(line):
        return None
    offset, match = "", _OFFSET.fullmatch(line)
    if match is not None:
        back, within = match["way"] in _BACK, bool(match["within"])
        if not (back and within):
            offset = ("-" if back else "") + duration(match["count"], match["unit"])
    return (Sense.DEADLINE if _DEADLINE.fullmatch(line) else Sense.POINT), offset
