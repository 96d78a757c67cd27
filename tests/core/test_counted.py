"""Counts in sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from frcnn_desktop.core.counted import counted

PACKAGE = Path(__file__).parents[2] / "frcnn_desktop"
NOUN = (
    "(image|object|box|class|file|detection|proposal|RoI|segment|annotation|label|note|entr|problem)(e?s|ies)"
)
IN_TEXT = re.compile(rf"^{{\w+}} {NOUN}\b")
BEHIND_NUMBER = re.compile(rf"^ {NOUN}\b")


def test_that_one_is_no_plural() -> None:
    assert [counted(n, "{count} box", "{count} boxes") for n in (0, 1, 2)] == ["0 boxes", "1 box", "2 boxes"]
    named = counted(1200, "{count} box of {name}", "{count} boxes of {name}", count="1 200", name="a")
    assert named == "1 200 boxes of a"


def texts_without_a_form_for_one(source: str) -> Iterator[str]:
    """Yield the texts that put a number before a plural, where no text for one is beside them."""
    nodes = list(ast.walk(ast.parse(source)))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    for text in texts:
        if found := IN_TEXT.match(text):
            one = re.compile(rf"{{\w+}} {found[1]}(?!e?s\b|ies\b)")
            if not any(one.match(other) for other in texts):
                yield text
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            for value, text in zip(node.values, node.values[1:], strict=False):
                behind = text.value if isinstance(text, ast.Constant) else ""
                if isinstance(value, ast.FormattedValue) and BEHIND_NUMBER.match(str(behind)):
                    yield ast.unparse(node)


def test_that_every_count_has_a_form_for_one() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        if path.parts[-2] != "bench"
        for text in texts_without_a_form_for_one(path.read_text("utf-8"))
    ]
    assert found == []
