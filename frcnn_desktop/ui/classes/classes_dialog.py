"""The classes of a data set: what they are to become, and what that would change."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QColorDialog, QDialog, QListWidget, QListWidgetItem, QMenu, QWidget

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.class_census import ChangePreview
from frcnn_desktop.curation.class_changes import ClassChanges, checked_changes
from frcnn_desktop.curation.class_edit import ListChange, stale_lists
from frcnn_desktop.ui.classes.classes_form import ClassesForm
from frcnn_desktop.ui.classes.classes_text import ClassesText
from frcnn_desktop.ui.classes.draft import ClassDraft
from frcnn_desktop.ui.kit.icons import icon
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.painting import ClassColours
from frcnn_desktop.workers.tasks.class_service import ChangeOrder, ClassesCounted

_SHOWN = 200
"""Files that stay as they are, by name."""


class ClassesDialog(QDialog):
    """Ask `order`, `names`, `colours` and `renamed` when `apply_wanted` comes.

    Signals: `apply_wanted()` do it; `stop_wanted()` give it up; `undo_wanted()` take the last change back.
    Setters: `set_progress`, `set_running`, `show_problem`.
    """

    apply_wanted = Signal()
    stop_wanted = Signal()
    undo_wanted = Signal()

    def __init__(
        self, counted_: ClassesCounted, listed: tuple[str, ...], colour_of: ClassColours, parent: QWidget
    ) -> None:
        """`listed` are the classes that stand in the list already, in its order."""
        super().__init__(parent)
        self._counted, self.listed, self._colour_of = counted_, listed, colour_of
        self._census, self._file = counted_.census, counted_.file
        self._text = ClassesText(self)
        self.draft = ClassDraft(self._census, listed)
        self.colours: dict[str, str] = {}
        self._preview = self._census.preview(ClassChanges())
        self.form = ClassesForm(self._wanted_colour, self)
        self._merge_menu = QMenu(self)
        self.setWindowTitle(self.tr("Classes of the data set"))
        self.setModal(True)
        self._fill()
        self._connect()
        self._show()

    @property
    def preview(self) -> ChangePreview:
        """What would change now."""
        return self._preview

    @property
    def writes_list(self) -> bool:
        """Whether the list of the data set is to be written."""
        return self._file is not None and self.form.keep_list.isChecked() and self.form.keep_list.isEnabled()

    @property
    def order(self) -> ChangeOrder:
        """What is to be done in the files."""
        file, names = self._file, self.draft.names
        wanted = file is not None and self.writes_list and (file.data is None or names != file.names)
        class_list = ListChange(file, names) if file is not None and wanted else None
        return ChangeOrder(self._preview, checked_changes(self.draft.changes), class_list)

    def set_progress(self, done: int, total: int) -> None:
        """Show how many files are done."""
        self.form.progress.setRange(0, total)
        self.form.progress.setValue(done)

    def set_running(self, running: bool) -> None:
        """Show progress and a stop button, and take no more wishes; or the other way round."""
        self.form.set_running(running)

    def show_problem(self, text: str) -> None:
        """Say why it was not done; nothing that is wanted is lost."""
        self.form.problem.setText(text)
        self.form.problem.setVisible(bool(text))

    def show_message(self, message: Message) -> None:
        """Say why it was not done."""
        self.show_problem(in_language(message))

    def reject(self) -> None:
        """While files are written, Esc and the cross stop that first."""
        if self.form.running:
            self.stop_wanted.emit()
        else:
            super().reject()

    def _fill(self) -> None:
        form, file = self.form, self._file
        form.headline.setText(self._text.headline(self._census))
        written = self._census.written()
        for suspicion in self.draft.suspicions:
            item = QListWidgetItem(
                icon("triangle-alert", "warning"), self._text.suspicion(suspicion, written)
            )
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            form.suspicions.addItem(item)
        form.set_suspected(bool(self.draft.suspicions))
        form.fit(form.suspicions)
        form.keep_list.setVisible(file is not None)
        if file is not None:
            there = file.data is not None
            text = (
                self.tr("Write the list to {name}")
                if there
                else self.tr("Keep the list with the images, in {name}")
            )
            form.keep_list.setText(text.format(name=file.path.name))
            form.keep_list.setToolTip(str(file.path))
            form.keep_list.setChecked(there)
        form.undo.setVisible(self._counted.last is not None)
        if self._counted.problem is not None:
            self.show_problem(in_language(self._counted.problem))

    def _connect(self) -> None:
        form = self.form
        form.tree.renamed.connect(self._on_renamed)
        form.tree.itemSelectionChanged.connect(self._show_buttons)
        form.suspicions.itemChanged.connect(self._on_suspicion)
        form.rename.clicked.connect(form.tree.edit_current)
        QShortcut(QKeySequence("F2"), form.tree, form.tree.edit_current)
        form.merge.setMenu(self._merge_menu)
        self._merge_menu.aboutToShow.connect(self._fill_merge_menu)
        form.delete.clicked.connect(self._on_delete)
        form.up.clicked.connect(partial(self._move, -1))
        form.down.clicked.connect(partial(self._move, 1))
        form.colour.clicked.connect(self._choose_colour)
        form.restore.clicked.connect(self._on_restore)
        form.keep_list.toggled.connect(self._show_preview)
        form.apply.clicked.connect(self.apply_wanted)
        form.undo.clicked.connect(self.undo_wanted)
        form.stop.clicked.connect(self.stop_wanted)
        form.cancel.clicked.connect(self.reject)

    def _wanted_colour(self, name: str) -> QColor:
        after = self.draft.after(name) or name
        return QColor(self.colours[after]) if after in self.colours else self._colour_of(after)

    def _show(self) -> None:
        self.form.tree.set_rows(self.draft.rows)
        suspected = self.form.suspicions
        suspected.blockSignals(True)
        for number, suspicion in enumerate(self.draft.suspicions):
            on = self.draft.respells(suspicion)
            suspected.item(number).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        suspected.blockSignals(False)
        self._show_preview()
        self._show_buttons()

    @Slot()
    def _show_preview(self) -> None:
        form, changes = self.form, self.draft.changes
        self.show_problem("")
        try:
            changes = checked_changes(changes)
        except FrcnnError as error:
            self.show_problem(in_language(error.message))
            form.apply.setEnabled(False)
            return
        self._preview = preview = self._census.preview(changes)
        form.summary.setText(self._text.preview(preview))
        self._show_left_alone(form.left_alone, changes)
        file = self._file
        allowed = file is None or file.may_become(self.draft.names)
        form.keep_list.setEnabled(allowed)
        renames = changes or self.draft.names != self.listed or self.colours or self.order.class_list
        form.apply.setEnabled(bool(renames))
        files, one = len(preview.files), self.tr("Change {count} file")
        form.apply.setText(
            counted(files, one, self.tr("Change {count} files")) if files else self.tr("Apply")
        )

    def _show_left_alone(self, shown: QListWidget, changes: ClassChanges) -> None:
        shown.clear()
        notes = []
        if self._file is not None and not self._file.may_become(self.draft.names):
            notes.append(in_language(self._file.numbered))
        if (stale := stale_lists(self._counted.split_lists, changes)) is not None:
            notes.append(in_language(stale))
        left_alone = self._preview.left_alone
        rows = [self._text.reason(each) for each in left_alone[:_SHOWN]]
        if len(left_alone) > _SHOWN:
            rows.append(self.tr("and {count} more").format(count=len(left_alone) - _SHOWN))
        for text, look in (*((each, "info") for each in notes), *((each, "circle-x") for each in rows)):
            shown.addItem(QListWidgetItem(icon(look, "warning"), text))
        shown.setVisible(bool(notes or rows))
        self.form.fit(shown)

    @Slot()
    def _show_buttons(self) -> None:
        form, chosen = self.form, self.form.tree.chosen
        form.rename.setEnabled(len(chosen) == 1)
        form.colour.setEnabled(len(chosen) == 1 and bool(chosen[0]))
        for button in (form.merge, form.delete, form.up, form.down, form.restore):
            button.setEnabled(bool(chosen))

    @Slot(str, str)
    def _on_renamed(self, name: str, new: str) -> None:
        if new.strip() or not name:
            self.draft.rename(name, new)
        # Not from within: the editor of this very row is still there.
        self.form.tree.later(self._show)

    @Slot(QListWidgetItem)
    def _on_suspicion(self, item: QListWidgetItem) -> None:
        suspicion = self.draft.suspicions[self.form.suspicions.row(item)]
        self.draft.respell(suspicion, item.checkState() == Qt.CheckState.Checked)
        self._show()

    @Slot()
    def _fill_merge_menu(self) -> None:
        self._merge_menu.clear()
        chosen = self.form.tree.chosen
        names = chosen if len(chosen) > 1 else [row.name for row in self.draft.rows if row.name not in chosen]
        for name in filter(None, names):
            self._merge_menu.addAction(name.replace("&", "&&"), partial(self._merge, chosen, name))

    def _merge(self, names: tuple[str, ...], into: str) -> None:
        self.draft.merge(names, into)
        self._show()

    @Slot()
    def _on_delete(self) -> None:
        self.draft.delete(self.form.tree.chosen)
        self._show()

    @Slot()
    def _on_restore(self) -> None:
        for name in self.form.tree.chosen:
            self.colours.pop(name, None)
        self.draft.restore(self.form.tree.chosen)
        self._show()

    def _move(self, step: int) -> None:
        self.draft.move(self.form.tree.chosen, step)
        self._show()

    @Slot()
    def _choose_colour(self) -> None:
        (name,) = self.form.tree.chosen
        dialog = QColorDialog(self._wanted_colour(name), self)
        dialog.setWindowTitle(self.tr("Colour of “{name}”").format(name=name))
        dialog.colorSelected.connect(partial(self.set_colour, name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def set_colour(self, name: str, colour: QColor) -> None:
        """Let a class have another colour."""
        self.colours[self.draft.after(name) or name] = colour.name()
        self._show()
