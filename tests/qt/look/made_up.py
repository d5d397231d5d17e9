"""Made-up rows that show every mark and every standing, for tests and pictures of the look."""

from __future__ import annotations

from datetime import date

from app.domain.commitment import OwnerBasis, Strength
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.rows import RegisterRow
from app.domain.timing import Basis, Bounds, Sense, Timing

TODAY = date(2026, 11, 22)


def bounds(earliest: str = "", latest: str = "") -> Bounds:
    return Bounds(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
    )


def row(rid: int, title: str, **fields: object) -> RegisterRow:
    """A row with what a test does not care about filled in."""
    usual: dict[str, object] = {
        "id": CommitmentId(f"{rid:020}"),
        "ref": f"PK-BY/EX-{rid:02}",
        "relation": "PK-BY",
        "kind": Kind.ACTION,
        "status": Status.OPEN,
        "owed_by": "PK+BY",
        "sector": "trade",
        "owner": "MoC",
        "evidence": 1,
    }
    given = {**usual, **fields}
    if "timing" in given and "bounds" not in given:
        given["bounds"] = given["timing"].bounds(date(2024, 11, 26))
    given.setdefault("first", given.get("bounds", Bounds()))
    return RegisterRow(rid=rid, title=title, **given)


def timing(edtf: str, sense: Sense = Sense.POINT, basis: Basis = Basis.STATED) -> Timing:
    return Timing(edtf=edtf, sense=sense, basis=basis)


DAY = row(
    1,
    "Plan of measures to be settled the same afternoon in the ministry",
    ref="PK-BY/SUM-2024-11/18",
    sector="economic",
    owner="PMO",
    timing=timing("2024-11-26"),
)
DEADLINE = row(
    2,
    "Meet again in the spring to settle the practical measures left open",
    ref="PK-BY/SUM-2024-11/20",
    kind=Kind.SESSION,
    owner="MoFA / EAD",
    timing=timing("[2024-11-26..2024-12-10]", Sense.DEADLINE),
    readings=2,
    disputed=True,
    evidence=2,
)
YEAR = row(
    3,
    "Invite competitors to the national skills championship",
    ref="PK-BY/JMC-8/18",
    owed_by="BY",
    sector="education",
    owner="NAVTTC",
    timing=timing("2025"),
)
ANCHORED_LATE = row(
    4,
    "Environmental action plan",
    ref="PK-BY/JMC-8/23",
    kind=Kind.SIGNATURE,
    sector="environment",
    owner="MoCC",
    timing=Timing(words="at the Prime Minister's visit", anchor=CommitmentId("x")),
    bounds=bounds("2025-04-11", "2025-04-11"),
)
WINDOW = row(
    5,
    "Ninth joint commission",
    ref="PK-BY/JMC-8/30",
    kind=Kind.SESSION,
    status=Status.FORESEEN,
    owner="EAD",
    timing=timing("2026", Sense.POINT, Basis.TO_BE_AGREED),
    strength=Strength.AGREED_ACTION,
    made_on="2025-02-10",
)
SOON = row(
    6,
    "Exchange lists of goods for the tariff annex",
    owed_by="PK",
    timing=timing("2026-12-04"),
    owner_basis=OwnerBasis.PRESUMED,
    status=Status.IN_PROGRESS,
)
SPAN = row(
    7,
    "Roadmap for comprehensive cooperation",
    kind=Kind.ROADMAP,
    status=Status.IN_FORCE,
    timing=timing("2025/2027", Sense.SPAN),
    evidence=3,
)
NO_END = row(
    8,
    "Open the second consulate",
    status=Status.ON_HOLD,
    owed_by="BY",
    timing=timing("2026-05/.."),
)
SLIPPED = row(
    9,
    "Head of government to visit",
    kind=Kind.VISIT,
    status=Status.HELD,
    sector="political",
    owner="PMO / MoFA",
    timing=timing("2025-02?"),
    done=bounds("2025-04-11", "2025-04-11"),
    evidence=3,
)
ANCHORED = row(
    10,
    "Sign the veterinary protocol",
    status=Status.DRAFT,
    timing=Timing(words="during the next session", anchor=CommitmentId("y")),
)
UNDATED = row(
    11,
    "Industry ministries' memorandum",
    kind=Kind.MOU,
    status=Status.IN_FORCE,
    owner="MoIP",
)
UNREADABLE = row(
    12, "Protocol with a date that cannot be read", timing=Timing(edtf="soon"), bounds=Bounds()
)
AHEAD = row(
    13,
    "Feasibility study of a tractor plant",
    kind=Kind.STUDY,
    owed_by="Kama Tractors (private)",
    owner="",
    evidence=0,
    timing=timing("2027-33"),
)
URDU = row(
    14,
    "زرعی تحقیق میں تعاون کی مفاہمتی یادداشت",
    kind=Kind.MOU,
    status=Status.CANCELLED,
    sector="زراعت",
    owed_by="",
    timing=timing("2026-12-31"),
)
FULL = row(
    15,
    "Agreement on mutual recognition of certificates",
    kind=Kind.AGREEMENT,
    status=Status.SIGNED,
    counterpart="Gosstandart",
    paragraph="14",
    ball_with="BY",
    ball_since="2026-09-01",
    heard=date(2026, 10, 3),
    strength=Strength.OBLIGATION,
    made_on="2024-11-26",
    timing=timing("2026-10-31"),
    first=bounds("2026-03-31", "2026-03-31"),
)
ROWS = (
    DAY,
    DEADLINE,
    YEAR,
    ANCHORED_LATE,
    WINDOW,
    SOON,
    SPAN,
    NO_END,
    SLIPPED,
    ANCHORED,
    UNDATED,
    UNREADABLE,
    AHEAD,
    URDU,
    FULL,
)
