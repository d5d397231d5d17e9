"""Lists in SQL say what the domain says of each row, in the order that is asked for."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitment import Strength
from app.domain.identity import OrganisationId, TimingId, new_id
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.particulars import Move, Note, Organisation, TimingRecord, TimingRole
from app.domain.query import OVERDUE, Column, Query, Sort
from app.domain.timeliness import Freshness, Timeliness, freshness, timeliness
from app.domain.timing import Basis, Sense, Timing
from app.store import listing
from app.store.records import RECORDS
from tests.store.desks import (
    LONG,
    TODAY,
    Officer,
    acts,
    at_random,
    commitment,
    created,
    examples,
    exchange,
    folder,
    hand_copy,
    raw,
    seated,
    seeded,
)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.store.close()


def found(register, query, today=TODAY):
    text = register.reader.ordered(query, today)
    return [int(each) for each in text.split(",")] if text else []


def every_row(register):
    rids = found(register, Query(sort=()))
    return register.reader.rows(rids)


# --- the two ways of saying where something stands ---------------------------------------------

EDTF = (
    "2026-11-21", "2026-11-22", "2026-11-23", "2026-12-22", "2026-12-23", "2026-11", "2026", "2025",
    "2027", "2026-05/..", "2027-05/..", "../2026-11-21", "../2027-12-31", "2025/2027",
    "2027/2028", "2024/2025", "[2026-11-01..2026-12-10]", "[..2025-12-31]", "[2027-01-01..2027-02]",
    "",
)  # fmt: skip
_FAMILY_KIND = {
    Family.UNDERTAKING: Kind.ACTION,
    Family.MEETING: Kind.SESSION,
    Family.INSTRUMENT: Kind.MOU,
}


def entered(writer, place, status, kind, timing, done=""):
    """Put a row behind the services' back: pairs that only merging brings about among them."""
    row = commitment(f"G/{place}", "Grid", status=status, kind=kind, owed_by="PK")
    values = RECORDS["commitment"].encode(row)
    if timing is not None:
        values["timing"] = new_id()
        record = TimingRecord(
            id=TimingId(values["timing"]), commitment=row.id, role=TimingRole.FIRST, timing=timing
        )
        writer.create("timing", record.id, RECORDS["timing"].encode(record))
    writer.create("commitment", row.id, values)
    if done:
        move = Move(
            id=new_id(), commitment=row.id, field="status", value=status.value, happened_on=done
        )
        writer.create("move", move.id, RECORDS["move"].encode(move))


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    """A row for every status, every sort of date, every way of having been done."""
    register = seated(created(tmp_path_factory.mktemp("grid") / "r.servanda"))
    anchors = {}
    for name, edtf in (("dated", "2026-12-01"), ("undated", "")):
        timing = Timing(edtf=edtf, basis=Basis.STATED)
        register.propose(commitment(f"A/{name}"), timing=timing)
        anchors[name] = register.reader.find(f"A/{name}")
    timings = [
        None,
        *(Timing(edtf=edtf, sense=sense) for edtf, sense in itertools.product(EDTF, Sense)),
        *(
            Timing(anchor=anchor, sense=sense, offset=offset)
            for anchor, sense, offset in itertools.product(anchors.values(), Sense, ("", "-P10D"))
        ),
    ]
    pairs = [(kind, status) for family, kind in _FAMILY_KIND.items() for status in statuses(family)]
    with register.store.write("Grid") as writer:
        place = itertools.count()
        for (kind, status), timing in itertools.product(pairs, timings):
            days = ("", "2026-11-22", "2025", "2027-02") if status.phase is Phase.DONE else ("",)
            for done in days:
                entered(writer, next(place), status, kind, timing, done)
    yield register
    register.store.close()


DAYS = [TODAY + timedelta(days=each) for each in (-700, -31, -1, 0, 1, 30, 31, 39, 40, 400, 1200)]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_row_of_the_grid_is_in_the_list_of_its_timeliness_alone(grid, today):
    rows = every_row(grid)
    said = {each: set() for each in Timeliness}
    for rid, row in rows.items():
        said[timeliness(row.standing, today)].add(rid)
    for each in Timeliness:
        query = Query(timeliness=frozenset({each}), sort=())
        assert set(found(grid, query, today)) == said[each], each
        assert grid.reader.count(query, today) == len(said[each])


def test_the_grid_knows_every_timeliness(grid):
    seen = {timeliness(row.standing, day) for row in every_row(grid).values() for day in DAYS}
    assert seen == set(Timeliness)


@examples(12)
@given(acts, st.dates(date(2024, 1, 1), date(2029, 12, 31)))
def test_rows_of_random_registers_are_in_the_list_of_their_timeliness(draws, today):
    with folder() as place:
        one = seated(created(place / "1.servanda"), actor="one")
        Officer(one).work(at_random(seeded(len(draws)), 25))
        two = seated(hand_copy(one, place / "2.servanda"), actor="two")
        Officer(one).work(draws)
        Officer(two).work(draws[::-1])
        exchange(two, one)
        rows = every_row(one)
        for each in Timeliness:
            wanted = {rid for rid, row in rows.items() if timeliness(row.standing, today) is each}
            assert set(found(one, Query(timeliness=frozenset({each})), today)) == wanted
        one.store.close()
        two.store.close()


def test_several_words_of_timeliness_find_what_either_finds(grid):
    pair = frozenset({Timeliness.OVERDUE, Timeliness.DUE_SOON})
    both = set(found(grid, Query(timeliness=pair)))
    each = [set(found(grid, Query(timeliness=frozenset({one})))) for one in pair]
    assert both == each[0] | each[1]
    assert all(each)


def test_promises_leave_out_events_noted_words_and_drafts(register):
    overdue = Timing(edtf="2025", basis=Basis.STATED)
    for ref, values in {
        "R/1": {},
        "R/2": {"strength": Strength.READINESS},
        "R/3": {"strength": Strength.ASPIRATION},
        "R/4": {"strength": Strength.STATEMENT},
        "R/5": {"event": True},
    }.items():
        register.propose(commitment(ref, owed_by="PK", **values), timing=overdue)
    rows = register.reader.rows(found(register, OVERDUE))
    assert {row.ref for row in rows.values()} == {"R/1", "R/2"}


@pytest.mark.parametrize("today", [date.min, date.max], ids=str)
def test_the_first_and_the_last_day_there_is_can_be_asked_about(grid, today):
    for each in Timeliness:
        found(grid, Query(timeliness=frozenset({each}), within=10_000), today)
    assert grid.reader.count(Query(), today) == len(every_row(grid))


# --- order -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Rows with all there is to sort by, and rows without."""
    register = seated(created(tmp_path_factory.mktemp("mixed") / "r.servanda"))
    bodies = [
        Organisation(id=OrganisationId(new_id()), name=name, acronym=acronym)
        for name, acronym in (
            ("Ministry of Industries", "MoI"),
            ("minprom", ""),
            ("Öffentlich", "Ö"),
        )
    ]

    def enter(verbs):
        for body in bodies:
            verbs.add_organisation(body)
        generator = seeded(4)
        for number in range(120):
            edtf = generator.choice(("", "2026", "2026-12-31", "2026-05/..", "2025/2027", "2024"))
            sense = Sense.SPAN if edtf == "2025/2027" else Sense.POINT
            verbs.propose(
                commitment(
                    f"S/{number}",
                    generator.choice(("apple", "Apple", "berry", "Ягода", "آ")),
                    kind=generator.choice(list(Kind)),
                    sector=generator.choice(("", "", "Industry", "agriculture")),
                    owed_by=generator.choice(("", "PK", "BY", "PK+BY", "A firm")),
                    owner=generator.choice((None, *(each.id for each in bodies))),
                    strength=generator.choice((None, *Strength)),
                    made_on=generator.choice(("", "2024-11-26", "2025", "2025-02?")),
                ),
                timing=Timing(edtf=edtf, sense=sense, basis=Basis.STATED) if edtf else None,
            )

    register.together("Rows", enter)
    yield register
    register.store.close()


def lower(text):
    """Text as SQLite compares it without regard to case: of the Latin letters alone."""
    return "".join(each.lower() if each.isascii() else each for each in text)


KEYS = {
    Column.REF: lambda row: row.ref,
    Column.TITLE: lambda row: lower(row.title),
    Column.KIND: lambda row: row.kind.value,
    Column.SECTOR: lambda row: lower(row.sector) or None,
    Column.OWED_BY: lambda row: row.owed_by or None,
    Column.DUE: lambda row: (
        row.bounds.latest and (row.bounds.latest, row.bounds.earliest or date.min)
    ),
    Column.STATUS: lambda row: row.status.value,
    Column.OWNER: lambda row: lower(row.owner) or None,
    Column.STRENGTH: lambda row: row.strength,
    Column.MADE_ON: lambda row: row.made_on or None,
    Column.SLIP: lambda row: row.slip and row.slip.sure,
}


@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("column", Column)
def test_rows_come_in_order_with_absent_values_last_and_ties_as_entered(mixed, column, descending):
    rows = every_row(mixed)
    key = KEYS[column]
    present = sorted(rid for rid, row in rows.items() if key(row) is not None)
    present.sort(key=lambda rid: key(rows[rid]), reverse=descending)  # keeps ties in their order
    if descending:  # as does reverse=True
        groups = itertools.groupby(present, key=lambda rid: key(rows[rid]))
        present = [rid for _, group in groups for rid in sorted(group)]
    absent = sorted(rid for rid, row in rows.items() if key(row) is None)
    order = found(mixed, Query(sort=(Sort(column=column, descending=descending),)))
    if column is Column.DUE:  # those without a last day are in the order of their first
        assert order[: len(present)] == present
        assert set(order[len(present) :]) == set(absent)
    else:
        assert order == present + absent


def test_a_second_column_orders_the_ties_of_the_first(mixed):
    sort = (Sort(column=Column.KIND), Sort(column=Column.STRENGTH, descending=True))
    rows = every_row(mixed)
    order = [rows[rid] for rid in found(mixed, Query(sort=sort))]
    keys = [(row.kind.value, row.strength is None, -(row.strength or 0), row.rid) for row in order]
    assert keys == sorted(keys)


def test_rows_are_given_a_page_at_a_time_in_the_same_order(mixed):
    query = Query(sort=(Sort(column=Column.TITLE, descending=True),))
    order = found(mixed, query)
    assert [row.rid for row in mixed.reader.each_row(query, TODAY)] == order
    assert mixed.reader.first_page(query, TODAY) == order[: listing.PAGE]
    assert mixed.reader.count(query, TODAY) == len(order) == 120


# --- filters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        (Query(phases=frozenset({Phase.OPEN})), lambda row: row.phase is Phase.OPEN),
        (Query(statuses=frozenset({Status.DRAFT})), lambda row: row.status is Status.DRAFT),
        (Query(kinds=frozenset({Kind.MOU, Kind.VISIT})), lambda row: row.kind in "MoU visit"),
        (Query(sectors=frozenset({"Industry"})), lambda row: row.sector == "Industry"),
        (Query(owed_by="PK"), lambda row: "PK" in row.owed_by.split("+")),
        (Query(owed_by="by"), lambda row: "BY" in row.owed_by.split("+")),
        (Query(owed_by="A firm"), lambda row: row.owed_by == "A firm"),
        (Query(owner="moi"), lambda row: row.owner == "MoI"),
        (Query(relation="PK-BY"), lambda row: True),
        (Query(relation="PK"), lambda row: False),
        (Query(binned=True), lambda row: False),
    ],
)
def test_a_filter_finds_what_it_says_and_nothing_else(mixed, query, holds):
    wanted = {rid for rid, row in every_row(mixed).items() if holds(row)}
    assert set(found(mixed, query)) == wanted
    assert mixed.reader.count(query, TODAY) == len(wanted)


@pytest.mark.parametrize("name", ["owed_by", "owner", "relation", "text"])
@pytest.mark.parametrize("value", ["%", "_", "' OR 1=1 --", "zz' b", '"', "\\", "PK%", "P_"])
def test_a_hostile_value_finds_nothing_more(mixed, name, value):
    assert found(mixed, Query(**{name: value})) == []


def test_a_filter_by_origin_finds_the_points_of_a_session(register):
    register.propose(commitment("R/1", kind=Kind.SESSION))
    session = register.reader.find("R/1")
    register.propose(commitment("R/2", origin=session))
    point = register.reader.find("R/2")
    assert found(register, Query(origin=session)) == [register.reader.row(point).rid]


def test_the_bin_lists_what_was_discarded_and_nothing_else_does(register):
    register.propose(commitment("R/1", "Tractor plant"))
    identity = register.reader.find("R/1")
    rid = register.reader.row(identity).rid
    register.discard([identity])
    assert found(register, Query()) == []
    assert found(register, Query(text="tractor")) == []
    assert found(register, Query(binned=True)) == [rid]
    assert found(register, Query(binned=True, text="tractor")) == [rid]


# --- search ------------------------------------------------------------------------------------

TEXTS = {
    "R/1": "Tractor assembly plant near Faisalabad",
    "R/2": "Совместное предприятие по сборке тракторов",
    "R/3": "ٹریکٹر سازی کا مشترکہ کارخانہ",
    "R/4": "Protocole d'échange: naïve façade, Zürich, Łódź",
    "PK-BY/JMC-8/05": "Exchange of vaccines",
    "R/6": "snake_case and a.dotted.name",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    register = seated(created(tmp_path_factory.mktemp("library") / "r.servanda"))
    for ref, title in TEXTS.items():
        register.propose(commitment(ref, title))
    yield register
    register.store.close()


def searched(register, text):
    rows = register.reader.rows(found(register, Query(text=text, sort=())))
    return {row.ref for row in rows.values()}


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("tractor", {"R/1"}),
        ("tra", {"R/1"}),
        ("t", {"R/1"}),
        ("TRACTOR Plant", {"R/1"}),
        ("plant tractor", {"R/1"}),
        ("ractor", set()),
        ("tractor vaccines", set()),
        ("трактор", {"R/2"}),
        ("ТРАКТОРОВ", {"R/2"}),
        ("предпр сбор", {"R/2"}),
        ("ٹریکٹر", {"R/3"}),
        ("مشترکہ کار", {"R/3"}),
        ("echange", {"R/4"}),
        ("échange", {"R/4"}),
        ("e\u0301change", {"R/4"}),
        ("nai\u0308ve", {"R/4"}),
        ("naive facade zurich", {"R/4"}),
        ("lodz", set()),  # ł is a letter of its own
        ("łódz", {"R/4"}),
        ("d'échange", {"R/4"}),
        ("PK-BY/JMC-8/05", {"PK-BY/JMC-8/05"}),
        ("JMC-8", {"PK-BY/JMC-8/05"}),
        ("jmc 8/0", {"PK-BY/JMC-8/05"}),
        ("snake_case", {"R/6"}),
        ("case_", {"R/6"}),
        ("a.dotted", {"R/6"}),
        ("r/1", {"R/1"}),
        ("", set(TEXTS)),
        ("   ", set(TEXTS)),
        ("?!", set()),
    ],
)
def test_a_search_finds_what_begins_so_in_any_script(library, text, refs):
    assert searched(library, text) == refs


HOSTILE = (
    '"', '""', '"""', "'", "*", "tractor*", "*tractor", "^tractor", "NEAR", "NEAR(", "NEAR(a b, 5)",
    "a AND", "OR", "NOT", "a NOT b", "-tractor", "-", "+", "tractor -plant", "(", ")", "((", "(a",
    "title:tractor", "title : x", "{title ref}: a", "search", "a:b:c", ":", ";", "--", "/*", "\\",
    "%", "_", "__", "a_b", "_a_", "\0", "a\0b", "\ud800", "a\udfffb", "\u200b", "\ufeff", "ᦰ",
    "aᦰb", "aᧈb", "aᳲb", "²", "Ⅷ", "x" * 100_000, "word " * 5_000, '"a" ' * 500, "𝒳", "🚜", "a🚜b",
    "é" * 500,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_a_hostile_search_is_answered(library, text):
    query = Query(text=text)
    assert library.reader.count(query, TODAY) == len(found(library, query))


@given(st.text())
def test_any_search_is_answered(library, text):
    query = Query(text=text)
    assert library.reader.count(query, TODAY) == len(found(library, query))


def test_every_letter_can_be_searched_for(library):
    """Each character that counts as a letter here is one to the full-text index as well."""
    letters = [chr(each) for each in range(0x110000) if chr(each).isalnum() or chr(each) == "_"]
    connection = raw(library)
    for start in range(0, len(letters), 50):
        expression = listing.matches(" ".join(f"a{each}b" for each in letters[start : start + 50]))
        connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (expression,))


@given(st.sampled_from(sorted(TEXTS.values())), st.data())
def test_any_beginnings_of_its_words_find_a_row(library, title, data):
    words = [each for each in listing._TERM.findall(title) if each]  # noqa: SLF001
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    text = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in chosen)
    assert title in {
        row.title for row in library.reader.rows(found(library, Query(text=text))).values()
    }


def test_a_search_follows_every_edit(register):
    register.propose(commitment("R/1", "Tractor plant"))
    identity = register.reader.find("R/1")
    register.amend(identity, title="Vaccine plant", remarks="urgent")
    assert [searched(register, text) for text in ("tractor", "vaccine", "urgent")] == [
        set(),
        {"R/1"},
        {"R/1"},
    ]
    register.undo()
    assert [searched(register, text) for text in ("tractor", "vaccine")] == [{"R/1"}, set()]


def test_a_search_finds_the_owner_by_the_name_it_has_now(register):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry of Industries", acronym="MoIP")
    register.add_organisation(body)
    register.propose(commitment("R/1", "Tractor plant", owner=body.id))
    assert searched(register, "moip") == {"R/1"}
    with register.store.write("Rename") as writer:
        writer.set("organisation", body.id, acronym="MoID")
    assert [searched(register, text) for text in ("moip", "moid")] == [set(), {"R/1"}]


# --- further filters ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handed(tmp_path_factory):
    """Rows of every family and strength, with leads, and the ball on every side."""
    register = seated(created(tmp_path_factory.mktemp("handed") / "r.servanda"))
    bodies = [
        Organisation(id=OrganisationId(new_id()), name=f"Body {acronym}", acronym=acronym)
        for acronym in ("MoI", "MoC", "Минпром")
    ]

    def enter(verbs):
        for body in bodies:
            verbs.add_organisation(body)
        kinds = itertools.cycle(Kind)
        strengths = itertools.cycle((None, *Strength))
        owners = itertools.cycle((None, *(each.id for each in bodies)))
        for number, ball in enumerate(itertools.islice(itertools.cycle(
            ("", "PK", "BY", "third", "BY")), 120)):  # fmt: skip
            identity = verbs.propose(
                commitment(
                    f"H/{number}", kind=next(kinds), strength=next(strengths), owner=next(owners)
                )
            )
            if ball:
                verbs.pass_ball(identity, ball)

    register.together("Rows", enter)
    yield register
    register.store.close()


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        (Query(leads=frozenset({"MoI"})), lambda row: row.owner == "MoI"),
        (Query(leads=frozenset({"moi", "Минпром"})), lambda row: row.owner in ("MoI", "Минпром")),
        (Query(leads=frozenset({"nobody"})), lambda row: False),
        (Query(balls=frozenset({"BY"})), lambda row: row.ball_with == "BY"),
        (Query(balls=frozenset({"third", "PK"})), lambda row: row.ball_with in ("third", "PK")),
        (Query(balls=frozenset({"DE"})), lambda row: False),
        (Query(families=frozenset({Family.MEETING})),
         lambda row: row.kind.family is Family.MEETING),
        (Query(families=frozenset(Family)), lambda row: True),
        (Query(families=frozenset({Family.INSTRUMENT}), kinds=frozenset({Kind.MOU, Kind.VISIT})),
         lambda row: row.kind is Kind.MOU),
        (Query(strengths=frozenset({Strength.STATEMENT})), lambda row: row.strength == 0
         and row.strength is not None),
        (Query(strengths=frozenset({Strength.ASPIRATION, Strength.OBLIGATION})),
         lambda row: row.strength in (1, 5)),
        (Query(strengths=frozenset({Strength.OBLIGATION}), leads=frozenset({"MoC"})),
         lambda row: row.strength == 5 and row.owner == "MoC"),
    ],
)  # fmt: skip
def test_leads_balls_families_and_strengths_find_what_they_say(handed, query, holds):
    wanted = {rid for rid, row in every_row(handed).items() if holds(row)}
    assert set(found(handed, query)) == wanted
    assert handed.reader.count(query, TODAY) == len(wanted)


@pytest.mark.parametrize("name", ["leads", "balls", "sectors"])
@pytest.mark.parametrize("value", ["%", "' OR 1=1 --", '"', "\\", "", "M_I"])
def test_a_hostile_choice_finds_nothing_more(handed, name, value):
    sought = found(handed, Query(**{name: frozenset({value})}))
    rows = handed.reader.rows(sought).values()
    assert [row.ref for row in rows if value or getattr(row, _SHOWN[name])] == []


_SHOWN = {"leads": "owner", "balls": "ball_with", "sectors": "sector"}


# --- silence -----------------------------------------------------------------------------------

HEARD = ("", "2026-11-22", "2026-11-21", "2026-10-23", "2026-10-22", "2025", "2026-10-15/..")
PERIODS = (None, 1, 7, 30, 31, 365)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """A row for every status, date of the last note, update period and strength."""
    register = seated(created(tmp_path_factory.mktemp("quiet") / "r.servanda"))
    pairs = [(kind, status) for family, kind in _FAMILY_KIND.items() for status in statuses(family)]
    wordings = [{"strength": each} for each in (None, *Strength)] + [{"event": True}]
    place = itertools.count()
    with register.store.write("Quiet") as writer:
        for (kind, status), heard, days, more in itertools.product(
            pairs, HEARD, PERIODS, wordings[:: 1 if LONG else 2]
        ):
            row = commitment(
                f"Q/{next(place)}", kind=kind, status=status, owed_by="PK", update_days=days, **more
            )
            writer.create("commitment", row.id, RECORDS["commitment"].encode(row))
            if heard:
                note = Note(id=new_id(), commitment=row.id, text="News.", happened_on=heard)
                writer.create("note", note.id, RECORDS["note"].encode(note))
    yield register
    register.store.close()


@pytest.mark.parametrize("after", [-40, -1, 0, 1, 6, 7, 8, 29, 30, 31, 32, 61, 364, 366])
def test_silence_is_what_the_domain_says_of_news(quiet, after):
    today = TODAY + timedelta(days=after)
    rows = every_row(quiet)
    periods = dict(raw(quiet).execute("SELECT rid, update_days FROM commitment").fetchall())
    wanted = {
        rid
        for rid, row in rows.items()
        if row.phase.pending
        and not row.event
        and (row.strength is None or row.strength >= Strength.READINESS)
        and freshness(row.heard, periods[rid], today) is not Freshness.CURRENT
    }
    assert set(found(quiet, Query(silent=True, sort=()), today)) == wanted
    assert 0 < len(wanted) < len(rows)


def test_what_is_not_marked_is_found_alone(sample):
    sample.amend(sample.reader.find("JMC-8/05"), classification="Restricted")
    rows = list(sample.reader.each_row(Query(unmarked=True), TODAY))
    assert len(rows) == 75
    assert "PK-BY/JMC-8/05" not in {each.ref for each in rows}
