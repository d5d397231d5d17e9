"""Names of agencies: parted, known again, asked about; none is added that nobody was asked of."""

from __future__ import annotations

import pytest

from app.domain.intake.agencies import split
from app.domain.intake.agency_names import Names
from app.domain.intake.asking import Told
from app.domain.intake.draft import drafted
from tests.domain.intake.test_draft import TODAY, grid

KNOWN = {
    "moip": "MoIP",
    "ministry of industries and production": "MoIP",
    "most": "MoST",
    "ministry of commerce": "Ministry of Commerce",
    "ministry of interior": "Ministry of Interior",
    "ministry of defence": "MoD",
    "navttc": "NAVTTC",
    "state bank of pakistan": "SBP",
}


def read(*texts, **answers):
    lines = "\n".join(f"Point {at}|{each}" for at, each in enumerate(texts))
    told = Told(today=TODAY, agencies=KNOWN, answers={f"Lead@{k}": v for k, v in answers.items()})
    return drafted(grid(f"Decision|Lead\n{lines}"), told)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("M/o Industries & Production", ("M/o Industries & Production",)),
        ("MoST (support), MoIP (lead)", ("MoIP", "MoST")),
        ("МИД, Минпром", ("МИД", "Минпром")),
        ("Минпром, ОАО «МТЗ»", ("Минпром", "ОАО «МТЗ»")),
        ("MoIP, in consultation with MoST", ("MoIP", "MoST")),
        ("1. MoIP 2. MoST", ("MoIP", "MoST")),
        (
            "Minstry of Interior, Ministry of Defence",
            ("Minstry of Interior", "Ministry of Defence"),
        ),
        ("MoIP / MoST", ("MoIP", "MoST")),
        ("Ministry of Health, Trade and Aid", ("Ministry of Health, Trade and Aid",)),
    ],
)
def test_a_cell_is_parted_where_each_part_is_an_agency_of_its_own(text, names) -> None:
    assert split(text, Names(KNOWN)).all == names


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("M/o Industries & Production", "MoIP"),
        ("N.A.V.T.T.C.", "NAVTTC"),
        ("Min. of Commerce", "Ministry of Commerce"),
        ("Ministry of Industry", ""),
    ],
)
def test_a_usual_abbreviation_is_the_same_name_and_no_more_is(name, label) -> None:
    assert Names(KNOWN).of(name) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Minstry of Interior", "Ministry of Interior"),
        ("Ministry of Industry", "MoIP"),
        ("MOC", "Ministry of Commerce"),
        ("State Bank", "SBP"),
    ],
)
def test_what_a_name_may_stand_for_is_proposed_and_asked(name, label) -> None:
    draft = read(name)
    [asked] = draft.questions
    assert asked.choices == (label, "new", "leave out")
    assert draft.rows[0].waits == (asked.key,)


def test_an_agency_that_nobody_knows_is_asked_about_once_and_then_told() -> None:
    draft = read("Board of Trade", "board of trade")
    [asked] = draft.questions
    assert (asked.key, asked.choices) == ("Lead@unknown", ("new", "leave out", "one by one"))
    assert all(each.waits for each in draft.rows)
    draft = read("Board of Trade", **{"Board of Trade": "new"})
    assert draft.rows[0].warnings == (
        "“Board of Trade” is not in the register yet and would be added.",
    )
    draft = read("Board of Trade", **{"Board of Trade": "leave out"})
    assert (draft.rows[0].fields.get("owner"), draft.rows[0].waits) == (None, ())


def test_agencies_that_are_like_none_are_added_by_one_answer_or_asked_of_one_by_one() -> None:
    names = ("Board of Trade", "Seed Council")
    added = read(*names, unknown="new")
    assert [each.fields["owner"] for each in added.rows] == list(names)
    assert all("would be added" in each.warnings[0] for each in added.rows)
    apart = read(*names, unknown="one by one")
    assert [each.key for each in apart.questions] == [f"Lead@{each}" for each in names]
    near = read("Minstry of Interior", unknown="new")
    assert near.rows[0].waits == ("Lead@Minstry of Interior",)


def test_a_name_is_parted_where_the_officer_says_so() -> None:
    text = "Seed Council, NAVTTC of Lahore"
    assert read(text).questions[0].choices == ("several", "new", "leave out")
    draft = read(text, **{text: "several"})
    asked = {each.key for each in draft.questions}
    assert asked == {"Lead@unknown"}


@pytest.mark.parametrize("text", ["Both sides", "Belarus", "All concerned", "دونوں فریق"])
def test_what_is_no_agency_can_never_be_added_as_one(text) -> None:
    [asked] = read(text).questions
    assert asked.choices == ("leave out",)


@pytest.mark.parametrize("text", ["TBD", "Nil", "?", "N/A", "уточняется"])
def test_what_names_nobody_is_left_out_and_told(text) -> None:
    draft = read(text)
    assert not draft.questions
    assert draft.rows[0].warnings == (f"“{text}” names no agency: left out.",)


@pytest.mark.parametrize("mark", ['"', '- " -', "-do-", "As above", "〃", "то же"])
def test_a_mark_that_repeats_takes_the_agency_above_and_tells_it(mark) -> None:
    draft = read("MoIP / MoST", mark)
    row = draft.rows[1]
    assert (row.fields["owner"], row.fields["supporting"]) == ("MoIP", "MoST")
    assert row.warnings == (f"“{mark}” was read as in the row above: “MoIP / MoST”.",)


@pytest.mark.parametrize("above", ["", "TBD", None])
def test_a_mark_that_repeats_nothing_is_asked_or_told(above) -> None:
    texts = ("-do-",) if above is None else (above, "-do-")
    draft = read(*texts)
    assert "owner" not in draft.rows[-1].fields or draft.rows[-1].waits
    assert draft.rows[-1].warnings or draft.rows[-1].waits


def test_a_dash_is_nobody() -> None:
    assert not read("-", "—").questions


@pytest.mark.parametrize("name", ["Belarus", "Government of Belarus", "Беларусь", "Both sides"])
def test_no_agency_is_proposed_for_a_country_or_for_all(name):
    told = Told(
        today=TODAY,
        pair="PK-BY",
        agencies={
            "belarusian state institute of metrology": "BelGISS",
            "ministry of agriculture of belarus": "Ministry of Agriculture of Belarus",
            "министерство обороны республики беларусь": "Минобороны",
        },
    )
    [asked] = drafted(grid(f"Decision|Counterpart\nTractors|{name}"), told).questions
    assert asked.choices == ("leave out",)
