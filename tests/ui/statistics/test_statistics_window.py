"""The statistics in the composed window: what they count, what a click on them does, and their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.ui.browse.search_field import SearchField
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.statistics.pages import BarsPage, Page, ShapesPage
from frcnn_desktop.ui.statistics.plots import BarFigure, ShapeFigure
from frcnn_desktop.ui.statistics.window import StatisticsWindow

LEFT = Qt.MouseButton.LeftButton


class Program(Composed):
    """The window over a folder, with its statistics open."""

    def show_statistics(self, folder: Path) -> StatisticsWindow:
        self.open(folder)
        self.qtbot.waitUntil(lambda: all(each.summarised for each in self.app.workspace.catalogue.entries))
        self.app.actions[ActionId.STATISTICS].trigger()
        made = self.app.window.findChildren(StatisticsWindow)[0]
        self.qtbot.waitExposed(made)
        self.qtbot.waitUntil(lambda: "image" in summary(made))
        return made

    @property
    def query(self) -> str:
        return self.app.window.findChildren(SearchField)[0].text()

    def listed(self) -> list[str]:
        catalogue = self.app.workspace.catalogue
        return [entry.path.stem for entry in catalogue.matching]


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(qtbot, tmp_path / "settings.json")
    yield made
    made.close()


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """1 and 2 show a dog, 3 a cat and a dog, 4 nothing."""
    folder = tmp_path / "farm"
    folder.mkdir()
    images = [make_image(folder / f"{number}.png") for number in range(1, 5)]
    for image, objects in zip(images, ((DOG,), (DOG,), (CAT, DOG)), strict=False):
        annotate(image, *objects)
    return folder


def summary(window: StatisticsWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel))


def shown(window: StatisticsWindow, name: str, qtbot: QtBot) -> Page:
    """Choose a figure as a person does in the list at the left."""
    page = next(each for each in window.pages if each.name == name)
    page.parentWidget().setCurrentWidget(page)  # type: ignore[union-attr]
    qtbot.waitUntil(page.isVisible)
    return page


def click_bar(page: Page, row: int) -> None:
    figure = page.figure
    assert isinstance(figure, BarFigure)
    QTest.mouseClick(figure.viewport(), LEFT, pos=figure.mapFromScene(figure.place_of(row)))


def test_that_a_click_on_a_bar_lists_its_images_and_narrows_a_search_that_is_counted(
    program: Program, farm: Path, qtbot: QtBot
) -> None:
    window = program.show_statistics(farm)
    assert "4 images" in summary(window)
    assert "4 objects" in summary(window)
    click_bar(shown(window, "classes", qtbot), 1)
    assert program.query == "class:cat"
    assert program.listed() == ["3"]
    click_bar(shown(window, "classes", qtbot), 0)
    assert program.query == "class:dog"
    window.findChildren(QComboBox)[0].setCurrentIndex(1)
    qtbot.waitUntil(lambda: "3 images" in summary(window))
    together = shown(window, "together", qtbot)
    click_bar(together, 0)
    assert program.query == "class:dog class:cat"
    qtbot.waitUntil(lambda: "1 image ·" in summary(window))
    assert program.listed() == ["3"]


def test_that_bars_are_picked_by_keys(program: Program, farm: Path, qtbot: QtBot) -> None:
    window = program.show_statistics(farm)
    figure = shown(window, "objects-per-image", qtbot).figure
    figure.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(figure, key)
    assert program.query == "objects:2"
    assert program.listed() == ["3"]


def test_that_things_are_counted_in_whole_numbers(program: Program, farm: Path, qtbot: QtBot) -> None:
    page = shown(program.show_statistics(farm), "classes", qtbot)
    axis = page.findChildren(BarFigure)[0].getAxis("bottom")
    for most in (1, 3, 40, 5000):
        marks = [mark for _, row in axis.tickValues(0, 1.25 * most, 400) for mark in row]
        assert len(marks) > 1
        assert all(float(mark).is_integer() for mark in marks)


def test_that_each_bar_names_the_images_that_it_counts(program: Program, farm: Path, qtbot: QtBot) -> None:
    window = program.show_statistics(farm)
    click_bar(shown(window, "days", qtbot), 0)
    assert program.listed() == ["1", "2", "3"]
    click_bar(shown(window, "image-sizes", qtbot), 0)
    assert program.listed() == ["1", "2", "3", "4"]
    click_bar(shown(window, "states", qtbot), 0)
    assert program.listed() == ["4"]
    click_bar(shown(window, "flags", qtbot), 0)
    assert program.query == "by:unknown"


def test_that_a_click_on_a_box_opens_its_image(program: Program, farm: Path, qtbot: QtBot) -> None:
    window = program.show_statistics(farm)
    page = shown(window, "box-sizes", qtbot)
    assert isinstance(page, ShapesPage)
    figure = page.figure
    assert isinstance(figure, ShapeFigure)
    with qtbot.waitSignal(program.app.workspace.current_changed):
        QTest.mouseClick(figure.viewport(), LEFT, pos=figure.mapFromScene(figure.place_of(2)))
    assert program.app.workspace.current == farm / "3.png"


def test_that_an_edit_is_counted_while_the_statistics_are_open(
    program: Program, farm: Path, qtbot: QtBot
) -> None:
    window = program.show_statistics(farm)
    program.app.session.add_objects([CAT])
    qtbot.waitUntil(lambda: "5 objects" in summary(window))


@pytest.mark.parametrize(
    ("suffix", "holds"),
    [
        (
            ".csv",
            lambda data: (
                data.decode("utf-8-sig").splitlines() == ["class,objects,images", "dog,3,3", "cat,1,1"]
            ),
        ),
        (".png", lambda data: QImage.fromData(data).width() > 400),
        (".svg", lambda data: b"<svg" in data and b">dog<" in data),
    ],
)
def test_that_a_figure_is_exported(
    program: Program, farm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    suffix: str, holds: Callable[[bytes], bool],
) -> None:  # fmt: skip
    window = program.show_statistics(farm)
    target = tmp_path / f"figure{suffix}"
    monkeypatch.setattr(program.app.shell.prompts, "figure_to_save", lambda _start, _suffix: target)
    menu = next(each for each in window.findChildren(QMenu) if each.title() == "Export")
    next(action for action in menu.actions() if action.data() == suffix).trigger()
    program.qtbot.waitUntil(target.exists)
    assert holds(target.read_bytes())


def test_that_where_nothing_is_to_be_counted_the_page_says_what_to_do(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    make_image(folder / "1.png")
    window = program.show_statistics(folder)
    assert [page.name for page in window.pages if page.empty] == [
        "classes", "box-sizes", "centres", "objects-per-image", "together", "flags", "days"
    ]  # fmt: skip
    assert "Draw a box" in summary(window)
    assert all(isinstance(page, BarsPage) for page in window.pages if not page.empty)
