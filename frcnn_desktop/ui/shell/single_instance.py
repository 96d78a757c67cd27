"""One window per user and screen: a second start hands its files to the first and ends."""

from __future__ import annotations

import hashlib
import json
import os
import socket as sockets
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.host.folders import APPLICATION, runtime_folder

_WAIT_MS = 2000
_ANSWER_MS = 10_000
"""Longer than a window is ever busy, also while torch is loaded on a machine that has much else to do"""
_MOST_S = 14
"""After this the window opens, whoever has the name and does not answer."""
_MOST_BYTES = 1 << 20
_ANSWER = b"taken\n"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_ID", "SESSIONNAME")


def instance_name() -> str:
    """Return a name that all starts by this user on this screen share, and no others."""
    screens = (os.environ.get(name, "") for name in _SCREENS)
    parts = (str(platformdirs.user_config_path(APPLICATION)), *screens)
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=8)
    return f"{APPLICATION}-{digest.hexdigest()}"


class SingleInstance(QObject):
    """`hand_over(paths)` gives files to a program that already runs; else `listen()` waits for others'.

    Signals: `paths_received(list[Path])`, an empty list when a second start named no files; `token` holds
    what lets the window come to the front on Wayland, "" elsewhere. `close()` stops listening.
    """

    paths_received = Signal(list)

    def __init__(self, name: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name or instance_name()
        self._folder = _folder()
        self.address = self._name if self._folder is None else str(self._folder / self._name)
        self.token = ""
        self._server = QLocalServer(self)
        # Whoever may connect may make the program open files: nobody but this user.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._received: dict[QLocalSocket, bytearray] = {}
        self._deadline = time.monotonic() + _MOST_S

    def hand_over(self, paths: Sequence[Path]) -> bool:
        """Give the paths to a running program. False when none runs, or it does not answer in time.

        Nothing is told to a program of another user.
        """
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(self._left(_WAIT_MS)) or not is_own_peer(socket):
            return False
        message = {
            "paths": [str(path.absolute()) for path in paths],
            "token": os.environ.get("XDG_ACTIVATION_TOKEN", ""),
        }
        socket.write(json.dumps(message).encode() + b"\n")
        socket.waitForBytesWritten(self._left(_WAIT_MS))
        return socket.waitForReadyRead(self._left(_ANSWER_MS)) and bytes(socket.readAll().data()) == _ANSWER

    def listen(self) -> bool:
        """Wait for other starts from now on. False when another program does.

        What a dead one left in the way is cleared.
        """
        lock = QLockFile(str((self._folder or Path(tempfile.gettempdir())) / f"{self._name}.lock"))
        # Two starts at the same moment must not clear each other's way.
        # Asked first: with access for one user only, Qt takes the name away from whoever has it.
        if not lock.tryLock(self._left(_WAIT_MS)) or self._answers():
            return False
        QLocalServer.removeServer(self.address)
        return self._server.listen(self.address)

    def close(self) -> None:
        """Stop listening; others may start windows of their own."""
        self._server.close()

    def _answers(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        return socket.waitForConnected(self._left(_WAIT_MS))

    def _left(self, wanted: int) -> int:
        """Return how long a step may wait, in ms, for the window to open in time whatever the other does."""
        left = self._deadline - time.monotonic()
        return max(1, min(wanted, round(1000 * left)))

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if not is_own_peer(socket):
                socket.abort()
                continue
            self._received[socket] = bytearray()
            socket.readyRead.connect(self._on_data)
            socket.disconnected.connect(self._on_gone)

    @Slot()
    def _on_data(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or socket not in self._received:
            return
        received = self._received[socket]
        received += socket.readAll().data()
        if b"\n" in received:
            self._take(socket, bytes(received.split(b"\n", 1)[0]))
        elif len(received) > _MOST_BYTES:
            socket.abort()

    def _take(self, socket: QLocalSocket, line: bytes) -> None:
        paths, token = _decoded(line)
        if paths is None:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self._received[socket].clear()
        self.token = token
        self.paths_received.emit(paths)

    @Slot()
    def _on_gone(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._received.pop(socket, None)
            socket.deleteLater()


def is_own_peer(socket: QLocalSocket) -> bool:
    """Say whether the program at the other end runs as this user; yes where that cannot be told.

    There the folder of the socket, which nobody else can enter, says enough.
    """
    if not sys.platform.startswith("linux"):
        return True
    with sockets.socket(fileno=os.dup(socket.socketDescriptor())) as end:
        credentials = end.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, struct.calcsize("3i"))
    return struct.unpack("3i", credentials)[1] == os.getuid()


def _folder() -> Path | None:
    """Return where the socket is; None where names of sockets are no files, or no folder is safe."""
    if sys.platform == "win32":
        return None
    return runtime_folder()


def _decoded(line: bytes) -> tuple[list[Path] | None, str]:
    """Return the paths and the token of a message; None for paths when it is not one of ours."""
    try:
        message: Any = parse_plain(line, len(line))
        names, token = message["paths"], message.get("token", "")
    except (ValueError, TypeError, KeyError, AttributeError):
        return None, ""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None, ""
    return [Path(name) for name in names], token if isinstance(token, str) else ""
