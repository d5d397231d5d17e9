"""A report written to a file: the name's ending says as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.domain.errors import InvalidValueError, StorageError
from app.domain.reports.document import Document
from app.domain.reports.look import Paper
from app.services.written import beside

ENDINGS = (".html", ".docx", ".csv")
"""What is written without a window; a PDF is made where there is one."""

Writer = Callable[[Document], bytes]


def write_report(
    document: Document,
    target: Path,
    *,
    paper: Paper = Paper.A4,
    template: Path | None = None,
    also: Mapping[str, Writer] | None = None,
) -> tuple[Path, ...]:
    """Write a report as what the ending of `target` says; return the files that were written.

    `template` is an office's Word template; `also` gives further endings with what writes them,
    such as PDF. Beside a CSV file stands what it shows and as of when. Raises
    `InvalidValueError` for another ending and for a template that is none, `StorageError` where
    the disk refuses; then whatever had the name is untouched.
    """
    ending = target.suffix.casefold()
    if template is not None and ending != ".docx":
        raise InvalidValueError("template", "A template is for a report in Word (.docx).")
    content = _content(document, ending, paper, template, also or {})
    files = {target: content}
    if ending == ".csv":
        from app.services.reports.table_file import about  # noqa: PLC0415 - one of several

        files[target.with_name(f"{target.name}.about.txt")] = about(document, target.name)
    for path, held in files.items():
        with beside(path) as file:
            file.write(held)
    return tuple(files)


def _content(
    document: Document,
    ending: str,
    paper: Paper,
    template: Path | None,
    also: Mapping[str, Writer],
) -> bytes:
    if ending in also:
        return also[ending](document)
    match ending:
        case ".html":
            from app.services.reports.html import html  # noqa: PLC0415 - one of several

            return html(document, paper)
        case ".docx":
            from app.services.reports.word import docx  # noqa: PLC0415 - one of several

            return docx(document, paper, None if template is None else _read(template))
        case ".csv":
            from app.services.reports.table_file import csv_bytes  # noqa: PLC0415 - the same

            return csv_bytes(document)
    if ending == ".pdf":
        raise InvalidValueError(
            "file", "A PDF is made in the window: open the report there, then Save as."
        )
    names = ", ".join(dict.fromkeys((*also, *ENDINGS)))
    raise InvalidValueError("file", f"A report is written as one of {names}.")


def _read(template: Path) -> bytes:
    from app.services.docx_template import check_size  # noqa: PLC0415 - where there is one

    try:
        check_size(template.stat().st_size)
        return template.read_bytes()
    except OSError as error:
        raise StorageError(f"The template “{template.name}” cannot be read.") from error
