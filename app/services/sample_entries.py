"""What the sample's file says, entered through the officer's own verbs.

The file holds, by its own keys and references, what the record classes of the domain hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from app.domain.commitment import Commitment, Completion, OwnerBasis, Strength
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import CommitmentId, OrganisationId, SeriesId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import (
    Link,
    LinkKind,
    NoteBasis,
    Organisation,
    Series,
    Source,
    SourceKind,
    Stance,
    TimingRole,
)
from app.domain.timing import Basis, Sense, Timing
from app.services.acts import Acts

Entry = Mapping[str, Any]

FORMAT = 1
"""The format of the file that this program reads."""


@contextmanager
def _reading(place: str) -> Iterator[None]:
    """Name the place in the file at which something cannot be entered."""
    try:
        yield
    except ServandaError as error:
        raise InvalidValueError(
            "sample", f"The sample cannot be entered, at {place}: {error}"
        ) from error
    except KeyError as error:
        raise InvalidValueError(
            "sample", f"The sample is malformed at {place}: {error} is missing or not known there."
        ) from error
    except (AttributeError, TypeError, ValueError) as error:
        raise InvalidValueError(
            "sample", f"The sample is malformed at {place}: {error}."
        ) from error


class SampleEntries:
    """Enters one sample; keys and references of the file become identities of the register."""

    def __init__(self, content: Entry) -> None:
        """Check the frame of `content` and give everything in it an identity."""
        with _reading("its beginning"):
            if content["format"] != FORMAT:
                raise InvalidValueError("sample", "it is in a format this program does not know.")
            self._relation: Entry = content["relation"]
            self._code = str(self._relation["code"])
            self._sources = _listed(content, "sources")
            self._bodies = _listed(content, "organisations")
            self._forums = _listed(content, "series")
            self._links = _listed(content, "links")
            self._entries = {str(each["ref"]): each for each in _listed(content, "commitments")}
            if len(self._entries) != len(content["commitments"]):
                raise InvalidValueError("sample", "a reference is there twice.")
            self._source_ids = {each["key"]: SourceId(new_id()) for each in self._sources}
            self._body_ids = {each["key"]: OrganisationId(new_id()) for each in self._bodies}
            self._series_ids = {each["key"]: SeriesId(new_id()) for each in self._forums}
            self._ids = {ref: CommitmentId(new_id()) for ref in self._entries}

    def enter(self, acts: Acts) -> None:
        """Enter everything, what others refer to first."""
        with _reading("“relation”"):
            acts.add_relation(
                self._code, self._relation["first_name"], self._relation["second_name"]
            )
        for each in self._sources:
            with _reading(f"source {each['key']}"):
                acts.add_source(self._source(each))
        for each in self._bodies:
            with _reading(f"organisation {each['key']}"):
                acts.add_organisation(self._organisation(each), tuple(each["aliases"]))
        for each in self._forums:
            with _reading(f"series {each['key']}"):
                acts.add_series(self._series(each))
        for ref in self._anchors_first():
            with _reading(ref):
                self._enter_commitment(acts, self._entries[ref])
        for ref, entry in self._entries.items():
            with _reading(ref):
                self._enter_beside(acts, self._ids[ref], entry)
        for place, each in enumerate(self._links, 1):
            with _reading(f"link {place}"):
                acts.link(self._link(each))

    def _anchors_first(self) -> list[str]:
        """The references in the file's order, but that an anchor precedes what hangs on it."""
        order: dict[str, None] = {}
        for ref in self._entries:
            chain: list[str] = []
            at: str | None = ref
            while at is not None and at not in order:
                if at in chain:
                    raise InvalidValueError(
                        "sample", f"The sample is malformed at {ref}: its dates go in a circle."
                    )
                chain.append(at)
                with _reading(at):
                    at = self._anchor(at)
            order.update(dict.fromkeys(reversed(chain)))
        return list(order)

    def _anchor(self, ref: str) -> str | None:
        """The commitment whose date the first one of `ref` follows, if any."""
        anchor = _first_timing(self._entries[ref])["anchor"]
        if anchor is None:
            return None
        if not isinstance(anchor, str) or anchor not in self._entries:
            raise ValueError(f"“{anchor}” is not in it")
        return anchor

    # Commitments

    def _enter_commitment(self, acts: Acts, entry: Entry) -> None:
        """Enter the commitment itself at the first of its statuses."""
        begun, *_ = _moves(entry)
        commitment = self._commitment(entry, Status(begun["status"]))
        timing = self._timing(_first_timing(entry))
        draft = commitment.status is Status.DRAFT
        acts.propose(
            commitment,
            timing=None if draft else timing,
            supporting=tuple(self._body_ids[each] for each in entry["supporting"]),
            happened_on=begun["happened_on"],
            why=begun["why"],
        )
        if draft:  # with a timing it would have arrived as more than the draft it is
            acts.set_timing(commitment.id, timing)

    def _commitment(self, entry: Entry, status: Status) -> Commitment:
        strength, announced = entry["strength"], entry["batch_announced"]
        return Commitment(
            id=self._ids[entry["ref"]],
            ref=entry["ref"],
            relation=self._code,
            kind=Kind(entry["kind"]),
            title=entry["title"],
            summary=entry["summary"],
            status=status,
            owed_by=entry["owed_by"],
            strength=None if strength is None else Strength(strength),
            sector=entry["sector"],
            owner=self._body(entry["owner"]),
            owner_basis=OwnerBasis(entry["owner_basis"]),
            counterpart=self._body(entry["counterpart"]),
            origin=self._id(entry["origin"]),
            paragraph=entry["paragraph"],
            made_on=entry["made_on"],
            made_at=entry["made_at"],
            remarks=entry["remarks"],
            event=_yes_or_no(entry, "event"),
            batch=self._id(entry["batch"]),
            batch_announced=None if announced is None else int(announced),
        )

    def _enter_beside(self, acts: Acts, identity: CommitmentId, entry: Entry) -> None:
        """Enter what stands beside a commitment, then its further moves, which may need it."""
        for each in entry["evidence"]:
            acts.add_evidence(
                identity,
                self._source_ids[each["source"]],
                paragraph=each["paragraph"],
                paraphrase=each["paraphrase"],
                supports=each["supports"],
                stance=Stance(each["stance"]),
            )
        for each in entry["notes"]:
            acts.note(
                identity,
                each["text"],
                happened_on=each["happened_on"],
                reporter=self._body(each["reporter"]),
                basis=NoteBasis(each["basis"]),
                completion=each.get("completion"),
            )
        for each in entry["timings"][1:]:
            if TimingRole(each["role"]) is not TimingRole.READING:
                raise ValueError("a date beside the first one is no second reading")
            acts.add_reading(identity, self._timing(each))
        for each in entry["milestones"]:
            details = {name: each[name] for name in ("who", "due", "done_on") if name in each}
            acts.add_milestone(identity, each["label"], **details)
        if entry["meeting"] is not None:
            self._enter_meeting(acts, identity, entry["meeting"])
        self._enter_moves(acts, identity, entry)

    def _enter_meeting(self, acts: Acts, identity: CommitmentId, meeting: Entry) -> None:
        series = meeting["series"]
        acts.set_meeting(
            identity,
            series=None if series is None else self._series_ids[series],
            ordinal=meeting["ordinal"],
            host=meeting["host"],
            chairs=meeting["chairs"],
        )

    def _enter_moves(self, acts: Acts, identity: CommitmentId, entry: Entry) -> None:
        moves = _moves(entry)
        for each in moves[1:]:
            acts.move(
                identity, Status(each["status"]), happened_on=each["happened_on"], why=each["why"]
            )
        if Status(entry["status"]) is not Status(moves[-1]["status"]):
            raise ValueError("its last move does not lead to its status")
        if Completion(entry["completion"]) is not Completion.NO_EVIDENCE:
            acts.set_completion(identity, entry["completion"], happened_on=moves[-1]["happened_on"])
        if entry["ball_with"]:
            acts.pass_ball(identity, entry["ball_with"])

    def _timing(self, timing: Entry) -> Timing:
        return Timing(
            words=timing["words"],
            edtf=timing["edtf"],
            sense=Sense(timing["sense"]),
            basis=Basis(timing["basis"]),
            why=timing["why"],
            anchor=self._id(timing["anchor"]),
            offset=timing["offset"],
        )

    def _link(self, link: Entry) -> Link:
        return Link(
            id=new_id(),
            origin=self._ids[link["origin"]],
            kind=LinkKind(link["kind"]),
            target=self._ids[link["target"]],
            presumed=_yes_or_no(link, "presumed"),
            remark=link["remark"],
        )

    # The small tables

    def _source(self, source: Entry) -> Source:
        return Source(
            id=self._source_ids[source["key"]],
            title=source["title"],
            publisher=source["publisher"],
            published=source["published"],
            language=source["language"],
            kind=SourceKind(source["kind"]),
            address=source["address"],
            accessed=source["accessed"],
        )

    def _organisation(self, body: Entry) -> Organisation:
        return Organisation(
            id=self._body_ids[body["key"]],
            name=body["name"],
            acronym=body["acronym"],
            country=body["country"],
            kind=body["kind"],
            parent=self._body(body["parent"]),
        )

    def _series(self, series: Entry) -> Series:
        return Series(
            id=self._series_ids[series["key"]],
            relation=self._code,
            name=series["name"],
            acronym=series["acronym"],
            aliases=series["aliases"],
        )

    def _body(self, key: str | None) -> OrganisationId | None:
        return None if key is None else self._body_ids[key]

    def _id(self, ref: str | None) -> CommitmentId | None:
        return None if ref is None else self._ids[ref]


def _listed(content: Entry, name: str) -> Sequence[Entry]:
    """Return one of the lists of the file. Raises `TypeError` for anything else."""
    found = content[name]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise TypeError(f"“{name}” is no list of entries")
    return found


def _yes_or_no(entry: Entry, name: str) -> bool:
    value = entry[name]
    if not isinstance(value, bool):
        raise TypeError(f"“{name}” is either true or false")
    return value


def _first_timing(entry: Entry) -> Entry:
    timings: Sequence[Entry] = entry["timings"]
    if not timings or TimingRole(timings[0]["role"]) is not TimingRole.FIRST:
        raise ValueError("it does not begin its dates with the first")
    return timings[0]


def _moves(entry: Entry) -> Sequence[Entry]:
    moves: Sequence[Entry] = entry["moves"]
    if not moves:
        raise ValueError("it has no status")
    return moves
