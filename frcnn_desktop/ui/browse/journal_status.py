"""Whether unsaved edits are safe from a crash: said in the status bar while they are not."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.ui.shell.status_items import status_label
from frcnn_desktop.workers.tasks.recovery_service import RecoveryService

PLACE = 2
LOOK_MS, AGAIN_MS = 500, 2000
LATE_S = 2.0
"""Edits that wait longer for the disk are told of."""


class JournalStatus(QObject):
    """The label is there only while edits are not kept, or late. `again()`: it is time for another try."""

    again = Signal()

    def __init__(self, shell: Shell, service: RecoveryService) -> None:
        super().__init__(shell)
        self._service = service
        self._reason: Message | None = None
        self.label = status_label(self.tr("Whether unsaved edits would survive a crash"))
        self.label.setProperty("role", "title")
        shell.frame.add_status_item(self.label, PLACE)
        self.label.hide()
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self._show)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.again)
        service.kept.connect(self._on_kept)
        service.failed.connect(self._on_failed)

    @Slot()
    def begin(self) -> None:
        """Edits have been given to the service."""
        if not self._watch.isActive():
            self._watch.start()

    def stop(self) -> None:
        """Stop both timers; the label stays as it is."""
        self._watch.stop()
        self._again.stop()

    @Slot(object)
    def _on_kept(self, _edits: object) -> None:
        self._reason = None
        self._show()

    @Slot(object)
    def _on_failed(self, reason: Message) -> None:
        self._reason = reason
        self._again.start()
        self._show()

    @Slot()
    def _show(self) -> None:
        delay, text = self._service.delay, ""
        if delay == 0.0:
            self._watch.stop()
        if self._reason is not None:
            text = self.tr("Unsaved edits are not kept for a crash: {reason}").format(
                reason=in_language(self._reason)
            )
        elif delay > LATE_S:
            text = self.tr("Slow disk: a crash now would cost the edits of {seconds} s").format(
                seconds=QLocale().toString(round(delay))
            )
        self.label.setText(text)
        self.label.setVisible(bool(text))
