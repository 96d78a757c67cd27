"""Converting between annotation formats."""

from frcnn_desktop.core.message_templates.plural import Plural

TEMPLATES: dict[str, str | Plural] = {
    "convert.box": "{title}: {facts}",
    "convert.box.both_inside": "both ends inside the box",
    "convert.box.centre": "centre, width and height",
    "convert.box.corners": "two corners",
    "convert.box.counted": "counted from {first}",
    "convert.box.parts": "as parts of the image's width and height",
    "convert.box.pixels": "in pixels",
    "convert.box.size": "upper left corner, width and height",
    "convert.box.whole_pixels": "in whole pixels",
    "convert.class_list_doubled": "{name} lists the class {class_name} twice.",
    "convert.class_list_gap": "{name} has no class name in line {line}: all behind it would be shifted.",
    "convert.copied": Plural(
        "{count} image could not be linked and was copied.",
        "{count} images could not be linked and were copied.",
    ),
    "convert.names_odd": "The class names in {name} are no list without gaps and doubles.",
    "convert.no_class_list": Plural(
        "The data set has no list of classes: the one that was found is taken.",
        "The data set has no list of classes: the {count} that were found are taken, in natural order.",
    ),
    "convert.no_class_names": (
        "{name} numbers its classes and names none of them. Give the names in the order of the numbers."
    ),
    "convert.no_destination": "Give --out, the folder to make, or --dry-run to see what would be lost.",
    "convert.not_this_format": "{name} is no {format} data set.",
    "convert.not_utf8": "it is not UTF-8 text",
    "convert.nothing": "No image of {name} can be converted. The first reason: {reason}",
    "convert.one_split": "The data set has no splits: every image is in {split}.",
    "convert.other_json": Plural(
        "{count} JSON file in the folder is none of labelme's and was passed over.",
        "{count} JSON files in the folder are none of labelme's and were passed over.",
    ),
    "convert.outside": "{path} is not inside {folder}. Nothing outside the data set is read.",
    "convert.several_formats": "{name} can be read as several formats: {names}. Say which one is meant.",
    "convert.several_splits": Plural(
        "{count} image is in several splits; the first counts.",
        "{count} images are in several splits; the first counts for each.",
    ),
    "convert.unknown_format": "{name} is no data set of a known format.",
    "convert.voc_head": "Comments on images, and source and owner in VOC files, are not carried over.",
    "convert.object.attributes": "has further fields, which are dropped: {names}",
    "convert.object.bad_entry": "is not written as the format asks",
    "convert.object.crowd": "stands for many objects: its box is kept, marked difficult",
    "convert.object.cut": "reaches outside the image and is cut",
    "convert.object.difficult": "is difficult, which the format cannot hold",
    "convert.object.inverted_box": "has a minimum beyond its maximum and is turned the right way round",
    "convert.object.keypoints": "has keypoints, which are dropped",
    "convert.object.no_area": "has no area",
    "convert.object.no_box": "has no box",
    "convert.object.not_a_box": "is of the shape {kind}, which has no box",
    "convert.object.occluded": "is occluded, which the format cannot hold",
    "convert.object.parts": "has parts, which are dropped",
    "convert.object.polygon": "has an outline, of which the box around it is kept",
    "convert.object.pose": "has a pose, which the format cannot hold",
    "convert.object.rotated": "is a turned box, of which the upright box around it is kept",
    "convert.object.rounded": "is rounded to whole pixels",
    "convert.object.score": "has a score, which is dropped",
    "convert.object.truncated": "is truncated, which the format cannot hold",
    "convert.object.unknown_class": "is of the class {id}, which the data set does not name",
    "convert.object.unknown_image": "belongs to the image {id}, which the data set does not have",
    "convert.image.bad_name": "The name of its image leads nowhere, or out of the data set.",
    "convert.image.doubled": "An image of this name is there already.",
    "convert.image.image_absent": "The image is not there. Its annotation is converted all the same.",
    "convert.image.renamed": "It is called {name}.",
    "convert.image.size_unknown": "The image is not there, and nothing tells its size.",
    "convert.image.turned": "It is stored turned. The boxes are for the image as it is displayed.",
    "convert.image.unannotated": "No annotation was found for it.",
    "convert.image.unrotated": "Its annotation is for the un-rotated image: the boxes are elsewhere.",
    "convert.image.verified": "It is verified, which the format cannot hold.",
    "convert.count.attributes": Plural(
        "{count} object loses further fields", "{count} objects lose further fields"
    ),
    "convert.count.bad_entry": Plural(
        "{count} entry is not as the format asks", "{count} entries are not as the format asks"
    ),
    "convert.count.bad_name": Plural(
        "{count} image has a name that leads nowhere", "{count} images have a name that leads nowhere"
    ),
    "convert.count.crowd": Plural(
        "{count} crowd becomes a difficult object", "{count} crowds become difficult objects"
    ),
    "convert.count.cut": Plural("{count} box is cut to its image", "{count} boxes are cut to their images"),
    "convert.count.difficult": Plural(
        "{count} object loses its mark difficult", "{count} objects lose their mark difficult"
    ),
    "convert.count.doubled": Plural("{count} image is there twice", "{count} images are there twice"),
    "convert.count.image_absent": Plural("{count} image is not there", "{count} images are not there"),
    "convert.count.inverted_box": Plural(
        "{count} inverted box is turned round", "{count} inverted boxes are turned round"
    ),
    "convert.count.keypoints": Plural(
        "{count} object loses its keypoints", "{count} objects lose their keypoints"
    ),
    "convert.count.no_area": Plural("{count} box has no area", "{count} boxes have no area"),
    "convert.count.no_box": Plural("{count} object has no box", "{count} objects have no box"),
    "convert.count.no_name": Plural("{count} object has no class", "{count} objects have no class"),
    "convert.count.not_a_box": Plural(
        "{count} shape is not a box (a point, a line)", "{count} shapes are not boxes (points, lines)"
    ),
    "convert.count.occluded": Plural(
        "{count} object loses its mark occluded", "{count} objects lose their mark occluded"
    ),
    "convert.count.outside_image": Plural(
        "{count} box lies outside its image", "{count} boxes lie outside their images"
    ),
    "convert.count.parts": Plural("{count} object loses its parts", "{count} objects lose their parts"),
    "convert.count.polygon": Plural(
        "{count} outline becomes the box around it", "{count} outlines become the boxes around them"
    ),
    "convert.count.pose": Plural("{count} object loses its pose", "{count} objects lose their pose"),
    "convert.count.renamed": Plural("{count} image is renamed", "{count} images are renamed"),
    "convert.count.rotated": Plural(
        "{count} turned box becomes the upright box around it",
        "{count} turned boxes become the upright boxes around them",
    ),
    "convert.count.rounded": Plural(
        "{count} box is rounded to whole pixels", "{count} boxes are rounded to whole pixels"
    ),
    "convert.count.score": Plural("{count} object loses its score", "{count} objects lose their score"),
    "convert.count.several_boxes": Plural(
        "{count} object has several boxes", "{count} objects have several boxes"
    ),
    "convert.count.size_differs": Plural(
        "{count} image has another size than its annotation states",
        "{count} images have another size than their annotations state",
    ),
    "convert.count.size_unknown": Plural(
        "{count} image is not there, and its size unknown",
        "{count} images are not there, and their sizes unknown",
    ),
    "convert.count.truncated": Plural(
        "{count} object loses its mark truncated", "{count} objects lose their mark truncated"
    ),
    "convert.count.turned": Plural("{count} image is stored turned", "{count} images are stored turned"),
    "convert.count.unannotated": Plural(
        "{count} image has no annotation", "{count} images have no annotation"
    ),
    "convert.count.unknown_class": Plural(
        "{count} object is of a class that is not in the list",
        "{count} objects are of classes that are not in the list",
    ),
    "convert.count.unknown_image": Plural(
        "{count} object belongs to an image that is not in the data set",
        "{count} objects belong to images that are not in the data set",
    ),
    "convert.count.unreadable": Plural("{count} file cannot be read", "{count} files cannot be read"),
    "convert.count.unrotated": Plural(
        "{count} annotation is for the un-rotated image", "{count} annotations are for the un-rotated image"
    ),
    "convert.count.unverified": Plural("{count} image is not verified", "{count} images are not verified"),
    "convert.count.verified": Plural(
        "{count} image loses its mark verified", "{count} images lose their mark verified"
    ),
    "convert.count.zero_based": Plural(
        "{count} file may count from 0; nothing is shifted",
        "{count} files may count from 0; nothing is shifted",
    ),
}
