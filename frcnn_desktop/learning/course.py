"""Refits that go on from each other: where the steps stand, and the mean of where they have been.

A rate that falls to nothing in each refit and begins high again in the next undoes what was learnt: sixty
steps are too few to settle. Steps of one rate never have to begin anew; the mean of the last of them is as
settled as if the rate had fallen, and it can be taken at any time (Ruppert 1988; Polyak and Juditsky 1992;
with these weights: Shamir and Zhang, ICML 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from frcnn_desktop.detector.import_without_compiler import optimize_without_compiler
from frcnn_desktop.detector.transfer import upload
from frcnn_desktop.learning.recipe import RefitRecipe


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Where the steps of a head stand: each learning parameter and AdamW's moments of it, on the host, and
    how many steps there were since they began."""

    weights: tuple[Tensor, ...]
    means: tuple[Tensor, ...]
    squares: tuple[Tensor, ...]
    steps: int


class AveragedSteps:
    """Steps of AdamW from where a course stands, and the mean of where they have been."""

    def __init__(
        self,
        matrices: Sequence[nn.Parameter],
        vectors: Sequence[nn.Parameter],
        mixing: nn.Parameter,
        recipe: RefitRecipe,
        course: Course | None,
    ) -> None:
        """What the parameters hold is the mean so far; with a `course` they are set to where it stands."""
        self._recipe = recipe
        self._parameters = [*matrices, *vectors, mixing]
        self._mean = [each.detach().clone() for each in self._parameters]
        self._steps = 0
        optimize_without_compiler()
        self._optimizer = torch.optim.AdamW(
            [
                {"params": list(matrices)},
                {"params": list(vectors), "weight_decay": 0.0},
                {"params": [mixing], "factor": recipe.mixing_rate},
            ],
            lr=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
            foreach=True,
        )
        if course is not None:
            self._resume(course)

    def _resume(self, course: Course) -> None:
        self._steps, count = course.steps, len(course.weights)
        device = self._parameters[0].device
        placed = upload([*course.weights, *course.means, *course.squares], device)
        states = zip(self._parameters, placed, placed[count:], placed[2 * count :], strict=False)
        for parameter, weight, mean, square in states:
            with torch.no_grad():
                parameter.copy_(weight)
            # A course is never changed: the moments are, in place.
            self._optimizer.state[parameter] = {
                "step": torch.tensor(float(course.steps)),
                "exp_avg": mean.clone(),
                "exp_avg_sq": square.clone(),
            }

    def forget_gradients(self) -> None:
        """Begin a step: no parameter has a gradient."""
        self._optimizer.zero_grad(set_to_none=True)

    def clipped(self) -> Tensor:
        """Shorten the gradient where it is too long, and return how long it was."""
        return nn.utils.clip_grad_norm_(self._parameters, self._recipe.gradient_clip)

    def step(self) -> None:
        """Move the parameters against their gradients."""
        recipe = self._recipe
        rise = min(1.0, (self._steps + 1) / max(recipe.warm_up_steps, 1))
        for group in self._optimizer.param_groups:
            group["lr"] = recipe.learning_rate * rise * group.get("factor", 1.0)
        self._optimizer.step()

    def average(self) -> None:
        """End a step: move the mean with the parameters."""
        self._steps += 1
        # Step n of N counts about as much as (n / N) ** (averaging - 1) of the last.
        averaging = self._recipe.averaging
        share = averaging / (self._steps + averaging - 1)
        for mean, parameter in zip(self._mean, self._parameters, strict=True):
            mean.lerp_(parameter.detach(), share)

    @property
    def means(self) -> list[tuple[nn.Parameter, Tensor]]:
        """Each parameter and the mean of where it has been."""
        return list(zip(self._parameters, self._mean, strict=True))

    @property
    def state(self) -> list[Tensor]:
        """The parameters, then their means of gradients, then of squared gradients: see `Course`."""
        states = [self._optimizer.state[each] for each in self._parameters]
        moments = (each[name] for name in ("exp_avg", "exp_avg_sq") for each in states)
        return [*(each.detach() for each in self._parameters), *moments]

    def course(self, state: Sequence[Tensor]) -> Course:
        """Return where the steps stand, of their `state` on the host."""
        count = len(self._parameters)
        weights, means, squares = (tuple(state[part * count :][:count]) for part in range(3))
        return Course(weights, means, squares, self._steps)
