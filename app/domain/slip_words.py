"""How far something came, or is now due, behind the first promise: the sure part first."""

from __future__ import annotations

from app.domain.date_words import Translate, plain
from app.domain.timeliness import Slip


def slip_sentence(delay: Slip | None, *, done: bool, tr: Translate = plain) -> str:
    """Return “At least 42 days late, up to 69.”, or for what is still due, by how much later.

    `delay` is counted from the first promise; None where not even the least can be told.
    A delay of at least nothing tells no more.
    """
    if delay is None or (delay.sure == 0 and delay.most is None):
        return tr("How far it lies behind the first date cannot be told.")
    if delay.most == 0:
        return tr("No later than first promised.") if done else tr("Due no later than promised.")
    if delay.sure == delay.most:
        return _exactly(delay.sure, tr, done=done)
    if delay.most is None:
        template = (
            tr("At least {sure} days late.")
            if done
            else tr("Now due at least {sure} days later than first promised.")
        )
    elif delay.sure == 0:
        template = (
            tr("Up to {most} days late, or not at all.")
            if done
            else tr("Now due up to {most} days later than first promised, or no later.")
        )
    else:
        template = (
            tr("At least {sure} days late, up to {most}.")
            if done
            else tr("Now due at least {sure} days later than first promised, up to {most}.")
        )
    return template.format(sure=delay.sure, most=delay.most)


def _exactly(days: int, tr: Translate, *, done: bool) -> str:
    if days == 1:
        return tr("1 day late.") if done else tr("Now due 1 day later than first promised.")
    template = (
        tr("{days} days late.") if done else tr("Now due {days} days later than first promised.")
    )
    return template.format(days=days)
