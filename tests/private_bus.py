"""A D-Bus session of the tests' own: in a folder that is thrown away, without a network.

The desktop of whoever runs the tests never hears of it. Needs the program `dbus-daemon`.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

LONG = 60
"""Seconds that nothing here takes: only a hang would."""

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

needs_dbus = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="desktops with D-Bus are those of Linux"
)
"""On Linux a missing `dbus-daemon` fails the test: what is not tried is not known to work."""


class Service:
    """A notification service on the bus, in a process of its own."""

    def __init__(self, address, capabilities, manner):
        program = Path(__file__).with_name("notification_service.py")
        self._process = subprocess.Popen(
            [sys.executable, str(program), address, ",".join(capabilities), manner],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines = queue.Queue()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        assert self.said() == {"ready": True}

    def _listen(self):
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def said(self, seconds=LONG):
        """The next thing it tells; raises `queue.Empty` where nothing comes."""
        return self._lines.get(timeout=seconds)

    def shown(self):
        """Everything it was told to show up to now; nothing is waited for."""
        found = []
        while not self._lines.empty():
            found.append(self._lines.get_nowait())
        return found

    def click(self, number):
        """Click on a notification."""
        self._process.stdin.write(f"click {number}\n")
        self._process.stdin.flush()
        assert self.said() == {"clicked": number}

    def stop(self):
        """Leave the bus, as when the desktop's session ends."""
        self._process.kill()
        self._process.wait(LONG)
        self._ear.join(LONG)
        self._process.stdin.close()
        self._process.stdout.close()


class PrivateBus:
    """A bus with nobody on it, until `serve` puts a notification service there."""

    def __init__(self):
        daemon = shutil.which("dbus-daemon")
        assert daemon is not None, "dbus-daemon is needed; on Debian: apt-get install dbus-daemon"
        self._folder = Path(tempfile.mkdtemp(prefix="bus-"))
        socket = self._folder / "bus"
        config = self._folder / "session.conf"
        config.write_text(_CONFIG.format(socket=socket))
        self._daemon = subprocess.Popen(
            [daemon, f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it complains where it may not raise its own limits
            text=True,
        )
        self.address = self._daemon.stdout.readline().strip()
        assert self.address.startswith("unix:")
        self._services = []

    def serve(self, *capabilities, manner="answer"):
        """Put a notification service on the bus, in place of the one that was there."""
        self.silence()
        self._services.append(Service(self.address, capabilities or ("body", "actions"), manner))
        return self._services[-1]

    def silence(self):
        """Take the service from the bus."""
        while self._services:
            self._services.pop().stop()

    def stop(self):
        """End everything that was begun."""
        self.silence()
        self._daemon.kill()
        self._daemon.wait(LONG)
        self._daemon.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)
