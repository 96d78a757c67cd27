"""How many labels have a proposal that fits."""

from __future__ import annotations

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.recall_ceiling import Ceiling, Size, ceiling, ceilings_by, reached

OBJECTS = (
    ObjectAnnotation("cell", (0, 0, 20, 20)),
    ObjectAnnotation("cell", (100, 0, 150, 50)),
    ObjectAnnotation("slide", (0, 0, 200, 200)),
    ObjectAnnotation("slide", (0, 0, 9, 9), difficult=True),
)


def test_that_labels_are_counted_by_the_proposal_that_fits_them_best() -> None:
    proposals = as_box_array([(0, 0, 20, 12), (100, 0, 150, 48), (100, 0, 120, 50)])
    found = reached(OBJECTS, proposals)
    assert ceiling(found) == Ceiling(3, 2, 1)
    assert ceilings_by(found, lambda each: each.name) == {
        "cell": Ceiling(2, 2, 1),
        "slide": Ceiling(1, 0, 0),
    }
    assert list(ceilings_by(found, lambda each: each.size)) == [Size.SMALL, Size.MEDIUM, Size.LARGE]


def test_that_without_proposals_nothing_is_reached() -> None:
    assert ceiling(reached(OBJECTS, as_box_array([]))) == Ceiling(3, 0, 0)
    assert ceiling(()) == Ceiling()
