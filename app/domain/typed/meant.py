"""What a date may mean to a commitment, and how each meaning is made of a stretch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.edtf import EdtfError, Form, parse
from app.domain.timing import Sense
from app.domain.typed.stretch import Asks, Found, Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One thing a text may mean: a value, its sense, and the stretch it was made of.

    `shorthand` says that the text is the desk's own, and not the words of any source.
    """

    edtf: str
    sense: Sense
    stretch: Stretch
    approximate: bool = False
    shorthand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """All that a text may mean, and why to ask where that is more than one thing."""

    meant: tuple[Meant, ...]
    asks: Asks | None = None


Maker = Callable[[Stretch], Meant]
"""Makes of a stretch one thing that may be meant."""


def point(stretch: Stretch) -> Meant:
    """One day inside; days named by their two ends are a stay, which lasts."""
    if stretch.ranged and parse(stretch.first).form is Form.DAY and not stretch.counted:
        return span(stretch)
    value = stretch.first if stretch.single else f"[{stretch.first}..{stretch.last}]"
    return Meant(edtf=value, sense=Sense.POINT, stretch=stretch)


def span(stretch: Stretch) -> Meant:
    """All of it."""
    value = stretch.first if stretch.single else f"{stretch.first}/{stretch.last}"
    return Meant(edtf=value, sense=Sense.SPAN, stretch=stretch)


def by_end(stretch: Stretch) -> Meant:
    """A last day: its end."""
    return until(stretch, stretch.latest)


def before(stretch: Stretch) -> Meant:
    """A last day: the one before it begins. Raises `EdtfError` at the end of time."""
    return until(stretch, beside(stretch.earliest, -1))


def until(stretch: Stretch, day: date) -> Meant:
    """No later than a day."""
    return Meant(edtf=f"[..{day.isoformat()}]", sense=Sense.DEADLINE, stretch=stretch)


def not_before(stretch: Stretch) -> Meant:
    """One day, no earlier than it begins."""
    return Meant(edtf=f"{stretch.first}/..", sense=Sense.POINT, stretch=stretch)


def after(stretch: Stretch) -> Meant:
    """One day, after it has ended. Raises `EdtfError` at the end of time."""
    day = beside(stretch.latest, 1)
    return Meant(edtf=f"{day.isoformat()}/..", sense=Sense.POINT, stretch=stretch)


def onwards(stretch: Stretch) -> Meant:
    """Lasting from its beginning, no end stated."""
    return replace(not_before(stretch), sense=Sense.SPAN)


def lasting_to_end(stretch: Stretch) -> Meant:
    """Lasting until its end, no beginning stated."""
    return Meant(edtf=f"../{stretch.latest.isoformat()}", sense=Sense.SPAN, stretch=stretch)


def within(stretch: Stretch) -> Meant:
    """A last day, counted from a first."""
    value = f"[{stretch.first}..{stretch.last}]"
    return Meant(edtf=value, sense=Sense.DEADLINE, stretch=stretch)


def beside(day: date, step: int) -> date:
    """Return a day so many days on. Raises `EdtfError` outside the years 0001 to 9999."""
    try:
        return day + timedelta(days=step)
    except OverflowError:
        raise EdtfError("That lies outside the years 0001 to 9999.") from None


def made(found: Found | None, *makers: Maker, asks: Asks | None = None) -> Framed | None:
    """Make of every stretch all that the frame may mean."""
    if found is None:
        return None
    meant = tuple(make(each) for each in found.stretches for make in makers)
    return Framed(meant=meant, asks=found.asks or (asks if len(makers) > 1 else None))


def whole(found: Found | None) -> Found | None:
    """Refuse a vague part where its whole would say something else."""
    return None if found and any(each.part for each in found.stretches) else found


def its_end(stretch: Stretch) -> Meant:
    """The day at the end of a length of time."""
    return Meant(edtf=stretch.last, sense=Sense.POINT, stretch=stretch)


def about_its_end(stretch: Stretch) -> Meant:
    """“In two weeks” is no more exact than it sounds."""
    return replace(its_end(stretch), approximate=True)


def shorthand(stretch: Stretch) -> Meant:
    """One day, told in the desk's own shorthand."""
    return replace(point(stretch), shorthand=True)
