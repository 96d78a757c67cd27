"""What an export left out, renamed and changed, image by image."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.export.report_dialog import ReportDialog
from frcnn_desktop.voc.export import ExportReport


class ExportReportDialog(ReportDialog):
    """Lists an `ExportReport`."""

    def __init__(self, report: ExportReport, parent: QWidget | None = None) -> None:
        super().__init__(report.destination, parent)
        self.setWindowTitle(self.tr("Export report"))
        renamed = [(image, self.tr("is {name}").format(name=name)) for image, name in report.renamed]
        for title, look, rows in (
            (self.tr("Left out"), ("circle-x", "danger"), report.left_out),
            (self.tr("Renamed"), ("pencil", "accent_text"), renamed),
            (self.tr("Notes"), ("info", "accent_text"), report.notes),
        ):
            if rows:
                self.tree.add_group(f"{title} ({len(rows)})", look, rows)
