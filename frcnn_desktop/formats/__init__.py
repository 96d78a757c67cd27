"""Annotation formats besides ours, in and out: COCO, YOLO, labelme, VOC. Neither Qt nor torch."""
