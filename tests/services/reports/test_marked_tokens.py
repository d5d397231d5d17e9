"""No report without marked points holds any word of one, whatever file it becomes."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from html import unescape

import pytest

from app.domain.reports.document import texts
from app.domain.reports.request import TAKES, ReportName, Request, Wish
from app.services.reports.catalogue import made
from app.services.reports.html import html
from app.services.reports.pack import gathered
from app.services.reports.pack_plan import PackAsked
from app.services.reports.table_file import about, csv_bytes
from app.services.reports.word import docx
from tests.services.reports.marked import MARK, Marked

TODAY = date(2026, 11, 22)
CASES = [
    *((name, "unmarked") for name in ReportName),
    (ReportName.CARRY_OVER, "shared"),
]


def forms(report):
    """Every form of a report that leaves the program without a window, as text."""
    document = report.document
    with zipfile.ZipFile(io.BytesIO(docx(document))) as packed:
        word = "\n".join(packed.read(each).decode("utf-8", "replace") for each in packed.namelist())
    return {
        "texts": "\n".join(texts(document)),
        "foot": document.foot,
        "html": unescape(html(document).decode()),
        "word": unescape(word),
        "csv": csv_bytes(document).decode(),
        "about": about(document, "report.csv").decode(),
        "json": json.dumps(report.form(), ensure_ascii=False),
        "name": report.file_name,
    }


def request(name, marked, **more):
    takes = TAKES[name]
    asked = {
        "meeting": marked.sessions[0] if Wish.UNTIL in takes else None,
        "until": marked.sessions[1] if Wish.UNTIL in takes else None,
        "since": "2025-01-01" if Wish.SINCE in takes else "",
        "quarter": "2026-Q2" if Wish.QUARTER in takes else "",
    }
    return Request(name=name, **asked, **more)


@pytest.fixture
def marked(register):
    return Marked().fill(register)


@pytest.mark.parametrize(("name", "how"), CASES, ids=str)
def test_no_token_of_a_marked_point_is_in_any_form(register, marked, name, how):
    report = made(register.reader, request(name, marked, **{how: True}), TODAY)
    found = {form for form, said in forms(report).items() if MARK.casefold() in said.casefold()}
    assert found == set()


@pytest.mark.parametrize("name", ReportName, ids=str)
def test_with_marked_points_the_tokens_are_there(register, marked, name):
    report = made(register.reader, request(name, marked), TODAY)
    assert MARK in "\n".join(texts(report.document))


def test_no_file_of_a_pack_without_marked_points_holds_one(register, marked):
    asked = PackAsked(reports=(*ReportName,), meeting=marked.sessions[1], unmarked=True)
    pack = gathered(register.reader, asked, TODAY)
    assert pack.files
    held = [name for name, data in pack.files.items() if MARK.encode() in data or MARK in name]
    assert held == []
