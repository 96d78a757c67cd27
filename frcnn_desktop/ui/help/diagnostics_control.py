"""Collecting the facts of the diagnostics dialog, anew every second while it is open."""

from __future__ import annotations

import platform
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QThread, QTimer, Slot, qVersion
from PySide6.QtGui import QGuiApplication

from frcnn_desktop import __version__
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.help.diagnostics import DiagnosticsDialog, Section
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks.diagnostics_service import DiagnosticsService, DiskUse

REFRESH_MS = 1000
LIBRARIES = (
    "torch", "torchvision", "numpy", "numba", "opencv-contrib-python-headless", "PySide6-Essentials",
)  # fmt: skip
_STATUS = Path("/proc/self/status")


class DiagnosticsControl(QObject):
    """Opens the dialog and keeps it up to date."""

    def __init__(self, context: Context, service: DiagnosticsService) -> None:
        super().__init__(context.shell)
        self._shell, self._service = context.shell, service
        self._inference, self._images = context.services.inference, context.services.images
        self._held = context.services.held
        self._disk: list[DiskUse] = []
        self._dialog: DiagnosticsDialog | None = None
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        context.actions.bind(ActionId.DIAGNOSTICS, self._on_wanted)
        service.measured.connect(self._on_measured)

    @Slot()
    def _on_wanted(self) -> None:
        if self._dialog is None:
            self._dialog = DiagnosticsDialog(self._shell.owner)
            self._dialog.finished.connect(self._timer.stop)
        self._refresh()
        self._service.measure()
        self._timer.start()
        self._dialog.show()
        self._dialog.raise_()

    @Slot(object)
    def _on_measured(self, disk: list[DiskUse]) -> None:
        self._disk = disk
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self._dialog is not None:
            sections = (self._program(), self._detector(), self._memory(), self._on_disk(), self._threads())
            self._dialog.set_sections(sections)

    def _program(self) -> Section:
        rows = [
            ("frcnn-desktop", __version__),
            (self.tr("System"), platform.platform()),
            ("Python", platform.python_version()),
            ("Qt", f"{qVersion()}, {QGuiApplication.platformName()}"),
        ]
        return self.tr("Program"), [*rows, *((name, _version_of(name)) for name in LIBRARIES)]

    def _detector(self) -> Section:
        engine = self._inference.holder.get()
        if engine is None:
            return self.tr("Detector"), [(self.tr("Model"), self.tr("none is loaded"))]
        info = engine.info
        return self.tr("Detector"), [
            (self.tr("Model"), info.name),
            (self.tr("File"), info.path),
            (self.tr("Network"), f"{info.preset}, {info.pooling}"),
            (self.tr("Device"), in_language(info.device)),
            (self.tr("Devices found"), ", ".join(info.devices)),
        ]

    def _memory(self) -> Section:
        engine = self._inference.holder.get()
        runs, most = self._inference.kept_runs
        rows = [(self.tr("In use"), _resident())]
        if engine is not None:
            rows.append((self.tr("Encoded images"), self._of(*engine.cache_use)))
        rows.append((self.tr("Decoded images"), self._of(*self._images.cache_use)))
        rows += [(self._held_name(name), self._of(*use())) for name, use in self._held.items()]
        kept = self.tr("{count} of at most {most}").format(count=runs, most=most)
        return self.tr("Memory"), [*rows, (self.tr("Results of detection"), kept)]

    def _held_name(self, name: str) -> str:
        return {"learnt": self.tr("Labelled images learnt from")}.get(name, name)

    def _on_disk(self) -> Section:
        names = {
            "proposals": self.tr("Proposals"),
            "runs": self.tr("Results of detection"),
            "kernels": self.tr("Compiled search"),
            "search": self.tr("What was read of annotations"),
            "learning": self.tr("Decisions about data sets"),
            "provenance": self.tr("Who made each box"),
        }
        rows = [(names[use.name], f"{self._of(use.used, use.limit)}   {use.folder}") for use in self._disk]
        return self.tr("On disk"), rows or [(self.tr("Caches"), self.tr("being added up…"))]

    def _threads(self) -> Section:
        running = [each.objectName() for each in _program_threads(self) if each.isRunning()]
        switch = self.tr("{count} ms").format(count=f"{sys.getswitchinterval() * 1000:g}")
        return self.tr("Threads"), [
            (self.tr("Workers"), ", ".join(sorted(running))),
            (self.tr("Threads that run Python"), str(threading.active_count())),
            (self.tr("Longest turn at the interpreter"), switch),
        ]

    def _of(self, used: int, limit: int | None) -> str:
        size = QLocale().formattedDataSize
        if limit is None:
            return size(used)
        return self.tr("{used} of at most {limit}").format(used=size(used), limit=size(limit))


def _program_threads(inside: QObject) -> list[QThread]:
    root = inside
    while (parent := root.parent()) is not None:
        root = parent
    return root.findChildren(QThread)


def _version_of(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _resident() -> str:
    """Return the memory of this process, "-" on a system that does not tell."""
    try:
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return "-"
    return QLocale().formattedDataSize(int(line.split()[1]) * 1024)
