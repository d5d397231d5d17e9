"""What a merge of two entries will change, said before it is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.directory import MergePlan


def _tr(text: str) -> str:
    return QCoreApplication.translate("Merging", text)


def merge_words(plan: MergePlan) -> str:
    """Return in a few sentences exactly what will change."""
    target = plan.into.label
    moved = _moved(plan)
    if moved:
        template = _tr("It {parts}: all of this will be said of {target}.")
        parts = ", ".join(moved)
        said = [template.format(parts=parts, target=_quoted(target))]
    else:
        said = [_tr("Nothing refers to it.")]
    said += [*_names(plan), *_filled(plan)]
    said.append(
        _tr("“{name}” is discarded. One Undo takes all of it back.").format(
            name=plan.duplicate.label
        )
    )
    return " ".join(said)


def _moved(plan: MergePlan) -> list[str]:
    """Say what refers to the duplicate, as verbs after “It”."""
    supports = len(plan.supports)
    counted = (
        (plan.count("commitment", "owner"), _tr("leads 1"), _tr("leads {count}")),
        (supports, _tr("supports 1"), _tr("supports {count}")),
        (
            plan.count("commitment", "counterpart"),
            _tr("is the counterpart of 1"),
            _tr("is the counterpart of {count}"),
        ),
        (plan.count("note", "reporter"), _tr("reported 1 note"), _tr("reported {count} notes")),
        (
            plan.count("organisation", "parent"),
            _tr("has 1 agency under it"),
            _tr("has {count} agencies under it"),
        ),
        (
            plan.count("letter", "organisation"),
            _tr("was sent 1 letter"),
            _tr("was sent {count} letters"),
        ),
    )
    return [
        one if count == 1 else many.format(count=count) for count, one, many in counted if count
    ]


def _names(plan: MergePlan) -> list[str]:
    """Say which names the other will go by."""
    target = _quoted(plan.into.label)
    said = []
    if plan.spellings:
        names = " " + _tr("and") + " "
        listed = names.join(_quoted(each) for each in plan.spellings)
        template = (
            _tr("{names} becomes another spelling of {target}.")
            if len(plan.spellings) == 1
            else _tr("{names} become other spellings of {target}.")
        )
        said.append(template.format(names=listed, target=target))
    further = plan.count("alias", "organisation")
    if further == 1:
        said.append(_tr("Its other name goes over too."))
    elif further:
        said.append(_tr("Its {count} other names go over too.").format(count=further))
    said += _focal_points(plan)
    if plan.dropped and len(plan.dropped) > len(plan.supports):
        said.append(_tr("Support that would be said twice is said once."))
    return said


def _focal_points(plan: MergePlan) -> list[str]:
    """Say what becomes of those whom the duplicate's letters went to."""
    said = []
    count = len(plan.focal_points)
    if count == 1:
        said.append(_tr("Its focal point goes over too."))
    elif count:
        said.append(_tr("Its {count} focal points go over too.").format(count=count))
    if plan.demoted:
        said.append(_tr("{target} keeps its main one.").format(target=_quoted(plan.into.label)))
    return said


def _filled(plan: MergePlan) -> list[str]:
    words = {
        "country": _tr("its country"),
        "kind": _tr("its kind"),
        "parent": _tr("what it is part of"),
    }
    facts = [words[name] for name in plan.filled]
    if not facts:
        return []
    template = _tr("{target} takes over {facts}, which it does not state itself.")
    return [template.format(target=_quoted(plan.into.label), facts=", ".join(facts))]


def _quoted(name: str) -> str:
    return f"“{name}”"
