"""The list of images, at the left of the window."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.browse.image_delegate import STATE_ICONS, ImageDelegate
from frcnn_desktop.ui.browse.image_filter import ImageFilterModel
from frcnn_desktop.ui.browse.image_list import ImageListModel, ImageRole, ImageState
from frcnn_desktop.ui.browse.image_view import ImageView
from frcnn_desktop.ui.kit.icons import icon, line_edit_icon
from frcnn_desktop.ui.kit.key_guard import guard_keys


class ImageListPanel(QWidget):
    """Shows the images of the folder and says which one a person wants to see.

    Signals: `image_chosen(Path)` clicked, or reached with the arrow keys; `thumbnails_wanted(list[Path])`
    rows have come into view without a picture: answer with `set_thumbnail`.
    Setters: `set_paths`, `set_current`, `set_state`, `set_states`, `set_thumbnail`, `remove_path`.
    Questions: `neighbour(step)`, `unlabelled_neighbour(step)`, `unverified_neighbour(step)`, `current`,
    `selected`, `model`.
    """

    image_chosen = Signal(object)
    thumbnails_wanted = Signal(list)

    def __init__(self, previous: QAction, following: QAction, parent: QWidget | None = None) -> None:
        """`previous` and `following` are the commands behind the two arrows."""
        super().__init__(parent)
        self.model = ImageListModel(self)
        self.shown = ImageFilterModel(self.model, self)
        self._current: Path | None = None
        self._filter = QLineEdit(self)
        self._states = QComboBox(self)
        self.view = ImageView(self)
        self._position = QLabel(self)
        self._done = QProgressBar(self)
        self._build(previous, following)
        self.model.thumbnails_wanted.connect(self.thumbnails_wanted)
        self.model.states_changed.connect(self._show_counts)
        self.view.picked.connect(self._on_picked)
        self._filter.textChanged.connect(self._on_text)
        self._filter.returnPressed.connect(self._open_first)
        self._states.currentIndexChanged.connect(self._on_state_filter)
        self._show_counts()
        guard_keys(self)

    @property
    def current(self) -> Path | None:
        """The open image."""
        return self._current

    @property
    def selected(self) -> list[Path]:
        """The selected images in the order of the list; the open one, unless others were chosen."""
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        return [path for row in rows if (path := self.shown.path_at(row)) is not None]

    def set_paths(self, paths: Iterable[Path], states: Mapping[Path, ImageState] | None = None) -> None:
        """Show another folder; no image is open in it yet."""
        self._current = None
        self.shown.keep(None)
        self.model.set_paths(paths, states)
        self._show_position()

    def set_current(self, path: Path | None) -> None:
        """Mark the open image and bring it into view. Emits nothing.

        Another image ends a selection of several.
        """
        several = path == self._current and len(self.selected) > 1
        self._current = path
        self.shown.keep(path)
        index = self.shown.mapFromSource(self.model.index_of(path))
        self.view.show_current(index, keep_selection=several)
        self._show_position()

    def set_state(
        self,
        path: Path,
        state: ImageState,
        *,
        objects: int | None = None,
        detections: int | None = None,
        note: str = "",
        names: Iterable[str] = (),
    ) -> None:
        """Show how far one image is; counts left at None stay."""
        self.model.set_state(path, state, objects=objects, detections=detections, note=note, names=names)

    def set_states(self, states: Mapping[Path, ImageState]) -> None:
        """Show the states of many images at once."""
        self.model.set_states(states)

    def set_thumbnail(self, path: Path, image: QImage) -> None:
        self.model.set_thumbnail(path, image)

    def remove_path(self, path: Path) -> None:
        """Take an image out of the list."""
        self.model.remove_path(path)
        self._show_position()

    def neighbour(self, step: int) -> Path | None:
        """Return the shown image `step` rows after the open one; None beyond either end."""
        row = self.shown.row_of(self._current)
        return self.shown.path_at(row + step) if row >= 0 or step > 0 else None

    def unlabelled_neighbour(self, step: int) -> Path | None:
        """Return the nearest image without an annotation, forwards (step 1) or backwards (step -1)."""
        return self._neighbour_in(step, (ImageState.UNLABELLED, ImageState.DETECTED))

    def unverified_neighbour(self, step: int) -> Path | None:
        """Return the nearest image that can be opened and nobody has verified."""
        states = (ImageState.UNLABELLED, ImageState.DETECTED, ImageState.LABELLED)
        return self._neighbour_in(step, states)

    def _neighbour_in(self, step: int, states: Collection[ImageState]) -> Path | None:
        row = self.shown.row_of(self._current) + step
        while (entry := self.shown.entry_at(row)) is not None:
            if entry.state in states:
                return entry.path
            row += step
        return None

    def focus_filter(self) -> None:
        """Put the cursor into the filter field."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def sizeHint(self) -> QSize:
        return QSize(184, 400)

    def _build(self, previous: QAction, following: QAction) -> None:
        self._filter.setPlaceholderText(self.tr("Name or class"))
        self._filter.setAccessibleName(self.tr("Filter images by name or class"))
        self._filter.setToolTip(self.tr("Show only images whose name or classes hold these words"))
        self._filter.setClearButtonEnabled(True)
        line_edit_icon(self._filter, "search")
        self._states.setAccessibleName(self.tr("Filter images by state"))
        self._states.setToolTip(self.tr("Show only images in this state"))
        self._states.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for state in (None, *ImageState):
            self._states.addItem("", state)
        self._dress_states()
        self.view.setModel(self.shown)
        self.view.setItemDelegate(ImageDelegate(self.view))
        self.view.setAccessibleName(self.tr("Images"))
        self.view.selectionModel().selectionChanged.connect(self._show_position)
        self._position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._position.setToolTip(self.tr("The open image, and how many are shown"))
        self._done.setTextVisible(False)
        self._done.setFixedHeight(4)
        top = QVBoxLayout()
        top.setContentsMargins(8, 4, 8, 6)
        top.setSpacing(6)
        top.addWidget(self._filter)
        top.addWidget(self._states)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addLayout(self._footer(previous, following))

    def _footer(self, previous: QAction, following: QAction) -> QVBoxLayout:
        walk = QHBoxLayout()
        back, forward = QToolButton(self), QToolButton(self)
        back.setDefaultAction(previous)
        forward.setDefaultAction(following)
        for button in (back, forward):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAutoRaise(True)
        walk.addWidget(back)
        walk.addWidget(self._position, 1)
        walk.addWidget(forward)
        footer = QVBoxLayout()
        footer.setContentsMargins(8, 4, 8, 6)
        footer.setSpacing(4)
        footer.addWidget(self._done)
        footer.addLayout(walk)
        return footer

    def _state_name(self, state: ImageState | None) -> str:
        if state is None:
            return self.tr("All images")
        return {
            ImageState.UNLABELLED: self.tr("Unlabelled"),
            ImageState.DETECTED: self.tr("Detected"),
            ImageState.LABELLED: self.tr("Labelled"),
            ImageState.VERIFIED: self.tr("Verified"),
            ImageState.PROBLEM: self.tr("Problems"),
        }[state]

    def _dress_states(self) -> None:
        for row, state in enumerate(ImageState, start=1):
            self._states.setItemIcon(row, icon(*STATE_ICONS[state]))
        self._states.setItemIcon(0, icon("images"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._dress_states()
        super().changeEvent(event)

    @Slot()
    def _show_counts(self) -> None:
        counts, total = self.model.state_counts(), self.model.rowCount()
        for row, state in enumerate((None, *ImageState)):
            number = total if state is None else counts[state]
            self._states.setItemText(row, f"{self._state_name(state)} ({number})")
        verified = counts[ImageState.VERIFIED]
        done = counts[ImageState.LABELLED] + verified
        self._done.setRange(0, max(total, 1))
        self._done.setValue(done)
        text = self.tr("{done} of {total} images have an annotation, {verified} are verified")
        self._done.setToolTip(text.format(done=done, total=total, verified=verified))
        self._show_position()

    @Slot()
    def _show_position(self) -> None:
        row, count = self.shown.row_of(self._current), self.shown.rowCount()
        selected = len(self.view.selectedIndexes())
        position = f"{row + 1 if row >= 0 else '–'} / {count}" if count else ""
        several = self.tr("{count} selected").format(count=selected)
        self._position.setText(several if selected > 1 else position)
        filtered = (
            self.tr("No image matches the filter") if self.model.rowCount() else self.tr("No images yet")
        )
        self.view.set_placeholder("" if count else filtered)

    @Slot(QModelIndex)
    def _on_picked(self, index: QModelIndex) -> None:
        path = index.data(ImageRole.PATH)
        if isinstance(path, Path) and path != self._current:
            self.image_chosen.emit(path)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.shown.set_text(text)
        self.set_current(self._current)

    @Slot(int)
    def _on_state_filter(self, row: int) -> None:
        # Qt hands the value back as a plain string.
        state = self._states.itemData(row)
        self.shown.set_state(None if state is None else ImageState(state))
        self.set_current(self._current)

    @Slot()
    def _open_first(self) -> None:
        path = self.shown.path_at(0)
        if path is not None:
            self.image_chosen.emit(path)
