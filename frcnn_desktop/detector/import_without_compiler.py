"""Importing torchvision without torch's compiler, which it does not use here.

`torchvision.ops.roi_align` imports `torch._dynamo.utils` for `is_compile_supported`, which loads the compiler
and sympy: five seconds of processor time. It matters only to deterministic RoI align on a GPU, where False
stands for the operator that is not compiled.

An optimizer loads the compiler too, at its first step, only to tell it that it is not compiled: seven seconds
of processor time before anything is learnt, and triton, which complains of leaks when the process ends.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_PACKAGE, _MODULE = "torch._dynamo", "torch._dynamo.utils"


def import_lean() -> None:
    """Import torchvision; the compiler can be imported afterwards as ever."""
    importlib.import_module("torch")
    if _PACKAGE in sys.modules:
        return
    with _compiler_left_out():
        importlib.import_module("torchvision")


def optimize_without_compiler() -> None:
    """Let optimizers step without loading the compiler. Whoever asks for more gets the real one."""
    torch: Any = importlib.import_module("torch")
    if _PACKAGE not in sys.modules:
        sys.modules[_PACKAGE] = torch._dynamo = _DeferredCompiler(_PACKAGE)


class _DeferredCompiler(ModuleType):
    """Stands for `torch._dynamo` until something is asked of it that an optimizer never asks."""

    @staticmethod
    def disable(function: Any = None, *_arguments: object, **_options: object) -> Any:
        return _as_it_is(function)

    @staticmethod
    def graph_break(*_arguments: object, **_options: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        # Tools that walk `sys.modules` ask every module for its `__file__` and the like.
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        torch: Any = importlib.import_module("torch")
        if sys.modules.get(_PACKAGE) is self:
            del sys.modules[_PACKAGE]
            del torch._dynamo
        return getattr(importlib.import_module(_PACKAGE), name)


@contextmanager
def _compiler_left_out() -> Iterator[None]:
    stand_ins = _stand_ins()
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _stand_ins() -> dict[str, ModuleType]:
    package, module = ModuleType(_PACKAGE), ModuleType(_MODULE)
    package.__path__ = []
    vars(package)["utils"] = module
    vars(module)["is_compile_supported"] = _never
    return {_PACKAGE: package, _MODULE: module}


def _never(_device: str) -> bool:
    return False


def _as_it_is(function: Any = None, **_options: object) -> Any:
    """Stand for `torch._dynamo.disable`, with or without arguments."""
    return _as_it_is if function is None else function
