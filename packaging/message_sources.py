"""Write the templates of all messages as a file in which lupdate finds them: message_sources.py FILE."""

from __future__ import annotations

import sys
from pathlib import Path

from frcnn_desktop.core.message_templates import TEMPLATES, Plural
from frcnn_desktop.core.messages import needs_translation, source_of

CONTEXT = "Below"
"""As in `ui.kit.localise`, which needs Qt."""


def message_sources() -> str:
    """Return Python that calls Qt's translate for every template with words in it."""
    lines = []
    for template in TEMPLATES.values():
        source = source_of(template)
        if needs_translation(source):
            # Four arguments mean forms for numbers.
            forms = ', "", 2' if isinstance(template, Plural) else ""
            lines.append(f"QCoreApplication.translate({CONTEXT!r}, {source!r}{forms})\n")
    return "".join(lines)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(message_sources(), encoding="utf-8")
