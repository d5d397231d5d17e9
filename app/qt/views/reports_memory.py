"""Which report was looked at last, and what of it was chosen: kept for each register."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.reports.look import Paper
from app.domain.reports.request import LANGUAGES, TAKES, ReportName, Request, Wish

_KEY = "reports/chosen"
_MOST = 20
"""Of so many registers it is remembered, of those looked at last."""
_KEPT = (Wish.MEETING, Wish.UNTIL, Wish.SECTOR, Wish.AGENCY, Wish.ROWS, Wish.UNMARKED)
"""What is remembered of a report. Days and quarters grow old, and what leaves the house, a copy
for the other side, is asked for anew each time."""


class ReportsMemory:
    """What was chosen for the reports of one register, from one window to the next."""

    def __init__(self, settings: QSettings, register: Path) -> None:
        self._settings, self._register = settings, str(register)
        self._held = self._everything().get(self._register, {})

    @property
    def folder(self) -> Path:
        """Where files were written to last."""
        return Path(str(self._settings.value("export/folder", str(Path.home()))))

    def keep_folder(self, folder: Path) -> None:
        """Remember where a file was written to."""
        self._settings.setValue("export/folder", str(folder))

    @property
    def report(self) -> ReportName:
        """The report that was looked at last, at first the follow-up of decisions."""
        with suppress(ValueError):
            return ReportName(str(self._held.get("report")))
        return ReportName.CARRY_OVER

    @property
    def language(self) -> str:
        """The language of the reports."""
        kept = str(self._held.get("language"))
        return kept if kept in LANGUAGES else next(iter(LANGUAGES))

    @property
    def paper(self) -> Paper:
        """The paper that is printed on."""
        with suppress(ValueError):
            return Paper(str(self._held.get("paper")))
        return Paper.A4

    def since(self) -> str:
        """Return the day of the last report of changes that was saved or printed, if any."""
        return str(self._held.get("since") or "")

    def request(self, name: ReportName, relation: str) -> Request | None:
        """Return what was chosen last for a report while a pair of countries was looked at.

        None where nothing was, or another pair was looked at then.
        """
        held = self._part("wishes").get(name.value)
        if not isinstance(held, dict) or held.get("looked at", "") != relation:
            return None
        request = Request(name=name, language=self.language)
        meeting, until = (held.get(each) for each in (Wish.MEETING, Wish.UNTIL))
        agency = held.get(Wish.AGENCY)
        return replace(
            request,
            meeting=CommitmentId(str(meeting)) if meeting else None,
            until=CommitmentId(str(until)) if until else None,
            agency=OrganisationId(str(agency)) if agency else None,
            sector=str(held.get(Wish.SECTOR) or ""),
            rows=str(held.get(Wish.ROWS) or ""),
            unmarked=bool(held.get(Wish.UNMARKED)),
        )

    def keep(self, request: Request, relation: str, paper: Paper) -> None:
        """Remember what is chosen now, while a pair of countries is looked at, or all (“”)."""
        wishes: dict[str, object] = {
            each.value: getattr(request, each.value)
            for each in _KEPT
            if each in request.given & TAKES[request.name]
        }
        wishes["looked at"] = relation
        self._write(
            {
                **self._held,
                "report": request.name.value,
                "language": request.language,
                "paper": paper.value,
                "wishes": {**self._part("wishes"), request.name.value: wishes},
            }
        )

    def keep_since(self, day: str) -> None:
        """Remember the day of a report of changes that left the window."""
        self._write({**self._held, "since": day})

    def _part(self, name: str) -> Mapping[str, Any]:
        held = self._held.get(name)
        return held if isinstance(held, dict) else {}

    def _everything(self) -> dict[str, dict[str, Any]]:
        try:
            held = json.loads(str(self._settings.value(_KEY) or "{}"))
        except ValueError:
            return {}
        if not isinstance(held, dict):
            return {}
        return {path: each for path, each in held.items() if isinstance(each, dict)}

    def _write(self, held: dict[str, Any]) -> None:
        if held == self._held:
            return
        self._held = held
        others = self._everything()
        others.pop(self._register, None)
        kept = [(self._register, self._held), *others.items()][:_MOST]
        self._settings.setValue(_KEY, json.dumps(dict(kept)))
