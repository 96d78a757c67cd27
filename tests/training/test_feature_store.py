from pathlib import Path

import pytest
import torch

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.presets import COMPACT_SMALL
from frcnn_desktop.training.feature_store import FeatureStore, features_origin


def maps(rows: int, columns: int) -> list[torch.Tensor]:
    return [torch.randn(1, 3, rows, columns), torch.randn(1, 2, rows // 2, columns // 2)]


def test_that_maps_come_back_in_half_precision_after_reopening(tmp_path: Path) -> None:
    written = {"a": maps(28, 38), "b": maps(42, 26)}
    store = FeatureStore(tmp_path / "features", "network")
    for key, levels in written.items():
        store.write(key, levels)
    again = FeatureStore(tmp_path / "features", "network")
    assert [again.has(each) for each in "abc"] == [True, True, False]
    for key, expected in written.items():
        for one, other in zip(again.read(key), expected, strict=True):
            assert torch.equal(one, other.half().float())


def test_that_features_of_another_network_are_never_found(tmp_path: Path) -> None:
    FeatureStore(tmp_path, "one").write("a", maps(4, 4))
    other = FeatureStore(tmp_path, "other")
    assert not other.has("a")
    other.write("b", maps(4, 4))
    other.keep_only(["b"])
    assert len(list(tmp_path.iterdir())) == 1


def test_that_a_backbone_is_told_by_its_weights(tmp_path: Path) -> None:
    backbone = make_backbone(COMPACT_SMALL)
    before = features_origin(COMPACT_SMALL, backbone)
    assert features_origin(COMPACT_SMALL, backbone) == before
    with torch.no_grad():
        next(backbone.parameters()).view(-1)[0] += 1e-3
    assert features_origin(COMPACT_SMALL, backbone) != before


@pytest.mark.parametrize("size", [0, 5, 12, 30, -1])
def test_that_a_file_that_was_cut_off_counts_as_missing(tmp_path: Path, size: int) -> None:
    store = FeatureStore(tmp_path, "network")
    store.write("a", maps(6, 8))
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert not store.has("a")
    with pytest.raises(DatasetError, match="made anew"):
        store.read("a")
