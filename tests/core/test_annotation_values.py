"""Annotations as values, and the switch that stops work."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from frcnn_desktop.core import errors
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, Problem
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.core.messages import verbatim


def test_that_an_object_keeps_its_id_through_edits_and_ids_take_no_part_in_equality() -> None:
    dog = ObjectAnnotation("dog", (0, 0, 1, 1))
    assert replace(dog, name="cat").id == dog.id
    other = ObjectAnnotation("dog", (0, 0, 1, 1))
    assert other.id != dog.id
    assert other == dog


def test_that_source_and_problems_take_no_part_in_equality_or_repr() -> None:
    plain = ImageAnnotation(4, 3)
    read = ImageAnnotation(4, 3, problems=(Problem("a", verbatim("A.")),), source=b"secret bytes")
    assert read == plain
    assert "secret" not in repr(read)


def test_that_values_cannot_be_changed() -> None:
    annotation: Any = ImageAnnotation(4, 3)
    with pytest.raises(FrozenInstanceError):
        annotation.width = 5


def test_that_a_token_is_set_once_and_for_all() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    assert not token.cancelled
    token.cancel()
    token.cancel()
    assert token.cancelled
    with pytest.raises(errors.Cancelled):
        token.raise_if_cancelled()


def test_that_every_error_for_the_user_has_one_base_and_stopping_is_none() -> None:
    for error in (errors.ImageLoadError, errors.AnnotationReadError, errors.AnnotationWriteError):
        assert issubclass(error, errors.FrcnnError)
    assert not issubclass(errors.Cancelled, errors.FrcnnError)


def test_that_the_twenty_classes_are_in_devkit_order() -> None:
    assert len(VOC_CLASS_NAMES) == 20
    assert list(VOC_CLASS_NAMES) == sorted(VOC_CLASS_NAMES)
