"""Changing the classes of a whole data set, edits of many files, and comparing annotators."""

from frcnn_desktop.core.message_templates.plural import Plural

TEMPLATES: dict[str, str | Plural] = {
    "classes.ambiguous": "{told} holds several =, and not just one of them stands behind a class.",
    "classes.folder_protected": "{name} cannot be replaced: its folder {folder} may not be written to.",
    "classes.no_files": "{folder} holds no annotation files.",
    "classes.no_line": "{name} cannot be a class name: it has to fit on one line.",
    "classes.no_list": "it is no list of class names, one per line",
    "classes.no_name": "A class needs a name.",
    "classes.not_there": "No object is of the class {name}.",
    "classes.nothing_to_undo": "No edit of {folder} can be undone.",
    "classes.numbered": (
        "{name} numbers the classes of the YOLO files beside it: no name in it may move or go, "
        "or they would mean other classes. It stays as it is."
    ),
    "classes.rename_what": "{told} is no OLD=NEW.",
    "classes.renamed_and_deleted": "The class {name} cannot be both renamed and deleted.",
    "classes.split_lists": Plural(
        "{count} list of ImageSets/Main is named after a class that changes and stays as it is: {names}",
        "{count} lists of ImageSets/Main are named after classes that change and stay as they are: {names}",
    ),
    "compare.doubled": "{folder} holds several annotations called {key}.",
    "compare.nothing_in_common": "No annotation of {first} has the name of one in {second}.",
    "compare.only_in": Plural(
        "{count} image is annotated in {folder} alone; no figure counts it.",
        "{count} images are annotated in {folder} alone; no figure counts them.",
    ),
    "compare.sizes_differ": Plural(
        "Both versions of {count} image state another image size: {first}",
        "Both versions of {count} images state other image sizes, the first: {first}",
    ),
    "compare.undecided": Plural(
        "{count} conflict is undecided. Decide it, or say what is taken.",
        "{count} conflicts are undecided. Decide them, or say what is taken.",
    ),
    "edit.another": "Another edit of many files is under way. Wait for it to end.",
    "edit.changed_since": "{name} was changed since and stays as it is.",
    "edit.failed": "The edit failed: {reason}. Every file is as it was before.",
    "edit.no_journal": "What is needed for undo cannot be written: {reason}. Nothing was changed.",
    "edit.partly_done": Plural(
        "The edit failed, and {count} file of {total} is still changed ({reason}). Undo puts it back.",
        "The edit failed, and {count} files of {total} are still changed ({reason}). Undo puts them back.",
    ),
    "edit.undo_failed": Plural(
        "Undo stopped after {count} file of {total}: {reason}.",
        "Undo stopped after {count} files of {total}: {reason}.",
    ),
}
