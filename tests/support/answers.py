"""Somebody who answers the questions that the program asks over its window."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from frcnn_desktop.ui.kit.question import Question


class Answers(QObject):
    """Within `with`, clicks the buttons with these texts, one for each question. `asked`: the questions."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self._answers, self.asked = list(answers), list[str]()
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, Question):
            self.asked.append(window.text())
            wanted = self._answers.pop(0)
            button = next(each for each in window.findChildren(QPushButton) if each.text() == wanted)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        elif window is not None:
            self.meet(window)

    def meet(self, window: QWidget) -> None:
        """Do something about a dialog that is no question."""
