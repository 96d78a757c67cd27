"""Counting what was detected in a folder, under any filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.folder_bench import FILTER, FolderBench

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.workers.base import right_of_way
from frcnn_desktop.workers.detect.folder_messages import FolderCounts


def test_that_detections_of_the_folder_are_counted_under_any_filter(
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
) -> None:
    bench.finish(qtbot, photos[:3])
    model = bench.inference.model_key
    for threshold, expected in ((0.5, 3), (0.01, 6), (0.99, 0)):
        with qtbot.waitSignal(bench.counts.counted) as blocker:
            bench.counts.count(tuple(photos), model, DetectionFilter(score_threshold=threshold))
        counts = blocker.args[0]
        assert isinstance(counts, FolderCounts)
        assert counts.complete
        assert counts.classes.get("cat", 0) == expected
        assert set(counts.images) == set(photos[:3])


def test_that_only_the_newest_count_is_told(qtbot: QtBot, bench: FolderBench, photos: list[Path]) -> None:
    bench.finish(qtbot, photos)
    heard: list[FolderCounts] = []
    bench.counts.counted.connect(heard.append)
    for threshold in (0.5, 0.6, 0.7, 0.99):
        bench.counts.count(
            tuple(photos), bench.inference.model_key, DetectionFilter(score_threshold=threshold)
        )
    qtbot.waitUntil(lambda: len(heard) > 0)
    assert [dict(counts.classes) for counts in heard] == [{}]


def test_that_a_count_stands_still_while_a_hand_is_at_a_slider(
    qtbot: QtBot, bench: FolderBench, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST_WAIT_S", 60)
    bench.finish(qtbot, photos)
    way = bench.inference.holder.right_of_way
    way.take()
    with qtbot.assertNotEmitted(bench.counts.counted, wait=50):
        bench.counts.count(tuple(photos), bench.inference.model_key, FILTER)
    with qtbot.waitSignal(bench.counts.counted) as blocker:
        way.give_back()
    assert len(blocker.args[0].images) == 5


def test_that_a_count_that_was_given_up_is_not_told(
    qtbot: QtBot, bench: FolderBench, photos: list[Path]
) -> None:
    bench.finish(qtbot, photos)
    way = bench.inference.holder.right_of_way
    way.take()
    bench.counts.count(tuple(photos), bench.inference.model_key, FILTER)
    bench.counts.stop()
    with qtbot.assertNotEmitted(bench.counts.counted, wait=50):
        way.give_back()
