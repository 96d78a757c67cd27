"""Where a file is saved: the suffix is on the name before a file may be replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.answers import Answers

from frcnn_desktop.ui.kit.save_dialog import SaveDialog, with_suffix


class Person(Answers):
    """Types the names into the dialog one after another, and gives up when there is none left."""

    def __init__(self, names: list[str], answers: list[str]) -> None:
        super().__init__(*answers)
        self._names = names

    def meet(self, window: QWidget) -> None:
        assert isinstance(window, SaveDialog)
        if not self._names:
            window.reject()
            return
        field = window.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, self._names.pop(0))
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def ask(window: QWidget, folder: Path, person: Person) -> Path | None:
    with person:
        return SaveDialog(window, "Save", folder / "car.xml", "Pascal VOC XML (*.xml)", ".xml").ask()


def test_that_a_name_without_its_suffix_asks_before_the_real_file_is_replaced(
    window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "photo.xml").write_text("theirs")
    person = Person(["photo", "other"], ["Choose another name"])
    assert ask(window, tmp_path, person) == tmp_path / "other.xml"
    assert person.asked == ["photo.xml is there already."]
    person = Person(["photo"], ["Replace"])
    assert ask(window, tmp_path, person) == tmp_path / "photo.xml"


def test_that_dots_in_a_name_are_no_suffix_and_giving_up_is_none(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "name.with.dots").write_text("no annotation")
    assert ask(window, tmp_path, Person(["name.with.dots"], [])) == tmp_path / "name.with.dots.xml"
    assert ask(window, tmp_path, Person(["kept.XML"], [])) == tmp_path / "kept.XML"
    assert ask(window, tmp_path, Person([], [])) is None


def test_that_a_suffix_of_another_kind_stays_part_of_the_name() -> None:
    assert with_suffix(Path("a.png"), ".xml") == Path("a.png.xml")
    assert with_suffix(Path("model.v1.5"), ".safetensors") == Path("model.v1.5.safetensors")


def test_that_no_save_dialog_is_opened_past_this_one() -> None:
    root = Path(__file__).parents[3] / "frcnn_desktop"
    found = [path for path in root.rglob("*.py") if "getSaveFileName" in path.read_text("utf-8")]
    assert found == []
