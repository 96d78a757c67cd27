"""Soft-NMS, thresholds of single classes and counts of the folder in the detections panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.detections import DetectionFilter, Detections
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.detect.class_threshold_menu import ClassThresholdMenu
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.detect.feature import DetectFeature
from frcnn_desktop.ui.document.filter_state import FilterState
from frcnn_desktop.ui.shell.settings import Settings


@pytest.fixture
def state(program: Application) -> FilterState:
    return program.values.filter


@pytest.fixture
def panel(program: Application, state: FilterState, detections: Detections) -> DetectionsPanel:
    panel = program.feature(DetectFeature).panel
    state.set(DetectionFilter(score_threshold=0.5))
    panel.set_detections(detections)
    return panel


def chip(panel: DetectionsPanel, name: str) -> QToolButton:
    (found,) = (chip for chip in panel.controls.chips.findChildren(QToolButton, name) if not chip.isHidden())
    return found


def menu_of(panel: DetectionsPanel, name: str) -> ClassThresholdMenu:
    """Open the menu of a chip as a right click does."""
    chip(panel, name).customContextMenuRequested.emit(QPoint(3, 3))
    menu = panel.controls.chips.findChildren(ClassThresholdMenu)[-1]
    assert menu.isVisible()
    return menu


def test_that_soft_suppression_is_switched_by_a_click_and_takes_the_overlap_slider_out(
    qtbot: QtBot, panel: DetectionsPanel, state: FilterState
) -> None:
    heard: list[DetectionFilter] = []
    state.changed.connect(heard.append)
    qtbot.mouseClick(
        panel.controls.soft, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.controls.soft.height() // 2)
    )
    assert heard == [DetectionFilter(score_threshold=0.5, soft_nms=True)]
    assert not panel.controls.nms.isEnabled()
    state.set(DetectionFilter())
    assert not panel.controls.soft.isChecked()
    assert panel.controls.nms.isEnabled()
    assert len(heard) == 2


def test_that_voting_is_switched_by_a_click(qtbot: QtBot, panel: DetectionsPanel, state: FilterState) -> None:
    heard: list[DetectionFilter] = []
    state.changed.connect(heard.append)
    assert panel.controls.voting.isChecked()
    qtbot.mouseClick(
        panel.controls.voting, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.controls.voting.height() // 2)
    )
    assert heard == [DetectionFilter(score_threshold=0.5, box_voting=False)]
    state.set(DetectionFilter())
    assert panel.controls.voting.isChecked()
    assert len(heard) == 2


def test_that_a_class_gets_a_threshold_of_its_own_and_gives_it_back(
    panel: DetectionsPanel, state: FilterState
) -> None:
    heard: list[tuple[tuple[str, float], ...]] = []
    state.changed.connect(lambda changed: heard.append(changed.class_thresholds))
    menu = menu_of(panel, "car")
    assert menu.slider.value == 0.5
    assert not menu.reset.isEnabled()
    menu.slider.slider.setValue(menu.slider.slider.value() - 20)
    assert heard == [(("car", 0.3),)]
    assert chip(panel, "car").text() == "car ≥ 0.30  2"
    menu.close()
    menu_of(panel, "car").reset.trigger()
    assert heard[-1] == ()
    assert chip(panel, "car").text() == "car  2"


def test_that_a_class_with_a_threshold_of_its_own_stays_when_none_is_left(
    panel: DetectionsPanel, state: FilterState
) -> None:
    state.set(DetectionFilter(class_thresholds=(("car", 0.99),)))
    panel.set_detections(None)
    assert chip(panel, "car").text() == "car ≥ 0.99  0"


def test_that_counts_of_the_folder_stand_beside_those_of_the_image(panel: DetectionsPanel) -> None:
    panel.controls.set_folder_counts({"car": 128}, 40)
    assert chip(panel, "car").text() == "car  2 / 128"
    assert "128 in the 40 detected images" in chip(panel, "car").toolTip()
    panel.controls.set_folder_counts({}, 0)
    assert chip(panel, "car").text() == "car  2"


def test_that_the_chip_of_a_class_that_stays_is_kept_and_chips_follow_the_new_order(
    panel: DetectionsPanel,
) -> None:
    panel.controls.chips.set_counts({"car": 3, "dog": 1})
    car, dog = (chip(panel, name) for name in ("car", "dog"))
    panel.controls.chips.set_counts({"dog": 5, "cat": 2, "car": 1})
    assert chip(panel, "car") is car
    assert chip(panel, "dog") is dog
    assert list(panel.controls.chips._chips) == ["dog", "cat", "car"]
    assert dog.nextInFocusChain() is chip(panel, "cat")


def test_that_the_chip_of_a_class_comes_back_as_it_was_and_takes_no_room_meanwhile(
    panel: DetectionsPanel, qtbot: QtBot
) -> None:
    chips = panel.controls.chips
    panel.show()
    chips.set_counts({"car": 3, "dog": 1})
    car, dog = chip(panel, "car"), chip(panel, "dog")
    qtbot.waitUntil(lambda: dog.x() > car.x())
    chips.set_counts({"dog": 1})
    assert car.isHidden()
    qtbot.waitUntil(lambda: dog.x() == 0)
    chips.set_counts({"dog": 3, "car": 2})
    assert chip(panel, "car") is car
    assert car.text() == "car  2"
    qtbot.waitUntil(lambda: car.x() > dog.x())


def test_that_classes_of_other_images_have_chips_and_only_the_most_frequent(panel: DetectionsPanel) -> None:
    many = {f"class {n:02}": 100 - n for n in range(20)}
    panel.controls.set_folder_counts({"car": 1, "ship": 0, **many}, 40)
    names = list(panel.controls.chips._chips)
    assert names[0] == "car"
    assert [name for name in names if name in many] == list(many)[:8]
    assert "ship" not in names
    assert chip(panel, "class 00").text() == "class 00  0 / 100"
    panel.controls.set_folder_counts({}, 0)
    assert not set(many) & set(panel.controls.chips._chips)


def test_that_the_filter_is_remembered_with_all_it_has(tmp_path: Path) -> None:
    first = Settings(tmp_path / "settings.ini")
    wanted = DetectionFilter(
        0.42, 0.5, 300, class_thresholds=(("café", 0.25), ("dog", 1.0)), soft_nms=True, box_voting=False
    )
    first.filter = wanted
    first.sync()
    assert Settings(tmp_path / "settings.ini").filter == wanted
