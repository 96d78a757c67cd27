"""What the timed stages of a detection are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QObject


class StageNames(QObject):
    """Holds the names, in the user's language."""

    def all(self) -> dict[str, str]:
        """Return the name of each stage by its key in `DetectionRun.seconds`."""
        return {
            "proposals": self.tr("Proposals"),
            "backbone": self.tr("Backbone"),
            "roi_head": self.tr("RoI pooling and head"),
            "nms": self.tr("NMS"),
            "total": self.tr("Total"),
        }
