"""The commands about rules of reminding: rules, rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from app.cli.leads import Lead
from app.cli.named import word
from app.cli.options import Command, in_session
from app.cli.session import Session
from app.cli.table import data, message, printable, table, write_json
from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.occurrences import Occurrence
from app.domain.reminder_rules import (
    CALENDAR,
    DEFAULTS,
    FAMILY_POINTS,
    JOINT,
    NONE,
    WHOLE_REGISTER,
    Point,
    ReminderRule,
    RuleBook,
    checked,
)
from app.domain.reminder_words import FAMILY_NAMES, POINT_NAMES, headline, rule_sentence
from app.services import holidays, json_reminders
from app.services.json_form import SCHEMA, listed
from app.services.register import Register
from app.services.reminder_preview import previewed
from app.store.reader import Reader

_HEADING = ("POINT", "OF", "", "WHEN")


@click.command("rules", cls=Command)
@in_session
def rules_command(session: Session) -> None:
    """List the rules of reminding: for all of a kind, then those of single commitments."""
    with session.opened() as register:
        reader = register.reader
        own = reader.reminder_rules()
        held = RuleBook(own).rules
        of_one = [each for each in own if each.commitment is not None]
        refs = {each.id: each.ref for each in reader.watched(e.commitment for e in of_one
                                                            if e.commitment)}  # fmt: skip
    rules = [(each, "") for each in held] + [
        (each, refs[each.commitment]) for each in of_one if each.commitment in refs
    ]
    if session.json:
        write_json(listed(_form(each, ref) for each, ref in rules))
        return
    data(table(_HEADING, [_cells(each, ref) for each, ref in rules], [False] * len(rules)))


def _form(each: ReminderRule, ref: str) -> dict[str, Any]:
    return json_reminders.rule(each, ref, default=each in DEFAULTS)


def _cells(each: ReminderRule, ref: str) -> tuple[str, ...]:
    return (
        each.point.value,
        ref or FAMILY_NAMES[each.family].lower(),
        "" if each in DEFAULTS else "changed" if not ref else "own",
        rule_sentence(each),
    )


@click.command("rule", cls=Command)
@click.argument("point", nargs=-1, required=True)
@click.option(
    "--kind", type=click.Choice([each.value for each in Family]), help="For all of that kind."
)
@click.option("--ref", metavar="REF", help="For that commitment alone.")
@click.option(
    "--lead",
    "leads",
    metavar="TIME",
    type=Lead(),
    multiple=True,
    help="How long before: 21d, 2w, 3m; -1d is a day after. As often as wanted.",
)
@click.option("--working", metavar="joint|CODE", help="Count working days: of both sides, or PK's.")
@click.option("--none", "nothing", is_flag=True, help="Remind of nothing.")
@click.option("--default", "reset", is_flag=True, help="Let the default hold again.")
@click.option("--preview", is_flag=True, help="Only show the dates it would give.")
@in_session
def rule_command(session: Session, /, point: tuple[str, ...], **given: Any) -> None:
    """Show or change when to be reminded of one POINT, such as deadline, notice or review.

    “servanda rules” names them all. What a rule gives is shown before it is kept (--preview) and
    after.
    """
    if [bool(given["leads"]), given["nothing"], given["reset"]].count(True) > 1:
        raise click.UsageError("Either --lead, --none or --default.")
    if given["working"] is not None and not given["leads"]:
        raise click.UsageError("--working needs --lead.")
    if given["kind"] is not None and given["ref"] is not None:
        raise click.UsageError("Either --kind or --ref.")
    with session.opened() as register:
        whose = _whose(register.reader, word(Point, "point", " ".join(point)), given)
        rule = _wanted(register.reader, whose, given)
        if _changes(given) and not given["preview"]:
            _keep(register, whose, rule, reset=given["reset"])
        today = register.clock.today()
        found = previewed(register.reader, rule, today)
        ref = register.reader.ref(whose.commitment) if whose.commitment else ""
        shown = replace(rule, commitment=whose.commitment)
        if session.json:
            form = json_reminders.rule(shown, ref, default=_is_default(rule))
            dates = json_reminders.preview(found, today)
            write_json({"schema": SCHEMA, **form, "preview": dates})
        else:
            _say(register, shown, ref, found)


def _changes(given: dict[str, Any]) -> bool:
    return bool(given["leads"] or given["nothing"] or given["reset"])


def _is_default(rule: ReminderRule) -> bool:
    return any(
        (each.point, each.leads, each.counting) == (rule.point, rule.leads, rule.counting)
        and each.family == rule.family
        for each in DEFAULTS
    )


def _whose(reader: Reader, point: Point, given: dict[str, Any]) -> ReminderRule:
    """Return the empty rule that is meant: whose it is, of which point."""
    if given["ref"] is not None:
        identity: CommitmentId = reader.find(given["ref"])
        its = reader.commitment(identity).kind.family
        if point not in FAMILY_POINTS[its]:
            raise InvalidValueError(
                "point", f"There is no “{point.value}” of {FAMILY_NAMES[its].lower()}."
            )
        return ReminderRule(id="", commitment=identity, point=point, leads=NONE)
    families = [each.family for each in DEFAULTS if each.point is point]
    family = given["kind"] or families[0]
    if given["kind"] is None and len(families) > 1:
        names = " or ".join(f"--kind {each}" for each in families)
        raise click.UsageError(f"Of which kind? {names}, or --ref for one commitment.")
    if family not in families and families == [""]:
        raise InvalidValueError("kind", f"“{point.value}” has one rule for all kinds.")
    if family not in families:
        raise InvalidValueError(
            "kind", f"There is no “{point.value}” of {FAMILY_NAMES[family].lower()}."
        )
    return ReminderRule(id="", family=family, point=point, leads=NONE)


def _wanted(reader: Reader, whose: ReminderRule, given: dict[str, Any]) -> ReminderRule:
    """Return the rule as it is to be, or as it is where nothing is to change."""
    if given["leads"] or given["nothing"]:
        counting = _counting(reader, given["working"])
        return checked(replace(whose, leads=" ".join(given["leads"]) or NONE, counting=counting))
    if whose.commitment is not None and whose.point in WHOLE_REGISTER:
        return checked(whose)
    own = reader.reminder_rules()
    if given["reset"]:
        own = [each for each in own if not _same(each, whose)]
    family = Family(whose.family) if whose.family else None
    if whose.commitment is not None:
        family = reader.commitment(whose.commitment).kind.family
    held = RuleBook(own).of(whose.point, family, whose.commitment)
    return whose if held is None else replace(held, commitment=whose.commitment)


def _same(one: ReminderRule, other: ReminderRule) -> bool:
    return (one.point, one.family, one.commitment) == (other.point, other.family, other.commitment)


def _counting(reader: Reader, working: str | None) -> str:
    if working is None:
        return CALENDAR
    text = working.strip()
    if text.casefold() == JOINT:
        return JOINT
    known = holidays.countries(reader)
    if text.upper() not in known:
        names = ", ".join(known)
        raise InvalidValueError(
            "working", f"“{working}” is neither “joint” nor a country here. There are {names}."
        )
    return text.upper()


def _keep(register: Register, whose: ReminderRule, rule: ReminderRule, *, reset: bool) -> None:
    change = register.reset_reminder_rule(whose) if reset else register.set_reminder_rule(rule)
    if not change.n:
        raise NothingToDoError("Nothing was changed: it is so already.")


def _say(register: Register, rule: ReminderRule, ref: str, found: Sequence[Occurrence]) -> None:
    whose = ref or FAMILY_NAMES[rule.family]
    data(f"{POINT_NAMES[rule.point]} · {printable(whose)}: {rule_sentence(rule)}")
    today = register.clock.today()
    for each in found:
        roughly = " (roughly: no calendar is filled in)" if each.roughly else ""
        name = f"{printable(each.ref)}  " if each.ref else ""
        data(f"  {day_words(each.on)}  {name}{printable(headline(each, today))}{roughly}")
    message("The next dates this gives." if found else "No date ahead follows from this.")


COMMANDS = (rules_command, rule_command)
