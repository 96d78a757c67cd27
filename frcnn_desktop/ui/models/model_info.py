"""What a loaded model is: classes, licence, how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.path_label import PathLine
from frcnn_desktop.ui.kit.plain_text import wrap

_WIDTH = 520
_MOST_OF_SCREEN = 0.6
_LONGEST, _LONGEST_NAME = 3000, 60
"""Characters of a text, and of a name: breaking longer ones into lines takes seconds."""


class ModelInfoDialog(QDialog):
    """Shows a `ModelInfo`; every text can be selected and copied."""

    def __init__(self, info: ModelInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model information"))
        title = QLabel(_cut(info.name, _LONGEST_NAME), self)
        title.setProperty("role", "hero")
        title.setTextFormat(Qt.TextFormat.PlainText)
        wrap(title)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        count = self.tr("Classes ({count})").format(count=len(info.class_names))
        self._add(count, self._listed(info.class_names))
        self._add(self.tr("Network"), info.preset)
        self._add(self.tr("RoI pooling"), info.pooling)
        self._add(self.tr("Device"), in_language(info.device))
        self._add(self.tr("Licence"), info.licence or self.tr("not stated"))
        names = self._fact_names()
        for name, fact in info.facts.items():
            self._add(names.get(name, name[:1].upper() + name[1:]), _said(fact))
        file = self.tr("File")
        self._form.addRow(self._name(file), PathLine(info.path, file, self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(title)
        margins, most = (
            layout.contentsMargins(),
            int(self.screen().availableSize().height() * _MOST_OF_SCREEN),
        )
        room = _WIDTH - margins.left() - margins.right()
        if self._form.totalHeightForWidth(room) <= most:
            layout.addLayout(self._form)
            layout.addStretch(1)
        else:
            layout.addWidget(self._scrolled(most), 1)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))

    def _fact_names(self) -> dict[str, str]:
        """Return what the facts that our own checkpoints hold are called."""
        return {
            "data": self.tr("Data"),
            "trained": self.tr("Trained"),
            "steps": self.tr("Steps"),
            "recipe": self.tr("Recipe"),
            "decomposed": self.tr("Decomposed"),
            "proposals": self.tr("Proposals"),
            "published COCO mAP": self.tr("Published COCO mAP"),
        }

    def _scrolled(self, height: int) -> QScrollArea:
        area, content = QScrollArea(self), QWidget(self)
        content.setLayout(self._form)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(height)
        return area

    def _listed(self, names: Sequence[str]) -> str:
        """Return names as text; of very many, the first, and how many there are besides."""
        lengths = accumulate(len(name) + 2 for name in names)
        shown = max(1, sum(length <= _LONGEST for length in lengths))
        more = [self.tr("and {count} more").format(count=len(names) - shown)] if shown < len(names) else []
        return ", ".join([*names[:shown], *more])

    def _add(self, name: str, value: str) -> None:
        text = QLabel(_cut(value), self)
        wrap(text)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setAccessibleName(name)
        self._form.addRow(self._name(name), text)

    def _name(self, name: str) -> QLabel:
        label = QLabel(_cut(name, _LONGEST_NAME), self)
        label.setProperty("role", "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # What a checkpoint says of itself is shown as it is, never as markup.
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}\N{HORIZONTAL ELLIPSIS}"


def _said(fact: str | Message) -> str:
    """Return a fact for people: a recipe, which is stored as JSON, as its names and values."""
    if isinstance(fact, Message):
        return in_language(fact)
    try:
        values = parse_plain(fact, len(fact)) if fact.startswith("{") else None
    except ValueError:
        values = None
    if not isinstance(values, dict):
        return fact
    # A name and its value stay on one line.
    return ", ".join(f"{name}\N{NO-BREAK SPACE}{value}" for name, value in values.items() if value != "")
