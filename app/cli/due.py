"""The command due: what falls due in the register, or when one commitment does."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from app.cli.date_options import is_given, redating_options
from app.cli.listing import write_list
from app.cli.looking import looked_at
from app.cli.options import Command, Span, in_session, looking_back
from app.cli.session import Session
from app.domain.query import Query

_WITHIN = 30


@click.command("due", cls=Command)
@click.argument("name", metavar="[REF]", required=False)
@click.option("--within", metavar="DAYS", type=Span(), help="30d or 4w; else 30 days.")
@redating_options
@looking_back
@in_session
def due_command(
    session: Session,
    /,
    name: str | None,
    within: int | None,
    as_of: date | None,
    by: str | None,
    **given: Any,
) -> None:
    """List what is late or falls due within some days; with a REF show or change its date.

    A new date stands beside the first, which is kept: --due or --anchor with --asked-by,
    --asked-on, --agreed-by, --agreed-on and --reason. With --correct the present one was written
    wrongly; with --reading another source says so of the same promise; --choose says which one
    counts.
    """
    if name is not None:
        if within is not None or as_of is not None or by is not None:
            raise click.UsageError(
                "--within and --as-of are for the list, which takes no reference; “servanda show” "
                "looks back on one commitment."
            )
        from app.cli.redating import redate  # noqa: PLC0415 - a list of what is due needs no verb

        redate(session, name, given)
        return
    if is_given(given):
        raise click.UsageError("Name the commitment whose date is meant.")
    with looked_at(session, as_of, by) as register:
        query = Query(within=_WITHIN if within is None else within, promises=True)
        write_list(session, register, query, None)


COMMANDS = (due_command,)
