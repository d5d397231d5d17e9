"""Ministries and agencies, and sources, as lines: what they say, how they are sorted and framed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.directory import AliasKind, LeadFigures, OrganisationLine, Part
from app.domain.identity import OrganisationId
from app.domain.particulars import Organisation, SourceKind, Stance
from app.qt.models import directory_words
from app.qt.models.directory import (
    ORGANISATION_COLUMNS,
    ROW_COLUMNS,
    SOURCE_COLUMNS,
    by_country,
    ordered,
    sheet_lines,
)
from app.qt.models.directory_words import language_word, news_words
from app.qt.models.lines import LineTable, SpanKind, Spanning
from app.services.directory import organisation_lines, organisation_sheet, source_lines
from tests.conftest import TODAY

COLUMNS = {each.key: each for each in (*ORGANISATION_COLUMNS, *SOURCE_COLUMNS)}


def line(name="X", country="PK", **figures):
    heard = figures.pop("heard", None)
    return OrganisationLine(
        organisation=Organisation(id=OrganisationId(name), name=name, country=country),
        leads=figures.pop("leads", 0),
        figures=LeadFigures(heard=heard, **figures),
    )


@pytest.mark.parametrize(
    ("pending", "heard", "words"),
    [
        (0, date(2026, 10, 6), ""),
        (1, None, "no news yet"),
        (1, date(2026, 10, 6), "no news for 47 days"),
        (1, date(2026, 11, 21), "no news for 1 day"),
        (1, TODAY, "news today"),
        (1, date(2026, 12, 31), "news, day not stated"),
    ],
)
def test_news_is_told_no_surer_than_it_is(qapp, pending, heard, words):
    assert news_words(line(pending=pending, heard=heard), TODAY) == words


def tables(sample):
    reader = sample.reader
    lines = organisation_lines(reader, "", TODAY)
    mofa = next(each for each in lines if each.organisation.acronym == "MoFA")
    sheet = organisation_sheet(reader, mofa.id, "", TODAY, most=2)
    return {
        "organisations": (ORGANISATION_COLUMNS, by_country(lines, {"PK": "Pakistan"})),
        "sources": (SOURCE_COLUMNS, source_lines(reader, "")),
        "rows": (ROW_COLUMNS, sheet_lines(sheet)),
    }


@pytest.mark.parametrize("name", ["organisations", "sources", "rows"])
def test_every_table_is_a_sound_model_in_which_every_cell_speaks(qapp, sample, name):
    columns, lines = tables(sample)[name]
    model = LineTable(columns, lambda: TODAY, lambda each: each.id)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(lines)
    model.show(list(reversed(lines)))
    assert model.rowCount() == len(lines)
    for place, column in enumerate(columns):
        assert model.headerData(place, Qt.Orientation.Horizontal) == column.title
        for row in range(model.rowCount()):
            spoken = model.index(row, place).data(Qt.ItemDataRole.AccessibleTextRole)
            assert isinstance(spoken, str)
    first = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
        if not isinstance(model.lines[row], Spanning)
    ]
    assert all(each.endswith(".") for each in first)


def test_a_line_is_read_out_as_a_sentence(qapp, sample):
    lines = organisation_lines(sample.reader, "", TODAY)
    mocc = next(each for each in lines if each.organisation.acronym == "MoCC")
    assert COLUMNS["organisation"].speech(mocc, TODAY) == (
        "Ministry of Climate Change and Environmental Coordination. MoCC. ministry. PK. "
        "leads 4, supports 0, counterpart of 0. 1 overdue. no news for 590 days."
    )


def test_lines_stand_under_their_countries(qapp):
    lines = by_country([line("A"), line("B"), line("C", "BY"), line("D", "")], {"PK": "Pakistan"})
    headings = [(each.text, each.quiet) for each in lines if isinstance(each, Spanning)]
    assert headings == [("Pakistan", "2"), ("BY", "1"), ("Country not stated", "1")]
    assert [type(each) for each in lines[:3]] == [Spanning, OrganisationLine, OrganisationLine]


def names(lines):
    return "".join(each.organisation.name for each in lines)


def test_lines_are_sorted_by_number_the_greatest_first(qapp):
    lines = [line("A", leads=1), line("B", leads=3), line("C", leads=2), line("D", leads=3)]
    column = COLUMNS["leads"]
    assert names(ordered(lines, column, TODAY, turned=False)) == "BDCA"
    assert names(ordered(lines, column, TODAY, turned=True)) == "ACBD"


def test_the_longest_silence_comes_first_and_what_is_not_pending_last(qapp):
    lines = [
        line("A", pending=1, heard=date(2026, 11, 1)),
        line("B"),
        line("C", pending=1),
        line("D", pending=1, heard=date(2026, 1, 1)),
    ]
    assert names(ordered(lines, COLUMNS["news"], TODAY, turned=False)) == "CDAB"
    assert names(ordered(lines, COLUMNS["news"], TODAY, turned=True)) == "ADCB"


def test_what_cannot_be_sorted_by_stays_as_given(qapp):
    lines = [line("B"), line("A")]
    assert names(ordered(lines, COLUMNS["organisation"], TODAY, turned=False)) == "BA"


def test_a_sheet_offers_what_it_did_not_read(qapp, sample):
    lines = tables(sample)["rows"][1]
    spans = [each for each in lines if isinstance(each, Spanning)]
    assert [(each.kind, each.key) for each in spans] == [
        (SpanKind.HEADING, Part.LEADS.value),
        (SpanKind.MORE, Part.LEADS.value),
        (SpanKind.HEADING, Part.SUPPORTS.value),
    ]
    assert spans[1].text == "Show 4 more"


@pytest.mark.parametrize(
    ("code", "word"), [("ru", "Russian"), ("ur-Latn", "Urdu"), ("", ""), ("zzz", "zzz")]
)
def test_a_language_is_named_where_it_is_known(qapp, code, word):
    assert language_word(code) == word


def test_every_key_has_its_words(qapp):
    for part in Part:
        assert directory_words.part_word(part)
    for kind in SourceKind:
        assert directory_words.source_kind_word(kind)
    for stance in Stance:
        assert directory_words.stance_word(stance)
    assert len({directory_words.stance_icon(each) for each in Stance}) == len(Stance)
    assert len({directory_words.alias_word(each) for each in AliasKind}) == len(AliasKind)
    assert directory_words.alias_word("nickname") == "nickname"
