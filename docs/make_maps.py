"""Draws the maps in ARCHITECTURE.md from the code: what each room of the window is for, which room imports
which, and whose signal reaches whom.

`python docs/make_maps.py` rewrites what stands between the markers; `--check` fails where that differs.
A connection is listed where annotations and assignments tell whose signal it is; Qt's own signals are not.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "frcnn_desktop"
PAGE = ROOT / "docs" / "ARCHITECTURE.md"
SIDE = ("bench", "cli", "__main__")
"""Packages that may import everything: their arrows would hide the others."""

Scope = dict[str, ast.expr]
"""What each name of a function or attribute of a class stands for."""


@dataclass
class Module:
    """One file of the package."""

    name: str
    path: Path
    tree: ast.Module
    imports: set[str] = field(default_factory=set)

    @property
    def room(self) -> str:
        """`ui.browse` for a module of the window, `voc` for any other."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if parts[0] == "ui" and len(parts) > 2 else parts[0]


def read_modules() -> list[Module]:
    """Parse every file of the package."""
    return [_read(path) for path in sorted(PACKAGE.rglob("*.py"))]


def _read(path: Path) -> Module:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__") or "__init__"
    module = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("frcnn_desktop."):
            module.imports.add((node.module or "").removeprefix("frcnn_desktop."))
    return module


def arrows(modules: list[Module]) -> dict[str, set[str]]:
    """Return for each room those it imports from."""
    rooms = {module.name: module.room for module in modules}
    found: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for target in module.imports:
            room = rooms.get(target) or rooms.get(target.rpartition(".")[0])
            if room is not None and room != module.room:
                found[module.room].add(room)
    return found


def _among_rooms(modules: list[Module]) -> dict[str, set[str]]:
    """Return the arrows between rooms of the window."""
    return {
        room: {target for target in targets if target.startswith("ui.")}
        for room, targets in arrows(modules).items()
        if room.startswith("ui.")
    }


def _levels(found: dict[str, set[str]]) -> dict[str, int]:
    """Return the floor of each room: one above the highest that it imports from."""
    rooms = set(found) | {room for targets in found.values() for room in targets}
    levels = dict.fromkeys(rooms, 0)
    for _ in rooms:
        for room in rooms:
            levels[room] = max((levels[target] + 1 for target in found.get(room, ())), default=0)
    if max(levels.values(), default=0) >= len(rooms):
        raise SystemExit("Rooms import each other in a circle; `make lint` names it.")
    return levels


def _without_detours(found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Leave out an arrow where another path says the same: the picture stays readable."""

    def reach(room: str, skip: str) -> set[str]:
        seen, todo = set[str](), [t for t in found.get(room, ()) if t != skip]
        while todo:
            if (current := todo.pop()) not in seen:
                seen.add(current)
                todo += found.get(current, ())
        return seen

    return {room: {t for t in targets if t not in reach(room, t)} for room, targets in found.items()}


def picture(modules: list[Module], *, window: bool) -> str:
    """Return a Mermaid graph of the packages, or of the window's rooms; highest room first."""
    if window:
        found = _among_rooms(modules)
    else:
        packages: dict[str, set[str]] = defaultdict(set)
        for room, targets in arrows(modules).items():
            here = room.split(".")[0]
            packages[here] |= {target.split(".")[0] for target in targets} - {here}
        found = {room: targets for room, targets in packages.items() if room not in SIDE}
    levels = _levels(found)
    rows = ["```mermaid", "graph TD"]
    plain = _without_detours(found)
    for room in sorted(levels, key=lambda name: (-levels[name], name)):
        name = room.removeprefix("ui.")
        targets = sorted(target.removeprefix("ui.") for target in plain.get(room, ()))
        rows += [f"  {name} --> {target}" for target in targets] or [f"  {name}"]
    count = sum(len(targets) for targets in found.values())
    rows += [
        "```",
        "",
        f"{len(levels)} rooms, {count} arrows, {max(levels.values()) + 1} floors. "
        "An arrow that a longer path implies is left out.",
    ]
    return "\n".join(rows)


def room_table(modules: list[Module]) -> str:
    """Return a table of the window's rooms, lowest first: what the docstrings of their packages say."""
    told = {
        module.name: ast.get_docstring(module.tree) or ""
        for module in modules
        if module.path.name == "__init__.py" and module.name.count(".") == 1 and module.name.startswith("ui.")
    }
    levels = _levels(_among_rooms(modules))
    rows = ["| room | what |", "|---|---|"]
    for name in sorted(told, key=lambda name: (levels.get(name, 0), name)):
        text = re.sub(r"\bADR (\d+)\b", _linked, " ".join(told[name].split()))
        rows.append(f"| `{name.removeprefix('ui.')}/` | {text} |")
    return "\n".join(rows)


def _linked(found: re.Match[str]) -> str:
    (decision,) = (ROOT / "docs" / "adr").glob(f"{int(found[1]):04}-*.md")
    return f"[{found[0]}](adr/{decision.name})"


def signal_map(modules: list[Module]) -> str:
    """Return a table: who declares which signals, and the modules that connect to them."""
    senders = Senders(modules)
    listeners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for module in modules:
        for owner, signal in senders.connected_in(module):
            listeners[senders.home[owner], owner, signal].add(module.name)
    rows = ["| class | signal | connected in |", "|---|---|---|"]
    for (home, name, signal), places in sorted(listeners.items()):
        rows.append(f"| `{home}.{name}` | `{signal}` | {', '.join(f'`{p}`' for p in sorted(places))} |")
    return "\n".join(rows)


class Senders:
    """Tells whose signal `a.b.signal.connect(...)` is, from annotations and assignments."""

    def __init__(self, modules: list[Module]) -> None:
        self.home: dict[str, str] = {}
        self._signals: dict[str, set[str]] = {}
        self._bases: dict[str, list[str]] = {}
        self._attributes: dict[str, Scope] = {}
        classes = [
            (module, node)
            for module in modules
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
        ]
        for module, node in classes:
            self.home[node.name] = module.name
            self._signals[node.name] = set(_signals(node))
            self._bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
            self._attributes[node.name] = dict(_attributes(node))

    def connected_in(self, module: Module) -> Iterator[tuple[str, str]]:
        """Yield class and signal of each connection of one file to a signal of this program."""
        for node, owner, scope in _functions(module.tree):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    sender = call.func.value
                    if call.func.attr == "connect" and isinstance(sender, ast.Attribute):
                        kind = self._kind(sender.value, owner, scope)
                        if declaring := self._declaring(kind, sender.attr):
                            yield declaring, sender.attr

    def _kind(  # noqa: PLR0911 - one for each form of expression
        self, expression: ast.expr | None, owner: str, scope: Scope, depth: int = 0
    ) -> str:
        """Return the class of an expression, "" when that cannot be told."""
        if depth > 8:
            return ""
        match expression:
            case ast.Name(id="self"):
                return owner
            case ast.Name(id=name) if name in self.home:
                return name
            case ast.Name(id=name):
                return self._kind(scope.get(name), owner, scope, depth + 1)
            case ast.Call(func=inner) | ast.BinOp(left=inner):
                return self._kind(inner, owner, scope, depth + 1)
            case ast.Attribute(value=value, attr=attribute):
                holder = self._kind(value, owner, scope, depth + 1)
                return self._kind_of_attribute(holder, attribute, depth + 1)
        return ""

    def _kind_of_attribute(self, holder: str, attribute: str, depth: int) -> str:
        for name in self._with_bases(holder):
            if (value := self._attributes[name].get(attribute)) is not None:
                return self._kind(value, name, {}, depth)
        return ""

    def _declaring(self, kind: str, signal: str) -> str:
        return next((name for name in self._with_bases(kind) if signal in self._signals[name]), "")

    def _with_bases(self, kind: str) -> Iterator[str]:
        if kind in self.home:
            yield kind
            for base in self._bases[kind]:
                yield from self._with_bases(base)


def _signals(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Signal"))):
                yield name


def _functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str, Scope]]:
    """Yield each function with its class ("" for none) and what its names stand for."""
    owners = {id(f): c.name for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for f in c.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node, owners.get(id(node), ""), dict(_names(node))


def _names(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for argument in (*function.args.args, *function.args.kwonlyargs):
        if argument.annotation is not None:
            yield argument.arg, _annotated(argument.annotation)
    for target, value in _assignments(function):
        if isinstance(target, ast.Name):
            yield target.id, value


def _attributes(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    """Yield what each attribute of a class stands for: fields, properties, what is assigned to self."""
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            yield line.target.id, _annotated(line.annotation)
        elif isinstance(line, ast.FunctionDef):
            if line.returns is not None:
                yield line.name, _annotated(line.returns)
            scope = dict(_names(line))
            for target, value in _assignments(line):
                if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
                    yield target.attr, scope.get(value.id, value) if isinstance(value, ast.Name) else value


def _assignments(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            yield node.target, node.value
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from zip(target.elts, node.value.elts, strict=False)
                else:
                    yield target, node.value


def _annotated(annotation: ast.expr) -> ast.expr:
    """Return the class in an annotation; of a union its first."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return ast.parse(annotation.value, mode="eval").body
    return annotation


def drawn(page: str) -> str:
    """Return the page with every map drawn anew."""
    modules = read_modules()
    maps = {
        "packages": picture(modules, window=False),
        "what": room_table(modules),
        "rooms": picture(modules, window=True),
        "signals": signal_map(modules),
    }
    for name, text in maps.items():
        pattern = re.compile(rf"(<!-- {name}: make docs -->\n).*?(<!-- end -->)", re.DOTALL)
        page, count = pattern.subn(lambda found, text=text: f"{found[1]}{text}\n{found[2]}", page)
        if count != 1:
            raise SystemExit(
                f"{PAGE.name} needs one pair of markers <!-- {name}: make docs --> and <!-- end -->"
            )
    return page


def main() -> int:
    """Write the page, or with `--check` return 1 where it is not what the code says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the maps are stale")
    wanted = parser.parse_args()
    before = PAGE.read_text(encoding="utf-8")
    after = drawn(before)
    if wanted.check:
        if after != before:
            sys.stderr.write("docs/ARCHITECTURE.md is stale: run `make docs`.\n")
        return int(after != before)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
