"""The photo and what lies on it: zooming, layers, editable boxes, one class per gesture."""
