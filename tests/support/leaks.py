"""A fixture that fails a test which leaves something behind that goes on by itself."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from shiboken6 import isValid


@pytest.fixture(autouse=True)
def no_timer_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a timer of ours active or Qt's thread pool at work; the next finds neither."""
    made: list[Any] = []
    real_init = QTimer.__init__

    def init(timer: Any, *arguments: Any, **values: Any) -> None:
        real_init(timer, *arguments, **values)
        made.append(weakref.ref(timer))

    monkeypatch.setattr(QTimer, "__init__", init)
    yield
    # Widgets that the test has closed are deleted now; by themselves they would be in the next test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [timer for each in made if (timer := each()) is not None and isValid(timer) and timer.isActive()]
    for timer in left:
        timer.stop()
    if left:
        owners = ", ".join(type(timer.parent()).__name__ for timer in left)
        pytest.fail(f"QTimer still active at the end of the test, of: {owners}")
    assert QThreadPool.globalInstance().waitForDone(2000), "QThreadPool still at work"
