"""The English of every message, one template to an id. Translations are listed under these texts.

`{field}` is filled in; the format of a number stands here and nowhere else. `make translations` collects
the texts.
"""

from collections.abc import Mapping
from types import MappingProxyType

from frcnn_desktop.core.message_templates import classes, files, formats, models, program, scale, search
from frcnn_desktop.core.message_templates.plural import Plural

TEMPLATES: Mapping[str, str | Plural] = MappingProxyType(
    {
        **classes.TEMPLATES,
        **files.TEMPLATES,
        **formats.TEMPLATES,
        **models.TEMPLATES,
        **program.TEMPLATES,
        **scale.TEMPLATES,
        **search.TEMPLATES,
    }
)

__all__ = ["TEMPLATES", "Plural"]
