"""The frame: window, docks, menus, commands, settings, prompts, jobs. Knows no feature."""
