"""Sentences that come from below the interface, in the user's language.

What is below knows no language: its errors are English text. The sentences that people meet are listed here
as they are written there, `{field}` for what is filled in; a text that fits one is said in the user's
language, any other as it is.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from frcnn_desktop.core.messages import Message

_CONTEXT = "Below"
_KEPT = frozenset({"name", "path", "folder", "names"})
"""Fields with what people have named themselves."""

IMAGES = (
    QT_TRANSLATE_NOOP("Below", "{name} is not an image this program can read."),
    QT_TRANSLATE_NOOP("Below", "{name} needs more memory than there is. Close other programs or shrink it."),
    QT_TRANSLATE_NOOP("Below", "{name} is damaged and cannot be decoded ({reason})."),
    QT_TRANSLATE_NOOP("Below", "{name} is not a file."),
    QT_TRANSLATE_NOOP("Below", "{name} is larger than {limit} MB. Shrink it first."),
    QT_TRANSLATE_NOOP(
        "Below",
        "{name} has {count} megapixels; the limit is {limit}. Cut it into tiles or shrink it first.",
    ),
    QT_TRANSLATE_NOOP("Below", "{mode} shown as RGB"),
    QT_TRANSLATE_NOOP("Below", "first frame shown"),
)
ANNOTATIONS = (
    QT_TRANSLATE_NOOP(
        "Below",
        "{name} cannot be read: {reason}. It was left untouched; repair it in a text editor or move it away.",
    ),
    QT_TRANSLATE_NOOP("Below", "it is larger than {limit} MB"),
    QT_TRANSLATE_NOOP("Below", "it is empty"),
    QT_TRANSLATE_NOOP("Below", "it is not well-formed XML ({reason}, line {line}, column {column})"),
    QT_TRANSLATE_NOOP("Below", "it is not well-formed XML"),
    QT_TRANSLATE_NOOP("Below", "it declares or uses an entity, which an annotation never needs"),
    QT_TRANSLATE_NOOP("Below", "its root is <{tag}>, not <annotation>: this is no VOC annotation"),
    QT_TRANSLATE_NOOP("Below", "its encoding {encoding} is not known"),
    QT_TRANSLATE_NOOP("Below", "its encoding {encoding} is not one for text files"),
    QT_TRANSLATE_NOOP("Below", "its encoding {encoding} is not supported. Save it as UTF-8"),
    QT_TRANSLATE_NOOP("Below", "{name} cannot be opened: it is not a file."),
    QT_TRANSLATE_NOOP("Below", "The annotation cannot be saved: {reason}."),
    QT_TRANSLATE_NOOP("Below", "an object has no class name; give it one and save again"),
    QT_TRANSLATE_NOOP("Below", "{text} contains the character {character}, which XML cannot hold"),
    QT_TRANSLATE_NOOP(
        "Below", "{name} was changed elsewhere since it was opened here. It was not overwritten."
    ),
    QT_TRANSLATE_NOOP(
        "Below", "{name} is write-protected. Change its permissions, or save to another folder."
    ),
)
PROBLEMS = (
    QT_TRANSLATE_NOOP("Below", "Object {number} ({name}) {what}."),
    QT_TRANSLATE_NOOP("Below", "Object {number} {what}."),
    QT_TRANSLATE_NOOP("Below", "has no class name"),
    QT_TRANSLATE_NOOP("Below", "has a minimum beyond its maximum"),
    QT_TRANSLATE_NOOP("Below", "is at most one pixel wide or high"),
    QT_TRANSLATE_NOOP("Below", "has coordinates that are no whole numbers"),
    QT_TRANSLATE_NOOP("Below", "reaches outside the image"),
    QT_TRANSLATE_NOOP(
        "Below", "A coordinate is 0, but VOC counts from 1: the file may be 0-based. Nothing was shifted."
    ),
    QT_TRANSLATE_NOOP(
        "Below",
        "The file is for the un-rotated image ({stated}, the image is {shown}). Turn the boxes before"
        " editing.",
    ),
    QT_TRANSLATE_NOOP(
        "Below", "The file states {stated}, the image is {shown}. The boxes may belong to another image."
    ),
    QT_TRANSLATE_NOOP("Below", "The file states no usable image size."),
    QT_TRANSLATE_NOOP("Below", "The file lacks {names}, which strict readers need."),
    QT_TRANSLATE_NOOP("Below", "The file uses an XML namespace; most VOC readers find nothing in it."),
    QT_TRANSLATE_NOOP("Below", "{what}; other readers may refuse it."),
    QT_TRANSLATE_NOOP("Below", "The file declares {stated} but its bytes are {shown}"),
)
MODELS = (
    QT_TRANSLATE_NOOP("Below", "There is no model file at {path}."),
    QT_TRANSLATE_NOOP("Below", "{name} is damaged or no model file of this program ({reason})."),
    QT_TRANSLATE_NOOP(
        "Below",
        "{name} holds weights, but not of a model of this program (its format is {format}, {wanted} is"
        " needed).",
    ),
    QT_TRANSLATE_NOOP("Below", "{name} describes a network that cannot be built; it is refused."),
    QT_TRANSLATE_NOOP("Below", "{name} needs the backbone {backbone}, which this version does not know."),
    QT_TRANSLATE_NOOP(
        "Below",
        "{name} lacks {count} of {total} weights (first: {first}); it was cut short or made for another"
        " network.",
    ),
    QT_TRANSLATE_NOOP("Below", "No layer would become cheaper this way. Keep less energy, or give ranks."),
    QT_TRANSLATE_NOOP(
        "Below", "The layers of this model are decomposed already. Take the model it came from."
    ),
    QT_TRANSLATE_NOOP(
        "Below",
        "{name} cannot be downloaded: {reason}. Check the network, or fetch the file elsewhere and open it"
        " with Model > Open model file.",
    ),
    QT_TRANSLATE_NOOP(
        "Below", "This machine, or the installed build of torch, has no {kind} device. Choose auto or cpu."
    ),
)
FOLDERS = (
    QT_TRANSLATE_NOOP("Below", "The folder {folder} cannot be opened: {reason}."),
    QT_TRANSLATE_NOOP("Below", "{path} is there already. Choose a new folder; nothing is overwritten."),
    QT_TRANSLATE_NOOP("Below", "There is nothing to export. The first image: {reason}"),
    QT_TRANSLATE_NOOP(
        "Below",
        "The export to {path} failed: {reason}. Nothing was left behind; free some space or choose another"
        " folder.",
    ),
    QT_TRANSLATE_NOOP("Below", "{folder} holds neither a VOC data set nor images."),
    QT_TRANSLATE_NOOP(
        "Below", "None of the {count} images in {folder} has an annotation. Draw boxes and save them first."
    ),
    QT_TRANSLATE_NOOP(
        "Below", "None of the {count} images has an object to learn from. Annotate some first."
    ),
)
EXPORTS = (
    QT_TRANSLATE_NOOP("Below", "There are no images."),
    QT_TRANSLATE_NOOP("Below", "It has no annotation."),
    QT_TRANSLATE_NOOP("Below", "It is not marked verified."),
    QT_TRANSLATE_NOOP(
        "Below", "Its annotation is for the un-rotated image. Open it and turn the boxes first."
    ),
    QT_TRANSLATE_NOOP("Below", "The image was changed while it was exported. Export again."),
    QT_TRANSLATE_NOOP("Below", "An object ({name}) lies outside the image and was left out."),
    QT_TRANSLATE_NOOP(
        "Below", "The class {name} cannot stand in labelmap.txt: datumaro and CVAT refuse the data set."
    ),
)
GENERAL = (
    QT_TRANSLATE_NOOP("Below", "{name} cannot be opened: {reason}."),
    QT_TRANSLATE_NOOP("Below", "{name} cannot be saved: {reason}."),
    QT_TRANSLATE_NOOP("Below", "{name} cannot be read: {reason}."),
)
FAILED = (
    QT_TRANSLATE_NOOP("Below", "{doing} failed: {kind}: {reason}"),
    QT_TRANSLATE_NOOP("Below", "Adding up the caches"),
    QT_TRANSLATE_NOOP("Below", "Counting"),
    QT_TRANSLATE_NOOP("Below", "Detection"),
    QT_TRANSLATE_NOOP("Below", "Inspecting the box"),
    QT_TRANSLATE_NOOP("Below", "Loading the model"),
    QT_TRANSLATE_NOOP("Below", "Looking inside"),
    QT_TRANSLATE_NOOP("Below", "Measuring"),
    QT_TRANSLATE_NOOP("Below", "Opening the image"),
    QT_TRANSLATE_NOOP("Below", "Reading ahead"),
    QT_TRANSLATE_NOOP("Below", "Reading the data set"),
    QT_TRANSLATE_NOOP("Below", "Reading the folder"),
    QT_TRANSLATE_NOOP("Below", "Scoring"),
    QT_TRANSLATE_NOOP("Below", "The export"),
    QT_TRANSLATE_NOOP("Below", "Tidying up"),
    QT_TRANSLATE_NOOP("Below", "Writing the animation"),
    QT_TRANSLATE_NOOP("Below", "This model cannot run R-CNN's way."),
)
"""What went wrong that nobody thought of, and what was being done."""
FACTS = (
    QT_TRANSLATE_NOOP("Below", "CPU, {count} threads"),
    QT_TRANSLATE_NOOP("Below", "CPU, {count} thread"),
    QT_TRANSLATE_NOOP("Below", "{name}, {count} images"),
    QT_TRANSLATE_NOOP("Below", "end to end"),
    QT_TRANSLATE_NOOP("Below", "neck and head, on stored features of the frozen backbone"),
    QT_TRANSLATE_NOOP("Below", "by torchvision on COCO train2017"),
    QT_TRANSLATE_NOOP("Below", "ours; the checkpoint's own region proposal network is not used"),
    QT_TRANSLATE_NOOP("Below", "{value} (with its own proposals)"),
)
"""What models and devices say of themselves."""
SYSTEM = (
    QT_TRANSLATE_NOOP("Below", "No such file or directory"),
    QT_TRANSLATE_NOOP("Below", "Permission denied"),
    QT_TRANSLATE_NOOP("Below", "No space left on device"),
    QT_TRANSLATE_NOOP("Below", "Read-only file system"),
    QT_TRANSLATE_NOOP("Below", "Input/output error"),
    QT_TRANSLATE_NOOP("Below", "File name too long"),
)
"""What systems refuse with."""

OURS = tuple(
    str(each)
    for each in IMAGES + ANNOTATIONS + PROBLEMS + MODELS + FOLDERS + EXPORTS + GENERAL + FAILED + FACTS
)
_NUMBER = r"[\d.,]+"
_FIELD = re.compile(r"\{(\w+)\}")


def in_language(text: str | Message) -> str:
    """Return a text from below in the user's language, where that can be told."""
    if isinstance(text, Message):
        return _localised(text)
    for sentence in _most_telling_first():
        found = _pattern(sentence).fullmatch(text)
        if found is None:
            continue
        said = QCoreApplication.translate(_CONTEXT, sentence)
        if said == sentence:
            return text
        parts = found.groupdict()
        return said.format(
            **{name: part if name in _KEPT else in_language(part) for name, part in parts.items()}
        )
    return text


def _localised(message: Message) -> str:
    source, count = message.source, message.count
    template = QCoreApplication.translate(_CONTEXT, source, "", -1 if count is None else count)
    # English has forms of its own for numbers.
    return str(message) if template == source else message.filled(template, _localised)


@cache
def _most_telling_first() -> list[str]:
    """Return all sentences, those with the most words of their own first: a text may fit several."""
    return sorted(
        (*OURS, *(str(each) for each in SYSTEM)), key=lambda sentence: -len(_FIELD.sub("", sentence))
    )


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _FIELD.split(sentence)
    texts = [re.escape(part) if place % 2 == 0 else _filled(part) for place, part in enumerate(parts)]
    return re.compile("".join(texts), re.DOTALL)


def _filled(field: str) -> str:
    return f"(?P<{field}>{_NUMBER if field == 'count' else '.+?'})"
