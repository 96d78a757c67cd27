"""What a conversion left out, changed and noted, case by case."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtWidgets import QWidget

from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.kinds import Effect
from frcnn_desktop.ui.export.loss_tree import Row
from frcnn_desktop.ui.export.report_dialog import ReportDialog

MOST_ROWS = 500
"""Of one kind. The command line lists all of them."""


class ConversionReportDialog(ReportDialog):
    """Lists a `Conversion`."""

    def __init__(self, done: Conversion, parent: QWidget | None = None) -> None:
        super().__init__(done.destination, parent)
        self.setWindowTitle(self.tr("Conversion report"))
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        data = done.plan.data
        for each in data.image_events:
            rows[each.code].append((each.image or each.file, each.reason))
        for each in data.object_events:
            rows[each.what.code].append((each.image_id or each.file, each.what.reason))
        for kind in done.plan.counts:
            hidden = len(rows[kind.code]) - MOST_ROWS
            more = self.tr("and {count} more").format(count=hidden) if hidden > 0 else ""
            self.tree.add(kind.effect, kind.message, rows[kind.code][:MOST_ROWS], more)
        for note in done.notes:
            self.tree.add(Effect.NOTED, note)
