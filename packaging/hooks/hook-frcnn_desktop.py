"""PyInstaller: what of the program it cannot see by itself."""

from PyInstaller.utils.hooks import collect_submodules, copy_metadata

from frcnn_desktop.host.resources import resources_root

# Commands and workers are imported by name, when they are called.
hiddenimports = collect_submodules("frcnn_desktop")
# Versions and licences are read from the metadata of everything the program requires.
datas = [(str(resources_root()), "resources"), *copy_metadata("frcnn-desktop", recursive=True)]
