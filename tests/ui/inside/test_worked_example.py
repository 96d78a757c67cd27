"""The worked example: the lecture's numbers, every control, and the tick beside every cell."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.inside_program import InsideProgram

from frcnn_desktop.explain.pooling_conventions import Reading
from frcnn_desktop.ui.inside.example.control import ExampleControl
from frcnn_desktop.ui.inside.example.state import (
    LARGEST_MAP,
    Example,
    Preset,
    crop_around,
    first_example,
    preset_values,
)
from frcnn_desktop.ui.inside.example.text import ExampleWords
from frcnn_desktop.ui.inside.example.window import ExampleWindow
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.shell.action_ids import ActionId

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def example(empty_program: InsideProgram) -> ExampleControl:
    control = empty_program.app.feature(InsideFeature).seeing.example
    empty_program.app.actions[ActionId.EXAMPLE].trigger()
    return control


def answered(qtbot: QtBot, control: ExampleControl) -> None:
    qtbot.waitUntil(lambda: control.answer is not None, timeout=100_000)


def window_of(control: ExampleControl) -> ExampleWindow:
    assert control.window is not None
    return control.window


def centre(control: ExampleControl, row: int, column: int) -> QPoint:
    return window_of(control).view.cell_place(Reading.FIXED, row, column).center().toPoint()


def test_that_it_begins_with_seven_by_five_into_two_by_two(qtbot: QtBot, example: ExampleControl) -> None:
    assert example.example is not None
    assert example.example.sides == (7, 5)
    assert example.example.bins == 2
    words = ExampleWords()
    told = words.region(example.example)
    assert "7 // 2 = 3 and 5 // 2 = 2" in told
    assert "its end cells belong to it, so it covers 7 × 5 cells" in told
    assert "= 3 × 2; dropped: 1 of 7 columns, 1 of 5 rows." in words.rule(Reading.FIXED, example.example)
    assert "3 + 4 columns by 2 + 3 rows" in words.rule(Reading.UNEVEN, example.example)
    assert "columns [0, 4), [3, 7), rows [0, 3), [2, 5)" in words.rule(Reading.REFERENCE, example.example)
    answered(qtbot, example)
    assert "4 of 4 equal torchvision's" in words.verdict(example.answer, "roi_pool")
    assert "runs the third" in words.verdict(example.answer, "")
    assert "pools with roi_align" in words.verdict(example.answer, "roi_align")


def test_that_what_is_drawn_is_what_the_detector_computed(qtbot: QtBot, example: ExampleControl) -> None:
    window = window_of(example)
    window.preset.setCurrentIndex(window.preset.findData(Preset.RAMP.value))
    window.preset.activated.emit(window.preset.currentIndex())
    answered(qtbot, example)
    assert example.answer is not None
    assert example.example is not None
    assert example.answer.detector.tolist() == [[31, 34], [49, 52]]
    own = example.example.pooled(Reading.REFERENCE)
    np.testing.assert_array_equal(own.values, example.answer.detector)
    np.testing.assert_array_equal(own.winners, example.answer.winners)


def test_that_map_region_and_output_can_be_changed(qtbot: QtBot, example: ExampleControl) -> None:
    window = window_of(example)
    window.bins.setValue(3)
    window.region[0].setValue(0)
    window.rows.setValue(4)
    assert example.example is not None
    assert example.example.bins == 3
    # The map has become lower: the region is cut to it.
    assert example.example.region == (0, 1, 7, 3)
    assert window.region[3].value() == 3
    answered(qtbot, example)
    assert example.answer is not None
    assert example.answer.agrees.shape == (3, 3)
    assert example.answer.agrees.all()


def test_that_a_cell_is_changed_by_keys_and_by_double_click(qtbot: QtBot, example: ExampleControl) -> None:
    view = window_of(example).view
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(view, key)
    assert view.cursor_cell == (1, 2)
    QTest.keyClick(view, Qt.Key.Key_Return)
    view.editor.setValue(777)
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert example.example is not None
    assert example.example.values[1, 2] == 777
    assert example.example.preset is Preset.EDITED
    QTest.mouseDClick(view, LEFT, pos=centre(example, 4, 6))
    view.editor.setValue(-3.25)
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert example.example.values[4, 6] == -3.25
    answered(qtbot, example)
    assert example.answer is not None
    assert example.answer.detector[0, 0] == 777
    assert example.answer.agrees.all()


def test_that_a_drag_over_cells_chooses_the_region(qtbot: QtBot, example: ExampleControl) -> None:
    view = window_of(example).view
    QTest.mousePress(view, LEFT, pos=centre(example, 5, 6))
    QTest.mouseMove(view, centre(example, 4, 5))
    QTest.mouseMove(view, centre(example, 2, 3))
    QTest.mouseRelease(view, LEFT, pos=centre(example, 2, 3))
    assert example.example is not None
    assert example.example.region == (3, 2, 6, 5)
    window_of(example).reset_wanted.emit()
    assert example.example.region == (1, 1, 7, 5)


def test_that_without_a_feature_map_its_values_are_not_offered(example: ExampleControl) -> None:
    window = window_of(example)
    row = window.preset.findData(Preset.IMAGE.value)
    flags = window.preset.model().index(row, 0).flags()
    assert not flags & Qt.ItemFlag.ItemIsEnabled


def test_that_the_current_image_gives_values_around_the_followed_roi(program: InsideProgram) -> None:
    program.see_inside()
    program.walk.data.set_channel(0)
    program.app.actions[ActionId.EXAMPLE].trigger()
    control = program.app.feature(InsideFeature).seeing.example
    window = window_of(control)
    row = window.preset.findData(Preset.IMAGE.value)
    assert window.preset.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    window.preset.activated.emit(row)
    assert control.example is not None
    # The RoI is (3, 3, 10, 9) of 20 x 15 cells; one cell around it is shown, too.
    assert control.example.region == (1, 1, 8, 7)
    assert control.example.values[0].tolist() == list(range(2, 12))
    answered(program.qtbot, control)
    assert control.answer is not None
    assert control.answer.agrees.all()


def test_that_a_large_roi_is_cut_to_what_can_be_read() -> None:
    values = np.arange(40 * 50, dtype=np.float32).reshape(40, 50)
    cropped, region = crop_around(values, (5, 3, 45, 10))
    assert cropped.shape == (10, LARGEST_MAP)
    assert region == (0, 1, LARGEST_MAP - 1, 8)
    assert cropped[0, 0] == values[2, 5]


def test_that_a_region_is_put_in_order_and_on_the_map() -> None:
    example = first_example().with_region((8, 9, -3, 2))
    assert example.region == (0, 2, 8, 6)
    assert first_example().with_bins(99).bins == 7


def test_that_edited_values_survive_another_size() -> None:
    example = first_example().with_value(2, 3, 5.5).with_size(4, 3)
    assert example.values.shape == (3, 4)
    assert example.values[2, 3] == 5.5
    assert Example(preset_values(Preset.RAMP, 3, 2)).values.tolist() == [[0, 1, 2], [3, 4, 5]]
