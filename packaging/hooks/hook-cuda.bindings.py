"""PyInstaller: these are compiled modules, so what they import cannot be seen."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = [*collect_submodules("cuda.bindings"), *collect_submodules("cuda.pathfinder")]
