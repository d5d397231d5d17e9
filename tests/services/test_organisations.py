"""Ministries and agencies: entering, naming, merging, putting away, and each refusal of it."""

from __future__ import annotations

import pytest

from app.domain.directory import AliasKind
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import OrganisationId, SourceId, new_id
from app.domain.particulars import Organisation, Source, SourceKind
from app.domain.query import Query
from app.services.directory import merge_plan
from tests.store.desks import TODAY, Refusal, commitment, contents, created, seated

NOBODY = OrganisationId("f" * 20)


@pytest.fixture
def register(tmp_path):
    """An empty register about Pakistan and Belarus."""
    opened = seated(created(tmp_path / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    assert opened.store.check() == []
    opened.store.close()


@pytest.fixture
def refused(register):
    return lambda kind=InvalidValueError: Refusal(register, kind)


@pytest.fixture
def entered(register):
    """Enter an organisation and give its identity."""

    def enter(name, acronym="", country="PK", *aliases, **more):
        body = Organisation(
            id=OrganisationId(new_id()), name=name, acronym=acronym, country=country, **more
        )
        register.together("Body", lambda acts: acts.add_organisation(body, aliases))
        return body.id

    return enter


@pytest.fixture
def promised(register):
    """Enter a commitment and give its identity."""

    def promise(ref, supporting=(), **values):
        register.propose(commitment(ref, owed_by="PK", **values), supporting=supporting)
        return register.reader.find(ref)

    return promise


def found(register, text):
    """The titles of what a search finds."""
    return register.reader.count(Query(text=text), TODAY)


def aliases(register, identity):
    return {each.name: each.kind for each in register.reader.aliases(identity)}


# --- facts ---------------------------------------------------------------------------------------


def test_facts_are_put_right_and_kept_tidy(register, entered):
    above, below = entered("Ministry"), entered("Baord")
    register.amend_organisation(
        below, name="  Board   of Trade ", acronym=" BoT ", country="by", kind="board", parent=above
    )
    assert register.reader.organisation(below) == Organisation(
        id=below, name="Board of Trade", acronym="BoT", country="BY", kind="board", parent=above
    )
    register.amend_organisation(below, parent="")
    assert register.reader.organisation(below).parent is None
    register.undo()
    assert register.reader.organisation(below).parent == above


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "organisation"),
        ({"name": "x" * 301}, "organisation"),
        ({"country": "Pakistan"}, "country"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_a_fact_that_is_none_is_refused(refused, register, entered, values, field):
    body = entered("Ministry")
    with refused() as refusal:
        register.amend_organisation(body, **values)
    assert refusal.field == field


def test_a_new_organisation_is_held_to_the_same(refused, register):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry", country="Pakistan")
    with refused() as refusal:
        register.add_organisation(body)
    assert refusal.field == "country"


def test_nothing_is_part_of_itself_however_indirectly(refused, register, entered):
    top = entered("Top")
    middle = entered("Middle", parent=top)
    below = entered("Below", parent=middle)
    for parent in (top, below):
        with refused() as refusal:
            register.amend_organisation(top, parent=parent)
        assert refusal.field == "parent"


def test_what_is_gone_can_be_neither_changed_nor_stood_under(refused, register, entered):
    body, other = entered("Ministry"), entered("Board")
    register.discard_organisation(other)
    for act in (
        lambda: register.amend_organisation(other, name="Again"),
        lambda: register.amend_organisation(body, parent=other),
        lambda: register.amend_organisation(body, parent=NOBODY),
        lambda: register.merge_organisations(body, other),
        lambda: register.merge_organisations(other, body),
        lambda: register.discard_organisation(other),
        lambda: register.add_alias(other, "Again"),
    ):
        with refused(NotFoundError):
            act()


# --- names ---------------------------------------------------------------------------------------


def test_a_further_name_has_a_language_and_a_kind(register, entered):
    body = entered("Ministry of Industry")
    register.add_alias(body, " Министерство   промышленности ", "RU", "spelling")
    (alias,) = register.reader.aliases(body)
    assert (alias.name, alias.language, alias.kind) == (
        "Министерство промышленности",
        "ru",
        "spelling",
    )
    register.amend_alias(alias.id, name="Минпром", language="be-Latn", kind="Alias")
    (alias,) = register.reader.aliases(body)
    assert (alias.name, alias.language, alias.kind) == ("Минпром", "be-Latn", "alias")
    register.withdraw_alias(alias.id)
    assert register.reader.aliases(body) == []
    register.undo()
    assert register.reader.organisations_named("Минпром")[0].id == body


@pytest.mark.parametrize("name", ["mofa", "MINISTRY of foreign affairs", "Foreign office", " "])
def test_a_name_it_has_already_or_that_is_none_is_refused(refused, register, entered, name):
    body = entered("Ministry of Foreign Affairs", "MoFA", "PK", "Foreign Office")
    with refused() as refusal:
        register.add_alias(body, name)
    assert refusal.field == "alias"


def test_a_further_name_may_change_its_case_but_not_become_another(refused, register, entered):
    body = entered("Ministry", "", "PK", "minprom", "MoI")
    alias = register.reader.aliases(body)[0].id
    register.amend_alias(alias, name="Minprom")
    with refused():
        register.amend_alias(alias, name="moi")
    with refused() as refusal:
        register.amend_alias(alias, language="in Russian")
    assert refusal.field == "language"
    with refused() as refusal:
        register.amend_alias(alias, kind="nickname")
    assert refusal.field == "kind"
    with refused() as refusal:
        register.amend_alias(alias, organisation=body)
    assert refusal.field == "organisation"


def test_what_it_was_called_stays_as_a_former_name(register, entered, promised):
    body = entered("Ministry of Industries", "MoI")
    plant = promised("R/1", owner=body)
    change = register.rename_organisation(body, "Ministry of Industries and Production", "MoIP")
    assert aliases(register, body) == {
        "Ministry of Industries": AliasKind.FORMER,
        "MoI": AliasKind.FORMER,
    }
    assert register.reader.row(plant).owner == "MoIP"
    assert change.commitments == {plant}
    assert (found(register, "MoIP"), found(register, "MoI")) == (1, 1)
    register.undo()
    assert aliases(register, body) == {}
    assert register.reader.row(plant).owner == "MoI"
    assert found(register, "MoIP") == 0


def test_a_slip_of_the_pen_leaves_no_former_name(register, entered):
    body = entered("Minstry", "M")
    register.rename_organisation(body, "Ministry", "M", keep_former=False)
    assert aliases(register, body) == {}


def test_a_name_that_comes_back_is_no_further_name_any_longer(register, entered):
    body = entered("Ministry A")
    register.rename_organisation(body, "Ministry B", "")
    register.rename_organisation(body, "Ministry A", "")
    assert aliases(register, body) == {"Ministry B": AliasKind.FORMER}


def test_a_renaming_that_changes_nothing_leaves_no_change(register, entered):
    body = entered("Ministry", "M")
    assert register.rename_organisation(body, "Ministry", "M").n == 0


# --- merging -------------------------------------------------------------------------------------


@pytest.fixture
def pair(register, entered, promised):
    """A duplicate that is referred to in every way there is, and what it is a duplicate of."""
    into = entered("Ministry of Foreign Affairs", "MoFA", "PK", "Foreign Office")
    duplicate = entered("Min. of Foreign Affairs", "MOFA", "", "foreign office", "FO")
    entered("Protocol Division", parent=duplicate)
    led = promised("R/1", owner=duplicate)
    promised("R/2", counterpart=duplicate)
    promised("R/3", owner=into, supporting=[duplicate])
    promised("R/4", supporting=[duplicate, into])
    promised("R/5", supporting=[duplicate])
    promised("R/6", owner=duplicate, supporting=[into])
    binned = promised("R/7", owner=duplicate)
    register.discard([binned])
    register.note(led, "They wrote.", reporter=duplicate)
    return duplicate, into


def supporters(register, ref):
    dossier = register.reader.dossier(register.reader.find(ref))
    return [each.id for each in dossier.supporting]


def test_everything_that_referred_to_a_duplicate_refers_to_the_other(register, pair):
    duplicate, into = pair
    change = register.merge_organisations(duplicate, into)
    reader = register.reader
    assert reader.referring("organisation", duplicate) == []
    assert reader.commitment(reader.find("R/1")).owner == into
    assert reader.commitment(reader.find("R/2")).counterpart == into
    assert reader.commitment(reader.find("R/7")).owner == into
    assert reader.dossier(reader.find("R/1")).notes[0].reporter == into
    assert [each.name for each in reader.parts_of(into)] == ["Protocol Division"]
    assert [each.name for each in reader.organisations()] == [
        "Ministry of Foreign Affairs",
        "Protocol Division",
    ]
    assert reader.row(reader.find("R/1")).owner == "MoFA"
    assert change.label == "Merge two organisations"
    assert change.n


def test_support_that_would_double_is_withdrawn(register, pair):
    duplicate, into = pair
    register.merge_organisations(duplicate, into)
    assert {ref: supporters(register, ref) for ref in ("R/3", "R/4", "R/5", "R/6")} == {
        "R/3": [],  # it leads that one
        "R/4": [into],
        "R/5": [into],
        "R/6": [],
    }


def test_the_names_of_a_duplicate_become_other_spellings(register, pair):
    duplicate, into = pair
    register.merge_organisations(duplicate, into)
    assert aliases(register, into) == {
        "Foreign Office": "alias",
        "FO": "alias",
        "Min. of Foreign Affairs": "spelling",
    }
    assert [each.id for each in register.reader.organisations_named("mofa")] == [into]
    assert (found(register, "MoFA"), found(register, "Min.")) == (3, 0)


def test_one_undo_takes_a_merge_back(register, pair):
    before = contents(register, rid=True)
    register.merge_organisations(*pair)
    after = contents(register, rid=True, undone=False)
    register.undo()
    undone = contents(register, rid=True, undone=False)
    assert undone == before
    register.redo()
    assert contents(register, rid=True, undone=False) == after


def test_what_the_other_does_not_say_is_taken_from_the_duplicate(register, entered):
    above = entered("Cabinet")
    into, duplicate = entered("Board", country=""), entered("The Board", kind="board", parent=above)
    register.merge_organisations(duplicate, into)
    kept = register.reader.organisation(into)
    assert (kept.country, kept.kind, kept.parent) == ("PK", "board", above)


def test_what_the_other_says_stands(register, entered):
    into, duplicate = entered("Board", kind="board"), entered("The Board", country="", kind="panel")
    register.merge_organisations(duplicate, into)
    kept = register.reader.organisation(into)
    assert (kept.country, kept.kind, kept.parent) == ("PK", "board", None)


def test_a_part_may_be_merged_into_what_it_is_part_of_but_not_the_other_way(
    refused, register, entered
):
    top = entered("Ministry")
    middle = entered("Wing", parent=top)
    below = entered("Section", parent=middle)
    for part in (middle, below):
        with refused() as refusal:
            register.merge_organisations(top, part)
        assert refusal.field == "into"
    register.merge_organisations(middle, top)
    assert register.reader.organisation(below).parent == top
    register.merge_organisations(below, top)
    assert [each.id for each in register.reader.organisations()] == [top]


def test_the_other_is_never_put_under_its_own_part(register, entered):
    into = entered("Ministry")
    part = entered("Wing", parent=into)
    duplicate = entered("The Ministry", parent=part)
    register.merge_organisations(duplicate, into)
    assert register.reader.organisation(into).parent is None


def test_a_merge_that_makes_no_sense_is_refused(refused, register, entered):
    ours, theirs = entered("Ministry of Energy"), entered("Ministry of Energy", "", "BY")
    with refused() as refusal:
        register.merge_organisations(ours, theirs)
    assert "PK" in str(refusal)
    assert "BY" in str(refusal)
    with refused() as refusal:
        register.merge_organisations(ours, ours)
    assert refusal.field == "into"


def test_merges_one_after_the_other_are_taken_back_one_by_one(register, pair, entered):
    duplicate, into = pair
    before = contents(register, rid=True)
    register.merge_organisations(duplicate, into)
    between = contents(register, rid=True, undone=False)
    third = entered("Foreign Affairs")
    register.merge_organisations(into, third)
    assert register.reader.commitment(register.reader.find("R/1")).owner == third
    register.undo()
    register.undo()
    assert contents(register, rid=True, undone=False) == between
    register.undo()
    assert contents(register, rid=True, undone=False) == before


def test_the_plan_says_exactly_what_the_merge_then_does(register, pair):
    plan = merge_plan(register.reader, *pair)
    assert plan.count("commitment", "owner") == 3
    assert plan.count("commitment", "counterpart") == 1
    assert plan.count("note", "reporter") == 1
    assert plan.count("organisation", "parent") == 1
    assert len(plan.supports) == 1
    assert plan.spellings == ("Min. of Foreign Affairs",)
    assert plan.filled == {}
    done = []
    register.together("Merge", lambda acts: done.append(acts.merge_organisations(*pair)))
    assert done == [plan]


# --- putting away --------------------------------------------------------------------------------


def test_what_nothing_refers_to_is_put_away_with_its_names(register, entered):
    body = entered("Board", "", "PK", "The Board")
    register.discard_organisation(body)
    assert register.reader.organisations_named("the board") == []
    assert register.reader.referring("organisation", body) == []
    register.undo()
    assert register.reader.organisations_named("the board")[0].id == body


def test_what_is_referred_to_stays(refused, register, pair):
    with refused() as refusal:
        register.discard_organisation(pair[0])
    for words in ("“MOFA”", "7 commitments", "1 note", "1 agency"):
        assert words in str(refusal)


# --- sources -------------------------------------------------------------------------------------


@pytest.fixture
def report(register):
    source = Source(id=SourceId(new_id()), title="A report", publisher="Dawn")
    register.add_source(source)
    return source.id


def test_fields_of_a_source_are_put_right(register, report):
    register.amend_source(
        report,
        title=" The  report ",
        publisher="APP",
        published="2025-02?",
        language="UR",
        kind="State media",
        address=" https://example.org/1 ",
        accessed="2026-01-05",
    )
    assert register.reader.source(report) == Source(
        id=report,
        title="The report",
        publisher="APP",
        published="2025-02?",
        language="ur",
        kind=SourceKind.STATE_MEDIA,
        address="https://example.org/1",
        accessed="2026-01-05",
    )
    register.undo()
    assert register.reader.source(report).publisher == "Dawn"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", " "),
        ("published", "2025-02-30"),
        ("accessed", "yesterday"),
        ("kind", "rumour"),
        ("language", "in Urdu"),
        ("colour", "red"),
    ],
)
def test_a_field_that_a_source_cannot_have_is_refused(refused, register, report, name, value):
    with refused() as refusal:
        register.amend_source(report, **{name: value})
    assert refusal.field == name


def test_a_source_that_is_not_there_cannot_be_changed(refused, register):
    with refused(NotFoundError):
        register.amend_source(SourceId(new_id()), title="A report")
