"""Jobs on many machines: manifests, addresses of images, proposals made before."""

TEMPLATES: dict[str, str] = {
    "api.batch_image": "Image {number} of the batch (from 0): {reason}",
    "api.predictor_file_changed": (
        "{path} was replaced since this predictor was made. Load it again before it is sent elsewhere."
    ),
    "api.predictor_in_memory": (
        "A predictor that was made from a model in memory cannot be sent to another process. Save the model "
        "and use Predictor.load."
    ),
    "model.not_the_same": (
        "{path} is another file here than where the predictor comes from. Copy the model, or load it from "
        "a folder that all machines see."
    ),
    "manifest.collision": (
        "{path}: the results of lines {first} and {second} would have the same name ({names}). Give each an "
        '"id" and an "out" of its own; nothing has been done.'
    ),
    "manifest.line": "{path}, line {line}: {reason}.",
    "manifest.line_too_long": "it is longer than any path or address",
    "manifest.no_image": 'a line names an image; in JSON "image", "id" and "out" are texts',
    "manifest.no_json": "it begins like a JSON object but is none",
    "manifest.out_outside": '"out" is a name below the folder for results, with / between folders',
    "option.paths_or_manifest": "Give images and folders, or --manifest FILE: one of both.",
    "shard.other_count": (
        "{folder} holds JSON lines of a job that was divided in another way ({name}). Use the same number of "
        "shards, or another folder."
    ),
    "package.remote": "Images at {scheme}:// need a package: pip install 'frcnn-desktop[remote]'.",
    "remote.address": "{url} is no address of an image that is opened; such begin with {known}.",
    "remote.answered": "the server answered {code}",
    "remote.elsewhere": "the server points to an address that is not opened",
    "remote.not_fetched": "{url} cannot be fetched: {reason}.",
    "remote.too_large": "it has more than {limit} MB",
    "remote.too_slow": "it took longer than {seconds:.0f} s",
    "remote.cut_short": "it arrived incomplete",
}
