"""Looks and small widgets that know nothing of images, boxes or models.

Theme, icons, banner, plain text, localise; `steady_label` for texts that change at each image; `paint_first`:
what waits until the photo is painted, a quarter of a second at most; `dialog_place`: dialogs that are built
when asked for and go when they close; `key_list`: commands with their keys, listed and searched.
"""
