"""The frame: window, docks, menus, commands, settings, prompts, jobs. Knows no feature.

`keyboard` stands in front of every widget (held keys, physical keys, fields).
"""
