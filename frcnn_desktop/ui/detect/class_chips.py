"""The classes found in the image, with their counts; a click hides a class or brings it back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from frcnn_desktop.ui.canvas.colour_change import COLOURS_CHANGED
from frcnn_desktop.ui.detect.class_threshold_menu import ClassThresholdMenu
from frcnn_desktop.ui.kit.flow_layout import FlowLayout
from frcnn_desktop.ui.kit.painting import ClassColours, no_colours, swatch

_SWATCH, _GAP = 10, 3
_MOST_ELSEWHERE = 8
"""Chips of classes that the open image does not have: more would leave the list of detections no room."""


class ClassChips(QWidget):
    """Signals: `hidden_changed(frozenset[str])` names of the classes a person switched off.

    `threshold_picked(str, object)` a class's own least score, None: that of all classes again.
    Setters: `set_hidden`, before the others; `set_counts`, `set_folder_counts`, `set_thresholds`,
    `set_class_colours`. A class that is hidden or has a threshold of its own stays, so that this can be
    taken back.
    """

    hidden_changed = Signal(object)
    threshold_picked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: ClassColours = no_colours
        self._chips: dict[str, QToolButton] = {}
        self._spare: dict[str, QToolButton] = {}
        self._hidden: frozenset[str] = frozenset()
        self._counts: Mapping[str, int] = {}
        self._folder_counts: Mapping[str, int] = {}
        self._folder_images = 0
        self._thresholds: dict[str, float] = {}
        self._common = 0.5
        self._flow = FlowLayout(self)

    def set_hidden(self, names: frozenset[str]) -> None:
        """Say which classes are switched off."""
        self._hidden = names

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show these counts, largest first, then the classes that only other images of the folder have.

        The chip of a name that stays is kept.
        """
        self._counts = counts
        names = sorted(counts, key=lambda name: (-counts[name], name))
        names += self._only_elsewhere(set(names))
        names += sorted((self._hidden | set(self._thresholds)) - set(names))
        if names != list(self._chips):
            self._rebuild(names)
        for name, chip in self._chips.items():
            hidden = name in self._hidden
            chip.setText(name if hidden else self._counts_text(name))
            chip.setChecked(not hidden)
            if (tip := self._tip(name)) != chip.toolTip():
                chip.setToolTip(tip)
        self._fit_height()

    def set_folder_counts(self, counts: Mapping[str, int], images: int) -> None:
        """Show beside each count that of all detected images of the folder."""
        self._folder_counts, self._folder_images = counts, images
        self.set_counts(self._counts)

    def _only_elsewhere(self, here: set[str]) -> list[str]:
        there = self._folder_counts if self._folder_images > 1 else {}
        names = [name for name, count in there.items() if count and name not in here]
        return sorted(names, key=lambda name: (-there[name], name))[:_MOST_ELSEWHERE]

    def set_thresholds(self, thresholds: Mapping[str, float], common: float) -> None:
        """Show the least scores that classes have for themselves; `common` is that of the others."""
        self._thresholds, self._common = dict(thresholds), common
        self.set_counts(self._counts)

    def _counts_text(self, name: str) -> str:
        own = f" ≥ {self._thresholds[name]:.2f}" if name in self._thresholds else ""
        text = f"{name}{own}  {self._counts.get(name, 0)}"
        return f"{text} / {self._folder_counts.get(name, 0)}" if self._folder_images > 1 else text

    def _tip(self, name: str) -> str:
        hidden = name in self._hidden
        lines = [(self.tr("Show {name} again") if hidden else self.tr("Hide {name}")).format(name=name)]
        if self._folder_images > 1 and not hidden:
            here, there = self._counts.get(name, 0), self._folder_counts.get(name, 0)
            text = self.tr("{here} in this image, {there} in the {images} detected images of the list")
            lines.append(text.format(here=here, there=there, images=self._folder_images))
        lines.append(self.tr("Right-click: a score threshold of its own"))
        return "\n".join(lines)

    def set_class_colours(self, colours: ClassColours) -> None:
        """Give every chip a swatch in the colour of its class name."""
        self._colours = colours
        for name, chip in (self._chips | self._spare).items():
            chip.setIcon(self._swatch(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def customEvent(self, event: QEvent) -> None:
        if event.type() == COLOURS_CHANGED:
            self.set_class_colours(self._colours)

    def _fit_height(self) -> None:
        # A dock does not ask for the height that belongs to its width, so it is set outright.
        self.setFixedHeight(self._flow.heightForWidth(self.width()))

    def _rebuild(self, names: list[str]) -> None:
        # Making one takes a millisecond, and the classes of a data set come back from image to image.
        there = self._spare | self._chips
        chips = {name: there.pop(name, None) or self._make_chip(name) for name in names}
        for name in self._chips.keys() & there.keys():
            self._chips[name].hide()
        for chip in chips.values():
            chip.show()
        self._flow.set_widgets(list(chips.values()))
        for before, after in pairwise(chips.values()):
            QWidget.setTabOrder(before, after)
        self._chips, self._spare = chips, there

    def _make_chip(self, name: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(name)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIconSize(QSize(_SWATCH + _GAP, _SWATCH))
        chip.setIcon(self._swatch(name))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._on_clicked)
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(self._on_menu_wanted)
        return chip

    def _swatch(self, name: str) -> QIcon:
        return QIcon(swatch(self._colours(name), _SWATCH, self.devicePixelRatioF(), _GAP))

    @Slot(bool)
    def _on_clicked(self, shown: bool) -> None:
        name = self.sender().objectName()
        self.hidden_changed.emit(self._hidden - {name} if shown else self._hidden | {name})

    @Slot(QPoint)
    def _on_menu_wanted(self, at: QPoint) -> None:
        chip = self.sender()
        assert isinstance(chip, QToolButton)
        name = chip.objectName()
        # A child of the chips, not of the chip: that one may go while the slider is moved.
        menu = ClassThresholdMenu(name, self._thresholds.get(name), self._common, self)
        menu.threshold_picked.connect(self.threshold_picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(at))
