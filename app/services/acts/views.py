"""Saved views: ways of looking at the register that the officer named."""

from __future__ import annotations

from dataclasses import replace

from app.domain.errors import InvalidValueError
from app.domain.identity import new_id
from app.domain.particulars import SavedView
from app.domain.view import View
from app.services.acts.within import Within

_MOST_LETTERS = 80


class ViewActs(Within):
    """Saves, changes and discards views; they are content of the register, and can be undone."""

    def save_view(self, view: View) -> str:
        """Keep a view under its name. Raises `InvalidValueError` for a name that is taken."""
        named = SavedView(id=new_id(), name=self._free(view.name), definition=view.to_text())
        self._add("savedview", named.id, named)
        return named.id

    def change_view(self, identity: str, view: View) -> None:
        """Change what a saved view shows, and its name."""
        now = next((each for each in self._reader.saved_views() if each.id == identity), None)
        if now is None:
            raise InvalidValueError("view", "This view is no longer in the register.")
        name = self._free(view.name, now)
        kept = replace(now, name=name, definition=view.to_text())
        self._writer.set("savedview", identity, name=kept.name, definition=kept.definition)

    def discard_view(self, identity: str) -> None:
        """Take a saved view away. Raises `NotFoundError`."""
        self._withdraw("savedview", identity)

    def _free(self, name: str, now: SavedView | None = None) -> str:
        """Return a name that no other view has; `now` is the one that is to have it."""
        wanted = " ".join(name.split())[:_MOST_LETTERS]
        if not wanted:
            raise InvalidValueError("view", "A view needs a name.")
        others = [each for each in self._reader.saved_views() if each != now]
        if any(each.name.casefold() == wanted.casefold() for each in others):
            raise InvalidValueError("view", f"There is a view named “{wanted}” already.")
        return wanted
