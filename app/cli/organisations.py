"""The commands of ministries and agencies: listing, adding, editing, merging them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from app.cli.focal_points import GROUP
from app.cli.named import one_of, organisation
from app.cli.options import Command, in_session, shared
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.domain.directory import AliasKind, MergePlan, OrganisationLine, folded
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import OrganisationId, new_id
from app.domain.particulars import Organisation
from app.services import json_directory, json_form
from app.services.acts import Acts
from app.services.directory import matching, merge_plan, organisation_lines
from app.services.register import Register
from app.store.reader import Reader

_HEADING = ("ACRONYM", "COUNTRY", "LEADS", "SUPPORTS", "COUNTERPART", "OVERDUE", "HEARD", "NAME")
_SPARE = ("SUPPORTS", "COUNTERPART")


@click.command("organisations", cls=Command)
@click.option("--text", default="", help="With these words in any of their names.")
@click.option("--country", metavar="CODE", help="Of that country: PK.")
@click.option("--relation", metavar="CODE", default="", help="For that pair alone: PK-BY.")
@in_session
def organisations_command(session: Session, text: str, country: str | None, relation: str) -> None:
    """List ministries and agencies with what they answer for."""
    with session.opened() as register:
        reader, today = register.reader, session.clock.today()
        codes = (each.code for each in reader.relations())
        pair = one_of(codes, "relation", relation) if relation else ""
        wanted = None if country is None else country.strip().upper()
        lines = matching(organisation_lines(reader, pair, today), text, wanted)
        if session.json:
            write_json(json_form.listed(json_directory.organisations(reader, lines)))
            return
    if lines:
        late = [each.figures.overdue > 0 for each in lines]
        data(table(_HEADING, [_cells(each) for each in lines], late, spare=_SPARE))
    message(f"{len(lines)} organisations" if len(lines) != 1 else "1 organisation")


def _cells(line: OrganisationLine) -> tuple[str, ...]:
    heard = line.figures.heard
    return (
        line.organisation.acronym,
        line.organisation.country,
        str(line.leads),
        str(line.supports),
        str(line.counterpart),
        str(line.figures.overdue),
        "" if heard is None else heard.isoformat(),
        line.organisation.name,
    )


@click.command("add", cls=Command)
@click.argument("name")
@click.option("--acronym", default="", help="What lists show it by.")
@click.option("--country", metavar="CODE", default="", help="Its country: PK.")
@click.option("--kind", default="", help="Ministry, authority, state enterprise.")
@click.option("--parent", metavar="NAME", help="What it is part of.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
@in_session
def add_command(
    session: Session, /, name: str, parent: str | None, aliases: tuple[str, ...], **facts: str
) -> None:
    """Add a ministry or agency, unless one goes by that name already."""
    with session.opened() as register:
        reader = register.reader
        for each in (name, facts["acronym"]):
            _check_new(reader, each.strip(), facts["country"])
        body = Organisation(
            id=OrganisationId(new_id()),
            name=name,
            parent=_named(reader, "parent", parent),
            **facts,
        )
        register.together("New organisation", lambda acts: acts.add_organisation(body, aliases))
        _report(session, register, body.id, f"Added “{reader.organisation(body.id).name}”.")


def _check_new(reader: Reader, name: str, country: str) -> None:
    """Refuse a name that another of the same country, or of an unstated one, goes by."""
    code = country.strip().upper()
    for each in reader.organisations_named(name) if name else ():
        if not code or each.country in ("", code):
            raise InvalidValueError(
                "name", f"“{each.name}” goes by “{name}” already; give that one the other names."
            )


def _named(reader: Reader, field: str, given: str | None) -> OrganisationId | None:
    return organisation(reader, field, given).id if given and given.strip() else None


@click.command("edit", cls=Command)
@click.argument("which", metavar="NAME")
@click.option("--name", help="Its new name; the old one stays as a former name.")
@click.option("--acronym", help="Its new acronym; the old one stays as a former name.")
@click.option("--correct", is_flag=True, help="It was written wrongly: keep no former name.")
@click.option("--country", metavar="CODE", help="Its country: PK.")
@click.option("--kind", help="Ministry, authority, state enterprise.")
@click.option("--parent", metavar="NAME", help="What it is part of; nothing for nothing.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
@click.option("--language", metavar="CODE", default="", help="The language of --alias: ru.")
@click.option("--drop-alias", "dropped", multiple=True, help="Withdraw another name of it.")
@in_session
def edit_command(session: Session, /, which: str, **given: Any) -> None:
    """Change a ministry or agency. What it was called stays among its names."""
    with session.opened() as register:
        reader = register.reader
        body = organisation(reader, "name", which)
        act = _edit(reader, body, given)
        if not register.together("Edit an organisation", act).n:
            raise NothingToDoError("Nothing was changed: it is so already.")
        _report(session, register, body.id, f"Changed “{reader.organisation(body.id).name}”.")


def _edit(reader: Reader, body: Organisation, given: Mapping[str, Any]) -> Callable[[Acts], None]:
    """Return the act that changes what was given; nothing given is a wrong command line."""
    facts = {name: given[name] for name in ("country", "kind") if given[name] is not None}
    if given["parent"] is not None:
        facts["parent"] = _named(reader, "parent", given["parent"])
    renamed = given["name"] is not None or given["acronym"] is not None
    if not (renamed or facts or given["aliases"] or given["dropped"]):
        raise click.UsageError(
            "Say what to change; “servanda organisation edit --help” names the fields."
        )
    dropped = [_alias(reader, body, each) for each in given["dropped"]]

    def act(acts: Acts) -> None:
        if renamed:
            _rename(acts, body, given)
        acts.amend_organisation(body.id, **facts)
        for each in given["aliases"]:
            acts.add_alias(body.id, each, given["language"])
        for each in dropped:
            acts.withdraw_alias(each)

    return act


def _rename(acts: Acts, body: Organisation, given: Mapping[str, Any]) -> None:
    acts.rename_organisation(
        body.id,
        body.name if given["name"] is None else given["name"],
        body.acronym if given["acronym"] is None else given["acronym"],
        keep_former=not given["correct"],
    )


def _alias(reader: Reader, body: Organisation, name: str) -> str:
    """Return the further name that is meant. Raises `InvalidValueError` naming those there are."""
    known = reader.aliases(body.id)
    for each in known:
        if folded(each.name) == folded(name.strip()):
            return each.id
    names = ", ".join(f"“{each.name}”" for each in known) or "none"
    raise InvalidValueError(
        "alias", f"“{name}” is no other name of “{body.name}”. There are {names}."
    )


@click.command("merge", cls=Command)
@click.argument("duplicate")
@click.argument("into")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@in_session
def merge_command(session: Session, duplicate: str, into: str, dry_run: bool) -> None:  # noqa: FBT001 - click's
    """Let all that refers to DUPLICATE refer to INTO, which takes its names; one undo undoes it."""
    with session.opened() as register:
        reader = register.reader
        gone = organisation(reader, "duplicate", duplicate)
        kept = organisation(reader, "into", into)
        plan = merge_plan(reader, gone.id, kept.id)
        if not dry_run:
            register.merge_organisations(gone.id, kept.id)
    if session.json:
        write_json(json_directory.merge(plan, merged=not dry_run))
    begins = "Would merge" if dry_run else "Merged"
    message(f"{begins} “{gone.name}” into “{kept.name}”{_changes(plan)}.")


def _changes(plan: MergePlan) -> str:
    """Name what is said of the other afterwards."""
    counts = (
        ("leads", plan.count("commitment", "owner")),
        ("supports", len(plan.supports)),
        ("counterpart of", plan.count("commitment", "counterpart")),
        ("notes", plan.count("note", "reporter")),
        ("parts", plan.count("organisation", "parent")),
        ("letters", plan.count("letter", "organisation")),
        ("focal points", len(plan.focal_points)),
    )
    pieces = [f"{name} {count}" for name, count in counts if count]
    pieces += [f"{AliasKind.SPELLING.value} “{name}”" for name in plan.spellings]
    return f": {', '.join(pieces)}" if pieces else ""


def _report(session: Session, register: Register, identity: OrganisationId, text: str) -> None:
    if session.json:
        today = session.clock.today()
        write_json(json_directory.organisation(register.reader, identity, today))
    message(text)


def _group(commands: Sequence[click.Command]) -> click.Group:
    return click.Group(
        "organisation",
        commands=commands,
        params=shared(),
        help="Add, change or merge ministries and agencies; say whom there is written to.",
    )


COMMANDS = (organisations_command, _group((add_command, edit_command, merge_command, GROUP)))
