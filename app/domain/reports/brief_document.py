"""The brief in words: pages that stand, to be read from the top in a few minutes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.date_words import Translate, day_words
from app.domain.reading import due_words
from app.domain.reports.brief import (
    MOST_MOVED,
    MOST_OWED,
    MOST_PRESSING,
    MOST_TEXTS,
    Brief,
    Numbered,
    Place,
    Subject,
    owings,
)
from app.domain.reports.brief_short import Short
from app.domain.reports.brief_tables import Tables
from app.domain.reports.brief_words import (
    about_words,
    batch_words,
    country_words,
    gap_words,
    pair_words,
    source_words,
    titles,
)
from app.domain.reports.carry_over_document import meeting_words
from app.domain.reports.document import (
    Block,
    Document,
    Emphasis,
    Heading,
    Line,
    Paragraph,
)
from app.domain.reports.phrases import Voice, date_text, isolated, short_ref
from app.domain.reports.words import status_words

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET


def brief_document(brief: Brief) -> Document:
    """Return the brief as a document."""
    return _Writer(brief, brief.frame.voice).document()


@dataclass(slots=True)
class _Writer:
    """Says one brief in one language."""

    brief: Brief
    voice: Voice

    @property
    def tr(self) -> Translate:
        """What says things in the language of the brief."""
        return self.voice.tr

    def document(self) -> Document:
        """Return the whole document."""
        brief = self.brief
        return brief.frame.document(
            title=self._title(),
            subtitle=self._subtitle(),
            shows=self._shows(),
            blocks=self._blocks(),
            upright=True,
        )

    def _title(self) -> str:
        tr, about = self.tr, self.brief.about
        if self._everywhere():
            return tr("Brief: all pairs of countries")
        return tr("Brief: {subject}").format(subject=about_words(about, tr))

    def _everywhere(self) -> bool:
        """Whether it is of nothing in particular, between no two countries alone."""
        about = self.brief.about
        named = about.pair or all(about.names)
        whole = about.subject not in (Subject.SECTOR, Subject.AGENCY)
        return about.meeting is None and whole and not named

    def _subtitle(self) -> str:
        """Say when and where it is, or between whom."""
        about, tr = self.brief.about, self.tr
        meeting = about.meeting
        if meeting is None:
            return pair_words(about, tr)
        if meeting.held:
            day = tr("Held: {day}").format(day=date_text(meeting.held, tr))
        else:
            due = due_words(meeting.row.timing, tr, followed=isolated(meeting.row.awaited))
            status = status_words(meeting.row.status, tr)
            day = f"{status}: {due}"
        said = [pair_words(about, tr), day, *([isolated(about.place)] if about.place else [])]
        return " · ".join(said)

    def _shows(self) -> str:
        brief, tr = self.brief, self.tr
        about, until = brief.about, day_words(brief.until, tr)
        if self._everywhere():
            return tr("Every point of all pairs of countries")
        if about.meeting is None:
            return {
                Subject.SECTOR: tr("Every point of the sector {name}"),
                Subject.AGENCY: tr("Every point that {name} leads, supports or answers for"),
            }.get(about.subject, tr("Every point between {name}")).format(
                name=isolated(about.name or pair_words(about, tr))
            )
        sessions = [about.meeting.row.title]
        sessions += [about.previous.row.title] if about.previous is not None else []
        return tr(
            "Points of {sessions}; what waits for the meeting; whatever between the two countries "
            "is late, falls due by {day} or was done since the session before"
        ).format(sessions=tr(", ").join(isolated(each) for each in sessions), day=until)

    # The parts

    def _blocks(self) -> list[Block]:
        brief, tr = self.brief, self.tr
        blocks: list[Block] = [*self._facts()]
        if not (brief.points or brief.terms or brief.gaps):
            blocks.append(self._say(tr("Nothing is recorded that belongs in this brief.")))
            return blocks
        tables = Tables(brief, self.voice)
        blocks += [Heading(text=tr("In short")), *Short(brief, self.voice).blocks()]
        blocks += self._pressing(tables)
        blocks += self._owed(tables)
        blocks += self._noted()
        blocks += self._moved(tables)
        blocks += self._texts(tables)
        if brief.sources:
            blocks += [Heading(text=tr("Sources")), *map(self._source, brief.sources)]
        return blocks

    def _source(self, held: Numbered) -> Paragraph:
        title, published = source_words(held.source, self.tr)
        return self._say(f"{held.number}. {isolated(title)}. {published}", _QUIET)

    def _facts(self) -> list[Block]:
        """Say of a meeting what is known beside its day."""
        about, tr = self.brief.about, self.tr
        if about.meeting is None:
            return []
        found: list[Block] = []
        if about.line:
            said = tr("Line to take: {line}").format(line=isolated(about.line))
            found.append(self._say(said, _STRONG))
        known = []
        if about.host:
            known.append(tr("Host: {host}").format(host=isolated(country_words(about, about.host))))
        if about.chairs:
            known.append(tr("Chairs: {chairs}").format(chairs=isolated(about.chairs)))
        if not about.place:
            known.append(tr("Where it is held is not recorded."))
        if about.previous is not None:
            said = meeting_words(about.previous, tr)
            known.append(tr("Session before: {session}").format(session=said))
        if about.sources:
            numbers = ", ".join(map(str, about.sources))
            known.append(tr("source {numbers}").format(numbers=numbers))
        return [*found, *([self._say("   ".join(known), _QUIET)] if known else [])]

    def _say(self, text: str, emphasis: Emphasis = Emphasis.PLAIN) -> Paragraph:
        return Paragraph(line=self.voice.told(text, emphasis))

    def _pressing(self, tables: Tables) -> list[Block]:
        tr, pressing = self.tr, self.brief.pressing
        if not pressing:
            return []
        shown = pressing[:MOST_PRESSING]
        found: list[Block] = [Heading(text=tr("What needs a word"))]
        if not any(each.line for each in pressing):
            found.append(self._say(tr("No line to take is recorded for any of them."), _QUIET))
        found.append(tables.pressing(shown))
        return [*found, *self._more(len(pressing) - len(shown))]

    def _more(self, count: int) -> list[Block]:
        if count <= 0:
            return []
        return [self._say(self.tr("Not named here: {count} more.").format(count=count), _QUIET)]

    def _owed(self, tables: Tables) -> list[Block]:
        tr, brief = self.tr, self.brief
        found = owings(brief.owed, brief.pressing[:MOST_PRESSING])
        if not found:
            return []
        blocks: list[Block] = [Heading(text=tr("Who owes what"))]
        further = [point for each in found for point in each.points]
        said = []
        if further and not tables.some_dated(further):
            said.append(tr("None of the points named here has a deadline."))
        if further and not any(each.news for each in further):
            said.append(tr("No report is held of any of them."))
        if said:
            blocks.append(self._say(" ".join(said), _QUIET))
        table = tables.owed(found)
        if table is not None:
            blocks.append(table)
        else:
            blocks.append(self._say(" · ".join(tables.owing_words(each) for each in found)))
        return [*blocks, *self._more(sum(each.more for each in found))]

    def _noted(self) -> list[Block]:
        """Name what is only noted: nobody owes it, and it is in no other part."""
        noted = [each.row for each in self.brief.points if each.place is Place.NOTED]
        if not noted:
            return []
        named = [f"{short_ref(each)} {each.title}".strip() for each in noted]
        said = titles(named, MOST_OWED, self.tr)
        heading = self.tr("Only noted, and owed by nobody: {count}").format(count=len(noted))
        return [Heading(text=heading), self._say(said)]

    def _moved(self, tables: Tables) -> list[Block]:
        tr, brief = self.tr, self.brief
        previous = brief.about.previous
        if previous is not None:
            name = meeting_words(previous, tr)
            template = tr("Done, dropped or reported on with evidence since {session}")
            heading = template.format(session=name)
        else:
            heading = tr("Done, dropped or reported on with evidence, as far as recorded")
        moved = brief.moved
        if not moved:
            said = tr("Nothing done or dropped and no report with evidence is recorded.")
            return [Heading(text=heading), self._say(said, _QUIET)]
        shown = moved[:MOST_MOVED]
        return [Heading(text=heading), tables.moved(shown), *self._more(len(moved) - len(shown))]

    def _texts(self, tables: Tables) -> list[Block]:
        tr, brief = self.tr, self.brief
        found: list[Block] = []
        heading = Heading(text=tr("Agreements to renew or that lapse within twelve months"))
        if brief.terms:
            shown = brief.terms[:MOST_TEXTS]
            found += [heading, tables.terms(shown), *self._more(len(brief.terms) - len(shown))]
        else:
            said = tr("None is known; of what has no text on record nothing can be said.")
            found += [heading, self._say(said, _QUIET)]
        if brief.gaps or brief.batches:
            found.append(Heading(text=tr("What is not established of the texts")))
        for gap, rows in brief.gaps:
            names = titles([each.title for each in rows], MOST_TEXTS, tr)
            said = f"{gap_words(gap, tr)} ({len(rows)}): {names}"
            found.append(Paragraph(line=Line(text=said, language=self.voice.language)))
        found += [self._say(batch_words(each, tr)) for each in brief.batches]
        return found
