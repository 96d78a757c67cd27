"""labelme's and X-AnyLabeling's files as people have them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.values import LabelledSet

Make: TypeAlias = Callable[..., Path]
Read: TypeAlias = Callable[..., LabelledSet]


def test_that_a_rectangle_is_read_whichever_corners_were_drawn(labelme: Make, read: Read) -> None:
    data = read(labelme({}, {"points": [[11, 2], [1, 10]]}, {"points": [[1, 2], [11, 2], [11, 10], [1, 10]]}))
    assert [each.box for each in data.images[0].annotation.objects] == [(1, 2, 11, 10)] * 3
    assert data.object_events == ()


@pytest.mark.parametrize(
    ("shape", "code", "kept"),
    [
        ({"shape_type": "polygon", "points": [[1, 1], [5, 1], [3, 4]]}, "polygon", True),
        ({"shape_type": "circle", "points": [[10, 10], [13, 10]]}, "polygon", True),
        ({"shape_type": "mask"}, "polygon", True),
        ({"shape_type": "rotation", "points": [[5, 1], [9, 5], [5, 9], [1, 5]]}, "rotated", True),
        ({"description": "old"}, "attributes", True),
        ({"flags": {"wet": True}}, "attributes", True),
        ({"score": 0.3}, "score", True),
        ({"shape_type": "line"}, "not-a-box", False),
        ({"shape_type": "point", "points": [[1, 2]]}, "not-a-box", False),
        ({"shape_type": 3}, "not-a-box", False),
        ({"points": [[1, 2], [1, 8]]}, "no-area", False),
        ({"points": [[1, 2], ["a", 8]]}, "no-box", False),
        ({"points": None}, "no-box", False),
        ({"label": ""}, "no-name", False),
        ({"label": 3}, "no-name", False),
    ],
)
def test_that_what_is_lost_of_a_shape_is_told(
    labelme: Make, read: Read, shape: dict[str, Any], code: str, kept: bool
) -> None:
    data = read(labelme({}, shape))
    assert [each.what.code for each in data.object_events] == [code]
    assert data.object_count == 1 + kept


def test_that_flags_are_read_from_both_programs_fields(labelme: Make, read: Read) -> None:
    flags = {
        "flags": {"truncated": True, "occluded": True},
        "difficult": True,
        "attributes": {"pose": "Left"},
    }
    (found,) = read(labelme(flags)).images[0].annotation.objects
    assert found == ObjectAnnotation("cat", (1, 2, 11, 10), True, True, True, "Left")


@pytest.mark.parametrize("told", ["../../a.jpg", "/a.jpg", "", None, "C:\\x\\a.jpg"])
def test_that_an_image_path_never_leads_out_of_the_folder(
    labelme: Make, read: Read, told: str | None, image: Callable[..., Path]
) -> None:
    root = labelme({}, imagePath=told)
    image(root.parent.parent / "a.jpg")
    image(root / "sub" / "b.jpg")
    (root / "sub" / "b.json").write_text(
        json.dumps(json.loads((root / "a.json").read_text()) | {"imagePath": "b.jpg"})
    )
    data = read(root)
    assert all(each.path is None or root in each.path.parents for each in data.images)
    assert {each.code for each in data.image_events} & {"bad-name", "image-absent"}


def test_that_windows_paths_within_the_folder_are_followed(
    labelme: Make, read: Read, image: Callable[..., Path]
) -> None:
    root = labelme({}, imagePath="..\\photos\\c.jpg")
    target = image(root / "photos" / "c.jpg")
    (root / "json").mkdir()
    (root / "a.json").rename(root / "json" / "a.json")
    assert target in [each.path for each in read(root).images]


def test_that_json_of_others_and_images_without_one_are_told(
    labelme: Make, read: Read, image: Callable[..., Path]
) -> None:
    root = labelme({})
    (root / "package.json").write_text("{}")
    (root / "broken.json").write_text('{"shapes": [}, "imagePath": 1')
    image(root / "val" / "b.jpg")
    data = read(root)
    assert [(each.code, each.file) for each in data.image_events] == [
        ("unreadable", "broken.json"),
        ("unannotated", ""),
    ]
    assert "none of labelme's" in str(data.notes[0])
    assert read(root, unlabelled=True).splits == {"": 1, "val": 1}


def test_that_what_is_written_passes_labelmes_own_checks(
    labelme: Make, turn: Callable[..., Conversion]
) -> None:
    flags = {"flags": {"truncated": True}, "attributes": {"pose": "Left"}}
    written = turn(labelme(flags, flags={"verified": True}), "labelme").destination
    content = json.loads((written / "a.json").read_text())
    # The keys and types that labelme 5 to 7 assert when they load a file.
    assert content.keys() >= {
        "version",
        "flags",
        "shapes",
        "imagePath",
        "imageData",
        "imageHeight",
        "imageWidth",
    }
    assert (written / content["imagePath"]).is_file()
    for shape in content["shapes"]:
        assert isinstance(shape["label"], str)
        assert all(
            len(point) == 2 and all(isinstance(x, float | int) for x in point) for point in shape["points"]
        )
        assert all(isinstance(flag, bool) for flag in shape["flags"].values())
        assert isinstance(shape["description"], str)
        assert shape["group_id"] is None
        assert shape["mask"] is None


def test_that_a_file_that_is_no_labelme_is_refused(tmp_path: Path) -> None:
    from frcnn_desktop.formats.format import Reading
    from frcnn_desktop.formats.known.labelme import FORMAT

    file = tmp_path / "a.json"
    file.write_text("{}")
    with pytest.raises(DatasetError, match="no labelme"):
        FORMAT.read(file, Reading())
