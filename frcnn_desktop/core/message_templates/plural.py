"""A template with a form for one and a form for several."""

from typing import NamedTuple


class Plural(NamedTuple):
    """The field `count` chooses the form. Translations, with their own forms, are listed under `other`."""

    one: str
    other: str
