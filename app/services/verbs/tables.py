"""What all commitments share: countries, sources, series, working days, the officer's views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.identity import SourceId
from app.services.verbs.opened import OpenRegister

if TYPE_CHECKING:
    from app.domain.particulars import Series, Source
    from app.domain.view import View


class TableVerbs(OpenRegister):
    """Verbs on what belongs to no single commitment."""

    def add_relation(self, code: str, first_name: str, second_name: str) -> Change:
        """Add a pair of countries."""
        return self.together(
            "New relation", lambda acts: acts.add_relation(code, first_name, second_name)
        )

    def add_source(self, source: Source) -> Change:
        """Add a document or report; see `Acts.add_source`."""
        return self.together("New source", lambda acts: acts.add_source(source))

    def amend_source(self, identity: SourceId, **values: Any) -> Change:
        """Change fields of a source; see `Acts.amend_source`."""
        names = ", ".join(sorted(values))
        return self.together(
            f"Edit {names} of a source", lambda acts: acts.amend_source(identity, **values)
        )

    def keep_text(self, identity: SourceId, text: str) -> Change:
        """Keep the text of a source; see `Acts.keep_text`."""
        return self.together("Text of a source", lambda acts: acts.keep_text(identity, text))

    def keep_file(self, identity: SourceId, data: bytes, name: str) -> Change:
        """Keep the file of a source; see `Acts.keep_file`."""
        return self.together("File of a source", lambda acts: acts.keep_file(identity, data, name))

    def forget_text(self, identity: SourceId) -> Change:
        """Keep its text no longer; see `Acts.forget_text`."""
        return self.together("Forget the text of a source", lambda acts: acts.forget_text(identity))

    def forget_file(self, identity: SourceId) -> Change:
        """Keep its file no longer; see `Acts.forget_file`."""
        return self.together("Forget the file of a source", lambda acts: acts.forget_file(identity))

    def withdraw_source(self, identity: SourceId) -> Change:
        """Take a source back; see `Acts.withdraw_source`."""
        return self.together("Withdraw a source", lambda acts: acts.withdraw_source(identity))

    def erase_source(self, identity: SourceId) -> Change:
        """Erase a withdrawn source for good; see `Acts.erase_source`. It cannot be undone."""
        return self.together(
            "Erase a source", lambda acts: acts.erase_source(identity), ChangeKind.ERASE
        )

    def add_series(self, series: Series) -> Change:
        """Add a forum that meets again and again; see `Acts.add_series`."""
        return self.together("New series", lambda acts: acts.add_series(series))

    def set_holiday(self, country: str, day: str, **details: Any) -> Change:
        """Say that a day is off or worked; see `Acts.set_holiday`."""
        return self.together(
            f"{country} on {day}", lambda acts: acts.set_holiday(country, day, **details)
        )

    def clear_holiday(self, country: str, day: str, reason: str) -> Change:
        """Say that a day is what its weekday says; see `Acts.clear_holiday`."""
        return self.together(
            f"{country} on {day}", lambda acts: acts.clear_holiday(country, day, reason)
        )

    def set_year(self, country: str, year: int, **details: Any) -> Change:
        """Say which weekdays are off in a year; see `Acts.set_year`."""
        return self.together(
            f"Working days of {country} in {year:04}",
            lambda acts: acts.set_year(country, year, **details),
        )

    def save_view(self, view: View) -> Change:
        """Keep a view under its name; see `Acts.save_view`."""
        return self.together("Save a view", lambda acts: acts.save_view(view))

    def change_view(self, identity: str, view: View) -> Change:
        """Change a saved view; see `Acts.change_view`."""
        return self.together("Change a view", lambda acts: acts.change_view(identity, view))

    def discard_view(self, identity: str) -> Change:
        """Take a saved view away."""
        return self.together("Discard a view", lambda acts: acts.discard_view(identity))
