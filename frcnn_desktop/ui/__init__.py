"""The window: PySide6 widgets and what they show. Never imports torch at module level."""
