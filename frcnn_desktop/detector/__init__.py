"""Fast R-CNN in torch: backbone, RoI pooling, head, box coder, checkpoints. Knows no Qt and no VOC files."""
