"""The program opens where it was closed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from support.composed import DOG, Composed, annotate, make_image
from support.window import panel_of

from frcnn_desktop.core.images import content_key_of
from frcnn_desktop.ui import launch as launching
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.empty_state import EmptyKind, EmptyState
from frcnn_desktop.ui.browse.last_place import MOST_PATHS, LastPlace, read_place
from frcnn_desktop.ui.canvas.zoom_place import ZoomMode, ZoomPlace
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.unsaved_edits import edits_of
from frcnn_desktop.workers.tasks.journal import Journal

Opener = Callable[[], Composed]
NONE_SHOWN = "The last start did not get as far as showing 1.png. It is not opened by itself."


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        annotate(make_image(folder / f"{number}.png", (400, 300)))
    return folder


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Start a program as somebody does who asks for nothing."""
    made: list[Composed] = []

    def begin() -> Composed:
        made.append(Composed(qtbot, tmp_path / "settings.json"))
        made[-1].app.start(resume=True)
        return made[-1]

    yield begin
    for each in made:
        each.close()


@pytest.fixture
def left(qtbot: QtBot, tmp_path: Path, photos: Path) -> Callable[..., None]:
    """Leave the program at the second photo."""

    def leave(before_closing: Callable[[Application], object] = lambda _app: None) -> None:
        program = Composed(qtbot, tmp_path / "settings.json")
        program.open(photos)
        program.show(photos / "1.png")
        before_closing(program.app)
        program.close()

    return leave


def shown(program: Composed) -> Path | None:
    image = program.app.session.image
    return image.path if image is not None else None


def offered(page: EmptyState) -> dict[str, QPushButton]:
    return {each.toolTip(): each for each in page.findChildren(QPushButton) if each.isVisible()}


def test_that_it_opens_folder_image_zoom_and_place(
    left: Callable[..., None], start: Opener, photos: Path, qtbot: QtBot
) -> None:
    places: list[ZoomPlace] = []

    def zoom(app: Application) -> None:
        app.canvas.set_zoom(4.0)
        app.canvas.centerOn(QPointF(300, 60))
        places.append(app.canvas.place)

    left(zoom)
    program = start()
    qtbot.waitUntil(lambda: shown(program) == photos / "1.png")
    assert program.app.workspace.paths == [photos / f"{number}.png" for number in range(3)]
    there, (place,) = program.app.canvas.place, places
    assert (there.mode, there.zoom) == (ZoomMode.FREE, 4.0)
    assert (there.x, there.y) == pytest.approx((place.x, place.y), abs=0.01)


def test_that_a_fitted_photo_is_fitted_again(
    left: Callable[..., None], start: Opener, photos: Path, qtbot: QtBot
) -> None:
    left(lambda app: app.canvas.fit_width())
    program = start()
    qtbot.waitUntil(lambda: shown(program) == photos / "1.png")
    assert program.app.canvas.place.mode is ZoomMode.FIT_WIDTH


def test_that_whoever_asks_for_something_gets_that(
    left: Callable[..., None], photos: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    left()
    program = Composed(qtbot, tmp_path / "settings.json")
    try:
        with qtbot.waitSignal(program.app.workspace.current_changed):
            program.app.start([photos / "2.png"], resume=True)
        assert shown(program) == photos / "2.png"
    finally:
        program.close()


def test_that_it_can_be_switched_off(left: Callable[..., None], start: Opener, tmp_path: Path) -> None:
    left(lambda app: app.actions[ActionId.RESUME].setChecked(False))
    program = start()
    assert panel_of(program.app.window, EmptyState).kind is EmptyKind.EMPTY
    assert not program.app.workspace.opened
    assert Settings(tmp_path / "settings.json").resume is False


def test_that_a_vanished_folder_is_said_and_others_are_offered(
    left: Callable[..., None], start: Opener, photos: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    make_image(other / "a.png")
    left(lambda app: app.settings.add_recent_folder(other))
    shutil.rmtree(photos)
    program = start()
    page = panel_of(program.app.window, EmptyState)
    qtbot.waitUntil(lambda: page.kind is EmptyKind.ERROR)
    assert "photos cannot be opened" in program.refusal
    assert "not there" in program.refusal
    qtbot.waitUntil(lambda: str(other) in offered(page))
    assert str(photos) not in offered(page)
    with qtbot.waitSignal(program.app.workspace.current_changed):
        offered(page)[str(other)].click()
    assert shown(program) == other / "a.png"


def test_that_a_vanished_image_leaves_its_folder(
    left: Callable[..., None], start: Opener, photos: Path, qtbot: QtBot
) -> None:
    left()
    (photos / "1.png").unlink()
    program = start()
    qtbot.waitUntil(lambda: shown(program) == photos / "0.png")


def test_that_a_start_that_did_not_get_there_is_not_repeated(
    left: Callable[..., None], start: Opener, tmp_path: Path
) -> None:
    left()
    settings = Settings(tmp_path / "settings.json")
    settings.resuming = True
    settings.sync()
    program = start()
    assert program.message == NONE_SHOWN
    assert not program.app.workspace.opened
    assert program.app.settings.resuming is False


def test_that_a_start_that_gets_there_says_so(
    left: Callable[..., None], start: Opener, photos: Path, qtbot: QtBot
) -> None:
    left()
    program = start()
    assert program.app.settings.resuming is True
    qtbot.waitUntil(lambda: shown(program) == photos / "1.png")
    assert program.app.settings.resuming is False


def test_that_closing_before_anything_is_shown_forgets_nothing(
    left: Callable[..., None], start: Opener, photos: Path, tmp_path: Path
) -> None:
    left()
    program = start()
    program.app.shutdown()
    settings = Settings(tmp_path / "settings.json")
    assert settings.resuming is False
    last = read_place(settings.last_place)
    assert last is not None
    assert last.image == photos / "1.png"


def test_that_where_a_person_is_is_noted_before_the_end(qtbot: QtBot, photos: Path, tmp_path: Path) -> None:
    program = Composed(qtbot, tmp_path / "settings.json")
    try:
        program.open(photos)
        program.show(photos / "2.png")
        wanted = str(photos / "2.png")
        qtbot.waitUntil(lambda: program.app.settings.last_place.get("image") == wanted, timeout=10_000)
    finally:
        program.close()


def test_that_edits_of_a_crash_are_offered_first_and_restored_into_what_is_open(
    left: Callable[..., None],
    start: Opener,
    photos: Path,
    qtbot: QtBot,
) -> None:
    left()
    photo, target = photos / "1.png", photos / "1.xml"
    base = read_annotation(target)
    edited = base.with_objects((DOG,))
    journal = Journal()
    journal.keep(edits_of((photo, content_key_of(photo)), target, edited, (base, target.read_bytes()), 1e9))
    journal.close()
    program = start()
    qtbot.waitUntil(lambda: "Unsaved edits of 1.png" in program.message)
    qtbot.waitUntil(lambda: shown(program) == photos / "1.png")
    assert "Unsaved edits of 1.png" in program.message
    program.click("Restore")
    qtbot.waitUntil(lambda: [item.name for item in program.app.session.objects] == ["dog"])


@pytest.mark.parametrize(
    ("arguments", "resumes"),
    [
        ({}, True),
        ({"new_window": True}, False),
        ({"model": Path("m.safetensors")}, False),
        ({"device": "cpu"}, False),
    ],
)
def test_that_only_a_start_without_arguments_resumes(
    monkeypatch: pytest.MonkeyPatch, arguments: dict[str, object], resumes: bool
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        launching, "run_application", lambda _paths, *, resume, **_others: asked.append(resume) or 0
    )
    monkeypatch.setattr(launching.SingleInstance, "hand_over", lambda _self, _paths: False)
    launching.launch([], None, **arguments)  # type: ignore[arg-type]
    assert asked == [resumes]


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"opened": 3},
        {"opened": []},
        {"opened": ["relative", 7, "a\0b"]},
    ],
)
def test_that_settings_without_a_place_are_none(plain: dict[str, object]) -> None:
    assert read_place(plain) is None


@pytest.mark.parametrize(
    "zoom",
    [
        None,
        [],
        ["free", 1, 2],
        ["near", 1, 0, 0],
        ["free", -1, 0, 0],
        ["free", "1", 0, 0],
        ["free", float("nan"), 0, 0],
    ],
)
def test_that_a_zoom_that_is_none_is_passed_over(zoom: object) -> None:
    read = read_place({"opened": ["/photos"], "image": 3, "zoom": zoom})
    assert read == LastPlace((Path("/photos"),))


def test_that_a_place_comes_back_as_it_was_noted_unless_it_is_of_too_many_files() -> None:
    place = LastPlace((Path("/photos"),), Path("/photos/1.png"), ZoomPlace(ZoomMode.FREE, 2.5, 0.25, 0.75))
    assert read_place(place.plain()) == place
    many = LastPlace(tuple(Path(f"/{number}.png") for number in range(MOST_PATHS + 1)))
    assert many.plain() == {}
