"""Writing a VOC devkit from what is annotated."""
