"""The stages, in the order in which an image goes through them: one for each file in `stages`."""

from __future__ import annotations

from frcnn_desktop.core.discovery import discovered, modules_in
from frcnn_desktop.ui.inside.walk.stage import AnyStage, Stage
from frcnn_desktop.ui.shell.action_ids import Category, MenuBlock

STAGES: tuple[AnyStage, ...] = discovered(
    modules_in("frcnn_desktop.ui.inside.walk.stages"), "STAGE", Stage, lambda stage: stage.order
)


def stage_named(name: str) -> AnyStage:
    """Return a stage by its stable name. Raises KeyError."""
    return {stage.name: stage for stage in STAGES}[name]


def stage_commands() -> MenuBlock:
    """Return the rows of the stages, on top of their menu. They are known when the stages are loaded."""
    return MenuBlock(Category.INSIDE, 10, tuple(stage.command for stage in STAGES))
