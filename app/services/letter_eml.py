"""A reminder letter as an e-mail draft: one plain text that a mail program opens to be sent."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP

from app.services.letter_text import LetterText, plain_lines

_LONGEST_LINE = 998
"""What a line of a mail may hold at most."""
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def eml(letter: LetterText) -> bytes:
    """Return the draft, without sender, date and recipient: those are the officer's to give.

    The same letter gives the same bytes.
    """
    whole = f"{letter.subject} ({letter.reference})"
    subject = " ".join(_STEERING.sub(" ", whole).split())
    # Only what has to be encoded is broken into lines: folding may leave the first one empty.
    policy = SMTP.clone(max_line_length=_LONGEST_LINE) if subject.isascii() else SMTP
    message = EmailMessage(policy=policy)
    message["Subject"] = subject
    message["X-Unsent"] = "1"  # opened as a draft that can be sent, not as mail received
    message.set_content(_STEERING.sub(" ", "\n".join(plain_lines(letter))), charset="utf-8")
    return message.as_bytes()
