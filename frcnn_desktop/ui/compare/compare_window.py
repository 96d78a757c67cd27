"""The window in which two annotators' versions are looked at and decided on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from frcnn_desktop.curation.agreement import agreement_of
from frcnn_desktop.curation.conflicts import Choice
from frcnn_desktop.ui.compare.compare_form import CompareForm
from frcnn_desktop.ui.compare.compare_text import CompareText, figure
from frcnn_desktop.ui.compare.walk import ConflictWalk

KEYS = {Choice.A: "A", Choice.B: "B", Choice.BOTH: "2", Choice.NEITHER: "0"}


class CompareWindow(QDialog):
    """Signals: `image_wanted(Path)` the photo of the image that is looked at; `decided()` a decision was made
    or taken back; `merge_wanted()`. Ask `walk`.
    """

    image_wanted = Signal(object)
    decided = Signal()
    merge_wanted = Signal()

    def __init__(self, walk: ConflictWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A window of its own: the main one stays at hand.
        self.setWindowFlag(Qt.WindowType.Window)
        self.walk, self._text = walk, CompareText(self)
        self._open_row = -1
        comparison = walk.comparison
        self.setWindowTitle(
            self.tr("{a} (A) and {b} (B)").format(a=comparison.a.root.name, b=comparison.b.root.name)
        )
        self.form = CompareForm({choice: KEYS[choice] for choice in Choice}, self)
        self._fill()
        self._connect()

    def begin(self) -> None:
        """Show the first conflict that waits."""
        self._show()

    def set_merging(self, merging: bool) -> None:
        """Take no decisions while a merge is written."""
        self.form.set_merging(merging)
        self._show_standing()

    def tell(self, text: str) -> None:
        """Say what has happened, until the next step: the main window's messages may be behind this one."""
        self.form.standing.setText(text)

    def _fill(self) -> None:
        comparison, form = self.walk.comparison, self.form
        agreement = comparison.agreement
        form.headline.setText(self._text.figures(len(comparison.in_both), agreement))
        for image in self.walk.images:
            found = agreement_of([image.matched]) if image.in_both else None
            f1 = figure(found.f1) if found is not None else ("A" if image.b is None else "B")
            form.images.addTopLevelItem(_row(image.key, "", f1))
        for name, each in comparison.by_class.items():
            figures = map(figure, (each.f1, each.mean_iou, each.kappa))
            form.classes.addTopLevelItem(_row(name, f"{each.first:,}", f"{each.second:,}", *figures))
        for row in range(len(self.walk.images)):
            self._show_left(row)

    def _connect(self) -> None:
        form = self.form
        form.images.itemClicked.connect(self._on_image)
        form.conflicts.itemClicked.connect(self._on_conflict)
        for choice, button in form.choices.items():
            button.clicked.connect(partial(self._choose, choice))
            QShortcut(QKeySequence(KEYS[choice]), self, partial(self._choose, choice))
        form.undo.clicked.connect(self._undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._undo)
        form.go_on.clicked.connect(self._go_on)
        QShortcut(QKeySequence("N"), self, self._go_on)
        for switch in (form.show_a, form.show_b):
            switch.toggled.connect(self._show_layers)
        form.merge.clicked.connect(self.merge_wanted)

    def _show_left(self, row: int) -> None:
        left, item = self.walk.open_in(row), self.form.images.topLevelItem(row)
        if item is not None:
            item.setText(1, f"{left:,}" if left else ("✓" if self.walk.images[row].conflicts else ""))

    def _choose(self, choice: Choice) -> None:
        row = self.walk.row
        if not self.form.merging and self.walk.choose(choice):
            self._show_left(row)
            self.decided.emit()
            self._show()

    @Slot()
    def _undo(self) -> None:
        if not self.form.merging and self.walk.undo():
            self.decided.emit()
            self._show()

    @Slot()
    def _go_on(self) -> None:
        self.walk.go_on()
        self._show()

    @Slot(QTreeWidgetItem)
    def _on_image(self, item: QTreeWidgetItem) -> None:
        self.walk.stand_at(self.form.images.indexOfTopLevelItem(item))
        self._show()

    @Slot(QTreeWidgetItem)
    def _on_conflict(self, item: QTreeWidgetItem) -> None:
        self.walk.stand_at(self.walk.row, self.form.conflicts.indexOfTopLevelItem(item))
        self._show()

    @Slot()
    def _show_layers(self) -> None:
        self.form.view.show_layers(self.form.show_a.isChecked(), self.form.show_b.isChecked())

    def _show(self) -> None:
        walk, form = self.walk, self.form
        if walk.row != self._open_row:
            self._open_row = walk.row
            form.view.set_image(None)
            if walk.image.image is not None:
                self.image_wanted.emit(walk.image.image)
        a, b = walk.image.a, walk.image.b
        form.view.set_versions(a.objects if a else (), b.objects if b else ())
        self._show_conflicts()
        self._show_standing()

    def show_conflict(self) -> None:
        """Bring the conflict into view, once the photo is there."""
        self.form.view.set_conflict(self.walk.conflict)

    def _show_conflicts(self) -> None:
        walk, tree = self.walk, self.form.conflicts
        tree.clear()
        for place, conflict in enumerate(walk.image.conflicts):
            taken = self._text.choice(walk.choice(place))
            tree.addTopLevelItem(_row(self._text.conflict(conflict), taken))
        _stand_at(tree, walk.place)
        self.show_conflict()

    def _show_standing(self) -> None:
        walk, form = self.walk, self.form
        still_open = walk.still_open
        self._show_left(walk.row)
        _stand_at(form.images, walk.row)
        form.standing.setText(self._text.standing(still_open, walk.total))
        form.merge.setEnabled(not still_open and not form.merging)
        form.undo.setEnabled(bool(walk.decisions.last) and not form.merging)
        for button in form.choices.values():
            button.setEnabled(walk.conflict is not None and not form.merging)


def _row(*cells: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(cells))
    for column in range(1, len(cells)):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _stand_at(tree: QTreeWidget, row: int) -> None:
    if (item := tree.topLevelItem(row)) is not None:
        tree.setCurrentItem(item)
