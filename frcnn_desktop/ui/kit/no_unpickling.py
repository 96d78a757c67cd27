"""Qt may never unpickle: bytes from files, clipboards and drags must not become Python objects."""

from __future__ import annotations

import pickle

from PySide6.QtCore import QByteArray, QDataStream, QIODevice


class _Probe:
    """An object that only pickle can stream; at module level, so that it can be written."""


def forbid_unpickling() -> None:
    """Make Qt's reader of streamed Python objects return None for the rest of the process.

    PySide writes an object inside a QVariant as a pickle and loads it again wherever Qt reads variants: in
    QSettings files (file dialogs have one), in data dragged from another program, in the clipboard. It looks
    `pickle.loads` up once and keeps it: what it keeps is a function that loads nothing. Python code that
    imports pickle is not concerned. Calling this again does nothing.
    """
    data = QByteArray()
    QDataStream(data, QIODevice.OpenModeFlag.WriteOnly).writeQVariant(_Probe())
    real = pickle.loads
    pickle.loads = _load_nothing
    try:
        QDataStream(data).readQVariant()
    finally:
        pickle.loads = real


def _load_nothing(_data: bytes, /, **_options: object) -> None:
    return None
