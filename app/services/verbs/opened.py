"""An open register: reading it, changing it, taking a change back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.change import Change, ChangeKind
from app.domain.clock import Clock
from app.domain.identity import CommitmentId
from app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from app.paths import Folders
    from app.services.acts import Acts
    from app.store.lists import Lists
    from app.store.lookup import Lookup
    from app.store.reader import Reader


class OpenRegister:
    """One register that is open. Whatever is done to it is one change, and can be undone.

    `together` raises children of `ServandaError`, and then nothing was changed.
    """

    def __init__(self, store: Store, clock: Clock, folders: Folders | None = None) -> None:
        """Work on `store`, which `close` closes; `folders` are the officer's, where it has any."""
        self.store = store
        self.clock = clock
        self.folders = folders

    def close(self) -> None:
        """Close the register; readers taken from its store stay usable until they are closed."""
        self.store.close()

    @property
    def lists(self) -> Lists:
        """The lists, and they alone, on the thread that opened the register."""
        return self.store.lists

    @property
    def lookup(self) -> Lookup:
        """What filters and references need: of `reader` the part that is loaded fast."""
        return self.store.lookup

    @property
    def reader(self) -> Reader:
        """What can be looked up, on the thread that opened the register."""
        return self.store.reader

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.store.read_only

    def together(
        self,
        label: str,
        act: Callable[[Acts], object],
        kind: ChangeKind = ChangeKind.DO,
        *,
        gathers: int = 0,
    ) -> Change:
        """Run several verbs as one change, undone in one step; `label` names it in Undo.

        A label holds no content, only references: it outlives the erasing of what it touched.
        What enters thousands of records `gathers` so many of them at most before it writes them,
        which comes to the same and is faster; it looks things up through `Acts.reader` alone.
        """
        from app.services.acts import Acts  # noqa: PLC0415 - a window shows its first page before

        with self.store.write(label, kind, gathers=gathers) as writer:
            if gathers:
                from app.store.gathering import GatheringReader  # noqa: PLC0415 - large ones alone

                act(Acts(writer, GatheringReader(writer), self.clock.today()))
            else:
                act(Acts(writer, self.store.reader, self.clock.today()))
        return writer.change

    def backup_before(self, act: str, folder: Path) -> Path:
        """Make a checked copy before an act that changes much, and return where it lies.

        Raises `StorageError` where it cannot be made.
        """
        day = self.clock.today().isoformat()
        path = folder / f"{self.store.path.stem}-before-{act}-{day}-{self.clock.now()}.servanda"
        self.store.backup(path)
        return path

    def undo(self) -> Change:
        """Take back the latest change made here, also from before a restart."""
        return self.store.undo()

    def redo(self) -> Change:
        """Do again what was undone last."""
        return self.store.redo()

    def _ref(self, identity: CommitmentId) -> str:
        return self.reader.ref(identity)

    def _named(self, chosen: list[CommitmentId]) -> str:
        return self._ref(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} commitments"
