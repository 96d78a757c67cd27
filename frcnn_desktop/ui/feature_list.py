"""The features of the window. Each is imported only when it is installed; only this file knows them all."""

from __future__ import annotations

from frcnn_desktop.ui.annotate.commands import AnnotateCommands
from frcnn_desktop.ui.browse.commands import BrowseCommands
from frcnn_desktop.ui.classes.commands import ClassesCommands
from frcnn_desktop.ui.compare.commands import CompareCommands
from frcnn_desktop.ui.detect.commands import DetectCommands
from frcnn_desktop.ui.export.commands import ExportCommands
from frcnn_desktop.ui.feature import Feature, Outline
from frcnn_desktop.ui.help.commands import HelpCommands
from frcnn_desktop.ui.inside.inspector.commands import InspectorCommands
from frcnn_desktop.ui.inside.panels import InsidePanels
from frcnn_desktop.ui.inside.walk.commands import InsideCommands
from frcnn_desktop.ui.keys.commands import KeysCommands
from frcnn_desktop.ui.learn.commands import LearnCommands
from frcnn_desktop.ui.learn.panels import LearnPanels
from frcnn_desktop.ui.live.commands import LiveCommands
from frcnn_desktop.ui.models.commands import ModelCommands
from frcnn_desktop.ui.palette.commands import PaletteCommands
from frcnn_desktop.ui.statistics.commands import StatisticsCommands
from frcnn_desktop.ui.training.commands import TrainingCommands
from frcnn_desktop.ui.view.commands import ViewCommands


def _view() -> type[Feature]:
    from frcnn_desktop.ui.view.feature import ViewFeature

    return ViewFeature


def _browse() -> type[Feature]:
    from frcnn_desktop.ui.browse.feature import BrowseFeature

    return BrowseFeature


def _annotate() -> type[Feature]:
    from frcnn_desktop.ui.annotate.feature import AnnotateFeature

    return AnnotateFeature


def _detect() -> type[Feature]:
    from frcnn_desktop.ui.detect.feature import DetectFeature

    return DetectFeature


def _live() -> type[Feature]:
    from frcnn_desktop.ui.live.feature import LiveFeature

    return LiveFeature


def _learn() -> type[Feature]:
    from frcnn_desktop.ui.learn.feature import LearnFeature

    return LearnFeature


def _learn_services() -> object:
    from frcnn_desktop.workers.learning import review, service

    return review, service


def _models() -> type[Feature]:
    from frcnn_desktop.ui.models.feature import ModelFeature

    return ModelFeature


def _inside() -> type[Feature]:
    from frcnn_desktop.ui.inside.feature import InsideFeature

    return InsideFeature


def _inside_stages() -> object:
    from frcnn_desktop.ui.inside.walk import registry

    return registry


def _inside_walk() -> object:
    from frcnn_desktop.ui.inside.walk import control

    return control


def _inside_panels() -> object:
    from frcnn_desktop.ui.inside.comparison import times
    from frcnn_desktop.ui.inside.inspector import control

    return times, control


def _inside_pictures() -> object:
    from frcnn_desktop.ui.inside.example import control
    from frcnn_desktop.ui.inside.pictures import export

    return control, export


def _export_files() -> object:
    from frcnn_desktop.workers.tasks import export_service

    return export_service


def _formats() -> object:
    from frcnn_desktop.workers.tasks import conversion_service

    return conversion_service


def _export() -> type[Feature]:
    from frcnn_desktop.ui.export.feature import ExportFeature

    return ExportFeature


def _classes() -> type[Feature]:
    from frcnn_desktop.ui.classes.feature import ClassesFeature

    return ClassesFeature


def _statistics() -> type[Feature]:
    from frcnn_desktop.ui.statistics.feature import StatisticsFeature

    return StatisticsFeature


def _compare() -> type[Feature]:
    from frcnn_desktop.ui.compare.feature import CompareFeature

    return CompareFeature


def _training() -> type[Feature]:
    from frcnn_desktop.ui.training.feature import TrainingFeature

    return TrainingFeature


def _palette() -> type[Feature]:
    from frcnn_desktop.ui.palette.feature import PaletteFeature

    return PaletteFeature


def _keys() -> type[Feature]:
    from frcnn_desktop.ui.keys.feature import KeysFeature

    return KeysFeature


def _help() -> type[Feature]:
    from frcnn_desktop.ui.help.feature import HelpFeature

    return HelpFeature


FEATURES: tuple[Outline, ...] = (
    Outline(_view, (ViewCommands,), first=True),
    Outline(_browse, (BrowseCommands,), first=True),
    Outline(_annotate, (AnnotateCommands,), first=True),
    Outline(_detect, (DetectCommands,), first=True),
    Outline(_live, (LiveCommands,), first=True),
    Outline(_learn, (LearnCommands,), (LearnPanels,), (_learn_services,)),
    Outline(_models, (ModelCommands,), first=True),
    Outline(
        _inside,
        (InsideCommands, InspectorCommands),
        (InsidePanels,),
        (_inside_stages, _inside_walk, _inside_panels, _inside_pictures),
    ),
    Outline(_export, (ExportCommands,), pieces=(_export_files, _formats)),
    Outline(_classes, (ClassesCommands,)),
    Outline(_statistics, (StatisticsCommands,)),
    Outline(_compare, (CompareCommands,)),
    Outline(_training, (TrainingCommands,)),
    Outline(_palette, (PaletteCommands,)),
    Outline(_keys, (KeysCommands,), first=True),
    Outline(_help, (HelpCommands,)),
)
"""What a person does with the window. Before it closes they are asked in this order."""
