"""What tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from support.leaks import no_timer_left  # noqa: F401 - for every test here

from frcnn_desktop.ui.kit.translation import install_language


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    """The program speaks Korean."""
    before = set(qapp.findChildren(QTranslator))
    assert install_language(qapp, "ko") == "ko"
    yield
    QLocale.setDefault(QLocale.system())
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
