import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.garbage import GarbageCollection


@pytest.fixture
def collection(qtbot: QtBot) -> Iterator[GarbageCollection]:
    one = GarbageCollection()
    yield one
    one.stop()


def cyclic_object(destroyed_in: list[int]) -> None:
    one = QObject()
    one.destroyed.connect(lambda: destroyed_in.append(threading.get_ident()))
    one.setProperty("itself", None)
    one.__dict__["itself"] = one


def allocate(count: int) -> None:
    [[] for _ in range(count)]


def test_that_objects_in_a_cycle_are_destroyed_in_the_gui_thread_only(
    collection: GarbageCollection, qtbot: QtBot
) -> None:
    gc.collect()
    destroyed_in: list[int] = []
    cyclic_object(destroyed_in)
    thread = threading.Thread(target=allocate, args=(200_000,))
    thread.start()
    thread.join()
    assert destroyed_in == []
    keep = [[] for _ in range(5_000)]
    qtbot.waitUntil(lambda: destroyed_in == [threading.get_ident()], timeout=10_000)
    assert len(keep) == 5_000


def test_that_what_outlives_one_collection_is_not_looked_at_by_the_next(
    collection: GarbageCollection,
) -> None:
    gc.collect()
    keep = [[] for _ in range(5_000)]
    collection.collect_due()
    young = {id(one) for generation in (0, 1) for one in gc.get_objects(generation)}
    assert not young & {id(one) for one in keep}


@pytest.fixture
def collected() -> Iterator[set[int]]:
    """The generations that are collected meanwhile."""
    seen: set[int] = set()

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.add(info["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def use_for_a_while(collection: GarbageCollection) -> None:
    for _ in range(150):
        for _ in range(1_000):
            cycle: list[object] = []
            cycle.append(cycle)
        collection.collect_due()


def test_that_while_a_model_is_loaded_only_what_is_new_is_looked_through(
    collection: GarbageCollection, collected: set[int]
) -> None:
    collection.hold()
    use_for_a_while(collection)
    assert collected == {1}
    collection.release()
    use_for_a_while(collection)
    assert collected == {1, 2}


def test_that_stopping_gives_collection_back_to_python(qtbot: QtBot) -> None:
    gc.enable()
    one = GarbageCollection()
    taken = not gc.isenabled()
    one.stop()
    given_back = gc.isenabled()
    gc.disable()  # as the other tests want it
    assert taken
    assert given_back
