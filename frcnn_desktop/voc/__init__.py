"""Pascal VOC on disk: a lossless, atomic XML codec, devkit folders and splits. Neither Qt nor torch."""

from frcnn_desktop.voc.codec import decode_annotation, encode_annotation
from frcnn_desktop.voc.files import read_annotation, write_annotation

__all__ = ["decode_annotation", "encode_annotation", "read_annotation", "write_annotation"]
