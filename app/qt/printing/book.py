"""A briefing pack in one file: a page of contents, then the reports, numbered throughout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.errors import CancelledError
from app.domain.reports.contents import Contents, contents_document
from app.domain.reports.look import Paper
from app.qt.printing.pages import Pages
from app.qt.printing.pdf import bound, pdf
from app.services.reports.pack import Pack, Printed

_TRIES = 3
"""The contents may need another page for their own numbers, which moves all that follow."""


def book(
    pack: Pack,
    paper: Paper = Paper.A4,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """Return the reports of a pack as the bytes of one PDF, behind a page that lists them.

    Raises `CancelledError` as soon as `cancelled` says so.
    """

    def check(_done: int, _whole: int) -> None:
        if cancelled():
            raise CancelledError("The pack was cancelled. Nothing was written.")

    def go_on(done: int, whole: int) -> None:
        check(done, whole)
        if progress is not None:
            progress(done, whole)

    reports = [Pages(each.document, paper, check) for each in pack.reports]
    first = _contents(pack.contents, reports, paper)
    parts, before = [first, *reports], 0
    whole = sum(len(each) for each in parts)
    for each in parts:
        each.number(before, whole)
        before += len(each)
    return bound(parts, go_on)


def _contents(contents: Contents, reports: list[Pages], paper: Paper) -> Pages:
    """Return the page of contents, with the number on which each report begins."""
    first = Pages(contents_document(_numbered(contents, reports, 1)), paper)
    for _ in range(_TRIES):
        length = len(first)
        first = Pages(contents_document(_numbered(contents, reports, length)), paper)
        if len(first) == length:
            break
    return first


def _numbered(contents: Contents, reports: list[Pages], before: int) -> Contents:
    parts = []
    for part, pages in zip(contents.parts, reports, strict=True):
        parts.append(replace(part, page=before + 1))
        before += len(pages)
    return replace(contents, parts=tuple(parts), files=())


def printed(paper: Paper) -> Printed:
    """Return what writes each report of a pack as a PDF of its own."""
    return lambda document: pdf(Pages(document, paper))
