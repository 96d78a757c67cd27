"""Predictors that travel to other processes, load when they are used, and take several images."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from inference.test_predictor import META, TINY, loaded, searches

from frcnn_desktop.core.errors import CheckpointError, InputError
from frcnn_desktop.detector.checkpoint import save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference import Predictor, model_source
from frcnn_desktop.proposals.precomputed import PrecomputedProposals

__all__ = ["searches"]


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(5)
    path = tmp_path / "model.safetensors"
    save_checkpoint(path, FastRcnn(TINY, META.class_names), META)
    return path


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are loaded."""
    done: list[Path] = []
    load = model_source.load_model
    monkeypatch.setattr(model_source, "load_model", lambda path: (done.append(path), load(path))[1])
    return done


def test_that_a_predictor_travels_without_its_weights_and_loads_once_on_first_use(
    checkpoint: Path, searches: list[int], loads: list[Path]
) -> None:
    predictor = Predictor.load(checkpoint, "cpu", lazy=True)
    predictor.set_cache_limit(12345)
    sent = pickle.dumps(predictor)
    assert len(sent) < 2000
    assert loads == []
    arrived = pickle.loads(sent)
    image = loaded().rgb
    threads = [threading.Thread(target=arrived.detect, args=(image,)) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert loads == [checkpoint]
    assert arrived.cache_use[1] == 12345
    here, there = predictor.detect(image, score_threshold=0), arrived.detect(image, score_threshold=0)
    np.testing.assert_array_equal(here.boxes, there.boxes)
    assert pickle.loads(pickle.dumps(arrived)).info.path == str(checkpoint)


def test_that_another_file_in_the_place_of_the_model_is_refused(checkpoint: Path) -> None:
    predictor = Predictor.load(checkpoint, "cpu", lazy=True)
    sent = pickle.dumps(predictor)
    save_checkpoint(checkpoint, FastRcnn(TINY, META.class_names), META)
    with pytest.raises(CheckpointError, match="another file here"):
        _ = pickle.loads(sent).info
    with pytest.raises(InputError, match="was replaced"):
        pickle.dumps(predictor)
    checkpoint.unlink()
    with pytest.raises(CheckpointError, match="no model file"):
        _ = pickle.loads(sent).info


def test_that_a_model_in_memory_does_not_travel() -> None:
    predictor = Predictor(FastRcnn(TINY, META.class_names), META, "cpu")
    with pytest.raises(InputError, match="Save the model"):
        pickle.dumps(predictor)


def test_that_the_bundled_model_is_found_wherever_the_program_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = pickle.dumps(Predictor.load(lazy=True, proposal_cache=PrecomputedProposals(tmp_path)))
    assert str(model_source.resource_path(*model_source.BUNDLED_MODEL)).encode() not in sent
    monkeypatch.setattr(model_source, "resource_path", lambda *_parts: tmp_path / "elsewhere.safetensors")
    with pytest.raises(CheckpointError, match="elsewhere"):
        _ = pickle.loads(sent).info


def test_that_a_batch_has_the_detections_of_each_image_in_order(
    checkpoint: Path, searches: list[int]
) -> None:
    predictor = Predictor.load(checkpoint, "cpu")
    images = [loaded(seed, width).rgb for seed, width in enumerate((100, 90, 120))]
    batch = predictor.detect_batch(iter(images), score_threshold=0)
    assert len(batch) == 3
    for image, found in zip(images, batch, strict=True):
        alone = predictor.detect(image, score_threshold=0)
        np.testing.assert_array_equal(found.boxes, alone.boxes)
        np.testing.assert_array_equal(found.scores, alone.scores)
    assert predictor.detect_batch([]) == []


def test_that_a_wrong_image_of_a_batch_is_named_before_anything_is_detected(
    checkpoint: Path, searches: list[int]
) -> None:
    with pytest.raises(InputError, match=r"Image 1 of the batch \(from 0\): An image is"):
        Predictor.load(checkpoint, "cpu").detect_batch([loaded().rgb, np.zeros((4, 4))])  # pyright: ignore
    assert searches == []
