"""Which file a predictor's model comes from, as other processes and machines can find it again."""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.core.errors import CheckpointError, InputError
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.published_models import load_model
from frcnn_desktop.host.download import sha256_of
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path


class ModelSource:
    """A model file; `sha256` ("": any) is what its bytes have to be."""

    def __init__(self, model: Path | None, sha256: str = "") -> None:
        """`model` None: the bundled one, wherever this installation has it."""
        self._model = model
        self._sha256 = sha256
        self.path = model if model is not None else resource_path(*BUNDLED_MODEL)
        self._stamp = file_stamp(self.path)

    def open(self) -> tuple[FastRcnn, CheckpointMeta]:
        """Load the file. Raises CheckpointError, also where its bytes are others than they should be."""
        if self._sha256 and self._digest() not in ("", self._sha256):
            raise CheckpointError(Message("model.not_the_same", path=self.path))
        return load_model(self.path)

    def identity(self) -> tuple[Path | None, str]:
        """Return what makes an equal source elsewhere. Raises InputError if the file changed meanwhile."""
        if file_stamp(self.path) != self._stamp:
            raise InputError(Message("api.predictor_file_changed", path=self.path))
        self._sha256 = self._sha256 or self._digest()
        return (self._model if self._model is None else self._model.absolute()), self._sha256

    def _digest(self) -> str:
        """Return the SHA-256 of the file, "" where it cannot be read: loading it says why."""
        try:
            return sha256_of(self.path)
        except OSError:
            return ""
