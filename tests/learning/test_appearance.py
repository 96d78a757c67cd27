from dataclasses import replace

import numpy as np
import pytest
import torch

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.learning.appearance import AppearanceRule, Appearances
from frcnn_desktop.learning.looks import LOOKS
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.session import LearningSession
from tests.support.learning_scenes import SETTINGS, Bundled, scene

NAMES = ("fresh", "rotten")
COLOURS = {"fresh": (200, 60, 40), "rotten": (110, 80, 50)}
BOXES = as_box_array([(20, 20, 90, 90), (120, 30, 180, 110), (40, 130, 130, 200)])


def picture(names: tuple[str, ...], random: np.random.Generator) -> Picture:
    """Noise, with an object of each class at the boxes in turn."""
    pixels = random.integers(90, 160, (220, 220, 3))
    for name, (x1, y1, x2, y2) in zip(names, BOXES.astype(int).tolist(), strict=True):
        grain = random.normal(0, 12, (y2 - y1, x2 - x1, 3))
        pixels[y1:y2, x1:x2] = np.array(COLOURS[name]) + grain
    return Picture(pixels.clip(0, 255).astype(np.uint8))


def judged(
    boxes: BoxArray, shares: tuple[float, ...] = (0.5, 0.5), names: tuple[str, ...] = NAMES
) -> ScoredRois:
    """A head that finds an object everywhere, of these classes with these chances."""
    scores = np.tile(np.array([0.2, *(0.8 * each for each in shares)], np.float32), (len(boxes), 1))
    return ScoredRois(boxes, scores, np.tile(boxes[:, None], (1, len(names) + 1, 1)), names)


def drawn(random: np.random.Generator) -> tuple[str, ...]:
    return tuple(random.choice(NAMES, 3).tolist())


def taught(images: int, rule: AppearanceRule | None = None) -> Appearances:
    random, appearances = np.random.default_rng(1), Appearances(rule or AppearanceRule())
    for number in range(images):
        names = drawn(random)
        page = picture(names, random)
        appearances.judge(judged(BOXES), page, names)
        appearances.add(str(number), page, BOXES, names)
    return appearances


def test_that_classes_are_told_apart_by_colours_where_the_head_cannot() -> None:
    random, appearances = np.random.default_rng(7), taught(4)
    for _ in range(5):
        names = drawn(random)
        scored = appearances.scored(judged(BOXES), picture(names, random))
        assert tuple(NAMES[row] for row in scored.scores[:, 1:].argmax(axis=1)) == names
        assert scored.scores[:, 0] == pytest.approx(0.2)
        assert scored.scores.sum(axis=1) == pytest.approx(1)


def test_that_nothing_changes_before_two_classes_were_met() -> None:
    random = np.random.default_rng(3)
    appearances = Appearances(AppearanceRule())
    appearances.add("a", picture(("fresh",) * 3, random), BOXES, ("fresh",) * 3)
    before = judged(BOXES, (0.3, 0.7))
    after = appearances.scored(before, picture(("fresh",) * 3, random))
    assert after.scores == pytest.approx(before.scores)


def test_that_a_class_that_was_not_met_is_neither_likelier_nor_unlikelier() -> None:
    random, names = np.random.default_rng(3), (*NAMES, "unripe")
    scored = taught(4).scored(judged(BOXES, (0.2, 0.2, 0.6), names), picture(("fresh",) * 3, random))
    assert (scored.scores[:, 1] > scored.scores[:, 2]).all()
    assert (scored.scores[:, 3] > 0.01).all()


def test_that_the_head_alone_is_believed_before_looks_were_seen_to_be_right() -> None:
    random, appearances = np.random.default_rng(1), Appearances(AppearanceRule())
    page = picture(("fresh", "rotten", "fresh"), random)
    appearances.add("a", page, BOXES, ("fresh", "rotten", "fresh"))
    assert (
        appearances.scored(judged(BOXES, (0.3, 0.7)), page).scores[:, 1:].argmax(axis=1).tolist() == [1] * 3
    )


def test_that_the_head_is_believed_where_looks_were_wrong() -> None:
    """Labels of either class at random: only the head, which is right, says which."""
    random, appearances = np.random.default_rng(5), Appearances(AppearanceRule())
    for number in range(30):
        looks, names = picture(drawn(random), random), drawn(random)
        rows = np.array([NAMES.index(name) for name in names])
        scored = judged(BOXES)
        scored.scores[np.arange(3), 1 + rows], scored.scores[np.arange(3), 2 - rows] = 0.6, 0.2
        appearances.judge(scored, looks, names)
        appearances.add(str(number), looks, BOXES, names)
    counting = appearances._weighed()
    assert counting[1] < 0.1
    assert counting[0] > 1


def test_that_an_image_that_is_saved_again_or_removed_teaches_what_it_holds_now() -> None:
    random, appearances = np.random.default_rng(2), Appearances(AppearanceRule())
    page = picture(("fresh", "rotten", "fresh"), random)
    appearances.add("a", page, BOXES, ("rotten", "fresh", "rotten"))
    appearances.add("a", page, BOXES, ("fresh", "rotten", "fresh"))
    appearances.judge(judged(BOXES), page, ("fresh", "rotten", "fresh"))
    assert appearances.scored(judged(BOXES), page).scores[:, 1:].argmax(axis=1).tolist() == [0, 1, 0]
    appearances.remove("a")
    assert appearances.scored(judged(BOXES), page).scores == pytest.approx(judged(BOXES).scores)


def test_that_the_oldest_images_go_first_when_there_are_too_many_objects() -> None:
    appearances = taught(8, AppearanceRule(objects=12))
    assert list(appearances._images) == ["4", "5", "6", "7"]


def test_that_boxes_at_the_edge_and_of_no_size_are_described() -> None:
    page = picture(("fresh",) * 3, np.random.default_rng(0))
    boxes = as_box_array([(0, 0, 1, 1), (219, 219, 220, 220), (0, 0, 220, 220), (50, 50, 50.2, 50.2)])
    looks = page.looks.of(boxes)
    assert looks.shape == (4, LOOKS)
    assert np.isfinite(looks).all()
    assert page.looks.of(as_box_array([])).shape == (0, LOOKS)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (2, 2)])
def test_that_images_of_a_pixel_or_a_row_are_described(shape: tuple[int, int]) -> None:
    page = Picture(np.full((*shape, 3), 90, np.uint8))
    looks = page.looks.of(as_box_array([(0, 0, shape[1], shape[0]), (0, 0, 1, 1)]))
    assert np.isfinite(looks).all()


def test_that_looks_do_not_depend_on_how_many_pixels_an_image_has() -> None:
    random = np.random.default_rng(0)
    small = picture(("fresh", "rotten", "fresh"), random)
    large = Picture(np.repeat(np.repeat(small._pixels, 3, axis=0), 3, axis=1))
    names = ("fresh", "rotten", "fresh")
    appearances = taught(4)
    assert (
        tuple(NAMES[row] for row in appearances.scored(judged(BOXES * 3), large).scores[:, 1:].argmax(axis=1))
        == names
    )


@pytest.mark.parametrize("judged", [True, False])
def test_that_a_session_names_what_it_suggests_by_what_it_looks_like(bundled: Bundled, judged: bool) -> None:
    """The network sees the same map for both classes; only the pixels differ. The files of a folder that is
    opened again judge no suggestions, but tell what objects look like."""
    model, _ = bundled
    session, random = LearningSession(model, settings=SETTINGS), np.random.default_rng(4)
    for number in range(8):
        encoded, proposals, box = scene(model, number)
        name = NAMES[number % 2]
        page, saved = seen(encoded.size.image_width, encoded.size.image_height, box, name, random)
        session.image_saved(encoded, proposals, saved, page, judged=judged)
        session.refit()
    for number in (50, 51):
        encoded, proposals, box = scene(model, number)
        for name in NAMES:
            page, _ = seen(encoded.size.image_width, encoded.size.image_height, box, name, random)
            found = session.suggest(replace(encoded, content_key=""), proposals, picture=page)
            assert found.names[0] == name
            scored = session.score(encoded, as_box_array([box]), picture=page)
            assert scored is not None
            assert scored.class_names[int(scored.scores[0, 1:].argmax())] == name
    assert isinstance(encoded.features, torch.Tensor)


def seen(
    width: int, height: int, box: tuple[float, ...], name: str, random: np.random.Generator
) -> tuple[Picture, ImageAnnotation]:
    """Pixels with an object of a class, and its annotation."""
    pixels = random.integers(90, 160, (height, width, 3)).astype(np.uint8)
    x1, y1, x2, y2 = (round(each) for each in box)
    pixels[y1:y2, x1:x2] = COLOURS[name]
    annotation = ImageAnnotation(width, height, (ObjectAnnotation(name, (x1, y1, x2, y2), False),))
    return Picture(pixels), annotation
