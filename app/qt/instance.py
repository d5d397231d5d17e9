"""One window for each register: who starts a second one is led to the first.

The first window listens on a local socket that is named after the register's real path, in a
folder that is its officer's alone. A second start finds the socket, asks for the window, and
leaves. What a killed program leaves behind is found to be silent and is cleared away. Nothing of
Qt's network module is loaded before there is somebody to talk to.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 2_000
"""How long a second start waits for the first window's answer before it opens one of its own."""

_WANTED, _COMING = b"raise", b"coming\n"
_LONGEST = 1536
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - no secret: a desktop's leave to take the keyboard
_PRIVATE = 0o700
_WINDOWS = sys.platform == "win32"


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same register, which need not exist."""
    return _real(one) == _real(other)


def address(register: Path) -> str | None:
    """Return where the window of a register listens: a socket's path, on Windows a pipe's name.

    None where there is no folder that is this officer's alone: then nobody listens.
    """
    name = f"servanda-{hashlib.sha256(os.fsencode(_real(register))).hexdigest()[:24]}"
    if _WINDOWS:
        return f"{name}-{_account()}"
    folder = _own_folder()
    return None if folder is None else str(folder / name)


def call_first(register: Path, patience_ms: int = PATIENCE_MS, *, goal: str = "") -> bool:
    """Ask the window that has this register open to come forward; whether there is one.

    `goal` is where it is to go, if anywhere. Takes next to no time where there is none.
    """
    where = address(register)
    if where is None or not _may_be_there(where):
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only when there may be somebody

    _give_leave()
    line = QLocalSocket()
    line.connectToServer(where)
    if not line.waitForConnected(patience_ms):
        return False
    token = os.environ.get(_TOKEN, "")
    line.write(_request(token, goal))
    line.flush()
    answered = line.bytesAvailable() > 0 or line.waitForReadyRead(patience_ms)
    coming = answered and line.readLine(_LONGEST).data() == _COMING
    line.abort()
    return coming


class Doorbell(QObject):
    """Listens for a second start with the same register.

    `rung` tells that it wants the window; `led` carries where that is to go, if it said so.
    """

    rung = Signal()
    led = Signal(str)

    def __init__(self, register: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Begin to listen; False where another window does so already, or nobody can."""
        where = address(self._register)
        if where is None:
            return False
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first picture

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if _may_be_there(where):
            if _answers(where):
                return False
            QLocalServer.removeServer(where)
        if not server.listen(where):
            return False
        server.newConnection.connect(self._opened)
        self._server = server
        return True

    def close(self) -> None:
        """Leave off listening, and clear away what was listened on."""
        if self._server is not None:
            self._server.close()
            self._server = None

    @Slot()
    def _opened(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            line = self._server.nextPendingConnection()
            line.setParent(self)
            line.readyRead.connect(self._said)
            line.disconnected.connect(line.deleteLater)
            self._hear(line)

    @Slot()
    def _said(self) -> None:
        line = self.sender()
        if line is not None:
            self._hear(line)  # type: ignore[arg-type] # only lines of ours are connected to this

    def _hear(self, line: QLocalSocket) -> None:
        if not line.canReadLine():
            if line.bytesAvailable() > _LONGEST:
                line.abort()
            return
        wanted, _, rest = bytes(line.readLine(_LONGEST).data()).strip().partition(b" ")
        token, _, goal = (unquote(each) for each in rest.decode("ascii", "replace").partition(" "))
        if wanted != _WANTED:
            line.abort()
            return
        line.write(_COMING)
        line.flush()
        if token and token.isascii() and token.isprintable():
            os.environ[_TOKEN] = token  # Qt takes it when the window asks to be active
        self.rung.emit()
        if goal:
            self.led.emit(goal)


def _request(token: str, goal: str) -> bytes:
    """What a second start says; where that is too long, the window comes forward as it stands."""
    for where in (goal, ""):
        words = b" ".join((_WANTED, quote(token).encode(), quote(where).encode())) + b"\n"
        if len(words) <= _LONGEST:
            return words
    return _WANTED + b"\n"


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _account() -> str:
    """A short name for who sits there: on Windows the pipes of all stand in one list."""
    from getpass import getuser  # noqa: PLC0415 - asked on Windows only

    name = ""
    with suppress(ImportError, KeyError, OSError):
        name = getuser()
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def _own_folder() -> Path | None:
    """Return a folder for sockets that nobody else may enter, made if need be."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and _is_private(Path(given)):
        return Path(given)
    made = Path(tempfile.gettempdir()) / f"servanda-{os.getuid()}"
    with suppress(OSError):
        made.mkdir(mode=_PRIVATE, exist_ok=True)
    return made if _is_private(made) else None


def _is_private(folder: Path) -> bool:
    """Whether a folder, and no link to one, is this officer's and closed to all others."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return ours and not found.st_mode & 0o077


def _may_be_there(where: str) -> bool:
    """Whether somebody may listen there; a killed program's socket is there too."""
    if not _WINDOWS:
        return os.path.lexists(where)
    try:
        # The list of all pipes, since looking at one would open it.
        return where in os.listdir(r"\\.\pipe")  # noqa: PTH208 - names, which are no paths
    except OSError:
        return True


def _answers(where: str) -> bool:
    """Whether anybody takes up the line."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - after the first picture

    line = QLocalSocket()
    line.connectToServer(where)
    answered = line.waitForConnected(PATIENCE_MS)
    line.abort()
    return answered


def _give_leave() -> None:
    """Let the first window come forward: on Windows only who has the keyboard may pass it on."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows only

        with suppress(AttributeError, OSError):
            ctypes.windll.user32.AllowSetForegroundWindow(-1)
