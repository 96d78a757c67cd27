"""Fast R-CNN in torch: backbone, RoI pooling, head, box coder, checkpoints. Knows no Qt and no VOC files."""

from frcnn_desktop.detector.import_without_compiler import import_lean

# Before any module of this package, or whoever uses it, imports torchvision.
import_lean()
