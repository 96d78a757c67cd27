from pathlib import Path

import pytest
import torch

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.detector.presets import COMPACT_SMALL
from frcnn_desktop.training.feature_store import FeatureStore, ImageEntry

IMAGES = [ImageEntry("a", 500, 375), ImageEntry("b", 200, 333), ImageEntry("c", 64, 64)]


def opened(folder: Path, images: list[ImageEntry] = IMAGES) -> FeatureStore:
    store = FeatureStore(folder, COMPACT_SMALL, [3, 2], [16, 32])
    store.create(images)
    return store


def maps(rows: int, columns: int) -> list[torch.Tensor]:
    return [torch.randn(1, 3, rows, columns), torch.randn(1, 2, rows // 2, columns // 2)]


def test_that_maps_come_back_in_half_precision_after_reopening(tmp_path: Path) -> None:
    written = {"a": maps(28, 38), "b": maps(42, 26)}
    store = opened(tmp_path)
    for image_id in ("b", "a"):
        store.write(image_id, written[image_id])
    again = opened(tmp_path)
    assert [each in again for each in "abcd"] == [True, True, False, False]
    for image_id, expected in written.items():
        for one, other in zip(again.read(image_id), expected, strict=True):
            assert torch.equal(one, other.half().float())


def test_that_a_folder_of_other_images_is_refused(tmp_path: Path) -> None:
    opened(tmp_path)
    with pytest.raises(DatasetError, match="other images"):
        opened(tmp_path, IMAGES[:2])
