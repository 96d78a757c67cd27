"""A training run as one value: from the command line, through a file, into a recipe."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from frcnn_desktop.cli.train_options import add_arguments, job_of
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.training.job import BUNDLED, TrainingJob, read_job, write_job
from frcnn_desktop.training.resolved_job import recipe_of

JOB = TrainingJob(data="/data/-odd", out="/models/my model.safetensors")
ALL = TrainingJob(
    data="d", out="o.safetensors", init="", preset="vgg16", mode="full", epochs=2, batch=1, rois=32,
    learning_rate=0.001, difficult="learn", precision="bfloat16", keep_classes=True, tensorboard="log",
    validation="val", seed=3, exclude="e", classes="cat", annotations="xml", split="all", work="w",
    save_every=7, pooling="roi_align", backbone_weights="vgg.pth", train_from="conv4_1",
)  # fmt: skip


def parsed(*arguments: str) -> TrainingJob:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return job_of(parser.parse_args(arguments))


def test_that_a_command_line_becomes_a_job() -> None:
    assert parsed("--data=/data/-odd", f"--out={JOB.out}") == JOB
    options = [
        f"--{name.replace('_', '-')}={value}"
        for name, value in ALL.to_dict().items()
        if name not in ("init", "difficult", "keep_classes")
    ]
    assert parsed(*options, "--no-ignore-difficult", "--keep-classes") == ALL
    with pytest.raises(DatasetError, match="--data and --out, or --job"):
        parsed("--data=d")


def test_that_training_starts_from_the_bundled_model_unless_a_new_network_is_asked_for() -> None:
    usual = ["--data=d", "--out=o"]
    assert parsed(*usual).init == BUNDLED
    assert parsed(*usual, "--preset=vgg16").init == ""
    assert parsed(*usual, "--init=imagenet").init == ""
    assert parsed(*usual, "--preset=vgg16", "--init=m.safetensors").init == "m.safetensors"


@pytest.mark.parametrize("job", [JOB, ALL])
def test_that_a_job_survives_its_file(tmp_path: Path, job: TrainingJob) -> None:
    path = tmp_path / "new" / "job.json"
    write_job(path, job)
    assert read_job(path) == job
    assert parsed(f"--job={path}") == job
    assert TrainingJob.from_dict(json.loads(json.dumps(job.to_dict()))) == job


def test_that_nonsense_is_no_job(tmp_path: Path) -> None:
    good = JOB.to_dict()
    others = ({}, {"data": 5, "out": "x"}, {"data": "d"}, good | {"other": 1}, good | {"mode": "all"})
    for nonsense in others:
        assert TrainingJob.from_dict(nonsense) is None
    path = tmp_path / "job.json"
    for text in ("[" * 100_000, "[1]", "{", json.dumps(good | {"epochs": True})):
        path.write_text(text)
        with pytest.raises(DatasetError, match="not the file of a training job"):
            read_job(path)


def test_that_the_work_folder_lies_beside_the_checkpoint_unless_one_is_named() -> None:
    assert JOB.work_folder == Path("/models/my model.work")
    assert ALL.work_folder == Path("w")


def test_that_a_recipe_is_the_networks_own_where_the_job_says_nothing() -> None:
    recipe = recipe_of(ALL)
    assert (recipe.epochs, recipe.images_per_batch, recipe.rois_per_image, recipe.seed) == (2, 1, 32, 3)
    assert recipe.far_background == 0.0
    assert not recipe.ignore_difficult
