from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from frcnn_desktop.learning.course import AveragedSteps, Course
from frcnn_desktop.learning.recipe import RefitRecipe

RECIPE = RefitRecipe(learning_rate=0.05, warm_up_steps=3)


def _parameters() -> tuple[nn.Parameter, nn.Parameter, nn.Parameter]:
    return nn.Parameter(torch.ones(2, 3)), nn.Parameter(torch.zeros(3)), nn.Parameter(torch.eye(3))


def _begun(course: Course | None, means: list[torch.Tensor] | None = None) -> AveragedSteps:
    matrix, vector, mixing = _parameters()
    for each, mean in zip((matrix, vector, mixing), means or (), strict=False):
        each.data.copy_(mean)
    return AveragedSteps([matrix], [vector], mixing, RECIPE, course)


def _walk(run: AveragedSteps, steps: range) -> list[list[torch.Tensor]]:
    """Step against a noisy target, the same one in each numbered step; return where the parameters were."""
    places = []
    for step in steps:
        noise = torch.Generator().manual_seed(step)
        parameters = [each for each, _ in run.means]
        goals = [3 + torch.randn(each.shape, generator=noise) for each in parameters]
        run.forget_gradients()
        losses = [(each - goal).square().sum() for each, goal in zip(parameters, goals, strict=True)]
        torch.stack(losses).sum().backward()
        run.clipped()
        run.step()
        run.average()
        places.append([each.detach().clone() for each in parameters])
    return places


def _course(run: AveragedSteps) -> Course:
    return run.course([each.clone() for each in run.state])


def test_that_steps_that_go_on_are_those_of_one_run() -> None:
    whole = _begun(None)
    _walk(whole, range(40))
    first = _begun(None)
    _walk(first, range(25))
    second = _begun(_course(first), [mean for _, mean in first.means])
    _walk(second, range(25, 40))
    for (one, one_mean), (other, other_mean) in zip(whole.means, second.means, strict=True):
        torch.testing.assert_close(one, other)
        torch.testing.assert_close(one_mean, other_mean)


def test_that_a_course_stays_as_it_is_while_others_go_on_from_it() -> None:
    begun = _begun(None)
    _walk(begun, range(10))
    course = _course(begun)
    before = [each.clone() for part in (course.weights, course.means, course.squares) for each in part]
    _walk(_begun(course), range(10, 20))
    after = [*course.weights, *course.means, *course.squares]
    assert all(torch.equal(one, other) for one, other in zip(before, after, strict=True))


@pytest.mark.parametrize("averaging", [1.0, 5.0])
def test_that_later_steps_count_more_in_the_mean_and_the_first_place_not_at_all(averaging: float) -> None:
    matrix, vector, mixing = _parameters()
    run = AveragedSteps([matrix], [vector], mixing, replace(RECIPE, averaging=averaging), None)
    places = [step[0] for step in _walk(run, range(30))]
    # What the recursion makes of it: products of what is left of each step by those after it.
    weights, left = [], 1.0
    for step in range(30, 0, -1):
        share = averaging / (step + averaging - 1)
        weights.insert(0, share * left)
        left *= 1 - share
    assert left == pytest.approx(0, abs=1e-12)
    assert sum(weights) == pytest.approx(1)
    assert min(np.diff(weights)) > -1e-12
    expected = sum(weight * place for weight, place in zip(weights, places, strict=True))
    torch.testing.assert_close(run.means[0][1], expected)


def test_that_the_mean_is_nearer_to_the_goal_than_the_steps_are() -> None:
    run = _begun(None)
    places = [step[0] for step in _walk(run, range(300))]
    lately = torch.stack(places[200:])
    assert (run.means[0][1] - 3).norm() < (lately - 3).flatten(1).norm(dim=1).mean()
