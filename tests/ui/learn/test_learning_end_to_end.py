"""Learning while labelling with the bundled model on the sample photos."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.composed import Composed

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.detect.engine import load_engine


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_that_one_saved_cat_is_found_again_under_its_new_name(qtbot: QtBot, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("a.jpg", "b.jpg"):
        shutil.copy(resource_path("samples", "chelsea.jpg"), photos / name)
    # Other bytes, or both would be one image.
    (photos / "b.jpg").write_bytes((photos / "b.jpg").read_bytes() + b"\0")
    composed = Composed(qtbot, tmp_path / "settings.json", load_engine)
    app, service = composed.app, composed.app.feature(LearnFeature).service
    try:
        composed.open(photos)
        qtbot.waitUntil(lambda: app.detection.run is not None, timeout=120_000)
        x1, y1, x2, y2 = app.detection.run.detections.boxes[0].tolist()
        app.session.add_objects([ObjectAnnotation("tabby", (x1, y1, x2, y2))])
        with qtbot.waitSignal(service.begun, timeout=60_000):
            app.actions[ActionId.LEARN].trigger()
        # Switching on looks for images labelled before, and ends a refit that has nothing to learn.
        with qtbot.waitSignal(service.refitted, timeout=120_000, check_params_cb=lambda ended: ended.taken):
            composed.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        with qtbot.waitSignal(service.changed, timeout=60_000):
            app.feature(LearnFeature).decisions.set_threshold("tabby", 0.5)
        composed.key(Qt.Key.Key_D)
        qtbot.waitUntil(
            lambda: bool(app.detection.offered and app.detection.offered.suggested), timeout=60_000
        )
        shown = app.detection.shown
        assert shown.class_names[0] == "tabby"
        assert pairwise_iou(shown.boxes[:1], as_box_array([(x1, y1, x2, y2)]))[0, 0] > 0.6
        composed.key(Qt.Key.Key_Return)
        assert [item.name for item in app.session.objects] == ["tabby"]
    finally:
        composed.close()
