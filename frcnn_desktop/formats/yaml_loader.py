"""PyYAML, told to build nothing but texts, lists and mappings."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import YAMLError

__all__ = ["YAMLError", "load_plain"]


class _PlainLoader(yaml.BaseLoader):
    """Builds str, list and dict alone."""

    most_levels = 0
    _level = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise YAMLError("an alias in YAML is not read")
        self._level += 1
        if self._level > self.most_levels:
            raise YAMLError(f"more than {self.most_levels} levels of YAML are not read")
        node = super().compose_node(parent, index)
        self._level -= 1
        return node


def load_plain(text: str, most_levels: int) -> object:
    """Return the str, list or dict of a YAML text. Raises YAMLError, also for aliases and deep nesting."""
    loader = _PlainLoader(text)
    loader.most_levels = most_levels
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
