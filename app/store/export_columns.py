"""Every column that can be exported, as SQL: what stands in it, and what its text begins with.

The words of `app.domain.timeliness` stand here once more, as conditions; tests hold the two
together.
"""

from __future__ import annotations

from app.domain.lifecycle import Phase, Status


def _within(*phases: Phase) -> str:
    wanted = ",".join(f"'{each.value}'" for each in Status if each.phase in phases)
    return f"c.status IN({wanted})"


_PHASE = (
    "CASE "
    + " ".join(f"WHEN {_within(each)} THEN '{each.value}'" for each in reversed(Phase))
    + " ELSE '' END"
)

_TIMELINESS = f"""CASE
WHEN {_within(Phase.DROPPED)} THEN 'dropped'
WHEN {_within(Phase.DONE)} THEN CASE
 WHEN c.latest IS NULL OR c.sense IN('span','continuing') THEN 'done, timing unknown'
 WHEN c.done_latest<=c.latest THEN 'done in time'
 WHEN c.done_earliest>c.latest THEN 'done late'
 ELSE 'done, timing unknown' END
WHEN c.earliest IS NULL AND c.latest IS NULL THEN
 CASE WHEN c.anchored THEN 'waiting on anchor' ELSE 'no date' END
WHEN c.sense='continuing' THEN 'no date'
WHEN c.sense='span' THEN CASE
 WHEN c.latest<:today THEN 'ended' WHEN c.earliest>:today THEN 'not yet' ELSE 'running' END
WHEN c.latest<:today THEN CASE WHEN c.status='draft' THEN 'ended' ELSE 'overdue' END
WHEN c.latest<=:soon THEN 'due soon'
WHEN c.earliest>:today THEN 'not yet'
ELSE 'window open' END"""
"""`app.domain.timeliness.timeliness` once more; tests hold the two together."""

_OVERDUE = f"""CASE
WHEN NOT {_within(Phase.OPEN, Phase.ACTIVE)} OR c.sense IN('span','continuing')
 OR c.earliest>:today THEN 'no'
WHEN c.latest IS NULL THEN 'cannot say'
WHEN c.latest<:today THEN 'yes'
ELSE 'window open' END"""
"""`app.domain.timeliness.overdue_of` once more."""

_DONE = """CASE
WHEN c.done_earliest IS NULL AND c.done_latest IS NULL THEN ''
WHEN c.done_earliest IS c.done_latest THEN c.done_earliest
ELSE '['||coalesce(c.done_earliest,'')||'..'||coalesce(c.done_latest,'')||']' END"""

DUE = "t.edtf, t.sense, t.basis, CASE WHEN t.anchor IS NOT NULL THEN t.words END"
_PROOFS = "(SELECT count(*) FROM evidence e WHERE e.commitment=c.id AND e.gone='')"


_SUPPORTING = """(SELECT group_concat(name,'; ') FROM (
 SELECT CASE u.acronym WHEN '' THEN u.name ELSE u.acronym END AS name
 FROM support s JOIN organisation u ON u.id=s.organisation
 WHERE s.commitment=c.id AND s.gone='' ORDER BY name))"""


def _ref(of: str) -> str:
    return f"{of}.ref||CASE {of}.clash WHEN '' THEN '' ELSE '.'||{of}.clash END"


TEXTS: dict[str, str] = {
    **{
        name: f"c.{name}"
        for name in (
            "relation",
            "kind",
            "title",
            "summary",
            "status",
            "owed_by",
            "sector",
            "paragraph",
            "made_at",
            "completion",
            "remarks",
            "line_to_take",
            "classification",
            "ball_with",
            "ball_letter",
        )
    },
    "owner": "c.owner_words",
    "due_said": "t.words",
    "due_why": "t.why",
    "due_offset": 't."offset"',
    "due_sense": "t.sense",
    "due_basis": "t.basis",
}
"""Columns that hold text, which may hold anything; NULL is nothing."""

DATES: dict[str, str] = {
    "made_on": "c.made_on",
    "due_edtf": "t.edtf",
    "ball_since": "c.ball_since",
    "review_on": "c.review_on",
}
"""Columns that hold EDTF: text that usually begins with a year."""

COMPOSED: dict[str, tuple[str, str]] = {
    "ref": ("c.ref", _ref("c")),
    "origin": ("p.ref", _ref("p")),
    "counterpart": ("o.acronym", "CASE o.acronym WHEN '' THEN o.name ELSE o.acronym END"),
    "due_follows": ("f.ref", _ref("f")),
    "supporting": (_SUPPORTING, _SUPPORTING),
    "owner_basis": ("c.owner_basis", "CASE WHEN c.owner IS NOT NULL THEN c.owner_basis END"),
}
"""Columns put together from several, after the one that the text begins with unless empty."""

CODES: dict[str, str] = {
    "phase": _PHASE,
    "timeliness": _TIMELINESS,
    "overdue": _OVERDUE,
    "strength": "c.strength",
    "earliest": "c.earliest",
    "latest": "c.latest",
    "done": _DONE,
    "evidence": _PROOFS,
    "readings": "c.readings",
    "priority": "c.priority",
    "update_days": "c.update_days",
    "event": "CASE c.event WHEN 1 THEN 'yes' ELSE '' END",
}
"""Columns that hold numbers, computed days and words of ours."""

WORDS = ("phase", "timeliness", "overdue")
"""Codes that are words."""

COLUMNS = frozenset({*TEXTS, *DATES, *COMPOSED, *CODES, "due_words"})
"""The keys of every column there is."""

JOINS = {
    "t.": "LEFT JOIN timing t ON t.id=c.timing AND t.gone=''",
    "f.": "LEFT JOIN commitment f ON f.id=t.anchor AND f.gone IN('','binned')",
    "o.": "LEFT JOIN organisation o ON o.id=c.counterpart",
    "p.": "LEFT JOIN commitment p ON p.id=c.origin AND p.gone IN('','binned')",
}
