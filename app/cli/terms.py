"""The options that fill the clauses of an instrument about its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

_OPTIONS = {
    "term_start": ("starts", "EDTF", "The first day of its first term."),
    "start_rule": ("start_rule", "RULE", "Else what brings it into force: signature, …"),
    "term": ("initial", "LENGTH", "How long the first term is: P36M, or indefinite."),
    "term_end": ("ends", "EDTF", "The last day of the first term, where its text names one."),
    "renewal": ("renewal", "HOW", "How it goes on: none, express, tacit, unknown."),
    "renewal_period": ("renewal_period", "LENGTH", "How long each renewal is: P12M."),
    "min_term": ("minimum", "LENGTH", "How long no notice may be given: P3Y."),
    "notice": ("notice", "LENGTH", "How long before the end notice is due: P3M, or none."),
    "notice_counts": ("notice_event", "DAY", "Which day counts: given, received, unknown."),
    "end_convention": ("end_convention", "HOW", "Where a term ends: anniversary, day-before."),
    "buffer": ("buffer", "DAYS", "Joint working days a letter needs to arrive."),
    "clause": ("words", "TEXT", "How the text puts it, in your words."),
}
"""The options, each with the clause it fills and what is said of it."""

Decorated = Callable[..., Any]


def term_options(command: Decorated) -> Decorated:
    """Give a command an option for every clause of an instrument's term."""
    for name, (_, metavar, text) in reversed(_OPTIONS.items()):
        option = f"--{name.replace('_', '-')}"
        command = click.option(option, name, metavar=metavar, help=text)(command)
    return command


def term_clauses(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the clauses that were given; "" makes one unknown again."""
    found = {
        field: given[name] for name, (field, _, _) in _OPTIONS.items() if given[name] is not None
    }
    unknown = ("start_rule", "renewal", "notice_event")
    return {
        name: "unknown" if value == "" and name in unknown else value
        for name, value in found.items()
    }
