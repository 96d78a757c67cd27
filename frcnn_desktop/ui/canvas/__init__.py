"""The photo and what lies on it: zooming, layers, editable boxes, one class per gesture.

One item per object, one cached item per overlay layer; `touch`; `toning` and `minimap` of the viewport;
`roi_marks` paints RoIs for every view.
"""
