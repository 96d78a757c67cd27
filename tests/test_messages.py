"""Every message in the code has a template, every template is used, and no error of ours is a bare text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from support.package_source import MODULES, PACKAGE, nodes_of

from frcnn_desktop.core import errors
from frcnn_desktop.core.message_templates import TEMPLATES, Plural
from frcnn_desktop.core.messages import field_names, source_of

NAMES = {path.relative_to(PACKAGE).as_posix(): path for path in MODULES}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", None) or getattr(node.func, "id", ""), node


def our_errors() -> set[str]:
    """The names of FrcnnError and of every class below it, wherever it is written."""
    known = {"FrcnnError"}
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef)
    }
    while found := {name for name, above in bases.items() if above & known} - known:
        known |= found
    return known


def texts(name: str) -> set[str]:
    return {
        node.value
        for node in nodes_of(NAMES[name])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_that_every_message_has_a_template_and_gives_its_fields() -> None:
    wrong = []
    for name, path in NAMES.items():
        for called, call in calls(path):
            if called != "Message" or any(each.arg is None for each in call.keywords):
                continue
            given = {each.arg for each in call.keywords}
            first = call.args[0] if call.args else None
            ids = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for each in ids:
                if not isinstance(each, ast.Constant):
                    continue
                template = TEMPLATES.get(str(each.value))
                if template is None or field_names(source_of(template)) != given:
                    wrong.append((name, call.lineno, each.value))
    assert wrong == []


def test_that_every_template_is_used() -> None:
    used = {text for name in NAMES if not name.startswith("core/message_templates/") for text in texts(name)}
    assert set(TEMPLATES) - used == set()


def test_that_both_forms_of_a_plural_fit_its_count() -> None:
    for template in TEMPLATES.values():
        if isinstance(template, Plural):
            assert "count" in field_names(template.other)
            assert field_names(template.one) <= field_names(template.other)


def test_that_no_two_messages_have_the_same_text() -> None:
    sources = [source_of(template) for template in TEMPLATES.values()]
    assert {each for each in sources if sources.count(each) > 1} == set()


def test_that_no_error_of_ours_is_raised_with_a_bare_text() -> None:
    ours = our_errors()
    assert {"ImageLoadError", "AnnotationChangedError", "PictureWriteError"} < ours
    bare = [
        (name, call.lineno)
        for name, path in NAMES.items()
        for called, call in calls(path)
        if called in ours
        and (len(call.args) != 1 or isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp))
    ]
    assert bare == []
    assert errors.FrcnnError.__init__.__annotations__["message"] is not str
