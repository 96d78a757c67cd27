"""PyInstaller: torchvision loads its compiled operators by file name, they are no modules."""

from PyInstaller.utils.hooks import collect_dynamic_libs

# Operators are registered by functions whose source is read.
module_collection_mode = "pyz+py"
binaries = collect_dynamic_libs("torchvision", search_patterns=["*.so", "*.pyd", "*.dylib"])
