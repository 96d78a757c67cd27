"""Where the frozen application starts."""

from __future__ import annotations

from frcnn_desktop.__main__ import program

if __name__ == "__main__":
    program()
