"""PyInstaller: numba stores compiled code where it is told to only for functions that come from a file."""

module_collection_mode = "py"
