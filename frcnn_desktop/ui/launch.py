"""Starting the window as a person does: one instance, files of a second start, reports of what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from frcnn_desktop.host.crash_reports import CrashReports
from frcnn_desktop.ui.app import Application, make_qt_application, run_application
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.single_instance import SingleInstance

_MODAL_POLL_MS = 300


def launch(
    paths: Sequence[Path],
    reports: CrashReports,
    *,
    model: Path | None = None,
    device: str | None = None,
    new_window: bool = False,
) -> int:
    """Open the window, or give `paths` to the one that is open. Returns the exit status.

    A start that asks for a model or a device gets a window of its own.
    """
    make_qt_application()
    instance = SingleInstance()
    own = new_window or model is not None or device is not None
    # Of two starts at the same moment the later one finds the other only when it begins to listen.
    if not own and (instance.hand_over(paths) or (not instance.listen() and instance.hand_over(paths))):
        return 0
    try:
        attach = partial(_attach, instance, reports)
        return run_application(paths, model=model, device=device, resume=not own, on_start=attach)
    finally:
        instance.close()


def _attach(instance: SingleInstance, reports: CrashReports, application: Application) -> None:
    visitors = Visitors(application, instance)
    instance.paths_received.connect(visitors.take)
    if sys.platform == "darwin" and (qt_application := QApplication.instance()) is not None:
        # Sees every event of the program, so only where it is needed.
        qt_application.installEventFilter(visitors)
    ReportBell(application, reports).offer_left_over()


class Visitors(QObject):
    """Opens what another start, or the system, hands to the running program, and comes to the front."""

    def __init__(self, application: Application, instance: SingleInstance) -> None:
        super().__init__(application)
        self._application, self._instance = application, instance
        self._waiting: list[Path] = []
        self._timer = QTimer(self, interval=_MODAL_POLL_MS)
        self._timer.timeout.connect(self._open_waiting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # macOS hands files of a second start over by itself.
        if isinstance(event, QFileOpenEvent) and event.file():
            self.take([Path(event.file())])
            return True
        return super().eventFilter(watched, event)

    @Slot(list)
    def take(self, paths: list[Path]) -> None:
        """Come to the front and open the paths, once no question is open."""
        self._come_to_front()
        self._waiting += paths
        self._open_waiting()

    @Slot()
    def _open_waiting(self) -> None:
        if self._waiting and QApplication.activeModalWidget() is not None:
            self._timer.start()
            return
        self._timer.stop()
        paths, self._waiting = self._waiting, []
        if paths:
            self._application.workspace.open_paths(paths)

    def _come_to_front(self) -> None:
        window = self._application.window
        if token := self._instance.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()


class ReportBell(QObject):
    """Tells about error reports in the window, whichever thread they come from."""

    _written = Signal(object)

    def __init__(self, application: Application, reports: CrashReports) -> None:
        super().__init__(application)
        self._shell, self._reports = application.shell, reports
        self._written.connect(self._on_written)
        reports.on_report = self._written.emit
        self.destroyed.connect(partial(setattr, reports, "on_report", None))

    def offer_left_over(self) -> None:
        """Offer the newest report that a run before left and nobody has seen."""
        left_over = self._reports.collect_left_over()
        if left_over:
            text = self.tr("frcnn-desktop ended unexpectedly or met an error last time.")
            self._tell(MessageKind.WARNING, text, left_over[0])
        for path in left_over:
            self._reports.mark_seen(path)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._reports.mark_seen(path)
        text = self.tr("Something unexpected went wrong. Your edits are still here.")
        self._tell(MessageKind.ERROR, text, path)

    def _tell(self, kind: MessageKind, text: str, path: Path) -> None:
        show = (self.tr("Show report"), partial(self._show, path))
        self._shell.notify(kind, text, [show], key="report")

    def _show(self, path: Path) -> None:
        from frcnn_desktop.ui.help.crash_report import CrashReportDialog
        from frcnn_desktop.ui.kit.dialog_place import show_once

        dialog = CrashReportDialog(path, self._shell.owner)
        dialog.setModal(True)
        show_once(dialog)
