"""The folder: which images there are, which is open, which is next, and saving before one is left.

One Qt-free `Catalogue` owns paths, order, filter, state, current image and what comes next (ADR 12); list and
workspace are views of it. Recovery; `classes_of_data` feeds the class list.
"""
