"""Finding commands, classes and images by typing."""

from __future__ import annotations

from functools import partial

from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.palette.entries import Entry
from frcnn_desktop.ui.palette.palette import Palette
from frcnn_desktop.ui.shell.action_ids import ActionId


class PaletteFeature(Feature):
    """Collects what there is each time the palette is opened, so that it never shows what is gone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._actions, self._classes = context.actions, context.values.classes
        self._workspace, self._editing = Workspace.of(context), EditingControl.of(context)
        self.palette = Palette(context.shell.owner)
        context.actions.bind(ActionId.COMMAND_PALETTE, self.open)

    def open(self) -> None:
        """Show everything that can be done now."""
        self.palette.open([*self._command_entries(), *self._class_entries(), *self._image_entries()])

    def _command_entries(self) -> list[Entry]:
        entries = []
        for place, rows in self._actions.groups.items():
            for row in rows:
                if row.id == ActionId.COMMAND_PALETTE:
                    continue
                action = self._actions[row.id]
                if not (action.isEnabled() and action.isVisible()):
                    continue
                icon = "check" if action.isChecked() else row.icon
                text, key = plain_text(action.text()), self._actions.key_text(row.id)
                entries.append(Entry(text, place, icon, action.trigger, key, row.tip))
        return entries

    def _class_entries(self) -> list[Entry]:
        place = self.tr("Class")
        return [
            Entry(name, place, "tags", partial(self._editing.use_class, name)) for name in self._classes.names
        ]

    def _image_entries(self) -> list[Entry]:
        place, show = self.tr("Image"), self._workspace.open_image
        return [Entry(path.name, place, "image", partial(show, path)) for path in self._workspace.paths]
