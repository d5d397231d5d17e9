"""The form in which commands hand commitments to other programs."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.domain.query import Query
from app.services import json_dossier, json_form

TODAY = date(2026, 11, 22)


def single(register, ref, today=TODAY):
    return json_form.single(register.reader, register.reader.find(ref), today)


def whole(register, ref, today=TODAY):
    return json_dossier.whole(register.reader, register.reader.find(ref), today)


def test_a_session_still_to_be_agreed(sample):
    form = single(sample, "PK-BY/JMC-8/30")
    assert form["due"].pop("said")
    assert form["due"] == {
        "words": "2026, day not agreed",
        "edtf": "2026",
        "sense": "point",
        "basis": "to be agreed",
        "earliest": "2026-01-01",
        "latest": "2026-12-31",
        "anchor": None,
    }
    assert (form["timeliness"], form["overdue"]) == ("window open", "window open")
    assert (form["done"], form["slip"]) == (None, None)


@pytest.mark.parametrize(
    ("day", "timeliness", "overdue"),
    [
        (date(2025, 12, 31), "not yet", "no"),
        (date(2026, 1, 1), "window open", "window open"),
        (date(2026, 12, 1), "due soon", "window open"),
        (date(2026, 12, 31), "due soon", "window open"),
        (date(2027, 1, 1), "overdue", "yes"),
    ],
)
def test_where_it_stands_follows_the_day_that_is_asked_about(sample, day, timeliness, overdue):
    form = single(sample, "PK-BY/JMC-8/30", day)
    assert (form["timeliness"], form["overdue"]) == (timeliness, overdue)


def test_a_visit_that_came_late_says_by_how_much(sample):
    form = single(sample, "PK-BY/SUM-2024-11/22")
    assert (form["status"], form["phase"], form["timeliness"]) == ("held", "done", "done late")
    assert form["due"]["edtf"] == "2025-02?"
    assert form["done"] == {"earliest": "2025-04-11", "latest": "2025-04-11"}
    assert form["slip"] == {"sure": 42, "most": 69}


def test_what_is_not_known_is_null_and_what_was_left_out_is_empty(sample):
    form = single(sample, "PK-BY/JMC-8/08")
    assert form["counterpart"] is None
    assert form["paragraph"] == ""
    assert (form["due"]["edtf"], form["due"]["earliest"], form["due"]["latest"]) == (None,) * 3
    first = single(sample, "PK-BY/JEC-1/01")
    assert first["origin"] is None


def test_a_date_that_follows_another_names_its_anchor(sample):
    due = single(sample, "PK-BY/JMC-8/23")["due"]
    assert due["anchor"] == "PK-BY/SUM-2024-11/22"
    assert (due["edtf"], due["earliest"]) == (None, "2025-04-11")


def test_a_list_gives_the_same_records_as_asking_for_each(sample):
    listed = json_form.listed(json_form.records(sample.reader, Query(), TODAY))
    assert listed["count"] == len(listed["items"]) == 76
    for item in listed["items"]:
        assert {"schema": 1, **item} == single(sample, item["ref"])


def test_everything_can_be_written_as_json_and_names_no_identity(sample):
    for row in sample.reader.each_row(Query(), TODAY):
        held = sample.reader.dossier(row.id)
        text = json.dumps(json_dossier.whole(sample.reader, row.id, TODAY), ensure_ascii=False)
        assert json.loads(text)["ref"] == row.ref
        identities = [row.id, *(each.id for each in (*held.timings, *held.notes, *held.moves))]
        assert not any(each in text for each in identities)


def test_keys_are_the_same_for_every_commitment(sample):
    forms = [whole(sample, row.ref) for row in sample.reader.each_row(Query(), TODAY)]
    assert len({tuple(form) for form in forms}) == 1


def test_a_session_names_its_series_and_what_is_not_recorded_of_it(sample):
    form = whole(sample, "PK-BY/JMC-8/01")
    assert form["series"]["name"] == "Joint Ministerial Commission"
    assert form["series"]["ordinal"] == 8
    assert form["series"]["not_recorded"] == [2, 3, 4, 5, 6, 7]
    assert form["meeting"]["host"] == "BY"
    assert len(form["points"]) == 28
    assert {"ref", "title", "status"} <= set(form["points"][0])


def test_texts_announced_together(sample):
    batch = whole(sample, "PK-BY/SUM-2024-11/01")["batch"]
    assert (batch["announced"], batch["identified"], batch["unidentified"]) == (15, 14, 1)
    assert batch["members"][0] == "PK-BY/SUM-2024-11/03"
    unknown = whole(sample, "PK-BY/VIS-2025-04/01")["batch"]
    assert (unknown["announced"], unknown["identified"], unknown["unidentified"]) == (None, 9, None)
    assert whole(sample, "PK-BY/JMC-8/30")["batch"] is None


def test_both_readings_with_their_evidence(sample):
    form = whole(sample, "PK-BY/SUM-2024-11/20")
    assert [(each["edtf"], each["counts"]) for each in form["readings"]] == [
        ("[2024-11-26..2024-12-10]", True),
        ("2024-12", False),
    ]
    assert form["reading_count"] == 2
    assert form["evidence_count"] == len(form["evidence"])
    against = [each for each in form["evidence"] if each["stance"] == "contradicts"]
    assert [(each["publisher"], each["published"]) for each in against] == [("Dawn", "2024-11-27")]
    assert against[0]["paragraph"]
    assert against[0]["paraphrase"]


def test_links_say_in_which_direction_they_run(sample):
    visit = whole(sample, "PK-BY/SUM-2024-11/22")["links"]
    assert ("fulfils", "from", "PK-BY/VIS-2025-04/01", False) in [
        (each["kind"], each["direction"], each["ref"], each["presumed"]) for each in visit
    ]
    summit = whole(sample, "PK-BY/VIS-2025-04/01")["links"]
    assert ("fulfils", "to", "PK-BY/SUM-2024-11/22") in [
        (each["kind"], each["direction"], each["ref"]) for each in summit
    ]


def test_moves_and_notes_keep_when_they_happened(sample):
    form = whole(sample, "PK-BY/SUM-2024-11/22")
    steps = [(m["field"], m["value"], m["happened_on"]) for m in form["moves"]]
    assert steps[:2] == [("status", "foreseen", "2024-11-26"), ("status", "held", "2025-04-11")]
    assert [each["happened_on"] for each in form["notes"]] == ["2025-02-10", "2025-04-11"]


def test_the_reporter_of_a_note_is_named(sample):
    (note,) = whole(sample, "PK-BY/IND-MOU/01")["notes"]
    assert note["reporter"] == "Ministry of Industry of the Republic of Belarus"


def test_a_history_gives_instants_in_utc(sample):
    entries = sample.store.history(sample.reader.find("PK-BY/JMC-8/30"))
    form = json_form.history(entries)
    assert form["count"] == len(entries)
    assert {item["at"] for item in form["items"]} == {"2026-11-22T08:00:00Z"}
    assert {item["kind"] for item in form["items"]} == {"import"}


def test_a_change_names_what_it_touched(sample):
    done = sample.discard([sample.reader.find("PK-BY/JMC-8/30")])
    assert json_form.change(done, ["PK-BY/JMC-8/30"]) == {
        "schema": 1,
        "change": done.address,
        "kind": "do",
        "label": "Discard PK-BY/JMC-8/30",
        "count": 1,
        "refs": ["PK-BY/JMC-8/30"],
    }
