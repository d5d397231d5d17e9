"""The notification service of this computer, by way of a library that knows three systems.

The library is loaded when something is to be shown, and nowhere else. What it is told is plain
text; where the service of a Linux desktop reads markup, the text is escaped for it.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from app.domain.errors import ServandaError
from app.domain.outside_text import escaped
from app.paths import resource
from app.services.desktop_notes import DesktopNote

if TYPE_CHECKING:
    from desktop_notifier import Icon
    from desktop_notifier.backends.base import DesktopNotifierBackend

APPLICATION = "Servanda"
"""Under which name the desktop lists what is shown."""

PATIENCE = 10.0
"""So many seconds the service has for an answer; all of a claim's notes fit into its lease."""

_MARKUP = "body-markup"
_LINUX = sys.platform == "linux"


class NoDesktopError(ServandaError):
    """There is no service that could show a notification, or it may not show ours."""


class Desktop:
    """The notification service, for the length of one run of asyncio. Made by `desktop`."""

    def __init__(self, backend: DesktopNotifierBackend) -> None:
        self._backend = backend
        self._markup = False

    async def begin(self) -> None:
        """Ask the service what it can do. Raises `NoDesktopError`, or what the library meets."""
        from desktop_notifier import Capability  # noqa: PLC0415 - loaded when needed

        if Capability.TITLE not in await self._backend.get_capabilities():
            raise NoDesktopError(_UNSUPPORTED)
        if not await self._backend.request_authorisation():
            raise NoDesktopError(
                "Notifications of Servanda are turned off in the settings of this system: nothing "
                "was shown."
            )
        # The library does not tell whether a Linux desktop's service reads the body as markup.
        service = getattr(self._backend, "interface", None)
        if service is not None:
            self._markup = _MARKUP in await service.call_get_capabilities()

    async def show(self, note: DesktopNote, clicked: Callable[[], None]) -> bool:
        """Show a note; whether the service took it. `clicked` is called if it is clicked on.

        Clicks are heard for as long as the event loop runs.
        """
        from desktop_notifier import Notification, Urgency  # noqa: PLC0415 - loaded when needed

        taken: list[bool] = []
        wanted = Notification(
            title=note.title,
            message=escaped(note.body) if self._markup else note.body,
            urgency=Urgency.Critical if note.urgent else Urgency.Normal,
            on_dispatched=lambda: taken.append(True),
            on_clicked=clicked,
        )
        try:
            await asyncio.wait_for(self._backend.send(wanted), PATIENCE)
        except (TimeoutError, OSError):
            return False
        # The library keeps a failure to itself, but then tells of no dispatch.
        return bool(taken)

    async def close(self) -> None:
        """Leave the service; clicks are no longer heard."""
        bus = getattr(self._backend, "bus", None)
        if bus is not None:
            bus.disconnect()
            with suppress(Exception):  # whatever ended the connection, it has ended
                await asyncio.wait_for(bus.wait_for_disconnect(), PATIENCE)


@asynccontextmanager
async def desktop() -> AsyncIterator[Desktop]:
    """Reach the notification service of this computer, for a while. Raises `NoDesktopError`."""
    found = await reach_desktop()
    try:
        yield found
    finally:
        await found.close()


async def reach_desktop() -> Desktop:
    """Return the notification service of this computer, to be closed. Raises `NoDesktopError`."""
    # What the library logs may hold what a notification says.
    logger = logging.getLogger("desktop_notifier")
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    try:
        return await asyncio.wait_for(_found(), PATIENCE)
    except NoDesktopError:
        raise
    except Exception as error:  # whatever the library meets: each system fails in its own words
        raise NoDesktopError(
            "There is no notification service to remind with: nothing was shown, and everything "
            "that is due will be shown as soon as there is one, or when the window is opened."
        ) from error


async def _found() -> Desktop:
    from desktop_notifier.main import get_backend_class  # noqa: PLC0415 - loaded when needed

    found = Desktop(get_backend_class()(APPLICATION, _icon()))
    try:
        await found.begin()
    except BaseException:
        await found.close()
        raise
    return found


_UNSUPPORTED = (
    "This system shows no notifications of this program: on macOS only a signed application may "
    "show any, on Windows it takes Windows 10 or later."
)


def _icon() -> Icon | None:
    """Return the program's picture, where the system takes one that is drawn by lines."""
    from desktop_notifier import Icon  # noqa: PLC0415 - loaded when needed

    return Icon(path=resource("icons", "servanda.svg")) if _LINUX else None
