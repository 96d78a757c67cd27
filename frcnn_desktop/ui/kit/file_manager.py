"""Showing files in the system's file manager, selected in their folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl, Slot
from PySide6.QtGui import QDesktopServices

MOST = 100
"""Files that are shown at once."""
_SERVICE, _OBJECT = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"


class FileManager(QObject):
    """`reveal` asks and does not wait. Where nothing can select files, their folders are opened."""

    def reveal(self, paths: Sequence[Path]) -> None:
        """Show the first `MOST` of these files."""
        shown = list(paths[:MOST])
        if not shown:
            return
        if sys.platform == "darwin":
            QProcess.startDetached("open", ["-R", *map(str, shown)])
        elif sys.platform == "win32":
            # It selects one file in each window.
            for path in {path.parent: path for path in reversed(shown)}.values():
                QProcess.startDetached("explorer.exe", ["/select,", str(path)])
        else:
            _Request(shown, self)


class _Request(QObject):
    """One question to the file manager of a desktop that knows the freedesktop interface."""

    def __init__(self, paths: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        # Loaded when it is wanted: few sessions are.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        self._folders = list(dict.fromkeys(path.parent for path in paths))
        message = QDBusMessage.createMethodCall(_SERVICE, _OBJECT, _SERVICE, "ShowItems")
        message.setArguments([[QUrl.fromLocalFile(str(path)).toString(_ENCODED) for path in paths], ""])
        self._watcher = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(message), self)
        self._watcher.finished.connect(self._on_answered)

    @Slot()
    def _on_answered(self) -> None:
        if self._watcher.isError():
            for folder in self._folders:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self.deleteLater()


_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded
