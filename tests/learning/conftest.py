import pytest

from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.published_models import load_model
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path


@pytest.fixture(scope="session")
def bundled() -> tuple[FastRcnn, CheckpointMeta]:
    return load_model(resource_path(*BUNDLED_MODEL))
