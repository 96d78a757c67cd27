import numpy as np
import torch

from frcnn_desktop.inference.description import describe
from frcnn_desktop.learning.order import doubt, estimated_doubts, order_images


def clusters() -> np.ndarray:
    random = np.random.default_rng(0)
    centres = np.eye(4)[:, [0, 1, 2, 3]]
    points = np.concatenate(
        [centres[k] + random.normal(0, 0.05, (size, 4)) for k, size in enumerate((40, 20, 10, 1))]
    )
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def test_that_a_typical_image_comes_first_and_the_next_ones_from_elsewhere() -> None:
    chosen = order_images(clusters(), [])
    group = np.repeat([0, 1, 2, 3], (40, 20, 10, 1))
    assert group[chosen[0]] == 0
    assert set(group[chosen[:3]]) == {0, 1, 2}
    assert sorted(chosen) == list(range(71))


def test_that_near_duplicates_of_a_labelled_image_come_last() -> None:
    vectors = clusters()
    vectors[1:5] = vectors[0]
    assert set(order_images(vectors, [0])[-4:]) == {1, 2, 3, 4}


def test_that_doubt_counts_only_once_enough_images_are_labelled() -> None:
    vectors = clusters()
    doubts = np.zeros(71)
    doubts[70] = 5.0
    few = order_images(vectors, list(range(10)), doubts)
    assert few == order_images(vectors, list(range(10)))
    assert order_images(vectors, list(range(55)), doubts, count=1) == [70]


def test_that_a_head_that_is_sure_has_no_doubt() -> None:
    assert doubt(np.array([0.0, 1.0])) == 0
    assert doubt(np.array([0.5, 0.5])) > doubt(np.array([0.9, 0.9]))


def test_that_a_description_has_length_one_whatever_the_size_of_the_map() -> None:
    for rows in (3, 30):
        vector = describe(torch.rand(1, 96, rows, 20))
        assert vector.shape == (192,)
        assert np.isclose(np.linalg.norm(vector), 1)


def test_that_an_image_is_as_doubtful_as_those_it_looks_like() -> None:
    vectors = clusters()
    known = dict.fromkeys(range(5), 1.0) | dict.fromkeys(range(40, 45), 0.1)
    doubts = estimated_doubts(vectors, known)
    assert doubts is not None
    assert doubts[5:40].min() > 0.9
    assert doubts[45:60].max() < 0.2
    assert estimated_doubts(vectors, {0: 1.0}) is None


def test_that_a_folder_of_thousands_is_ordered_without_near_duplicates_in_a_row() -> None:
    random = np.random.default_rng(0)
    scenes = random.normal(size=(300, 64))
    shots = np.repeat(scenes, 10, axis=0) + random.normal(0, 0.02, (3000, 64))
    vectors = (shots / np.linalg.norm(shots, axis=1, keepdims=True)).astype(np.float32)
    chosen = order_images(vectors, [], count=100)
    assert len({row // 10 for row in chosen}) == 100
