"""Images, annotations, folders and data sets."""

from frcnn_desktop.core.message_templates.plural import Plural

TEMPLATES: dict[str, str | Plural] = {
    "image.bomb": "{name} claims {count:.0f} megapixels in {size} bytes, which no photo has.",
    "image.damaged": "{name} is damaged and cannot be decoded ({reason}).",
    "image.foreign_kind": "{name} is a {kind} picture, which cannot be read. Convert it to JPEG or PNG.",
    "image.grey_range": "grey values {low:g} to {high:g} shown as black to white",
    "image.first_frame": "first frame shown",
    "image.mode_shown": "{mode} shown as RGB",
    "image.not_a_file": "{name} is not a file.",
    "image.out_of_memory": "{name} needs more memory than there is. Close other programs or shrink it.",
    "image.too_large": "{name} is larger than {limit} MB. Shrink it first.",
    "image.too_many_pixels": (
        "{name} has {count:.0f} megapixels; the limit is {limit:.0f}. Cut it into tiles or shrink it first."
    ),
    "image.unreadable": "{name} is not an image this program can read.",
    "annotation.bad_character": "{text} contains the character {character}, which XML cannot hold",
    "annotation.box_outside": "an object's box ({box}) is outside the image",
    "annotation.box_without_area": "an object's box ({box}) has no area",
    "annotation.bytes_invalid": (
        "the text is not valid {encoding}. State the right encoding in the "
        'first line, e.g. <?xml version="1.0" encoding="euc-kr"?>'
    ),
    "annotation.bytes_undeclared": (
        "the text is not valid {encoding} and no other encoding is declared. "
        "State the right encoding in the first line, e.g. <?xml "
        'version="1.0" encoding="euc-kr"?>'
    ),
    "annotation.changed_elsewhere": (
        "{name} was changed elsewhere since it was opened here. It was not overwritten."
    ),
    "annotation.empty": "it is empty",
    "annotation.encoding_no_text": "its encoding {encoding} is not one for text files",
    "annotation.encoding_not_supported": "its encoding {encoding} is not supported. Save it as UTF-8",
    "annotation.encoding_unknown": "its encoding {encoding} is not known",
    "annotation.entity": "it declares or uses an entity, which an annotation never needs",
    "annotation.not_a_file": "{name} cannot be opened: it is not a file.",
    "annotation.not_read": (
        "{name} cannot be read: {reason}. It was left untouched; repair it in a text editor or move it away."
    ),
    "annotation.not_saved": "The annotation cannot be saved: {reason}.",
    "annotation.not_well_formed": "it is not well-formed XML",
    "annotation.not_well_formed_at": "it is not well-formed XML ({reason}, line {line}, column {column})",
    "annotation.object_without_class": "an object has no class name; give it one and save again",
    "annotation.size_unknown": "the width and height of the image are not known; set them first",
    "annotation.target_not_a_file": "{name} cannot be saved: it is not a file. Save under another name.",
    "annotation.too_large": "it is larger than {limit} MB",
    "annotation.unnamed_not_read": "The annotation cannot be read: {reason}.",
    "annotation.write_protected": (
        "{name} is write-protected. Change its permissions, or save to another folder."
    ),
    "annotation.wrong_root": "its root is <{tag}>, not <annotation>: this is no VOC annotation",
    "save.disk_full": "the disk is full. Free some space, or save to another folder",
    "save.folder_gone": "the folder is not there any more. Save to another folder",
    "save.name_too_long": "the file name is too long. Save under a shorter one",
    "save.no_image": "There is nothing to save: no image is open.",
    "save.not_permitted": (
        "the folder may not be written to. Save to another folder, or change its permissions"
    ),
    "save.quota": "your disk quota is used up. Free some space, or save to another folder",
    "save.read_only": "the disk is read-only. Save to another folder",
    "problem.degenerate_box": "is at most one pixel wide or high",
    "problem.encoding": "{what}; other readers may refuse it.",
    "problem.encoding_declared": "The file declares {stated} but its bytes are {shown}",
    "problem.fractional_box": "has coordinates that are no whole numbers",
    "problem.inverted_box": "has a minimum beyond its maximum",
    "problem.missing_head": "The file lacks {names}, which strict readers need.",
    "problem.missing_tags": "lacks {names}, which strict readers need",
    "problem.namespace": "The file uses an XML namespace; most VOC readers find nothing in it.",
    "problem.no_box": "has no usable bndbox; it is kept in the file but cannot be shown or edited",
    "problem.no_class_name": "has no class name",
    "problem.odd_flag": "has a value other than 0 and 1 in {names}",
    "problem.of_named_object": "Object {number} ({name}) {what}.",
    "problem.of_object": "Object {number} {what}.",
    "problem.outside_image": "reaches outside the image",
    "problem.several_boxes": "has more than one bndbox; the first is shown",
    "problem.size_differs": (
        "The file states {stated}, the image is {shown}. The boxes may belong to another image."
    ),
    "problem.size_swapped": (
        "The file is for the un-rotated image ({stated}, the image is {shown}). "
        "Turn the boxes before editing."
    ),
    "problem.size_zero": "The file states no usable image size.",
    "problem.zero_based": (
        "A coordinate is 0, but VOC counts from 1: the file may be 0-based. Nothing was shifted."
    ),
    "object.left_out": "{file}: {reason}",
    "object.outside_image": "lies outside the image",
    "object.several_boxes": "has more than one bndbox: nobody can say which is meant",
    "object.unknown_class": "is of a class that is not asked for",
    "file.class_list_not_read": "The list of class names {path} cannot be read: {reason}.",
    "file.image_list_not_read": "The list of images {path} cannot be read: {reason}.",
    "file.not_opened": "{name} cannot be opened: {reason}.",
    "file.gone": "{name} is not there: it was moved or deleted, or its drive is not connected.",
    "file.not_read": "{name} cannot be read: {reason}.",
    "file.not_saved": "{name} cannot be saved: {reason}.",
    "file.not_written": "{name} cannot be written: {reason}.",
    "folder.not_made": "The folder {folder} cannot be created: {reason}.",
    "folder.not_opened": "The folder {folder} cannot be opened: {reason}.",
    "input.no_images": "There are no images in these places.",
    "input.not_there": "{path} is not there.",
    "dataset.doubled_ids": Plural(
        "The split {split} lists {count} image more than once: {names}. It counts once.",
        "The split {split} lists {count} images more than once: {names}. Each counts once.",
    ),
    "dataset.empty_split": "The split {split} of {name} lists no image.",
    "dataset.similar_names": (
        "The class names {names} differ by case or blanks only; they count as different classes."
    ),
    "dataset.folder_has_no_split": (
        "{name} is a folder of images and has no split {split}. Use all of it instead."
    ),
    "dataset.image_not_there": "The image {image} is not in {folder}.",
    "dataset.no_annotated_image": "There is no annotated image {image} in {folder}.",
    "dataset.no_annotations_folder": "{folder} is no VOC data set: it has no folder Annotations.",
    "dataset.no_images": "{folder} holds neither a VOC data set nor images.",
    "dataset.no_split": "{name} has no readable split {split}. Its splits: {known}.",
    "dataset.no_splits": "{name} has no readable split {split}, and no other.",
    "dataset.not_annotated": Plural(
        "The {count} image in {folder} has no annotation. Draw boxes and save them first.",
        "None of the {count} images in {folder} has an annotation. Draw boxes and save them first.",
    ),
    "dataset.several": "{folder} holds several data sets: {names}. Open one of them.",
    "dataset.unrotated": (
        "{name} is for the un-rotated image: its boxes are elsewhere. Open it and turn the boxes first."
    ),
    "export.cut_to_image": "{problem} It is exported cut to the image.",
    "export.failed": (
        "The export to {path} failed: {reason}. Nothing was left behind; free some space "
        "or choose another folder."
    ),
    "export.folder_exists": "{path} is there already. Choose a new folder; nothing is overwritten.",
    "export.folder_made_meanwhile": "{path} was made by somebody else meanwhile. Export again.",
    "export.image_changed": "The image was changed while it was exported. Export again.",
    "export.label_map": (
        "The class {name} cannot stand in labelmap.txt: datumaro and CVAT refuse the data set."
    ),
    "export.no_annotation": "It has no annotation.",
    "export.no_images": "There are no images.",
    "export.not_verified": "It is not marked verified.",
    "export.nothing": "There is nothing to export. The first image: {reason}",
    "export.turned_round": "{problem} It is exported the right way round.",
    "export.unrotated": "Its annotation is for the un-rotated image. Open it and turn the boxes first.",
    "picture.too_large": "The picture would be larger than {limit} pixels. Choose a smaller scale.",
}
