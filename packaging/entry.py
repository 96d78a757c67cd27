"""Where the frozen application starts."""

from __future__ import annotations

import sys

from frcnn_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
