"""When the program learns: which folder, with which model, and what of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.learn.learnt_files import LearntFiles
from frcnn_desktop.ui.learn.one_class import OneClass
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.learn.suggestions_control import SuggestionsControl
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.switches import keep_switch
from frcnn_desktop.workers.learning.messages import LabelledFile, LearningState, RefitEnded
from frcnn_desktop.workers.learning.service import LearningService
from frcnn_desktop.workers.learning.set_memory import SetMemory, experience_path

KEY = "learn"
"""Of its messages, and of its job in the status bar."""
MOST_FILES = 200
"""So many images that were labelled before are learnt, the first of the list."""


class LearnControl(QObject, CatalogueObserver):
    """Learning begins once the switch is on, a model is loaded and the folder's annotations are known; it
    begins anew with another model or folder.

    What is labelled already is learnt in the background, and every save after it.
    """

    def __init__(
        self,
        context: Context,
        service: LearningService,
        suggestions: SuggestionsControl,
        decisions: SetDecisions,
        one_class: OneClass,
    ) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._settings = context.shell, context.actions, context.settings
        self._session, self._inference = context.session, context.services.inference
        self._workspace = Workspace.of(context)
        self._service, self._suggestions, self._one_class = service, suggestions, one_class
        self._decisions = decisions
        self._learnt = LearntFiles(self._workspace.catalogue, service)
        self._on = self._unable = False
        self._folder: frozenset[Path] = frozenset()
        self._offered_for: Path | None = None
        keep_switch(self._actions[ActionId.LEARN], Settings.learn, self._settings, self._on_switched)
        self._connect()

    def _connect(self) -> None:
        service, workspace, inference = self._service, self._workspace, self._inference
        workspace.saved.connect(self._on_saved)
        workspace.paths_changed.connect(self._on_paths)
        workspace.rewritten.connect(self._forget)
        workspace.catalogue.observe(self)
        self._one_class.changed.connect(self._on_one_class)
        self._decisions.opened.connect(self._begin_if_ready)
        inference.model_loading.connect(self._on_model_loading)
        inference.model_loaded.connect(self._begin_if_ready)
        service.begun.connect(self._on_begun)
        service.unable.connect(self._on_unable)
        service.refitted.connect(self._on_refitted)
        service.failed.connect(self._on_failed)
        service.folder.progressed.connect(self._on_progress)
        service.folder.finished.connect(self._on_folder_learnt)

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        self._on, self._unable, self._offered_for = on, False, None
        self._actions.set_available(Need.LEARNING, on)
        self._shell.clear(KEY)
        self._suggestions.set_on(on)
        self._decisions.set_hiding(on)
        if on:
            self._begin_if_ready()
        else:
            self._service.end()

    def on_settled(self) -> None:
        """Annotations of the folder may be known by now: begin where nothing else is missing."""
        self._begin_if_ready()

    @Slot()
    def _begin_if_ready(self) -> None:
        wanted = self._on and not self._unable and not self._service.active
        if not wanted or not self._inference.model_key:
            return
        entries = list(self._workspace.catalogue.entries)
        if entries and all(entry.summarised for entry in entries):
            self._folder = frozenset(entry.path for entry in entries)
            self._decisions.open(self._folder)
            if self._decisions.value is not None:
                self._begin(entries, self._decisions.value)

    def _begin(self, entries: list[ImageEntry], memory: SetMemory) -> None:
        names = dict.fromkeys(name for entry in entries for name in entry.names if name)
        only = self._one_class.name
        self._learnt.clear()
        experience = experience_path(self._decisions.folders, only)
        classes = (only,) if only else tuple(names)
        self._service.begin(classes, only=only, memory=memory, experience=experience)

    @Slot()
    def _on_model_loading(self) -> None:
        self._unable = False
        # The next model may know the class.
        self._take_offer_back()
        self._forget()

    @Slot()
    def _on_one_class(self) -> None:
        self._forget()
        self._begin_if_ready()

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        if self._service.active and self._folder.isdisjoint(paths):
            self._forget()
        if self._offered_for not in paths:
            self._take_offer_back()

    def _take_offer_back(self) -> None:
        """What nobody has answered is asked again, of the next set or of the next model."""
        if self._offered_for is not None:
            self._offered_for = None
            self._settings.learn_offered = not self._shell.clear(KEY)

    @Slot()
    def _forget(self) -> None:
        if self._on:
            self._service.end()
            self._suggestions.forget()

    @Slot(object)
    def _on_begun(self, state: LearningState) -> None:
        if state.problem is not None:
            self._shell.notify(MessageKind.WARNING, state.problem, key=KEY)
        self._suggestions.look()
        only, entries = self._one_class.name, self._workspace.catalogue.entries
        labelled = [entry for entry in entries if entry.objects and (not only or only in entry.names)]
        self._learnt.add(entry.path for entry in labelled[:MOST_FILES])
        self._service.learn_folder([self._file(entry) for entry in labelled[:MOST_FILES]])

    def _file(self, entry: ImageEntry) -> LabelledFile:
        path = entry.path
        return LabelledFile(path, self._workspace.annotation_folder(path), self._workspace.siblings(path))

    @Slot(object)
    def _on_unable(self, message: Message) -> None:
        self._unable = True
        self._shell.notify(MessageKind.WARNING, message, key=KEY)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        image, annotation = self._session.image, self._session.annotation
        if image is None or annotation is None or image.path != path:
            return
        if self._on:
            self._learnt.add([path])
            self._service.save(image, annotation)
        else:
            self._offer(path, {item.name for item in annotation.objects})

    def _offer(self, path: Path, names: set[str]) -> None:
        """Say once that the program could learn a class that the model does not know."""
        engine = self._inference.holder.get()
        if self._settings.learn_offered or engine is None or Ability.LEARN not in engine.abilities:
            return
        new = sorted(names - set(engine.info.class_names) - {""})
        if new:
            self._settings.learn_offered, self._offered_for = True, path
            text = self.tr("“{name}” is new to the model. Shall it learn while you label?")
            switch = self._actions[ActionId.LEARN].toggle
            buttons = [(self.tr("Learn while labelling"), switch), (self.tr("No"), self._decline)]
            self._shell.notify(MessageKind.INFO, text.format(name=new[0]), buttons, key=KEY)

    def _decline(self) -> None:
        self._shell.status(self.tr("It can be switched on in the Detect menu."))

    @Slot(object)
    def _on_refitted(self, message: RefitEnded) -> None:
        self._shell.clear(KEY)
        if message.taken and not self._suggestions.shown:
            text = self.tr("Learnt in {seconds} s. {key} suggests objects here.")
            key = self._actions.key_text(ActionId.SUGGEST_AGAIN)
            self._shell.status(text.format(seconds=f"{message.seconds:.1f}", key=key))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.notify(MessageKind.WARNING, message, key=KEY)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        text = self.tr("Learning the labelled images: {done} / {total}").format(done=done, total=total)
        self._shell.jobs.begin(KEY, text, self._service.folder.stop)
        self._shell.jobs.progress(KEY, done, total)

    @Slot(int)
    def _on_folder_learnt(self, failed: int) -> None:
        self._shell.jobs.end(KEY)
        if failed:
            one = self.tr("{count} labelled image could not be read and was not learnt from")
            many = self.tr("{count} labelled images could not be read and were not learnt from")
            self._shell.status(counted(failed, one, many))
