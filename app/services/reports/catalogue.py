"""Every report by its name: the one place that leads from a request to what it comes to."""

from __future__ import annotations

from datetime import date

from app.domain.reports.request import ReportName, Request, check_request
from app.services.reports.report import Report
from app.store.reader import Reader


def made(reader: Reader, request: Request, today: date) -> Report:
    """Return the report that is asked for, as of `today`.

    Raises `InvalidValueError` for a choice that it does not take, lacks or cannot read, and
    `NotFoundError` for a commitment or an agency that is not there.
    """
    check_request(request)
    match request.name:  # each report is loaded when it is asked for
        case ReportName.CARRY_OVER:
            from app.services.reports.carry_over import carry_over_report as read  # noqa: PLC0415
        case _:
            raise NotImplementedError(request.name)
    return read(reader, request, today)
