"""Where it says so: quotations and paraphrases with their source, date and paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.directory import PassageAt
from app.domain.dossier import Cited, Dossier
from app.domain.identity import CommitmentId, SourceId, new_id
from app.domain.particulars import Source
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.models.directory_words import stance_icon, stance_word
from app.qt.views.asking import Asking, Plan
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.field_words import field_word
from app.qt.views.languages import direction_of
from app.qt.views.lookups import source_line, source_meant
from app.qt.views.passage_links import bearing_questions, text_button
from app.qt.views.questions import YES, Answers, Ask, Question
from app.qt.views.sections import IconButton, Prose, Section, Stack, quiet_prose

_PASSAGE = ("paragraph", "quotation", "paraphrase", "stance", "supports")


class EvidenceSection(Section):
    """The passages a commitment rests on.

    `passage_wanted` carries the `PassageAt` that is to be shown in the kept text of its source.
    """

    passage_wanted = Signal(object)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Evidence"), "section-evidence")
        self.add = self.act(self.tr("Add"), "plus", "evidence-add")
        self.add.clicked.connect(self.begin)
        self.asking = Asking(
            self,
            Plan(
                name="evidence",
                verb=self.tr("Keep the passage"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
                at={"evidence": "paragraph"},
            ),
        )
        self._list = Stack("evidence")
        self._none = QuietLabel(look, self.tr("No source is attached."))
        for widget in (self.asking, self._none, self._list):
            self.body.addWidget(widget)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the evidence of this commitment."""
        super().show_dossier(dossier)
        self.count(len(dossier.evidence))
        self._none.setVisible(not dossier.evidence)
        self._list.show_items(dossier.evidence, self._passage, self.editable)

    @Slot()
    def begin(self) -> None:
        """Open the form for a passage."""
        self.asking.begin()

    def _questions(self) -> Sequence[Question]:
        return (
            Question(
                name="source",
                label=self.tr("Source"),
                placeholder=self.tr("title"),
                proposals=lambda: [
                    source_line(each) for each in self.desk.register.reader.sources()
                ],
            ),
            Question(name="new", label=self.tr("It is a new source"), ask=Ask.TICK),
            Question(name="publisher", label=self.tr("Publisher"), only_if="new"),
            Question(
                name="published",
                label=self.tr("Published"),
                ask=Ask.DATE,
                placeholder=self.tr("a day, month or year"),
                only_if="new",
            ),
            Question(
                name="language",
                label=self.tr("Language"),
                placeholder=self.tr("en, ru, ur"),
                only_if="new",
            ),
            Question(name="paragraph", label=self.tr("Paragraph")),
            Question(
                name="quotation",
                label=self.tr("Quotation"),
                ask=Ask.TEXT,
                placeholder=self.tr("Quotation, word for word"),
            ),
            Question(
                name="paraphrase",
                label=self.tr("Paraphrase"),
                ask=Ask.TEXT,
                placeholder=self.tr("or what it says, in our words"),
            ),
            *bearing_questions(),
        )

    def _write(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        details = {name: answers[name].strip() for name in _PASSAGE}
        if answers["new"] != YES:
            source = source_meant(self.desk.register.reader, "source", answers["source"])
            return lambda register: register.add_evidence(identity, source.id, **details)
        added = Source(
            id=SourceId(new_id()),
            title=answers["source"],
            publisher=answers["publisher"],
            published=answers["published"],
            language=answers["language"].lower(),
        )
        return lambda register: register.cite(identity, added, **details)

    def _passage(self, cited: Cited) -> QWidget:
        evidence, source = cited.evidence, cited.source
        text = evidence.paraphrase
        if evidence.quotation:
            text = f"“{evidence.quotation}”"
        said = Prose(self.look, text)
        if evidence.quotation:  # a paraphrase is in our own language
            said.setLayoutDirection(direction_of(source.language, evidence.quotation))
        stance = IconLabel(self.look, stance_icon(evidence.stance), size=14)
        origin = Entry(quiet_prose(self.look, self._origin(cited)), lead=stance)
        acts: list[QWidget] = []
        if source.text and evidence.quotation.strip():
            shown = text_button(self.look, evidence.id, self._show_text)
            shown.setProperty("source", source.id)
            acts.append(shown)
        if self.editable:
            name = f"evidence-withdraw-{evidence.id}"
            withdraw = IconButton(self.look, "x", name, self.tr("Withdraw this passage"))
            called = self.tr("Withdraw this passage: {passage}").format(passage=_place(cited))
            withdraw.setAccessibleName(called)
            withdraw.setProperty("subject", evidence.id)
            withdraw.clicked.connect(self._withdraw)
            acts.append(withdraw)
        texts = (said, origin) if text else (origin,)
        return Entry(*texts, acts=acts, barred=self.look)

    def _origin(self, cited: Cited) -> str:
        evidence, source = cited.evidence, cited.source
        stance = stance_word(evidence.stance)
        if evidence.supports:
            stance = self.tr("{stance}: {field}").format(
                stance=stance, field=field_word(evidence.supports)
            )
        pieces = (
            stance,
            source.publisher or source.title,
            words.date_text(source.published),
            f"¶{evidence.paragraph}" if evidence.paragraph else "",
            source.language if source.language not in ("", "en") else "",
        )
        return joined(pieces)

    @Slot()
    def _show_text(self) -> None:
        source = SourceId(str(self.sender().property("source")))
        self.passage_wanted.emit(PassageAt(source=source, evidence=subject_of(self.sender())))

    @Slot()
    def _withdraw(self) -> None:
        evidence = subject_of(self.sender())
        if self.dossier is not None:
            identity = self.dossier.commitment.id
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
            self.attempt(lambda register: register.withdraw_evidence(identity, evidence))


def _place(cited: Cited) -> str:
    """Return where a passage stands: its source, and the paragraph where one is known."""
    paragraph = cited.evidence.paragraph
    return joined((cited.source.title, f"¶{paragraph}" if paragraph else ""), ", ")
