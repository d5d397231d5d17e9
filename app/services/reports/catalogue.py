"""Every report by its name: the one place that leads from a request to what it comes to.

Each is loaded when it is asked for. The ways are written out as imports, so that whoever bundles
the program sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.domain.reports.request import ReportName, Request, check_request
from app.services.reports.report import Report
from app.store.reader import Reader

_Read = Callable[[Reader, Request, date], Report]


def made(reader: Reader, request: Request, today: date) -> Report:
    """Return the report that is asked for, as of `today`.

    Raises `InvalidValueError` for a choice that it does not take, lacks or cannot read, and
    `NotFoundError` for a commitment or an agency that is not there.
    """
    check_request(request)
    read = _WAYS[request.name]()
    return read(reader, request, today)


def _carry_over() -> _Read:
    from app.services.reports.carry_over import carry_over_report  # noqa: PLC0415 - when asked for

    return carry_over_report


def _brief() -> _Read:
    from app.services.reports.brief import brief_report  # noqa: PLC0415 - when asked for

    return brief_report


def _renewal_radar() -> _Read:
    from app.services.reports.renewal_radar import (  # noqa: PLC0415 - when asked for
        renewal_radar_report,
    )

    return renewal_radar_report


def _quarterly_return() -> _Read:
    from app.services.reports.quarterly_return import (  # noqa: PLC0415 - when asked for
        quarterly_return_report,
    )

    return quarterly_return_report


def _changed_since() -> _Read:
    from app.services.reports.changed_since import (  # noqa: PLC0415 - when asked for
        changed_since_report,
    )

    return changed_since_report


def _handover() -> _Read:
    from app.services.reports.handover import handover_report  # noqa: PLC0415 - when asked for

    return handover_report


def _slippage() -> _Read:
    from app.services.reports.slippage import slippage_report  # noqa: PLC0415 - when asked for

    return slippage_report


def _owed() -> _Read:
    from app.services.reports.owed import owed_report  # noqa: PLC0415 - when asked for

    return owed_report


def _unidentified() -> _Read:
    from app.services.reports.unidentified import (  # noqa: PLC0415 - when asked for
        unidentified_report,
    )

    return unidentified_report


_WAYS: Mapping[ReportName, Callable[[], _Read]] = {
    ReportName.CARRY_OVER: _carry_over,
    ReportName.BRIEF: _brief,
    ReportName.RENEWAL_RADAR: _renewal_radar,
    ReportName.QUARTERLY_RETURN: _quarterly_return,
    ReportName.CHANGED_SINCE: _changed_since,
    ReportName.HANDOVER: _handover,
    ReportName.SLIPPAGE: _slippage,
    ReportName.OWED: _owed,
    ReportName.UNIDENTIFIED: _unidentified,
}
