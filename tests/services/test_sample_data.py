"""The sample register's data: whole, consistent, and saying no more than the reports do."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from app.domain.commitment import Completion, OwnerBasis, Strength
from app.domain.edtf import parse
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status, check_move
from app.domain.particulars import LinkKind, NoteBasis, SourceKind, Stance, TimingRole
from app.domain.timeliness import Slip, slip
from app.domain.timing import Basis, Bounds, Overdue, Sense, Timing, overdue
from app.paths import resource

TODAY = date(2026, 11, 22)

Record = dict[str, Any]

REFS = (
    ["JEC-1/01", "IND-MOU/01", "PTV/01"]
    + [f"EXP-2024-09/{n:02}" for n in range(1, 4)]
    + [f"SUM-2024-11/{n:02}" for n in range(1, 28) if n != 17]  # 17 was never given out
    + ["VIS-2025-01/01"]
    + [f"JMC-8/{n:02}" for n in range(1, 31)]
    + [f"JWG-IND-5/{n:02}" for n in range(1, 4)]
    + [f"VIS-2025-04/{n:02}" for n in range(1, 12) if n != 2]  # nor was 2
)
EVENTS = {
    "JEC-1/01",
    "SUM-2024-11/01",
    "VIS-2025-01/01",
    "JMC-8/01",
    "JMC-8/29",
    "JWG-IND-5/01",
    "VIS-2025-04/01",
}


@cache
def sample() -> Record:
    text = resource("sample", "pakistan-belarus.json").read_text(encoding="utf-8")
    data: Record = json.loads(text)
    return data


@cache
def commitments() -> dict[str, Record]:
    """The commitments by their code, without the relation in front of it."""
    return {each["ref"].removeprefix("PK-BY/"): each for each in sample()["commitments"]}


def keys(table: str) -> set[str]:
    return {each["key"] for each in sample()[table]}


def timing_of(record: Record) -> Timing:
    """The timing as the domain checks it."""
    anchor = record["anchor"]
    return Timing(
        words=record["words"],
        edtf=record["edtf"],
        sense=Sense(record["sense"]),
        basis=Basis(record["basis"]),
        why=record["why"],
        anchor=CommitmentId(anchor) if anchor else None,
        offset=record["offset"],
    ).validated()


def bounds_of(ref: str) -> Bounds:
    """When a commitment is due by its first timing, following its anchor."""
    first = commitments()[ref]["timings"][0]
    anchor = first["anchor"]
    anchored = bounds_of(anchor.removeprefix("PK-BY/")) if anchor else None
    return timing_of(first).bounds(anchored=anchored)


def phase_of(record: Record) -> Phase:
    return Status(record["status"]).phase


def pairs() -> list[tuple[str, Record]]:
    return list(commitments().items())


def texts(value: Any) -> Iterator[str]:
    """Every text in the data, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_holds_the_seventy_six_commitments_in_order() -> None:
    found = [each["ref"] for each in sample()["commitments"]]
    assert found == [f"PK-BY/{ref}" for ref in REFS]
    assert len(found) == 76


def test_no_key_stands_twice() -> None:
    for table in ("sources", "organisations", "series"):
        assert len(keys(table)) == len(sample()[table])


def test_every_record_has_the_same_fields() -> None:
    for table in ("sources", "organisations", "series", "commitments", "links"):
        assert len({tuple(each) for each in sample()[table]}) == 1
    for table in ("moves", "timings", "notes", "evidence"):
        assert len({tuple(part) for _, each in pairs() for part in each[table]}) == 1


def test_words_are_the_domains_own_keys() -> None:
    for _, each in pairs():
        Kind(each["kind"])
        OwnerBasis(each["owner_basis"])
        Completion(each["completion"])
        Strength(each["strength"])
        assert [Status(move["status"]) for move in each["moves"]]
        assert all(NoteBasis(note["basis"]) for note in each["notes"])
        assert all(Stance(piece["stance"]) for piece in each["evidence"])
    assert all(SourceKind(each["kind"]) for each in sample()["sources"])
    assert all(LinkKind(each["kind"]) for each in sample()["links"])


def test_every_reference_resolves() -> None:
    refs = {each["ref"] for each in sample()["commitments"]}
    organisations, sources, series = keys("organisations"), keys("sources"), keys("series")
    for _, each in pairs():
        points_at = {each["origin"], each["batch"], *(t["anchor"] for t in each["timings"])}
        assert points_at - {None} <= refs - {each["ref"]}
        named = {each["owner"], each["counterpart"], *each["supporting"]}
        named |= {note["reporter"] for note in each["notes"]}
        assert named - {None} <= organisations
        assert {piece["source"] for piece in each["evidence"]} <= sources
        assert each["meeting"] is None or each["meeting"]["series"] in series
    for each in sample()["links"]:
        assert {each["origin"], each["target"]} <= refs
        assert each["origin"] != each["target"]
    assert {each["parent"] for each in sample()["organisations"]} - {None} <= organisations


def test_every_organisation_plays_a_part() -> None:
    played: set[str | None] = {each["parent"] for each in sample()["organisations"]}
    for _, each in pairs():
        played |= {each["owner"], each["counterpart"], *each["supporting"]}
    assert keys("organisations") <= played


def test_owner_is_pakistani_and_counterpart_belarusian() -> None:
    country = {each["key"]: each["country"] for each in sample()["organisations"]}
    for _, each in pairs():
        assert country.get(each["owner"], "PK") == "PK"
        assert country.get(each["counterpart"], "BY") == "BY"
        assert each["owner"] not in each["supporting"]


def test_every_date_can_be_read() -> None:
    dates = [each["published"] for each in sample()["sources"]]
    for _, each in pairs():
        dates.append(each["made_on"])
        dates += [move["happened_on"] for move in each["moves"]]
        dates += [note["happened_on"] for note in each["notes"]]
    read = [parse(text) for text in dates if text]
    assert len(read) > 150
    assert [ref for ref, each in pairs() if not each["made_on"]] == ["JWG-IND-5/03"]


def test_every_commitment_has_one_first_timing_that_holds() -> None:
    for _, each in pairs():
        roles = [TimingRole(record["role"]) for record in each["timings"]]
        assert roles[0] is TimingRole.FIRST
        assert roles.count(TimingRole.FIRST) == 1
        for record in each["timings"]:
            timing = timing_of(record)
            said_nothing = timing.basis is Basis.NOT_STATED
            assert said_nothing == (not timing.dated) == (not timing.words)


def test_moves_are_legal_and_end_at_the_status() -> None:
    for _, each in pairs():
        steps = [Status(move["status"]) for move in each["moves"]]
        assert steps[-1] == each["status"]
        for before, after in pairwise(steps):
            check_move(Kind(each["kind"]).family, before, after)


def test_every_commitment_says_where_it_says_so() -> None:
    pieces = [piece for _, each in pairs() for piece in each["evidence"]]
    assert all(each["evidence"] for _, each in pairs())
    assert len(pieces) == 109
    assert all(piece["paraphrase"] and piece["paragraph"].isdecimal() for piece in pieces)


def test_no_paragraph_of_a_protocol_is_invented() -> None:
    assert {each["paragraph"] for _, each in pairs()} == {""}


def test_quotes_nobody() -> None:
    assert not [text for text in texts(sample()) if re.search('[“”«»"‘]', text)]


def test_codes_named_in_remarks_exist() -> None:
    refs = {each["ref"] for each in sample()["commitments"]}
    named = {ref for text in texts(sample()) for ref in re.findall(r"PK-BY/[A-Z0-9/-]+\d", text)}
    assert named <= refs


def test_events_are_no_promises() -> None:
    assert {ref for ref, each in pairs() if each["event"]} == EVENTS
    assert {commitments()[ref]["status"] for ref in EVENTS} == {"held"}


def test_sides_that_owe() -> None:
    assert Counter(each["owed_by"] for _, each in pairs()) == {"PK+BY": 69, "BY": 6, "PK": 1}
    assert commitments()["JMC-8/14"]["owed_by"] == "PK"


def test_four_promises_are_overdue_and_no_other() -> None:
    late = [
        ref
        for ref, each in pairs()
        if phase_of(each).pending
        and not each["event"]
        and each["strength"] >= Strength.READINESS
        and overdue(bounds_of(ref), Sense(each["timings"][0]["sense"]), TODAY) is Overdue.YES
    ]
    assert late == ["SUM-2024-11/18", "SUM-2024-11/20", "JMC-8/18", "JMC-8/23"]


def test_visit_promised_for_february_slipped_by_42_to_69_days() -> None:
    for ref in ("SUM-2024-11/21", "SUM-2024-11/22"):
        last = commitments()[ref]["moves"][-1]
        done = parse(last["happened_on"])
        assert phase_of(commitments()[ref]) is Phase.DONE
        settled = Bounds(earliest=done.earliest, latest=done.latest)
        assert slip(bounds_of(ref), settled) == Slip(sure=42, most=69)


def test_two_readings_of_one_deadline_are_both_kept() -> None:
    meeting = commitments()["SUM-2024-11/20"]
    first, reading = meeting["timings"]
    assert (first["edtf"], first["sense"]) == ("[2024-11-26..2024-12-10]", "deadline")
    assert (reading["role"], reading["edtf"]) == ("reading", "2024-12")
    assert [piece["stance"] for piece in meeting["evidence"]] == ["supports", "contradicts"]


def test_ninth_session_has_a_year_and_no_day() -> None:
    ninth = commitments()["JMC-8/30"]
    assert (ninth["status"], ninth["counterpart"]) == ("foreseen", None)
    assert ninth["timings"][0]["edtf"] == "2026"
    assert ninth["timings"][0]["basis"] == "to be agreed"
    assert overdue(bounds_of("JMC-8/30"), Sense.POINT, date(2026, 12, 31)) is Overdue.WINDOW_OPEN


def test_action_plan_hangs_on_the_visit() -> None:
    plan = commitments()["JMC-8/23"]
    assert plan["timings"][0]["anchor"] == "PK-BY/SUM-2024-11/22"
    assert plan["status"] == "open"


def test_two_roadmaps_last_from_2025_to_2027() -> None:
    spans = {ref: bounds_of(ref) for ref, c in pairs() if c["timings"][0]["sense"] == "span"}
    both_ends = Bounds(earliest=date(2025, 1, 1), latest=date(2027, 12, 31))
    assert spans == {"SUM-2024-11/03": both_ends, "VIS-2025-04/06": both_ends}


def test_fourteen_of_fifteen_announced_texts_are_known() -> None:
    batches = Counter(each["batch"] for _, each in pairs() if each["batch"])
    assert batches == {"PK-BY/SUM-2024-11/01": 14, "PK-BY/VIS-2025-04/01": 9}
    announced = {ref: each["batch_announced"] for ref, each in pairs() if each["batch_announced"]}
    assert announced == {"SUM-2024-11/01": 15}


def test_sessions_two_to_seven_are_not_recorded() -> None:
    ordinals = sorted(
        each["meeting"]["ordinal"]
        for _, each in pairs()
        if each["meeting"] and each["meeting"]["series"] == "JMC"
    )
    assert ordinals == [1, 8, 9]


def test_entry_into_force_is_presumed_or_not_established() -> None:
    for ref, each in pairs():
        if Kind(each["kind"]).family is not Family.INSTRUMENT or ref == "SUM-2024-11/02":
            continue
        last = each["moves"][-1]
        if last["status"] == "in force":
            assert last["why"].startswith("presumed: ")
        else:
            assert last["status"] == "signed"
            assert last["why"].endswith("entry into force not established")


@pytest.mark.parametrize(
    ("origin", "kind", "target", "presumed"),
    [
        ("VIS-2025-04/01", "fulfils", "SUM-2024-11/22", False),
        ("VIS-2025-04/01", "fulfils", "SUM-2024-11/21", False),
        ("JMC-8/01", "fulfils", "SUM-2024-11/20", True),
        ("VIS-2025-04/07", "fulfils", "JMC-8/23", True),
        ("EXP-2024-09/01", "carried over to", "JMC-8/05", True),
        ("EXP-2024-09/03", "carried over to", "JMC-8/08", True),
        ("SUM-2024-11/26", "carried over to", "JMC-8/06", True),
        ("JWG-IND-5/01", "implements", "JMC-8/05", True),
        ("JMC-8/25", "depends on", "PTV/01", False),
    ],
)
def test_tie_is_recorded(origin: str, kind: str, target: str, presumed: bool) -> None:
    found = {(e["origin"], e["kind"], e["target"]): e["presumed"] for e in sample()["links"]}
    assert found[f"PK-BY/{origin}", kind, f"PK-BY/{target}"] is presumed
