"""The open image, its annotation, what is selected, and the only way to change any of it: undo commands.

`DocumentSession` alone owns the open annotation; observable values beside it: class list, filter, highlight,
`object_views` (hidden, locked, in front).
"""
