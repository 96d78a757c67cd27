"""The catalogue of the open folder, without a window."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.search.facts import Searchable
from frcnn_desktop.search.matching import Takes, matcher
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.search.query import Query
from frcnn_desktop.ui.browse.catalogue import MANY, Catalogue, Walk
from frcnn_desktop.ui.browse.image_entry import ImageEntry, ImageState
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver, runs_of
from frcnn_desktop.ui.browse.ranks import Ranks

PATHS = [Path(f"/p/{number}.jpg") for number in range(9)]
THIRDS = parse_query("third")


class Mirror(CatalogueObserver):
    """A list that follows the catalogue by what it is told, and checks each announcement."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue, self.rows = catalogue, [entry.path for entry in catalogue.listed]
        self.told: list[str] = []
        self._run = (0, 0)
        catalogue.observe(self)

    def _now(self) -> list[Path]:
        return [entry.path for entry in self.catalogue.listed]

    def on_reset(self) -> None:
        self.told.append("reset")
        self.rows = self._now()

    def on_inserting(self, first: int, last: int) -> None:
        assert self.rows == self._now()
        self._run = first, last

    def on_inserted(self) -> None:
        self.told.append("inserted")
        first, last = self._run
        self.rows[first:first] = self._now()[first : last + 1]
        assert self.rows == self._now()

    def on_removing(self, first: int, last: int) -> None:
        assert self.rows == self._now()
        self._run = first, last

    def on_removed(self) -> None:
        self.told.append("removed")
        first, last = self._run
        del self.rows[first : last + 1]
        assert self.rows == self._now()

    def on_entries(self, rows: Sequence[int]) -> None:
        self.told.append("entries")
        assert list(rows) == sorted(rows)

    def on_settled(self) -> None:
        assert self.rows == self._now()


def folder(paths: Sequence[Path] = PATHS, current: Path | None = None) -> Catalogue:
    catalogue = Catalogue()
    catalogue.set_paths(paths)
    catalogue.set_current(current)
    return catalogue


def every_third(current: Path | None = None) -> Catalogue:
    """Nine images, of which the filter keeps every third."""
    catalogue = folder(current=current)
    catalogue.update(ImageEntry(path, names=("third",)) for path in PATHS[::3])
    catalogue.set_filter(THIRDS)
    return catalogue


def walked(catalogue: Catalogue, step: int, walk: Walk = Walk.ANY) -> list[Path]:
    found = []
    while (path := catalogue.neighbour(step, walk)) is not None:
        catalogue.set_current(path)
        found.append(path)
    return found


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, ImageState.UNLABELLED),
        ({"detections": 0}, ImageState.DETECTED),
        ({"objects": 0}, ImageState.LABELLED),
        ({"objects": 2, "detections": 3}, ImageState.LABELLED),
        ({"objects": 2, "verified": True}, ImageState.VERIFIED),
        ({"verified": True}, ImageState.VERIFIED),
        ({"failure": "no memory"}, ImageState.PROBLEM),
        ({"failure": "no memory", "objects": 1}, ImageState.LABELLED),
        ({"problem": "not XML", "verified": True}, ImageState.PROBLEM),
        ({"refusal": "no image", "objects": 1}, ImageState.PROBLEM),
    ],
)
def test_that_facts_decide_the_state(facts: dict[str, object], state: ImageState) -> None:
    assert replace(ImageEntry(PATHS[0]), **facts).state is state


def test_that_the_note_says_what_the_problem_is_and_nothing_when_there_is_none() -> None:
    assert ImageEntry(PATHS[0], refusal=verbatim("no image"), problem=verbatim("not XML")).note == verbatim(
        "no image"
    )
    assert ImageEntry(PATHS[0], objects=1, failure=verbatim("no memory")).note is None


def test_that_a_path_given_twice_is_one_image() -> None:
    assert folder([PATHS[0], PATHS[0], PATHS[1]]).paths == PATHS[:2]


def test_that_counts_follow_every_change_of_state() -> None:
    catalogue = folder()
    catalogue.update([ImageEntry(PATHS[2], objects=3), ImageEntry(PATHS[5], verified=True)])
    catalogue.update([ImageEntry(Path("/elsewhere.jpg"), verified=True)])
    catalogue.set_paths(PATHS[1:])
    assert catalogue.counts[ImageState.UNLABELLED] == 6
    assert catalogue.counts[ImageState.LABELLED] == 1
    assert catalogue.counts[ImageState.VERIFIED] == 1


def test_that_words_are_looked_for_in_names_and_classes_together_whatever_the_case() -> None:
    catalogue = folder()
    catalogue.update([ImageEntry(PATHS[4], names=("Traffic light", "car"))])
    catalogue.set_filter(parse_query("4.JPG light"))
    assert [entry.path for entry in catalogue.listed] == [PATHS[4]]


def test_that_walking_and_reading_ahead_follow_the_filter() -> None:
    catalogue = every_third(PATHS[0])
    assert catalogue.ahead(4) == [PATHS[3], PATHS[6]]
    assert walked(catalogue, 1) == [PATHS[3], PATHS[6]]
    assert walked(catalogue, -1) == [PATHS[3], PATHS[0]]


def test_that_the_current_image_is_listed_until_it_is_left_and_walking_goes_on_from_it() -> None:
    catalogue = every_third(PATHS[4])
    assert [entry.path for entry in catalogue.listed] == [PATHS[0], PATHS[3], PATHS[4], PATHS[6]]
    assert (catalogue.neighbour(1), catalogue.neighbour(-1)) == (PATHS[6], PATHS[3])
    catalogue.set_current(PATHS[6])
    assert catalogue.row_of(PATHS[4]) == -1


def test_that_without_a_current_image_walking_begins_at_the_first() -> None:
    catalogue = every_third()
    assert (catalogue.neighbour(1), catalogue.neighbour(-1)) == (PATHS[0], None)


def test_that_each_walk_stops_at_its_own_kind_of_images_only() -> None:
    catalogue = folder()
    catalogue.update(
        [
            ImageEntry(PATHS[1], objects=1, verified=True),
            ImageEntry(PATHS[2], objects=1),
            ImageEntry(PATHS[3], detections=2),
            ImageEntry(PATHS[5], problem=verbatim("broken")),
            ImageEntry(PATHS[7], objects=2, verified=True),
        ]
    )
    assert walked(catalogue, 1, Walk.UNLABELLED) == [PATHS[each] for each in (0, 3, 4, 6, 8)]
    assert walked(catalogue, -1, Walk.UNVERIFIED) == [PATHS[each] for each in (6, 4, 3, 2, 0)]


def test_that_what_is_read_ahead_is_what_the_keys_open_likeliest_first() -> None:
    catalogue = folder(current=PATHS[2])
    catalogue.update([ImageEntry(path, objects=1, verified=True) for path in PATHS[3:5]])
    catalogue.update([ImageEntry(PATHS[5], objects=1)])
    assert catalogue.ahead(9) == [PATHS[3], PATHS[5], PATHS[6], PATHS[1], PATHS[4]]
    assert catalogue.ahead(2) == [PATHS[3], PATHS[5]]


def test_that_the_heir_of_a_deleted_image_is_the_next_of_the_filter_and_at_the_end_the_previous() -> None:
    catalogue = every_third(PATHS[3])
    assert catalogue.heir(PATHS[3]) == PATHS[6]
    assert catalogue.heir(PATHS[6]) == PATHS[3]
    assert folder(PATHS[:1]).heir(PATHS[0]) is None


def test_that_images_come_and_go_row_by_row_and_what_is_known_of_the_others_stays() -> None:
    catalogue = folder([*PATHS[1:3], *PATHS[4:]], current=PATHS[4])
    catalogue.update([ImageEntry(PATHS[4], objects=7)])
    mirror = Mirror(catalogue)
    catalogue.set_paths([*PATHS[:2], *PATHS[3:6], PATHS[8]])
    assert mirror.told.count("removed") == 2
    assert mirror.told.count("inserted") == 2
    assert "reset" not in mirror.told
    assert catalogue.current == PATHS[4]
    entry = catalogue.entry(PATHS[4])
    assert entry is not None
    assert entry.objects == 7


def test_that_another_folder_or_another_order_is_a_new_list_without_a_current_image() -> None:
    catalogue = folder(current=PATHS[4])
    mirror = Mirror(catalogue)
    catalogue.set_paths([Path("/q/1.jpg")])
    assert (mirror.told, catalogue.current) == (["reset"], None)
    catalogue.set_paths([Path("/q/2.jpg"), Path("/q/1.jpg"), PATHS[0]])
    catalogue.set_paths([Path("/q/1.jpg"), Path("/q/2.jpg")])
    assert mirror.told[-1] == "reset"


def test_that_nothing_is_told_when_nothing_has_changed() -> None:
    catalogue = every_third(PATHS[0])
    mirror = Mirror(catalogue)
    catalogue.set_paths(PATHS)
    catalogue.set_current(PATHS[0])
    catalogue.set_filter(THIRDS)
    catalogue.update([catalogue.entry(PATHS[3]) or ImageEntry(PATHS[3])])
    assert mirror.told == []


def test_that_many_rows_that_turn_at_once_are_a_new_list() -> None:
    catalogue = folder([Path(f"/p/{number}.jpg") for number in range(MANY + 1)])
    catalogue.set_filter(parse_query("state:detected"))
    mirror = Mirror(catalogue)
    catalogue.update(ImageEntry(path, detections=1) for path in catalogue.paths)
    assert mirror.told[0] == "reset"
    assert catalogue.listed_count == MANY + 1


@pytest.mark.parametrize("seed", range(20))
def test_that_any_row_of_changes_leaves_views_and_walks_as_if_everything_had_been_done_anew(
    seed: int,
) -> None:
    chance = random.Random(seed)
    catalogue = folder(PATHS)
    mirror = Mirror(catalogue)
    for _ in range(120):
        _change_something(catalogue, chance)
        entries = list(catalogue.entries)
        wanted = [e for e in entries if matcher(catalogue.filter)(e) or e.path == catalogue.current]
        assert [entry.path for entry in wanted] == mirror.rows
        assert sum(catalogue.counts.values()) == len(entries)
        for walk in Walk:
            _check_walk(catalogue, wanted, walk)


def _change_something(catalogue: Catalogue, chance: random.Random) -> None:
    path = chance.choice(PATHS)
    match chance.randrange(4):
        case 0:
            catalogue.set_paths(path for path in PATHS if chance.random() < 0.7)
        case 1:
            catalogue.set_current(path)
        case 2:
            catalogue.set_filter(
                parse_query(chance.choice(["", *(f"state:{state}" for state in ImageState)]))
            )
        case _:
            entry = ImageEntry(path, chance.choice([None, 1]), chance.random() < 0.3)
            catalogue.update([replace(entry, problem=chance.choice(["", "", "broken"]))])


def _check_walk(catalogue: Catalogue, listed: list[ImageEntry], walk: Walk) -> None:
    paths = [entry.path for entry in listed]
    if catalogue.current not in paths:
        return
    row = paths.index(catalogue.current)
    after = [entry.path for entry in listed[row + 1 :] if entry.state in walk.value]
    before = [entry.path for entry in listed[:row] if entry.state in walk.value]
    assert catalogue.neighbour(1, walk) == (after[0] if after else None)
    assert catalogue.neighbour(-1, walk) == (before[-1] if before else None)


def test_that_ten_thousand_images_are_filtered_once_and_walked_without_looking_at_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = [Path(f"/p/{number:05d}.jpg") for number in range(10_000)]
    catalogue = folder(paths, paths[0])
    catalogue.update(ImageEntry(path, objects=1, verified=True) for path in paths[1:-1])
    looked = 0

    def counting(query: Query) -> Takes:
        takes = matcher(query)

        def look(entry: Searchable) -> bool:
            nonlocal looked
            looked += 1
            return takes(entry)

        return look

    monkeypatch.setattr("frcnn_desktop.ui.browse.catalogue.matcher", counting)
    catalogue.set_filter(parse_query("jpg"))
    assert looked <= len(paths)
    started = time.perf_counter()
    for _ in range(200):
        assert catalogue.neighbour(1, Walk.UNLABELLED) == paths[-1]
        catalogue.set_current(catalogue.neighbour(1))
    assert looked <= len(paths) + 4 * 200
    assert time.perf_counter() - started < 1.0
    assert catalogue.row_of(paths[-1]) == 9_999


def test_that_ranks_answer_what_comes_next_and_where_one_stands() -> None:
    ranks = Ranks([2, 5, 9])
    assert [ranks.beyond(5, 1), ranks.beyond(5, -1), ranks.beyond(6, 1), ranks.beyond(6, -1)] == [9, 2, 9, 5]
    assert [ranks.beyond(9, 1), ranks.beyond(2, -1), ranks.position(5), ranks.position(6)] == [
        None,
        None,
        1,
        -1,
    ]


def test_that_rows_that_follow_one_another_are_joined() -> None:
    assert runs_of([1, 2, 3, 5, 8, 9]) == [(1, 3), (5, 5), (8, 9)]
