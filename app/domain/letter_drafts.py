"""Who may be asked about what, and what a letter would tell each, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.focal_points import FocalPoint, Recipients, recipients
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.letter_chains import AwaitedLetter
from app.domain.letters import LetterForm, LetterRound
from app.domain.particulars import Organisation


class Reason(StrEnum):
    """Why an organisation owes an answer."""

    BALL = "ball"
    SILENT = "silent"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """A pending promise as far as it matters who is asked about it.

    `silent` says that its news are stale; `internal` that it was made at an internal meeting.
    """

    id: CommitmentId
    relation: str
    owner: OrganisationId | None = None
    counterpart: OrganisationId | None = None
    owed_by: str = ""
    ball_with: str = ""
    marked: bool = False
    silent: bool = False
    internal: bool = False
    heard: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """An organisation and the points it may be asked about.

    `reasons` say why it owes an answer, none where it does not. `heard` is the last day of the
    newest report of any of the points. `marked` counts further points that are classified and
    stand in no letter; `awaited` is what it has not answered yet.
    """

    organisation: Organisation
    points: tuple[CommitmentId, ...]
    reasons: frozenset[Reason] = frozenset()
    marked: int = 0
    heard: date | None = None
    awaited: tuple[AwaitedLetter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPoint:
    """A point as a letter tells it: nothing here is more than the register says.

    `origin` names the document it stands in, `paragraph` its place there. `said` is the agreed
    wording, verbatim, in `language`; empty where none is held, and then `title` stands for it.
    `note` is the text of the newest report, of the day `noted_on`.
    """

    commitment: CommitmentId
    ref: str
    title: str
    due: str
    origin: str = ""
    paragraph: str = ""
    said: str = ""
    language: str = ""
    note: str = ""
    noted_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one organisation is to be sent. `name` is what it goes by in the letter's language.

    `left_out` counts points that are classified: it is for the officer, never for the letter.
    `focal_points` are those of the organisation.
    """

    organisation: Organisation
    name: str
    language: str
    points: tuple[DraftPoint, ...]
    left_out: int = 0
    focal_points: tuple[FocalPoint, ...] = ()

    @property
    def recipients(self) -> Recipients:
        """To whom it goes by mail."""
        return recipients(self.focal_points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """A round before it is sent: its facts, the round it reminds of, a draft for each."""

    round: LetterRound
    form: LetterForm
    letters: tuple[Draft, ...]
    previous: LetterRound | None = None

    @property
    def left_out(self) -> int:
        """How many points stand in no letter, being classified."""
        return sum(each.left_out for each in self.letters)

    @property
    def unaddressed(self) -> tuple[Organisation, ...]:
        """The organisations of which no address is held that a mail can go to."""
        return tuple(each.organisation for each in self.letters if not each.recipients.to)
