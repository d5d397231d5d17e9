"""A whole register from a JSON file, on the command line."""

from __future__ import annotations

from pathlib import Path

from app.cli.session import Session
from app.cli.table import message, write_json
from app.domain.errors import ReadOnlyError
from app.services.intake.whole import check_empty, read_whole, take_in
from app.services.json_form import SCHEMA


def import_whole(session: Session, file: Path, *, dry_run: bool) -> None:
    """Take a whole register into an empty one, which is made where there is none.

    Raises what refuses the file or the register.
    """
    whole = read_whole(file)
    there = session.path.exists()
    if session.read_only and not dry_run:
        raise ReadOnlyError("With --read-only nothing is taken in.")
    if there or not dry_run:
        with session.opened() if there else session.created(session.path) as register:
            check_empty(register, whole)
            if not dry_run:
                take_in(register, whole, file.name)
    counts = {name: count for name, count in whole.counts.items() if count}
    if session.json:
        form = {"schema": SCHEMA, "count": sum(counts.values()), "records": counts}
        write_json({**form, "register": str(session.path), "written": not dry_run})
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    verb = "It holds" if dry_run else f"Into “{session.path}” came"
    message(f"{verb} {told or 'no records'}.")
