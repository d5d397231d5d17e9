"""E-mail addresses: what can stand in the head of a mail and steer nothing there.

Whether anybody reads at an address is not known here, and nothing is ever sent.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_ADDRESS = 254
"""How many characters mail servers take as an address."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Format characters that Urdu is written with."""


def seen(text: str) -> str:
    """Return a text with blanks for what cannot be seen: control and format characters."""
    return "".join(
        " " if unicodedata.category(each) in _UNSEEN and each not in _JOINERS else each
        for each in text
    )


def in_ascii(address: str) -> str:
    """Return an address as the head of a mail takes it, empty for what is none.

    One @, Latin letters, digits and signs before it, a domain after it without blanks or anything
    unseen; a domain in another script, such as one under “.бел”, is given in its coded form.
    """
    local, at, domain = address.partition("@")
    if not at or not _LOCAL.fullmatch(local) or seen(domain) != domain:
        return ""
    try:
        plain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    whole = f"{local}@{plain}"
    sound = all(_LABEL.fullmatch(each) for each in plain.split("."))
    return whole if sound and len(whole) <= LONGEST_ADDRESS else ""
