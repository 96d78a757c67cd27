"""The composition root: makes services, document and window, and connects them. Only it knows everyone."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QImageReader
from PySide6.QtWidgets import QApplication

from frcnn_desktop import __version__
from frcnn_desktop.host.environment import drop_opencv_qt_paths
from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.annotate.problems_control import ProblemsControl
from frcnn_desktop.ui.browse.browsing import BrowsingControl
from frcnn_desktop.ui.browse.recovery import RecoveryControl
from frcnn_desktop.ui.browse.saving import SavingControl
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice, ask_unsaved
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.query_events import QueryEvents
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.folder_detection import FolderDetectionControl
from frcnn_desktop.ui.detect.layers_control import LayersControl
from frcnn_desktop.ui.detect.presenter import DetectionPresenter
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.export.exporting import ExportControl
from frcnn_desktop.ui.help.diagnostics_control import DiagnosticsControl
from frcnn_desktop.ui.inside.comparison.control import WaysControl
from frcnn_desktop.ui.inside.inspector.control import InspectorControl
from frcnn_desktop.ui.inside.see_inside import SeeInside
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.garbage import GarbageCollection
from frcnn_desktop.ui.kit.no_unpickling import forbid_unpickling
from frcnn_desktop.ui.kit.theme import Theme
from frcnn_desktop.ui.kit.translation import install_language
from frcnn_desktop.ui.live.explaining import ExplainControl
from frcnn_desktop.ui.live.live_control import LiveControl
from frcnn_desktop.ui.live.picking import PickingControl
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.models.model_files import ModelFilesControl
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.first_paint import FirstPaint
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.ui.shell.view_control import ViewControl
from frcnn_desktop.ui.training.training_control import TrainingControl
from frcnn_desktop.workers.base.lifecycle import abandoned_threads, closing, last_resort
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.detect.engine import EngineFactory, load_engine
from frcnn_desktop.workers.detect.folder_counts import FolderCountService
from frcnn_desktop.workers.detect.folder_detection import FolderDetection
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.run_store import RunStore
from frcnn_desktop.workers.detect.scoring_service import ScoringService
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.images.image_service import ImageService
from frcnn_desktop.workers.inside.compare import CompareService
from frcnn_desktop.workers.inside.inspect import InspectorService
from frcnn_desktop.workers.tasks.diagnostics_service import DiagnosticsService
from frcnn_desktop.workers.tasks.export_service import ExportService
from frcnn_desktop.workers.tasks.recovery_service import RecoveryService

WINDOW_ICON = ("icons", "app.svg")


class Application(QObject):
    """One window with everything behind it. `start` shows it; `shutdown` ends every thread."""

    def __init__(self, settings: Settings | None = None, engine_factory: EngineFactory = load_engine) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.session = DocumentSession(self)
        self.images, self.folders = ImageService(self), FolderService(self)
        self.saving = TaskService("saving", self)
        self.exports, self.model_tasks = ExportService(self), TaskService("model tasks", self)
        self.recovery, self.diagnostics = RecoveryService(self), DiagnosticsService(self)
        self.runs = RunStore()
        self.inference = InferenceService(engine_factory, self, self.runs)
        self.scoring = ScoringService(self.inference.holder, self)
        self.inspector = InspectorService(self.inference.holder, self)
        self.comparing = CompareService(self.inference.holder, self)
        self.folder_detection = FolderDetection(self.inference, self.runs, self)
        self.folder_counts = FolderCountService(self.inference.holder, self.runs, self)
        self.theme = Theme(_qt_application(), self.settings.theme)
        self.actions = Actions()
        self.canvas = ImageCanvas(self.session)
        self.window = MainWindow(self.actions, self.canvas, self.settings)
        self.shell = Shell(self.window, self.actions, self)
        self.workspace = Workspace(
            self.window.image_list.catalogue, self.session, self.images, self.folders, self.settings,
            self.saving, self._ask_leaving,
        )  # fmt: skip
        self.detection = DetectionControl(
            self.session, self.inference, self.scoring, self.settings.filter, self
        )
        self.models = ModelControl(self.window, self.shell, self.actions, self.inference, self.settings, self)
        self.seeing = SeeInside(
            self.canvas,
            self.actions,
            self.session,
            self.detection,
            self.inference.holder,
            self.settings,
            self,
        )
        self._connect()
        # After everything else: closing asks about the run when nothing else keeps the window open.
        self.training = TrainingControl(
            self.window, self.shell, self.actions, self.workspace, self.session, self.models, self.inference,
            self.settings, self,
        )  # fmt: skip

    def _connect(self) -> None:
        window, shell, actions, session = self.window, self.shell, self.actions, self.session
        live = LiveControl(self.canvas, window.meter_bars, session, self.inference, self.scoring, self)
        editing = EditingControl(
            window, shell, self.canvas, actions, session, self.workspace, live, self.settings, self
        )
        events = QueryEvents(self.canvas, self)
        explain, pick = actions[ActionId.EXPLAIN], actions[ActionId.PICK]
        explaining = ExplainControl(self.canvas, events, explain, session, self.detection, editing, self)
        picking = PickingControl(self.canvas, events, pick, self.detection, editing, explaining, self)
        inspecting = InspectorControl(
            window.inspector, self.canvas, window.detections_panel, session, self.detection, self.inference,
            self.inspector,
        )  # fmt: skip
        editing.class_choice_cancelled.connect(inspecting.on_class_choice_cancelled)
        for control in (explaining, picking, inspecting, self.seeing):
            control.status_message.connect(shell.status)
        window.set_foot(self.seeing.bar)
        self.seeing.offer_inspector(window.inspector)
        self.seeing.offer_times(window.timings_panel, window.ways_panel)
        self._controls = (
            live,
            editing,
            explaining,
            picking,
            inspecting,
            WaysControl(window.ways_panel, session, self.detection, self.comparing, self),
            BrowsingControl(
                window, shell, actions, self.workspace, session, self.images, self.folders, self.settings,
                self,
            ),
            SavingControl(shell, actions, self.workspace, session, self.settings, self),
            LayersControl(self.canvas.layers, window.layers_panel, actions, self),
            DetectionPresenter(
                window, shell, self.canvas, actions, self.detection, self.inference, self.settings, self
            ),
            ExportControl(window, shell, actions, self.workspace, session, self.exports, self),
            ModelFilesControl(window, shell, self.model_tasks, self.models, self),
            FolderDetectionControl(
                window, shell, actions, self.workspace, self.detection, self.inference, self.folder_detection,
                self.folder_counts, self,
            ),
            ProblemsControl(shell, actions, session, self),
            ViewControl(window, self.canvas, actions, session, self.settings, self.theme, self),
        )  # fmt: skip
        self._diagnosing = DiagnosticsControl(
            shell, actions[ActionId.DIAGNOSTICS], self.inference, self.images, self.diagnostics, self
        )
        self._recovering = RecoveryControl(shell, self.workspace, session, self.recovery, self)
        self.workspace.neighbours_loaded.connect(self.detection.detect_ahead)
        window.closing.connect(self._on_closing)

    def start(
        self, paths: Sequence[Path] = (), *, model: Path | None = None, device: str | None = None
    ) -> None:
        """Show the window, then start the threads, load the model and open what was asked for."""
        # Loading torch competes with the GUI thread for the interpreter: first the window is to be seen.
        FirstPaint(self.window, partial(self.models.start, model, device))
        self.window.show()
        for service in (self.images, self.folders, self.saving, self.exports, self.model_tasks,
                        self.inference, self.scoring, self.folder_detection, self.folder_counts):  # fmt: skip
            service.start()
        self.training.start()
        self.recovery.start()
        if self.settings.note:
            self.shell.notify(MessageKind.WARNING, self.settings.note)
        if paths:
            self.workspace.open_paths(list(paths))

    def shutdown(self) -> None:
        """Keep what must be kept, then stop all work and end the threads. Safe to call twice.

        Threads that do not end in time are abandoned, see `leave_process`.
        """
        self._recovering.finish()
        self.recovery.shutdown()
        self.saving.shutdown()
        self.training.shutdown()
        self.theme.stop_following()
        self.settings.sync()
        with closing():
            for service in (self.diagnostics, self.seeing, self.comparing, self.inspector,
                            self.folder_detection, self.folder_counts, self.scoring, self.model_tasks,
                            self.exports, self.images, self.folders, self.inference):  # fmt: skip
                service.shutdown()
        if not abandoned_threads():
            self.runs.close()

    def _ask_leaving(self) -> UnsavedChoice:
        image = self.session.image
        return ask_unsaved(self.window, image.path.name if image else "")

    @Slot(QCloseEvent)
    def _on_closing(self, event: QCloseEvent) -> None:
        if self.workspace.has_unsaved_edits:
            event.ignore()
            self.workspace.leave(self._close_window)

    def _close_window(self) -> None:
        # Later: a window does not close from within its closing.
        QTimer.singleShot(0, self.window, self.window.close)


def make_qt_application() -> QApplication:
    """Make the one QApplication, or return it; safe from another OpenCV build's Qt plugins."""
    drop_opencv_qt_paths()
    forbid_unpickling()
    QApplication.setApplicationName(APPLICATION)
    QApplication.setApplicationDisplayName(APPLICATION)
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(APPLICATION)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setWindowIcon(QIcon(str(resource_path(*WINDOW_ICON))))
    QImageReader.setAllocationLimit(0)
    return application


def _qt_application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def run_application(
    paths: Sequence[Path],
    *,
    model: Path | None = None,
    device: str | None = None,
    on_start: Callable[[Application], None] | None = None,
) -> int:
    """Open the window and run until it is closed. Returns the exit status.

    `on_start` is called once the window is shown, before the event loop runs.
    """
    qt_application = make_qt_application()
    settings = Settings()
    install_language(qt_application, settings.language)
    application = Application(settings)

    def start() -> None:
        application.start(paths, model=model, device=device)
        if on_start is not None:
            on_start(application)

    # Lets Ctrl+C in a terminal end the program: Python handles signals between its own instructions only.
    signal.signal(signal.SIGINT, lambda *_: application.window.close())
    heartbeat = QTimer(interval=500)
    heartbeat.timeout.connect(_do_nothing)
    heartbeat.start()
    return run_until_closed(qt_application, application, start)


def run_until_closed(
    qt_application: QApplication, application: Application, start: Callable[[], None]
) -> int:
    """Call `start` and run until the window is closed, with garbage collected in this thread alone.

    Returns the exit status.
    """
    collection = GarbageCollection()
    application.inference.model_loaded.connect(collection.spare_what_is_there)
    start()
    status = qt_application.exec()
    with last_resort():
        application.shutdown()
    collection.stop()
    return status


def window_opens() -> str:
    """Open the window for the self-test, without loading a model, and close it again."""
    qt_application = make_qt_application()
    application = Application()
    application.window.show()
    QTimer.singleShot(0, application.window.close)
    qt_application.exec()
    size = application.window.size()
    application.shutdown()
    return f"{size.width()} x {size.height()} on {qt_application.platformName()}"


def _do_nothing() -> None:
    pass
