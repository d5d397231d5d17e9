"""What the sections on ministries and agencies and on sources show."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.directory import LeadFigures, OrganisationLine, Part, country, folded, language
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import OrganisationId, SourceId, new_id
from app.domain.particulars import Organisation, Source
from app.services.directory import (
    matching,
    matching_sources,
    organisation_lines,
    organisation_sheet,
    source_lines,
    source_sheet,
)
from tests.conftest import TODAY


def named(lines):
    return [each.organisation.label for each in lines]


def body(register, name, country="", **more):
    made = Organisation(id=OrganisationId(new_id()), name=name, country=country, **more)
    register.add_organisation(made)
    return made.id


def test_organisations_come_by_country_our_own_side_first(sample):
    body(sample, "Aardvark Fund")
    lines = organisation_lines(sample.reader, "PK-BY", TODAY)
    countries = [each.organisation.country for each in lines]
    assert countries == sorted(countries, key=["PK", "BY", ""].index)
    for code in ("PK", "BY"):
        names = [each.organisation.name for each in lines if each.organisation.country == code]
        assert names == sorted(names, key=str.casefold)


def test_of_one_pair_only_those_of_its_sides_or_with_a_part_are_shown(sample):
    sample.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    astana = body(sample, "Ministry in Astana", "KZ")
    body(sample, "Unstated")
    assert "Ministry in Astana" in named(organisation_lines(sample.reader, "", TODAY))
    assert "Ministry in Astana" not in named(organisation_lines(sample.reader, "PK-BY", TODAY))
    kazakh = organisation_lines(sample.reader, "PK-KZ", TODAY)
    assert {"Ministry in Astana", "Unstated", "MoFA"} <= set(named(kazakh))
    assert not any(each.commitments for each in kazakh)
    sample.amend(sample.reader.find("JMC-8/05"), counterpart=astana)
    assert "Ministry in Astana" in named(organisation_lines(sample.reader, "PK-BY", TODAY))


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("mofa", None, ["MoFA"]),
        ("office foreign", "PK", ["MoFA"]),
        ("foreign", "BY", ["Ministry of Foreign Affairs of the Republic of Belarus"]),
        ("customs federal", None, ["FBR"]),
        ("submarine", None, []),
    ],
)
def test_an_organisation_is_found_by_any_of_its_names(sample, text, code, found):
    lines = organisation_lines(sample.reader, "", TODAY)
    assert named(matching(lines, text, code)) == found


def test_all_are_found_by_nothing(sample):
    lines = organisation_lines(sample.reader, "", TODAY)
    assert matching(lines, "  ") == lines
    assert {each.organisation.country for each in matching(lines, "", "BY")} == {"BY"}
    assert matching(lines, "", "") == ()


def test_a_sheet_holds_all_about_an_organisation(sample):
    drap = sample.reader.organisations_named("DRAP")[0]
    sheet = organisation_sheet(sample.reader, drap.id, "PK-BY", TODAY)
    assert sheet.organisation == drap
    assert sheet.parent is not None
    assert sheet.parent.label == "NHSRC"
    assert sheet.namesakes == ()
    for part in Part:
        assert len(sheet.rows(part)) == sheet.count(part)
    lines = organisation_lines(sample.reader, "PK-BY", TODAY)
    assert sheet.line == next(each for each in lines if each.id == drap.id)
    parent = organisation_sheet(sample.reader, sheet.parent.id, "", TODAY)
    assert drap in parent.parts


def test_a_sheet_reads_no_more_rows_than_wanted_but_counts_them_all(sample):
    mofa = sample.reader.organisations_named("MoFA")[0]
    whole = organisation_sheet(sample.reader, mofa.id, "", TODAY)
    short = organisation_sheet(sample.reader, mofa.id, "", TODAY, most=2)
    assert short.rows(Part.LEADS) == whole.rows(Part.LEADS)[:2]
    assert short.count(Part.LEADS) == whole.count(Part.LEADS) > 2


def test_namesakes_are_those_that_a_list_cannot_tell_apart(sample):
    mofa = sample.reader.organisations_named("MoFA")[0]
    other = body(sample, "Another one", "PK", acronym="MOFA")
    sheet = organisation_sheet(sample.reader, mofa.id, "", TODAY)
    assert [each.id for each in sheet.namesakes] == [other]


def test_nothing_is_shown_of_what_is_not_there(sample):
    with pytest.raises(NotFoundError):
        organisation_sheet(sample.reader, OrganisationId(new_id()), "", TODAY)
    with pytest.raises(NotFoundError):
        source_sheet(sample.reader, SourceId(new_id()), "")


@pytest.mark.parametrize(
    ("pending", "heard", "days"),
    [
        (1, date(2026, 10, 6), 47),
        (1, TODAY, 0),
        (1, date(2026, 12, 31), -39),
        (1, None, None),
        (0, date(2026, 10, 6), None),
    ],
)
def test_silence_is_counted_over_what_is_pending(pending, heard, days):
    line = OrganisationLine(
        organisation=Organisation(id=OrganisationId("x"), name="X"),
        figures=LeadFigures(pending=pending, heard=heard),
    )
    assert line.silence(TODAY) == days


def test_sources_come_the_newest_first_and_all_that_nothing_rests_on(sample):
    sample.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    unused = Source(id=SourceId(new_id()), title="Unused", published="2026")
    sample.add_source(unused)
    lines = source_lines(sample.reader, "PK-BY")
    assert len(lines) == 6
    assert lines[0].source == unused
    assert sum(each.figures.passages for each in lines) == 109
    assert source_lines(sample.reader, "") == lines
    assert [each.source for each in source_lines(sample.reader, "PK-KZ")] == [unused]


def test_a_source_is_found_by_title_and_publisher(sample):
    lines = source_lines(sample.reader, "")
    assert [each.source.publisher for each in matching_sources(lines, "DAWN islamabad")] == ["Dawn"]
    assert matching_sources(lines, "") == lines
    assert matching_sources(lines, "submarine") == ()


def test_a_sheet_of_a_source_holds_what_rests_on_it(sample):
    line = source_lines(sample.reader, "PK-BY")[0]
    sheet = source_sheet(sample.reader, line.id, "PK-BY", most=1000)
    assert sheet.line == line
    assert sheet.source == line.source
    assert len(sheet.passages) == line.figures.passages
    assert len(source_sheet(sample.reader, line.id, "PK-BY", most=1).passages) == 1


@pytest.mark.parametrize(("given", "kept"), [(" pk ", "PK"), ("", ""), ("BLR", "BLR")])
def test_a_country_is_a_code(given, kept):
    assert country(given) == kept


@pytest.mark.parametrize("given", ["Pakistan", "P", "P1", "ПК"])
def test_a_country_that_is_no_code_is_refused(given):
    with pytest.raises(InvalidValueError):
        country(given)


@pytest.mark.parametrize(("given", "kept"), [(" RU ", "ru"), ("", ""), ("UR-Latn", "ur-Latn")])
def test_a_language_is_a_code(given, kept):
    assert language(given) == kept


def test_names_are_compared_as_the_register_does():
    assert folded("MoFA") == folded("mofa")
    assert folded("МИД") != folded("мид")
