"""A notification service for the tests, on a bus of their own: it notes what it is told to show.

Run as a program: `notification_service.py BUS CAPABILITIES MANNER`. It writes one line of JSON for
each notification. A line “click N” on its standard input clicks on the notification numbered N.
Its manner is to `answer`, to stay `silent` when told to show something, or to `refuse` from the
second on.
"""

from __future__ import annotations

import asyncio
import json
import sys

from dbus_fast import DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Notifications(ServiceInterface):
    def __init__(self, capabilities, manner):
        super().__init__(NAME)
        self.capabilities, self.manner, self.count = capabilities, manner, 0

    @dbus_method()
    def GetCapabilities(self) -> "as":  # noqa: F722, N802 - D-Bus's signature and name
        return self.capabilities

    @dbus_method()
    def GetServerInformation(self) -> "ssss":  # noqa: F821, N802, UP037
        return ["Noted", "Servanda's tests", "1", "1.2"]

    @dbus_method()
    def CloseNotification(self, number: "u"):  # noqa: F821, N802, UP037
        say(closed=number)

    @dbus_method()
    async def Notify(  # noqa: N802
        self,
        app: "s",  # noqa: F821, UP037
        replaces: "u",  # noqa: F821, UP037
        icon: "s",  # noqa: F821, UP037
        summary: "s",  # noqa: F821, UP037
        body: "s",  # noqa: F821, UP037
        actions: "as",  # noqa: F722
        hints: "a{sv}",  # noqa: F722
        expires: "i",  # noqa: F821, UP037
    ) -> "u":  # noqa: F821, UP037
        self.count += 1
        number = self.count
        say(
            number=number,
            app=app,
            icon=icon,
            summary=summary,
            body=body,
            actions=actions,
            urgency=hints["urgency"].value if isinstance(hints.get("urgency"), Variant) else None,
        )
        if self.manner == "silent":
            await asyncio.Event().wait()
        if self.manner == "refuse" and number > 1:
            raise DBusError("org.freedesktop.DBus.Error.LimitsExceeded", "too many")
        return number

    @dbus_signal()
    def ActionInvoked(self, number, key) -> "us":  # noqa: F821, N802, UP037
        return [number, key]

    @dbus_signal()
    def NotificationClosed(self, number, reason) -> "uu":  # noqa: F821, N802, UP037
        return [number, reason]


async def main(address, capabilities, manner):
    bus = await MessageBus(bus_address=address).connect()
    service = Notifications(capabilities, manner)
    bus.export(PATH, service)
    await bus.request_name(NAME)
    say(ready=True)
    heard = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(heard), sys.stdin)
    while line := await heard.readline():
        word, _, number = line.decode().partition(" ")
        if word == "click":
            service.ActionInvoked(int(number), "default")
            # An answer to anything means that the signal went out before it.
            asked = Message(
                message_type=MessageType.METHOD_CALL,
                destination="org.freedesktop.DBus",
                path="/org/freedesktop/DBus",
                interface="org.freedesktop.DBus",
                member="GetId",
            )
            await bus.call(asked)
            say(clicked=int(number))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2].split(",") if sys.argv[2] else [], sys.argv[3]))
