"""The composition root: the window, what is behind it, and the features that fill it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QImageReader
from PySide6.QtWidgets import QApplication

from frcnn_desktop import __version__
from frcnn_desktop.host.environment import drop_opencv_qt_paths
from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.host.memory import share_memory_between_threads
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.host.turns import take_short_turns_on_cores
from frcnn_desktop.ui.browse.resume import Resume
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.document.values import Values
from frcnn_desktop.ui.feature import Context, Feature, Outline
from frcnn_desktop.ui.feature_list import FEATURES
from frcnn_desktop.ui.installation import Installation
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.garbage import GarbageCollection
from frcnn_desktop.ui.kit.no_unpickling import forbid_unpickling
from frcnn_desktop.ui.kit.theme import Theme
from frcnn_desktop.ui.kit.translation import install_language
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.services import Services
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.first_paint import FirstPaint
from frcnn_desktop.ui.shell.frame import Frame
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.workers.base.lifecycle import abandoned_threads, closing, last_resort
from frcnn_desktop.workers.detect.engine import EngineFactory, load_engine

WINDOW_ICON = ("icons", "app.svg")
F = TypeVar("F", bound=Feature)


class Application(QObject):
    """One window with everything behind it. `start` shows it; `shutdown` ends every thread."""

    def __init__(
        self,
        settings: Settings | None = None,
        engine_factory: EngineFactory = load_engine,
        features: Sequence[Outline] | None = None,
    ) -> None:
        super().__init__()
        self.installation = Installation(FEATURES if features is None else features, self)
        self.settings = settings or Settings()
        self.session = DocumentSession(self)
        self.values = Values(self.settings.class_names, self.settings.filter, self)
        self.services = Services(engine_factory, self)
        self.inference, self.scoring = self.services.inference, self.services.scoring
        theme = Theme(_qt_application(), self.settings.theme)
        self.actions = Actions(self.installation.blocks())
        self.canvas = ImageCanvas(self.session, self.values.highlight)
        self.window = MainWindow()
        self.frame = Frame(self.window, self.canvas, self.actions, self.settings)
        self.shell = Shell(self.frame, self.actions, theme, self)
        self.context = Context(
            self.session, self.values, self.canvas, self.shell, self.actions, self.settings, self.services
        )
        self.installation.install_first(self.context)
        self._ended = False
        self.frame.finish()
        self.installation.watch()
        self.workspace.arriving = self.installation.then
        self.window.closing.connect(self._on_closing)

    @property
    def workspace(self) -> Workspace:
        """The one that features share, made when first asked for."""
        return Workspace.of(self.context)

    @property
    def detection(self) -> DetectionControl:
        """The one that features share, made when first asked for."""
        return DetectionControl.of(self.context)

    @property
    def models(self) -> ModelControl:
        """The one that features share, made when first asked for."""
        return ModelControl.of(self.context)

    def feature(self, kind: type[F]) -> F:
        """Return the feature of a kind, loaded now if it was not; KeyError where the window has none."""
        return self.installation.feature(kind)

    def start(
        self,
        paths: Sequence[Path] = (),
        *,
        model: Path | None = None,
        device: str | None = None,
        resume: bool = False,
    ) -> None:
        """Show the window, start the threads and open what was asked for. Once the window has been seen the
        rest of the features is loaded, then the model.

        `resume`: without paths, what was open when the program was closed.
        """
        # Loading torch competes with the GUI thread for the interpreter: first the window is to be seen, with
        # the photo that was asked for.
        start_model = partial(self._start_model, model, device)
        self.installation.completed.connect(partial(self.canvas.paint_first.then, start_model))
        FirstPaint(self.window, self.installation.begin)
        self.window.show()
        self.services.start()
        self.installation.start()
        if self.settings.note:
            self.shell.notify(MessageKind.WARNING, self.settings.note)
        if paths:
            self.workspace.open_paths(list(paths))
        elif resume:
            Resume.of(self.context).begin()

    def _start_model(self, model: Path | None, device: str | None) -> None:
        # A window that is closed at once is painted after its end.
        if not self._ended:
            self.models.start(model, device)

    def shutdown(self) -> None:
        """Keep what must be kept, then stop all work and end the threads. Safe to call twice.

        Threads that do not end in time are abandoned, see `leave_process`.
        """
        self._ended = True
        self.installation.end()
        features = self.installation.features
        for feature in features:
            feature.keep()
        self.shell.theme.stop_following()
        self.settings.sync()
        with closing():
            for feature in reversed(features):
                feature.stop()
            self.services.shutdown()
        self._stop_timers()
        if not abandoned_threads():
            self.services.runs.close()

    def _stop_timers(self) -> None:
        """Let nothing wake up any more: whom it would ask has ended."""
        for owner in (self, self.window):
            for timer in owner.findChildren(QTimer):
                timer.stop()

    @Slot(QCloseEvent)
    def _on_closing(self, event: QCloseEvent) -> None:
        if not all(feature.may_close() for feature in self.installation.features):
            event.ignore()


def make_qt_application() -> QApplication:
    """Make the one QApplication, or return it; safe from another OpenCV build's Qt plugins."""
    drop_opencv_qt_paths()
    share_memory_between_threads()
    take_short_turns_on_cores()
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
    resume: bool = False,
    on_start: Callable[[Application], None] | None = None,
) -> int:
    """Open the window and run until it is closed. Returns the exit status.

    `resume`: without paths, open what was open when the program was closed. `on_start` is called once the
    window is shown, before the event loop runs.
    """
    qt_application = make_qt_application()
    settings = Settings()
    install_language(qt_application, settings.language)
    application = Application(settings)

    def start() -> None:
        application.start(paths, model=model, device=device, resume=resume)
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
    collection.spare_what_is_there()
    application.inference.model_loading.connect(collection.hold)
    application.inference.model_loaded.connect(collection.spare_what_is_there)
    application.inference.model_failed.connect(collection.release)
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
