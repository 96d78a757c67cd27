"""What `self-test` checks, a module each: `check() -> str` says what was found, or raises.

A check is imported when its turn comes, so that a library which cannot be loaded fails that check alone.
"""
