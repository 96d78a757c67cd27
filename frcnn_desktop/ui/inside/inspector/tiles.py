"""The linked views of the inspector, side by side."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.roi_inspection import RoiInspection
from frcnn_desktop.ui.canvas.colour_change import COLOURS_CHANGED
from frcnn_desktop.ui.inside.inspector.box_facts import BoxFacts
from frcnn_desktop.ui.inside.inspector.heat_view import HeatView
from frcnn_desktop.ui.inside.inspector.look import BinPlace, RoiLook
from frcnn_desktop.ui.inside.inspector.pooled_grid import ColourBar, PooledGrid
from frcnn_desktop.ui.inside.inspector.roi_crop import RoiCrop
from frcnn_desktop.ui.inside.inspector.roi_frame import close_up, levels, regressed_box
from frcnn_desktop.ui.inside.inspector.score_bars import ScoreBars
from frcnn_desktop.ui.inside.inspector.text import InspectorWords
from frcnn_desktop.ui.kit.elided_label import ElidedLabel
from frcnn_desktop.ui.kit.painting import ClassColours, no_colours

_STACKED_BELOW = 1150
"""In a narrower panel the whole map lies below the crop, and the close-up gets the room."""
_NARROWEST = 760
"""Below this, numbers would be cut off; the panel is scrolled instead."""
_WIDE, _NARROW = (33, 20, 18, 17, 21), (22, 25, 20, 21, 23)
"""Shares of the width: crop and map, close-up, pooled, scores, box."""

_BESIDE = QBoxLayout.Direction.LeftToRight


class InspectorTiles(QWidget):
    """Crop, feature map, close-up with bins, pooled bins, scores and box of one RoI.

    A bin under the mouse is pointed out in all of them. Signals: `class_clicked(int)`;
    `sentence_changed(str)` about the bin under the mouse, "" when there is none.
    """

    class_clicked = Signal(int)
    sentence_changed = Signal(str)

    def __init__(self, words: InspectorWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._colours_of_classes: ClassColours = no_colours
        self._look: RoiLook | None = None
        self.crop = RoiCrop(self)
        self.map = HeatView(self, follows=False)
        self.bins = HeatView(self, follows=True)
        self.pooled = PooledGrid(self)
        self.bar = ColourBar(self)
        self.scores, self.facts = ScoreBars(self), BoxFacts(words, self)
        self._captions: dict[str, ElidedLabel] = {}
        self._tops: dict[str, QBoxLayout] = {}
        self._lay_out()
        for view in (self.crop, self.map, self.bins, self.pooled):
            view.bin_pointed.connect(self._on_bin)
        self.scores.class_clicked.connect(self.class_clicked)

    @property
    def look(self) -> RoiLook | None:
        """What is drawn."""
        return self._look

    def caption(self, name: str) -> str:
        """Return what is written above a view: "crop", "map", "bins", "pooled"."""
        return self._captions[name].text()

    def set_photo(self, photo: LoadedImage | None) -> None:
        """Take the photo that crops are cut from."""
        self._look = None
        self.crop.set_photo(photo)

    def set_class_colours(self, colours: ClassColours) -> None:
        """Pass the colour of each class name to scores and box."""
        self._colours_of_classes = colours
        self.scores.set_class_colours(colours)
        self.facts.set_class_colours(colours)

    def show_inspection(self, found: RoiInspection, kind: str) -> None:
        """Show a RoI as `kind` of pooling sees it."""
        pointed = self._look.pointed if self._look is not None else None
        self._show(RoiLook(found, kind, pointed))

    def customEvent(self, event: QEvent) -> None:
        if event.type() == COLOURS_CHANGED and self._look is not None:
            self._show(self._look)

    def _show(self, look: RoiLook) -> None:
        self._look = look
        found, frame = look.inspection, close_up(look)
        low, high = levels(look)
        regressed = regressed_box(look)
        colour = self._colours_of_classes(found.class_names[found.class_index - 1])
        self.crop.show_look(replace(look, winners=False), frame, regressed, colour)
        self.map.show_look(replace(look, bins=False, winners=False), frame, (low, high))
        self.bins.show_look(look, frame, (low, high))
        self.pooled.show_look(look, (low, high))
        self.bar.set_levels(low, high)
        self.scores.show_look(look)
        self.facts.show_look(look)
        self._captions["crop"].setText(self._words.crop_caption(found))
        self._captions["map"].setText(self._words.map_caption(found))
        self._captions["bins"].setText(self._words.bins_caption(look))
        self._captions["pooled"].setText(self._words.pooled_caption(look))

    def _lay_out(self) -> None:
        pooled = QWidget(self)
        line = QHBoxLayout(pooled)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.pooled, 1)
        line.addWidget(self.bar)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(12)
        self._pair.addWidget(self._tile("crop", self.tr("Crop"), self.crop), 14)
        self._pair.addWidget(self._tile("map", self.tr("Feature map"), self.map), 19)
        self.setMinimumWidth(_NARROWEST)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 2, 12, 8)
        self._row.setSpacing(12)
        self._row.addLayout(self._pair, _WIDE[0])
        for place, (name, title, view) in enumerate(
            (
                ("bins", self.tr("RoI pooling"), self.bins),
                ("pooled", self.tr("Pooled"), pooled),
                ("scores", self.tr("Class scores"), self.scores),
                ("facts", self.tr("Box and NMS"), self.facts),
            ),
            start=1,
        ):
            self._row.addWidget(self._tile(name, title, view), _WIDE[place])
        for view in (self.map, self.bins):
            view.setToolTip(
                self.tr(
                    "White: the exact projection of the box. Orange: rounded to whole cells. Blue: the bins,"
                    " filled where two share cells. Red: the cell that gave each maximum. Pink: the points"
                    " that roi_align interpolates"
                )
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = event.size().width() < _STACKED_BELOW
        way = QBoxLayout.Direction.TopToBottom if stacked else _BESIDE
        if self._pair.direction() != way:
            self._pair.setDirection(way)
            self._pair.setSpacing(4 if stacked else 12)
            for name in ("crop", "map"):
                # Two views above each other have no lines to spare.
                self._tops[name].setDirection(_BESIDE if stacked else QBoxLayout.Direction.TopToBottom)
                self._tops[name].setSpacing(6 if stacked else 0)
            for place, share in enumerate(_NARROW if stacked else _WIDE):
                self._row.setStretch(place, share)

    def _tile(self, name: str, title: str, view: QWidget) -> QWidget:
        tile = QWidget(self)
        # The shares of the row count, not what the captions would like.
        tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        heading, caption = QLabel(title, tile), ElidedLabel(tile)
        caption.setProperty("role", "muted")
        self._captions[name] = caption
        line = QVBoxLayout(tile)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self._tops[name] = top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        top.setSpacing(0)
        top.addWidget(heading)
        top.addWidget(caption, 1)
        line.addLayout(top)
        line.addWidget(view, 1)
        heading.setAlignment(Qt.AlignmentFlag.AlignLeft)
        view.setAccessibleName(title)
        return tile

    @Slot(object)
    def _on_bin(self, place: BinPlace | None) -> None:
        if self._look is None or place == self._look.pointed:
            return
        self._show(replace(self._look, pointed=place))
        assert self._look is not None
        self.sentence_changed.emit(self._words.bin_sentence(self._look))
