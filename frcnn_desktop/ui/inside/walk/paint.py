"""Each stage drawn over the photo: on the canvas, in a PNG and in an SVG by the same code.

Everything is placed by a `Frame`: it tells where image pixels fall on the canvas or on the picture.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.ui.canvas.colours import class_colour, rank_colour
from frcnn_desktop.ui.canvas.outlines import draw_outlines, rank_pixels
from frcnn_desktop.ui.canvas.strokes import mitred
from frcnn_desktop.ui.inside.marks import Tag, boxes_of, draw_box, draw_link, draw_tags
from frcnn_desktop.ui.inside.walk import paint_map as maps
from frcnn_desktop.ui.inside.walk.paint_target import EXACT, RAW, Sheet, photo_rect
from frcnn_desktop.ui.inside.walk.state import Stage, Walk

VEIL = QColor(10, 12, 15, 105)
"""Darkens the photo where lines are to be followed."""
_BEST_ALPHA, _WORST_ALPHA = 0.95, 0.16
_REMOVED_ALPHA = 0.6
PAIRS_SHOWN, PAIRS_NAMED = 24, 6
"""Of the boxes above the threshold, how many are drawn with their RoI, and how many of them are named."""
REMOVED_SHOWN = 150


def draw_stage(stage: Stage, sheet: Sheet, walk: Walk) -> None:
    """Draw what a stage adds to the photo; nothing while it is not computed."""
    if not walk.has(stage):
        return
    painters: dict[Stage, Callable[[Sheet, Walk], None]] = {
        Stage.SEGMENTS: _draw_segments,
        Stage.PROPOSALS: _draw_proposals,
        Stage.FEATURES: maps.draw_features,
        Stage.PROJECTION: maps.draw_projection,
        Stage.POOLING: maps.draw_pooling,
        Stage.SCORES: _draw_scores,
        Stage.NMS: _draw_nms,
        Stage.DETECTIONS: _draw_detections,
    }
    if stage in painters:
        sheet.painter.save()
        painters[stage](sheet, walk)
        sheet.painter.restore()


def _draw_segments(sheet: Sheet, walk: Walk) -> None:
    assert walk.segments is not None
    painted = walk.segments.painted
    height, width = painted.shape[:2]
    image = QImage(painted.data, width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied)
    sheet.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    sheet.painter.drawImage(photo_rect(sheet, walk), image, QRectF(image.rect()))


def _draw_proposals(sheet: Sheet, walk: Walk) -> None:
    assert walk.run is not None
    boxes = walk.run.proposals.boxes[: walk.limit]
    if not sheet.vector:
        _draw_many(sheet, boxes)
        return
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    for rank in range(len(boxes) - 1, -1, -1):
        colour = rank_colour(rank / max(len(boxes) - 1, 1))
        colour.setAlphaF(max(_WORST_ALPHA, _BEST_ALPHA * np.exp(-rank / (40 + len(boxes) / 10))))
        sheet.painter.setPen(mitred(colour, sheet.frame.pixels(1)))
        sheet.painter.drawRect(boxes_of(sheet.frame, boxes[rank])[0])


def _draw_many(sheet: Sheet, boxes: BoxArray) -> None:
    frame = sheet.frame
    overlay = QImage(frame.width, frame.height, QImage.Format.Format_ARGB32_Premultiplied)
    overlay.fill(Qt.GlobalColor.transparent)
    pixels = rank_pixels(len(boxes), _BEST_ALPHA, _WORST_ALPHA)
    draw_outlines(overlay, frame.to_device(boxes)[::-1], pixels[::-1], frame.pixels(1))
    sheet.painter.drawImage(0, 0, overlay)


def _draw_scores(sheet: Sheet, walk: Walk) -> None:
    assert walk.run is not None
    assert walk.story is not None
    story, scored, painter, frame = walk.story, walk.run.scored, sheet.painter, sheet.frame
    painter.fillRect(photo_rect(sheet, walk), VEIL)
    count = min(len(story), PAIRS_SHOWN)
    raw = boxes_of(frame, scored.boxes[story.rows[:count]])
    better = boxes_of(frame, story.boxes[:count])
    # The followed RoI lies above all others and is as strong as one alone.
    order = sorted(range(count), key=lambda place: (story.rows[place] == walk.followed, -place))
    for place in order:
        followed = story.rows[place] == walk.followed
        colour = class_colour(scored.class_names[int(story.class_indices[place]) - 1])
        before = QColor(EXACT if followed else RAW)
        before.setAlphaF(1.0 if followed else 0.55)
        draw_box(painter, raw[place], before, frame, 2 if followed else 1, dash=True)
        colour.setAlphaF(1.0 if followed else 0.2 + 0.5 * float(story.scores[place]))
        draw_box(painter, better[place], colour, frame, 3 if followed else 1)
        draw_link(painter, raw[place].center(), better[place].center(), colour, frame)
    draw_tags(painter, _tags(walk, np.arange(min(count, PAIRS_NAMED))), frame, photo_rect(sheet, walk))


def _draw_nms(sheet: Sheet, walk: Walk) -> None:
    assert walk.run is not None
    assert walk.story is not None
    story, painter, frame = walk.story, sheet.painter, sheet.frame
    painter.fillRect(photo_rect(sheet, walk), VEIL)
    boxes = boxes_of(frame, story.boxes)
    names = walk.run.scored.class_names
    removed = np.flatnonzero(~story.kept)[:REMOVED_SHOWN][::-1]
    for place in removed.tolist():
        colour = class_colour(names[int(story.class_indices[place]) - 1])
        colour.setAlphaF(_REMOVED_ALPHA)
        draw_box(painter, boxes[place], colour, frame, 1, dash=True)
        winner = int(story.removed_by[place])
        if winner >= 0:
            draw_link(painter, _corner(boxes[place]), _corner(boxes[winner]), colour, frame)
    kept = np.flatnonzero(story.kept)
    for place in kept[::-1].tolist():
        colour = class_colour(names[int(story.class_indices[place]) - 1])
        draw_box(painter, boxes[place], colour, frame)
    draw_tags(painter, _tags(walk, kept), frame, photo_rect(sheet, walk))


def _corner(rect: QRectF) -> QPointF:
    """Where links between boxes begin and end: centres of boxes on the same object would all be one dot."""
    return rect.topLeft()


def _tags(walk: Walk, places: np.ndarray) -> list[Tag]:
    assert walk.run is not None
    assert walk.story is not None
    story, names = walk.story, walk.run.scored.class_names
    tags = []
    for place in places.tolist():
        name = names[int(story.class_indices[place]) - 1]
        tags.append(Tag(f"{name}  {story.scores[place]:.2f}", story.boxes[place], class_colour(name)))
    return tags


def _draw_detections(sheet: Sheet, walk: Walk) -> None:
    assert walk.detections is not None
    found = walk.detections
    boxes = boxes_of(sheet.frame, found.boxes)
    rows = zip(boxes, found.class_names, found.scores.tolist(), found.boxes, strict=True)
    tags = []
    for rect, name, score, box in reversed(list(rows)):
        draw_box(sheet.painter, rect, class_colour(name), sheet.frame)
        tags.append(Tag(f"{name}  {score:.2f}", box, class_colour(name)))
    draw_tags(sheet.painter, tags[::-1], sheet.frame, photo_rect(sheet, walk))
