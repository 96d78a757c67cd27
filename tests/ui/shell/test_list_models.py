"""Models of objects, classes, detections and candidates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.annotate.class_candidates import CandidatesModel, matching
from frcnn_desktop.ui.annotate.classes import ClassesModel
from frcnn_desktop.ui.annotate.objects import ObjectColumn, ObjectsModel
from frcnn_desktop.ui.detect.detections import DetectionRole, DetectionsModel
from frcnn_desktop.ui.document.class_list import ClassList


def test_that_the_models_keep_qts_rules(
    qtmodeltester: ModelTester, annotation: ImageAnnotation, detections: Detections
) -> None:
    objects, found, classes, candidates = (
        ObjectsModel(),
        DetectionsModel(),
        ClassesModel(ClassList(["car", "dog"])),
        CandidatesModel(),
    )
    objects.set_annotation(annotation)
    found.set_detections(detections)
    candidates.set_candidates([("car", 0.5), ("dog", None)])
    for model in (objects, found, classes, candidates):
        qtmodeltester.check(model)


def test_that_an_object_is_shown_with_its_size_in_pixels(annotation: ImageAnnotation) -> None:
    model = ObjectsModel()
    model.set_annotation(annotation)
    assert model.index(0, ObjectColumn.NAME).data() == "car"
    assert model.index(0, ObjectColumn.SIZE).data() == "100 × 50"
    checked = model.index(1, ObjectColumn.DIFFICULT).data(Qt.ItemDataRole.CheckStateRole)
    assert Qt.CheckState(checked) is Qt.CheckState.Checked


def test_that_ticking_a_flag_asks_for_the_change_and_makes_none_itself(annotation: ImageAnnotation) -> None:
    model = ObjectsModel()
    model.set_annotation(annotation)
    asked: list[tuple[int, str, bool]] = []
    model.flag_edited.connect(lambda *change: asked.append(change))
    index = model.index(0, ObjectColumn.DIFFICULT)
    model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert asked == [(annotation.objects[0].id, "difficult", True)]
    assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked


def test_that_moving_a_box_keeps_the_rows(annotation: ImageAnnotation) -> None:
    model = ObjectsModel()
    model.set_annotation(annotation)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    moved = replace(annotation.objects[0], box=(0.0, 0.0, 8.0, 9.0))
    model.set_annotation(annotation.with_objects((moved, *annotation.objects[1:])))
    assert resets == []
    assert model.index(0, ObjectColumn.SIZE).data() == "8 × 9"
    model.set_annotation(None)
    assert (resets, model.rowCount()) == ([True], 0)


def test_that_only_the_rows_that_changed_are_drawn_anew(annotation: ImageAnnotation) -> None:
    model, rows = ObjectsModel(), list[tuple[int, int]]()
    model.set_annotation(annotation)
    model.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    model.set_annotation(annotation)
    moved = replace(annotation.objects[1], box=(0.0, 0.0, 8.0, 9.0))
    model.set_annotation(annotation.with_objects((annotation.objects[0], moved, *annotation.objects[2:])))
    model.set_views(frozenset(), frozenset())
    assert rows == [(1, 1)]
    model.set_views(frozenset({moved.id}), frozenset())
    assert rows[1:] == [(0, len(annotation.objects) - 1)]


def test_that_detections_are_counted_by_class(detections: Detections) -> None:
    model = DetectionsModel()
    model.set_detections(detections)
    assert model.class_counts() == {"car": 2, "dog": 1}
    assert model.index(0).data(DetectionRole.SCORE) == pytest.approx(0.9)


def test_that_a_class_can_be_renamed_but_never_to_nothing_or_to_another() -> None:
    classes = ClassList(["car", "dog", "car"])
    model = ClassesModel(classes)
    heard: list[tuple[str, ...]] = []
    classes.names_changed.connect(heard.append)
    assert classes.names == ("car", "dog")
    assert not model.setData(model.index(0), " ")
    assert not model.setData(model.index(0), "dog")
    assert model.setData(model.index(0), " van ")
    assert heard == [("van", "dog")]
    assert [model.index(row).data() for row in range(model.rowCount())] == ["van", "dog"]


def test_that_candidates_are_sorted_by_score_and_then_by_how_they_begin() -> None:
    plain = [("cat", None), ("car", None), ("scar", None)]
    assert [name for name, _ in matching(plain, "")] == ["cat", "car", "scar"]
    assert [name for name, _ in matching(plain, "CAR")] == ["car", "scar"]
    scored = [("cat", 0.1), ("car", 0.8), ("dog", None)]
    assert [name for name, _ in matching(scored, "")] == ["car", "cat", "dog"]


def test_that_an_unknown_name_is_offered_as_a_new_class_and_a_known_one_is_not() -> None:
    model = CandidatesModel()
    model.set_candidates([("cat", None), ("car", None)])
    model.set_text("ca")
    assert [model.name_at(row) for row in range(model.rowCount())] == ["cat", "car", "ca"]
    model.set_text("cat")
    assert [model.name_at(row) for row in range(model.rowCount())] == ["cat"]
    assert model.name_at(5) == ""
