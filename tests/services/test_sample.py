"""The sample register: entered whole, as an officer would, and taken back by one undo."""

from __future__ import annotations

import contextlib
import copy
import json
import time
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError, ServandaError, StorageError
from app.domain.lifecycle import Status
from app.domain.query import OVERDUE, Query
from app.domain.timeliness import Slip, Timeliness, overdue_of, timeliness
from app.domain.timing import Overdue
from app.paths import resource
from app.services.sample import load_sample, read_sample

FILE = resource("sample", "pakistan-belarus.json")
TODAY = date(2026, 11, 22)
NINTH = "PK-BY/JMC-8/30"


@pytest.fixture(scope="session")
def content():
    return json.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def changed(content):
    """The sample's content, to be spoilt."""
    return copy.deepcopy(content)


def whole(register, ref):
    return register.reader.dossier(register.reader.find(ref))


def refs(register, query, today=TODAY):
    return [each.ref for each in register.reader.each_row(query, today)]


# --- what it holds -------------------------------------------------------------------------------


def test_it_holds_76_commitments_in_one_change(register):
    change = load_sample(register, FILE)
    assert change.label == "Sample register"
    assert change.kind.value == "import"
    assert len(change.added) == len(change.commitments) == 76
    assert register.reader.count(Query(), TODAY) == 76


def test_it_loads_in_less_than_a_second(register, content):
    begun = time.perf_counter()
    load_sample(register, content)
    assert time.perf_counter() - begun < 1


def test_each_commitment_stands_as_the_file_says(sample, content):
    for entry in content["commitments"]:
        held = whole(sample, entry["ref"])
        row, kept = held.row, held.commitment
        assert (row.kind.value, row.title, row.status.value) == (
            entry["kind"],
            entry["title"],
            entry["status"],
        )
        assert [each.value for each in held.moves if each.field == "status"] == [
            each["status"] for each in entry["moves"]
        ]
        assert [each.happened_on for each in held.moves if each.field == "status"] == [
            each["happened_on"] for each in entry["moves"]
        ]
        assert kept.completion.value == entry["completion"]
        assert (held.origin.ref if held.origin else None) == entry["origin"]
        assert len(held.evidence) == len(entry["evidence"])
        assert len(held.notes) == len(entry["notes"])
        assert [each.role.value for each in held.timings] == [
            each["role"] for each in entry["timings"]
        ]
        assert len(held.supporting) == len(entry["supporting"])
        assert row.event is entry["event"]


def test_every_agency_is_found_by_each_of_its_names(sample, content):
    for body in content["organisations"]:
        for name in (body["name"], body["acronym"], *body["aliases"]):
            if name:
                found = [each.name for each in sample.reader.organisations_named(name)]
                assert body["name"] in found


def test_links_run_between_the_commitments_they_name(sample, content):
    for link in content["links"]:
        ties = whole(sample, link["origin"]).ties
        assert (link["kind"], link["target"], link["presumed"]) in [
            (tie.link.kind.value, tie.other.ref, tie.link.presumed) for tie in ties if tie.outward
        ]


def test_texts_announced_together_leave_one_unnamed(sample):
    batch = whole(sample, "PK-BY/SUM-2024-11/01").batch
    assert (batch.announced, len(batch.members), batch.unidentified) == (15, 14, 1)


def test_sessions_two_to_seven_are_not_recorded(sample):
    series = whole(sample, "PK-BY/JMC-8/01").series
    rows = sample.reader.series_rows(series)
    assert [each.ordinal for each in rows if each.meeting is None] == [2, 3, 4, 5, 6, 7]
    assert {each.ordinal: each.meeting.ref for each in rows if each.meeting} == {
        1: "PK-BY/JEC-1/01",
        8: "PK-BY/JMC-8/01",
        9: NINTH,
    }


def test_both_readings_of_the_minsk_meeting_are_kept_and_the_first_counts(sample):
    held = whole(sample, "PK-BY/SUM-2024-11/20")
    assert [each.timing.edtf for each in held.timings] == ["[2024-11-26..2024-12-10]", "2024-12"]
    assert held.commitment.timing == held.timings[0].id
    assert held.row.readings == 2


def test_the_plan_tied_to_the_visit_is_due_when_the_visit_took_place(sample):
    held = whole(sample, "PK-BY/JMC-8/23")
    assert held.anchor.ref == "PK-BY/SUM-2024-11/22"
    assert held.row.bounds.earliest == held.row.bounds.latest == date(2025, 4, 11)


def test_a_draft_stays_a_draft_with_its_timing(sample):
    held = whole(sample, "PK-BY/JWG-IND-5/03")
    assert held.row.status is Status.DRAFT
    assert held.first_timing is not None


# --- where it stands -----------------------------------------------------------------------------


def test_the_visit_likely_for_february_was_done_late(sample):
    row = whole(sample, "PK-BY/SUM-2024-11/22").row
    assert row.timing.edtf == "2025-02?"
    assert timeliness(row.standing, TODAY) is Timeliness.DONE_LATE
    assert row.slip == Slip(sure=42, most=69)


def test_exactly_four_are_overdue(sample):
    assert sorted(refs(sample, OVERDUE)) == [
        "PK-BY/JMC-8/18",
        "PK-BY/JMC-8/23",
        "PK-BY/SUM-2024-11/18",
        "PK-BY/SUM-2024-11/20",
    ]


def test_the_ninth_session_is_open_on_the_day_and_late_with_the_new_year(sample):
    standing = whole(sample, NINTH).row.standing
    assert timeliness(standing, TODAY) is Timeliness.WINDOW_OPEN
    assert overdue_of(standing, TODAY) is Overdue.WINDOW_OPEN
    assert timeliness(standing, date(2027, 1, 1)) is Timeliness.OVERDUE
    assert overdue_of(standing, date(2027, 1, 1)) is Overdue.YES
    assert NINTH in refs(sample, OVERDUE, date(2027, 1, 1))


def test_the_ninth_session_is_late_on_no_day_of_its_year(sample):
    standing = whole(sample, NINTH).row.standing
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert overdue_of(standing, day) is Overdue.WINDOW_OPEN
        assert timeliness(standing, day) is not Timeliness.OVERDUE
        assert NINTH not in refs(sample, OVERDUE, day)
        day += timedelta(days=1)


# --- undo ----------------------------------------------------------------------------------------


def emptied(register):
    reader = register.reader
    return not (
        reader.count(Query(), TODAY)
        or reader.count(Query(binned=True), TODAY)
        or reader.organisations()
        or reader.sources()
        or reader.series()
    )


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(register):
    load_sample(register, FILE)
    before = refs(register, Query())
    register.undo()
    assert emptied(register)
    assert [each.code for each in register.reader.relations()] == ["PK-BY"]
    register.redo()
    assert refs(register, Query()) == before
    assert sorted(refs(register, OVERDUE)) == sorted(set(refs(register, OVERDUE)) & set(before))
    assert register.store.check() == []


def test_after_an_undo_it_can_be_loaded_once_more(register):
    load_sample(register, FILE)
    register.undo()
    load_sample(register, FILE)
    assert register.reader.count(Query(), TODAY) == 76
    assert register.store.check() == []


def test_a_check_finds_nothing_wrong(sample):
    assert sample.store.check() == []


# --- refusals ------------------------------------------------------------------------------------


def test_it_is_not_mixed_with_other_entries(sample, content):
    with pytest.raises(InvalidValueError, match="a new one"):
        load_sample(sample, content)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StorageError, match=r"nowhere\.json"):
        read_sample(tmp_path / "nowhere.json")


@pytest.mark.parametrize("text", ["", "[]", "7", "{", '"sample"', "\udcff"])
def test_a_file_that_is_no_sample_is_refused(register, tmp_path, text):
    file = tmp_path / "letter.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidValueError, match=r"letter\.json"):
        load_sample(register, file)
    assert emptied(register)


SPOILT = {
    "format": lambda data: data.update(format=2),
    "no commitments": lambda data: data.pop("commitments"),
    "no list": lambda data: data.update(sources="Dawn"),
    "twice": lambda data: data["commitments"].append(data["commitments"][0]),
    "circle": lambda data: _timing(data, "PK-BY/SUM-2024-11/22").update(
        edtf="", anchor="PK-BY/JMC-8/23"
    ),
    "anchor": lambda data: _timing(data, NINTH).update(edtf="", anchor="PK-BY/JMC-9/01"),
    "date": lambda data: _timing(data, NINTH).update(edtf="2025-02-30"),
    "no date": lambda data: _entry(data, NINTH).update(timings=[]),
    "no status": lambda data: _entry(data, NINTH).update(moves=[]),
    "status": lambda data: _entry(data, NINTH).update(status="held"),
    "word": lambda data: _entry(data, NINTH).update(kind="gathering"),
    "owner": lambda data: _entry(data, NINTH).update(owner="MoX"),
    "title": lambda data: _entry(data, NINTH).update(title=" "),
    "key": lambda data: _entry(data, NINTH).pop("summary"),
    "move": lambda data: _entry(data, NINTH).update(
        status="in force",
        moves=[*_entry(data, NINTH)["moves"], {"status": "in force", "happened_on": "", "why": ""}],
    ),
    "link": lambda data: data["links"][0].update(target=data["links"][0]["origin"]),
    "source": lambda data: data["sources"][0].update(published="soon"),
    "body": lambda data: data["organisations"][0].update(name=""),
    "relation": lambda data: data["relation"].update(code="Pakistan"),
    "evidence": lambda data: _entry(data, NINTH)["evidence"][0].update(stance="hearsay"),
}


def _entry(data, ref):
    return next(each for each in data["commitments"] if each["ref"] == ref)


def _timing(data, ref):
    return _entry(data, ref)["timings"][0]


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_malformed_sample_is_refused_whole_and_the_place_is_named(register, changed, spoil):
    spoil(changed)
    with pytest.raises(InvalidValueError, match=r"^The sample .* at .*\.$") as refusal:
        load_sample(register, changed)
    assert "Traceback" not in str(refusal.value)
    assert emptied(register)


@pytest.fixture(scope="session")
def excerpt(content):
    """A few commitments of the sample, so that many variants can be tried."""
    wanted = {
        *("PK-BY/JEC-1/01", "PK-BY/SUM-2024-11/01", "PK-BY/SUM-2024-11/20", "PK-BY/SUM-2024-11/22"),
        *("PK-BY/JMC-8/01", "PK-BY/JMC-8/23", NINTH, "PK-BY/VIS-2025-04/01"),
        *("PK-BY/JWG-IND-5/01", "PK-BY/JWG-IND-5/03", "PK-BY/IND-MOU/01"),
    }
    return {
        **content,
        "commitments": [each for each in content["commitments"] if each["ref"] in wanted],
        "links": [each for each in content["links"] if {each["origin"], each["target"]} <= wanted],
    }


def spoil_somewhere(data, draw):
    """Put something else in some place of the file, however deep."""
    at = data
    while True:
        key = draw(st.sampled_from(list(at) if isinstance(at, dict) else range(len(at))))
        inner = at[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.integers(0, 9)) == 0:
            at[key] = draw(st.sampled_from([None, 7, 1.5, True, "", "gathering", [], [7], {}]))
            return
        at = inner


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_wrong_ends_in_a_sentence_and_leaves_nothing(register, excerpt, data):
    spoilt = copy.deepcopy(excerpt)
    spoil_somewhere(spoilt, data.draw)
    with contextlib.suppress(ServandaError):
        load_sample(register, spoilt)
        register.undo()
    assert emptied(register)
