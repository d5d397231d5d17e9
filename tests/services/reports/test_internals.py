"""Nothing internal is in a copy for the other side, whatever file it becomes."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.domain.reports.carry_over_document import carry_over_document
from app.domain.reports.document import texts
from app.services.reports.carry_over import carry_over
from app.services.reports.carry_over_form import carry_over_form
from app.services.reports.html import html
from app.services.reports.table_file import about, csv_bytes
from app.services.reports.word import docx
from tests.services.reports.internals import MARK, Internals
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)
HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"),
    max_size=12,
)


def files(report):
    """Every form of a report that leaves the program without a window, as text."""
    document = carry_over_document(report)
    with zipfile.ZipFile(io.BytesIO(docx(document))) as packed:
        word = "\n".join(
            packed.read(each).decode("utf-8", "replace")
            for each in packed.namelist()
            if each.endswith((".xml", ".rels"))
        )
    return {
        "texts": "\n".join(texts(document)),
        "html": unescape(html(document).decode()),
        "word": unescape(word),
        "csv": csv_bytes(document).decode(),
        "about": about(document, "report.csv").decode(),
        "json": json.dumps(carry_over_form(report), ensure_ascii=False),
    }


@pytest.mark.slow
@given(tail=HOSTILE, language=st.sampled_from(["en", "ru", "ur"]))
@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))  # a failure says itself
def test_no_internal_text_is_in_any_form_of_the_copy(tail, language):
    with tempfile.TemporaryDirectory() as name:
        register = seated(created(Path(name) / "r.servanda"))
        made = Internals(tail)
        asked = replace(made.fill(register), language=language)
        copied = carry_over(register.reader, asked, TODAY)
        assert len(copied.points) == 6  # five open ones and the ninth session itself
        assert copied.left_out == 2
        for form, written in files(copied).items():
            assert MARK not in written, form
            assert "Secret" not in written, form
        own = carry_over(register.reader, replace(asked, shared=False), TODAY)
        shown = files(own)["json"]
        found = [each for each in made.texts if json.dumps(each, ensure_ascii=False)[1:-1] in shown]
        assert len(found) > 20  # the marks are real: the desk's own copy holds them
        register.store.close()


@pytest.mark.slow
def test_what_was_agreed_openly_is_still_in_the_copy(register):
    made = Internals("")
    copied = carry_over(register.reader, made.fill(register), TODAY)
    written = files(copied)
    del written["about"]  # which holds no point
    assert [form for form, text in written.items() if "Openly agreed" not in text] == []
    restated = [each for each in copied.points if not each.made_here]
    assert [each.restated for each in restated] == ["Reaffirmed openly."] * 2
    assert [each.origin for each in restated] == [None, None]
