"""The brief in short: how many points stand where, and what of them has to be known first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.date_words import Translate, day_words
from app.domain.reports.brief import Brief, Place
from app.domain.reports.brief_words import PLACE_TONES, place_words
from app.domain.reports.document import Block, Count, Counts, Paragraph, Tone
from app.domain.reports.phrases import Voice, isolated

_INK = Tone.INK


@dataclass(slots=True)
class Short:
    """Says the sums of one brief in one language."""

    brief: Brief
    voice: Voice

    @property
    def tr(self) -> Translate:
        """What says things in the language of the brief."""
        return self.voice.tr

    def blocks(self) -> list[Block]:
        """Return how many points stand where, and what has to be known of them first."""
        brief, tr = self.brief, self.tr
        counts = tuple(
            Count(label=place_words(place, tr), number=number, tone=PLACE_TONES.get(place, _INK))
            for place, number in brief.places
        )
        name = tr("{points} points").format(points=len(brief.points))
        found: list[Block] = [Counts(name=name, counts=counts)] if counts else []
        said = [
            *self._late(), *self._soon(), *self._silent(), *self._turns(), *self._further(),
        ]  # fmt: skip
        return [*found, *(Paragraph(line=self.voice.told(each, tone=tone)) for each, tone in said)]

    def _late(self) -> list[tuple[str, Tone]]:
        late = [each.row for each in self.brief.points if each.place is Place.LATE]
        if not late:
            return [(self.tr("Nothing in it is late."), _INK)]
        first = min(late, key=lambda row: row.bounds.latest or self.brief.today)
        last = first.bounds.latest or self.brief.today
        said = self.tr("Late: {count}, the longest by {days} days ({title}).")
        days = (self.brief.today - last).days
        return [(said.format(count=len(late), days=days, title=isolated(first.title)), Tone.LATE)]

    def _soon(self) -> list[tuple[str, Tone]]:
        tr, until = self.tr, day_words(self.brief.until, self.tr)
        soon = sum(each.place is Place.SOON for each in self.brief.points)
        if not soon:
            return [(tr("Nothing is known to fall due by {day}.").format(day=until), _INK)]
        return [(tr("Due by {day}: {count}.").format(day=until, count=soon), Tone.SOON)]

    def _silent(self) -> list[tuple[str, Tone]]:
        owed = self.brief.owed
        silent = sum(each.row.heard is None for each in owed)
        if not silent:
            return []
        said = self.tr(
            "Still owed: {owed}. Of {silent} of them no report is held: what was done is not known."
        )
        return [(said.format(owed=len(owed), silent=silent), _INK)]

    def _turns(self) -> list[tuple[str, Tone]]:
        """Say whose turn it is, in how many points; and in how many nobody says."""
        tr, owed = self.tr, self.brief.owed
        turns = Counter(each.row.ball_with for each in owed)
        unsaid = turns.pop("", 0)
        if not turns:
            return []
        said = [
            f"{tr('a third party') if side == 'third' else side} {count}"
            for side, count in sorted(turns.items())
        ]
        template = tr("Whose turn it is: {turns}; not recorded of {count}.")
        return [(template.format(turns=tr(", ").join(said), count=unsaid), _INK)]

    def _further(self) -> list[tuple[str, Tone]]:
        brief, tr, found = self.brief, self.tr, list[tuple[str, Tone]]()
        if brief.terms:
            said = tr("Agreements with a date ahead or lapsed within twelve months: {count}.")
            found.append((said.format(count=len(brief.terms)), _INK))
        disputed = sum(each.row.disputed for each in brief.owed)
        if disputed:
            said = tr("Sources disagree on the date, and no reading is chosen: {count}.")
            found.append((said.format(count=disputed), _INK))
        left = brief.uncounted
        if left.drafts:
            said = tr("Drafts, which nobody has promised yet and which are not in it: {count}.")
            found.append((said.format(count=left.drafts), _INK))
        if left.events or left.internal or brief.papers:
            said = tr(
                "Not in it: events {events}, internal meetings {internal}, papers of "
                "meetings {papers}."
            ).format(events=left.events, internal=left.internal, papers=brief.papers)
            found.append((said, _INK))
        return found
