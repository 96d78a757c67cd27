"""What a loaded model is: classes, licence, how it was made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.detections import ModelInfo

_WIDTH = 520


class ModelInfoDialog(QDialog):
    """Shows a `ModelInfo`; every text can be selected and copied."""

    def __init__(self, info: ModelInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model information"))
        title = QLabel(info.name, self)
        title.setProperty("role", "hero")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        count = self.tr("Classes ({count})").format(count=len(info.class_names))
        self._add(count, ", ".join(info.class_names))
        self._add(self.tr("Network"), info.preset)
        self._add(self.tr("RoI pooling"), info.pooling)
        self._add(self.tr("Device"), info.device)
        self._add(self.tr("Licence"), info.licence or self.tr("not stated"))
        for name, fact in info.facts.items():
            self._add(name[:1].upper() + name[1:], fact)
        self._add(self.tr("File"), info.path)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addLayout(self._form)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))

    def _add(self, name: str, value: str) -> None:
        label, text = QLabel(name, self), QLabel(value, self)
        label.setProperty("role", "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # What a checkpoint says of itself is shown as it is, never as markup.
        label.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setAccessibleName(name)
        self._form.addRow(label, text)
