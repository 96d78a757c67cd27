"""PyInstaller: what CUDA's libraries open by name at run time. A build of torch without CUDA has none."""

from importlib.metadata import PackageNotFoundError, files

from PyInstaller.utils.hooks import copy_metadata

try:
    carried = files("nvidia-cuda-nvrtc") or []
except PackageNotFoundError:
    carried = []
binaries = [(str(file.locate()), str(file.parent)) for file in carried if "nvrtc-builtins" in file.name]
datas = []
for name in ("cublas", "cuda-cupti", "cuda-runtime", "cufft", "cufile", "cusolver", "cusparse", "nvjitlink"):
    try:
        datas += copy_metadata(f"nvidia-{name}")
    except PackageNotFoundError:
        continue
