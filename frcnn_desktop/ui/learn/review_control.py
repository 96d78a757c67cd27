"""The walk through what the model and the labels disagree on, one key each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.disagreement import Kind
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.detect.acceptance import LEARNT
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.learn.outline import REVIEW_DOCK
from frcnn_desktop.ui.learn.review_findings import Finding, ReviewFindings, counts_of
from frcnn_desktop.ui.learn.review_panel import ReviewPanel
from frcnn_desktop.ui.learn.review_text import ReviewText
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.workers.learning.messages import LabelledFile
from frcnn_desktop.workers.learning.review import ImageReviewed, ReviewService

A = ActionId
KEY = "review"
"""Its job in the status bar."""
_SETTLE_MS = 200


class ReviewControl(QObject):
    """A review only looks. What is taken is an edit of the open image like any other: undoable, and written
    when the image is saved. After it the image stays open, so that undo is at hand; the same key goes on.
    """

    def __init__(self, context: Context, service: ReviewService, decisions: SetDecisions) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._session = context.shell, context.actions, context.session
        self._canvas, self._inference = context.canvas, context.services.inference
        self._origins, self._filter = context.values.origins, context.values.filter
        self._workspace = Workspace.of(context)
        self._service, self._decisions, self._text = service, decisions, ReviewText(self)
        keys = [context.actions[name] for name in (A.REVIEW_ACCEPT, A.REVIEW_KEEP, A.REVIEW_NEXT)]
        self._panel = ReviewPanel(keys, self._text)
        context.shell.frame.fill_dock(REVIEW_DOCK, self._panel)
        self._findings = ReviewFindings(decisions.is_kept)
        self._rows: list[Finding] = []
        self._current: Finding | None = None
        self._place = 0
        self._running = False
        self._folder: frozenset[Path] = frozenset()
        # Everything found so far is sorted and counted anew: not for each of thousands of images.
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._connect()
        self._show()

    def _connect(self) -> None:
        workspace, service, panel = self._workspace, self._service, self._panel
        self._session.annotation_changed.connect(self._show)
        workspace.current_changed.connect(self._on_image)
        workspace.saved.connect(self._on_saved)
        workspace.paths_changed.connect(self._on_paths)
        service.reviewed.connect(self._on_reviewed)
        self._settling.timeout.connect(self._settle)
        service.progressed.connect(self._on_progress)
        service.finished.connect(self._on_finished)
        self._decisions.opened.connect(self._show)
        panel.wanted.connect(self._begin)
        panel.again_wanted.connect(self._on_again)
        panel.chosen.connect(self._go_to)
        for name, command in ((A.REVIEW_NEXT, self._go_on), (A.REVIEW_ACCEPT, self._take),
                              (A.REVIEW_KEEP, self._keep)):  # fmt: skip
            self._actions.bind(name, command)

    @Slot()
    def _begin(self) -> None:
        entries = list(self._workspace.catalogue.entries)
        labelled = [entry for entry in entries if entry.objects is not None]
        if not self._inference.model_key:
            self._shell.status(self.tr("Without a model there is nothing to compare the labels with."))
        elif not labelled:
            self._shell.status(self.tr("No image of this folder has labels yet."))
        else:
            self._folder = frozenset(entry.path for entry in entries)
            self._decisions.open(self._folder)
            names = frozenset(name for entry in labelled for name in entry.names if name)
            self._findings.begin()
            self._current = None
            self._set_running(True)
            self._service.begin(map(self._file, labelled), names - self._filter.value.hidden_classes)
            self._show()

    def _file(self, entry: ImageEntry) -> LabelledFile:
        path = entry.path
        return LabelledFile(path, self._workspace.annotation_folder(path), self._workspace.siblings(path))

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        if self._folder and self._folder.isdisjoint(paths):
            self._folder = frozenset()
            self._service.stop()
            self._settling.stop()
            self._findings.forget()
            self._panel.set_ceiling("", "")
            self._current = None
            self._show()

    @Slot(object)
    def _on_reviewed(self, message: ImageReviewed) -> None:
        self._findings.add(message)
        if not self._settling.isActive():
            self._settling.start()

    @Slot()
    def _settle(self) -> None:
        self._settling.stop()
        self._panel.set_ceiling(*self._text.ceiling(self._findings.reached))
        self._show()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        text = self.tr("Reviewing labels: {done} / {total}").format(done=done, total=total)
        self._shell.jobs.begin(KEY, text, self._service.stop)
        self._shell.jobs.progress(KEY, done, total)

    @Slot(int)
    def _on_finished(self, failed: int) -> None:
        self._shell.jobs.end(KEY)
        self._set_running(False)
        self._settle()
        if failed:
            one = self.tr("{count} image could not be looked at")
            self._shell.status(counted(failed, one, self.tr("{count} images could not be looked at")))

    def _set_running(self, running: bool) -> None:
        self._running = running
        self._panel.set_running(running)

    @Slot()
    def _on_again(self) -> None:
        self._decisions.ask_again()
        self._show()

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        if self._session.image is not None and self._session.image.path == path:
            self._findings.saved(path, self._session.objects)

    @Slot()
    def _show(self) -> None:
        """Show what waits for an answer now."""
        image = self._session.image
        rows = self._findings.rows(image.path if image is not None else None, self._session.objects)
        if self._current in rows:
            self._place = rows.index(self._current)
        self._rows = rows
        images, before = self._findings.images, self._findings.before
        self._panel.set_kept(self._decisions.has_kept)
        self._panel.set_rows(rows, self._current)
        self._panel.set_summary(self._text.summary(counts_of(rows), images, before))
        self._actions.set_available(Need.DISAGREEMENT, self._open is not None)

    @property
    def _open(self) -> Finding | None:
        """The disagreement that is looked at, once its image is open."""
        image, current = self._session.image, self._current
        here = image is not None and current is not None and image.path == current.path
        return current if here else None

    def _go_on(self) -> None:
        """Go to the next one; beyond the last, to the first."""
        if not self._rows:
            self._actions[A.REVIEW].setChecked(True)
            self._shell.status(self._nothing_to_see())
            return
        step = 1 if self._current in self._rows else 0
        self._go_to(self._rows[(self._place + step) % len(self._rows)])

    def _nothing_to_see(self) -> str:
        if self._running:
            return self.tr("No disagreement so far: the labels are still being reviewed.")
        if not self._findings.images:
            return self.tr("No labels were reviewed yet: look for disagreements first.")
        return self.tr("There is no disagreement to look at.")

    @Slot(object)
    def _go_to(self, finding: Finding) -> None:
        self._current = finding
        image = self._session.image
        if image is not None and image.path == finding.path:
            self._point_out(finding)
        else:
            self._workspace.open_image(finding.path)
        self._show()

    @Slot(object)
    def _on_image(self, _path: Path | None) -> None:
        finding = self._open
        if finding is not None and finding.what.stands(self._session.objects):
            self._point_out(finding)
        elif finding is None:
            # The person has walked elsewhere.
            self._current = None
        self._show()

    def _point_out(self, finding: Finding) -> None:
        label = finding.what.about(self._session.objects)
        self._session.select([] if label is None else [label.id])
        seen = finding.what.kind not in (Kind.DOUBLED, Kind.EXTRA)
        self._canvas.set_ghosts((finding.what.box,) if seen else (), class_colour(finding.what.name))
        keys = (self._actions.key_text(name) for name in (A.REVIEW_ACCEPT, A.REVIEW_KEEP, A.REVIEW_NEXT))
        take, keep, following = keys
        text = self.tr("{what}: {take} takes the model's, {keep} keeps yours, {following} goes on.")
        what = self._text.what(finding.what)
        what = what[:1].upper() + what[1:]
        self._shell.status(text.format(what=what, take=take, keep=keep, following=following))

    def _take(self) -> None:
        """Change the label as the model has it; once that is done, the same key goes on."""
        finding = self._open
        if finding is None:
            return
        if finding not in self._rows:
            self._go_on()
            return
        self._apply(finding)
        self._canvas.set_ghosts(())
        self._show()
        text = self.tr("Taken: {take} goes on, {undo} takes it back.")
        keys = self._actions.key_text(A.REVIEW_ACCEPT), self._actions.key_text(A.UNDO)
        self._shell.status(text.format(take=keys[0], undo=keys[1]))

    def _apply(self, finding: Finding) -> None:
        what, session = finding.what, self._session
        label = what.about(session.objects)
        if what.kind is Kind.MISSED:
            item = ObjectAnnotation(what.name, what.box)
            model = self._inference.model_key
            self._origins.accept(item, f"{LEARNT} {model}", what.certainty)
            session.add_objects([item], self.tr("Add what the model sees"))
        elif label is None:
            return
        elif what.kind is Kind.WRONG_CLASS:
            session.rename([label.id], what.name)
        elif what.kind is Kind.LOOSE:
            self._origins.snap([label.id])
            session.set_boxes({label.id: what.box}, self.tr("Take the model's box"))
        else:
            session.remove_objects([label.id])

    def _keep(self) -> None:
        finding = self._open
        if finding is not None:
            self._decisions.keep(finding.content_key, finding.what)
            self._show()
            self._go_on()
