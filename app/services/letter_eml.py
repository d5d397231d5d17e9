"""A reminder letter as an e-mail draft: one plain text that a mail program opens to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from app.domain.focal_points import FocalPoint, Recipients
from app.domain.mail_addresses import seen
from app.services.letter_text import LetterText, plain_lines

_LONGEST_LINE = 998
"""What a line of a mail may hold at most."""
_LONGEST_ENCODED = 75
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def eml(letter: LetterText, recipients: Recipients) -> bytes:
    """Return the draft, without sender and date: those are the officer's to give.

    Without recipients it has no “To”. The same letter to the same people gives the same bytes.
    """
    whole = f"{letter.subject} ({letter.reference})"
    subject = " ".join(_STEERING.sub(" ", whole).split())
    # Only what has to be encoded is broken into lines: folding may leave the first one empty.
    policy = SMTP.clone(max_line_length=_LONGEST_LINE) if subject.isascii() else SMTP
    message = EmailMessage(policy=policy)
    message["Subject"] = subject
    message["X-Unsent"] = "1"  # opened as a draft that can be sent, not as mail received
    message.set_content(_STEERING.sub(" ", "\n".join(plain_lines(letter))), charset="utf-8")
    heads = (_head("To", recipients.to), _head("Cc", recipients.copies))
    return "".join(heads).encode("ascii") + message.as_bytes()


def _head(name: str, points: Iterable[FocalPoint]) -> str:
    """Return a line of the head that names these, each on a line of its own.

    It is written out here: the standard library takes the quotes off a long name that is not
    ASCII, and what stands between its commas would then count as addresses.
    """
    told = ",\r\n ".join(f"{_shown(each.name)} <{each.address}>" for each in points)
    return f"{name}: {told}\r\n" if told else ""


def _shown(name: str) -> str:
    """Return a name as it stands before an address: quoted, or encoded as a whole."""
    plain = " ".join(seen(name).split())
    if plain.isascii() and "=?" not in plain:  # many readers decode that between quotes too
        return '"' + re.sub(r'(["\\])', r"\\\1", plain) + '"'
    return Header(plain, "utf-8").encode(maxlinelen=_LONGEST_ENCODED, linesep="\r\n")
