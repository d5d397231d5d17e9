"""A point that changed, as a row: every change of it in words, and who entered it when."""

from __future__ import annotations

from app.domain.date_words import day_words
from app.domain.lifecycle import Status
from app.domain.particulars import CHOICE, Move, TimingRecord
from app.domain.proposals import choice_words
from app.domain.reading import due_words
from app.domain.reports.changed_since import Belated, ChangedPoint, Correction, Redated
from app.domain.reports.changed_words import completion_words, field_words, record_words
from app.domain.reports.document import Cell, Emphasis, Line, cell
from app.domain.reports.phrases import Voice, date_text, isolated
from app.domain.reports.revisions import agreed_lines
from app.domain.reports.words import status_words

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_LONGEST = 80


def point_row(point: ChangedPoint, voice: Voice) -> tuple[Cell, ...]:
    """Return the cells of one point: reference, title, what changed, who entered it."""
    lines = [Line(text=point.title)]
    if point.classification:
        said = voice.tr("Marked: {mark}").format(mark=isolated(point.classification))
        lines.append(voice.told(said, emphasis=_STRONG))
    return (
        cell(Line(text=point.ref, emphasis=_STRONG)),
        cell(*lines),
        cell(*change_lines(point, voice)),
        cell(*_entered(point, voice)),
    )


def change_lines(point: ChangedPoint, voice: Voice) -> list[Line]:
    """Say everything that is other of a point."""
    lines = _existence(point, voice)
    news = [line for each in point.news for line in voice.news(each.note, each.reporter)]
    if point.new:  # what came with it is told where it is shown whole
        return lines + news
    lines += _status(point, voice)
    if point.redated is not None:
        lines += _dates(point.redated, voice)
    lines += [*_moves(point, voice), *news, *_decisions(point, voice)]
    lines += [voice.told(_corrected(each, voice)) for each in point.corrections]
    return lines + _beside(point, voice)


def _existence(point: ChangedPoint, voice: Voice) -> list[Line]:
    """Say that it is new, gone or back."""
    tr, lines = voice.tr, list[Line]()
    if not point.there:
        lines.append(voice.told(tr("Its entry was taken back"), emphasis=_STRONG))
    elif point.binned:
        lines.append(voice.told(tr("In the bin"), emphasis=_STRONG))
    if point.new and point.standing is not None:
        status = status_words(point.standing, tr)
        said = tr("Entered as: {status}").format(status=status)
        lines.append(voice.told(said, emphasis=_STRONG))
        lines.append(voice.told(_due(point.due, point.due_follows, voice)))
    return lines


def _due(record: TimingRecord | None, followed: str, voice: Voice) -> str:
    if record is None:
        return voice.tr("No date")
    return due_words(record.timing, voice.tr, followed=isolated(followed))


def _status(point: ChangedPoint, voice: Voice) -> list[Line]:
    """Say where it stood and stands, and each step on the way with its day and reason."""
    tr, lines = voice.tr, list[Line]()
    if point.status is not None:
        then, now = (status_words(each, tr) for each in point.status)
        said = tr("Status: {then} → {now}").format(then=then, now=now)
        lines.append(voice.told(said, emphasis=_STRONG))
    for each in point.moves:
        if each.field == "status":
            lines.append(voice.told(_step(each, voice), emphasis=_QUIET))
    return lines


def _step(move: Move, voice: Voice) -> str:
    tr = voice.tr
    status = status_words(Status(move.value), tr)
    day = date_text(move.happened_on, tr) if move.happened_on else tr("day not known")
    said = f"{status}: {day}"
    return f"{said} ({isolated(move.why)})" if move.why else said


def _dates(redated: Redated, voice: Voice) -> list[Line]:
    tr = voice.tr
    then = _due(redated.then, redated.followed_then, voice)
    now = _due(redated.now, redated.followed_now, voice)
    said = tr("Date: {then} → {now}").format(then=then, now=now)
    lines = [voice.told(said, emphasis=_STRONG)]
    if redated.revised and redated.now is not None:
        lines += agreed_lines(redated.now, voice)
    return lines


def _moves(point: ChangedPoint, voice: Voice) -> list[Line]:
    """Say what was told of completion, of whose turn it is, and of the date that counts."""
    tr, lines = voice.tr, list[Line]()
    for each in point.moves:
        day = date_text(each.happened_on, tr)
        if each.field == "completion":
            template = tr("Completion: {completion}, {day}")
            said = template.format(completion=completion_words(each.value, tr), day=day)
        elif each.field == "ball_with":
            side = tr("a third party") if each.value == "third" else each.value or tr("nobody")
            said = tr("{turn}, since {day}").format(
                turn=tr("Its turn: {side}").format(side=side), day=day
            )
        elif each.field == CHOICE:
            said = tr("Among readings of its date one was chosen: {day}").format(day=day)
        else:
            continue
        lines.append(voice.told(said))
    if point.withdrawn:
        said = tr("Reports withdrawn: {count}").format(count=point.withdrawn)
        lines.append(voice.told(said))
    return lines


def _decisions(point: ChangedPoint, voice: Voice) -> list[Line]:
    tr, lines = voice.tr, list[Line]()
    for each in point.decisions:
        words = choice_words(each.choice, tr)
        lines.append(voice.told(tr("Chosen: {choice}").format(choice=words)))
        if each.why:
            lines.append(Line(text=each.why, emphasis=_QUIET))
        if each.applied:
            day = date_text(each.applied_on, tr)
            said = tr("Carried out on {day}").format(day=day)
            lines.append(voice.told(said, emphasis=_QUIET))
    if point.undecided:
        said = tr("Decisions withdrawn: {count}").format(count=point.undecided)
        lines.append(voice.told(said))
    return lines


def _corrected(each: Correction, voice: Voice) -> str:
    """Return a field with what it said and says; of long texts only that they changed."""
    tr = voice.tr
    field = field_words(each.field, tr)
    if max(len(each.then), len(each.now)) > _LONGEST:
        return tr("{field}: changed").format(field=field)
    then, now = (isolated(value) or tr("nothing") for value in (each.then, each.now))
    return tr("{field}: {then} → {now}").format(field=field, then=then, now=now)


def _beside(point: ChangedPoint, voice: Voice) -> list[Line]:
    """Say how many records beside it came, changed or went."""
    tr, lines = voice.tr, list[Line]()
    for record, (added, changed, gone) in point.beside.items():
        pieces = []
        if added:
            pieces.append(tr("added {count}").format(count=added))
        if changed:
            pieces.append(tr("changed {count}").format(count=changed))
        if gone:
            pieces.append(tr("withdrawn {count}").format(count=gone))
        said = f"{record_words(record, tr)}: {tr(', ').join(pieces)}"
        lines.append(voice.told(said, emphasis=_QUIET))
    return lines


def _entered(point: ChangedPoint, voice: Voice) -> list[Line]:
    """Say who entered it, when, and how long after it happened."""
    tr = voice.tr
    lines = [
        voice.told(tr(", ").join((day_words(each.day, tr), isolated(each.actor))))
        for each in point.entered
    ]
    worst = max(point.belated, key=lambda each: each.days, default=None)
    if worst is not None:
        lines.append(voice.told(_after(worst, voice), emphasis=_QUIET))
    return lines


def _after(late: Belated, voice: Voice) -> str:
    """Say how long after it happened something was entered: at least so, where no day is named."""
    tr, one = voice.tr, late.days == 1
    if late.exact:
        template = (
            tr("1 day after it happened ({day})")
            if one
            else tr("{count} days after it happened ({day})")
        )
    else:
        template = (
            tr("at least 1 day after it happened ({day})")
            if one
            else tr("at least {count} days after it happened ({day})")
        )
    return template.format(count=late.days, day=date_text(late.happened, tr))
