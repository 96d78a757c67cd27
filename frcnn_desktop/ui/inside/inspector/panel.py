"""The RoI inspector: how the detector looks at one box, live while it is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.roi_inspection import ChannelChoice, RoiInspection
from frcnn_desktop.ui.inside.inspector.header import InspectorHeader
from frcnn_desktop.ui.inside.inspector.text import InspectorWords
from frcnn_desktop.ui.kit.painting import ClassColours, no_colours
from frcnn_desktop.ui.kit.plain_text import wrap

if TYPE_CHECKING:
    from frcnn_desktop.ui.inside.inspector.tiles import InspectorTiles


class InspectorPanel(QWidget):
    """Shows one RoI, or a sentence in its place.

    Signals: `choice_changed(ChannelChoice)` another channel is wanted; `class_picked(int)` 1..K;
    `seen_changed(bool)` the panel was opened or closed; `sentence_changed(str)` for the status bar.
    Setters: `set_photo`, `take_pixels`, `show_inspection(title, inspection)`, `show_message(text)`,
    `set_class_colours`.
    """

    choice_changed = Signal(object)
    class_picked = Signal(int)
    seen_changed = Signal(bool)
    sentence_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = InspectorWords(self)
        self._colours_of_classes: ClassColours = no_colours
        self._photo: LoadedImage | None = None
        self._inspection: RoiInspection | None = None
        self._kind = ""
        self.header = InspectorHeader(self)
        self.tiles: InspectorTiles | None = None
        self._empty = QLabel(self)
        self._empty.setProperty("role", "muted")
        wrap(self._empty)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.header)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.header.choice_changed.connect(self.choice_changed)
        self.header.pooling_changed.connect(self._on_pooling)
        self.show_message(self.nothing_selected())

    @property
    def choice(self) -> ChannelChoice:
        """The channel to look at."""
        return self.header.choice

    @property
    def inspection(self) -> RoiInspection | None:
        """What is shown; None while a sentence is."""
        return self._inspection

    @property
    def message(self) -> str:
        """The sentence shown in place of a RoI."""
        return self._empty.text() if self._inspection is None else ""

    def nothing_selected(self) -> str:
        """Return the sentence for when there is no box."""
        return self.tr(
            "Select a box to see how the detector looks at it: draw one, click an object, choose a detection,"
            " or point at a proposal. Everything here follows while you drag."
        )

    def sizeHint(self) -> QSize:
        # On a large screen the views have more to show than they need.
        return QSize(900, max(270, self.window().height() // 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 150)

    def set_photo(self, photo: LoadedImage | None) -> None:
        """Take another photo; what was shown of the old one goes."""
        self._photo = photo
        if self.tiles is not None:
            self.tiles.set_photo(photo)
        self.show_message(self.nothing_selected())

    @Slot()
    def take_pixels(self) -> None:
        """All pixels of the photo are there."""
        if self.tiles is not None:
            self.tiles.crop.take_pixels()

    def set_class_colours(self, colours: ClassColours) -> None:
        """Take the colour of each class name, also for views that are not made yet."""
        self._colours_of_classes = colours
        if self.tiles is not None:
            self.tiles.set_class_colours(colours)

    def show_message(self, text: str) -> None:
        """Say why there is no RoI to see."""
        self._inspection = None
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty)

    def show_inspection(self, title: str, found: RoiInspection) -> None:
        """Show a RoI."""
        self._inspection = found
        self._kind = self._kind or found.trained.kind
        self.header.set_subject(title)
        self.header.show_inspection(found, self._kind)
        self._shown_tiles().show_inspection(found, self._kind)
        self._stack.setCurrentWidget(self._body)

    def forget_pooling(self) -> None:
        """Go back to the pooling that the model was trained with: another model is loaded."""
        self._kind = ""

    def _shown_tiles(self) -> InspectorTiles:
        """Return the views, made when they are needed: pyqtgraph takes a third of a second to load."""
        if self.tiles is None:
            self.tiles = self._made_tiles(self._body)
            self.tiles.class_clicked.connect(self.class_picked)
            self.tiles.sentence_changed.connect(self.sentence_changed)
            room = QScrollArea(self._body)
            room.setFrameShape(QFrame.Shape.NoFrame)
            room.setWidgetResizable(True)
            room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            room.setWidget(self.tiles)
            self._column.addWidget(room, 1)
        return self.tiles

    @property
    def heading(self) -> str:
        """What is shown, in words: the box, the pooling, the channel."""
        channel = "" if self._inspection is None else self._words.channel(self._inspection)
        return "  ·  ".join(part for part in (self.header.title, self._kind, channel) if part)

    def more_tiles(self, parent: QWidget) -> InspectorTiles:
        """Return views of what is shown now that do not follow, e.g. for a picture."""
        tiles = self._made_tiles(parent)
        if self._inspection is not None:
            tiles.show_inspection(self._inspection, self._kind)
        return tiles

    def _made_tiles(self, parent: QWidget) -> InspectorTiles:
        from frcnn_desktop.ui.inside.inspector.tiles import InspectorTiles

        tiles = InspectorTiles(self._words, parent)
        tiles.set_photo(self._photo)
        tiles.set_class_colours(self._colours_of_classes)
        return tiles

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen_changed.emit(False)

    @Slot(str)
    def _on_pooling(self, kind: str) -> None:
        self._kind = kind
        if self._inspection is not None and self.tiles is not None:
            self.tiles.show_inspection(self._inspection, kind)
