"""White lists for import-linter: each part of a package imports what its row says, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Rows = Mapping[str, list[str]]


class _RowsField(fields.Field[Rows]):
    """A table: the name of a part, and the list of what it may import."""

    def parse(self, raw_data: Any) -> Rows:
        if not isinstance(raw_data, dict) or not all(isinstance(row, list) for row in raw_data.values()):
            raise fields.ValidationError("Expected a table of lists.")
        return raw_data


class _RowField(fields.Field[list[str]]):
    """A list of what a part may import."""

    def parse(self, raw_data: Any) -> list[str]:
        if not isinstance(raw_data, list):
            raise fields.ValidationError("Expected a list.")
        return raw_data


class WhiteListContract(Contract):
    """Every part of `container` has a row in `may_import`; direct imports count, wherever they stand.

    An entry is a module or package of ours, written without the root's name, and stands for all within it; or
    a third-party package, asked for unless `third_party` is false. The root itself is free: it holds the
    version. The container's own `__init__` imports nothing. Also refused: a part without a row, a row without
    a part, an entry that nobody uses.

    A part that holds the module `plain` may do without a row: then it imports what is in `plain_row` and
    nothing else, and need not use it all.
    """

    container: Any = fields.StringField()
    may_import: Any = _RowsField()
    third_party: Any = fields.BooleanField(required=False, default=True)
    plain: Any = fields.StringField(required=False, default="")
    plain_row: Any = _RowField(required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        """Return what is wrong, one line each, under "faults"."""
        container: str = self.container
        rows: Rows = self.may_import
        parts = {name.removeprefix(f"{container}."): name for name in graph.find_children(container)}
        plain = {part for part, name in parts.items() if part not in rows and self._is_plain(graph, name)}
        bare = parts.keys() - rows.keys() - plain
        faults = [f"{parts[part]} has no row" for part in sorted(bare)]
        faults += [f'row "{part}": there is no such part' for part in sorted(rows.keys() - parts.keys())]
        for part, name in sorted(parts.items()):
            if part in rows:
                faults += self._faults_of(graph, name, rows[part], exactly=True)
            elif part in plain:
                faults += self._faults_of(graph, name, self.plain_row, exactly=False)
        faults += [f"{container} -> {target}" for target in self._targets(graph, container, container)]
        return ContractCheck(kept=not faults, metadata={"faults": faults})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each fault on a line."""
        for fault in check.metadata["faults"]:
            output.print_error(f"- {fault}", bold=False)
            output.new_line()

    def _is_plain(self, graph: ImportGraph, part: str) -> bool:
        return bool(self.plain) and f"{part}.{self.plain}" in graph.modules

    def _faults_of(self, graph: ImportGraph, part: str, row: list[str], *, exactly: bool) -> list[str]:
        root = part.split(".", maxsplit=1)[0]
        entries = {f"{root}.{entry}" if f"{root}.{entry}" in graph.modules else entry: entry for entry in row}
        unused, faults = dict(entries), []
        for importer in sorted({part} | graph.find_descendants(part)):
            for target in self._targets(graph, importer, part):
                allowed = [entry for entry in entries if _within(target, entry)]
                for entry in allowed:
                    unused.pop(entry, None)
                if not allowed:
                    faults.append(f"{importer} -> {target}")
        return faults + [f'row "{part}": nobody imports {entry}' for entry in unused.values() if exactly]

    def _targets(self, graph: ImportGraph, importer: str, part: str) -> list[str]:
        """Return what a module imports from outside its part, without the root and the standard library."""
        root = part.split(".", maxsplit=1)[0]
        return sorted(
            target
            for target in graph.find_modules_directly_imported_by(importer)
            if target != root
            and not _within(target, part)
            and (_within(target, root) or (self.third_party and target not in sys.stdlib_module_names))
        )


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
