"""The commands of focal points: whom at a ministry or agency the desk writes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from app.cli.named import organisation, word
from app.cli.options import Command, in_session, shared
from app.cli.session import Session
from app.cli.table import message, write_json
from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.focal_points import FocalPoint, FocalRole
from app.domain.identity import new_id
from app.domain.particulars import Organisation
from app.services import json_directory, json_form
from app.services.acts import Acts
from app.services.register import Register

Decorated = Callable[..., Any]


def _facts(command: Decorated) -> Decorated:
    """Give a command an option for every fact of a focal point but its name."""
    for option in (
        click.option("--language", metavar="CODE", help="The language of letters: en, ru."),
        click.option("--telephone", metavar="NO", help="The telephone number."),
        click.option("--email", metavar="ADDRESS", help="To whom drafts of mail are addressed."),
        click.option("--post", help="The title: Deputy Secretary."),
        click.option("--role", help="main, alternate or validator; an agency has one main."),
    ):
        command = option(command)
    return command


@click.command("add", cls=Command)
@click.argument("body", metavar="ORGANISATION")
@click.argument("name")
@_facts
@in_session
def add_command(session: Session, /, body: str, name: str, **given: str | None) -> None:
    """Say whom letters go to.

    Without a role it is the main one, and the main one before is an alternate from then on.
    """
    with session.opened() as register:
        held = organisation(register.reader, "organisation", body)
        role = word(FocalRole, "role", given.pop("role") or FocalRole.MAIN.value)
        facts = {field: value for field, value in given.items() if value is not None}
        point = FocalPoint(id=new_id(), organisation=held.id, name=name, role=role, **facts)
        demoted: list[FocalPoint] = []

        def act(acts: Acts) -> None:
            demoted.extend(acts.add_focal_point(point))

        register.together("A focal point of an organisation", act)
        _report(session, register, held, f"Added a focal point of “{held.name}”.", demoted)


@click.command("edit", cls=Command)
@click.argument("body", metavar="ORGANISATION")
@click.argument("who", metavar="WHO")
@click.option("--name", help="The name.")
@_facts
@in_session
def edit_command(session: Session, /, body: str, who: str, **given: str | None) -> None:
    """Put right what is known of a focal point.

    WHO is a name or an address; "" makes a fact unknown.
    """
    facts = {field: value for field, value in given.items() if value is not None}
    if not facts:
        raise click.UsageError(
            "Say what to change; “servanda organisation focal-point edit --help” names the fields."
        )
    with session.opened() as register:
        held = organisation(register.reader, "organisation", body)
        point = _meant(register.reader.focal_points(held.id), who)
        demoted: list[FocalPoint] = []

        def act(acts: Acts) -> None:
            demoted.extend(acts.amend_focal_point(point.id, **facts))

        names = ", ".join(sorted(facts))
        if not register.together(f"Edit {names} of a focal point", act).n:
            raise NothingToDoError("Nothing was changed: it is so already.")
        _report(session, register, held, f"Changed a focal point of “{held.name}”.", demoted)


@click.command("withdraw", cls=Command)
@click.argument("body", metavar="ORGANISATION")
@click.argument("who", metavar="WHO")
@in_session
def withdraw_command(session: Session, body: str, who: str) -> None:
    """Write to WHO no longer. The history keeps name and address until they are erased."""
    with session.opened() as register:
        held = organisation(register.reader, "organisation", body)
        point = _meant(register.reader.focal_points(held.id), who)
        register.withdraw_focal_point(point.id)
        _report(session, register, held, f"Withdrew a focal point of “{held.name}”.", ())


@click.command("erase", cls=Command)
@click.argument("who", metavar="WHO")
@click.option("--yes", is_flag=True, help="It cannot be undone: erase.")
@in_session
def erase_command(session: Session, who: str, yes: bool) -> None:  # noqa: FBT001 - click's
    """Erase a withdrawn focal point for good.

    It is taken out of the register and out of its history, of whatever organisation it was.
    WHO is a name or an address. Other entries that were withdrawn under it go with it.
    """
    with session.opened() as register:
        found = _former(register.reader.former_focal_points(), who)
        count = "1 withdrawn entry" if len(found) == 1 else f"{len(found)} withdrawn entries"
        if not yes:
            raise NothingToDoError(
                f"{count} would be erased for good, which cannot be undone: say so with --yes."
            )
        register.erase_focal_points(each.id for each in found)
    if session.json:
        write_json({"schema": json_form.SCHEMA, "erased_count": len(found)})
    message(f"Erased {count} for good.")


def _named(point: FocalPoint, text: str) -> bool:
    return text in (point.name.casefold(), point.email.casefold())


def _meant(known: Sequence[FocalPoint], who: str) -> FocalPoint:
    """Return the one of that name or address. Raises `InvalidValueError` naming those there are."""
    found = [each for each in known if _named(each, " ".join(who.split()).casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidValueError("who", f"Several are called “{who}”: give the address of one.")
    names = ", ".join(f"“{each.name}”" for each in known) or "none"
    raise InvalidValueError("who", f"“{who}” is no focal point of it. There are {names}.")


def _former(known: Sequence[FocalPoint], who: str) -> list[FocalPoint]:
    """Return all withdrawn entries of that name or address. Raises `InvalidValueError`."""
    found = [each for each in known if _named(each, " ".join(who.split()).casefold())]
    if not who.strip() or not found:
        raise InvalidValueError("who", f"No focal point “{who}” was withdrawn; withdraw it first.")
    return found


def _report(
    session: Session,
    register: Register,
    body: Organisation,
    text: str,
    demoted: Iterable[FocalPoint],
) -> None:
    if session.json:
        today = session.clock.today()
        write_json(json_directory.organisation(register.reader, body.id, today))
    others = [f" “{each.name}” is an alternate from now on." for each in demoted]
    message("".join([text, *others]))


GROUP = click.Group(
    "focal-point",
    commands=(add_command, edit_command, withdraw_command, erase_command),
    params=shared(),
    help="Say whom at a ministry or agency letters go to, and whom no longer.",
)
