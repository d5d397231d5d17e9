"""What the sections on ministries and agencies and on sources show, and what a merge would do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.commitment import sides_of
from app.domain.directory import (
    LeadFigures,
    MergePlan,
    OrganisationLine,
    OrganisationSheet,
    Part,
    PassageFigures,
    Reference,
    SourceLine,
    SourceSheet,
    folded,
)
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId, SourceId
from app.domain.particulars import Organisation
from app.services.focal_points import joined
from app.services.sources import astray, kept_file, kept_text
from app.store.reader import Reader

MOST = 50
"""How many commitments, or passages, a sheet shows before more are asked for."""


# --- ministries and agencies ---------------------------------------------------------------------


def organisation_lines(reader: Reader, relation: str, today: date) -> tuple[OrganisationLine, ...]:
    """Return every ministry and agency by country and name, with what it answers for.

    Of one pair of countries only those of its two sides, those whose country is not stated, and
    whoever has a part in its commitments.
    """
    aliases: dict[str, list[str]] = {}
    for each in reader.aliases():
        aliases.setdefault(each.organisation, []).append(each.name)
    figures = reader.lead_figures(relation, today)
    counts = reader.part_counts(relation)
    lines = [
        OrganisationLine(
            organisation=each,
            others=tuple(aliases.get(each.id, ())),
            leads=counts[Part.LEADS][each.id],
            supports=counts[Part.SUPPORTS][each.id],
            counterpart=counts[Part.COUNTERPART][each.id],
            figures=figures.get(each.id, LeadFigures()),
        )
        for each in reader.organisations()
    ]
    pairs = [sides_of(each.code) for each in reader.relations()]
    own_first = [first for first, _ in pairs] + [second for _, second in pairs]
    sides = sides_of(relation) if relation else tuple(dict.fromkeys(own_first))
    return tuple(
        sorted(
            (
                each
                for each in lines
                if not relation or each.commitments or each.organisation.country in ("", *sides)
            ),
            key=lambda each: _place(each.organisation.country, sides),
        )
    )


def _place(country: str, sides: Sequence[str]) -> tuple[int, bool, str]:
    """Our own side first, then the other, then others by their codes, the unstated last."""
    place = sides.index(country) if country and country in sides else len(sides)
    return place, not country, country


def matching(
    lines: Iterable[OrganisationLine], text: str, country: str | None = None
) -> tuple[OrganisationLine, ...]:
    """Return the lines that go by a name with all the words typed, of one country if one is given.

    The empty country asks for those whose country is not stated.
    """
    words = text.casefold().split()
    return tuple(
        each
        for each in lines
        if country in (None, each.organisation.country)
        and all(word in "\n".join(each.named).casefold() for word in words)
    )


def organisation_sheet(
    reader: Reader, identity: OrganisationId, relation: str, today: date, most: int = MOST
) -> OrganisationSheet:
    """Return everything about one organisation. Raises `NotFoundError`."""
    organisation = reader.organisation(identity)
    aliases = tuple(reader.aliases(identity))
    parent = organisation.parent
    line = OrganisationLine(
        organisation=organisation,
        others=tuple(each.name for each in aliases),
        leads=reader.part_count(Part.LEADS, identity, relation),
        supports=reader.part_count(Part.SUPPORTS, identity, relation),
        counterpart=reader.part_count(Part.COUNTERPART, identity, relation),
        figures=reader.lead_figures(relation, today, identity).get(identity, LeadFigures()),
    )
    rows = {part: reader.rows_of_part(part, identity, relation, most) for part in Part}
    return OrganisationSheet(
        line=line,
        aliases=aliases,
        focal_points=tuple(reader.focal_points(identity)),
        former_focal_points=tuple(reader.former_focal_points(identity)),
        parent=None if parent is None else reader.organisation(parent),
        parts=tuple(reader.parts_of(identity)),
        namesakes=tuple(
            each
            for each in reader.organisations()
            if each.id != identity and folded(each.label) == folded(organisation.label)
        ),
        leads=rows[Part.LEADS],
        supports=rows[Part.SUPPORTS],
        counterpart=rows[Part.COUNTERPART],
    )


def above(reader: Reader, identity: OrganisationId | None) -> list[OrganisationId]:
    """Return an organisation and all it is part of, upwards; a circle is gone round once."""
    parents = {each.id: each.parent for each in reader.organisations()}
    chain: list[OrganisationId] = []
    while identity is not None and identity not in chain:
        chain.append(identity)
        identity = parents.get(identity)
    return chain


def merge_plan(reader: Reader, duplicate: OrganisationId, into: OrganisationId) -> MergePlan:
    """Return all that would change if one organisation were merged into another.

    Raises `InvalidValueError` where they are one and the same, of different countries, or one is
    part of what would be merged away; `NotFoundError` where either is gone.
    """
    gone, kept = reader.organisation(duplicate), reader.organisation(into)
    _check_merge(reader, gone, kept)
    referring = reader.referring("organisation", duplicate)
    supports, dropped = _supports(reader, gone, kept, _led(referring))
    known = {folded(each) for each in (kept.name, kept.acronym, *_others(reader, into)) if each}
    doubled: list[str] = []
    for each in reader.aliases(duplicate):
        if folded(each.name) in known:
            doubled.append(each.id)
        known.add(folded(each.name))
    spellings: list[str] = []
    for name in (gone.name, gone.acronym):
        if name and folded(name) not in known:
            spellings.append(name)
            known.add(folded(name))
    focal = joined(reader, duplicate, into)
    return MergePlan(
        duplicate=gone,
        into=kept,
        repointed=tuple(
            each for each in referring if each.record != "support" and each.id not in doubled
        ),
        supports=supports,
        dropped=dropped,
        spellings=tuple(spellings),
        doubled=tuple(doubled),
        focal_points=focal.taken,
        demoted=focal.demoted,
        known_focal=focal.dropped,
        filled=_filled(reader, gone, kept),
    )


def _check_merge(reader: Reader, gone: Organisation, kept: Organisation) -> None:
    if gone.id == kept.id:
        raise InvalidValueError("into", "An entry cannot be merged into itself.")
    if gone.country and kept.country and gone.country != kept.country:
        raise InvalidValueError(
            "into",
            f"“{gone.label}” is of {gone.country} and “{kept.label}” of {kept.country}: "
            "they cannot be one and the same.",
        )
    if gone.id in above(reader, kept.parent):
        raise InvalidValueError(
            "into",
            f"“{kept.label}” is part of “{gone.label}”, which cannot be merged into it. "
            "Say first that it is not, or merge the two the other way round.",
        )


def _others(reader: Reader, identity: OrganisationId) -> list[str]:
    return [each.name for each in reader.aliases(identity)]


def _led(referring: Iterable[Reference]) -> set[str]:
    return {each.id for each in referring if (each.record, each.column) == ("commitment", "owner")}


def _supports(
    reader: Reader, gone: Organisation, kept: Organisation, led: set[str]
) -> tuple[tuple[CommitmentId, ...], tuple[str, ...]]:
    """Return what is supported anew, and which records of support are withdrawn.

    Whoever leads a commitment does not support it beside that. `led` is what is led by the
    duplicate.
    """
    theirs, ours = reader.supported(gone.id), reader.supported(kept.id)
    ahead = led | _led(reader.referring("organisation", kept.id))
    anew = [each for each in theirs.values() if each not in ahead and each not in ours.values()]
    doubled = [identity for identity, commitment in ours.items() if commitment in led]
    return tuple(dict.fromkeys(anew)), (*theirs, *doubled)


def _filled(reader: Reader, gone: Organisation, kept: Organisation) -> dict[str, str]:
    """Return the facts of the duplicate about which the other says nothing."""
    filled = {
        name: value
        for name, value in (("country", gone.country), ("kind", gone.kind))
        if value and not getattr(kept, name)
    }
    upper = gone.parent if kept.parent is None else None
    if upper is not None and kept.id not in above(reader, upper):
        filled["parent"] = upper
    return filled


# --- sources -------------------------------------------------------------------------------------


def source_lines(reader: Reader, relation: str) -> tuple[SourceLine, ...]:
    """Return every source, the newest first, with how much rests on it.

    Of one pair of countries only those that its commitments rest on, and those on which nothing
    rests yet.
    """
    here, cited = reader.passage_figures(relation), reader.cited() if relation else set()
    lines = [
        SourceLine(source=each, figures=here.get(each.id, PassageFigures()))
        for each in reversed(reader.sources())
    ]
    return tuple(each for each in lines if each.figures.passages or each.id not in cited)


def matching_sources(lines: Iterable[SourceLine], text: str) -> tuple[SourceLine, ...]:
    """Return the lines whose title, publisher or address hold all the words typed."""
    words = text.casefold().split()
    return tuple(
        each
        for each in lines
        if all(
            word
            in f"{each.source.title}\n{each.source.publisher}\n{each.source.address}".casefold()
            for word in words
        )
    )


def source_sheet(
    reader: Reader, identity: SourceId, relation: str, most: int = MOST
) -> SourceSheet:
    """Return everything about one source. Raises `NotFoundError`."""
    figures = reader.passage_figures(relation, identity).get(identity, PassageFigures())
    source = reader.source(identity)
    return SourceSheet(
        line=SourceLine(source=source, figures=figures),
        passages=reader.passages(identity, relation, most),
        text=kept_text(reader, source),
        file=kept_file(reader, source),
        astray=astray(reader, source),
    )
